"""The JSON documents that commands print, as the reference shows them; a test holds them against what the flows give."""

PROBLEM = ("rule", "kind", "severity", "message", "place")
PLACE = ("interchange", "group", "transaction", "segment", "index", "tag", "element", "component", "loop", "offset")
AMOUNTS = ("charge", "paid", "contractual", "patient", "other", "balance")
DELIVERY = ("file", "kind", "result", "transactions", "claims", "posted", "unapplied", "held", "out", "problems")
STEP = ("date", "what", "amount", "reported", "group", "reason", "remarks", "file", "segment", "text")
EVENT = ("date", "what", "payer", "by", "test", "amount", "key", "note", "file", "segment", "text", "sha256")
LINE = ("line", "control_number", "procedure", "modifiers", "date", "status", *AMOUNTS, "match", "steps")
ITEM = ("claim", "line", "payer", "remit", "kind", "amount", "age_days", "deadline", "reason", "next_step", "file",
        "control_number", "segment")
DECISION = ("decision", "claim", "remit", "text", "made", "problems")
ROW = ("reason", "accept", "refuse")
COVERED = ("in_guide", "read", "written")

COMPARED = ("match", "underpaid", "overpaid", "lesser of charge", "no rate", "not compared")
MOVED = ("date", "remit", "trace", "segment", "reason", "amount")

CODE_SET = ("kind", "name", "codes", "from", "to", "ships", "source")
CODE = ("code", "kind", "from", "to", "text", "source")

CARRIED = ("file", "mailbox", "direction", "result", "size", "sha256", "where", "problems")

KEYS: dict[str, dict[str, tuple[str, ...]]] = {
    "init": {"": ("workspace", "made")},
    "submit": {"": ("files",), "files": DELIVERY, "problems": PROBLEM, "place": PLACE},
    **{command: {"": ("files",), "files": DELIVERY, "problems": PROBLEM, "place": PLACE}
       for command in ("secondary", "replace", "void", "fix")},
    "import": {"": ("files",), "files": DELIVERY, "problems": PROBLEM, "place": PLACE},
    "receive": {"": ("files",), "files": DELIVERY, "problems": PROBLEM, "place": PLACE},
    **{command: {"": ("files", "problems"), "files": CARRIED, "problems": PROBLEM, "place": PLACE}
       for command in ("send", "fetch")},
    "sync": {"": ("files", "problems", "received"), "files": CARRIED, "received": DELIVERY, "problems": PROBLEM,
             "place": PLACE},
    "claim": {"": ("claim", "provider", "status", "stage", *AMOUNTS, "history", "claim_level", "lines"), "history": EVENT,
              "claim_level": (*AMOUNTS, "steps"), "lines": LINE, "steps": STEP},
    "where": {"": ("file", "control_number", "segment", "tag", "element", "component", "loop", "text", "setting", "claims"),
              "claims": ("claim", "line", "field", "encounter", "source", "where")},
    "worklist": {"": ("items",), "items": ITEM},
    "provider-adjustments": {
        "": ("providers", "problems"), "problems": PROBLEM, "place": PLACE,
        "providers": ("payer", "payer_name", "provider", "took", "gave", "open", "chains"),
        "chains": ("items",),
        "items": (*MOVED, "words", "reference", "effect", "open", "alarm", "claim", "file", "pairs", "alike"),
        "pairs": (*MOVED, "how"), "alike": MOVED},
    "variance": {"": ("counts", "underpaid", "overpaid", "lines", "problems"), "counts": COMPARED,
                 "lines": ("claim", "payer", "date", "procedure", "modifiers", "units", "verdict", "charge", "allowed",
                           "expected", "short", "remit", "segment"), "problems": PROBLEM, "place": PLACE},
    "summary": {"": ("files",), "files": ("file", "interchanges", "transactions", "problems"), "problems": PROBLEM,
                "place": PLACE},
    "check": {"": ("files",), "files": ("file", "verdict", "problems"), "problems": PROBLEM, "place": PLACE},
    "check-remit": {
        "": ("files",), "files": ("file", "remittances", "problems"),
        "remittances": ("remittance", "payer", "payer_id", "payee", "payee_id", "payee_tax_id", "date", "produced",
                        "trace_number", "method", "handling", "amount", "claim_count", "paid", "adjusted", "off", "claims",
                        "provider_adjustments", "balances", "unbalanced_claims", "unbalanced_lines", "went"),
        "claims": ("claim", "payer_claim", "status", "status_words", "date", "charge", "paid", "patient_responsibility", "off",
                   "went", "remarks", "people", "adjustments", "lines", "segment"),
        "lines": ("line", "control_number", "procedure", "modifiers", "submitted", "date", "units", "charge", "paid", "off",
                  "remarks", "adjustments", "segment"),
        "adjustments": ("group", "reason", "amount", "quantity", "words", "segment"),
        "people": ("role", "name", "id", "segment"),
        "provider_adjustments": ("provider", "fiscal_period", "reason", "reference", "amount", "words", "effect", "segment"),
        "balances": ("transaction", "claims", "lines"),
        "went": ("paid", "contractual", "patient", "other", "prior_payer", "denied", "reduced", "unexplained"),
        "problems": PROBLEM, "place": PLACE},
    "diff-835": {
        "": ("files", "remittances"), "files": ("file", "problems"),
        "remittances": ("result", "same_envelope", "old", "new", "differences", "moved", "claims", "counts"),
        "old, new (of a remittance)": ("remittance", "control_number", "payer", "trace_number", "date", "amount", "claims",
                                       "paid"),
        "claims": ("result", "claim", "payer_claim", "old", "new", "differences"),
        "old, new (of a claim)": ("status", "charge", "paid", "lines", "segment"),
        "differences": ("line", "kind", "name", "words", "hidden", "old", "new", "old_segment", "new_segment"),
        "counts": ("same", "changed", "added", "dropped", "reordered"), "problems": PROBLEM, "place": PLACE},
    "rewrite": {"": ("files",), "files": ("file", "out", "verdict", "problems"), "problems": PROBLEM, "place": PLACE},
    "acknowledge": {"": ("files",), "files": ("file", "verdict", "out", "problems"), "problems": PROBLEM, "place": PLACE},
    "guide": {"": ("guide", "rows"), "rows": ("loop", "segment", "element", "codes", "field", "type"),
              "--coverage": ("segments", "elements", "missing"), "segments": COVERED, "elements": COVERED,
              "missing": ("loop", "segment", "name", "element", "reason")},
    "edits": {"": ("edits",), "edits": ("rule", "kind", "severity", "sentence", "function", "about")},
    "profile": {"": ("profiles", "problems"), "profiles": ("name", "title", "about", "file", "envelope", "rows", "severities",
                                                           "examples"),
                "envelope": ("key", "value", *ROW), "rows": ("path", "must", "value", "severity", *ROW),
                "severities": ("rule", "kind", "severity", *ROW), "problems": PROBLEM, "place": PLACE},
    "note": {"": DECISION}, "match": {"": DECISION}, "unmatch": {"": DECISION}, "release": {"": DECISION},
    "audit": {"": ("entries",), "entries": ("at", "who", "command", "sha256", "file")},
    "dump": {"": ("lines",)},
    "codes": {"": ("sets", "problems"), "sets": CODE_SET},
    "codes import": {"": ("sets", "problems"), "sets": CODE_SET, "problems": PROBLEM, "place": PLACE},
    "codes show": {"": ("codes",), "codes": CODE},
    "rebuild": {"": ("files", "decisions", "problems")},
    "simulate": {
        "": ("files", "scenario", "seed", "out", "truth", "problems"), "files": ("file", "claims", "verdict", "problems"),
        "problems": PROBLEM, "place": PLACE,
        "--list": ("scenarios", "rates"), "scenarios": ("scenario", "about", "rates"),
        "rates (of all)": ("rate", "of", "about")},
    "fixtures": {"": ("samples",), "samples": ("sample", "size", "transactions", "rule", "kind", "severity")},
    "fixtures copy": {"": ("samples", "out")},
    "demo": {"": ("workspace", "today", "submitted", "received", "worklist", "reports"), "submitted": DELIVERY,
             "received": DELIVERY, "worklist": ITEM},
}

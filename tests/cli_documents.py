"""Documents as the flows give them (the contract's shapes), for the tests of the command line."""

from typing import Any

Document = dict[str, Any]

PLACE = {"interchange": 1, "group": 1, "transaction": 1, "segment": 15, "index": 17, "tag": "SVC", "element": 3,
         "component": None, "loop": "2110", "offset": 812}
ERROR = {"rule": "REM-1", "kind": "line", "severity": "error", "place": PLACE,
         "message": "The line is charged 100.00 and paid 80.00, but its adjustments take 10.00: 10.00 is unexplained."}
WARNING = {"rule": "ENV-10", "kind": "bom", "severity": "warning", "message": "The file begins with a byte order mark.",
           "place": dict.fromkeys(PLACE)}
EMPTY = {"rule": "ENV-10", "kind": "empty", "severity": "error", "message": "The file is empty.", "place": dict.fromkeys(PLACE)}
ROW = {"rule": "CLM-13", "kind": "pointer", "severity": "error", "place": dict.fromkeys(PLACE),
       "message": "row 7, column ptr: points at diagnosis 5, but the claim has 2."}

AMOUNTS = {"charge": "1280.00", "paid": "1000.00", "contractual": "150.00", "patient": "50.00", "other": "0.00",
           "balance": "80.00"}


def delivery(**changes: Any) -> Document:
    return {"file": "in/cedar.835", "kind": "835", "result": "posted", "transactions": 1, "claims": 12, "posted": "10250.00",
            "unapplied": "0.00", "held": "0.00", "out": [], "problems": []} | changes


def files(*several: Document) -> Document:
    return {"files": list(several)}


def step(what: str, amount: str, reported: str, segment: int, text: str, **changes: Any) -> Document:
    return {"date": "2026-03-02", "what": what, "amount": amount, "reported": reported, "group": None, "reason": None,
            "remarks": [], "file": "cedar.835", "segment": segment, "text": text} | changes


CLAIM: Document = {
    "claim": "MS1001", "provider": "1900010012", "status": "partly denied", **AMOUNTS,
    "history": [
        {"date": "2026-03-03", "what": "submitted", "payer": "11202", "amount": "1280.00", "key": None, "note": None,
         "file": "MAPLESUB.000000001.837", "segment": 21, "text": "CLM*MS1001*1280***11:B:1*Y*A*Y*Y"},
        {"date": "2026-04-14", "what": "adjudicated", "payer": "11202", "amount": "1000.00", "key": "MAT-1a", "note": None,
         "file": "cedar.835", "segment": 16, "text": "CLP*MS1001*1*1280*1000*50*MB*2026061"}],
    "claim_level": {**dict.fromkeys(AMOUNTS, "0.00"), "steps": []},
    "lines": [
        {"line": 1, "control_number": "1001-1", "procedure": "99213", "modifiers": ["25", "GT"], "date": "2026-03-02",
         "status": "patient", "match": "MAT-2a",
         **AMOUNTS | {"charge": "1200.00", "balance": "0.00"}, "steps": [
             step("charge", "1200.00", "1200.00", 24, "SV1*HC:99213:25:GT*1200*UN*1***1"),
             step("payment", "-1000.00", "1000.00", 18, "SVC*HC:99213:25:GT*1200*1000", remarks=["N130"]),
             step("contractual", "-150.00", "150.00", 19, "CAS*CO*45*150", group="CO", reason="45"),
             step("patient", "-50.00", "50.00", 20, "CAS*PR*1*50", group="PR", reason="1")]},
        {"line": 2, "control_number": "1001-2", "procedure": "J3301", "modifiers": [], "date": None, "status": "denied",
         "match": None, **dict.fromkeys(AMOUNTS, "0.00") | {"charge": "80.00", "balance": "80.00"}, "steps": [
             step("charge", "80.00", "80.00", 28, "SV1*HC:J3301*80*UN*2***1"),
             step("denied", "0.00", "80.00", 23, "CAS*CO*16*80", group="CO", reason="16", remarks=["M76", "N56"])]}],
}
ITEM = {"claim": "MS1001", "line": "1001-2", "payer": "CEDAR MEDICARE", "remit": "0a1b2c3d4e-1", "kind": "denied",
        "amount": "80.00", "age_days": 77, "deadline": "2026-08-17", "reason": "CO-16 (information missing or wrong) M76 N56",
        "next_step": "Send what the remark codes ask for, then replace the claim (frequency 7).", "file": "cedar.835",
        "control_number": "0001", "segment": 23}
HELD = ITEM | {"claim": None, "line": None, "kind": "held check", "remit": "0a1b2c3d4e", "amount": "120000.00", "age_days": 1,
               "deadline": None, "reason": "The check does not add up; nothing of it was posted.", "segment": None}
WORKLIST: Document = {"items": [HELD, ITEM]}

_LEG = {"date": "2026-03-02", "remit": "0a1b2c3d4e", "trace": "70411", "segment": 23, "reason": "WO", "amount": "-1280.00"}
_OTHER = _LEG | {"date": None, "trace": "70412", "amount": "1280.00"}
_SAID = {"words": "recovery of an overpayment", "reference": None, "effect": "gave", "open": "-1180.00",
         "alarm": "never recovered", "claim": "MS1001", "file": "cedar.835"}
MOVED: Document = {"providers": [{
    "payer": "11202", "payer_name": "CEDAR MEDICARE", "provider": "1900010012", "took": "100.00", "gave": "1280.00",
    "open": "-1180.00", "chains": [{"items": [
        _LEG | _SAID | {"pairs": [_OTHER | {"amount": "100.00", "how": "amount"}], "alike": [_OTHER | {"amount": "1180.00"}]}]}]},
    {"payer": "X", "payer_name": None, "provider": "1900010020", "took": "0.00", "gave": "1.25", "open": "5.00", "chains": [
        {"items": [_LEG | _SAID | {"words": None, "claim": None, "alarm": None, "open": "5.00", "pairs": [], "alike": []}]}]}]}

COMPARED: Document = {
    "counts": {"match": 3, "underpaid": 1, "overpaid": 0, "lesser of charge": 0, "no rate": 2, "not compared": 0},
    "underpaid": "1200.00", "overpaid": "0.00", "problems": [WARNING], "lines": [
        {"claim": "MS1001", "payer": "CEDAR MEDICARE", "date": None, "procedure": "99213", "modifiers": ["25"], "units": "1",
         "verdict": "underpaid", "charge": "3000.00", "allowed": "800.00", "expected": "2000.00", "short": "1200.00",
         "remit": "0a1b2c3d4e-1", "segment": 18}]}

REMITTANCE: Document = {
    "transaction": "835", "version": "005010X221A1", "control_number": "0001", "group_control_number": "1",
    "interchange_control_number": "000000001", "segments": 40, "payment_amount": "10250.00", "trace_number": "70411",
    "payment_method": "ACH", "payment_date": "2026-04-14", "claims": 12, "service_lines": 25, "charged": "20000.00",
    "paid": "10260.00", "patient_responsibility": "500.00", "patient_responsibility_reported": "500.00",
    "provider_adjustments": "10.00", "adjustments": {"CO-45": "9000.00", "PR-1": "500.00"}, "by_status": {"1": 11, "22": 1},
    "balances": {"transaction": True, "claims": False, "lines": True}, "unbalanced_claims": 1, "unbalanced_lines": 0}
HEAD = {name: REMITTANCE[name] for name in ("version", "control_number", "group_control_number", "interchange_control_number",
                                            "segments")}
SUMMARY: Document = {"files": [
    {"file": "cedar.835", "interchanges": 1, "transactions": [REMITTANCE], "problems": [WARNING]},
    {"file": "mixed.x12", "interchanges": 2, "problems": [], "transactions": [
        {"transaction": "837P", **HEAD, "claims": 3, "service_lines": 5, "charged": "500.00", "line_charges": "490.00",
         "claims_under_patient": 1, "charge_mismatches": 1},
        {"transaction": "999", **HEAD, "group_verdict": "A",
         "acknowledged": [{"transaction": "837", "control_number": "0001", "verdict": "A"}]},
        {"transaction": "277CA", **HEAD, "accepted": 2, "rejected": 1,
         "statuses": {"batch": {"A1:19:PR": 1}, "provider": {}, "claim": {"A2:20:PR": 2, "A3:21": 1}, "line": {}}},
        {"transaction": "TA1", **dict.fromkeys(HEAD), "segments": 1, "verdict": "A", "note": "000"},
        {"transaction": "270", **HEAD}]}]}
CHECK: Document = {"files": [{"file": "a.835", "verdict": "accepted", "problems": [WARNING]},
                             {"file": "b.835", "verdict": "rejected", "problems": [ERROR] * 12 + [WARNING]}]}
MADE: Document = {"workspace": "/home/maple/books", "made": ["outbox", "inbox", "edi.toml", "ledger.db"]}
DECISION: Document = {"decision": "match", "claim": "MS1001", "remit": "0a1b2c3d4e-1", "text": None,
                      "made": "2026-06-30T12:00:00", "problems": []}
SUBMITTED = files(delivery(file="encounters.csv", kind="encounters", result="prepared", out=["outbox/MAPLESUB.000000001.837"],
                           posted="0.00", problems=[ROW]))
RECEIVED = files(delivery(), delivery(file="in/granite.835", result="partly held", held="100.00", unapplied="55.10",
                                      problems=[ERROR]), delivery(file="in/noise.bin", kind="", result="quarantined"))
SENT = {"file": "practice/outbox/claims.837", "mailbox": "acme", "direction": "out", "result": "sent", "size": 4254,
        "sha256": "0" * 64, "where": "to/claims.837", "problems": []}
FETCHED = SENT | {"file": "1.835", "direction": "in", "result": "fetched", "where": "practice/inbox/1.835"}
CUT = {"rule": "EXC-5", "kind": "transport-cut", "severity": "error", "place": dict.fromkeys(PLACE),
       "message": "mailbox acme: The connection to sftp.acme.example:22 was cut."}
CARRIED: Document = {"files": [SENT, FETCHED], "problems": []}
NOT_CARRIED: Document = {"files": [SENT | {"result": "waiting", "where": None}], "problems": [CUT]}
SYNCED: Document = {"files": [SENT, *[FETCHED] * 50], "problems": [], "received": [delivery(), delivery(result="held", held="1.00")]}
DEMO: Document = {"workspace": "demo", "today": "2026-06-30", "submitted": SUBMITTED["files"], "received": RECEIVED["files"],
                  "worklist": WORKLIST["items"], "reports": ["demo/reports/worklist.html"]}
REBUILT: Document = {"files": 7, "decisions": 1, "problems": []}
REWRITTEN: Document = {"files": [{"file": "a.835", "out": "b.835", "verdict": None, "problems": [WARNING]}]}
ACKNOWLEDGED: Document = {"files": [
    {"file": "a.837", "verdict": "partly accepted", "out": ["out/a.ta1.x12", "out/a.999.x12"], "problems": [ERROR]},
    {"file": "b.999", "verdict": "refused", "out": [], "problems": [ERROR]}]}
WHERE: Document = {"file": "MAPLESUB.000000001.837", "control_number": "0001", "segment": 32, "tag": "SV1", "element": 2,
                   "component": None, "loop": "2400", "text": "SV1*HC:36415*18*UN*1***2", "setting": "edi.toml, submitter.id",
                   "claims": [{"claim": "MSF1001", "line": 2, "field": "lines[1].charge", "encounter": "E1001",
                               "source": "visits.csv", "where": "row 3, column charge"}] * 21}
GUIDE: Document = {"guide": "837P", "rows": [
    {"loop": "2000A", "segment": "HL*20", "element": "HL03", "codes": ["20"], "field": None, "type": "code"},
    {"loop": "2400", "segment": "SV1", "element": "SV101-2", "codes": [], "field": "Claim.lines.procedure.code", "type": "text"}]}
COUNTED = {"in_guide": 1583, "read": 1583, "written": 1583}
WHOLE: Document = {"segments": COUNTED, "elements": COUNTED, "missing": []}
PARTIAL: Document = WHOLE | {"missing": [
    {"loop": "2300", "segment": "CR2", "name": "Spinal Manipulation Service Information", "element": None,
     "reason": "kept as it stood, no field holds it"}]}

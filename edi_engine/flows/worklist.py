"""The worklist: what still needs a person, worst first, with the reason and the next step."""

from datetime import date
from typing import Any

from edi_engine import clock
from edi_engine.codes.adjustments import CATEGORIES, NEXT_STEPS, words
from edi_engine.flows.house import House
from edi_engine.ledger import queries
from edi_engine.ledger.worklist import Waiting, waiting
from edi_engine.money import dollars
from edi_engine.reconcile import deadlines
from edi_engine.reconcile.findings import sentences

PATIENCE_DAYS = 30                                # an 835 comes 30 to 45 days after the claim (ACK-6)

KINDS = {
    "held check": ("The check does not add up; nothing of it was posted.",
                   "Ask the payer for a corrected 835, or `edi release` it as it stands."),
    "duplicate check": ("Another remittance has the same payer, trace, date, amount and payee.",
                        "Compare the two; `edi release` this one when it is other money."),
    "held claim payment": ("The claim payment does not balance.",
                           "Ask the payer for a corrected 835, or `edi release` it as it stands."),
    "held estimate": ("A predetermination pays nothing, and this one says that it does; it is never posted.",
                      "Ask the payer what it is."),
    "unapplied": ("The money belongs to no claim that we know.", "Import the claim, or `edi match` the payment to it."),
    "finding": ("It was posted, and something about it is odd.", "Compare with the claim as it was sent."),
    "denied": ("Refused.", "Read the reason; correct and replace the claim, or appeal."),
    "short": ("Something is left that is neither contractual nor the patient's.", "Read the reason; appeal or write it off."),
    "reversed": ("The payer took its answer back.", "Wait for the corrected answer; ask the payer when none comes."),
    "not answered": ("Other lines of the claim have an answer, this one has none.", "Ask the payer about the line."),
    "overpaid": ("More was paid and adjusted than was charged.", "Find the double payment; refund it or ask the payer."),
    "no answer": ("No payer has answered.", "Ask the payer for the claim's status."),
    "provider adjustment": ("Money that the payer moved at provider level is still open.",
                            "Find the check that takes it up, or ask the payer."),
}


def worklist(house: House) -> dict[str, Any]:
    """Everything that waits, the most money first; a claim without an answer joins when it is a month old."""
    today = clock.today()
    items = [_item(row, today) for row in waiting(house.db)]
    items = [item for item in items if item["kind"] != "no answer" or (item["age_days"] or 0) >= PATIENCE_DAYS]
    items += _provider_items(house, today)
    for item in items:
        item["amount"], item["_rank"] = dollars(item["amount"]), -abs(item["amount"])
    items.sort(key=lambda i: (i["_rank"], list(KINDS).index(i["kind"]), i["claim"] or "", i["line"] or "", i["remit"] or ""))
    for item in items:
        del item["_rank"]
    return {"items": items}


def _item(row: Waiting, today: date) -> dict[str, Any]:
    reason, step = KINDS[row.kind]
    category = next((CATEGORIES[code] for code in _codes(row.reasons) if code in CATEGORIES), None)
    return {
        "claim": row.name, "line": row.line or None, "payer": row.payer or None,
        "remit": queries.remit_name(row.digest, row.position or 0) if row.digest else None,
        "kind": row.kind, "amount": row.amount, "age_days": (today - date.fromisoformat(row.since)).days if row.since else None,
        "deadline": _deadline(row), "reason": _reason(row) or reason,
        "next_step": NEXT_STEPS[category] if category else step, "file": row.file, "segment": row.at or None,
    }


def _reason(row: Waiting) -> str:
    """Groups and reasons with our words for them, then the remarks; or what was odd."""
    said = [f"{code} ({text})" if (text := words(code.partition("-")[2])) else code for code in row.reasons.split()]
    return " ".join(filter(None, (", ".join(said), row.remarks))) or sentences(row.finding)


def _codes(reasons: str) -> list[str]:
    return [code.partition("-")[2] for code in reasons.split()]


def _deadline(row: Waiting) -> str | None:
    if row.kind in ("denied", "short") and row.since:
        found = deadlines.appeal(row.filing, date.fromisoformat(row.since))
    elif row.kind in ("no answer", "reversed", "not answered") and row.served:
        found = deadlines.filing(row.filing, date.fromisoformat(row.served))
    else:
        return None
    return found.isoformat() if found else None


def _provider_items(house: House, today: date) -> list[dict[str, Any]]:
    reason, step = KINDS["provider adjustment"]
    return [{
        "claim": None, "line": None, "payer": item.payer,
        "remit": queries.remit_name(queries.digest_of(house.db, item.remittance), 0),
        "kind": "provider adjustment", "amount": item.open,
        "age_days": (today - date.fromisoformat(item.date)).days if item.date else None, "deadline": None,
        "reason": f"{item.reason} {item.reference}: {reason}", "next_step": step,
        "file": queries.file_of(house.db, item.remittance), "segment": item.at,
    } for item in queries.provider_items(house.db) if item.open]

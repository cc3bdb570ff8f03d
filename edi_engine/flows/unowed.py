"""Explaining what owes nothing: a predetermination is shown as an estimate, a reporting encounter as a report."""

from typing import Any

from edi_engine import x12
from edi_engine.flows.house import House
from edi_engine.ledger import accounts, unowed
from edi_engine.ledger.accounts import Source
from edi_engine.ledger.unowed import Answer, Asked
from edi_engine.money import dollars

ZERO = dict.fromkeys(("charge", "paid", "contractual", "patient", "other", "balance"), dollars(0))
NO_LEVEL: dict[str, Any] = {**ZERO, "steps": []}


def explain(house: House, name: str) -> dict[str, Any] | None:
    """The document of ``edi claim`` for a number that owes nothing; None when nothing of that kind has it."""
    asked = unowed.named(house.db, name)
    if not asked:
        return None
    answers = unowed.answers(house.db, asked[0].pcn)
    sent, came = accounts.sources(house.db, (a.submission for a in asked), (a.payment for a in answers))
    history = [_asked(house, found, sent[found.submission]) for found in asked]
    history += [_answered(house, found, came[found.payment]) for found in answers]
    return {"claim": asked[0].pcn, "provider": asked[0].provider, "status": asked[-1].meaning, "stage": "released",
            **ZERO, "history": history,
            "claim_level": NO_LEVEL, "lines": []}


def _asked(house: House, found: Asked, source: Source) -> dict[str, Any]:
    return {"date": found.created[:10] or None, "what": "submitted", "payer": found.payer, "by": None, "test": False,
            "amount": dollars(found.charge), "key": None, "note": "no payment is expected", **_where(house, source, found.at)}


def _answered(house: House, found: Answer, source: Source) -> dict[str, Any]:
    estimate = found.status == "25"
    return {"date": found.date or None, "what": "estimated" if estimate else "answered", "payer": found.payer, "by": "payer",
            "test": False, "amount": dollars(found.paid), "key": None,
            "note": f"the payer would pay {dollars(found.expected)} (OA-101)" if estimate else None,
            **_where(house, source, found.at)}


def _where(house: House, source: Source, at: int) -> dict[str, Any]:
    index = source.first + at - 1
    text = x12.raw(x12.Source(house.bytes_of(source.sha256)), {index}).get(index)
    return {"file": source.name, "segment": at, "text": text, "sha256": source.sha256}

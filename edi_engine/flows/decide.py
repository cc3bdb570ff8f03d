"""Deciding: what a person says is a fact with who and when; it names contents, wins over every automatic key, and is kept
in the archive so that a rebuild replays it."""

import getpass
from typing import Any

from edi_engine import clock
from edi_engine.exchange import folders
from edi_engine.flows.explain import one_claim
from edi_engine.flows.house import House, Unknown
from edi_engine.ledger import accounts, database, decisions, queries
from edi_engine.ledger.decisions import Decision
from edi_engine.ledger.settle import settle

FILE = "decisions.jsonl"


def note(house: House, claim: str, text: str) -> dict[str, Any]:
    """Note something on a claim."""
    _something_said(text, "A note")
    return _decide(house, "note", **_named(house, claim), text=text)


def match(house: House, claim: str, remit: str) -> dict[str, Any]:
    """Say that a claim payment is for this claim."""
    digest, position = _one_payment(house, remit)
    return _decide(house, "match", **_named(house, claim), digest=digest, position=position)


def unmatch(house: House, remit: str) -> dict[str, Any]:
    """Say that a claim payment is for none of the claims that it was matched to; its money waits in unapplied."""
    digest, position = _one_payment(house, remit)
    return _decide(house, "unmatch", digest=digest, position=position)


def release(house: House, remit: str, reason: str) -> dict[str, Any]:
    """Post what was held - a claim payment that does not balance, or a whole check - as it stands."""
    _something_said(reason, "A reason")
    digest, position = _one_remit(house, remit)
    if not decisions.is_held(house.db, digest, position):
        raise Unknown(f"{remit} is not held: there is nothing to release.")
    if decisions.is_estimate(house.db, digest, position):
        raise Unknown(f"{remit} is a predetermination (CLP02 = 25) that says it pays. It is never posted (REM-10): ask the "
                      "payer what it is.")
    return _decide(house, "release", digest=digest, position=position, text=reason)


def archive(house: House) -> list[Decision]:
    """Write into the archive the decisions of the ledger that it does not hold yet; those written.

    A decision is made when the ledger has it. Should the run end before the archive has it too, the next decision or rebuild
    makes up for it; and what the ledger refused never reaches the archive.
    """
    path = house.at("archive") / FILE
    with database.transaction(house.db):                # so that no two runs write the same
        kept = {Decision(**row) for row in folders.rows(path, Decision._fields)}
        new = [decision for decision in decisions.every(house.db) if decision not in kept]
        for decision in new:
            folders.append(path, decision._asdict())
    return new


def _decide(house: House, kind: str, **said: Any) -> dict[str, Any]:
    """Keep the decision, in the ledger and then in the archive, and settle what it touches."""
    decision = Decision(kind, **said, who=getpass.getuser(), made=clock.moment().isoformat())
    with database.transaction(house.db):
        settle(house.db, decisions.add(house.db, decision), house.settings.aliases)
    archive(house)
    return {"decision": decision.kind, "claim": decision.pcn or None,
            "remit": queries.remit_name(decision.digest, decision.position) if decision.digest else None,
            "text": decision.text or None, "made": decision.made, "problems": []}


def _something_said(text: str, what: str) -> None:
    if not text.strip():
        raise Unknown(f"{what} has to say something.")


def _named(house: House, claim: str) -> dict[str, str]:
    """The claim by its contents: its provider, its number and its days of service."""
    key = one_claim(house, claim)
    account = accounts.account(house.db, key.account, house.settings.aliases)
    return {"provider": key.provider, "pcn": key.pcn, "days": account.days(key.claim)[0]}


def _one_remit(house: House, name: str) -> tuple[str, int]:
    found = queries.remits_named(house.db, name)
    if len(found) != 1:
        what = "Several remittances are" if found else "No remittance is"
        raise Unknown(f"{what} called {name}. `edi worklist` shows the names, as {'0' * 10}-1 (check and claim payment).")
    return found[0]


def _one_payment(house: House, name: str) -> tuple[str, int]:
    digest, position = _one_remit(house, name)
    if not position:
        raise Unknown(f"{name} names a whole check; name one of its claim payments, as {name}-1.")
    return digest, position

"""Deciding: what a person says is a fact with who and when; it names contents, wins over every automatic key, and is kept
in the archive so that a rebuild replays it."""

import getpass
from collections.abc import Callable
from typing import Any

from edi_engine import clock
from edi_engine.exchange import folders
from edi_engine.flows.explain import one_claim
from edi_engine.flows.house import House, Unknown
from edi_engine.ledger import database, decisions, queries
from edi_engine.ledger.decisions import Decision
from edi_engine.ledger.settle import settle


def note(house: House, claim: str, text: str) -> dict[str, Any]:
    """Note something on a claim."""
    key = one_claim(house, claim)
    return _decide(house, lambda: _said("note", provider=key.provider, pcn=key.pcn, ordinal=key.claim, text=text))


def match(house: House, claim: str, remit: str) -> dict[str, Any]:
    """Say that a claim payment is for this claim."""
    key, (digest, position) = one_claim(house, claim), _one_payment(house, remit)
    return _decide(house, lambda: _said("match", provider=key.provider, pcn=key.pcn, ordinal=key.claim, digest=digest,
                                        position=position))


def unmatch(house: House, remit: str) -> dict[str, Any]:
    """Say that a claim payment is for none of the claims that it was matched to; its money waits in unapplied."""
    digest, position = _one_payment(house, remit)
    return _decide(house, lambda: _said("unmatch", digest=digest, position=position))


def release(house: House, remit: str, reason: str) -> dict[str, Any]:
    """Post what was held - a claim payment that does not balance, or a whole check - as it stands."""
    digest, position = _one_remit(house, remit)
    if not decisions.is_held(house.db, digest, position):
        raise Unknown(f"{remit} is not held: there is nothing to release.")
    return _decide(house, lambda: _said("release", digest=digest, position=position, text=reason))


def _said(kind: str, *, provider: str = "", pcn: str = "", ordinal: int = 0, digest: str = "", position: int = 0,
          text: str = "") -> Decision:
    return Decision(kind, provider, pcn, ordinal, digest, position, text, getpass.getuser(), clock.moment().isoformat())


def _decide(house: House, say: Callable[[], Decision]) -> dict[str, Any]:
    """Keep the decision, in the ledger and then in the archive, and settle what it touches."""
    decision = say()
    with database.transaction(house.db):
        touched = decisions.add(house.db, decision)
        settle(house.db, touched, house.settings.aliases)
        folders.append(house.at("archive") / "decisions.jsonl", decision._asdict())
    return {"decision": decision.kind, "claim": decision.pcn or None,
            "remit": queries.remit_name(decision.digest, decision.position) if decision.digest else None,
            "text": decision.text or None, "made": decision.made, "problems": []}


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

"""What a person decided: facts that name contents, never row ids."""

import sqlite3
from typing import NamedTuple

from edi_engine.ledger import facts
from edi_engine.ledger.touching import Touched


class Decision(NamedTuple):
    """A match, an unmatch, a note or a release, with who and when."""

    kind: str
    provider: str = ""
    pcn: str = ""
    days: str = ""                 # of service of the claim, first and last; "" = no claim
    digest: str = ""               # of the remittance; "" = none
    position: int = 0              # of the claim payment in it; 0 = the whole check
    text: str = ""
    who: str = ""
    made: str = ""


def every(db: sqlite3.Connection) -> list[Decision]:
    """Every decision, in the order in which they were written."""
    return [Decision._make(row) for row in db.execute(f"SELECT {', '.join(Decision._fields)} FROM decision ORDER BY id")]


def add(db: sqlite3.Connection, decision: Decision) -> Touched:
    """Write a decision (once) and say what it touches."""
    facts.once(db, "decision", decision, ", ".join(Decision._fields), "kind, provider, pcn, days, digest, position, text, made")
    sets = [id_ for id_, in db.execute("SELECT id FROM transaction_set WHERE kind = '835' AND digest = ?", (decision.digest,))]
    payments = [id_ for set_id in sets for id_, in db.execute(
        "SELECT id FROM claim_payment WHERE remittance = ? AND ? IN (0, position)", (set_id, decision.position))]
    accounts = [id_ for id_, in db.execute("SELECT id FROM account WHERE provider = ? AND pcn = ?",
                                           (decision.provider, decision.pcn))]
    whole = tuple(sets) if not decision.position else ()
    return Touched(sets=whole, payments=tuple(payments), accounts=tuple(accounts))


def is_held(db: sqlite3.Connection, digest: str, position: int) -> bool:
    """Whether the claim payment, or at position 0 the whole check, is held."""
    if not position:
        row = db.execute("""SELECT 1 FROM state_check s JOIN transaction_set t ON t.id = s.remittance
                            WHERE t.digest = ? AND s.state IN ('held', 'duplicate')""", (digest,))
    else:
        row = db.execute("""SELECT 1 FROM state_payment s JOIN claim_payment p ON p.id = s.payment
                            JOIN transaction_set t ON t.id = p.remittance
                            WHERE t.digest = ? AND p.position = ? AND s.state = 'held'""", (digest, position))
    return row.fetchone() is not None


def is_estimate(db: sqlite3.Connection, digest: str, position: int) -> bool:
    """Whether the claim payment is a predetermination (REM-10)."""
    row = db.execute("""SELECT 1 FROM claim_payment p JOIN transaction_set t ON t.id = p.remittance
                        WHERE t.digest = ? AND p.position = ? AND p.status = '25'""", (digest, position))
    return row.fetchone() is not None

"""The rows of the worklist, as the ledger holds them."""

import sqlite3
from functools import cache
from pathlib import Path
from typing import NamedTuple

from edi_engine.money import Cents


class Waiting(NamedTuple):
    """Something that needs a person."""

    kind: str
    account: int | None
    claim: int | None
    line: str
    remittance: int | None
    position: int | None
    at: int
    payer: str
    filing: str
    amount: Cents
    since: str
    served: str
    reasons: str
    remarks: str
    finding: str
    submission: int | None         # that was thrown back
    next: str                      # what it asks for: rejections.NEXT
    name: str | None               # of the claim
    digest: str | None             # of the remittance
    file: str | None
    control_number: str | None     # ST02 of the set in it
    frequency: str | None          # of the submission that was thrown back
    sequence: str | None
    asked: str | None              # its payer's id


def waiting(db: sqlite3.Connection) -> list[Waiting]:
    """Everything that waits, in no particular order."""
    return [Waiting._make(row) for row in db.execute(f"""
        SELECT w.*, n.name, t.digest, f.name, s.control, x.frequency, x.sequence, x.payer
        FROM ({_sql()}) w LEFT JOIN claim_name n USING (account, claim) LEFT JOIN transaction_set t ON t.id = w.remittance
        LEFT JOIN state_claim c USING (account, claim) LEFT JOIN submission b ON b.id = c.submission
        LEFT JOIN submission x ON x.id = w.submission
        LEFT JOIN first_sending s ON s.transaction_set = COALESCE(w.remittance, b.transaction_set)
        LEFT JOIN file f ON f.id = s.file""")]


@cache
def _sql() -> str:
    return (Path(__file__).parent / "worklist.sql").read_text(encoding="utf-8")

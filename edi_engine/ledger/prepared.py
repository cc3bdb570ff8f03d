"""What was prepared to leave, and what has left before."""

import sqlite3
from typing import NamedTuple

from edi_engine.billing.claim import Claim
from edi_engine.ledger.facts import normal, provider_of, submitted_lines


class Prepared(NamedTuple):
    """A file that was written but not yet let go."""

    transaction_set: int
    sha256: str
    name: str


def unreleased(db: sqlite3.Connection) -> list[Prepared]:
    """Every 837P of ours that a run prepared and did not come to release."""
    return [Prepared._make(row) for row in db.execute("""
        SELECT DISTINCT t.id, f.sha256, f.name FROM transaction_set t JOIN sending s ON s.transaction_set = t.id
        JOIN file f ON f.id = s.file WHERE t.kind = '837P' AND t.id NOT IN (SELECT transaction_set FROM released)""")]


def sent_before(db: sqlite3.Connection, claim: Claim) -> bool:
    """Whether the newest submission of the claim's number said the very same: frequency, payer, charge and lines."""
    newest = db.execute("""
        SELECT s.id, s.frequency, s.payer, s.charge, s.payer_claim FROM account a JOIN submission s ON s.account = a.id
        JOIN released USING (transaction_set) WHERE a.norm = ? AND a.pcn = ? AND a.provider = ?
        ORDER BY s.created DESC, s.id DESC LIMIT 1""",
        (normal(claim.patient_control_number), claim.patient_control_number, provider_of(claim))).fetchone()
    if newest is None or newest[1:] != (claim.frequency, claim.subscriber.payer.name.id, claim.charge,
                                        claim.payer_claim_control_number):
        return False
    lines = db.execute("""SELECT key, procedure, modifiers, since, until, charge, unit, units FROM submitted_line
                          WHERE submission = ? ORDER BY position""", (newest[0],)).fetchall()
    said = [(row[2], *row[4:11]) for row in submitted_lines(0, claim.lines, 0)]
    return lines == said

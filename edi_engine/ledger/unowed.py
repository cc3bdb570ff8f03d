"""What was sent and owes nothing: predeterminations (X291) and reporting encounters (X298, RP), with their answers (MAT-13)."""

import sqlite3
from typing import NamedTuple

from edi_engine.identifiers import normal
from edi_engine.money import Cents


class Asked(NamedTuple):
    """A submission that expects no payment."""

    submission: int
    meaning: str                   # predetermination, reporting
    provider: str
    pcn: str
    created: str
    payer: str
    charge: Cents
    at: int


class Answer(NamedTuple):
    """A claim payment for its number."""

    payment: int
    date: str
    payer: str
    paid: Cents
    status: str                    # CLP02
    expected: Cents                # what the payer would pay: OA-101 (REM-10)
    at: int


def named(db: sqlite3.Connection, name: str) -> list[Asked]:
    """Every submission with this number, or PCN@NPI, that owes nothing, oldest first."""
    bare, at, provider = name.rpartition("@")
    for number, of in ((name, None), *([(bare, provider)] if at else ())):
        rows = db.execute("""
            SELECT s.id, s.meaning, a.provider, a.pcn, s.created, s.payer, s.charge, s.at
            FROM account a JOIN submission s ON s.account = a.id JOIN released USING (transaction_set)
            WHERE a.norm = ? AND a.pcn = ? AND COALESCE(?, a.provider) = a.provider AND s.meaning <> 'claim'
            ORDER BY s.created, s.id""",
            (normal(number), number, of)).fetchall()
        if rows:
            return [Asked._make(row) for row in rows]
    return []


def answers(db: sqlite3.Connection, pcn: str) -> list[Answer]:
    """What payers said to a number, by date."""
    rows = db.execute("""
        SELECT p.id, r.date, r.payer, p.paid, p.status, COALESCE((SELECT SUM(amount) FROM adjustment
               WHERE claim_payment = p.id AND grp = 'OA' AND reason = '101'), 0), p.at
        FROM claim_payment p JOIN remittance r ON r.id = p.remittance JOIN transaction_set t ON t.id = r.id
        WHERE p.norm = ? AND p.pcn = ? ORDER BY r.date, t.digest, p.position""", (normal(pcn), pcn))
    return [Answer._make(row) for row in rows]

"""The lines of payers with a contract as they stand: answers of first payers, neither reversals nor taken back (MAT-11)."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from edi_engine.ledger.touching import canonical
from edi_engine.reconcile.books import Adjusted
from edi_engine.reconcile.contracts import Served


class Answered(NamedTuple):
    """A claim payment of a payer with a contract, and where it stands."""

    claim: str
    payer: str                     # its id in edi.toml
    payer_name: str
    filing: str
    remittance: int
    position: int
    digest: str
    date: str
    lines: tuple[Served, ...]
    segments: tuple[int, ...]      # of each line, from ST = 1


Lines = tuple[tuple[Served, ...], tuple[int, ...]]


def answered(db: sqlite3.Connection, payers: Collection[str]) -> Iterator[Answered]:
    """Every claim payment that these payers (ids of edi.toml) were the first to decide, by date and place."""
    aliases = dict(db.execute("SELECT id, payer FROM state_alias"))
    checks = db.execute("""SELECT r.id, r.payer, r.payer_id, r.payer_name, r.date, t.digest
                           FROM remittance r JOIN transaction_set t ON t.id = r.id ORDER BY r.date, t.digest""").fetchall()
    for id_, own, payer_id, name, date, digest in checks:
        payer = canonical(own, payer_id, aliases)
        if payer in payers:
            yield from (Answered(claim, payer, name, filing, id_, position, digest, date, *lines)
                        for claim, filing, position, lines in _of_check(db, id_))


def _of_check(db: sqlite3.Connection, remittance: int) -> Iterator[tuple[str, str, int, Lines]]:
    taken: dict[tuple[int, int], list[Adjusted]] = defaultdict(list)
    for payment, line, *said in db.execute("""
            SELECT a.claim_payment, a.line, a.grp, a.reason, a.amount, a.at
            FROM claim_payment p CROSS JOIN adjustment a ON a.claim_payment = p.id WHERE p.remittance = ?""", (remittance,)):
        taken[payment, line].append(Adjusted._make(said))
    lines: dict[int, list[tuple[Served, int]]] = defaultdict(list)
    for payment, position, place, procedure, modifiers, day, units, charge, paid, number, billed, at in db.execute("""
            SELECT p.id, v.position, p.place, v.procedure, v.modifiers, v.since, v.units, v.charge, v.paid, v.control_number,
                   COALESCE(l.charge, 0), v.at
            FROM claim_payment p CROSS JOIN service_payment v ON v.claim_payment = p.id
            LEFT JOIN state_payment s ON s.payment = p.id
            LEFT JOIN state_line l ON l.account = s.account AND l.claim = s.claim AND l.line = v.control_number
            WHERE p.remittance = ? ORDER BY p.id, v.position""", (remittance,)):
        lines[payment].append((Served(procedure, frozenset(modifiers.split()), place, day, _units(units), charge, paid,
                                      taken.get((payment, position), ()), number, billed), at))
    for payment, claim, filing, position in db.execute("""
            SELECT p.id, n.name, p.filing, p.position FROM claim_payment p CROSS JOIN state_payment s ON s.payment = p.id
            JOIN claim_name n ON n.account = s.account AND n.claim = s.claim
            WHERE p.remittance = ? AND s.state = 'posted' AND p.status IN ('1', '19') AND s.reverses = 0 AND NOT EXISTS (
                SELECT 1 FROM state_payment x WHERE x.account = s.account AND x.reverses = p.id)
            ORDER BY p.position""", (remittance,)):
        if payment in lines:
            served, at = zip(*lines[payment], strict=True)
            yield claim, filing, position, (served, at)


def _units(text: str) -> Decimal:
    """SVC05; 1 when it is not said (REM-17)."""
    try:
        return Decimal(text or 1)
    except InvalidOperation:
        return Decimal(1)

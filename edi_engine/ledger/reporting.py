"""Reading the books for reports: remittances with their claims in file order, as streams; nothing here writes."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from edi_engine.money import Cents

_FILE = """(SELECT f.name FROM sending x JOIN file f ON f.id = x.file WHERE x.transaction_set = r.id
            ORDER BY x.isa_date, x.isa_time, x.isa_control, f.sha256 LIMIT 1)"""


class Remittance(NamedTuple):
    """A remittance with what the books made of it."""

    id: int
    digest: str
    payer: str
    payer_id: str
    payer_name: str
    trace: str
    date: str
    amount: Cents
    method: str
    handling: str
    payee: str
    payee_tax: str
    payee_name: str
    produced: str
    claims: int
    paid: Cents
    adjusted: Cents
    off: Cents
    state: str
    posted: Cents
    unapplied: Cents
    held: Cents
    file: str


class Payment(NamedTuple):
    """A claim payment with its place in the books."""

    id: int
    position: int
    at: int
    pcn: str
    ccn: str
    status: str
    charge: Cents
    paid: Cents
    patient: Cents | None
    since: str
    remarks: str
    state: str
    finding: str
    claim: str


class Service(NamedTuple):
    """A service line as adjudicated; ``payment`` is the position of its claim payment."""

    payment: int
    position: int
    at: int
    control_number: str
    procedure: str
    modifiers: str
    submitted: str
    submitted_modifiers: str
    charge: Cents
    paid: Cents
    units: str
    since: str
    remarks: str


class Adjustment(NamedTuple):
    """A reason and its amount; ``line`` is 0 at claim level."""

    payment: int
    line: int
    at: int
    group: str
    reason: str
    amount: Cents | None
    quantity: str


class ProviderAdjustment(NamedTuple):
    """A provider-level reason and its amount."""

    provider: str
    fiscal: str
    reason: str
    reference: str
    amount: Cents
    at: int


def remittances(db: sqlite3.Connection) -> list[Remittance]:
    """Every remittance, by payment date, payer and trace."""
    rows = db.execute(f"""
        SELECT r.id, t.digest, r.payer, r.payer_id, r.payer_name, r.trace, r.date, r.amount, r.method, r.handling, r.payee,
               r.payee_tax, r.payee_name, r.produced, r.claims, r.paid, r.adjusted, r.off, s.state, s.posted, s.unapplied,
               s.held, {_FILE}
        FROM remittance r JOIN transaction_set t ON t.id = r.id JOIN state_check s ON s.remittance = r.id
        ORDER BY r.date, r.payer, r.trace, t.digest""")
    return [Remittance._make(row) for row in rows]


def provider_adjustments(db: sqlite3.Connection, remittance: int) -> list[ProviderAdjustment]:
    """What belongs to a provider and to no claim, as it stood."""
    rows = db.execute("""SELECT provider, fiscal, reason, reference, amount, at FROM provider_adjustment
                         WHERE remittance = ? ORDER BY at, slot""", (remittance,))
    return [ProviderAdjustment._make(row) for row in rows]


Adjudicated = tuple[Payment, Sequence[Service], Sequence[Adjustment]]


def adjudicated(db: sqlite3.Connection, remittance: int) -> Iterator[Adjudicated]:
    """The claim payments of a remittance in file order, each with its lines and all its adjustments; a stream."""
    payments = db.execute("""
        SELECT p.id, p.position, p.at, p.pcn, p.ccn, p.status, p.charge, p.paid, p.patient, p.since, p.remarks, s.state,
               s.finding, COALESCE((SELECT n.name FROM claim_name n WHERE n.account = s.account AND n.claim = s.claim), '')
        FROM claim_payment p JOIN state_payment s ON s.payment = p.id WHERE p.remittance = ? ORDER BY p.position""",
        (remittance,))
    services = _Follower(db.execute("""
        SELECT p.position, v.position, v.at, v.control_number, v.procedure, v.modifiers, v.submitted, v.submitted_modifiers,
               v.charge, v.paid, v.units, v.since, v.remarks
        FROM claim_payment p CROSS JOIN service_payment v ON v.claim_payment = p.id WHERE p.remittance = ?
        ORDER BY p.position, v.position""", (remittance,)))
    adjustments = _Follower(db.execute("""
        SELECT p.position, a.line, a.at, a.grp, a.reason, a.amount, a.quantity
        FROM claim_payment p CROSS JOIN adjustment a ON a.claim_payment = p.id WHERE p.remittance = ?
        ORDER BY p.position, a.line, a.at, a.slot""", (remittance,)))
    for payment in map(Payment._make, payments):
        yield (payment, [Service._make(row) for row in services.of(payment.position)],
               [Adjustment._make(row) for row in adjustments.of(payment.position)])


class _Follower:
    """Rows in the order of their first column, handed out group by group to whoever goes through the same order."""

    def __init__(self, rows: Iterator[tuple[int, ...]]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, key: int) -> list[tuple[int, ...]]:
        """The rows of this key; [] when there is none."""
        if self._next is None or self._next[0] != key:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows

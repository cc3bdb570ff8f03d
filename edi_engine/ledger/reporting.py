"""Reading the books for reports: remittances with their claims in file order, claims with their steps; as streams.

Nothing here writes but to working tables.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from edi_engine.ledger import loading, touching
from edi_engine.money import Cents
from edi_engine.reconcile.books import Amounts, ClaimState, Paid, Step
from edi_engine.reconcile.settling import settle

BATCH = 1_000
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


class Booked(NamedTuple):
    """A claim with its steps, as the books have it, and the files that the steps were read from."""

    name: str
    provider: str
    payer: str
    state: ClaimState
    files: Mapping[tuple[str, int], str]

    def file(self, step: Step) -> str:
        """The file that the step was read from; a payment's step stands in the remittance."""
        kind, id_ = ("payment", step.payment) if step.payment else ("submission", step.submission)
        return self.files.get((kind, id_), "")


def booked(db: sqlite3.Connection, aliases: Mapping[str, str]) -> Iterator[Booked]:
    """Every claim by its number, worked out anew from the facts in batches of accounts; a stream."""
    names = {aliases.get(payer, payer): name for payer, name in db.execute(
        "SELECT payer, MIN(payer_name) FROM submission WHERE payer_name <> '' GROUP BY payer ORDER BY payer")}
    accounts = [id_ for id_, in db.execute("""SELECT id FROM account WHERE id IN (SELECT account FROM state_claim)
                                              ORDER BY pcn, provider""")]
    for start in range(0, len(accounts), BATCH):
        yield from _batch(db, accounts[start:start + BATCH], aliases, names)


def totals(db: sqlite3.Connection) -> tuple[int, Amounts, list[tuple[str, int, Cents]]]:
    """(claims, their six amounts, [(status, claims, balance)]), the largest balance first."""
    rows = db.execute("""
        SELECT status, COUNT(*), SUM(charge), SUM(paid), SUM(contractual), SUM(patient), SUM(other), SUM(balance)
        FROM state_claim GROUP BY status ORDER BY SUM(balance) DESC, status""").fetchall()
    six = Amounts(*map(sum, zip(*(row[2:] for row in rows), strict=True))) if rows else Amounts()
    return sum(row[1] for row in rows), six, [(row[0], row[1], row[-1]) for row in rows]


def _batch(db: sqlite3.Connection, accounts: Sequence[int], aliases: Mapping[str, str],
           payers: Mapping[str, str]) -> Iterator[Booked]:
    touching.begin(db, touching.Touched(accounts=tuple(accounts)), aliases)
    touching.choose(db)
    touching.batch(db, accounts)
    submissions = loading.submissions(db, aliases)
    payments: dict[int, list[Paid]] = {}
    for account, payment in loading.payments(db, aliases):
        payments.setdefault(account, []).append(payment)
    names = {(account, claim): (name, provider) for account, claim, name, provider in db.execute(
        "SELECT n.account, n.claim, n.name, n.provider FROM batch b CROSS JOIN claim_name n ON n.account = b.id")}
    files = _files(db)
    for account in accounts:
        for state in settle(submissions.get(account, ()), payments.get(account, ())).claims:
            name, provider = names[account, state.ordinal]
            yield Booked(name, provider, payers.get(state.payer, state.payer), state, files)


def _files(db: sqlite3.Connection) -> dict[tuple[str, int], str]:
    """The file of every submission and claim payment of the batch."""
    return {(kind, id_): name or "" for kind, id_, name in db.execute(f"""
        SELECT 'submission', s.id, {_FILE.replace('r.id', 's.transaction_set')}
        FROM batch b CROSS JOIN submission s ON s.account = b.id
        UNION ALL SELECT 'payment', p.id, {_FILE.replace('r.id', 'p.remittance')}
        FROM batch_payment b CROSS JOIN claim_payment p ON p.id = b.id""")}


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

"""Settling: what new facts change is worked out anew and the books follow. A pure function of the facts (MAT-5, MAT-6)."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from edi_engine.ledger import facts, loading, touching
from edi_engine.ledger.touching import Touched
from edi_engine.money import Cents
from edi_engine.reconcile.books import Paid, Placement, Settled
from edi_engine.reconcile.findings import pack
from edi_engine.reconcile.settling import Stranger, loose
from edi_engine.reconcile.settling import settle as settle_account

BATCH = 250
Key = tuple[str, str, int | None, int | None, str | None, int | None, int | None, int | None, int]
Books = dict[Key, int]


class Moved(NamedTuple):
    """A check that had been settled before and stands otherwise now."""

    remittance: int
    trace: str
    date: str
    amount: Cents
    was: str                       # its standing: counts, held, duplicate, released
    now: str
    lost: Cents                    # what its payments and takebacks that were posted and wait now come to, without their signs


class Untied(Exception):
    """The books do not add up: a fault of ours, never of the data."""


def settle(db: sqlite3.Connection, touched: Touched, aliases: Mapping[str, str]) -> list[Moved]:
    """Bring journal and state up to date with the facts, for everything that shares a key with what is new; what that moved.

    Runs inside the caller's transaction. Where a result changes, the opposite entry and a new one are appended.
    """
    touching.begin(db, touched, aliases)
    touching.choose(db)
    db.execute("""INSERT INTO was_posted SELECT t.id FROM touched_payment t
                  CROSS JOIN state_payment s ON s.payment = t.id WHERE s.state = 'posted'""")
    for accounts in _batches(db, "SELECT id FROM touched_account ORDER BY id"):
        touching.batch(db, accounts)
        _settle_accounts(db, accounts, aliases)
    for waiting in _batches(db, """SELECT t.id FROM touched_payment t LEFT JOIN choice c ON c.payment = t.id
                                 WHERE c.account IS NULL ORDER BY t.id"""):
        touching.loose_batch(db, waiting)
        _place_loose(db, aliases)
    return _settle_checks(db)


def _settle_accounts(db: sqlite3.Connection, accounts: list[int], aliases: Mapping[str, str]) -> None:
    submissions = loading.submissions(db, aliases)
    payments: dict[int, list[Paid]] = {}
    for account, payment in loading.payments(db, aliases):
        payments.setdefault(account, []).append(payment)
    remittance = _remittances(db)
    settled = {account: settle_account(submissions[account], payments.get(account, ()))
               for account in accounts if account in submissions}
    # where a claim left more than once, a payment may tell to which claim of its number a submission belongs
    db.executemany("INSERT OR IGNORE INTO recharged VALUES (?)", ((a,) for a, left in submissions.items() if len(left) > 1))
    recharged = {id_ for id_, in db.execute("SELECT b.id FROM batch b JOIN recharged r ON r.id = b.id")}
    want: Books = {}
    for account, state in settled.items():
        if account in recharged:
            _charges(want, account, state)
        _payments(want, account, state, remittance, payments.get(account, ()))
    _journal(db, want)
    for table in ("state_claim", "state_line", "state_rejection"):
        db.execute(f"DELETE FROM {table} WHERE account IN (SELECT id FROM batch)")
    db.executemany(f"INSERT INTO state_claim VALUES ({facts.marks(11)})", _claim_rows(settled))
    db.executemany(f"INSERT INTO state_line VALUES ({facts.marks(19)})", _line_rows(settled))
    db.executemany("INSERT INTO state_rejection VALUES (?, ?, ?, ?)", (
        (account, submission, claim.ordinal, asks) for account, state in settled.items() for claim in state.claims
        for submission, asks in claim.rejections))
    _keep_placements(db, ((account, p) for account, state in settled.items() for p in state.placements))


def _charges(want: Books, account: int, state: Settled) -> None:
    """The charges that the books should hold for an account."""
    for claim in state.claims:
        for step in claim.steps:
            if step.what == "charge":
                _add(want, ("receivable", "charges", account, claim.ordinal, step.line, None, None, step.submission, step.at),
                     step.amount)


def _payments(want: Books, account: int, state: Settled, remittance: Mapping[int, int], payments: Iterable[Paid]) -> None:
    """The entries that the books should hold for an account's payments: each step that moves money, and what waits."""
    for claim in state.claims:
        for step in claim.steps:
            if step.amount and step.payment:
                key = (_DEBITS[step.what], "receivable", account, claim.ordinal, step.line, remittance[step.payment],
                       step.payment, None, step.at)
                want[key] = want.get(key, 0) - step.amount
    _waiting(want, state.placements, payments, remittance)


_DEBITS = {"payment": "check", "contractual": "contractual", "patient": "patient", "other": "other"}


def _add(want: Books, key: Key, cents: int) -> None:
    if cents:
        want[key] = want.get(key, 0) + cents


def _place_loose(db: sqlite3.Connection, aliases: Mapping[str, str]) -> None:
    """Claim payments that no account fits: their money waits in unapplied or held, with the check that brought it (MAT-12)."""
    payments = [payment for _, payment in loading.payments(db, aliases)]
    remittance = _remittances(db)
    strangers = {id_: Stranger(payee, standing == "other tax id") for id_, payee, standing in db.execute("""
        SELECT y.remittance, y.payee, y.standing FROM touched_check t CROSS JOIN payee_standing y ON y.remittance = t.id
        WHERE y.remittance NOT IN (SELECT remittance FROM payee)""")}
    crowded = {number for number, in db.execute("SELECT ccn FROM crowded")}
    placements = [loose(payment, strangers.get(remittance[payment.id]), crowded) for payment in payments]
    want: Books = {}
    _waiting(want, placements, payments, remittance)
    _journal(db, want)
    _keep_placements(db, ((None, placement) for placement in placements))


def _waiting(want: Books, placements: Iterable[Placement], payments: Iterable[Paid], remittance: Mapping[int, int]) -> None:
    """The entries for money that waits beside the claims."""
    paid = {p.id: p for p in payments}
    for placement in placements:
        if placement.state in ("unapplied", "held"):
            payment = paid[placement.payment]
            _add(want, ("check", placement.state, None, None, None, remittance[payment.id], payment.id, None, payment.at),
                 payment.paid)


def _keep_placements(db: sqlite3.Connection, placed: Iterable[tuple[int | None, Placement]]) -> None:
    db.executemany("INSERT OR REPLACE INTO state_payment VALUES (?, ?, ?, ?, ?, ?, ?)", (
        (p.payment, p.state, account if p.ordinal else None, p.ordinal or None, p.key, pack(p.findings), p.reverses)
        for account, p in placed))


def _remittances(db: sqlite3.Connection) -> dict[int, int]:
    """The remittance of every payment of the batch."""
    return dict(db.execute("SELECT p.id, p.remittance FROM batch_payment b CROSS JOIN claim_payment p ON p.id = b.id"))


def _settle_checks(db: sqlite3.Connection) -> list[Moved]:
    """The entries of the checks themselves, and whether each one ties out; those that stood otherwise before."""
    before = db.execute("""SELECT r.id, r.trace, r.date, r.amount, s.state, s.posted FROM touched_check t
                           CROSS JOIN state_check s ON s.remittance = t.id JOIN remittance r ON r.id = t.id""").fetchall()
    checks = db.execute("""SELECT r.id, t.standing, r.amount, r.off, r.at, r.adjusted
                           FROM touched_check t CROSS JOIN remittance r ON r.id = t.id""").fetchall()
    counting = [c for c in checks if c[1] in ("counts", "released")]
    want: Books = {}
    for id_, _, amount, off, at, _ in counting:
        _add(want, ("cash", "check", None, None, None, id_, None, None, at), amount)
        _add(want, ("check", "out of balance", None, None, None, id_, None, None, at), off)
    for id_, at, amount in db.execute("""SELECT a.remittance, a.at, SUM(a.amount) FROM touched_check t
            CROSS JOIN provider_adjustment a ON a.remittance = t.id
            WHERE t.standing IN ('counts', 'released') GROUP BY 1, 2"""):
        _add(want, ("provider adjustment", "check", None, None, None, id_, None, None, at), amount)
    _append(db, want, _live(db, "FROM touched_check t CROSS JOIN journal j ON j.remittance = t.id AND j.payment IS NULL"))
    sums: dict[int, dict[str, int]] = {id_: {} for id_, *_ in checks}
    for id_, state, paid in db.execute("""SELECT t.id, s.state, SUM(p.paid) FROM touched_check t
            CROSS JOIN claim_payment p ON p.remittance = t.id CROSS JOIN state_payment s ON s.payment = p.id GROUP BY 1, 2"""):
        sums[id_][state] = paid
    rows = []
    for id_, standing, amount, off, _, adjusted in checks:
        posted, unapplied, held = (sums[id_].get(state, 0) for state in ("posted", "unapplied", "held"))
        if standing not in ("counts", "released"):
            held, adjusted = amount, 0
        elif amount != posted + unapplied + held - adjusted + off:
            raise Untied(f"check {id_}: {amount} is not {posted} + {unapplied} + {held} - {adjusted} + {off}")
        rows.append((id_, standing, posted, unapplied, held, adjusted))
    db.executemany("INSERT OR REPLACE INTO state_check VALUES (?, ?, ?, ?, ?, ?)", rows)
    stand = {id_: (standing, posted) for id_, standing, posted, *_ in rows}
    lost: dict[int, int] = dict(db.execute("""SELECT p.remittance, SUM(ABS(p.paid)) FROM was_posted w
        CROSS JOIN state_payment s ON s.payment = w.payment AND s.state <> 'posted'
        CROSS JOIN claim_payment p ON p.id = w.payment GROUP BY 1"""))
    return [Moved(id_, trace, date, amount, state, stand[id_][0], lost.get(id_, 0))
            for id_, trace, date, amount, state, posted in before if id_ in lost or stand[id_] != (state, posted)]


def _journal(db: sqlite3.Connection, want: Books) -> None:
    live = _live(db, "FROM batch_payment b CROSS JOIN journal j ON j.payment = b.id")
    live |= _live(db, """FROM batch b JOIN recharged r ON r.id = b.id
                         CROSS JOIN journal j ON j.account = b.id AND j.payment IS NULL""")
    _append(db, want, live)


def _live(db: sqlite3.Connection, source: str) -> Books:
    """What the journal holds now, opposite entries netted."""
    return {tuple(key): cents for *key, cents in db.execute(
        f"""SELECT j.debit, j.credit, j.account, j.claim, j.line, j.remittance, j.payment, j.submission, j.at, SUM(j.cents)
            {source} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING SUM(j.cents) <> 0""")}


def _append(db: sqlite3.Connection, want: Books, live: Books) -> None:
    def rows() -> Iterator[tuple[object, ...]]:
        for key, cents in live.items():
            if want.get(key) != cents:
                yield (*key[:2], -cents, *key[2:])
        for key, cents in want.items():
            if cents and live.get(key) != cents:
                yield (*key[:2], cents, *key[2:])

    db.executemany("""INSERT INTO journal (debit, credit, cents, account, claim, line, remittance, payment, submission, at)
                      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows())


def _claim_rows(settled: Mapping[int, Settled]) -> Iterator[tuple[object, ...]]:
    for account, state in settled.items():
        for claim in state.claims:
            yield (account, claim.ordinal, claim.submission, claim.payer, claim.status, *claim.amounts)


def _line_rows(settled: Mapping[int, Settled]) -> Iterator[tuple[object, ...]]:
    for account, state in settled.items():
        for claim in state.claims:
            for line in (*claim.lines, claim.level):
                sent = line.line
                if sent or line.why.payment or any(line.amounts):
                    yield (account, claim.ordinal, line.key, line.position, sent.procedure if sent else "",
                           sent.modifiers if sent else "", sent.since if sent else "", line.status, line.match, *line.why,
                           *line.amounts)


def _batches(db: sqlite3.Connection, sql: str) -> Iterator[list[int]]:
    ids = [id_ for id_, in db.execute(sql)]
    for start in range(0, len(ids), BATCH):
        yield ids[start:start + BATCH]

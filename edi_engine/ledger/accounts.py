"""One account worked out anew, to explain it: the same pure function that settles it, with where every step comes from."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from edi_engine.ledger import hearing, loading, touching
from edi_engine.ledger.hearing import News
from edi_engine.reconcile.books import Paid, Settled, Submitted
from edi_engine.reconcile.settling import settle
from edi_engine.reconcile.splitting import claims_of


class Account(NamedTuple):
    """An account's facts and what follows from them."""

    submissions: tuple[Submitted, ...]
    payments: tuple[Paid, ...]
    settled: Settled
    news: dict[int, News]          # by submission: what acknowledgments say of it

    def left(self, claim: int) -> tuple[Submitted, ...]:
        """Each time that one of its claims left, oldest first."""
        return claims_of(self.submissions, self.payments)[claim - 1].submissions

    def days(self, claim: int) -> tuple[str, ...]:
        """The days of service with which one of its claims left, the first first: by them a decision names it."""
        return tuple(s.days for s in self.left(claim))


class Source(NamedTuple):
    """A file in the archive that holds a transaction set, and the index of the set's ST in it."""

    transaction_set: int
    sha256: str
    name: str
    first: int


def account(db: sqlite3.Connection, id_: int, aliases: Mapping[str, str]) -> Account:
    """The account with this id; only working tables are written."""
    touching.begin(db, touching.Touched(accounts=(id_,)), aliases)
    touching.choose(db)
    touching.batch(db, (id_,))
    submissions = loading.submissions(db, aliases).get(id_, [])
    payments = [payment for _, payment in loading.payments(db, aliases)]
    return Account(tuple(submissions), tuple(payments), settle(submissions, payments), hearing.news(db))


def sources(db: sqlite3.Connection, submissions: Iterable[int],
            payments: Iterable[int]) -> tuple[dict[int, Source], dict[int, Source]]:
    """Where each submission and each claim payment stands: the first sending of its transaction set, by its envelope."""
    return ({id_: _source(db, "SELECT transaction_set FROM submission WHERE id = ?", id_) for id_ in submissions},
            {id_: _source(db, "SELECT remittance FROM claim_payment WHERE id = ?", id_) for id_ in payments})


def source(db: sqlite3.Connection, set_id: int) -> Source:
    """Where a transaction set stands: its first sending, by its envelope."""
    return _source(db, "SELECT ?", set_id)


def _source(db: sqlite3.Connection, which: str, id_: int) -> Source:
    return Source._make(db.execute(f"""
        SELECT s.transaction_set, f.sha256, f.name, s.first FROM sending s JOIN file f ON f.id = s.file
        WHERE s.transaction_set = ({which}) ORDER BY s.isa_date, s.isa_time, s.isa_control, f.sha256, s.first LIMIT 1""",
        (id_,)).fetchone())

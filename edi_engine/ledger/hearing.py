"""What acknowledgments say of each submission, and whose claims they throw back (ACK-5, ACK-7)."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from edi_engine.ledger import meaning, touching
from edi_engine.ledger.meaning import Meant
from edi_engine.reconcile.acknowledging import Answer


class News(NamedTuple):
    """The times that a submission left, and what acknowledgments say of them."""

    sendings: tuple[str, ...]
    events: list[Meant]

    @property
    def answers(self) -> list[Answer]:
        return [event.said for event in self.events]


def news(db: sqlite3.Connection) -> dict[int, News]:
    """By submission: what the acknowledgments say of those of the accounts in ``batch`` of which they say anything."""
    if not db.execute("SELECT EXISTS (SELECT 1 FROM answer)").fetchone()[0]:
        return {}
    events: dict[int, list[Meant]] = defaultdict(list)
    for event in meaning.of_batch(db):
        events[event.submission].append(event)
    sendings: dict[int, list[str]] = defaultdict(list)
    for submission, sending in db.execute(f"""
            SELECT s.id, {meaning.SENDING} FROM batch b CROSS JOIN submission s ON s.account = b.id
            JOIN sending x USING (transaction_set) GROUP BY 1, 2"""):
        sendings[submission].append(sending)
    return {submission: News(tuple(sendings[submission]), found) for submission, found in events.items()}


AT_ONCE = 2_000                            # accounts that are looked at together


def in_turn(db: sqlite3.Connection, accounts: Sequence[int]) -> Iterator[tuple[int, News]]:
    """What acknowledgments say of the submissions of any number of accounts."""
    for start in range(0, len(accounts), AT_ONCE):
        touching.take_up(db, accounts[start:start + AT_ONCE])
        yield from news(db).items()


def means_any(db: sqlite3.Connection, set_id: int) -> bool:
    """Whether an acknowledgment speaks of anything that left from here."""
    return bool(meaning.accounts(db, (id_ for id_, in db.execute("SELECT id FROM answer WHERE acknowledgment = ?", (set_id,)))))


def concerned(db: sqlite3.Connection, set_id: int) -> set[int]:
    """The accounts of which an acknowledgment speaks and whose claims anybody throws back: all others stay as they are."""
    if not db.execute("SELECT EXISTS (SELECT 1 FROM answer WHERE verdict = 'rejected')").fetchone()[0]:
        return set()
    answers = [id_ for id_, in db.execute("""SELECT id FROM answer WHERE acknowledgment = ?
                                             AND verdict IN ('accepted', 'received', 'rejected')""", (set_id,))]
    return {event.account for _, said in in_turn(db, meaning.accounts(db, answers)) for event in said.events
            if event.said.verdict == "rejected"}

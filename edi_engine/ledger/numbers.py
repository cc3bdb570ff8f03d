"""Control numbers: given out once and for ever, never derived from the clock (ENV-4, ENV-5)."""

import sqlite3

from edi_engine.ledger import facts

HIGHEST = 999_999_999


def allocate(db: sqlite3.Connection, series: str) -> int:
    """The next number of a series, from 1; runs inside the caller's transaction. It starts over after 999,999,999."""
    last: int = db.execute("SELECT COALESCE(MAX(number), 0) FROM allocation WHERE series = ?", (series,)).fetchone()[0]
    db.execute("INSERT INTO allocation VALUES (?, ?)", (series, last + 1))
    return last % HIGHEST + 1


def allocations(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """The last number that each series gave out."""
    return db.execute("SELECT series, MAX(number) FROM allocation GROUP BY series").fetchall()


def restore(db: sqlite3.Connection, allocated: list[tuple[str, int]]) -> None:
    """Take up the series where another ledger left them."""
    for row in allocated:
        facts.once(db, "allocation", row, "series, number", "series, number")

"""Opening a ledger: WAL, STRICT tables, migrations written as SQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Migrations

HERE = Path(__file__).parent


def connect(path: Path) -> sqlite3.Connection:
    """The ledger at the path, migrated to the newest schema; made, readable for its owner only, when it is not there.

    Waits up to a minute for another process that writes. sqlite3.OperationalError when that does not end.
    """
    from sqlite_utils import Database

    if str(path) != ":memory:" and not path.exists():
        path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    connection.executescript("""
        PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;
        PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;
    """)
    migrations = _migrations()
    database = Database(connection)
    if migrations.pending(database):
        migrations.apply(database)
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything in the block or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one, so that they can share a transaction (executescript would commit it)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _migrations() -> "Migrations":
    from sqlite_utils import Database, Migrations

    migrations = Migrations("edi")

    def add(name: str, script: Path) -> None:
        @migrations(name=name)
        def run(database: Database) -> None:
            for statement in statements(script.read_text(encoding="utf-8")):
                database.conn.execute(statement)

    for script in sorted((HERE / "migrations").glob("*.sql")):
        add(script.stem, script)
    views = HERE / "views.sql"                # made anew whenever they change: they hold nothing
    add(f"views-{sha256(views.read_bytes()).hexdigest()[:12]}", views)
    return migrations

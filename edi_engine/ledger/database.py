"""Opening a ledger: WAL, STRICT tables, migrations written as SQL."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

HERE = Path(__file__).parent


def connect(path: Path) -> sqlite3.Connection:
    """The ledger at the path, migrated to the newest schema; made, readable for its owner only, when it is not there.

    Waits up to a minute for another process that writes. sqlite3.OperationalError when that does not end.
    """
    from sqlite_utils import Database

    if str(path) != ":memory:" and not path.exists():
        path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    _patiently(connection, "PRAGMA journal_mode = WAL")
    connection.executescript("""
        PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;
        PRAGMA recursive_triggers = ON;
        PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096;
    """)
    migrations = _migrations()
    database = Database(connection)
    if migrations.pending(database):
        with transaction(connection):                 # of two that open it at once, one finds everything done
            migrations.apply(database)
    return connection


def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    """Run a statement for which SQLite itself does not wait while another process has the file."""
    until = time.monotonic() + 60
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.05)


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

    scripts = sorted((HERE / "migrations").glob("*.sql"))
    for script in scripts:
        add(script.stem, script)
    views = HERE / "views.sql"                # made anew whenever they change: they hold nothing
    add(f"views-{_fingerprint(views)}", views)
    migrations(name=f"only-grow-{_fingerprint(*scripts)}")(_only_grow)
    return migrations


_MANY = frozenset({"service_payment", "adjustment"})


def _only_grow(database: "Database") -> None:
    """Facts and journal only grow, whoever opens the ledger: nothing is updated or deleted, and nothing is written under a key
    that is there, for INSERT OR REPLACE would delete the old row without asking the other two.

    The parts of a claim payment come by the hundred thousand and go without the third guard, which would cost a twentieth of
    receiving them: there REPLACE asks the guard against DELETE, which our own connection lets it do (recursive_triggers).
    """
    for table in database.table_names():
        if not table.startswith(("state_", "sqlite_", "_")):
            taken = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {' AND '.join(f'{name} = NEW.{name}' for name in key)})"
                                for key in _keys(database, table))
            guards = [("UPDATE", ""), ("DELETE", "")] + [("INSERT", f"WHEN {taken}")] * (table not in _MANY)
            for what, when in guards:
                name = f"{table}_no_{'replace' if when else what.lower()}"
                database.conn.execute(f"DROP TRIGGER IF EXISTS {name}")
                database.conn.execute(f"CREATE TRIGGER {name} BEFORE {what} ON {table} {when} "
                                      f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END")


def _keys(database: "Database", table: str) -> set[tuple[str, ...]]:
    """The columns of the primary key, and those of each other unique key, of a table."""
    unique = {tuple(index.columns) for index in database.table(table).indexes if index.unique}
    return {tuple(database.table(table).pks), *unique}


def _fingerprint(*scripts: Path) -> str:
    return sha256(b"".join(script.read_bytes() for script in scripts)).hexdigest()[:12]

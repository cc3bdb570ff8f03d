"""What was carried to and from mailboxes, as far as the ledger knows: facts that no archive can give back."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from edi_engine import clock
from edi_engine.ledger import facts
from edi_engine.ledger.facts import marks

BEGUN, RENAMING, DONE = "begun", "renaming", "done"
_UPLOAD = "mailbox, sha256, attempt, step, name, size, at"
_DOWNLOAD = "mailbox, path, size, mtime, sha256, waits_as, at"
_REFUSAL = "mailbox, path, size, kind, at"
_AUDIT = "id, at, who, command, sha256"


class Upload(NamedTuple):
    """A file on its way to a mailbox, at the attempt that is made."""

    mailbox: str
    sha256: str
    attempt: int
    name: str
    size: int

    @property
    def temporary(self) -> str:
        """The name under which it is written there."""
        return f".{self.name}.{self.sha256[:8]}-{self.attempt}.part"


class Seen(NamedTuple):
    """A file as a mailbox shows it."""

    path: str
    size: int
    mtime: int


class Refusal(NamedTuple):
    """A file that is left in a mailbox, and the kind of the problem that says why."""

    mailbox: str
    path: str
    size: int
    kind: str


def upload(db: sqlite3.Connection, mailbox: str, digest: str, name: str, size: int) -> tuple[Upload, str]:
    """The newest attempt to send this content there, and how far it came; a first one that came nowhere, when there is none."""
    row = db.execute("SELECT attempt, name FROM upload WHERE mailbox = ? AND sha256 = ? ORDER BY attempt DESC LIMIT 1",
                     (mailbox, digest)).fetchone()
    if row is None:
        return Upload(mailbox, digest, 0, name, size), ""
    steps = {step for step, in db.execute("SELECT step FROM upload WHERE mailbox = ? AND sha256 = ? AND attempt = ?",
                                          (mailbox, digest, row[0]))}
    return Upload(mailbox, digest, row[0], row[1], size), next(step for step in (DONE, RENAMING, BEGUN) if step in steps)


def step(db: sqlite3.Connection, of: Upload, step: str) -> None:
    """Note that an upload came this far."""
    row = (of.mailbox, of.sha256, of.attempt, step, of.name, of.size, clock.moment().isoformat())
    facts.once(db, "upload", row, _UPLOAD, "mailbox, sha256, attempt, step")


def seen_before(db: sqlite3.Connection, mailbox: str, seen: Iterable[Seen]) -> set[Seen]:
    """Those that were fetched already, just as they stand there."""
    return {Seen(*row) for row in db.execute("""
        SELECT d.path, d.size, d.mtime FROM json_each(?) j JOIN download d
        ON d.mailbox = ? AND d.path = j.value ->> 0 AND d.size = j.value ->> 1 AND d.mtime = j.value ->> 2""",
        (json.dumps(list(seen)), mailbox))}


def waits_as(mailbox: str, seen: Seen) -> str:
    """The hidden name under which a fetched file waits until the ledger knows it."""
    identity = json.dumps([mailbox, *seen]).encode()
    return f".{sha256(identity).hexdigest()[:40]}.whole"


def came_before(db: sqlite3.Connection, mailbox: str, path: str, digest: str) -> bool:
    """Whether the same bytes came from the same place before."""
    return db.execute("SELECT 1 FROM download WHERE mailbox = ? AND path = ? AND sha256 = ?",
                      (mailbox, path, digest)).fetchone() is not None


def fetched(db: sqlite3.Connection, mailbox: str, seen: Seen, digest: str, waits: str) -> None:
    """Note that a file was fetched and lies in the inbox, whole, under its hidden name."""
    row = (mailbox, *seen, digest, waits, clock.moment().isoformat())
    facts.once(db, "download", row, _DOWNLOAD, "mailbox, path, size, mtime")


def waiting(db: sqlite3.Connection, waits: str) -> str | None:
    """The path there of the file that waits under this hidden name; None when the ledger does not know it."""
    row = db.execute("SELECT path FROM download WHERE waits_as = ?", (waits,)).fetchone()
    return row[0] if row else None


def refused_since(db: sqlite3.Connection, of: Refusal) -> str:
    """When a file was refused first, as it stands there; "" when it never was."""
    row = db.execute("SELECT at FROM refusal WHERE mailbox = ? AND path = ? AND size = ? AND kind = ?", of).fetchone()
    return row[0] if row else ""


def refuse(db: sqlite3.Connection, of: Refusal) -> None:
    """Note that a file is left where it is."""
    facts.once(db, "refusal", (*of, clock.moment().isoformat()), _REFUSAL, "mailbox, path, size, kind")


def audit(db: sqlite3.Connection, command: str, digest: str = "") -> None:
    """Note who runs which command, or with which file."""
    db.execute("INSERT INTO audit (at, who, command, sha256) VALUES (?, ?, ?, ?)",
               (clock.moment().isoformat(), user(), command, digest))


def audited(db: sqlite3.Connection, since: str) -> Iterator[tuple[str, str, str, str, str]]:
    """(when, who, command, hash of the file, the name by which it is known) from a moment on, oldest first."""
    yield from db.execute("""
        WITH named AS (
            SELECT sha256, name, 1 AS rank FROM file UNION ALL SELECT sha256, name, 2 FROM upload
            UNION ALL SELECT sha256, path, 3 FROM download),
        known AS MATERIALIZED (SELECT sha256, name, MIN(rank) FROM named GROUP BY sha256)
        SELECT a.at, a.who, a.command, a.sha256, COALESCE(k.name, '')
        FROM audit a LEFT JOIN known k ON k.sha256 = a.sha256 WHERE a.at >= ? ORDER BY a.id""", (since,))


def user() -> str:
    """The user of the operating system, who cannot choose another name in the environment."""
    import pwd

    number = os.geteuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


Kept = dict[str, list[tuple[object, ...]]]


def everything(db: sqlite3.Connection) -> Kept:
    """All that is known of transfers and in the audit."""
    return {f"{table} ({columns})": db.execute(f"SELECT {columns} FROM {table}").fetchall()
            for table, columns in (("upload", _UPLOAD), ("download", _DOWNLOAD), ("refusal", _REFUSAL), ("audit", _AUDIT))}


def restore(db: sqlite3.Connection, kept: Kept) -> None:
    """Take up what another ledger knew."""
    for table, rows in kept.items():
        if rows:
            db.executemany(f"INSERT INTO {table} VALUES ({marks(len(rows[0]))})", rows)

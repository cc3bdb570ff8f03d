"""Files that the books know, by name and by number."""

import sqlite3


def name_of(db: sqlite3.Connection, sha256: str) -> str | None:
    """The name under which a file left or came first."""
    row = db.execute("SELECT name FROM file WHERE sha256 = ?", (sha256,)).fetchone()
    return row[0] if row else None


def claims_file(db: sqlite3.Connection, name: str, sender: str) -> str | None:
    """The hash of the newest 837P with this name or this ISA13, one of ours first; None for none."""
    row = db.execute("""
        SELECT f.sha256 FROM file f JOIN sending s ON s.file = f.id
        JOIN transaction_set t ON t.id = s.transaction_set AND t.kind = '837P'
        WHERE f.name = ?1 OR (?1 GLOB '[0-9]*' AND s.isa_control = printf('%09d', ?1))
        ORDER BY s.sender = ?2 DESC, f.id DESC LIMIT 1""", (name, sender)).fetchone()
    return row[0] if row else None

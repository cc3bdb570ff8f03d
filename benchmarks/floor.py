"""The floor: the least that anything can cost that puts a file into SQLite. ``python -m benchmarks.floor FILE DATABASE``.

Splits the file and stores one row for each segment - number, tag, text - in one STRICT table of a WAL file, in one
transaction. Nothing else: no envelope, no meaning, no check.
"""

import sqlite3
import sys
from pathlib import Path


def store(file: Path, database: Path) -> int:
    """Stores the segments of a file; gives their count."""
    text = file.read_text("latin-1")
    segments = text.removesuffix(text[105]).split(text[105])
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE segment (number INTEGER PRIMARY KEY, tag TEXT NOT NULL, text TEXT NOT NULL) STRICT")
    connection.execute("BEGIN")
    element = text[3]
    connection.executemany("INSERT INTO segment VALUES (?, ?, ?)", (
        (number, segment.partition(element)[0], segment) for number, segment in enumerate(segments, 1)))
    connection.execute("COMMIT")
    connection.close()
    return len(segments)


if __name__ == "__main__":
    store(Path(sys.argv[1]), Path(sys.argv[2]))

"""Under which ids payers are known: the aliases of edi.toml with which the books were settled, and what their change moves."""

import sqlite3
from collections.abc import Collection, Mapping


def renamed(db: sqlite3.Connection, aliases: Mapping[str, str]) -> set[str]:
    """The ids that edi.toml ties to another payer now than when the books were settled last."""
    before = dict(db.execute("SELECT id, payer FROM state_alias"))
    return {id_ for id_ in before.keys() | aliases.keys() if before.get(id_) != aliases.get(id_)}


def remember(db: sqlite3.Connection, aliases: Mapping[str, str]) -> None:
    """The books are settled with these aliases from now on."""
    db.execute("DELETE FROM state_alias")
    db.executemany("INSERT INTO state_alias VALUES (?, ?)", aliases.items())


def speaking_of(db: sqlite3.Connection, ids: Collection[str]) -> dict[str, tuple[int, ...]]:
    """The payments and accounts whose files name one of these ids: what has to be settled again when they are renamed."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS renamed (id TEXT PRIMARY KEY) WITHOUT ROWID")
    db.execute("DELETE FROM renamed")
    db.executemany("INSERT INTO renamed VALUES (?)", ((id_,) for id_ in ids))
    payments = db.execute("""SELECT p.id FROM remittance r JOIN claim_payment p ON p.remittance = r.id
                             WHERE r.payer IN (SELECT id FROM renamed) OR r.payer_id IN (SELECT id FROM renamed)""")
    accounts = db.execute("SELECT DISTINCT account FROM submission WHERE payer IN (SELECT id FROM renamed)")
    return {"payments": tuple(id_ for id_, in payments), "accounts": tuple(id_ for id_, in accounts)}

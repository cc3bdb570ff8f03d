"""What new facts can change, and which account each claim payment is for: in sets, never one by one."""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from edi_engine.ledger.database import statements

HERE = Path(__file__).parent


class Touched(NamedTuple):
    """What came: sets of claims and of remittances, ids by which a provider became known, payments a person spoke of."""

    sets: tuple[int, ...] = ()
    provider_ids: tuple[str, ...] = ()
    payments: tuple[int, ...] = ()
    accounts: tuple[int, ...] = ()


def begin(db: sqlite3.Connection, touched: Touched, aliases: Mapping[str, str]) -> None:
    """Fill the working tables with everything that the new facts can change."""
    db.create_function("canonical", 2, lambda payer, id_: canonical(payer, id_, aliases), deterministic=True)
    _run(db, "settling.sql")
    _seed(db, touched)
    scripts = ("touching.sql", "answering.sql")[:1 + db.execute("SELECT EXISTS (SELECT 1 FROM answer)").fetchone()[0]]
    before, turn = -1, 0
    while before != (before := _size(db)):
        turn += 1
        for script in scripts:
            _run(db, script, {"round": turn})
    db.execute("""INSERT OR IGNORE INTO touched_check (id)
                  SELECT DISTINCT p.remittance FROM touched_payment t CROSS JOIN claim_payment p ON p.id = t.id""")
    db.execute("""UPDATE touched_check SET standing = (SELECT standing FROM check_standing c WHERE c.remittance = id)""")


def choose(db: sqlite3.Connection) -> None:
    """Fill ``choice``: each touched payment's account; those that several accounts fit are narrowed by what they say."""
    db.execute("""INSERT OR IGNORE INTO payee SELECT y.remittance, i.provider FROM touched_check t
                  CROSS JOIN payee_standing y ON y.remittance = t.id AND y.standing IN ('ours', 'other id')
                  JOIN provider_id i ON i.id IN (y.payee, y.tax) AND i.id <> ''""")
    db.execute("""INSERT OR IGNORE INTO claimed
                  SELECT s.account FROM touched_account t CROSS JOIN submission s ON s.account = t.id
                  JOIN released USING (transaction_set) WHERE s.meaning = 'claim'""")
    _run(db, "choosing.sql")
    _narrow(db)


def batch(db: sqlite3.Connection, accounts: Sequence[int]) -> None:
    """Take up these accounts with every payment that was chosen for them."""
    take_up(db, accounts)
    db.execute("DELETE FROM batch_payment")
    db.execute("INSERT INTO batch_payment SELECT payment FROM batch b CROSS JOIN choice c ON c.account = b.id")


def take_up(db: sqlite3.Connection, accounts: Sequence[int]) -> None:
    """Take up these accounts; only what was submitted for them is asked for."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS batch (id INTEGER PRIMARY KEY)")
    _fill(db, "batch", accounts)


def loose_batch(db: sqlite3.Connection, payments: Sequence[int]) -> None:
    """Take up these payments, for which there is no account."""
    db.execute("DELETE FROM batch")
    _fill(db, "batch_payment", payments)


def canonical(payer: str, id_: str, aliases: Mapping[str, str]) -> str:
    """One name for a payer that a check may call by its tax id (TRN03) or by a plan id (N104, REF*2U)."""
    return aliases.get(payer) or aliases.get(id_) or payer or id_


def _seed(db: sqlite3.Connection, touched: Touched) -> None:
    for id_ in touched.sets:
        db.execute("INSERT OR IGNORE INTO fresh VALUES (?)", (id_,))
        db.execute("INSERT OR IGNORE INTO recharged SELECT account FROM submission WHERE transaction_set = ?", (id_,))
        db.execute("INSERT OR IGNORE INTO touched_payment SELECT id, 0 FROM claim_payment WHERE remittance = ?", (id_,))
        # other files of claims with the same numbers: whom an acknowledgment means may have changed (ACK-2)
        db.execute("""INSERT OR IGNORE INTO touched_account SELECT s.account, 0
                      FROM sending x
                      JOIN sending y ON ltrim(y.group_control, '0') = ltrim(x.group_control, '0')
                           AND y.transaction_set <> x.transaction_set
                      JOIN submission s ON s.transaction_set = y.transaction_set
                      WHERE x.transaction_set = ?
                      AND EXISTS (SELECT 1 FROM submission o WHERE o.transaction_set = x.transaction_set)
                      AND EXISTS (
                          SELECT 1 FROM answer r
                          WHERE r.group_control = ltrim(x.group_control, '0') AND r.scope IN ('group', 'set'))""",
                   (id_,))
        # other checks with the same key: which of them counts may have changed (REM-23)
        db.execute("""INSERT OR IGNORE INTO touched_check (id) SELECT o.id FROM remittance r JOIN remittance o
                      ON (o.payer, o.trace, o.date, o.amount, o.payee) = (r.payer, r.trace, r.date, r.amount, r.payee)
                      WHERE r.id = ?""", (id_,))
    for known in touched.provider_ids:
        db.execute("INSERT OR IGNORE INTO touched_check (id) SELECT id FROM remittance WHERE payee = ? OR "
                   "replace(payee_tax, '-', '') = ?", (known, known))
    db.executemany("INSERT OR IGNORE INTO touched_payment VALUES (?, 0)", ((id_,) for id_ in touched.payments))
    db.executemany("INSERT OR IGNORE INTO touched_account VALUES (?, 0)", ((id_,) for id_ in touched.accounts))
    db.execute("INSERT OR IGNORE INTO touched_account SELECT id, 0 FROM recharged")
    db.execute("""INSERT OR IGNORE INTO touched_payment
                  SELECT p.id, 0 FROM touched_check t CROSS JOIN claim_payment p ON p.remittance = t.id""")


def _narrow(db: sqlite3.Connection) -> None:
    """Several accounts with the very number: the payee's own, then the payer's, then control numbers, then day and charge."""
    db.execute("""INSERT INTO candidate
                  SELECT c.payment, a.id FROM choice c CROSS JOIN claim_payment p ON p.id = c.payment
                  CROSS JOIN payee y ON y.remittance = p.remittance
                  CROSS JOIN account a ON a.norm = p.norm AND a.pcn = p.pcn AND a.provider = y.provider
                  WHERE c.account IS NULL AND c.key = 'MAT-1a' AND +a.id IN (SELECT account FROM claimed)""")
    for further in _NARROWINGS:
        db.execute("DELETE FROM fitting")
        db.execute(f"""INSERT OR IGNORE INTO fitting
                       SELECT c.payment, c.account FROM candidate c CROSS JOIN claim_payment p ON p.id = c.payment
                       CROSS JOIN remittance r ON r.id = p.remittance {further}""")
        db.execute("""DELETE FROM candidate WHERE payment IN (SELECT payment FROM fitting)
                      AND (payment, account) NOT IN (SELECT payment, account FROM fitting)""")
    db.execute("""UPDATE choice SET account = one.account
                  FROM (SELECT payment, MIN(account) AS account FROM candidate GROUP BY payment HAVING COUNT(*) = 1) one
                  WHERE choice.payment = one.payment""")


_NARROWINGS = (
    "CROSS JOIN account a ON a.id = c.account AND a.provider = r.payee",
    """CROSS JOIN submission s ON s.account = c.account
       AND canonical(s.payer, '') IN (canonical(r.payer, r.payer_id), r.payer_id)""",
    """CROSS JOIN submission s ON s.account = c.account CROSS JOIN submitted_line l ON l.submission = s.id
       CROSS JOIN service_payment v ON v.claim_payment = p.id AND v.control_number = l.key""",
    "CROSS JOIN submission s ON s.account = c.account AND s.since = p.since AND s.charge = ABS(p.charge)",
)


def _size(db: sqlite3.Connection) -> int:
    sizes = db.execute("SELECT COUNT(*) FROM touched_account UNION ALL SELECT COUNT(*) FROM touched_payment")
    return sum(size for size, in sizes)


def _fill(db: sqlite3.Connection, table: str, ids: Sequence[int]) -> None:
    db.execute(f"DELETE FROM {table}")
    db.executemany(f"INSERT INTO {table} VALUES (?)", ((id_,) for id_ in ids))


def _run(db: sqlite3.Connection, name: str, values: Mapping[str, int] | None = None) -> None:
    for statement in _script(name):
        db.execute(statement, values or {})


@cache
def _script(name: str) -> tuple[str, ...]:
    return tuple(statements((HERE / name).read_text(encoding="utf-8")))

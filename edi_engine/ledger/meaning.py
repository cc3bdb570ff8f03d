"""Whom answers mean: the one relation between acknowledgments and what left, by the numbers that they name (ACK-2, ACK-7)."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from edi_engine.reconcile.acknowledging import RANKS, Answer

SENDING = "x.isa_control || ' ' || x.isa_date || ' ' || x.isa_time"
"""One of the times that a transaction set left, in SQL."""


class Meant(NamedTuple):
    """A submission, and an answer that means it."""

    submission: int
    account: int
    answer: int
    said: Answer


def of_batch(db: sqlite3.Connection) -> Iterator[Meant]:
    """Each answer that means a submission of the accounts in ``batch``."""
    _ask(db, " UNION ".join(may for may, _ in _WAYS))
    for submission, account, answer, told, scope, source, sending, verdict in db.execute("""
            SELECT s.id, s.account, q.id, q.told, r.scope, q.source, m.sending, r.verdict
            FROM batch b CROSS JOIN account a ON a.id = b.id CROSS JOIN submission s ON s.account = b.id
            CROSS JOIN meant m ON m.transaction_set = s.transaction_set AND m.submission IN (0, s.id)
                 AND m.provider IN ('', a.provider) AND m.payer IN ('', upper(s.payer_name))
            CROSS JOIN asked q ON q.id = m.answer CROSS JOIN answer r ON r.id = q.id ORDER BY m.rowid"""):
        yield Meant(submission, account, answer, Answer(told, RANKS[scope if scope in RANKS else source], sending, verdict))


def accounts(db: sqlite3.Connection, answers: Iterable[int]) -> list[int]:
    """The accounts with submissions that these answers mean."""
    _ask(db, "SELECT value AS id FROM json_each(?)", json.dumps(sorted(answers)))
    return [account for account, in db.execute("""
        SELECT s.account FROM meant m CROSS JOIN submission s ON s.id = m.submission
        UNION SELECT a.id FROM meant m CROSS JOIN submission s ON s.transaction_set = m.transaction_set
              CROSS JOIN account a ON a.id = s.account AND m.provider IN ('', a.provider)
              WHERE m.submission = 0 AND m.payer IN ('', upper(s.payer_name))""")]


def _ask(db: sqlite3.Connection, which: str, *values: str) -> None:
    """Fill ``asked`` with these answers and ``meant`` with whom they mean."""
    for statement in _TABLES:
        db.execute(statement)
    db.execute(f"""INSERT INTO asked SELECT r.id, k.told, k.source, upper(k.name), k.usage, k.test
                   FROM ({which}) j CROSS JOIN answer r ON r.id = j.id
                   CROSS JOIN speaker k ON k.acknowledgment = r.acknowledgment""", values)
    for _, means in _WAYS:
        db.execute(f"INSERT INTO meant {means}")


_TABLES = (
    """CREATE TEMP TABLE IF NOT EXISTS asked (
           id      INTEGER PRIMARY KEY,
           told    TEXT NOT NULL,
           source  TEXT NOT NULL,
           name    TEXT NOT NULL,
           usage   TEXT NOT NULL,                 -- ISA15
           test    INTEGER NOT NULL               -- 1 = it speaks of tests alone
       )""",
    """CREATE TEMP TABLE IF NOT EXISTS meant (
           answer           INTEGER NOT NULL,
           transaction_set  INTEGER NOT NULL,
           submission       INTEGER NOT NULL,     -- 0 = each of the set
           provider         TEXT NOT NULL,        -- whose submissions of the set; "" = of each
           payer            TEXT NOT NULL,        -- by the name of their payer, of those; "" = of each
           sending          TEXT NOT NULL         -- which of the times the set left; "" = all of them
       )""",
    "CREATE INDEX IF NOT EXISTS temp.meant_submission ON meant (transaction_set, submission)",
    "DELETE FROM asked",
    "DELETE FROM meant",
)

_INTERCHANGE = """r.scope = 'interchange' AND r.isa_control = x.isa_control AND r.isa_date = x.isa_date
                  AND r.isa_time = x.isa_time"""
_GROUP = """r.scope IN ('group', 'set') AND r.group_control = ltrim(x.group_control, '0')
            AND r.control IN ('', ltrim(x.control, '0'))"""
# looked up from the answer: an index over ltrim() serves only what has no affinity
_GROUP_SENT = _GROUP.replace("r.group_control", "+r.group_control")
_BATCH = "r.scope IN ('batch', 'provider') AND r.verdict <> 'none' AND r.batch = c.reference"
_CLAIM = "r.norm <> '' AND r.norm = a.norm"

# What an answer can mean: what had left when it was told, by both their moments. Where it names a file of ours by its numbers,
# and not a claim's alone, a day is let pass: clocks differ. A test (ISA15 = T) that came to production means tests alone
_DAY = "substr(q.told, 1, 4) || '-' || substr(q.told, 5, 2) || '-' || substr(q.told, 7, 2)"
_A_DAY_LATER = f"COALESCE(strftime('%Y%m%d9999', {_DAY}, '+1 day'), q.told)"
_UNTOLD = "length(q.told) < 12"
_SENT = "'20' || x.isa_date || x.isa_time"
_PROVIDER = "replace(r.provider, '-', '')"
_PARTIES = """(SELECT MAX((y.sender = x.receiver) + (y.receiver = x.sender)) FROM sending y
               WHERE y.transaction_set = r.acknowledgment)"""
_CAN_MEAN = f"{_PARTIES} > 0 AND ({_SENT} <= {_A_DAY_LATER} OR {_UNTOLD})"
_TEST_TO_TEST = "(q.test = 0 OR x.usage = 'T')"
_TEST_TO_TESTS = """(q.test = 0 OR NOT EXISTS (
                  SELECT 1 FROM sending y WHERE y.transaction_set = x.transaction_set AND y.usage <> 'T'))"""

# TA1 by ISA13 with date and time, 999 by GS06 and ST02. Several of ours may have had these numbers: then that between the same
# two parties, that had left before, the newest
_FILE = f"""
    SELECT DISTINCT answer, transaction_set, 0, '', '', sending FROM (
        SELECT *, FIRST_VALUE(sending) OVER (
            PARTITION BY answer ORDER BY parties DESC, sent <= told DESC, alike DESC, sent DESC, sending DESC) AS newest
        FROM (SELECT q.id AS answer, q.told, x.transaction_set, {SENDING} AS sending, {_SENT} AS sent, {_PARTIES} AS parties,
                     x.usage = q.usage AS alike
              FROM asked q CROSS JOIN answer r ON r.id = q.id CROSS JOIN sending x ON {{key}}
              CROSS JOIN transaction_set t ON t.id = x.transaction_set AND t.kind LIKE '837%'
              WHERE {_CAN_MEAN} AND {_TEST_TO_TEST}))
    WHERE sending = newest"""

# 277CA of a whole batch (2200B), or of a provider's part of it (2200C), where no claims stand below; of a batch to several
# payers, one of them speaks of its own claims alone
_PART = f"""
    SELECT q.id, x.transaction_set, 0, COALESCE(i.provider, ''), CASE WHEN q.source = 'payer' AND EXISTS (
               SELECT 1 FROM submission b WHERE b.transaction_set = x.transaction_set AND upper(b.payer_name) = q.name)
           THEN q.name ELSE '' END, ''
    FROM asked q CROSS JOIN answer r ON r.id = q.id CROSS JOIN claim_batch c ON {_BATCH}
    CROSS JOIN first_sending x ON x.transaction_set = c.transaction_set
    LEFT JOIN provider_id i ON r.scope = 'provider' AND i.id = {_PROVIDER}
    WHERE {_CAN_MEAN} AND {_TEST_TO_TESTS} AND (r.scope = 'batch' OR i.provider IS NOT NULL)"""

# 277CA of a claim by BHT03 first, CLM01 second; of a number that left more than once the newest before it, never a later one.
# Where it fits claims of two providers alike, it means nobody
_NAMED = "COALESCE(c.reference = r.batch AND r.batch <> '', 0)"
_ONE = f"""
    SELECT answer, transaction_set, submission, '', '', '' FROM (
        SELECT answer, transaction_set, submission, fits, COUNT(DISTINCT account) AS accounts,
               MAX(created || ' ' || isa_control || ' ' || printf('%09d', at))          -- the row is that of the newest
        FROM (SELECT q.id AS answer, s.transaction_set, s.id AS submission, s.account, s.created, x.isa_control, s.at,
                     {_TEST_TO_TESTS} AS fits, RANK() OVER (PARTITION BY q.id ORDER BY
                         {_NAMED} DESC,
                         EXISTS (SELECT 1 FROM provider_id i WHERE i.provider = a.provider AND i.id = {_PROVIDER}) DESC,
                         a.pcn = r.pcn DESC, x.usage = q.usage DESC) AS place
              FROM asked q CROSS JOIN answer r ON r.id = q.id CROSS JOIN account a ON {_CLAIM}
              CROSS JOIN submission s ON s.account = a.id LEFT JOIN claim_batch c ON c.transaction_set = s.transaction_set
              CROSS JOIN first_sending x ON x.transaction_set = s.transaction_set
              WHERE {_UNTOLD} OR {_SENT} <= CASE WHEN {_NAMED} THEN {_A_DAY_LATER} ELSE q.told END)
        WHERE place = 1 GROUP BY answer)
    WHERE accounts = 1 AND fits"""

_LEFT = "SELECT r.id FROM batch b CROSS JOIN submission s ON s.account = b.id"

_WAYS = (
    (f"{_LEFT} CROSS JOIN sending x USING (transaction_set) CROSS JOIN answer r ON {_INTERCHANGE}",
     _FILE.format(key=_INTERCHANGE)),
    (f"{_LEFT} CROSS JOIN sending x USING (transaction_set) CROSS JOIN answer r ON {_GROUP}",
     _FILE.format(key=_GROUP_SENT)),
    (f"{_LEFT} CROSS JOIN claim_batch c USING (transaction_set) CROSS JOIN answer r ON {_BATCH}", _PART),
    (f"SELECT r.id FROM batch b CROSS JOIN account a ON a.id = b.id CROSS JOIN answer r ON {_CLAIM}", _ONE),
)
"""For each kind of number: which answers may mean something in ``batch``, and whom of all that left the asked ones mean."""

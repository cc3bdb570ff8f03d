"""What was prepared to leave, and what has left before."""

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from edi_engine.billing.claim import Claim


class Prepared(NamedTuple):
    """A file that was written but not yet let go."""

    transaction_set: int
    sha256: str
    name: str


class Sent(NamedTuple):
    """Where a claim stands that has left: the file in the archive, and the index of its CLM in it."""

    sha256: str
    clm: int


def unreleased(db: sqlite3.Connection) -> list[Prepared]:
    """Every 837P of ours that a run prepared and did not come to release."""
    return [Prepared._make(row) for row in db.execute("""
        SELECT DISTINCT t.id, f.sha256, f.name FROM transaction_set t JOIN sending s ON s.transaction_set = t.id
        JOIN file f ON f.id = s.file WHERE t.kind = '837P' AND t.id NOT IN (SELECT transaction_set FROM released)
        ORDER BY s.isa_control""")]


Key = tuple[str, str, str]


def key(claim: Claim) -> Key:
    """What a claim is known by: its billing provider, its number, and the turn of the payer that is asked."""
    return claim.billing_provider.known_as, claim.patient_control_number, claim.subscriber.sequence


def encounter_of(db: sqlite3.Connection, submission: int) -> str:
    """The id of the encounter that a submission was made from; "" for one of another system."""
    found: str = db.execute("SELECT encounter FROM submission WHERE id = ?", (submission,)).fetchone()[0]
    return found


def place_of(db: sqlite3.Connection, submission: int) -> tuple[str, int]:
    """The file in which a submission left, and its position among the claims of its set, from 0."""
    sha256, position = db.execute("""
        SELECT f.sha256, (SELECT COUNT(*) FROM submission o WHERE o.transaction_set = s.transaction_set AND o.at < s.at)
        FROM submission s JOIN sending x ON x.transaction_set = s.transaction_set JOIN file f ON f.id = x.file
        WHERE s.id = ? ORDER BY x.isa_date, x.isa_time, x.isa_control LIMIT 1""", (submission,)).fetchone()
    return sha256, position


def tests(db: sqlite3.Connection, submissions: Iterable[int]) -> set[int]:
    """Those of these submissions that left as tests alone (ISA15 = T): they are no submissions (ENV-11)."""
    return {id_ for id_, in db.execute("""
        SELECT s.id FROM json_each(?) j CROSS JOIN submission s ON s.id = j.value
        CROSS JOIN sending x ON x.transaction_set = s.transaction_set
        GROUP BY s.id HAVING MIN(x.usage = 'T')""", (json.dumps(sorted(submissions)),))}


def newest(db: sqlite3.Connection, claims: Iterable[Claim], usage: str) -> dict[Key, Sent]:
    """The newest submission under each of these claims' keys in files of this ISA15; a test is no submission (ENV-11), and
    what was thrown back may leave as it was (ACK-7)."""
    rows = db.execute("""
        SELECT a.provider, a.pcn, s.sequence, f.sha256, x.first + s.at - 1
        FROM json_each(?) j JOIN account a ON a.provider = j.value ->> 0 AND a.pcn = j.value ->> 1
        JOIN submission s ON s.account = a.id AND s.sequence = j.value ->> 2
        JOIN sending x ON x.transaction_set = s.transaction_set AND x.usage = ? JOIN file f ON f.id = x.file
        WHERE NOT EXISTS (SELECT 1 FROM state_rejection r WHERE r.account = s.account AND r.submission = s.id)
        ORDER BY s.created, x.isa_control""", (json.dumps(sorted(set(map(key, claims)))), usage))
    return {(provider, number, turn): Sent(sha256, index) for provider, number, turn, sha256, index in rows}

"""What acknowledgments say of what left: which submission each one means, and which file nobody speaks of (ACK-6, ACK-7)."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from edi_engine.ledger import touching
from edi_engine.reconcile.acknowledging import RANKS, Answer


class Event(NamedTuple):
    """An answer that speaks of a submission."""

    answer: int
    said: Answer


class News(NamedTuple):
    """The times that a submission left, and what acknowledgments say of them."""

    sendings: tuple[str, ...]
    events: list[Event]

    @property
    def answers(self) -> list[Answer]:
        return [event.said for event in self.events]


def news(db: sqlite3.Connection) -> dict[int, News]:
    """By submission: what the acknowledgments say of those of the accounts in ``batch`` of which they say anything."""
    if not db.execute("SELECT EXISTS (SELECT 1 FROM answer)").fetchone()[0]:
        return {}
    events: dict[int, list[Event]] = defaultdict(list)
    for submission, event in (*_of_files(db), *_of_batches(db), *_of_claims(db)):
        events[submission].append(event)
    sendings: dict[int, list[str]] = defaultdict(list)
    for submission, sending in db.execute(f"""
            SELECT s.id, {_SENDING} FROM batch b CROSS JOIN submission s ON s.account = b.id
            JOIN sending x USING (transaction_set) GROUP BY 1, 2"""):
        sendings[submission].append(sending)
    return {submission: News(tuple(sendings[submission]), found) for submission, found in events.items()}

_SENDING = "x.isa_control || ' ' || x.isa_date || ' ' || x.isa_time"
_TOLD = """CASE k.told WHEN '' THEN (SELECT '20' || MIN(y.isa_date || y.isa_time) FROM sending y
                                     WHERE y.transaction_set = k.id) ELSE k.told END"""
_PARTY = "(SELECT MIN(y.sender) FROM sending y WHERE y.transaction_set = k.id)"
_FILE_KEYS = {
    "interchange": """r.isa_control = x.isa_control AND r.isa_date = x.isa_date AND r.isa_time = x.isa_time
                      AND r.scope = 'interchange'""",
    "group": "r.group_control = x.group_control AND r.control IN ('', x.control) AND r.scope IN ('group', 'set')",
}

Rows = Iterator[tuple[int, Event]]


def _of_files(db: sqlite3.Connection) -> Rows:
    """TA1 by ISA13 with date and time, 999 by GS06 and ST02. Several of ours may have had these numbers: then the one that
    went to whoever answers, and of those the newest before the answer."""
    for keys in _FILE_KEYS.values():
        asked = [id_ for id_, in db.execute(f"""
            SELECT DISTINCT r.id FROM batch b CROSS JOIN submission s ON s.account = b.id
            CROSS JOIN sending x ON x.transaction_set = s.transaction_set CROSS JOIN answer r ON {keys}""")]
        meant: dict[int, tuple[tuple[bool, bool, str], str]] = {}
        hits = db.execute(f"""
            SELECT r.id, x.transaction_set, {_SENDING}, '20' || x.isa_date || x.isa_time, x.receiver = {_PARTY}, {_TOLD},
                   r.scope, r.verdict
            FROM json_each(?) j JOIN answer r ON r.id = j.value JOIN acknowledgment k ON k.id = r.acknowledgment
            JOIN sending x ON {keys} JOIN transaction_set t ON t.id = x.transaction_set AND t.kind LIKE '837%'""",
            (json.dumps(asked),)).fetchall()
        for id_, _, sending, sent, known, told, *_ in hits:
            fits = (bool(known), sent[:8] <= told[:8], sent), sending
            meant[id_] = max(meant.get(id_, fits), fits)
        spoken: dict[int, list[Event]] = defaultdict(list)
        for id_, set_id, sending, _, _, told, scope, verdict in hits:
            if meant[id_][1] == sending:
                spoken[set_id].append(Event(id_, Answer(told, RANKS[scope], sending, verdict)))
        for submission, set_id in _sets(db):
            yield from ((submission, event) for event in spoken[set_id])


def _of_batches(db: sqlite3.Connection) -> Rows:
    """277CA of a whole batch (2200B), or of a provider's part of it (2200C), where no claims stand below."""
    yield from ((submission, Event(id_, Answer(told, RANKS[source], "", verdict)))
                for submission, id_, told, source, verdict in db.execute(f"""
        SELECT s.id, r.id, {_TOLD}, k.source, r.verdict
        FROM batch b CROSS JOIN submission s ON s.account = b.id CROSS JOIN account a ON a.id = s.account
        CROSS JOIN claim_batch c ON c.transaction_set = s.transaction_set
        CROSS JOIN answer r ON r.batch = c.reference AND r.scope IN ('batch', 'provider') AND r.provider IN ('', a.provider)
        CROSS JOIN acknowledgment k ON k.id = r.acknowledgment"""))


def _of_claims(db: sqlite3.Connection) -> Rows:
    """277CA of a claim: by BHT03 first, CLM01 second (ACK-7); without a batch of ours the newest that left before it."""
    asked = [id_ for id_, in db.execute("""
        SELECT DISTINCT r.id FROM batch b CROSS JOIN account a ON a.id = b.id
        CROSS JOIN answer r ON r.norm = a.norm AND r.norm <> ''""")]
    meant: dict[int, tuple[tuple[object, ...], int, Event]] = {}
    for id_, submission, told, source, verdict, in_batch, batch_is_ours, exact, provider, created in db.execute(f"""
            SELECT r.id, s.id, {_TOLD}, k.source, r.verdict, c.reference = r.batch,
                   EXISTS (SELECT 1 FROM claim_batch o WHERE o.reference = r.batch), a.pcn = r.pcn,
                   EXISTS (SELECT 1 FROM provider_id i WHERE i.provider = a.provider AND i.id = r.provider), s.created
            FROM json_each(?) j JOIN answer r ON r.id = j.value JOIN acknowledgment k ON k.id = r.acknowledgment
            JOIN account a ON a.norm = r.norm JOIN submission s ON s.account = a.id
            LEFT JOIN claim_batch c ON c.transaction_set = s.transaction_set""", (json.dumps(asked),)):
        if in_batch or not batch_is_ours:
            fits = (bool(provider), bool(exact), created[:10].replace("-", "") <= told[:8], created)
            event = Event(id_, Answer(told, RANKS[source], "", verdict))
            if id_ not in meant or meant[id_][:2] < (fits, submission):
                meant[id_] = fits, submission, event
    mine = {submission for submission, _ in _sets(db)}
    yield from ((submission, event) for _, submission, event in meant.values() if submission in mine)


def _sets(db: sqlite3.Connection) -> list[tuple[int, int]]:
    """(submission, transaction set) of the accounts in ``batch``."""
    return db.execute("SELECT s.id, s.transaction_set FROM batch b CROSS JOIN submission s ON s.account = b.id").fetchall()


class About(NamedTuple):
    """A submission that an answer speaks of, and where it stands."""

    submission: int
    pcn: str
    encounter: str
    sha256: str
    file: str
    number: int                    # of its transaction set in the file
    position: int                  # of the claim in its set, from 0
    at: int                        # of its CLM in the set


def about(db: sqlite3.Connection, answers: Iterable[int]) -> dict[int, list[About]]:
    """Of which submissions each of these answers speaks."""
    wanted = json.dumps(sorted(answers))
    accounts = [account for account, in db.execute(f"""
        SELECT a.id FROM json_each(?1) j JOIN answer r ON r.id = j.value JOIN account a ON a.norm = r.norm WHERE r.norm <> ''
        UNION SELECT s.account
              FROM json_each(?1) j JOIN answer r ON r.id = j.value JOIN sending x ON {_FILE_KEYS['interchange']}
              JOIN submission s USING (transaction_set)
        UNION SELECT s.account FROM json_each(?1) j JOIN answer r ON r.id = j.value JOIN sending x ON {_FILE_KEYS['group']}
              JOIN submission s USING (transaction_set)
        UNION SELECT s.account FROM json_each(?1) j JOIN answer r ON r.id = j.value AND r.scope IN ('batch', 'provider')
              JOIN claim_batch b ON b.reference = r.batch JOIN submission s USING (transaction_set)""", (wanted,))]
    touching.take_up(db, accounts)
    spoken = [(event.answer, submission) for submission, said in news(db).items() for event in said.events]
    asked = set(json.loads(wanted))
    hits = [(answer, submission) for answer, submission in spoken if answer in asked]
    known = _placed(db, {submission for _, submission in hits})
    found: dict[int, list[About]] = defaultdict(list)
    for answer, submission in hits:
        found[answer].append(known[submission])
    return {answer: sorted(some, key=lambda one: (one.file, one.number, one.at)) for answer, some in found.items()}


def _placed(db: sqlite3.Connection, submissions: Iterable[int]) -> dict[int, About]:
    return {row[0]: About(*row) for row in db.execute("""
        SELECT s.id, a.pcn, s.encounter, f.sha256, f.name,
               (SELECT COUNT(*) FROM sending y WHERE y.file = x.file AND y.first <= x.first),
               ROW_NUMBER() OVER (PARTITION BY s.transaction_set ORDER BY s.at) - 1, s.at
        FROM submission s JOIN account a ON a.id = s.account
        JOIN sending x ON (x.transaction_set, x.file, x.first) = (
            SELECT y.transaction_set, y.file, y.first FROM sending y WHERE y.transaction_set = s.transaction_set
            ORDER BY y.isa_date, y.isa_time, y.isa_control LIMIT 1)
        JOIN file f ON f.id = x.file
        WHERE s.transaction_set IN (SELECT o.transaction_set FROM json_each(?1) j JOIN submission o ON o.id = j.value)""",
        (json.dumps(sorted(submissions)),))}


class Spoken(NamedTuple):
    """An answer and where it stands."""

    scope: str
    verdict: str
    codes: str
    text: str
    told: str
    source: str
    name: str
    sha256: str
    file: str
    first: int                     # index of its ST in the file
    at: int


def spoken(db: sqlite3.Connection, answers: Iterable[int]) -> dict[int, Spoken]:
    """These answers, each in the first of the files that brought it, by its envelope."""
    return {id_: Spoken(*row) for id_, *row in db.execute(f"""
        SELECT r.id, r.scope, r.verdict, r.codes, r.text, {_TOLD}, k.source, k.name, f.sha256, f.name, x.first, r.at
        FROM json_each(?) j JOIN answer r ON r.id = j.value JOIN acknowledgment k ON k.id = r.acknowledgment
        JOIN sending x ON (x.transaction_set, x.file, x.first) = (
            SELECT y.transaction_set, y.file, y.first FROM sending y WHERE y.transaction_set = k.id
            ORDER BY y.isa_date, y.isa_time, y.isa_control LIMIT 1)
        JOIN file f ON f.id = x.file""", (json.dumps(sorted(answers)),))}


def rejections(db: sqlite3.Connection, accounts: Iterable[int]) -> dict[int, Spoken]:
    """By account: the newest answer that throws its claims back."""
    touching.take_up(db, sorted(set(accounts)))
    newest: dict[int, tuple[str, int]] = {}
    homes = dict(_homes(db))
    for submission, said in news(db).items():
        for event in said.events:
            if event.said.verdict == "rejected":
                account, told = homes[submission], (event.said.told, event.answer)
                newest[account] = max(newest.get(account, told), told)
    found = spoken(db, (answer for _, answer in newest.values()))
    return {account: found[answer] for account, (_, answer) in newest.items()}


def _homes(db: sqlite3.Connection) -> list[tuple[int, int]]:
    return db.execute("SELECT s.id, s.account FROM batch b CROSS JOIN submission s ON s.account = b.id").fetchall()


class Silent(NamedTuple):
    """A file of ours whose claims wait for an answer."""

    file: str
    sent: str                      # YYYYMMDD, ISA09
    claims: int
    amount: int                    # their open balances, in cents
    answered: bool                 # by a TA1, 999 or 997
    heard: int                     # how many of its claims a 277CA spoke of


def silent(db: sqlite3.Connection, sender: str) -> list[Silent]:
    """The files of this sender with claims that no payer has answered, and what acknowledgments came for them."""
    return [Silent(*row) for row in db.execute(f"""
        SELECT f.name, '20' || x.isa_date, COUNT(*), SUM(c.balance),
               EXISTS (SELECT 1 FROM answer r WHERE {_FILE_KEYS['interchange']})
               OR EXISTS (SELECT 1 FROM answer r WHERE {_FILE_KEYS['group']}),
               SUM(EXISTS (SELECT 1 FROM answer r WHERE r.norm = a.norm AND r.scope = 'claim')
                   OR EXISTS (SELECT 1 FROM answer r JOIN claim_batch b ON b.reference = r.batch
                              WHERE b.transaction_set = s.transaction_set AND r.scope IN ('batch', 'provider')))
        FROM state_claim c JOIN submission s ON s.id = c.submission JOIN account a ON a.id = c.account
        JOIN sending x ON x.transaction_set = s.transaction_set AND x.sender = ? JOIN file f ON f.id = x.file
        WHERE c.status = 'open' GROUP BY x.transaction_set, x.file ORDER BY x.isa_date, x.isa_control""", (sender,))]

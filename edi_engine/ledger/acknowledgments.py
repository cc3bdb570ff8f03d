"""Acknowledgments in the books: what each said, and what all of them say of a batch of submissions."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from edi_engine.identifiers import normal
from edi_engine.ledger import touching
from edi_engine.ledger.facts import marks
from edi_engine.reconcile.acknowledging import RANKS, Answer


class Fault(NamedTuple):
    """What a 999 says is wrong in a set: a segment, and an element of it."""

    at: int
    tag: str
    segment: int | None
    loop: str
    code: str
    element: int | None = None
    component: int | None = None
    fault: str = ""
    pcn: str = ""


class Said(NamedTuple):
    """What an acknowledgment says of one thing that left; see table ``answer`` for the fields."""

    at: int
    scope: str
    verdict: str
    isa_control: str = ""
    isa_date: str = ""
    isa_time: str = ""
    group_control: str = ""
    control: str = ""
    batch: str = ""
    provider: str = ""
    pcn: str = ""
    line: str = ""
    ccn: str = ""
    trace: str = ""
    day: str = ""
    codes: str = ""
    text: str = ""
    accepted: int | None = None
    rejected: int | None = None
    faults: tuple[Fault, ...] = ()


def known(db: sqlite3.Connection, set_id: int) -> bool:
    """Whether the acknowledgment was understood before."""
    return bool(db.execute("SELECT EXISTS (SELECT 1 FROM acknowledgment WHERE id = ?)", (set_id,)).fetchone()[0])


def add(db: sqlite3.Connection, set_id: int, told: str, source: str, name: str) -> None:
    """Note that the acknowledgment was understood; ``told`` is its BHT04 and BHT05, "" where only its envelope says when."""
    db.execute("INSERT INTO acknowledgment VALUES (?, ?, ?, ?)", (set_id, told, source, name))


def add_answers(db: sqlite3.Connection, set_id: int, said: Iterable[Said]) -> int:
    """Write what the acknowledgment says; how many answers."""
    next_id = count(int(db.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM answer").fetchone()[0]))
    answers, faults = [], []
    for one in said:
        id_ = next(next_id)
        pcn = one.pcn
        answers.append((id_, set_id, *one[:11], normal(pcn) if pcn else "", *one[11:-1]))
        faults += [(id_, position, *fault) for position, fault in enumerate(one.faults, 1)]
    db.executemany(f"INSERT INTO answer VALUES ({marks(22)})", answers)
    db.executemany(f"INSERT INTO answer_error VALUES ({marks(11)})", faults)
    return len(answers)


def waiting(db: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """(transaction set, file's hash, file's name) of acknowledgments that were archived before they could be understood."""
    return db.execute("""
        SELECT t.id, f.sha256, f.name
        FROM transaction_set t JOIN sending s ON s.transaction_set = t.id JOIN file f ON f.id = s.file
        WHERE t.kind IN ('TA1', '999', '997', '277CA', '277') AND t.id NOT IN (SELECT id FROM acknowledgment)
        GROUP BY t.id ORDER BY t.id""").fetchall()


def accounts_of(db: sqlite3.Connection, set_id: int) -> list[int]:
    """The accounts whose claims an acknowledgment can throw back, or take after they were: all others stay as they are."""
    return [account for account, in db.execute("""
        WITH said AS (SELECT * FROM answer WHERE acknowledgment = ?1)
        SELECT a.id FROM said r JOIN account a ON a.norm = r.norm
        WHERE r.norm <> '' AND (r.verdict = 'rejected' OR EXISTS (
            SELECT 1 FROM answer o WHERE o.norm = r.norm AND o.norm <> '' AND o.verdict = 'rejected'))
        UNION
        SELECT s.account FROM said r JOIN sending x ON x.isa_control = r.isa_control JOIN submission s USING (transaction_set)
        WHERE r.scope = 'interchange'
        UNION
        SELECT s.account FROM said r JOIN sending x ON x.group_control = r.group_control AND r.control IN ('', x.control)
        JOIN submission s USING (transaction_set) WHERE r.scope IN ('group', 'set') AND (r.verdict = 'rejected' OR EXISTS (
            SELECT 1 FROM answer o
            WHERE o.group_control = r.group_control AND o.scope IN ('group', 'set') AND o.verdict = 'rejected'))
        UNION
        SELECT s.account FROM said r JOIN claim_batch b ON b.reference = r.batch JOIN submission s USING (transaction_set)
        WHERE r.scope IN ('batch', 'provider') AND r.verdict <> 'none'""", (set_id,))]


def payments_of(db: sqlite3.Connection, set_id: int) -> list[int]:
    """Claim payments under a payer's number that the acknowledgment tells of a claim and that nothing matched (MAT-1d)."""
    return [payment for payment, in db.execute("""
        SELECT p.id FROM answer r JOIN claim_payment p ON p.ccn = r.ccn AND p.ccn <> ''
        JOIN state_payment s ON s.payment = p.id AND s.account IS NULL
        WHERE r.acknowledgment = ? AND r.ccn <> ''""", (set_id,))]


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


class Stored(NamedTuple):
    """What an acknowledgment said that somebody has to know."""

    id: int
    at: int
    scope: str
    verdict: str
    number: str                    # of the interchange or the group
    pcn: str
    line: str
    codes: str
    text: str
    source: str
    name: str
    faults: tuple[Fault, ...]


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


def stored(db: sqlite3.Connection, set_id: int, at_most: int) -> list[Stored]:
    """What one acknowledgment says of files, and of claims that it sends back, the first ``at_most`` of them."""
    faults: dict[int, list[Fault]] = defaultdict(list)
    for id_, _, *fault in db.execute("""SELECT e.* FROM answer r CROSS JOIN answer_error e ON e.answer = r.id
                                        WHERE r.acknowledgment = ? ORDER BY e.answer, e.position""", (set_id,)):
        faults[id_].append(Fault(*fault))
    return [Stored._make((*row, tuple(faults[row[0]]))) for row in db.execute("""
        SELECT r.id, r.at, r.scope, r.verdict, r.isa_control || r.group_control, r.pcn, r.line, r.codes, r.text,
               k.source, k.name
        FROM answer r JOIN acknowledgment k ON k.id = r.acknowledgment
        WHERE r.acknowledgment = ? AND (r.scope NOT IN ('claim', 'batch', 'provider') OR r.verdict = 'rejected')
        ORDER BY r.id LIMIT ?""", (set_id, at_most))]


def strangers(db: sqlite3.Connection, set_id: int) -> int:
    """How many claims of a 277CA nobody here knows."""
    return int(db.execute("""SELECT COUNT(*) FROM answer r WHERE r.acknowledgment = ? AND r.scope = 'claim'
                             AND NOT EXISTS (SELECT 1 FROM account a WHERE a.norm = r.norm)""", (set_id,)).fetchone()[0])


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


class Odd(NamedTuple):
    """Something about an acknowledgment that does not agree with itself."""

    kind: str                      # disagree, category, total
    at: int
    pcn: str
    verdict: str
    category: str
    said: int
    found: int
    name: str


def oddities(db: sqlite3.Connection, set_id: int, at_most: int) -> list[Odd]:
    """Verdicts that their category contradicts, categories without a place in an answer to a batch (ACK-3), totals of a batch
    or a provider that are not those of the claims below (ACK-4)."""
    return [Odd(*row) for row in db.execute("""
        SELECT CASE substr(r.codes, 1, 1) WHEN 'A' THEN 'disagree' ELSE 'category' END, r.at, r.pcn, r.verdict,
               substr(r.codes, 1, instr(r.codes || ':', ':') - 1), 0, 0, k.name
        FROM answer r JOIN acknowledgment k ON k.id = r.acknowledgment
        JOIN transaction_set t ON t.id = k.id AND t.kind = '277CA'
        WHERE r.acknowledgment = ?1 AND r.scope = 'claim' AND r.codes <> '' AND (
           substr(r.codes, 1, 1) IN ('F', 'P', 'R', 'D', 'E')
           OR (r.verdict = 'rejected' AND substr(r.codes, 1, 2) IN ('A0', 'A1', 'A2', 'A5'))
           OR (r.verdict = 'accepted' AND substr(r.codes, 1, 2) IN ('A3', 'A4', 'A6', 'A7', 'A8')))
        UNION ALL
        SELECT 'total', b.at, '', said.verdict, '', said.count, (
                   SELECT COUNT(*) FROM answer r WHERE r.acknowledgment = b.acknowledgment AND r.scope = 'claim'
                   AND r.batch = b.batch AND (b.scope = 'batch' OR r.provider = b.provider)
                   AND (r.verdict = 'rejected') = (said.verdict = 'rejected')), k.name
        FROM answer b JOIN acknowledgment k ON k.id = b.acknowledgment JOIN (
            SELECT id, 'accepted' AS verdict, accepted AS count FROM answer
            WHERE acknowledgment = ?1 AND accepted IS NOT NULL
            UNION ALL
            SELECT id, 'rejected', rejected FROM answer
            WHERE acknowledgment = ?1 AND rejected IS NOT NULL) said ON said.id = b.id
        WHERE b.acknowledgment = ?1 AND b.verdict = 'none'
        LIMIT ?2""", (set_id, at_most)) if row[0] != "total" or row[5] != row[6]]

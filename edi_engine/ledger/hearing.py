"""What acknowledgments say of what left: which submission each one means, and which file nobody speaks of (ACK-6, ACK-7)."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from edi_engine.ledger import touching
from edi_engine.reconcile.acknowledging import RANKS, Answer, rejected


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
_SENT = "'20' || x.isa_date || x.isa_time"
_TOLD = """CASE k.told WHEN '' THEN (SELECT '20' || MIN(y.isa_date || y.isa_time) FROM sending y
                                     WHERE y.transaction_set = k.id) ELSE k.told END"""
_PARTIES = """(SELECT MAX((y.sender = x.receiver) + (y.receiver = x.sender)) FROM sending y WHERE y.transaction_set = k.id)"""
_FILE_KEYS = {
    "interchange": """r.isa_control = x.isa_control AND r.isa_date = x.isa_date AND r.isa_time = x.isa_time
                      AND r.scope = 'interchange'""",
    "group": """r.group_control = ltrim(x.group_control, '0') AND r.control IN ('', ltrim(x.control, '0'))
                AND r.scope IN ('group', 'set')""",
}

Rows = Iterator[tuple[int, Event]]


def _fits(parties: int, sent: str, told: str) -> tuple[int, bool, str]:
    """How well a file fits an answer: both parties, then that it left before, then the newest."""
    return parties, sent <= told, sent


def _can_mean(parties: int, sent: str, told: str) -> bool:
    """Whether an answer can be about a file: one party at least is the same, and it had left by a day after; clocks differ."""
    return parties > 0 and sent <= _day_later(told)


def _day_later(told: str) -> str:
    try:
        return (datetime.strptime(told[:8], "%Y%m%d") + timedelta(days=1)).strftime("%Y%m%d") + "9999"
    except ValueError:
        return told


def _of_files(db: sqlite3.Connection) -> Rows:
    """TA1 by ISA13 with date and time, 999 by GS06 and ST02, of those whom it is between and who had sent it. Several of ours
    may have had these numbers: then the newest that left before the answer."""
    for keys in _FILE_KEYS.values():
        asked = [id_ for id_, in db.execute(f"""
            SELECT DISTINCT r.id FROM batch b CROSS JOIN submission s ON s.account = b.id
            CROSS JOIN sending x ON x.transaction_set = s.transaction_set CROSS JOIN answer r ON {keys}""")]
        meant: dict[int, tuple[tuple[int, bool, str], str]] = {}
        hits = [hit for hit in db.execute(f"""
            SELECT r.id, x.transaction_set, {_SENDING}, {_SENT}, {_PARTIES}, {_TOLD}, r.scope, r.verdict
            FROM json_each(?) j JOIN answer r ON r.id = j.value JOIN acknowledgment k ON k.id = r.acknowledgment
            JOIN sending x ON {keys} JOIN transaction_set t ON t.id = x.transaction_set AND t.kind LIKE '837%'""",
            (json.dumps(asked),)) if _can_mean(hit[4], hit[3], hit[5])]
        for id_, _, sending, sent, parties, told, *_ in hits:
            fits = _fits(parties, sent, told), sending
            meant[id_] = max(meant.get(id_, fits), fits)
        spoken: dict[int, list[Event]] = defaultdict(list)
        for id_, set_id, sending, _, _, told, scope, verdict in hits:
            if meant[id_][1] == sending:
                spoken[set_id].append(Event(id_, Answer(told, RANKS[scope], sending, verdict)))
        for submission, set_id in _sets(db):
            yield from ((submission, event) for event in spoken[set_id])


def _of_batches(db: sqlite3.Connection) -> Rows:
    """277CA of a whole batch (2200B), or of a provider's part of it (2200C), where no claims stand below."""
    for submission, id_, told, source, verdict, sent, parties in db.execute(f"""
            SELECT s.id, r.id, {_TOLD}, k.source, r.verdict, {_SENT}, {_PARTIES}
            FROM batch b CROSS JOIN submission s ON s.account = b.id CROSS JOIN account a ON a.id = s.account
            CROSS JOIN claim_batch c ON c.transaction_set = s.transaction_set
            CROSS JOIN answer r ON r.batch = c.reference AND r.scope IN ('batch', 'provider')
                 AND (r.scope = 'batch' OR EXISTS (
                      SELECT 1 FROM provider_id i WHERE i.provider = a.provider AND i.id = replace(r.provider, '-', '')))
            CROSS JOIN acknowledgment k ON k.id = r.acknowledgment
            CROSS JOIN sending x ON (x.transaction_set, x.file, x.first) = (
                SELECT y.transaction_set, y.file, y.first FROM sending y WHERE y.transaction_set = s.transaction_set
                ORDER BY y.isa_date, y.isa_time, y.isa_control LIMIT 1)"""):
        if _can_mean(parties, sent, told):
            yield submission, Event(id_, Answer(told, RANKS[source], "", verdict))


def _of_claims(db: sqlite3.Connection) -> Rows:
    """277CA of a claim: by BHT03 first, CLM01 second (ACK-7); of a number that left more than once the newest before it.

    Where it fits claims of two providers alike, it means nobody.
    """
    asked = [id_ for id_, in db.execute("""
        SELECT DISTINCT r.id FROM batch b CROSS JOIN account a ON a.id = b.id
        CROSS JOIN answer r ON r.norm = a.norm AND r.norm <> ''""")]
    meant: dict[int, tuple[tuple[object, ...], set[int], int, Event]] = {}
    for id_, submission, account, told, source, verdict, in_batch, exact, provider, created in db.execute(f"""
            SELECT r.id, s.id, s.account, {_TOLD}, k.source, r.verdict, COALESCE(c.reference = r.batch AND r.batch <> '', 0),
                   a.pcn = r.pcn, EXISTS (SELECT 1 FROM provider_id i WHERE i.provider = a.provider AND i.id = r.provider),
                   s.created
            FROM json_each(?) j JOIN answer r ON r.id = j.value JOIN acknowledgment k ON k.id = r.acknowledgment
            JOIN account a ON a.norm = r.norm JOIN submission s ON s.account = a.id
            LEFT JOIN claim_batch c ON c.transaction_set = s.transaction_set ORDER BY s.created, s.at""", (json.dumps(asked),)):
        fits = (in_batch, provider, exact, created[:10].replace("-", "") <= told[:8])
        event = Event(id_, Answer(told, RANKS[source], "", verdict))
        best = meant.get(id_)
        if best is None or best[0] <= fits:
            accounts = {account} | (best[1] if best and best[0] == fits else set())
            meant[id_] = fits, accounts, submission, event          # of the same fit the newest, by the order of the rows
    mine = {submission for submission, _ in _sets(db)}
    yield from ((submission, event) for _, accounts, submission, event in meant.values()
                if submission in mine and len(accounts) == 1)


def _sets(db: sqlite3.Connection) -> list[tuple[int, int]]:
    """(submission, transaction set) of the accounts in ``batch``."""
    return db.execute("SELECT s.id, s.transaction_set FROM batch b CROSS JOIN submission s ON s.account = b.id").fetchall()


AT_ONCE = 2_000                            # accounts that are looked at together


def concerned(db: sqlite3.Connection, set_id: int) -> list[int]:
    """The accounts of which an acknowledgment speaks and whose claims anybody throws back: all others stay as they are."""
    if not db.execute("SELECT EXISTS (SELECT 1 FROM answer WHERE verdict = 'rejected')").fetchone()[0]:
        return []
    answers = [id_ for id_, in db.execute("SELECT id FROM answer WHERE acknowledgment = ?", (set_id,))]
    accounts, found = _accounts(db, answers), list[int]()
    for start in range(0, len(accounts), AT_ONCE):
        touching.take_up(db, accounts[start:start + AT_ONCE])
        homes = dict(_homes(db))
        found += {homes[submission] for submission, said in news(db).items()
                  if any(answer.verdict == "rejected" for answer in said.answers)}
    return found


def _accounts(db: sqlite3.Connection, answers: Iterable[int]) -> list[int]:
    """The accounts of which these answers may speak."""
    wanted = json.dumps(sorted(answers))
    return [account for account, in db.execute(f"""
        SELECT a.id FROM json_each(?1) j JOIN answer r ON r.id = j.value JOIN account a ON a.norm = r.norm WHERE r.norm <> ''
        UNION SELECT s.account
              FROM json_each(?1) j JOIN answer r ON r.id = j.value JOIN sending x ON {_FILE_KEYS['interchange']}
              JOIN submission s USING (transaction_set)
        UNION SELECT s.account FROM json_each(?1) j JOIN answer r ON r.id = j.value JOIN sending x ON {_FILE_KEYS['group']}
              JOIN submission s USING (transaction_set)
        UNION SELECT s.account FROM json_each(?1) j JOIN answer r ON r.id = j.value AND r.scope IN ('batch', 'provider')
              JOIN claim_batch b ON b.reference = r.batch JOIN submission s USING (transaction_set)""", (wanted,))]


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
    left_again: bool               # whether its claim left to the same payer in turn later
    overtaken: bool = False        # whether nothing that threw it back stands


def about(db: sqlite3.Connection, answers: Iterable[int]) -> dict[int, list[About]]:
    """Of which submissions each of these answers speaks."""
    asked = set(answers)
    touching.take_up(db, _accounts(db, asked))
    said = news(db)
    spoken = [(event.answer, submission) for submission, heard in said.items() for event in heard.events]
    hits = [(answer, submission) for answer, submission in spoken if answer in asked]
    places = _placed(db, {submission for _, submission in hits})
    known = {one: places[one]._replace(overtaken=places[one].left_again or not rejected(said[one].sendings, said[one].answers))
             for _, one in hits}
    found: dict[int, list[About]] = defaultdict(list)
    for answer, submission in hits:
        found[answer].append(known[submission])
    return {answer: sorted(some, key=lambda one: (one.file, one.number, one.at)) for answer, some in found.items()}


def _placed(db: sqlite3.Connection, submissions: Iterable[int]) -> dict[int, About]:
    return {row[0]: About(*row) for row in db.execute("""
        SELECT s.id, a.pcn, s.encounter, f.sha256, f.name,
               (SELECT COUNT(*) FROM sending y WHERE y.file = x.file AND y.first <= x.first),
               ROW_NUMBER() OVER (PARTITION BY s.transaction_set ORDER BY s.at) - 1, s.at, EXISTS (
                   SELECT 1 FROM submission n WHERE n.account = s.account AND n.sequence = s.sequence AND n.meaning = s.meaning
                   AND n.created > s.created AND NOT EXISTS (
                       SELECT 1 FROM state_claim c WHERE c.submission = s.id AND c.status = 'rejected'))
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


def _taken_note_of(answer: Answer) -> bool:
    """Whether it is an answer to a file; that its number was used before (025) says nothing of it."""
    return answer.rank < RANKS["clearinghouse"] and answer.verdict != "again"


def _taken_up(answer: Answer) -> bool:
    return answer.rank >= RANKS["clearinghouse"] and answer.verdict != "none"


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
    open_ones = db.execute("""
        SELECT s.id, c.account, f.name, '20' || x.isa_date, c.balance
        FROM state_claim c JOIN submission s ON s.id = c.submission
        JOIN sending x ON x.transaction_set = s.transaction_set AND x.sender = ? JOIN file f ON f.id = x.file
        WHERE c.status = 'open' ORDER BY x.isa_date, x.isa_control, f.name""", (sender,)).fetchall()
    heard: dict[int, tuple[bool, bool]] = {}
    accounts = sorted({account for _, account, *_ in open_ones})
    for start in range(0, len(accounts), AT_ONCE):
        touching.take_up(db, accounts[start:start + AT_ONCE])
        heard |= {submission: (any(map(_taken_note_of, said.answers)),
                               any(_taken_up(answer) for answer in said.answers))
                  for submission, said in news(db).items()}
    files: dict[tuple[str, str], list[tuple[int, bool, bool]]] = defaultdict(list)
    for submission, _, name, sent, balance in open_ones:
        files[name, sent].append((balance, *heard.get(submission, (False, False))))
    return [Silent(name, sent, len(claims), sum(balance for balance, *_ in claims), any(answered for _, answered, _ in claims),
                   sum(taken for *_, taken in claims)) for (name, sent), claims in files.items()]



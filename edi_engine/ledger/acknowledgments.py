"""Acknowledgments as facts: what each said, what of it somebody has to know, and where it contradicts itself."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from edi_engine.codes.statuses import contradicts
from edi_engine.identifiers import normal
from edi_engine.ledger.facts import marks
from edi_engine.ledger.hearing import News


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
        answers.append((id_, set_id, *one[:6], one.group_control.lstrip("0"), one.control.lstrip("0"), *one[8:11],
                        normal(pcn) if pcn else "", *one[11:-1]))
        faults += [(id_, position, *fault) for position, fault in enumerate(one.faults, 1)]
    db.executemany(f"INSERT INTO answer VALUES ({marks(22)})", answers)
    db.executemany(f"INSERT INTO answer_error VALUES ({marks(11)})", faults)
    return len(answers)


def waiting(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """(hash, name) of the files with acknowledgments that were archived before they could be understood.

    Facts stay as they were written, so that a set which is told apart otherwise since then is another one: it takes the place
    of the old one by standing where that stands.
    """
    return db.execute("""
        SELECT f.sha256, f.name
        FROM transaction_set t JOIN sending s ON s.transaction_set = t.id JOIN file f ON f.id = s.file
        WHERE t.kind IN ('TA1', '999', '997', '277CA', '277') AND t.id NOT IN (SELECT id FROM acknowledgment)
        AND (s.file, s.first) NOT IN (SELECT x.file, x.first FROM sending x JOIN acknowledgment k ON k.id = x.transaction_set)
        GROUP BY f.id ORDER BY MIN(t.id)""").fetchall()


def payments_of(db: sqlite3.Connection, set_id: int) -> list[int]:
    """Claim payments under a payer's number that the acknowledgment tells of a claim and that nothing matched (MAT-1d)."""
    return [payment for payment, in db.execute("""
        SELECT p.id FROM answer r JOIN claim_payment p ON p.ccn = r.ccn AND p.ccn <> ''
        JOIN state_payment s ON s.payment = p.id AND s.account IS NULL
        WHERE r.acknowledgment = ? AND r.ccn <> ''""", (set_id,))]


def numbers(db: sqlite3.Connection, news: Mapping[int, News]) -> dict[int, str]:
    """By submission: the payer's number of it that acknowledgments tell (REF*1K), the newest that takes it."""
    told = [(event.said.told, event.answer, submission) for submission, said in news.items() for event in said.events
            if event.said.verdict in ("accepted", "received")]
    known = dict(db.execute("SELECT r.id, r.ccn FROM json_each(?) j JOIN answer r ON r.id = j.value WHERE r.ccn <> ''",
                            (json.dumps([answer for _, answer, _ in told]),)))
    return {submission: number for _, number, submission in sorted(
        (when, known[answer], submission) for when, answer, submission in told if answer in known)}


class OfLine(NamedTuple):
    """What is said of a line of a claim."""

    line: str                      # REF*FJ: our control number of it
    codes: str


class Stored(NamedTuple):
    """What an acknowledgment said that somebody has to know."""

    id: int
    at: int
    scope: str
    verdict: str
    number: str                    # of the interchange or the group
    control: str                   # of the transaction set
    pcn: str
    known: bool                    # whether a claim of ours has this number
    line: str
    codes: str
    text: str
    source: str
    name: str
    faults: tuple[Fault, ...]
    lines: tuple[OfLine, ...]      # of a claim: what is said of its lines


def stored(db: sqlite3.Connection, set_id: int, at_most: int) -> list[Stored]:
    """What one acknowledgment says of files, and of claims that it sends back, the first ``at_most`` of them."""
    faults: dict[int, list[Fault]] = defaultdict(list)
    for id_, _, *fault in db.execute("""SELECT e.* FROM answer r CROSS JOIN answer_error e ON e.answer = r.id
                                        WHERE r.acknowledgment = ? ORDER BY e.answer, e.position""", (set_id,)):
        faults[id_].append(Fault(*fault))
    rows = db.execute("""
        SELECT r.id, r.at, r.scope, r.verdict, r.isa_control || r.group_control, r.control, r.pcn,
               EXISTS (SELECT 1 FROM account a WHERE a.norm = r.norm), r.line, r.codes, r.text, k.source, k.name
        FROM answer r JOIN acknowledgment k ON k.id = r.acknowledgment
        WHERE r.acknowledgment = ? AND (r.scope NOT IN ('claim', 'batch', 'provider', 'line') OR r.verdict = 'rejected')
        ORDER BY r.id LIMIT ?""", (set_id, at_most)).fetchall()
    lines = _of_lines(db, [row[0] for row in rows if row[2] == "claim"])
    return [Stored._make((*row, tuple(faults[row[0]]), tuple(lines[row[0]]))) for row in rows]


def _of_lines(db: sqlite3.Connection, claims: Sequence[int]) -> dict[int, list[OfLine]]:
    """What is said of the lines of these claims: the answers that follow a claim's own."""
    found: dict[int, list[OfLine]] = defaultdict(list)
    for claim, line, codes in db.execute("""
            SELECT j.value, l.line, l.codes FROM json_each(?) j JOIN answer r ON r.id = j.value
            CROSS JOIN answer l ON l.id > r.id AND l.scope = 'line' AND l.acknowledgment = r.acknowledgment AND l.id < COALESCE(
                (SELECT n.id FROM answer n WHERE n.id > r.id AND n.scope <> 'line' ORDER BY n.id LIMIT 1), 9223372036854775807)
            ORDER BY l.id""", (json.dumps(claims),)):
        found[claim].append(OfLine(line, codes))
    return found


def strangers(db: sqlite3.Connection, set_id: int) -> int:
    """How many claims of a 277CA nobody here knows."""
    return int(db.execute("""SELECT COUNT(*) FROM answer r WHERE r.acknowledgment = ? AND r.scope = 'claim'
                             AND NOT EXISTS (SELECT 1 FROM account a WHERE a.norm = r.norm)""", (set_id,)).fetchone()[0])


NOT_OF_A_BATCH = ("F", "P", "R", "D", "E")
"""First letters of the categories that only a question is answered with."""


class Odd(NamedTuple):
    """Something about an acknowledgment that does not agree with itself."""

    kind: str                      # disagree, category, total
    at: int
    scope: str
    pcn: str
    verdict: str
    codes: str
    said: int
    found: int
    name: str


def oddities(db: sqlite3.Connection, set_id: int, at_most: int) -> list[Odd]:
    """Verdicts that their category contradicts, categories without a place in an answer to a batch (ACK-3), totals of a batch
    or a provider that are not those of the claims below (ACK-4)."""
    said = db.execute("""SELECT DISTINCT verdict, codes FROM answer
                         WHERE acknowledgment = ? AND scope IN ('batch', 'provider', 'claim')""", (set_id,))
    kinds = [(verdict, codes, "disagree" if contradicts(verdict, codes) else "category") for verdict, codes in said
             if contradicts(verdict, codes) or codes[:1] in NOT_OF_A_BATCH]
    return [Odd(*row) for row in db.execute("""
        SELECT j.value ->> 2, r.at, r.scope, r.pcn, r.verdict, r.codes, 0, 0, k.name
        FROM answer r JOIN acknowledgment k ON k.id = r.acknowledgment
        JOIN transaction_set t ON t.id = k.id AND t.kind = '277CA'
        JOIN json_each(?3) j ON (j.value ->> 0, j.value ->> 1) = (r.verdict, r.codes)
        WHERE r.acknowledgment = ?1 AND (r.scope = 'claim' OR (r.scope IN ('batch', 'provider') AND j.value ->> 2 = 'disagree'))
        UNION ALL
        SELECT 'total', b.at, b.scope, '', said.verdict, '', said.count, (
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
        LIMIT ?2""", (set_id, at_most, json.dumps(kinds))) if row[0] != "total" or row[6] != row[7]]

"""Answers as they are told to a person: where each stands, and of which claims it speaks."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from edi_engine.ledger import hearing, meaning, touching
from edi_engine.reconcile.acknowledging import rejected


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
    digest: str                    # of what says it
    line: str                      # control number of the line that it is about; "" = of none
    control_number: str            # ST02 of what says it

    @property
    def order(self) -> tuple[str, str, int]:
        """When it was told; within a minute by its content, never by arrival."""
        return self.told, self.digest, self.at


def spoken(db: sqlite3.Connection, answers: Iterable[int]) -> dict[int, Spoken]:
    """These answers, each in the first of the files that brought it, by its envelope."""
    return {id_: Spoken(*row) for id_, *row in db.execute("""
        SELECT r.id, r.scope, r.verdict, r.codes, r.text, k.told, k.source, k.name, f.sha256, f.name, x.first, r.at, t.digest,
               r.line, x.control
        FROM json_each(?) j JOIN answer r ON r.id = j.value JOIN speaker k USING (acknowledgment)
        JOIN transaction_set t ON t.id = r.acknowledgment
        JOIN first_sending x ON x.transaction_set = r.acknowledgment JOIN file f ON f.id = x.file""",
        (json.dumps(sorted(answers)),))}


def rejections(db: sqlite3.Connection, accounts: Iterable[int]) -> dict[int, Spoken]:
    """By submission: the newest answer that throws it back."""
    thrown: dict[int, list[int]] = {
        submission: [event.answer for event in said.events if event.said.verdict == "rejected"]
        for submission, said in hearing.in_turn(db, sorted(set(accounts)))}
    found = spoken(db, chain.from_iterable(thrown.values()))
    return {submission: max((found[answer] for answer in answers), key=lambda said: said.order)
            for submission, answers in thrown.items() if answers}


class About(NamedTuple):
    """A submission that an answer speaks of, and where it stands."""

    submission: int
    claim: str                     # by which name a person calls it
    pcn: str
    encounter: str
    sha256: str
    file: str
    number: int                    # of its transaction set in the file
    position: int                  # of the claim in its set, from 0
    at: int                        # of its CLM in the set
    frequency: str
    sequence: str
    payer: str
    next: str                      # what it asks for while a rejection of it stands: rejections.NEXT; "" = none stands


def about(db: sqlite3.Connection, answers: Iterable[int]) -> dict[int, list[About]]:
    """Of which submissions each of these answers speaks."""
    asked = set(answers)
    touching.take_up(db, meaning.accounts(db, asked))
    said = hearing.news(db)
    hits = [(event.answer, submission) for submission, heard in said.items() for event in heard.events if event.answer in asked]
    places = _placed(db, {submission for _, submission in hits})
    found: dict[int, list[About]] = defaultdict(list)
    for answer, submission in hits:
        owes_nothing = places[submission].next is None and rejected(said[submission].sendings, said[submission].answers)
        found[answer].append(places[submission]._replace(next="again") if owes_nothing else places[submission])
    return {answer: sorted(some, key=lambda one: (one.file, one.number, one.at)) for answer, some in found.items()}


def _placed(db: sqlite3.Connection, submissions: Iterable[int]) -> dict[int, About]:
    return {row[0]: About(*row) for row in db.execute("""
        SELECT s.id, COALESCE((SELECT n.name FROM claim_name n
                               WHERE n.account = r.account AND n.claim = r.claim), a.pcn), a.pcn, s.encounter, f.sha256, f.name,
               (SELECT COUNT(*) FROM sending y WHERE y.file = x.file AND y.first <= x.first),
               s.position, s.at, s.frequency, s.sequence, s.payer, CASE s.meaning WHEN 'claim' THEN COALESCE(r.next, '') END
        FROM (SELECT o.*, ROW_NUMBER() OVER (PARTITION BY o.transaction_set ORDER BY o.at) - 1 AS position FROM submission o
              WHERE o.transaction_set IN (SELECT m.transaction_set FROM json_each(?1) j JOIN submission m ON m.id = j.value)) s
        JOIN account a ON a.id = s.account
        JOIN first_sending x ON x.transaction_set = s.transaction_set JOIN file f ON f.id = x.file
        LEFT JOIN state_rejection r ON r.account = s.account AND r.submission = s.id
        WHERE s.id IN (SELECT value FROM json_each(?1))""", (json.dumps(sorted(submissions)),))}


class SentLine(NamedTuple):
    """A line as it left."""

    position: int                  # in its claim, from 1
    procedure: str                 # with its modifiers


def sent_lines(db: sqlite3.Connection, submissions: Iterable[int]) -> dict[tuple[int, str], SentLine]:
    """By submission and control number (REF*6R): the lines of these submissions."""
    return {(submission, control): SentLine(position, " ".join(filter(None, (procedure, modifiers))))
            for submission, control, position, procedure, modifiers in db.execute("""
                SELECT l.submission, l.control_number, l.position, l.procedure, l.modifiers
                FROM json_each(?) j CROSS JOIN submitted_line l ON l.submission = j.value
                WHERE l.control_number <> '' ORDER BY l.submission, l.position DESC""",
                (json.dumps(sorted(set(submissions))),))}

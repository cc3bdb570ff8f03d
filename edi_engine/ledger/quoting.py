"""Answers as they are told to a person: where each stands, and of which claims it speaks."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
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


def spoken(db: sqlite3.Connection, answers: Iterable[int]) -> dict[int, Spoken]:
    """These answers, each in the first of the files that brought it, by its envelope."""
    return {id_: Spoken(*row) for id_, *row in db.execute("""
        SELECT r.id, r.scope, r.verdict, r.codes, r.text, k.told, k.source, k.name, f.sha256, f.name, x.first, r.at
        FROM json_each(?) j JOIN answer r ON r.id = j.value JOIN speaker k USING (acknowledgment)
        JOIN first_sending x ON x.transaction_set = r.acknowledgment JOIN file f ON f.id = x.file""",
        (json.dumps(sorted(answers)),))}


def rejections(db: sqlite3.Connection, accounts: Iterable[int]) -> dict[int, Spoken]:
    """By account: the newest answer that throws its claims back."""
    newest: dict[int, tuple[str, int]] = {}
    for _, said in hearing.in_turn(db, sorted(set(accounts))):
        for event in said.events:
            if event.said.verdict == "rejected":
                told = event.said.told, event.answer
                newest[event.account] = max(newest.get(event.account, told), told)
    found = spoken(db, (answer for _, answer in newest.values()))
    return {account: found[answer] for account, (_, answer) in newest.items()}


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
    touching.take_up(db, meaning.accounts(db, asked))
    said = hearing.news(db)
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
        JOIN first_sending x ON x.transaction_set = s.transaction_set JOIN file f ON f.id = x.file
        WHERE s.transaction_set IN (SELECT o.transaction_set FROM json_each(?1) j JOIN submission o ON o.id = j.value)""",
        (json.dumps(sorted(submissions)),))}

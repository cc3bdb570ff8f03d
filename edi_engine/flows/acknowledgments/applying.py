"""Applying acknowledgments: what one says of what left is noted, and the books follow."""

from hashlib import sha256

from edi_engine import x12
from edi_engine.flows import trials
from edi_engine.flows.acknowledgments import sentences
from edi_engine.flows.acknowledgments.saying import READERS
from edi_engine.flows.chunks import chunks
from edi_engine.flows.house import House
from edi_engine.flows.outcome import Outcome
from edi_engine.guides.families import family
from edi_engine.ledger import acknowledgments, database, facts, hearing
from edi_engine.ledger.settle import settle
from edi_engine.ledger.touching import Touched
from edi_engine.problems import Problem

READ_WHOLE = ("999", "997")


def apply(house: House, source: x12.Source, ts: x12.TransactionSet, file: int, outcome: Outcome) -> str:
    """Note what one acknowledgment says and let the books follow, all or nothing; a known one changes nothing (MAT-5).

    A test that comes to a workspace in production and speaks of no test is held (ENV-11).
    """
    db, kind, limit = house.db, family(ts), house.settings.limits.segments
    if kind in READ_WHOLE and ts.segments > limit:
        outcome.say([Problem("EXC-5", "too-many-segments", ts.first, transaction=kind, segments=ts.segments, limit=limit)])
        return "quarantined"
    with database.transaction(db):
        set_id, _ = facts.add_set(db, kind, _digest(source, ts), ts.version)
        sent_anew, counts_now = trials.come(house, set_id, file, ts)
        new = not acknowledgments.known(db, set_id)
        if new:
            speaker, said = READERS[kind](source, ts)
            acknowledgments.add(db, set_id, speaker.told, speaker.source, speaker.name)
            for chunk in chunks(said):
                acknowledgments.add_answers(db, set_id, chunk)
                outcome.claims += sum(one.scope == "claim" for one in chunk)
        if new or sent_anew:                   # the envelope tells when it was said, between whom, and whether in earnest
            settle(db, Touched(accounts=tuple(hearing.concerned(db, set_id)),
                               payments=tuple(acknowledgments.payments_of(db, set_id))), house.settings.aliases)
    if not new and not counts_now:
        return "duplicate"
    if facts.is_trial(db, set_id) and not hearing.means_any(db, set_id):
        outcome.say([Problem("ENV-11", "test-answer", ts.first)])
        return "held"
    outcome.say(sentences.of(house, set_id, source, ts))
    return "applied"


def _digest(source: x12.Source, ts: x12.TransactionSet) -> str:
    """What an acknowledgment is told by. A 999 says nothing of its day, and two of a line each may be about two files of one
    number: its envelope is part of what it says."""
    content = x12.digest(source, ts)
    if family(ts) not in READ_WHOLE:
        return content
    envelope = "|".join(part.strip() for part in (*ts.isa[6:7], *ts.isa[9:11], *ts.isa[13:14]))
    return sha256(f"{content}|{envelope}".encode()).hexdigest()

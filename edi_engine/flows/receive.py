"""Receiving: whatever comes back, told by its content and never by its name (EXC-2)."""

from collections.abc import Callable, Sequence, Set
from pathlib import Path
from typing import Any

from edi_engine import x12
from edi_engine.exchange import folders
from edi_engine.flows import acknowledgments
from edi_engine.flows.house import House
from edi_engine.flows.imports import take_claims
from edi_engine.flows.outcome import Outcome, report
from edi_engine.flows.remit import remit
from edi_engine.guides.families import family
from edi_engine.ledger import database, facts
from edi_engine.ledger.acknowledgments import waiting
from edi_engine.problems import Problem

Errand = Callable[[House, x12.Source, x12.TransactionSet, int, Outcome], str]        # what became of the set


def catch_up(house: House) -> None:
    """Apply acknowledgments that were archived by a version that did not understand them."""
    for sha256, name in dict.fromkeys((sha256, name) for _, sha256, name in waiting(house.db)):
        source = x12.Source(house.bytes_of(sha256), name=name)
        for ts in x12.survey(source):
            if family(ts) in acknowledgments.KINDS:
                acknowledgments.apply(house, source, ts, _file(house, sha256, name, family(ts)), Outcome(name))


def receive(house: House, paths: Sequence[Path]) -> dict[str, Any]:
    """Take every file that came back; without paths, those waiting in the inbox, which are then moved to processed.

    Each file and each transaction set stands for itself: a bad one costs its neighbours nothing (EXC-4).
    """
    catch_up(house)
    if paths:
        return report(take(house, path, "receive") for path in folders.files(paths))
    outcomes = []
    for path in folders.files([house.at("inbox")]):
        outcomes.append(take(house, path, "receive"))
        if outcomes[-1].result == "quarantined":
            path.unlink()
        else:
            folders.move(path, house.at("processed"))
    return report(outcomes)


def take(house: House, path: Path, errand: str) -> Outcome:
    """Archive one file and run the errand of each of its transaction sets; one without any goes to quarantine."""
    outcome = Outcome(str(path))
    try:
        sha256 = folders.keep(house.at("archive"), path, errand)
    except OSError as error:
        outcome.result = "quarantined"
        outcome.say([Problem("EXC-5", "unreadable-file", reason=error.strerror or type(error).__name__)])
        return outcome
    work(house, sha256, path.name, outcome)
    if outcome.result == "quarantined":
        reasons = [p.message for p in outcome.problems] or ["It holds no transaction set."]
        folders.quarantine(path, house.at("quarantine"), reasons)
    return outcome


def work(house: House, sha256: str, name: str, outcome: Outcome) -> None:
    """Run the errand of each transaction set of a file in the archive."""
    source = x12.Source(house.bytes_of(sha256), name=name)
    survey = x12.survey(source)
    file, results = 0, set[str]()
    for ts in survey:
        kind = family(ts)
        outcome.kind = outcome.kind or kind
        outcome.transactions += 1
        file = file or _file(house, sha256, name, kind)
        results.add(ERRANDS.get(kind, _archive_only)(house, source, ts, file, outcome))
    outcome.say(survey.problems)
    outcome.findings.problems = x12.placed(source, outcome.problems)
    outcome.result = together(results)


def together(results: Set[str]) -> str:
    """What became of a file, from what became of each of its transaction sets; those that came before count for nothing.

    >>> together({"applied", "posted"}), together({"held", "posted"}), together({"held", "duplicate"}), together(set())
    ('posted', 'partly held', 'held', 'quarantined')
    """
    new = results - {"duplicate"}
    if "held" in new and len(new) > 1:
        return "partly held"
    return next(result for result in RESULTS if result in (new or results or {"quarantined"}))


RESULTS = ("partly held", "held", "posted", "applied", "duplicate", "quarantined")      # the first that occurs

def _file(house: House, sha256: str, name: str, kind: str) -> int:
    with database.transaction(house.db):
        return facts.add_file(house.db, sha256, name, kind)


def _archive_only(house: House, source: x12.Source, ts: x12.TransactionSet, file: int, outcome: Outcome) -> str:
    """Keep what this version does not understand yet, so that a later one can apply it."""
    kind = family(ts)
    with database.transaction(house.db):
        set_id, new = facts.add_set(house.db, kind, x12.digest(source, ts), ts.version)
        facts.add_sending(house.db, set_id, file, ts)
    outcome.say([Problem("EXC-5", "not-understood-yet", ts.first, transaction=kind)])
    return "applied" if new else "duplicate"


ERRANDS: dict[str, Errand] = {"835": remit, "837P": take_claims, **dict.fromkeys(acknowledgments.KINDS, acknowledgments.apply)}

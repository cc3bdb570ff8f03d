"""Receiving: whatever comes back, told by its content and never by its name (EXC-2)."""

from collections.abc import Callable, Iterator, Sequence, Set
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from edi_engine import x12
from edi_engine.exchange import folders, growing
from edi_engine.flows import acknowledgments
from edi_engine.flows.house import House
from edi_engine.flows.imports import take_claims
from edi_engine.flows.outcome import NOT_THE_FILE, Outcome, guarded, report
from edi_engine.flows.remit import remit
from edi_engine.guides.families import family
from edi_engine.ledger import database, facts
from edi_engine.ledger.acknowledgments import waiting
from edi_engine.problems import Problem, failures

Errand = Callable[[House, x12.Source, x12.TransactionSet, int, Outcome], str]        # what became of the set


def receive(house: House, paths: Sequence[Path], caught: type[Exception] = Exception) -> dict[str, Any]:
    """Take every file that came back; without paths, those waiting in the inbox, which are then moved to processed.

    Each file and each transaction set stands for itself: a bad one, and one over which something breaks, costs its neighbours
    nothing (EXC-4). With another ``caught`` what breaks is let out.
    """
    came = (take(house, path, "receive", caught) for path in folders.files(paths)) if paths else from_inbox(house, caught)
    return report(chain(catch_up(house, caught), came))


def catch_up(house: House, caught: type[Exception]) -> Iterator[Outcome]:
    """What becomes of each file with acknowledgments that were archived by a version that did not understand them."""
    for sha256, name in waiting(house.db):
        yield guarded(name, partial(_again, house, sha256, name, caught), caught)


def _again(house: House, sha256: str, name: str, caught: type[Exception]) -> Outcome:
    outcome = Outcome(name)
    if not house.bytes_of(sha256).exists():
        outcome.result = "refused"
        home = house.bytes_of(sha256).relative_to(house.folder)
        return _said(outcome, Problem("EXC-5", "archive-missing", where=name, home=home))
    work(house, sha256, name, outcome, caught)
    return outcome


def from_inbox(house: House, caught: type[Exception]) -> Iterator[Outcome]:
    """What becomes of each file of the inbox."""
    for path in folders.odd(house.at("inbox")):
        yield _said(Outcome(str(path), result="refused"), Problem("EXC-5", "no-plain-file"))
    for path in folders.hidden(house.at("inbox")):
        yield _waits(Outcome(str(path)), "hidden-name")
    for path in folders.files([house.at("inbox")]):
        yield guarded(str(path), partial(_clear, house, path, caught), caught)


def _clear(house: House, path: Path, caught: type[Exception]) -> Outcome:
    """Take one file of the inbox and move it where it belongs now; a run that was cut off in between does it again."""
    limit = house.settings.limits.megabytes
    if path.stat().st_size > limit << 20:
        outcome = _said(Outcome(str(path), result="quarantined"), Problem("EXC-5", "too-large", limit=limit))
        folders.banish(path, house.at("quarantine"), [problem.message for problem in outcome.problems])
        return outcome
    was = path.stat()
    if growing.unfinished(path, was.st_mtime):
        return _waits(Outcome(str(path)), "still-written")
    outcome = take(house, path, "receive", caught)
    now = path.stat()
    if (now.st_size, now.st_mtime_ns) != (was.st_size, was.st_mtime_ns):
        return _waits(outcome, "grew-meanwhile")
    if outcome.result == "quarantined":
        path.unlink()
    elif outcome.result != "refused":
        folders.move(path, house.at("processed"))
    return outcome


def _waits(outcome: Outcome, kind: str) -> Outcome:
    """A file that stays in the inbox for now; what was taken of it stands."""
    outcome.result = outcome.result or "waiting"
    return _said(outcome, Problem("EXC-5", kind))


def take(house: House, path: Path, errand: str, caught: type[Exception] = Exception) -> Outcome:
    """Archive one file and run the errand of each of its transaction sets; one without any goes to quarantine."""
    return guarded(str(path), partial(_take, house, path, errand, caught), caught)


def _take(house: House, path: Path, errand: str, caught: type[Exception]) -> Outcome:
    outcome, name = Outcome(str(path)), folders.plain(path.name)
    sha256 = folders.keep(house.at("archive"), path, errand)
    house.audit(sha256)
    try:
        work(house, sha256, name, outcome, caught)
    except NOT_THE_FILE:
        raise
    except caught as broken:
        _said(outcome, failures.internal(broken)).result = "quarantined"
    if outcome.result == "quarantined" or any(problem.kind in _KEPT_ASIDE for problem in outcome.problems):
        reasons = [p.message for p in outcome.problems] or ["It holds no transaction set."]
        folders.quarantine(path, house.at("quarantine"), reasons)
    return outcome


_KEPT_ASIDE = frozenset(("internal", "segment-too-long"))     # something of the file was not applied that might be


def work(house: House, sha256: str, name: str, outcome: Outcome, caught: type[Exception] = Exception) -> None:
    """Run the errand of each transaction set of a file in the archive."""
    source = x12.Source(house.bytes_of(sha256), name=name)
    if x12.crowded(source, house.settings.limits.interchanges):
        _said(outcome, Problem("EXC-5", "too-many-interchanges", limit=house.settings.limits.interchanges))
        outcome.result = "quarantined"
        return
    survey = x12.survey(source)
    file, results = 0, set[str]()
    for ts in survey:
        kind = family(ts)
        outcome.kind = outcome.kind or kind
        outcome.transactions += 1
        file = file or _file(house, sha256, name, kind)
        if x12.endless(source, ts):
            _said(outcome, Problem("EXC-5", "segment-too-long", ts.first, limit=x12.ENDLESS >> 20))
            results.add("quarantined")
            continue
        try:
            results.add(ERRANDS.get(kind, _archive_only)(house, source, ts, file, outcome))
        except NOT_THE_FILE:
            raise
        except caught as broken:
            _said(outcome, failures.internal(broken))
            results.add("quarantined")
    outcome.say(survey.problems)
    outcome.findings.problems = x12.placed(source, outcome.problems)
    outcome.result = together(results)


def _said(outcome: Outcome, problem: Problem) -> Outcome:
    outcome.say([problem])
    return outcome


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

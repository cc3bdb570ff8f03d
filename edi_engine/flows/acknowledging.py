"""``edi acknowledge``: the TA1 and the 999 (and 997) for files that others sent, without a workspace (ENV-15).

An interchange has one TA1 and, unless that rejects it, one 999 for each of its groups, and one 997 for each of 4010. Dates and
control numbers are those of what came, so that the same file always has the same answer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from edi_engine import conformance, x12
from edi_engine.billing.acknowledgment import FunctionalAcknowledgment, InterchangeAcknowledgment
from edi_engine.codes.acknowledgments import ACCEPTED, REJECTED
from edi_engine.conformance import older, verdicts
from edi_engine.exchange import folders
from edi_engine.flows import answering, looking
from edi_engine.guides import ta1, x230, x231a1
from edi_engine.guides.families import family
from edi_engine.problems import Problem, failures
from edi_engine.settings import Limits
from edi_engine.x12.findings import Findings

NEVER = frozenset({"TA1", "999", "997", "277CA"})
"""Families that are acknowledgments themselves."""

LIMIT = Limits().interchanges
"""More in one file are not answered, as they are not received."""

UNREAD: dict[str, Any] = {"verdict": "unreadable", "out": []}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is written for one interchange."""

    to: x12.Received
    interchange: InterchangeAcknowledgment
    groups: tuple[tuple[x12.Group, FunctionalAcknowledgment], ...]

    @property
    def counts(self) -> tuple[int, int]:
        """Transaction sets that are taken, and all of them; of an interchange without any, itself."""
        if self.interchange.verdict in REJECTED or not self.groups:
            return int(self.interchange.verdict in ACCEPTED), 1
        return sum(said.accepted or 0 for _, said in self.groups), sum(said.received or 0 for _, said in self.groups)

    @property
    def verdicts(self) -> frozenset[str]:
        """Of the interchange and of its groups."""
        return frozenset((self.interchange.verdict, *(said.verdict for _, said in self.groups)))


@dataclass(slots=True)
class _Looked:
    """What one file came to."""

    answers: list[Answer] = field(default_factory=list)
    passed: list[Problem] = field(default_factory=list)        # over what is never acknowledged
    findings: Findings = field(default_factory=Findings)


def acknowledge(paths: Iterable[Path], folder: Path, caught: type[Exception] = Exception) -> dict[str, Any]:
    """Write the answers to these files into a folder, and give the contract's JSON: the verdict on each and what was written.

    ``NAME.ta1.x12`` and ``NAME.999.x12``; a second interchange of the same file has ``NAME.2.ta1.x12`` and so on. Another
    answer that stands there is never overwritten.
    """
    taken: set[Path] = set()

    def look(path: Path) -> tuple[dict[str, Any], list[Problem]]:
        looked, problems = _looked(path)
        if not looked.answers:
            refused = "unreadable" if failures.nothing_read(problems) else "refused"
            return {"verdict": refused, "out": []}, problems
        try:
            name, out = _written(looked.answers, folder, path, taken)
            renamed = [] if name == path.stem else [Problem("ENV-15", "answer-name", called=folders.shown(name))]
            return {"verdict": _verdict(looked.answers), "out": out}, [*problems, *renamed]
        except OSError as error:
            return {"verdict": "unwritable", "out": []}, [failures.unwritable(error)]

    return looking.at_files(paths, look, UNREAD, caught)


def answers(source: x12.Source) -> list[Answer]:
    """What is answered to a file, interchange by interchange."""
    return _answered(source).answers


def _looked(path: Path) -> tuple[_Looked, list[Problem]]:
    """The answers to a file, and everything that is wrong with it, in its order."""
    source = x12.Source(path)
    if x12.crowded(source, LIMIT):
        return _Looked(), [Problem("ENV-15", "crowded", limit=LIMIT)]
    looked = _answered(source)
    problems = x12.placed(source, looked.findings.close())
    problems.sort(key=lambda found: (found.place and found.place.index) or 0)
    return looked, problems


def _answered(source: x12.Source) -> _Looked:
    looked, receiving = _Looked(), x12.received(source)
    for interchange in receiving:
        for problem in _answer(source, interchange, looked):
            looked.findings.add(problem)
    for problem in receiving.problems:
        looked.findings.add(problem)
    for problem in looked.passed if looked.answers else _only(looked.passed):
        looked.findings.add(problem)
    return looked


def _only(passed: list[Problem]) -> Iterator[Problem]:
    """What is said of a file in which everything was passed over."""
    if passed:
        yield Problem("ENV-15", "acknowledgment", 1, what=", ".join(dict.fromkeys(problem.facts["what"] for problem in passed)))


def _answer(source: x12.Source, received: x12.Received, looked: _Looked) -> Iterator[Problem]:
    """The answer to one interchange, and what has to be said beside it."""
    kinds = [family(ts) for ts in received.sets]
    if kinds and NEVER.issuperset(kinds):
        looked.passed.append(_passed(received.sets))
        return
    if not answering.addressed(received):
        yield Problem("ENV-15", "nobody", received.sets[0].first if kinds else 1)
        return
    said = verdicts.interchange(received)
    groups: list[tuple[x12.Group, FunctionalAcknowledgment]] = []
    problems: list[Problem] = []
    for group in received.groups:
        if group.sets and NEVER.issuperset(map(family, group.sets)):
            looked.passed.append(_passed(group.sets))
            continue
        responses = [conformance.response(source, ts, problems.append) for ts in group.sets]
        groups.append((group, verdicts.group(group, received.delimiters, responses)))
        if older.understood(groups[-1][1].version) and group.sets:
            problems.append(Problem("ENV-15", "older", group.sets[0].first, version=groups[-1][1].version[:6]))
    yield from problems
    if said.verdict in REJECTED:
        yield Problem("ENV-15", "rejected-whole", received.sets[0].first if kinds else 1, note=said.note)
        groups = []
    looked.answers.append(Answer(received, said, tuple(groups)))


def _passed(sets: list[x12.TransactionSet]) -> Problem:
    return Problem("ENV-15", "passed-over", sets[0].first, what=", ".join(dict.fromkeys(map(family, sets))))


def _verdict(found: list[Answer]) -> str:
    """The verdict on a file: all of it is taken, a part, or nothing."""
    taken, every = (sum(each) for each in zip(*(answer.counts for answer in found), strict=True))
    whole = not any(answer.verdicts & REJECTED for answer in found)
    if taken == every and whole:
        return "accepted"
    return "partly accepted" if taken else "rejected"


def _written(found: list[Answer], folder: Path, received: Path, taken: set[Path]) -> tuple[str, list[str]]:
    """Writes the files of the answers, all or none, under the first name that is free for each of them; that, and where they
    are. What this run wrote is never free; what an earlier one wrote is, when it is the same."""
    folder.mkdir(parents=True, exist_ok=True)
    files = list(_files(found))
    for name in _names(received):
        paths = [folder / f"{name}{end}" for end, _ in files]
        if all(path not in taken and _free(path, data) for path, (_, data) in zip(paths, files, strict=True)):
            break
    new = {path: data for path, (_, data) in zip(paths, files, strict=True) if not path.exists()}
    try:
        for path, data in new.items():
            folders.drop(path, [data])
    except OSError:
        for path in new:
            path.unlink(missing_ok=True)
        raise
    taken.update(paths)
    return name, list(map(str, paths))


def _names(received: Path) -> Iterator[str]:
    yield received.stem
    yield received.name
    yield from (f"{received.name}-{n}" for n in count(2))


def _free(path: Path, data: bytes) -> bool:
    return not path.exists() or path.read_bytes() == data


def _files(found: list[Answer]) -> Iterator[tuple[str, bytes]]:
    """How the name of each file of the answers ends, and what it holds."""
    for number, answer in enumerate(found, 1):
        lead = "" if number == 1 else f".{number}"
        yield f"{lead}.ta1.x12", file_of_ta1(answer)
        if answer.groups:
            yield f"{lead}.999.x12", file_of_999(answer)
        if any(older.understood(said.version) for _, said in answer.groups):
            yield f"{lead}.997.x12", file_of_997(answer)


def file_of_ta1(answer: Answer) -> bytes:
    """TA1 in an interchange of its own."""
    out = BytesIO()
    x12.write_acknowledgments(out, answering.of_interchange(answer.to), ta1.write([answer.interchange]))
    return out.getvalue()


def file_of_999(answer: Answer) -> bytes:
    """One 999 for each group, in a group of its own that answers to it."""
    return _file(answer.to, answering.NEW, ((group, x231a1.write([said])) for group, said in answer.groups))


def file_of_997(answer: Answer) -> bytes:
    """One 997 for each group of 4010 or before, of the same that the 999 says."""
    return _file(answer.to, answering.OLD, ((group, x230.write([older.response(said)])) for group, said in answer.groups
                                            if older.understood(said.version)))


def _file(to: x12.Received, form: answering.Form, groups: Iterable[tuple[x12.Group, Iterable[str]]]) -> bytes:
    out = BytesIO()
    x12.write_groups(out, answering.envelope(to, form), (
        (answering.envelope(to, form, group, number), [segments]) for number, (group, segments) in enumerate(groups, 1)))
    return out.getvalue()

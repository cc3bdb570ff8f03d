"""The interchanges of a file one by one, each with its groups, their transaction sets, and what is wrong with its envelopes.

Where a survey gives transaction sets, this gives what an answer is made from: groups that hold none, trailers, and every
problem at the envelope that it is about.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from edi_engine.problems import Problem
from edi_engine.x12.delimiters import Delimiters
from edi_engine.x12.source import Source
from edi_engine.x12.survey import Surveyor
from edi_engine.x12.walking import Closed, Event, Opened, TransactionSet


@dataclass(slots=True)
class Group:
    """A functional group (GS to GE) and the transaction sets in it."""

    gs: tuple[str, ...]
    ge: tuple[str, ...] = ()            # () when it is missing
    sets: list[TransactionSet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)      # its own; those of a set are the set's


@dataclass(slots=True)
class Received:
    """An interchange (ISA to IEA) and the groups in it."""

    isa: tuple[str, ...]                # isa[6] is ISA06, trailing blanks aside; () when the file has none
    delimiters: Delimiters
    groups: list[Group] = field(default_factory=list)
    strays: list[TransactionSet] = field(default_factory=list)     # outside of any group: sets, and every TA1
    problems: list[Problem] = field(default_factory=list)      # its own; those of a group are the group's

    @property
    def sets(self) -> list[TransactionSet]:
        """Everything in it: TA1s and transaction sets."""
        return [*self.strays, *(ts for group in self.groups for ts in group.sets)]


class Receiving:
    """Gives the interchanges of a file in its order; ``problems``, of all of them, is complete behind the last."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[Received]:
        surveyor, current = _Surveyor(self.source), None
        for event, ts in surveyor:
            if isinstance(event, Opened) and (event.hit is None or event.hit.tag == "ISA"):
                yield from [current] if current else []
                current = Received(event.hit.values if event.hit else (), surveyor.walk.delimiters)
            elif current:
                _follow(current, event)
            if current:
                _keep(current, ts, surveyor.handed())
        yield from [current] if current else []
        self.problems = surveyor.findings.close()


def received(source: Source) -> Receiving:
    """The interchanges of a file, ready to be iterated."""
    return Receiving(source)


def _follow(current: Received, event: Event) -> None:
    """A group opens or ends."""
    if isinstance(event, Opened) and event.hit and event.hit.tag == "GS":
        current.groups.append(Group(event.hit.values))
    elif isinstance(event, Closed) and event.envelope.hit.tag == "GS" and event.trailer:
        current.groups[-1].ge = event.trailer.values


def _keep(current: Received, ts: TransactionSet | None, found: list[tuple[bool, Problem]]) -> None:
    """A set, and what was found at this event."""
    if ts is not None:
        (current.strays if ts.group is None else current.groups[-1].sets).append(ts)
    for in_group, problem in found:
        (current.groups[-1] if in_group else current).problems.append(problem)


class _Surveyor(Surveyor):
    """A surveyor that hands over every problem of an envelope, however many there are, and whether a group was open."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._found: list[tuple[bool, Problem]] = []

    def _add(self, *problems: Problem) -> None:
        super()._add(*problems)
        self._found += [(self.walk.gs is not None, problem) for problem in problems
                        if problem.place is None or problem.place.transaction is None]

    def handed(self) -> list[tuple[bool, Problem]]:
        """What has been found since the last time."""
        found, self._found = self._found, []
        return found

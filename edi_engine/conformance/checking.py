"""Checking any file against the guides of its transaction sets (SNIP 1 and 2), streamed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from edi_engine import x12
from edi_engine.conformance import maps
from edi_engine.conformance.faults import problem, tolerant
from edi_engine.conformance.hierarchy import Hierarchy
from edi_engine.conformance.walking import Fault, Walker, loop_of
from edi_engine.problems import Problem

_EVERY_ENTITY = frozenset({"ST", "HL", "CLM", "LX", "CLP"})     # where slices begin: small ones, whatever the file's size


def of_set(source: x12.Source, ts: x12.TransactionSet) -> Iterator[Problem]:
    """What the guide says against one transaction set, to the letter: what we send must stand up to it."""
    return _walked(source, ts, lambda text: text, problem)


def as_read(source: x12.Source, ts: x12.TransactionSet) -> Iterator[Problem]:
    """What the guide says against a set that others wrote: how they pad values and spell numbers rejects nothing (ENV-8)."""
    return _walked(source, ts, lambda text: x12.unpadded(text, ts.delimiters), tolerant)


def _walked(source: x12.Source, ts: x12.TransactionSet, taken: Callable[[str], str],
            told: Callable[[Fault], Problem]) -> Iterator[Problem]:
    """The problems of each segment as it is taken, each fault as it is told."""
    if ts.kind == "TA1":
        return
    if map_of(ts) is None:
        yield unknown(ts)
        return
    for step in steps(source, ts, taken):
        yield from step.problems
        for fault in step.faults:
            yield told(fault)


@dataclass(frozen=True, slots=True)
class Step:
    """A segment of a set, and what is wrong at it."""

    index: int                     # in the file
    text: str
    problems: Sequence[Problem]    # of the levels of an 837 (CLM-2)
    faults: Sequence[Fault]
    node: Any                      # of the map, which the segment was found to be; else the one before it


def steps(source: x12.Source, ts: x12.TransactionSet, taken: Callable[[str], str]) -> Iterator[Step]:
    """A walk through a set that has a map: every segment as it is taken."""
    walker, hierarchy = Walker(map_of(ts) or "", ts.delimiters), Hierarchy() if ts.kind == "837" else None
    for index, segments in x12.slices(source, ts, _EVERY_ENTITY):
        for at, text in enumerate(segments, index):
            text = plain(taken(text).rstrip(ts.delimiters.element))
            levels = tuple(hierarchy.problems(at, text.split(ts.delimiters.element))) if hierarchy else ()
            yield Step(at, text, levels, tuple(walker.faults(at, text, at - ts.first + 1)), walker.node)


def loops(source: x12.Source, ts: x12.TransactionSet) -> Iterator[tuple[int, str]]:
    """The index of each segment of a set and the loop that it stands in; "" in a header, a trailer, or a set without a map."""
    if map_of(ts) is not None:
        for step in steps(source, ts, lambda text: x12.unpadded(text, ts.delimiters)):
            yield step.index, loop_of(step.node)


def map_of(ts: x12.TransactionSet) -> str | None:
    """The map that a set is checked by, or None."""
    return maps.map_of(ts.version, ts.functional_id, ts.kind)


def unknown(ts: x12.TransactionSet) -> Problem:
    """What is said of a set that has no map."""
    return Problem("X12-structure", "no-map", ts.first, version=_version(ts))


def _version(ts: x12.TransactionSet) -> str:
    """What a set says that it is, as far as a message may show it."""
    return x12.shown(ts.version, "GS08") if ts.version else x12.shown(ts.kind, "ST01") if ts.kind else "nothing"


def levels(source: x12.Source, ts: x12.TransactionSet) -> Iterator[Problem]:
    """What the levels and line numbers of an 837 say alone (CLM-2)."""
    hierarchy = Hierarchy()
    for index, segments in x12.slices(source, ts, _EVERY_ENTITY):
        for offset, text in enumerate(segments):
            if text.startswith(hierarchy.begins):
                yield from hierarchy.problems(index + offset, text.split(ts.delimiters.element))


def plain(text: str) -> str:
    """The text without letters outside ASCII, one for one: pyx12 takes no others. ENV-7 speaks of them."""
    return text if text.isascii() else text.encode("ascii", "replace").decode()

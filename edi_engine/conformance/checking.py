"""Checking any file against the guides of its transaction sets (SNIP 1 and 2), streamed."""

from collections.abc import Callable, Iterator

from edi_engine import x12
from edi_engine.conformance import maps
from edi_engine.conformance.faults import problem, tolerant
from edi_engine.conformance.hierarchy import Hierarchy
from edi_engine.conformance.walking import Fault, Walker
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
    name = maps.map_of(ts.version, ts.functional_id, ts.kind)
    if name is None:
        yield Problem("X12-structure", "no-map", ts.first, version=_version(ts))
        return
    walker, hierarchy = Walker(name, ts.delimiters), Hierarchy() if ts.kind == "837" else None
    for index, segments in x12.slices(source, ts, _EVERY_ENTITY):
        for offset, text in enumerate(segments):
            text = plain(taken(text).rstrip(ts.delimiters.element))
            if hierarchy:
                yield from hierarchy.problems(index + offset, text.split(ts.delimiters.element))
            for fault in walker.faults(index + offset, text, index + offset - ts.first + 1):
                yield told(fault)


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

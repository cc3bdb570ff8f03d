"""Places and raw text, worked out when a problem or a report needs them: one re-scan up to the last segment asked for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from edi_engine.problems import Place, Problem
from edi_engine.problems.tags import KNOWN
from edi_engine.x12.scanning import Hit, Scan, Stretch
from edi_engine.x12.source import Source


def placed(source: Source, problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, each knowing its place; those without an index, or placed already, as they are."""
    problems = list(problems)
    wanted = {problem.at for problem in problems if problem.place is None and problem.at is not None}
    known = places(source, wanted) if wanted else {}
    return [problem.placed(known[problem.at]) if problem.place is None and problem.at in known else problem
            for problem in problems]


def places(source: Source, indexes: Iterable[int]) -> dict[int, Place]:
    """The places of segments by index."""
    return {spot.index: spot.place for spot in _spots(source, set(indexes))}


def raw(source: Source, indexes: Iterable[int]) -> dict[int, str]:
    """The raw text of segments by index, as it stands in the file, without its terminator and the blanks around it."""
    return {spot.index: spot.text for spot in _spots(source, set(indexes))}


@dataclass(frozen=True, slots=True)
class _Spot:
    index: int
    place: Place
    text: str


class _Track:
    """What is open at a segment: the ordinals of its place."""

    def __init__(self) -> None:
        self.interchange = self.groups = self.sets = self.strays = 0
        self.group: int | None = None
        self.st: int | None = None                  # index of the ST that is open

    def open(self) -> None:
        """Another interchange."""
        self.interchange += 1
        self.groups = self.sets = self.strays = 0
        self.group = self.st = None

    def enter(self, hit: Hit) -> None:
        """An envelope segment, before its own place is told."""
        if hit.tag in ("GS", "GE", "IEA", "ST"):
            self.st = None
        if hit.tag == "GS":
            self.groups, self.sets = self.groups + 1, 0
            self.group = self.groups
        elif hit.tag == "ST":
            self.st = hit.index
            self.sets, self.strays = (self.sets, self.strays + 1) if self.group is None else (self.sets + 1, self.strays)
        elif hit.tag == "IEA":
            self.group = None

    def leave(self, hit: Hit) -> None:
        """The same segment, behind it."""
        if hit.tag == "SE":
            self.st = None
        elif hit.tag == "GE":
            self.group = None

    def place(self, index: int, tag: str, offset: int) -> Place:
        ordinal = self.strays if self.group is None else self.sets
        return Place(interchange=self.interchange or None, group=self.group, transaction=ordinal if self.st else None,
                     segment=index - self.st + 1 if self.st else None, index=index, tag=tag or None, offset=offset)


def _spots(source: Source, wanted: set[int]) -> Iterator[_Spot]:
    """Where the wanted segments stand, in the file's order."""
    order = sorted(index for index in wanted if index > 0)
    track, at, begun = _Track(), 0, 0
    for stretch in Scan(source):
        if at == len(order):
            return
        if stretch.window.edge is None:
            continue
        stop = at
        while stop < len(order) and order[stop] <= stretch.after:
            stop += 1
        yield from _in_stretch(source, stretch, order[at:stop], track, begun if not stretch.window.whole else -1)
        at = stop
        if stretch.window.whole and stretch.window.data:
            begun = stretch.window.offset


def _in_stretch(source: Source, stretch: Stretch, wanted: list[int], track: _Track, begun: int) -> Iterator[_Spot]:
    """The wanted segments that end in this stretch; the track follows its envelopes to its end."""
    if stretch.window.opens:
        track.open()
    hits = list(reversed(stretch.hits))
    for index, offset, text in _segments(source, stretch, wanted, begun):
        while hits and hits[-1].index < index:
            hit = hits.pop()
            track.enter(hit)
            track.leave(hit)
        here = hits.pop() if hits and hits[-1].index == index else None
        if here:
            track.enter(here)
        yield _Spot(index, track.place(index, _tag(text, stretch), offset), text)
        if here:
            track.leave(here)
    for hit in reversed(hits):
        track.enter(hit)
        track.leave(hit)


def _segments(source: Source, stretch: Stretch, wanted: list[int], begun: int) -> Iterator[tuple[int, int, str]]:
    """Index, offset and raw text of the wanted segments, which end in this stretch."""
    window, edge = stretch.window, stretch.window.edge
    if not wanted or edge is None:
        return
    data, index, start = window.data, stretch.before, 0
    if begun >= 0:
        stop = data.find(edge.terminator)
        start, index = (len(data) if stop < 0 else stop + len(edge.terminator)), index + 1
        if wanted[0] == index:
            whole = source.bytes(begun, window.offset + (len(data) if stop < 0 else stop))
            yield index, begun, _raw(whole, source, edge.blanks)
            wanted = wanted[1:]
    found = edge.filled.finditer(data, start, edge.end(data, start, len(data)))
    end = start
    for want in wanted:
        each = next(islice(found, want - index - 1, None), None)
        index = want
        if each is None:                            # the last segment, without a terminator
            at = data.rfind(edge.terminator) + len(edge.terminator) if edge.terminator in data[end:] else end
            at += len(data[at:]) - len(data[at:].lstrip(edge.blanks))
            yield want, window.offset + at, _raw(data[at:], source, edge.blanks)
        else:
            end = each.end()
            yield want, window.offset + each.start(), _raw(data[each.start():end - len(edge.terminator)], source, edge.blanks)


def _raw(data: bytes, source: Source, blanks: bytes) -> str:
    return data.strip(blanks).decode(source.encoding, "replace")


def _tag(text: str, stretch: Stretch) -> str:
    """The tag of a segment; "" for a word that is none, and may be a name in the text behind the last segment."""
    assert stretch.window.header is not None
    tag, separator, _ = text[:80].replace("\r", "").replace("\n", "").partition(stretch.window.header.delimiters.element)
    return tag.upper() if tag.upper() in KNOWN or (separator and tag.isalnum() and len(tag) <= 3) else ""

"""An X12 file as segments that are equal when they say the same, and where each of them stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edi_engine.problems import Place
    from edi_engine.x12 import Delimiters, Source

Given = bytes | str | Path

REPEAT, COMPONENT = "\x1e", "\x1f"          # as edi_engine.x12 has them, which loads when files are compared
LONGEST = 100                               # characters of a segment that are shown


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment in neutral delimiters."""

    elements: tuple[str, ...]      # without what counts for nothing
    index: int                     # in the file
    said: tuple[str, ...]          # with what is ignored

    @property
    def tag(self) -> str:
        return self.elements[0]

    @property
    def text(self) -> str:
        """What it says, as it is usually written."""
        text = shown("*".join(self.said))
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


class File:
    """The segments of a file; AssertionError when there is none."""

    def __init__(self, role: str, given: Given, ignored: Collection[str]) -> None:
        from edi_engine import x12

        self.source = x12.Source(given.encode() if isinstance(given, str) else given)
        self.segments = [_segment(read.elements, read.delimiters, read.index, ignored)
                         for read in x12.read(self.source) if read.delimiters and read.index]
        if not self.segments:
            raise AssertionError(f"{role} holds no X12 segment: give bytes, text, or the path of a file as pathlib.Path.")

    def places(self, indexes: Collection[int]) -> dict[int, str]:
        """Where the segments of these indexes stand, in words."""
        from edi_engine import x12

        loops = _loops(self.source, indexes)
        return {index: _words(index, place, loops.get(index, "")) for index, place in x12.places(self.source, indexes).items()}


def shown(text: str) -> str:
    """The text with the usual delimiters, and nothing that a terminal would obey."""
    return "".join(c if c.isprintable() else "?" for c in text.replace(REPEAT, "^").replace(COMPONENT, ":"))


def _loops(source: "Source", indexes: Collection[int]) -> dict[int, str]:
    """The guide's loop of each of these segments that stands in one."""
    from edi_engine import conformance, x12

    return {index: loop for ts in x12.survey(source) if any(ts.first <= index < ts.first + ts.segments for index in indexes)
            for index, loop in conformance.loops(source, ts) if index in indexes}


def _words(index: int, place: "Place", loop: str) -> str:
    if place.segment is None:
        return f"segment {index} of the file"
    around = [f"{what} {number}" for what, number in (
        ("transaction set", place.transaction), ("group", place.group), ("interchange", place.interchange)) if number]
    while len(around) > 1 and around[-1].endswith(" 1"):          # nearly every file has but one of them
        around.pop()
    return f"segment {place.segment} of {', '.join(around)}" + (f" (loop {loop})" if loop else "")


def _segment(elements: Sequence[str], delimiters: "Delimiters", index: int, ignored: Collection[str]) -> Segment:
    tag = elements[0].upper()
    neutral = str.maketrans({delimiters.repetition: REPEAT, delimiters.component: COMPONENT} if tag != "ISA" else {})
    said = _trimmed([tag, *(_plain(element.translate(neutral)) for element in elements[1:])])
    kept = _trimmed(["" if f"{tag}{n:02d}" in ignored else element for n, element in enumerate(said)])
    return Segment(tuple(kept), index, tuple(said))


def _plain(element: str) -> str:
    """An element without what counts for nothing: blanks behind a value, and empty components and repeats at the end."""
    repeats = ([part.rstrip(" ") for part in repeat.split(COMPONENT)] for repeat in element.split(REPEAT))
    return REPEAT.join(COMPONENT.join(parts).rstrip(COMPONENT) for parts in repeats).rstrip(REPEAT)


def _trimmed(elements: list[str]) -> list[str]:
    while len(elements) > 1 and not elements[-1]:
        elements.pop()
    return elements

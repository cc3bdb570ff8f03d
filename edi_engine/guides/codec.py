"""A loop of a guide as functions: made once from its table, then called for every slice of a file."""

from collections.abc import Callable, Iterator
from typing import Any, Generic

from edi_engine.guides import origins, unread
from edi_engine.guides.plan import planned
from edi_engine.guides.reading import write_readers
from edi_engine.guides.reading_rows import Reader
from edi_engine.guides.table import COMPONENT, Loop, Noun, Shape
from edi_engine.guides.thorough import Elements, Read, Thorough
from edi_engine.guides.writing import write_composite, write_writers, writer
from edi_engine.problems import Problem
from edi_engine.x12 import Delimiters, padding


class Codec(Generic[Noun]):
    """Reads and writes one loop with its inner loops."""

    def __init__(self, loop: Loop[Noun]) -> None:
        self.loop = loop
        self._plan = planned(loop)
        source = writer()
        write_writers(source, self._plan)
        self._written = source.run(f"writer of {loop.id}")
        self._write: Callable[[Noun], list[str]] = self._written[f"write_{self._plan.number}"]
        self._readers: dict[Delimiters, tuple[Callable[..., Noun], Callable[..., Noun]]] = {}

    def read(self, segments: list[str], at: int, delimiters: Delimiters, *given: Any) -> Noun:
        """The noun of these segments, all of them; ``at`` is the index of the first in its file."""
        return self.reader(delimiters)(segments, at, *given)

    def thorough(self, segments: list[str], at: int, delimiters: Delimiters, *given: Any) -> Noun:
        """``read`` without the quick reader: the same noun."""
        return self._made(delimiters)[1](segments, at, *given)

    def reader(self, delimiters: Delimiters) -> Callable[..., Noun]:
        """``read`` for one set of delimiters, ``(segments, at, *given) -> noun``: for many slices of one file."""
        return self._made(delimiters)[0]

    def write(self, noun: Noun) -> list[str]:
        """The noun as neutral segments, without trailing empties."""
        return self._write(noun)

    def told(self, noun: Noun, path: str = "") -> Iterator[origins.Origin]:
        """``write`` segment by segment, each with its loop, its row, and the path of the noun that it comes from."""
        return origins.told(self._plan, self._written, noun, path)

    def problems(self, noun: Noun) -> Iterator[Problem]:
        """What could not be read: kept segments and elements, amounts that are no number, days that are none."""
        return unread.problems(self._plan, self._written, noun)

    def _made(self, delimiters: Delimiters) -> tuple[Callable[..., Noun], Callable[..., Noun]]:
        if delimiters not in self._readers:
            if len(self._readers) >= 16:
                self._readers.clear()
            self._readers[delimiters] = self._make(delimiters)
        return self._readers[delimiters]

    def _make(self, delimiters: Delimiters) -> tuple[Callable[..., Noun], Callable[..., Noun]]:
        source = Reader(composite=lambda shape: _strict(shape, delimiters.component))
        source.names |= {"E": delimiters.element, "C": delimiters.component}
        write_readers(source, self._plan)
        names = source.run(f"reader of {self.loop.id} {delimiters}")
        thorough: dict[int, Read] = {}
        for loop in self._plan.all():
            own = self._written[f"own_{loop.number}"]
            inner = [row.inner.number for row in loop.rows if row.inner]
            names[f"thorough_{loop.number}"] = Thorough(loop, delimiters, own, {n: names[f"read_{n}"] for n in inner}).read
            thorough[loop.number] = Thorough(loop, delimiters, own, {n: thorough[n] for n in inner}).read
        return _whole(names[f"read_{self._plan.number}"], thorough[self._plan.number], delimiters)


def _whole(quick: Read, thorough: Read, delimiters: Delimiters) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Both readers of a whole slice, trailing blanks aside; a repetition, which no row reads, asks for the thorough one."""
    element, repetition = delimiters.element, delimiters.repetition
    blank, blank_component = " " + element, " " + delimiters.component
    blanks = padding(delimiters)

    def read(segments: list[str], at: int, *given: Any) -> Any:
        text = element.join(segments) + element
        if blank in text or blank_component in text:
            segments = [blanks.sub("", segment) for segment in segments]
        segments = [*segments, ""]
        if repetition in text:
            return thorough(segments, 0, segments[0].split(element), at, *given)[0]
        return quick(segments, 0, segments[0].split(element), at, *given)[0]

    def read_thoroughly(segments: list[str], at: int, *given: Any) -> Any:
        return thorough([*segments, ""], 0, segments[0].split(element), at, *given)[0]
    return read, read_thoroughly


def _strict(shape: Shape[Any], component: str) -> Callable[[str], Any]:
    """Reads a composite, if writing it gives the same text; ValueError if not."""
    elements, source = Elements(component), writer()
    name = write_composite(source, shape)
    compose = source.run(f"composite of {shape.noun.__name__}")[name]

    def convert(text: str) -> Any:
        noun = elements.composite(shape, text)
        bare = text.rstrip(component)
        if not bare or compose(noun) != bare.replace(component, COMPONENT):
            raise ValueError("would be written in another way")
        return noun
    return convert

"""An interchange as bytes: the partner's delimiters, padding, counts and trailers are made here and nowhere else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count, islice
from typing import Protocol

from edi_engine.problems import Problem
from edi_engine.x12.characters import Characters, clean, printed
from edi_engine.x12.delimiters import COMPONENT, ELEMENT, REPEAT, WIDTHS, Delimiters
from edi_engine.x12.findings import Findings

BATCH = 200                        # segments that are looked at and handed to the file at once


@dataclass(frozen=True, slots=True)
class Interchange:
    """What an interchange with one group says about itself; control numbers come from the ledger (ENV-4, 5)."""

    sender: str                    # ISA06
    receiver: str                  # ISA08
    created: datetime              # ISA09, ISA10, GS04, GS05
    control_number: int            # ISA13
    application_sender: str        # GS02
    application_receiver: str      # GS03
    group_control_number: int      # GS06
    version: str                   # GS08
    kind: str = "837"              # ST01
    functional_id: str = "HC"      # GS01
    sender_qualifier: str = "ZZ"   # ISA05
    receiver_qualifier: str = "ZZ"
    usage: str = "T"               # ISA15
    acknowledgment_requested: str = "0"
    delimiters: Delimiters = field(default_factory=Delimiters)
    set_control_number: int = 1    # ST02 of the first set; the others follow
    reference: str = ""            # ST03, the implementation reference; "" leaves it out
    characters: Characters = field(default_factory=Characters)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: transaction sets, their control numbers (ST02), segments of all of it, bytes, replacements."""

    sets: int
    control_numbers: tuple[str, ...]
    segments: int
    size: int
    problems: tuple[Problem, ...]


class Sink(Protocol):
    """What takes the bytes: a file, or whatever writes one."""

    def write(self, data: bytes, /) -> object:
        """Takes some more."""


class Pen:
    """Writes neutral segments with the partner's delimiters and characters, and counts them."""

    def __init__(self, out: Sink, delimiters: Delimiters, characters: Characters) -> None:
        self.out = out
        self.delimiters = delimiters
        self.characters = characters
        self._index = 0                                 # of the last segment that was handed on
        self.size = 0
        self.findings = Findings()
        self._marks = str.maketrans({ELEMENT: delimiters.element, REPEAT: delimiters.repetition,
                                     COMPONENT: delimiters.component})
        self._held: list[str] = []

    @property
    def index(self) -> int:
        """Of the last segment that was written."""
        return self._index + len(self._held)

    def write(self, segment: str) -> None:
        """A neutral segment; what is trimmed and replaced in it is reported."""
        self._held.append(segment)
        if len(self._held) >= BATCH:
            self.flush()

    def write_all(self, segments: Iterable[str]) -> None:
        """Neutral segments, one after the other."""
        rest = iter(segments)
        while batch := list(islice(rest, BATCH)):
            self.flush()
            self._held = batch

    def write_isa(self, values: Iterable[str]) -> None:
        """The ISA, each element padded to its width."""
        self.copy(value.ljust(width) for value, width in zip(values, WIDTHS, strict=True))

    def copy(self, values: Iterable[str]) -> None:
        """A segment that is in the partner's delimiters already, by its elements."""
        self.flush()
        self._index += 1
        self.raw((self.delimiters.element.join(values) + self.delimiters.terminator).encode(self.characters.encoding))

    def flush(self) -> None:
        """Hands on what is held."""
        held, self._held = self._held, []
        if held:
            self.raw(printed(held, self.characters, self.delimiters) or self._cleaned(held))
            self._index += len(held)

    def _cleaned(self, segments: list[str]) -> bytes:
        """The segments one by one: something in one of them must be trimmed or replaced."""
        found = []
        for index, segment in enumerate(segments, self._index + 1):
            text, problems = clean(segment, self.characters, self.delimiters, index)
            found.append(text.translate(self._marks) + self.delimiters.terminator)
            for problem in problems:
                self.findings.add(problem)
        return "".join(found).encode(self.characters.encoding)

    def passed(self, data: bytes, segments: int) -> None:
        """Whole segments as they are."""
        self.flush()
        self._index += segments
        self.raw(data)

    def raw(self, data: bytes) -> None:
        """Bytes as they are."""
        self.size += len(data)
        self.out.write(data)


def write_interchange(out: Sink, interchange: Interchange, sets: Iterable[Iterable[str]]) -> Written:
    """Writes one interchange with one group of these transaction sets, each given as neutral segments without ST and SE.

    ValueError for an identification that does not fit its element: settings and ledger promise that it does.
    """
    return write_groups(out, interchange, [(interchange, sets)])


def write_groups(out: Sink, interchange: Interchange,
                 groups: Iterable[tuple[Interchange, Iterable[Iterable[str]]]]) -> Written:
    """Writes one interchange of several groups: of each, what it says of its group alone, and its transaction sets."""
    pen = Pen(out, interchange.delimiters, interchange.characters)
    pen.write_isa(_isa(interchange))
    numbers = [_write_group(pen, *group) for group in groups]
    pen.write(ELEMENT.join(("IEA", str(len(numbers)), f"{interchange.control_number:09d}")))
    pen.flush()
    sets = tuple(number for group in numbers for number in group)
    return Written(len(sets), sets, pen.index, pen.size, tuple(pen.findings.close()))


def _write_group(pen: Pen, group: Interchange, sets: Iterable[Iterable[str]]) -> list[str]:
    """GS, the transaction sets, GE; the control numbers of the sets."""
    numbers: list[str] = []
    pen.write(_gs(group))
    for number, segments in zip(count(group.set_control_number), sets, strict=False):
        numbers.append(f"{number:04d}")
        write_set(pen, (group.kind, numbers[-1], group.reference), segments, numbers[-1])
    pen.write(ELEMENT.join(("GE", str(len(numbers)), str(group.group_control_number))))
    return numbers


def write_acknowledgments(out: Sink, interchange: Interchange, segments: Iterable[str]) -> Written:
    """Writes one interchange without a group: its TA1s, as neutral segments (ENV-15). What is said of a group is not used."""
    pen = Pen(out, interchange.delimiters, interchange.characters)
    pen.write_isa(_isa(interchange))
    for segment in segments:
        pen.write(segment)
    pen.write(ELEMENT.join(("IEA", "0", f"{interchange.control_number:09d}")))
    pen.flush()
    return Written(0, (), pen.index, pen.size, tuple(pen.findings.close()))


def write_set(pen: Pen, opening: Iterable[str], segments: Iterable[str], number: str) -> None:
    """ST, the segments, SE with their count."""
    first = pen.index
    pen.write(ELEMENT.join(("ST", *opening)))
    pen.write_all(segments)
    pen.write(ELEMENT.join(("SE", str(pen.index - first + 1), number)))


def _isa(given: Interchange) -> Iterator[str]:
    marks = given.delimiters
    early = given.version < "00402"
    repetition = "U" if early or marks.repetition == REPEAT else marks.repetition
    values = ("ISA", "00", "", "00", "", given.sender_qualifier, given.sender, given.receiver_qualifier, given.receiver,
              f"{given.created:%y%m%d}", f"{given.created:%H%M}", repetition, "00401" if early else "00501",
              f"{given.control_number:09d}", given.acknowledgment_requested, given.usage, marks.component)
    for number, (value, width) in enumerate(zip(values, WIDTHS, strict=True)):
        taken = number not in (11, 16) and any(mark in value for mark in (marks.element, marks.terminator))
        if len(value) > width or not value.isascii() or not value.isprintable() or taken:
            raise ValueError(f"ISA{number:02d} does not fit: {width} plain characters without a delimiter")
    return iter(values)


def _gs(given: Interchange) -> str:
    if not 0 < given.group_control_number < 10 ** 9 or not 0 < given.control_number < 10 ** 9:
        raise ValueError("a control number has 1 to 9 digits")
    return ELEMENT.join(("GS", given.functional_id, given.application_sender, given.application_receiver,
                         f"{given.created:%Y%m%d}", f"{given.created:%H%M}", str(given.group_control_number), "X",
                         given.version))

"""An implementation guide as a table: the rows of a loop, read and written by the same description.

A loop is a tuple of rows in the guide's order; a row says which segment it is (tag, qualifiers) and which field of the
loop's noun each element is::

    PROCEDURE = Shape(Procedure, text(1, "qualifier"), text(2, "code"), texts(3, 6, "modifiers"), text(7, "description"))
    REFERENCE = Shape(Reference, text(1, "qualifier"), text(2, "value"), text(3, "description"))
    SERVICE_LINE = Loop("2400", ServiceLine, (
        Row("LX", counter(1, "number")),                                       # the first row opens the loop
        Row("SV1", composite(1, "procedure", PROCEDURE), money(2, "charge"), text(3, "unit"), number(4, "units"),
            integers((7, 1), 4, "pointers")),                                  # (7, 1) is SV107-1
        Row("DTP", {1: "472"}, one("service", PERIOD)),                        # a segment as a noun of its own
        Row("DTP", {1: others("607 463")}, many("dates", PERIOD), at_most=8),  # these, and what no other DTP row takes
        Row("REF", {1: "6R"}, text(2, "control_number")),                      # one qualifier: written as it is
        many("drugs", DRUG),                                                   # an inner loop
    ))

``compiled(SERVICE_LINE)`` turns it, once, into a ``Codec``: ``read(segments, at, delimiters, *given) -> noun`` over the text of
the loop's segments (a slice of ``x12.slices``: every segment of it belongs to this loop, its inner loops or its ``kept``) and
``write(noun) -> list[str]`` of neutral segments (the separators below), ``problems(noun)`` for what could not be read.

What a row says:

- Qualifiers are ``{element: "A B C"}``, or ``{(element, component): "A"}``. A row with a single qualifier writes it by itself;
  one of several must be a field of the noun, too (``text(1, "qualifier")``).
- A row is written when one of its fields apart from its qualifiers and constants is there; the opening row always is.
- A field that is absent reads as the absent value of its noun: "" for text, None for an amount, number or day with a default in
  the noun, 0 for an amount without one, () for a tuple. A noun that must be there and is not in the file is made blank, and a
  blank one is not written.
- ``one`` and ``many`` take a ``Shape`` (a segment is a noun), a ``Repeats`` (a segment is several nouns: CAS, PLB, HI) or, in
  the place of a row, a ``Loop``. ``part`` lets several rows, or some elements of a row, make one noun (N3 and N4 an Address).
- A segment that no row takes ends the loop when it opens another loop around this one, or is a row behind an inner loop there
  (IK5 behind IK3); otherwise it is kept here.

Nothing is lost: whatever the rows don't read - other segments, other elements, surplus repeats, another order, text that is no
number - makes the noun's ``kept`` (see ``keeping``), and write puts it back in its place. So a loop's noun has the fields
``kept`` and ``at``; a shape's noun has ``at`` if it wants to know its segment.

The neutral separators are ASCII's own, which no data value can hold; the writer of the envelope puts the partner's delimiters
in their place, and finds data that holds one of those (ENV-6) with one look at the segment.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from edi_engine.guides.codec import Codec

ELEMENT, REPEAT, COMPONENT = "\x1d", "\x1e", "\x1f"

Noun = TypeVar("Noun")
Place = int | tuple[int, int]              # an element, or a component of an element
Told = Mapping[Place, str] | Mapping[int, str] | Mapping[tuple[int, int], str]


# --- what an element is -----------------------------------------------------------------------------------------------

@dataclass(frozen=True, slots=True)
class Field:
    """An element, or several that belong together, and the field of the noun that it is."""

    kind: str                              # the name of the function below that made it
    element: int
    name: str = ""
    component: int = 0                     # 0: the whole element
    last: int = 0                          # texts, integers: the last element (or component); pairs: the number of pairs
    also: str = ""                         # span: the field of the last day; constant: the text
    shape: "Shape[Any] | None" = None      # composite


def _field(kind: str, place: Place, name: str, **more: Any) -> Field:
    element, component = place if isinstance(place, tuple) else (place, 0)
    return Field(kind, element, name, component, **more)


def text(place: Place, name: str) -> Field:
    """Text as sent, trailing spaces aside; absent is ""."""
    return _field("text", place, name)


def money(place: Place, name: str) -> Field:
    """An amount in cents; absent is None, or 0 when the noun must have one."""
    return _field("money", place, name)


def number(place: Place, name: str) -> Field:
    """A Decimal; absent is None."""
    return _field("number", place, name)


def integer(place: Place, name: str) -> Field:
    """A whole number (IK302, AK902); absent is None."""
    return _field("integer", place, name)


def day(place: Place, name: str) -> Field:
    """A date CCYYMMDD; absent is None."""
    return _field("day", place, name)


def clock(place: Place, name: str) -> Field:
    """A time HHMM, HHMMSS or HHMMSSDD; absent is None."""
    return _field("clock", place, name)


def constant(place: Place, value: str) -> Field:
    """An element that no field holds, because it always says the same when the field after it is there (PAT05 = D8)."""
    return _field("constant", place, "", also=value)


unit = constant                            # the same, said of a unit or format (DMG01, PAT07)


def counter(place: Place, name: str) -> Field:
    """A running number: as it stood, or, when the noun's field is "", the noun's place in its tuple (LX)."""
    return _field("counter", place, name)


def texts(first: Place, last: int, name: str) -> Field:
    """Neighbouring elements (or components, when ``first`` is one) up to ``last`` as a tuple, trailing empties aside."""
    return _field("texts", first, name, last=last)


def integers(first: Place, last: int, name: str) -> Field:
    """As ``texts``, whole numbers (SV107: ``integers((7, 1), 4, "pointers")``)."""
    return _field("integers", first, name, last=last)


def pairs(first: int, times: int, name: str) -> Field:
    """Pairs of neighbouring elements as a tuple of pairs of texts (PER03 to PER08: ``pairs(3, 3, "numbers")``)."""
    return _field("pairs", first, name, last=times)


def span(format_element: int, since: str, until: str) -> Field:
    """A day or a range of days, D8 or RD8: the format qualifier and the element after it (DTP02, DTP03)."""
    return _field("span", format_element, since, also=until)


def composite(element: int, name: str, shape: "Shape[Any]") -> Field:
    """An element as a noun; the fields of the shape are its components."""
    return Field("composite", element, name, shape=shape)


# --- what a segment is ------------------------------------------------------------------------------------------------

def qualified(constant: Field, fields: Iterable[Field]) -> Field | None:
    """The field that the constant stands for: the next one that is none itself; None when it stands for nothing."""
    place = (constant.element, constant.component)
    after = [item for item in fields if item.kind != "constant" and (item.element, item.component) > place]
    return min(after, key=lambda item: (item.element, item.component), default=None)


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Shape(Generic[Noun]):
    """A segment (or a composite) as a noun of its own; ``Shape(tuple, ...)`` makes a plain tuple of its fields in order."""

    noun: type[Noun]
    fields: tuple[Field, ...]

    def __init__(self, noun: type[Noun], *fields: Field) -> None:
        object.__setattr__(self, "noun", noun)
        object.__setattr__(self, "fields", fields)


@dataclass(frozen=True, slots=True, eq=False)
class Repeats(Generic[Noun]):
    """A segment as several nouns: ``times`` groups of ``step`` elements from ``first`` (CAS 2, 3, 6; PLB 3, 2, 6; HI 1, 1, 12).

    ``shared`` are elements before the groups that every noun holds. The elements of ``fields`` count from 0 inside their group.
    ``slot`` is the noun's field for the number of its group: with it, and with the noun's ``at``, a segment is written as it
    stood, empty groups in the middle included; nouns made by us (``at`` 0) with equal shared fields fill up one segment.
    """

    noun: type[Noun]
    first: int
    step: int
    times: int
    fields: tuple[Field, ...]
    shared: tuple[Field, ...] = ()
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Into:
    """A field of the loop's noun that holds a noun of its own, or (``many``) a tuple of them."""

    name: str
    what: "Shape[Any] | Repeats[Any] | Loop[Any]"
    many: bool
    at_most: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """Some elements of a row as (a part of) one noun that other rows may add to; absent when all of them are empty."""

    name: str
    shape: Shape[Any]


def one(name: str, what: "Shape[Any] | Loop[Any]") -> Into:
    """The segment, or the inner loop, is the noun in this field."""
    return Into(name, what, many=False)


def many(name: str, what: "Shape[Any] | Repeats[Any] | Loop[Any]", at_most: int = 0) -> Into:
    """Each such segment, or inner loop, adds to the tuple in this field; ``at_most`` as the guide has it (0: no limit)."""
    return Into(name, what, many=True, at_most=at_most)


def part(name: str, noun: type[Any], *fields: Field) -> Part:
    """These elements are fields of the noun in this field (N3 and N4: an Address; HL: a Level)."""
    return Part(name, Shape(noun, *fields))


class Codes(str):
    """Qualifiers of a row that also takes every qualifier that no other row of its tag takes."""


def others(codes: str = "") -> Codes:
    """The codes that the guide names here, and every code that no other row of this tag in the loop takes."""
    return Codes(codes)


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Row:
    """A segment: ``Row(tag, {element: codes}, *fields)``; ``loop``: where the guide has it, when read flat (2010AA)."""

    tag: str
    qualifiers: Mapping[Place, str]
    fields: tuple[Field | Part | Into, ...]
    at_most: int
    loop: str

    def __init__(self, tag: str, *rest: Told | Field | Part | Into, at_most: int = 1, loop: str = "") -> None:
        qualifiers = rest[0] if rest and isinstance(rest[0], Mapping) else {}
        fields = tuple(item for item in rest if not isinstance(item, Mapping))
        for name, value in zip(self.__slots__, (tag, qualifiers, fields, at_most, loop), strict=True):
            object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True, eq=False)
class Loop(Generic[Noun]):
    """A loop of a guide: its noun and its rows, inner loops among them, in the guide's order. The first row opens it.

    ``given`` are fields of the noun that come from elsewhere: they follow the delimiters in ``read``, and are not written.
    """

    id: str
    noun: type[Noun]
    rows: tuple[Row | Into, ...]
    given: tuple[str, ...] = ()


# --- what the table is good for ---------------------------------------------------------------------------------------

@cache
def compiled(loop: Loop[Noun]) -> "Codec[Noun]":
    """The loop as functions: read, write, problems. Compiled on first use."""
    from edi_engine.guides.codec import Codec

    return Codec(loop)


@dataclass(frozen=True, slots=True)
class Entry:
    """One element of a guide that a field holds: what ``edi guide`` lists and coverage counts."""

    loop: str
    tag: str
    qualifiers: Mapping[Place, str]
    element: int
    component: int
    field: str                             # the path in the loop's noun: "adjustments.amount"
    kind: str


def entries(loop: Loop[Any]) -> Iterator[Entry]:
    """Every element that the loop and its inner loops read and write, in the guide's order."""
    from edi_engine.guides.listing import entries_of

    return entries_of(loop)

"""A loop's table looked at once: which segment is which row, what opens another loop, what each field is when absent."""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_type_hints

from edi_engine.guides.table import Codes, Field, Into, Loop, Part, Place, Repeats, Row, Shape

REQUIRED: Any = ...                        # stands for "the noun must have one"
EMPTY_TEXT = frozenset({"text", "counter"})
EMPTY_TUPLE = frozenset({"texts", "integers", "pairs"})


Function = TypeVar("Function", bound=Callable[..., Any])


def _remembered(function: Function) -> Function:
    return cast(Function, cache(function))


@dataclass(frozen=True, slots=True)
class Condition:
    """What an element (or component) of a segment must be: one of the codes, or, when ``excluded``, none of them."""

    element: int
    component: int
    codes: frozenset[str]
    excluded: bool = False

    def holds(self, elements: list[str], component: str) -> bool:
        text = elements[self.element] if len(elements) > self.element else ""
        if self.component:
            parts = text.split(component)
            text = parts[self.component - 1] if len(parts) >= self.component else ""
        return (text in self.codes) is not self.excluded

    def excludes(self, other: "Condition") -> bool:
        """Whether no segment holds both, as far as their codes say."""
        return (self.element, self.component) == (other.element, other.component) and \
            not (self.excluded or other.excluded) and self.codes.isdisjoint(other.codes)


@dataclass(frozen=True, slots=True)
class Opener:
    """How a segment is told: its tag and conditions on its qualifiers."""

    tag: str
    conditions: tuple[Condition, ...] = ()

    def takes(self, elements: list[str], component: str) -> bool:
        return elements[0] == self.tag and all(condition.holds(elements, component) for condition in self.conditions)

    def meets(self, other: "Opener") -> bool:
        """Whether a segment may be told by both."""
        return self.tag == other.tag and not any(one.excludes(two) for one in self.conditions for two in other.conditions)


@dataclass(slots=True)
class RowPlan:
    """A row with its number in the loop and how its segment is told."""

    number: int
    row: Row | Into
    opener: Opener
    kind: str                              # direct, one, many, repeats, loop
    into: Into | None = None
    inner: "LoopPlan | None" = None

    @property
    def items(self) -> tuple[Field | Part, ...]:
        """The fields and parts of a direct row."""
        return tuple(item for item in self.row.fields if not isinstance(item, Into)) if isinstance(self.row, Row) else ()

    @property
    def shape(self) -> Shape[Any]:
        assert self.into and isinstance(self.into.what, Shape)
        return self.into.what

    @property
    def repeats(self) -> Repeats[Any]:
        assert self.into and isinstance(self.into.what, Repeats)
        return self.into.what

    @property
    def again(self) -> bool:
        """Whether the row's segment, or loop, may come more than once."""
        if self.kind == "repeats":
            return bool(self.repeats.slot)
        return bool(self.into and self.into.many)


@dataclass(slots=True)
class LoopPlan:
    """A loop, its rows, and what ends it: what opens the loops around it, and the rows that follow an inner loop there."""

    number: int
    loop: Loop[Any]
    rows: list[RowPlan] = field(default_factory=list)
    ends: tuple[Opener, ...] = ()
    by_tag: dict[str, list[RowPlan]] = field(default_factory=dict)

    def all(self) -> "list[LoopPlan]":
        """This loop and its inner loops, inner ones first."""
        inner = [plan for row in self.rows if row.inner for plan in row.inner.all()]
        return [*inner, self]

    def row_of(self, elements: list[str], component: str, first: bool) -> RowPlan | None:
        """The row that takes the segment; an inner loop's opening row takes only its first one."""
        for row in self.by_tag.get(elements[0], ()):
            if (first or row.number or not self.ends) and row.opener.takes(elements, component):
                return row
        return None


def planned(loop: Loop[Any]) -> LoopPlan:
    """The loop and its inner loops, numbered."""
    return _planned(loop, (), [0])


@_remembered
def absent(noun: type[Any], name: str, kind: str) -> Any:
    """What the field is when its element is empty; REQUIRED when the noun has no value for that."""
    if kind in EMPTY_TEXT:
        return ""
    if kind in EMPTY_TUPLE:
        return ()
    if noun is tuple or type(None) in get_args(get_type_hints(noun)[name]):
        return None
    return default_of(noun, name) if kind in ("part", "one", "composite") else REQUIRED


@_remembered
def nothing(noun: type[Any], item: Field) -> Any:
    """The value of a field that says nothing: a segment that has no other is not written."""
    value = absent(noun, item.name, item.kind)
    if value is REQUIRED:
        return blank(item.shape.noun, item.shape.fields) if item.shape else 0
    return value


@_remembered
def default_of(noun: type[Any], name: str) -> Any:
    """The noun's default for a field; REQUIRED when there is none."""
    found = next(item for item in fields(noun) if item.name == name)
    if found.default is not MISSING:
        return found.default
    return found.default_factory() if found.default_factory is not MISSING else REQUIRED


@_remembered
def has(noun: type[Any], name: str) -> bool:
    """Whether the noun has such a field."""
    return noun is not tuple and any(item.name == name for item in fields(noun))


def blank(noun: type[Any], shape: tuple[Field, ...]) -> Any:
    """The noun with nothing in it: stands for a required segment that is not in the file."""
    values: dict[str, Any] = {}
    for item in shape:
        if item.name:
            values |= _absent_field(noun, item)
    return tuple(values.values()) if noun is tuple else noun(**values)


def absents(loop: Loop[Any]) -> dict[str, Any]:
    """What every field that the loop's rows fill is when nothing is in the file."""
    found: dict[str, Any] = {}
    for row in loop.rows:
        if isinstance(row, Into):
            found[row.name] = _absent_into(loop.noun, row)
        for item in row.fields if isinstance(row, Row) else ():
            if isinstance(item, Into):
                found[item.name] = _absent_into(loop.noun, item)
            elif isinstance(item, Part):
                found[item.name] = default_of(loop.noun, item.name)
            elif item.name:
                found |= _absent_field(loop.noun, item)
    return found


def _absent_into(noun: type[Any], into: Into) -> Any:
    value = () if into.many else absent(noun, into.name, "one")
    if value is not REQUIRED:
        return value
    if isinstance(into.what, Loop):
        return into.what.noun(**absents(into.what))
    return blank(into.what.noun, into.what.fields)


def _absent_field(noun: type[Any], item: Field) -> dict[str, Any]:
    value = absent(noun, item.name, item.kind)
    if value is REQUIRED:
        value = blank(item.shape.noun, item.shape.fields) if item.shape else 0 if item.kind == "money" else None
    return {item.name: value, item.also: None} if item.kind == "span" else {item.name: value}


def _planned(loop: Loop[Any], outer: tuple[Opener, ...], numbers: list[int]) -> LoopPlan:
    openers = tuple(_opener(loop, row) for row in loop.rows)
    inner = next((number for number, row in enumerate(loop.rows) if not isinstance(row, Row)), 0)
    own = tuple(openers[inner:]) if inner else ()
    rows = [RowPlan(number, row, openers[number], *_kind(row)) for number, row in enumerate(loop.rows)]
    for row in rows:
        if row.kind == "loop" and row.into and isinstance(row.into.what, Loop):
            row.inner = _planned(row.into.what, outer + own, numbers)
    numbers[0] += 1
    by_tag: dict[str, list[RowPlan]] = {}
    for row in rows:
        by_tag.setdefault(row.opener.tag, []).append(row)
    return LoopPlan(numbers[0], loop, rows, outer, by_tag)


def _kind(row: Row | Into) -> tuple[str, Into | None]:
    if isinstance(row, Into):
        return "loop", row
    into = next((item for item in row.fields if isinstance(item, Into)), None)
    if into is None:
        return "direct", None
    if len(row.fields) > 1:
        raise TypeError(f"{row.tag}: a row is a noun of its own or fields of the loop's noun, not both")
    return "repeats" if isinstance(into.what, Repeats) else "many" if into.many else "one", into


def _opener(loop: Loop[Any], row: Row | Into) -> Opener:
    tag, qualifiers = _told_by(row)
    return Opener(tag, tuple(_condition(loop, tag, place, codes) for place, codes in qualifiers.items()))


def _told_by(row: Row | Into) -> tuple[str, dict[Place, str]]:
    if isinstance(row, Into):
        assert isinstance(row.what, Loop)
        return _told_by(row.what.rows[0])
    return row.tag, dict(row.qualifiers)


def _condition(loop: Loop[Any], tag: str, place: Place, codes: str) -> Condition:
    element, component = place if isinstance(place, tuple) else (place, 0)
    if not isinstance(codes, Codes):
        return Condition(element, component, frozenset(codes.split()))
    named = [qualifiers.get(place, "") for other, qualifiers in map(_told_by, loop.rows) if other == tag]
    taken = {code for text in named if not isinstance(text, Codes) for code in text.split()}
    return Condition(element, component, frozenset(taken - set(codes.split())), excluded=True)

"""A mapping table: where a document of another vocabulary says what an encounter says, and how its values become ours.

A row is a path there, a path here and a conversion. The rows compile to a tree, so that a document is walked once and what no
row knows is met on the way. The same rows are the page that explains them.

A path there is names with points between. ``name[each]`` is every element of a list, and its position fills the next ``[]`` of
the path here; ``name[npi]`` is the element that the selector of that name chooses; ``name[rest]`` is what the others leave. A
step with a capital is the kind of resource to which a reference leads. A path here that begins with ``_`` is not of the model:
the vocabulary makes something of it afterwards.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

_STEP = re.compile(r"(\w+)(?:\[(\w+)\])?")
_PLACE = re.compile(r"\[(\d+)\]")

Unknown = Callable[[tuple[str, ...]], str]
"""What is said of a name that no row knows, given the steps to where it stands: error, info, or nothing."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a value becomes ours: in words for the page, and as a function that raises Stop for what cannot."""

    words: str
    of: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Selector:
    """Which element of a list is meant: in words for the page, and as a function that gives its position or None."""

    words: str
    choose: Callable[[list[Any]], int | None]


class Stop(Exception):
    """A value that cannot become ours, as the problem that it is."""

    def __init__(self, kind: str, rule: str = "EXC-5", **facts: Any) -> None:
        super().__init__(kind)
        self.rule, self.kind, self.facts = rule, kind, facts


AS_IT_IS = Conversion("", lambda said: said)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a mapping table; without a path here it is only looked at, or said not to be used."""

    there: str
    here: str = ""
    read: Conversion = AS_IT_IS


@dataclass(slots=True)
class Branch:
    """What the table knows at one place of a document."""

    unknown: str                                                    # what is said of names that it does not know
    rows: list[Row] = field(default_factory=list)                   # rows that end here
    below: list[Row] = field(default_factory=list)                  # rows that end further down
    inner: dict[str, dict[str, "Branch"]] = field(default_factory=dict)     # name -> selector -> what follows
    element: str = ""                                               # path here of an element of the list, when it is an object

    @property
    def kinds(self) -> bool:
        """Whether a reference stands here: what follows are kinds of resources."""
        return any(name[0].isupper() for name in self.inner)


class Table:
    """The rows of a vocabulary, ready to be walked."""

    def __init__(self, rows: tuple[Row, ...], selectors: dict[str, Selector], unknown: Unknown,
                 quiet: frozenset[str] = frozenset(), never: frozenset[str] = frozenset()) -> None:
        self.rows, self.selectors = rows, selectors
        self.quiet, self.never = quiet, never                       # names that say nothing, and that nobody may pass over
        self.root = Branch(unknown(()))
        self.by_here: dict[str, list[Row]] = {}
        for row in rows:
            self.by_here.setdefault(row.here, []).append(row)
            self._plant(row, unknown)

    def _plant(self, row: Row, unknown: Unknown) -> None:
        branch, steps, depth = self.root, (), 0      # type: tuple[Branch, tuple[str, ...], int]
        for name, selector in steps_of(row.there):
            branch.below.append(row)
            steps += (name,)
            branch = branch.inner.setdefault(name, {}).setdefault(selector, Branch(unknown(steps)))
            if selector == "each":
                depth += 1
                branch.element = branch.element or _element(row.here, depth)
        branch.rows.append(row)

    def place(self, path: str, known: dict[str, str]) -> str:
        """Where a field that nobody said should stand, given where the steps of the walk stood; "" when no row fills it."""
        pattern = _PLACE.sub("[]", path)
        at = [int(number) for number in _PLACE.findall(path)]
        if pattern in self.by_here:
            found = [_nearest(_filled(row.there, at), known) for row in self.by_here[pattern]]
            return max(found, key=lambda near: near[0])[1]
        ways = [_filled(row.there, at, row.here[len(pattern):].count(".")) for row in self._parts(pattern)]
        found = [_nearest(way, known) for way in sorted(ways, key=len)]
        return next((place for _, place in found if place), "")

    def _parts(self, pattern: str) -> Iterator[Row]:
        """The rows that fill a part of a field."""
        return (row for row in self.rows if row.here.startswith((f"{pattern}.", f"{pattern}[")))


def steps_of(there: str) -> list[tuple[str, str]]:
    """The steps of a path there, each a name and its selector.

    >>> steps_of("item[each].net.value")
    [('item', 'each'), ('net', ''), ('value', '')]
    """
    return _STEP.findall(there)


def filled(here: str, at: tuple[int, ...]) -> str:
    """A path here with its positions.

    >>> filled("lines[].modifiers[]", (1, 0))
    'lines[1].modifiers[0]'
    """
    for number in at[:here.count("[]")]:
        here = here.replace("[]", f"[{number}]", 1)
    return here


def joined(place: str, name: str) -> str:
    """The place of a part of something."""
    return f"{place}.{name}" if place and not place.endswith(", ") else place + name


def _element(here: str, depth: int) -> str:
    """The path here of the element of the list of that depth, when something more follows."""
    parts = here.split("[]")
    return "[]".join(parts[:depth]) + "[]" if len(parts) > depth and parts[depth] else ""


def _filled(there: str, at: list[int], surplus: int = 0) -> list[str]:
    """The steps of a path there with its positions, up to the first list whose position nobody knows."""
    steps: list[str] = []
    numbers = iter(at)
    for name, selector in steps_of(there):
        number = next(numbers, None) if selector == "each" else None
        if selector == "each" and number is None:
            return [*steps, name]
        steps.append(f"{name}[{number}]" if number is not None else f"{name}[{selector}]" if selector else name)
    return steps[:len(steps) - surplus]


def _nearest(steps: list[str], known: dict[str, str]) -> tuple[int, str]:
    """The longest part of the way that was walked, and the place at its end with the names that lead on."""
    for length in range(len(steps), -1, -1):
        if (place := known.get(".".join(steps[:length]))) is not None:
            for step in steps[length:]:
                if not step[0].isupper():
                    place = joined(place, re.sub(r"\[[a-z]\w*\]", "", step))
            return length, place
    return -1, ""

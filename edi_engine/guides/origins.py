"""Where each segment that a noun is written as comes from: its loop, its row of the table, the path of the noun in it.

Made from the same compiled rows that write it, when somebody asks what a segment says; writing itself knows nothing of it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

from edi_engine.guides.keeping import restored
from edi_engine.guides.listing import elements_of
from edi_engine.guides.plan import LoopPlan, RowPlan
from edi_engine.guides.table import Field, Into, Repeats, Row
from edi_engine.guides.writing import segments_of

STEP = re.compile(r"(\w+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Origin:
    """A written segment and where it comes from."""

    text: str                      # neutral
    loop: str                      # as the guide names it: 2010AA
    row: Row | None                # None: kept as it stood
    path: str = ""                 # of the noun that the row is a part of: lines[1].drug
    nth: int = 0                   # which one of its row's
    slots: tuple[int | None, ...] = ()     # of a segment of several nouns: which of them is in which group

    def field(self, element: int | None = None, component: int | None = None) -> str:
        """The path of the field that an element is; of the whole segment, or of an element of several, what they share.

        An element that no field holds, a qualifier or a constant, is said of the segment.
        """
        known = _fields(self.row) if self.row else {}
        at = [name for (e, c), name in known.items() if e == element and component in (None, c)]
        at = at or [name for (e, _), name in known.items() if e == element] or list(known.values())
        return joined(self.path, shared(self._numbered(name) for name in at)) if at else self.path

    def _numbered(self, name: str) -> str:
        """The name of a field of the row, with the number of its noun."""
        into = next((item for item in self.row.fields if isinstance(item, Into)), None) if self.row else None
        if into is None or not into.many:
            return name
        rest = name[len(into.name):]
        if not isinstance(into.what, Repeats):
            return f"{into.name}[{self.nth}]{rest}"
        group, rest = int(rest[1:rest.index("]")]), rest[rest.index("]") + 1:]
        number = self.slots[group] if group < len(self.slots) else None
        return into.name if number is None else f"{into.name}[{number}]{rest}"


def told(loop: LoopPlan, written: Mapping[str, Any], noun: Any, path: str = "", number: int = 1) -> Iterator[Origin]:
    """The segments of a noun, with what was kept in its place, each with its origin; ``path`` leads to the noun."""
    pieces = written[f"own_{loop.number}"](noun, number)
    counts: Counter[int] = Counter()
    for row_number, piece in pieces if noun.kept is None else restored(pieces, noun.kept):
        row, nth = loop.rows[row_number] if row_number >= 0 else None, counts[row_number]
        counts[row_number] += 1
        if row is None:
            yield Origin(str(piece), loop.loop.id, None, path)
        elif row.inner and row.into:
            value, name = getattr(noun, row.into.name), row.into.name
            inner, step = (value[nth], f"{name}[{nth}]") if row.into.many else (value, name)
            yield from told(row.inner, written, inner, joined(path, step), nth + 1)
        elif isinstance(row.row, Row):
            yield Origin(str(piece), row.row.loop or loop.loop.id, row.row, path, nth, _slots(row, noun, nth))


def joined(path: str, name: str) -> str:
    """One path behind the other."""
    return f"{path}.{name}" if path and name else path or name


def shared(paths: Iterable[str]) -> str:
    """What paths have in common, in whole steps.

    >>> shared(["lines[1].charge", "lines[1].procedure.code"]), shared(["name.last", "address.city"])
    ('lines[1]', '')
    """
    steps = [each[0] for each in takewhile(lambda each: len(set(each)) == 1, zip(*map(STEP.findall, paths), strict=False))]
    return "".join(f".{name}" if name else f"[{number}]" for name, number in steps).lstrip(".")


def _slots(row: RowPlan, noun: Any, nth: int) -> tuple[int | None, ...]:
    if row.kind != "repeats" or row.into is None:
        return ()
    repeats, items = row.repeats, getattr(noun, row.into.name)
    groups = segments_of(items, repeats.slot, tuple(item.name for item in repeats.shared), repeats.times)
    numbers = {id(item): number for number, item in enumerate(items)}
    return tuple(None if item is None else numbers[id(item)] for item in groups[nth]) if nth < len(groups) else ()


@cache
def _fields(row: Row) -> dict[tuple[int, int], str]:
    """Each element that a field holds with its name; a list's with their number, a repeated noun's with that of its group."""
    found: dict[tuple[int, int], str] = {}
    for item in row.fields:
        counts: Counter[str] = Counter()
        for element, component, name, kind in elements_of(item):
            if name:
                found[element, component] = _named(item, name, kind, counts[name], element)
                counts[name] += 1
    return found


def _named(item: Any, name: str, kind: str, count: int, element: int) -> str:
    if isinstance(item, Into) and isinstance(item.what, Repeats):
        own = item.what
        group = (element - own.first) // own.step if element >= own.first else 0
        return f"{item.name}[{group}]{name[len(item.name):]}"
    if kind in ("texts", "integers"):
        return f"{name}[{count}]"
    return f"{name}[{count // 2}]" if _in_pairs(item, name) else name


def _in_pairs(item: Any, name: str) -> bool:
    fields = (item,) if isinstance(item, Field) else getattr(item.what if isinstance(item, Into) else item.shape, "fields", ())
    return any(field.kind == "pairs" and field.name == name.rpartition(".")[2] for field in fields)

"""What a guide's table reads and writes, element by element: for ``edi guide``, its coverage, and the reference."""

from collections.abc import Iterator
from typing import Any

from edi_engine.guides.table import Entry, Field, Into, Loop, Part, Repeats, Row


def entries_of(loop: Loop[Any], path: str = "") -> Iterator[Entry]:
    """Every element that a field of the loop or of its inner loops holds, qualifiers and constants included."""
    for row in loop.rows:
        if isinstance(row, Into) and isinstance(row.what, Loop):
            yield from entries_of(row.what, f"{path}{row.name}.")
        elif isinstance(row, Row):
            yield from _of_row(loop.id, row, path)


def _of_row(loop: str, row: Row, path: str) -> Iterator[Entry]:
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for place in row.qualifiers:
        found[place if isinstance(place, tuple) else (place, 0)] = ("", "qualifier")
    for item in row.fields:
        for element, component, name, kind in elements_of(item):
            found[element, component] = (path + name if name else "", kind)
    for (element, component), (name, kind) in sorted(found.items()):
        yield Entry(row.loop or loop, row.tag, row.qualifiers, element, component, name, kind)


def elements_of(item: Field | Part | Into) -> Iterator[tuple[int, int, str, str]]:
    """(element, component, name, kind) of one item of a row."""
    if isinstance(item, Field):
        yield from _of_field(item)
    elif isinstance(item, Part) or not isinstance(item.what, Repeats):
        inner = item.shape if isinstance(item, Part) else item.what
        for piece in inner.fields:  # type: ignore[union-attr]
            for element, component, name, kind in _of_field(piece):
                yield element, component, f"{item.name}.{name}" if name else "", kind
    else:
        yield from _of_repeats(item.name, item.what)


def _of_repeats(into: str, repeats: Repeats[Any]) -> Iterator[tuple[int, int, str, str]]:
    for piece in repeats.shared:
        yield piece.element, piece.component, f"{into}.{piece.name}", piece.kind
    for slot in range(repeats.times):
        for piece in repeats.fields:
            yield repeats.first + slot * repeats.step + piece.element, piece.component, f"{into}.{piece.name}", piece.kind


def _of_field(field: Field) -> Iterator[tuple[int, int, str, str]]:
    if field.kind == "composite" and field.shape:
        for piece in field.shape.fields:
            for component, _, name, kind in _of_field(piece):
                yield field.element, component, f"{field.name}.{name}", kind
    elif field.kind == "span":
        yield field.element, 0, "", "qualifier"
        yield field.element + 1, 0, field.name, "span"
    elif field.kind == "pairs":
        for element in range(field.element, field.element + 2 * field.last):
            yield element, 0, field.name, "text"
    elif field.kind in ("texts", "integers"):
        for n in range(field.component or field.element, field.last + 1):
            yield (field.element, n, field.name, field.kind) if field.component else (n, 0, field.name, field.kind)
    else:
        yield field.element, field.component, field.name, field.kind

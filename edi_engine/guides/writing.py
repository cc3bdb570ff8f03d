"""The writer of a loop: source text made from its rows, one function per loop.

``write_N(noun)`` gives the loop's segments and those of its inner loops. What was kept needs to know which row wrote what:
``pieces_N`` gives the segments with the number of their row, its inner loops as lists (``own_N``: as empty lists).
"""

from dataclasses import dataclass, replace
from typing import Any

from edi_engine.guides import keeping, plan
from edi_engine.guides.plan import LoopPlan, RowPlan
from edi_engine.guides.source import Source
from edi_engine.guides.table import COMPONENT, ELEMENT, Field, Part, Repeats, Shape, qualified
from edi_engine.guides.values import CONVERSIONS, Written, days_text


def fixed(texts: Any, count: int) -> tuple[str, ...]:
    """As many texts as there is room for; ValueError for more, which no segment of the guide can hold."""
    if len(texts) > count:
        raise ValueError(f"{len(texts)} values do not fit into {count} elements")
    return (*map(str, texts), *("",) * (count - len(texts)))


def spanned(period: tuple[Any, Any]) -> str:
    """The format qualifier and the day or the range of days, as two elements."""
    since, until = period
    if since is None:
        return ELEMENT
    form, text = ("D8", CONVERSIONS["day"][1](since)) if until is None else ("RD8", days_text(period))
    return form + ELEMENT + text


def flat(pieces: keeping.Pieces) -> list[str]:
    """The segments of pieces, one after the other."""
    return [segment for _, piece in pieces for segment in ([piece] if isinstance(piece, str) else piece)]


def segments_of(items: Any, slot: str, shared: tuple[str, ...], times: int) -> list[list[Any]]:
    """Nouns in the groups of their segments, None for an empty group.

    Those of a file stand as they stood (``at`` and slot); those made by us fill up one segment for each value of the shared
    fields.
    """
    if not slot and not shared:
        return [list(items[n:n + times]) for n in range(0, len(items), times)]
    found: list[list[Any]] = []
    open_ones: dict[tuple[Any, ...], list[Any]] = {}
    for item in items:
        key = (getattr(item, "at", 0) if slot else 0, *(getattr(item, name) for name in shared))
        segment = open_ones.get(key)
        number = getattr(item, slot) if key[0] else (len(segment) + 1 if segment else 1)
        if segment is None or number <= len(segment) or number > times:
            segment = open_ones[key] = []
            found.append(segment)
            number = number if key[0] else 1
        segment += [None] * (number - 1 - len(segment))
        segment.append(item)
    return found


def writer() -> Source:
    """A source with the names that every writer uses."""
    names = {"E": ELEMENT, "C": COMPONENT, "fixed": fixed, "span_text": Written(spanned), "segments_of": segments_of,
             "restored": keeping.restored, "flat": flat, "Written": Written}
    return Source(names=names | {f"{kind}_text": Written(write) for kind, (_, write) in CONVERSIONS.items()})


def write_writers(source: Source, loops: LoopPlan) -> None:
    """The functions of the loop and its inner loops, into the source."""
    for loop in loops.all():
        n = loop.number
        _rows(source, loop, f"pieces_{n}(x, number=1, whole=True)", _PIECES)
        source.add(f"def own_{n}(x, number=1):", f"    return pieces_{n}(x, number, False)")
        _rows(source, loop, f"write_{n}(x, number=1)", _FLAT, "if x.kept is not None:",
              f"    return flat(restored(pieces_{n}(x, number), x.kept))")


@dataclass(frozen=True, slots=True)
class _Way:
    """How a function takes in a segment of a row, and an inner loop."""

    segment: str
    inner: str


_PIECES = _Way("out.append(({row}, {text}))", "out.append(({row}, write_{loop}(y, n) if whole else []))")
_FLAT = _Way("out.append({text})", "out += write_{loop}(y, n)")


def write_composite(source: Source, shape: Shape[Any]) -> str:
    """The function that writes a noun as a composite; its name. None is no text."""
    if shape not in source.made:
        values = "y" if shape.noun is tuple else "".join(f"y.{item.name}, " for item in shape.fields if item.name)
        source.made[shape] = f"compose_{len(source.made)}"
        _beside(source, f"def {source.made[shape]}(y):",
                f"    return '' if y is None else {_composed(source, shape)}[{values}]")
    return source.made[shape]


def _composed(source: Source, shape: Shape[Any]) -> str:
    """The memory of the texts of a composite, by the tuple of the values of its fields; its name."""
    if shape.fields not in source.made:
        number, source.made[shape.fields] = len(source.made), f"composed_{len(source.made)}"
        variables = "".join(f"v{n}, " for n, item in enumerate(shape.fields) if item.name)
        cells = _cells([(item, f"v{n}") for n, item in enumerate(shape.fields)], source)
        _beside(source, f"def joined_{number}(y):", f"    {variables}= y", f"    return C.join(({cells})).rstrip(C)",
                f"composed_{number} = Written(joined_{number})")
    return source.made[shape.fields]


def _beside(source: Source, *lines: str) -> None:
    """Lines of their own before the function in the making."""
    source.lines[:0] = lines


# --- rows -------------------------------------------------------------------------------------------------------------

def _rows(source: Source, loop: LoopPlan, signature: str, way: _Way, *first: str) -> None:
    source.add(f"def {signature}:", f"    # {loop.loop.id}")
    source.depth += 1
    source.add(*first, "out = []")
    blanks = plan.absents(loop.loop)
    for row in loop.rows:
        if row.kind == "direct":
            _direct(source, loop, row, way)
        elif row.into:
            _into(source, row, blanks[row.into.name], way)
    source.add("return out")
    source.depth -= 1


def _into(source: Source, row: RowPlan, blank: Any, way: _Way) -> None:
    assert row.into
    if row.kind == "repeats":
        return _repeats(source, row, way)
    source.add(f"y = x.{row.into.name}")
    if row.into.many:
        source.add("if y:", "    for n, y in enumerate(y, 1):" if row.inner else "    for y in y:")
    else:
        named = source.name("blank_", blank) if blank is not None else ""        # an empty segment that was read has an index
        number = ["    n = 1"] if row.inner else []
        source.add(f"if y is not None and (y.at or y != {named}):" if named else "if y is not None:", *number)
    depth, source.depth = source.depth, source.depth + 1 + row.into.many
    if row.inner:
        source.add(way.inner.format(row=row.number, loop=row.inner.number))
    else:
        _segment(source, row, _of(row.shape), way)
    source.depth = depth


def _of(shape: Shape[Any]) -> list[tuple[Field, str]]:
    """The fields of a shape with where they are found in y."""
    if shape.noun is tuple:
        named = [item for item in shape.fields if item.name]
        return [(item, f"y[{named.index(item)}]" if item.name else "") for item in shape.fields]
    return [(item, f"y.{item.name}") for item in shape.fields]


def _direct(source: Source, loop: LoopPlan, row: RowPlan, way: _Way) -> None:
    cells: list[tuple[Field, str]] = []
    for item in row.items:
        if isinstance(item, Part):
            blank = plan.blank(item.shape.noun, item.shape.fields)
            source.add(f"p_{item.name} = {source.name('blank_', blank)} if x.{item.name} is None else x.{item.name}")
            cells += [(piece, f"p_{item.name}.{piece.name}") for piece in item.shape.fields]
        else:
            cells.append((item, f"x.{item.name}"))
    told = {condition.element for condition in row.opener.conditions if not condition.component}
    there = [_said(source, loop, row, item, place)
             for item, place in sorted(cells, key=lambda cell: cell[0].kind == "composite")    # whose comparison is dear
             if item.name and item.element not in told]
    if row.number:
        source.add(f"if {' or '.join(there)}:")
        source.depth += 1
    _segment(source, row, cells, way)
    source.depth -= bool(row.number)


def _said(source: Source, loop: LoopPlan, row: RowPlan, item: Field, place: str) -> str:
    """Whether a field says something, so that its row must be written."""
    noun = next((part.shape.noun for part in row.items if isinstance(part, Part) and item in part.shape.fields), loop.loop.noun)
    nothing = plan.nothing(noun, item)
    if nothing is None:
        return f"{place} is not None"
    return place if nothing in ("", (), 0) else f"{place} != {source.name('nothing_', nothing)}"


def _repeats(source: Source, row: RowPlan, way: _Way) -> None:
    repeats: Repeats[Any] = row.repeats
    assert row.into
    named = source.name("shared_", tuple(item.name for item in repeats.shared))
    group = _cells([(item, f"y.{item.name}") for item in repeats.fields], source, base=0, size=repeats.step)
    empty = "(" + "'', " * repeats.step + ")"
    shared = _cells([(item, f"first.{item.name}") for item in repeats.shared], source, size=repeats.first - 1)
    first = ("    first = next(y for y in group if y is not None)",) if repeats.shared else ()
    source.add(f"for group in segments_of(x.{row.into.name}, {repeats.slot!r}, {named}, {repeats.times}) "
               f"if x.{row.into.name} else ():", *first,
               f"    cells = [cell for y in group for cell in ({empty} if y is None else ({group}))]",
               "    " + _taken(row, f"{shared}*cells", way))


def _segment(source: Source, row: RowPlan, cells: list[tuple[Field, str]], way: _Way) -> None:
    told = [(Field("told", condition.element, component=condition.component, also=next(iter(condition.codes))), "")
            for condition in row.opener.conditions
            if len(condition.codes) == 1 and not condition.excluded and not _is_read(condition, cells)]
    source.add(_taken(row, _cells(cells + told, source), way))


def _taken(row: RowPlan, cells: str, way: _Way) -> str:
    return way.segment.format(row=row.number, text=f"E.join(({row.opener.tag!r}, {cells})).rstrip(E)")


def _is_read(condition: plan.Condition, cells: list[tuple[Field, str]]) -> bool:
    return any((item.element, item.component) == (condition.element, condition.component) for item, _ in cells)


# --- elements ---------------------------------------------------------------------------------------------------------

def _cells(cells: list[tuple[Field, str]], source: Source, base: int = 1, size: int = 0) -> str:
    """The elements from ``base`` on, up to ``size`` of them or to the last field, as the inside of a tuple."""
    by_element: dict[int, list[tuple[Field, str]]] = {}
    for item, place in cells:
        by_element.setdefault(item.element, []).append((item, place))
    found, n = [], base
    last = max([base + size - 1, *by_element]) if by_element else base + size - 1
    while n <= last:
        group = by_element.get(n, [])
        text, width = _element(group, cells, source)
        found.append(text)
        n += width
    return "".join(f"{text}, " for text in found)


def _element(group: list[tuple[Field, str]], cells: list[tuple[Field, str]], source: Source) -> tuple[str, int]:
    if not group:
        return "''", 1
    item, place = group[0]
    if item.component:
        return _components(group, source)
    return (_constant(item, cells), 1) if item.kind == "constant" else _cell(item, place, source)


def _constant(item: Field, cells: list[tuple[Field, str]]) -> str:
    """The constant when its field is there."""
    found = qualified(item, (other for other, _ in cells if other.kind != "told"))
    place = next((place for other, place in cells if other is found), None)
    if not place or not found:
        return repr(item.also)
    there = place if found.kind in plan.EMPTY_TEXT | plan.EMPTY_TUPLE else f"{place} is not None"
    return f"({item.also!r} if {there} else '')"


def _components(group: list[tuple[Field, str]], source: Source) -> tuple[str, int]:
    """Several fields inside one composite element."""
    ordered = sorted(group, key=lambda cell: cell[0].component)
    shape = Shape(tuple, *(replace(item, element=item.component, component=0) for item, _ in ordered))
    return f"{_composed(source, shape)}[{''.join(f'{place}, ' for item, place in ordered if item.name)}]", 1


def _cell(item: Field, place: str, source: Source) -> tuple[str, int]:
    """The expression of a field's text, and how many elements it fills."""
    if item.kind == "text":
        return place, 1
    if item.kind == "counter":
        return f"({place} or str(number))", 1
    if item.kind == "told":
        return repr(item.also), 1
    if item.kind in ("texts", "integers"):
        width = item.last - item.element + 1
        return f"*fixed({place}, {width})", width
    if item.kind == "pairs":
        return f"*fixed([text for pair in {place} for text in pair], {2 * item.last})", 2 * item.last
    if item.kind == "span":
        return f"span_text[{place}, {place.rpartition('.')[0]}.{item.also}]", 2
    if item.kind == "composite" and item.shape:
        return f"{write_composite(source, item.shape)}({place})", 1
    return f"{item.kind}_text[{place}]", 1

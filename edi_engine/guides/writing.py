"""The writer of a loop: source text made from its rows, one function per loop.

``pieces_N(noun)`` gives the loop's segments with the number of their row, its inner loops as lists (``own_N``: as empty
lists); ``write_N`` gives the segments alone, with what was kept in its place.
"""

from dataclasses import replace
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


def spanned(since: Any, until: Any) -> tuple[str, str]:
    """The format qualifier and the day or the range of days."""
    if since is None:
        return "", ""
    return ("D8", CONVERSIONS["day"][1](since)) if until is None else ("RD8", days_text((since, until)))


def segments_of(items: Any, slot: str, shared: tuple[str, ...], times: int) -> list[list[Any]]:
    """Nouns in the groups of their segments, None for an empty group.

    Those of a file stand as they stood (``at`` and slot); those made by us fill up one segment for each value of the shared
    fields.
    """
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
    names = {"E": ELEMENT, "C": COMPONENT, "fixed": fixed, "spanned": spanned, "segments_of": segments_of,
             "restored": keeping.restored}
    return Source(names=names | {f"{kind}_text": Written(write) for kind, (_, write) in CONVERSIONS.items()})


def write_writers(source: Source, loops: LoopPlan) -> None:
    """The functions of the loop and its inner loops, into the source."""
    for loop in loops.all():
        _pieces(source, loop, "pieces", "write_{}(y, n)")
        _pieces(source, loop, "own", "[]")
        source.add(f"def write_{loop.number}(x, number=1):", "    out = []",
                   f"    pieces = pieces_{loop.number}(x, number)",
                   "    for row, piece in pieces if x.kept is None else restored(pieces, x.kept):",
                   "        out.append(piece) if type(piece) is str else out.extend(piece)", "    return out")


def write_composite(source: Source, shape: Shape[Any]) -> str:
    """The function that writes a noun as a composite; its name. None is no text."""
    name = f"compose_{source.name('shape_', shape)}"
    if name not in source.names:
        source.names[name] = None
        depth, source.depth = source.depth, 0
        lines, source.lines = source.lines, []
        variables = "".join(f"v{n}, " for n, item in enumerate(shape.fields) if item.name)
        cells = _cells([(item, f"v{n}") for n, item in enumerate(shape.fields)], source)
        source.add(f"def {name}(y):", "    if y is None:", "        return ''",
                   *([f"    {variables}= y"] if shape.noun is tuple else
                     [f"    v{n} = y.{item.name}" for n, item in enumerate(shape.fields) if item.name]),
                   f"    return C.join(({cells})).rstrip(C)")
        source.lines, source.depth = source.lines + lines, depth
    return name


# --- rows -------------------------------------------------------------------------------------------------------------

def _pieces(source: Source, loop: LoopPlan, name: str, inner: str) -> None:
    source.add(f"def {name}_{loop.number}(x, number=1):", f"    # {loop.loop.id}", "    out = []")
    source.depth += 1
    blanks = plan.absents(loop.loop)
    for row in loop.rows:
        if row.kind == "direct":
            _direct(source, loop, row)
        elif row.into:
            _into(source, row, blanks[row.into.name], inner)
    source.add("return out")
    source.depth -= 1


def _into(source: Source, row: RowPlan, blank: Any, inner: str) -> None:
    assert row.into
    if row.kind == "repeats":
        return _repeats(source, row)
    source.add(f"y = x.{row.into.name}")
    if row.into.many:
        source.add("if y:", "    for n, y in enumerate(y, 1):" if row.inner else "    for y in y:")
    else:
        named = source.name("blank_", blank) if blank is not None else ""        # an empty segment that was read has an index
        number = ["    n = 1"] if row.inner else []
        source.add(f"if y is not None and (y.at or y != {named}):" if named else "if y is not None:", *number)
    depth, source.depth = source.depth, source.depth + 1 + row.into.many
    if row.inner:
        source.add(f"out.append(({row.number}, {inner.format(row.inner.number)}))")
    else:
        _segment(source, row, _of(row.shape))
    source.depth = depth


def _of(shape: Shape[Any]) -> list[tuple[Field, str]]:
    """The fields of a shape with where they are found in y."""
    if shape.noun is tuple:
        named = [item for item in shape.fields if item.name]
        return [(item, f"y[{named.index(item)}]" if item.name else "") for item in shape.fields]
    return [(item, f"y.{item.name}") for item in shape.fields]


def _direct(source: Source, loop: LoopPlan, row: RowPlan) -> None:
    cells: list[tuple[Field, str]] = []
    for item in row.items:
        if isinstance(item, Part):
            blank = plan.blank(item.shape.noun, item.shape.fields)
            source.add(f"p_{item.name} = {source.name('blank_', blank)} if x.{item.name} is None else x.{item.name}")
            cells += [(piece, f"p_{item.name}.{piece.name}") for piece in item.shape.fields]
        else:
            cells.append((item, f"x.{item.name}"))
    told = {condition.element for condition in row.opener.conditions if not condition.component}
    there = [f"{place} not in {_nothing(source, loop, row, item)}" for item, place in cells
             if item.name and item.element not in told]
    if row.number:
        source.add(f"if {' or '.join(there)}:")
        source.depth += 1
    _segment(source, row, cells)
    source.depth -= bool(row.number)


def _nothing(source: Source, loop: LoopPlan, row: RowPlan, item: Field) -> str:
    """The values of a field with which its row need not be written."""
    noun = next((part.shape.noun for part in row.items if isinstance(part, Part) and item in part.shape.fields), loop.loop.noun)
    values = plan.nothing(noun, item)
    return repr(values) if values[-1] in ("", None, (), 0) else source.name("nothing_", values)


def _repeats(source: Source, row: RowPlan) -> None:
    repeats: Repeats[Any] = row.repeats
    assert row.into
    named = source.name("shared_", tuple(item.name for item in repeats.shared))
    group = _cells([(item, f"y.{item.name}") for item in repeats.fields], source, base=0, size=repeats.step)
    empty = "(" + "'', " * repeats.step + ")"
    shared = _cells([(item, f"first.{item.name}") for item in repeats.shared], source, size=repeats.first - 1)
    source.add(f"for group in segments_of(x.{row.into.name}, {repeats.slot!r}, {named}, {repeats.times}) "
               f"if x.{row.into.name} else ():",
               "    first = next(y for y in group if y is not None)",
               f"    cells = [cell for y in group for cell in ({empty} if y is None else ({group}))]",
               f"    out.append(({row.number}, E.join(({row.opener.tag!r}, {shared}*cells)).rstrip(E)))")


def _segment(source: Source, row: RowPlan, cells: list[tuple[Field, str]]) -> None:
    told = [(Field("told", condition.element, component=condition.component, also=next(iter(condition.codes))), "")
            for condition in row.opener.conditions
            if len(condition.codes) == 1 and not condition.excluded and not _is_read(condition, cells)]
    source.add(f"out.append(({row.number}, E.join(({row.opener.tag!r}, {_cells(cells + told, source)})).rstrip(E)))")


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
    return f"({item.also!r} if {place} not in ('', None, ()) else '')" if place else repr(item.also)


def _components(group: list[tuple[Field, str]], source: Source) -> tuple[str, int]:
    """Several fields inside one composite element."""
    ordered = sorted(group, key=lambda cell: cell[0].component)
    shape = Shape(tuple, *(replace(item, element=item.component, component=0) for item, _ in ordered))
    return f"{write_composite(source, shape)}(({''.join(f'{place}, ' for item, place in ordered if item.name)}))", 1


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
        return f"*spanned({place}, {place.rpartition('.')[0]}.{item.also})", 2
    if item.kind == "composite" and item.shape:
        return f"{write_composite(source, item.shape)}({place})", 1
    return f"{item.kind}_text[{place}]", 1

"""The quick reader of a loop: source text made from its rows, one function per loop.

The functions read what stands in the guide's order and in the guide's form, which is nearly every loop of nearly every file,
and build the nouns without their frozen ``__init__``: plain assignments to a twin of the same slots, whose instances then
become the noun. Anything else - an unknown segment, another order, an element that no field holds, text that would not come
back - raises Odd, and the function hands its loop to the thorough reader.
"""

from itertools import groupby
from typing import Any

from edi_engine.guides import plan, reading_rows
from edi_engine.guides.plan import Condition, LoopPlan, RowPlan
from edi_engine.guides.reading_rows import Reader
from edi_engine.guides.table import Part

TOGETHER = 5                               # groups of rows that are tried one by one before the rest is tried as a whole


def write_readers(source: Reader, loops: LoopPlan) -> None:
    """The functions of the loop and its inner loops, into the source."""
    for loop in loops.all():
        _function(source, loop)


# --- a loop -----------------------------------------------------------------------------------------------------------

def _function(source: Reader, loop: LoopPlan) -> None:
    given = "".join(f", g_{name}" for name in loop.loop.given)
    source.add(f"def read_{loop.number}(segments, i, s, at{given}):", f"    # {loop.loop.id}", "    start = i", "    try:")
    source.depth += 2
    source.add("tag = s[0]", "raw = segments[i]")
    _initial(source, loop)
    _groups(source, loop, [list(group) for _, group in groupby(loop.rows, _grouped)])
    _leftover(source, loop)
    _result(source, loop)
    source.depth -= 1
    source.add("except Odd:", f"    return thorough_{loop.number}(segments, start, [], at{given})")
    source.depth -= 1


def _grouped(row: RowPlan) -> Any:
    """Neighbouring segments, and inner loops, of one tag are told by their qualifiers; opening rows stand alone."""
    return (row.opener.tag, row.kind == "loop") if row.number else None


def _groups(source: Reader, loop: LoopPlan, groups: list[list[RowPlan]]) -> None:
    """The groups in their order, some at a time: a segment that opens none of what is left skips the rest in one step."""
    depth, left = source.depth, groups
    while left:
        for group in left[:TOGETHER]:
            _group(source, loop, group)
        left = left[TOGETHER:]
        if len(left) > 1:
            source.add(f"if tag in {source.name('rest_', frozenset(group[0].opener.tag for group in left))}:")
            source.depth += 1
    source.depth = depth


def _initial(source: Reader, loop: LoopPlan) -> None:
    """A local variable for each field; tuples and parts begin as None."""
    for name, value in plan.absents(loop.loop).items():
        if isinstance(value, str | int | None):
            source.add(f"f_{name} = {value!r}")
        elif value == () and not _is_collected(loop, name):
            source.add(f"f_{name} = ()")
        elif value == () or _is_part(loop, name):
            source.add(f"f_{name} = None")
        else:
            source.add(f"f_{name} = {source.name('blank_', value)}")


def _is_collected(loop: LoopPlan, name: str) -> bool:
    return any(row.into and row.into.many and row.into.name == name for row in loop.rows)


def _is_part(loop: LoopPlan, name: str) -> bool:
    return any(isinstance(item, Part) and item.name == name for row in loop.rows for item in row.items)


def _leftover(source: Reader, loop: LoopPlan) -> None:
    """What follows must be the end, or open a loop around this one and none in this one, which would be another order."""
    own = [row.opener for row in loop.rows if row.number and any(row.opener.meets(end) for end in loop.ends)]
    ends = _distinct(loop.ends)
    source.add("if raw:")
    source.depth += 1
    if ends:
        _qualifier_variables(source, [condition for opener in (*ends, *own) for condition in opener.conditions])
        source.add(f"if not ({_any(source, ends)}){f' or {_any(source, own)}' if own else ''}:", "    raise Odd")
    else:
        source.add("raise Odd")
    source.depth -= 1


def _any(source: Reader, openers: list[plan.Opener]) -> str:
    return " or ".join(f"({_test(source, opener)})" for opener in openers)


def _distinct(ends: tuple[plan.Opener, ...]) -> list[plan.Opener]:
    return list(dict.fromkeys(ends))


def _result(source: Reader, loop: LoopPlan) -> None:
    plain, noun = source.twin(loop.loop.noun)
    filled = plan.absents(loop.loop)
    source.add(f"x = {plain}()")
    for name in loop.loop.noun.__slots__:
        if _is_collected(loop, name):
            source.add(f"x.{name} = tuple(f_{name}) if f_{name} else ()")
        elif name in filled:
            source.add(f"x.{name} = f_{name}")
            if _is_part(loop, name):
                _close_part(source, loop, name)
        elif name in loop.loop.given:
            source.add(f"x.{name} = g_{name}")
        elif name == "at":
            source.add("x.at = at + start")
        else:
            value = plan.default_of(loop.loop.noun, name)
            if value is plan.REQUIRED:
                raise TypeError(f"loop {loop.loop.id}: no row reads {name}")
            source.add(f"x.{name} = {repr(value) if value in (None, '', ()) else source.name('default_', value)}")
    source.add(f"x.__class__ = {noun}", "return x, i, s")


def _close_part(source: Reader, loop: LoopPlan, name: str) -> None:
    part = next(item for row in loop.rows for item in row.items if isinstance(item, Part) and item.name == name)
    value = plan.absent(loop.loop.noun, name, "part")
    source.add(f"if f_{name} is not None:", f"    f_{name}.__class__ = {source.twin(part.shape.noun)[1]}",
               "else:", f"    x.{name} = {source.name('default_', value) if value is not None else None}")


# --- its rows ---------------------------------------------------------------------------------------------------------

def _group(source: Reader, loop: LoopPlan, rows: list[RowPlan]) -> None:
    """Neighbouring rows of one tag: while such a segment comes, told by its qualifiers and in the rows' order."""
    if rows[0].kind == "loop":
        return _inners(source, rows)
    opening = rows[0].number == 0 and not rows[0].again
    conditions = [condition for row in rows for condition in row.opener.conditions]
    if len(rows) == 1 and not conditions:
        source.add(f"{'while' if rows[0].again else 'if'} tag == {rows[0].opener.tag!r}:")
        source.depth += 1
        reading_rows.row(source, loop, rows[0])
        source.depth -= 1
    else:
        source.add("last = -1", f"while tag == {rows[0].opener.tag!r}:")
        source.depth += 1
        _qualifier_variables(source, conditions)
        for n, row in enumerate(rows):
            compare = "last <=" if row.again else "last <"
            source.add(f"{'elif' if n else 'if'} {_test(source, row.opener, tag_known=True)} and {compare} {row.number}:")
            source.depth += 1
            source.add(f"last = {row.number}")
            reading_rows.row(source, loop, row)
            source.depth -= 1
        source.add("else:", "    break")
        source.depth -= 1
    if opening:
        source.add("if i == start:", "    raise Odd")


def _qualifier_variables(source: Reader, conditions: list[Condition]) -> None:
    for element, component in sorted({(condition.element, condition.component) for condition in conditions}):
        if component:
            part = f"(s[{element}].split(C) + NONE)[{component - 1}]"
            source.add(f"q{element}_{component} = {part} if len(s) > {element} else ''")
            source.names["NONE"] = [""] * 20
        else:
            source.add(f"q{element} = s[{element}] if len(s) > {element} else ''")


def _test(source: Reader, opener: plan.Opener, tag_known: bool = False) -> str:
    tests = [] if tag_known else [f"tag == {opener.tag!r}"]
    for condition in opener.conditions:
        variable = f"q{condition.element}" + (f"_{condition.component}" if condition.component else "")
        if len(condition.codes) == 1:
            tests.append(f"{variable} {'!=' if condition.excluded else '=='} {next(iter(condition.codes))!r}")
        elif condition.codes:
            tests.append(f"{variable} {'not in' if condition.excluded else 'in'} {source.name('codes_', condition.codes)}")
    return " and ".join(tests) or "True"


def _inners(source: Reader, rows: list[RowPlan]) -> None:
    """Neighbouring inner loops that open with one tag."""
    source.add(f"if tag == {rows[0].opener.tag!r}:")
    source.depth += 1
    for row in rows:
        _inner(source, row)
    source.depth -= 1


def _inner(source: Reader, row: RowPlan) -> None:
    """An inner loop: its function is called, and says which segment comes next."""
    assert row.into and row.inner
    conditions = row.opener.conditions
    if conditions:
        _qualifier_variables(source, list(conditions))
    source.add(f"{'while' if row.into.many else 'if'} {_test(source, row.opener)}:")
    source.depth += 1
    source.add(f"y, i, s = read_{row.inner.number}(segments, i, s, at)", "tag = s[0]", "raw = segments[i]")
    reading_rows.store(source, row)
    if conditions and row.into.many:
        _qualifier_variables(source, list(conditions))
    source.depth -= 1

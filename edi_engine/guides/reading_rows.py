"""The rows of a quick reader: how a segment that has been told becomes fields, nouns or parts of nouns."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from edi_engine.guides import plan
from edi_engine.guides.plan import LoopPlan, RowPlan
from edi_engine.guides.source import Source
from edi_engine.guides.table import Field, Part, Shape, qualified
from edi_engine.guides.values import Odd, Seen, seen

NEXT = ("i += 1", "raw = segments[i]", "s = raw.split(E)", "tag = s[0]")


def trimmed(texts: list[str]) -> tuple[str, ...]:
    """The texts without trailing empties."""
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def paired(texts: list[str]) -> tuple[tuple[str, str], ...]:
    """Texts two by two, without trailing empty pairs."""
    pairs = list(zip(texts[::2], texts[1::2], strict=True))
    while pairs and pairs[-1] == ("", ""):
        pairs.pop()
    return tuple(pairs)


def twin(noun: type[Any]) -> type[Any]:
    """A class of the same slots whose attributes can be assigned."""
    return type(f"Plain{noun.__name__}", (), {"__slots__": noun.__slots__})


@dataclass(slots=True)
class Reader(Source):
    """The source of a reader: with the memories that convert texts, and the twins of its nouns."""

    composite: Callable[[Shape[Any]], Callable[[str], Any]] = field(kw_only=True)
    memories: dict[Any, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names |= {"Odd": Odd, "trimmed": trimmed, "paired": paired, "NONE": [""] * 20}

    def memory(self, kind: str, absent: Any) -> str:
        """The name of the memory that converts texts of the kind."""
        key = (kind, absent is ...)
        if key not in self.memories:
            self.memories[key] = self.name(f"{kind}_", seen(kind, absent))
        return self.memories[key]

    def composites(self, shape: Shape[Any], key: Any) -> str:
        """The name of the memory that converts composites of the shape."""
        if key not in self.memories:
            self.memories[key] = self.name("composite_", Seen(self.composite(shape)))
        return self.memories[key]

    def twin(self, noun: type[Any]) -> tuple[str, str]:
        """The names of the noun's twin and of the noun."""
        if noun not in self.memories:
            self.memories[noun] = self.name("Plain", twin(noun))
        return self.memories[noun], self.name("Noun", noun)


def store(source: Reader, row: RowPlan) -> None:
    assert row.into
    name = f"f_{row.into.name}"
    if row.into.many:
        source.add(f"if {name} is None:", f"    {name} = [y]", "else:", f"    {name}.append(y)")
    else:
        source.add(f"{name} = y")


def row(source: Reader, loop: LoopPlan, row: RowPlan) -> None:
    {"direct": _direct, "one": _noun, "many": _noun, "repeats": _repeats}[row.kind](source, loop, row)
    source.add(*NEXT)


def _direct(source: Reader, loop: LoopPlan, row: RowPlan) -> None:
    """A segment whose elements are fields of the loop's noun."""
    direct = [item for item in row.items if isinstance(item, Field)]
    parts = [item for item in row.items if isinstance(item, Part)]
    every = [*direct, *(piece for part in parts for piece in part.shape.fields)]
    _measure(source, row, every)
    told = {condition.element for condition in row.opener.conditions if not condition.component}
    counted = sorted({item.element for item in every if item.kind != "constant" and not _is_due(loop, item)} - told)
    if row.number:
        source.add(f"if not ({' or '.join(f's[{element}]' for element in counted)}):", "    raise Odd")
    _elements(source, loop.loop.noun, direct, "f_{}")
    for part in parts:
        _part(source, part)


def _is_due(loop: LoopPlan, item: Field) -> bool:
    """Whether the field is an amount that the loop's noun must have: 0 is written only in company."""
    return item.kind == "money" and plan.has(loop.loop.noun, item.name) and \
        plan.absent(loop.loop.noun, item.name, "money") is plan.REQUIRED


def _part(source: Reader, part: Part) -> None:
    elements = sorted({item.element for item in part.shape.fields if item.kind != "constant"})
    plain, _ = source.twin(part.shape.noun)
    name = f"f_{part.name}"
    source.add(f"if {' or '.join(f's[{element}]' for element in elements)}:")
    source.depth += 1
    source.add(f"if {name} is None:", f"    {name} = {plain}()")
    for slot in part.shape.noun.__slots__:
        value = plan.default_of(part.shape.noun, slot)
        empty = "" if isinstance(value, str) else None if value is plan.REQUIRED else value
        source.add(f"    {name}.{slot} = {'at + i' if slot == 'at' else repr(empty)}")
    _elements(source, part.shape.noun, list(part.shape.fields), name + ".{}")
    source.depth -= 1


def _noun(source: Reader, loop: LoopPlan, row: RowPlan) -> None:
    """A segment that is a noun of its own."""
    shape = row.shape
    _measure(source, row, list(shape.fields))
    if shape.noun is tuple:
        _elements(source, tuple, list(shape.fields), "t_{}")
        source.add(f"y = ({''.join(f't_{item.name}, ' for item in shape.fields)})")
    else:
        _open(source, shape.noun, {item.name for item in shape.fields} | {item.also for item in shape.fields})
        _elements(source, shape.noun, list(shape.fields), "y.{}")
        source.add(f"y.__class__ = {source.twin(shape.noun)[1]}")
    store(source, row)


def _open(source: Reader, noun: type[Any], filled: set[str], slot: str = "") -> None:
    """y, a plain twin of the noun with the values that its segment does not tell."""
    source.add(f"y = {source.twin(noun)[0]}()")
    for name in noun.__slots__:
        if name == "at":
            source.add("y.at = at + i")
        elif name and name == slot:
            source.add(f"y.{name} = slot")
        elif name not in filled:
            source.add(f"y.{name} = {plan.default_of(noun, name)!r}")


def _repeats(source: Reader, loop: LoopPlan, row: RowPlan) -> None:
    """A segment that is several nouns."""
    repeats = row.repeats
    first, step, end = repeats.first, repeats.step, repeats.first + repeats.step * repeats.times
    padding = [("",) * ((first - k) % step) if k >= first else ("",) * (first + step - k) for k in range(end + 1)]
    groups = [tuple((n + 1, j) for n, j in enumerate(range(first, k, step))) for k in range(end + step + 1)]
    source.add("k = len(s)", f"if k > {end}:", "    raise Odd", f"s += {source.name('padding_', padding)}[k]", "y = None")
    source.add("if C in raw:" if not _composite(repeats.fields) else f"if C in {_texts_of(repeats.shared)}:", "    raise Odd")
    source.add(f"for slot, j in {source.name('groups_', groups)}[len(s)]:")
    source.depth += 1
    cells = [f"s[j + {n}]" if n else "s[j]" for n in range(step)]
    source.add(f"if {' or '.join(cells)}:")
    source.depth += 1
    _open(source, repeats.noun, {item.name for item in (*repeats.shared, *repeats.fields)}, repeats.slot)
    _elements(source, repeats.noun, list(repeats.shared), "y.{}")
    _elements(source, repeats.noun, list(repeats.fields), "y.{}", "j + ")
    source.add(f"y.__class__ = {source.twin(repeats.noun)[1]}")
    store(source, row)
    source.depth -= 1
    if not repeats.slot:
        source.add("else:", "    raise Odd")
    source.depth -= 1
    source.add("if y is None:", "    raise Odd")


# --- their elements ---------------------------------------------------------------------------------------------------

def _composite(items: Any) -> bool:
    return any(item.kind == "composite" or item.component for item in items)


def _texts_of(items: Any) -> str:
    return " + ".join(f"s[{item.element}]" for item in items if item.kind == "text" and not item.component) or "''"


def last_element(items: list[Field]) -> int:
    """The last element that the fields read."""
    ends = {"span": lambda item: item.element + 1, "pairs": lambda item: item.element + 2 * item.last - 1}
    ends |= dict.fromkeys(("texts", "integers"), lambda item: item.element if item.component else item.last)
    return max((ends[item.kind](item) if item.kind in ends else item.element for item in items), default=0)


def _measure(source: Reader, row: RowPlan, items: list[Field]) -> None:
    """The segment is padded to the row's length; a longer one, and a filled element that no field holds, is odd."""
    told = [condition.element for condition in row.opener.conditions]
    size = max([last_element(items), *told]) + 1
    source.add(f"if len(s) != {size}:", f"    if len(s) > {size}:", "        raise Odd",
               f"    s += {source.name('padding_', [('',) * (size - k) for k in range(size)])}[len(s)]")
    if _composite(items) or any(condition.component for condition in row.opener.conditions):
        texts = [item for item in items if item.kind in ("text", "counter") and not item.component]
        if texts:
            source.add(f"if C in {_texts_of(texts)}:", "    raise Odd")
    else:
        source.add("if C in raw:", "    raise Odd")
    used = {element for item in items for element in range(item.element, last_element([item]) + 1)} | set(told)
    gaps = [element for element in range(1, size) if element not in used]
    if gaps:
        source.add(f"if {' or '.join(f's[{element}]' for element in gaps)}:", "    raise Odd")


def _elements(source: Reader, noun: type[Any], items: list[Field], target: str, offset: str = "") -> None:
    """Assign the fields from their elements; neighbours inside one composite together."""
    for (_, inside), group in groupby(items, lambda item: (item.element, bool(item.component))):
        fields = list(group)
        if inside:
            _components(source, fields, target, offset)
            continue
        for item in fields:
            if item.kind == "constant":
                _constant(source, item, qualified(item, items), offset)
            else:
                _element(source, noun, item, target, offset)


def _components(source: Reader, items: list[Field], target: str, offset: str) -> None:
    shape = Shape(tuple, *(replace(item, element=item.component, component=0) for item in items))
    memory = source.composites(shape, tuple(items))
    source.names[memory][""] = plan.blank(tuple, shape.fields)
    targets = "".join(f"{target.format(item.name)}, " for item in items if item.kind != "constant")
    source.add(f"{targets}= {memory}[s[{offset}{items[0].element}]]")


def _constant(source: Reader, item: Field, field: Field | None, offset: str) -> None:
    """A constant stands there when its field does."""
    there = f"({item.also!r} if s[{offset}{field.element}] else '')" if field else repr(item.also)
    source.add(f"if s[{offset}{item.element}] != {there}:", "    raise Odd")


def _element(source: Reader, noun: type[Any], item: Field, target: str, offset: str) -> None:
    name, text = target.format(item.name), f"s[{offset}{item.element}]"
    absent = plan.absent(noun, item.name, item.kind) if item.name else ""
    if item.kind in plan.EMPTY_TEXT:
        source.add(f"{name} = {text}", *((f"if not {text}:", "    raise Odd") if item.kind == "counter" else ()))
    elif item.kind == "texts":
        source.add(f"{name} = trimmed(s[{item.element}:{item.last + 1}])")
    elif item.kind == "pairs":
        source.add(f"{name} = paired(s[{item.element}:{item.element + 2 * item.last}])")
    elif item.kind == "span":
        _span(source, item, target, text)
    elif item.kind == "composite" and item.shape:
        source.add(f"{name} = {source.composites(item.shape, (item.shape, absent is plan.REQUIRED))}[{text}]")
        source.names[source.memories[item.shape, absent is plan.REQUIRED]].setdefault("", _blank(item.shape, absent))
    else:
        source.add(f"{name} = {source.memory(item.kind, absent)}[{text}]")


def _blank(shape: Shape[Any], absent: Any) -> Any:
    return plan.blank(shape.noun, shape.fields) if absent is plan.REQUIRED else absent


def _span(source: Reader, item: Field, target: str, text: str) -> None:
    day, days = source.memory("day", ...), source.memory("days", ...)
    source.add(f"if {text} == 'D8':", f"    {target.format(item.name)} = {day}[s[{item.element + 1}]]",
               f"    {target.format(item.also)} = None", f"elif {text} == 'RD8':",
               f"    {target.format(item.name)}, {target.format(item.also)} = {days}[s[{item.element + 1}]]",
               "else:", "    raise Odd")

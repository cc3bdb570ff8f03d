"""What pyx12 finds, in our words: its codes become rules and kinds, its text (which holds values) is left out."""

import re
from typing import Any

from edi_engine.conformance.walking import Fault
from edi_engine.problems import Problem

_ELEMENTS = {
    "1": ("X12-usage", "element-missing"), "2": ("X12-syntax", "belongs-together"), "3": ("X12-syntax", "too-many-elements"),
    "4": ("X12-length", "too-short"), "5": ("X12-length", "too-long"), "6": ("X12-type", "characters"),
    "7": ("X12-code", "not-listed"), "8": ("X12-type", "not-a-date"), "9": ("X12-type", "not-a-time"),
    "10": ("X12-usage", "element-not-used"),
}
_SEGMENTS = {
    "1": ("X12-structure", "unexpected"), "2": ("X12-structure", "unexpected"), "3": ("X12-usage", "segment-missing"),
    "4": ("X12-structure", "too-many-loops"), "5": ("X12-structure", "too-many-segments"),
}
_TEXTS = (      # texts that tell faults of one code apart
    ("marked as Not Used", ("X12-usage", "element-not-used")),
    ("Too many sub-elements", ("X12-syntax", "too-many-components")),
    ("unnecessary trailing spaces", ("X12-type", "trailing-spaces")),
    ("invalid composite", ("X12-type", "components")),
    ("At most one of", ("X12-syntax", "excludes")),
    ("At least one element", ("X12-syntax", "one-of")),
)
_NAMED = re.compile(r"\b[A-Z][A-Z0-9]{1,2}?(\d\d)\b")
_POSITION = re.compile(r"(\d\d)(?:-(\d\d?))?$")


def tolerant(fault: Fault) -> Problem:
    """The problem of a fault in what others wrote: a number in a form that the reader takes is no error."""
    meaning = _meaning(fault)
    return _of(fault, *(("X12-type", "number-form") if fault.number and meaning == ("X12-type", "characters") else meaning))


def problem(fault: Fault) -> Problem:
    """The problem of a fault."""
    return _of(fault, *_meaning(fault))


def _meaning(fault: Fault) -> tuple[str, str]:
    """Its rule and kind."""
    if fault.level == "stumble":
        return ("X12-syntax", "too-many-components") if fault.refdes else ("X12-structure", "unchecked")
    known = _ELEMENTS if fault.level == "element" else _SEGMENTS
    named = (meaning for sign, meaning in _TEXTS if fault.level == "element" and sign in fault.text)
    return next(named, known.get(fault.code, ("X12-structure", "refused")))


def _of(fault: Fault, rule: str, kind: str) -> Problem:
    element, component = _position(fault)
    name = fault.tag + (f"{element:02d}" if element else "") + (f"-{component}" if component else "")
    return Problem(rule, kind, fault.index, element=element, component=component, loop=fault.loop or None, name=name,
                   loop_name=f"loop {fault.loop}" if fault.loop else "the header or trailer", wanted=_wanted(fault),
                   elements=", ".join(f"{fault.tag}{n:02d}" for n in together(fault)), **_limits(fault, kind))


def _position(fault: Fault) -> tuple[int | None, int | None]:
    """Element and component that an element's fault is about."""
    if fault.level == "segment":
        return None, None
    if fault.level == "element" and fault.node is not None:
        inside = fault.node.parent.is_composite()
        return (fault.node.parent.seq, fault.node.seq) if inside else (fault.node.seq, None)
    found = _POSITION.search(str(fault.refdes or ""))
    return (int(found[1]), int(found[2]) if found[2] else None) if found else (None, None)


def together(fault: Fault) -> list[int]:
    """The elements that a syntax note ties together."""
    _, syntax, said = fault.text.partition("): ")
    return sorted({int(number) for number in _NAMED.findall(said)}) if syntax else []


def _wanted(fault: Fault) -> str:
    """The segment or loop that a segment's fault is about, with the codes that tell it from its like: REF*EI/SY."""
    node = fault.node if fault.level == "segment" else None
    if node is None:
        return fault.tag
    if node.is_loop():
        return f"loop {node.id}"
    first = node.children[0] if node.children else None
    codes = [code for code in getattr(first, "valid_codes", ()) if code]
    return f"{node.id}*{'/'.join(codes[:4])}" if codes and len(codes) <= 4 else str(node.id)


def _limits(fault: Fault, kind: str) -> dict[str, Any]:
    return {"at_least": fault.node.min_len, "at_most": fault.node.max_len} if kind in ("too-short", "too-long") else {}

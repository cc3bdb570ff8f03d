"""``edi guide``: which element of a guide is which field of ours, and how much of the guide that is."""

from collections.abc import Iterator
from typing import Any

from edi_engine.flows.rewrite import GUIDES
from edi_engine.guides.table import Entry, Loop, entries

LOOPS: dict[str, tuple[Loop[Any], ...]] = {name: guide.table.LOOPS for name, guide in GUIDES.items()}

TYPES = {"qualifier": "code", "constant": "constant", "text": "text", "texts": "texts", "counter": "running number",
         "money": "amount", "number": "number", "integer": "whole number", "integers": "whole numbers", "day": "date",
         "span": "date or range", "clock": "time"}
"""Kind of a field in the tables -> its type in words."""

MANY = 5                                   # more codes are not spelled out in a segment's name


def rows(guide: str) -> dict[str, Any]:
    """Every element that is read and written, in the guide's order."""
    return {"guide": guide, "rows": [_row(loop, entry) for loop in LOOPS[guide] for entry in entries(loop)]}


def _row(loop: Loop[Any], entry: Entry) -> dict[str, Any]:
    told = entry.qualifiers.get((entry.element, entry.component)) or entry.qualifiers.get(entry.element, "")
    return {"loop": entry.loop, "segment": _segment(entry), "element": _element(entry), "codes": told.split(),
            "field": f"{loop.noun.__name__}.{entry.field}" if entry.field else None, "type": TYPES[entry.kind]}


def _segment(entry: Entry) -> str:
    """The segment and the codes that tell it from its like, the first of many: REF*EI/SY."""
    told = "*".join(_few(codes.split()) for codes in entry.qualifiers.values())
    return f"{entry.tag}*{told}" if told else entry.tag


def _few(codes: list[str]) -> str:
    return "/".join(codes if len(codes) <= MANY else [*codes[:MANY - 1], "..."])


def _element(entry: Entry) -> str:
    return f"{entry.tag}{entry.element:02d}" + (f"-{entry.component}" if entry.component else "")


def coverage(guide: str) -> dict[str, Any]:
    """How many segment nodes and used elements of the guide are read into a noun and written from it, and which are not.

    Each is tried: a segment of every node, once for each code of its elements, goes through a file into nouns and back. What
    the nouns only keep is not read; what they write without what they keep is written.
    """
    from edi_engine.flows import trying

    tried = list(trying.tried(guide))
    segments = [(trial.read, trial.written) for trial in tried]
    elements = [(element.read, element.written) for trial in tried for element in trial.elements]
    return {"segments": _counted(segments), "elements": _counted(elements),
            "missing": [missing for trial in tried for missing in _missing(trial)]}


def _counted(found: list[tuple[bool, bool]]) -> dict[str, int]:
    return {"in_guide": len(found), "read": sum(read for read, _ in found), "written": sum(written for _, written in found)}


def _missing(trial: Any) -> Iterator[dict[str, Any]]:
    node = trial.node
    place = {"loop": node.loop, "segment": node.tag, "name": node.name}
    if not trial.read:
        yield {**place, "element": None, "reason": "kept as it stood, no field holds it"}
        return
    for element in trial.elements:
        if not (element.read and element.written):
            yield {**place, "element": element.name, "reason": "kept as it stood, no field holds it"}

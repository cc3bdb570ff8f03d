"""pyx12 and its maps: loaded once per process, corrected where they differ from the guides, and silenced.

What is corrected and why stands in docs/conformance.md. pyx12 writes the values that it finds wrong to its log; a log must
not hold a patient's data, so its loggers say nothing.
"""

import logging
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pyx12.map_if
import pyx12.map_index
import pyx12.params

from edi_engine import x12

_ST = "/ISA_LOOP/GS_LOOP/ST_LOOP"

OUTDATED_LISTS = "remark_code,claim_status,claim_status_cat,entity_id"   # they change three times a year; pyx12 has a copy

CODES: dict[str, tuple[tuple[str, int, str], ...]] = {
    "837.5010.X222.A1.xml": ((f"{_ST}/HEADER/BHT", 6, "31"),),            # subrogation
    "837Q3.I.5010.X223.A1.xml": ((f"{_ST}/HEADER/BHT", 6, "31"),),
}
"""Map -> segment, element, a code that its list lacks."""

OPTIONAL_ELEMENTS: dict[str, tuple[tuple[str, int], ...]] = {
    "835.5010.X221.A1.xml": ((f"{_ST}/ST", 3),),                          # an 835 carries no ST03; one that does is read
}
"""Map -> segment and element that may be there."""

OPTIONAL_LOOPS: dict[str, tuple[str, ...]] = {
    "277.5010.X214.xml": ("2000C", "2000D"),                              # a batch that is judged as a whole ends at 2000B
}
"""Map -> loops that may be absent."""

TOLD_APART: dict[str, tuple[tuple[str, str, str], ...]] = {
    "837.5010.X222.A1.xml": (("2400", "PWK", "02"),),                     # CT stands in both lists of PWK01
    "999.5010X231.A1.xml": (("2100", "CTX", "01-1"),),                    # SITUATIONAL TRIGGER, or what the business unit is
}
"""Map -> loop, tag, place: segments of one tag that pyx12 cannot tell apart, as it looks at a first element of type ID only."""

REPEATED_LOOPS: dict[str, tuple[str, ...]] = {
    "835.5010.X221.A1.xml": ("FOOTER",),              # every PLB begins it anew: the walker knows no first segment that repeats
}
"""Map -> loops that may come again."""

PLACES = {
    "states": frozenset({"PW", "QC", "NL", "NU"}),
    "country": frozenset({"AX", "BL", "BQ", "CD", "CW", "GG", "IM", "JE", "ME", "MF", "PS", "RS", "SS", "SX", "TL"}),
}
"""Code list -> what has come since pyx12's copy was made."""

VARIANTS = {
    "005010X222": "005010X222A1", "005010X222A2": "005010X222A1", "005010X221": "005010X221A1", "005010X221A2": "005010X221A1",
    "005010X223": "005010X223A2", "005010X223A1": "005010X223A2", "005010X223A3": "005010X223A2",
}
"""GS08 in use -> the one of the same layout that pyx12 has a map for."""


@cache
def parameters() -> Any:
    """How pyx12 checks; read from no file of the machine."""
    quiet()
    made = pyx12.params.ParamsBase()
    made.set("exclude_external_codes", OUTDATED_LISTS)
    return made


@cache
def quiet() -> None:
    """pyx12 logs nothing."""
    for name in ("pyx12", "pyx12.error_handler", "pyx12.error_999", "pyx12.error_997", "pyx12.walk_tree"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL + 1)
        logger.propagate = False


_load = pyx12.map_if.load_map_file


@cache
def _loaded(name: str) -> Any:
    return _corrected(name, _load(name, parameters()))


def load(name: str, param: Any = None, map_path: str | None = None) -> Any:
    """A map by its file, once per process: loading takes 0.15 s. The signature is pyx12's."""
    return _loaded(name)


@cache
def tags(name: str) -> frozenset[str]:
    """The segments that a map knows."""
    return frozenset(_tags(_loaded(name)))


def remember() -> None:
    """Let x12n_document use these maps too. It loads them anew for every file and takes no map from its caller; this one name
    in its module is the smallest place to hand them in."""
    pyx12.map_if.load_map_file = load     # type: ignore[assignment]


WITHOUT_VERSION = {"835": "005010X221A1", "999": "005010X231A1"}
"""ST01 -> the guide of a set that names none, as in a file that begins with ST: of these HIPAA has one alone."""


@cache
def map_of(version: str, functional_id: str, kind: str) -> str | None:
    """The file of the map for a GS08 (or ST03), a GS01 and an ST01, or None. ST01 is believed (ENV-13)."""
    version, functional_id = version or WITHOUT_VERSION.get(kind, ""), x12.FUNCTIONAL.get(kind, functional_id)
    if not version or not functional_id:
        return None                                   # pyx12 would give the map of the envelope
    icvn = "00401" if version.startswith("004010") else "00501"
    return _index().get_filename(icvn, VARIANTS.get(version, version), functional_id)     # type: ignore[no-any-return]


@cache
def _index() -> Any:
    return pyx12.map_index.map_index()


def _corrected(name: str, loaded: Any) -> Any:
    for path, element, code in CODES.get(name, ()):
        node = loaded.getnodebypath(path).get_child_node_by_ordinal(element)
        node.valid_codes.append(code)
        node._valid_codes_set = frozenset(node.valid_codes)
    for path, element in OPTIONAL_ELEMENTS.get(name, ()):
        loaded.getnodebypath(path).get_child_node_by_ordinal(element).usage = "S"
    for loop in _loops(loaded):
        if loop.id in OPTIONAL_LOOPS.get(name, ()):
            loop.usage = "S"
        if loop.id in REPEATED_LOOPS.get(name, ()):
            loop.repeat = ">1"
    for loop_id, tag, place in TOLD_APART.get(name, ()):
        for loop in _loops(loaded):
            if loop.id == loop_id:
                _tell_apart([node for position in loop.pos_map.values() for node in position if node.id == tag], place)
    for kind, more in PLACES.items():
        known = loaded.ext_codes.codes.get(kind)
        if known:
            known["codes"] |= more
    return loaded


def _tell_apart(nodes: list[Any], place: str) -> None:
    """A node takes no segment whose element is in the list of another node and not in its own; each is counted by itself."""
    codes = [frozenset(_placed(node, place).valid_codes) for node in nodes]
    for n, node in enumerate(nodes):
        others = frozenset[str]().union(*codes[:n], *codes[n + 1:]) - codes[n]
        node.is_match = partial(_is_match, node.is_match, place, others)
        node.x12path.id_val = node.x12path.id_val or _placed(node, place).valid_codes[0]


def _placed(node: Any, place: str) -> Any:
    """The element, or component, at its place in a segment: 02, 01-1."""
    for ordinal in place.split("-"):
        node = node.get_child_node_by_ordinal(int(ordinal))
    return node


def _is_match(match: Callable[[Any], bool], place: str, others: frozenset[str], segment: Any) -> bool:
    return match(segment) and segment.get_value(place) not in others


def _tags(node: Any) -> Any:
    for position in sorted(getattr(node, "pos_map", ())):
        for child in node.pos_map[position]:
            yield from _tags(child) if child.is_loop() else (child.id,)


def _loops(node: Any) -> Any:
    for position in sorted(getattr(node, "pos_map", ())):
        for child in node.pos_map[position]:
            if child.is_loop():
                yield child
                yield from _loops(child)

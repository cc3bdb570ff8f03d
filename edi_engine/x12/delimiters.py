"""Delimiters: the partner's four, the neutral ones of a guide, and how the file's own are found from its bytes.

An ISA of the right width says its delimiters by position (ENV-1). The world also sends ISAs of the wrong width, wrapped
in lines, or none at all: then the delimiters are found from the text itself, and a fault says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

ELEMENT, REPEAT, COMPONENT = "\x1d", "\x1e", "\x1f"       # no data value holds these: what a guide writes with
SEGMENT = "\x1c"
BREAKS = "\r\n"

LOOK = 4096                                               # characters that are looked at to find the delimiters
LONGEST = 400                                             # characters that an ISA may be long
WIDTHS = (3, 2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1)
ISA_LENGTH = sum(WIDTHS) + len(WIDTHS)                    # 106, with its terminator


@dataclass(frozen=True, slots=True)
class Delimiters:
    """The four characters an interchange is cut with."""

    element: str = "*"
    repetition: str = "^"
    component: str = ":"
    terminator: str = "~"


NEUTRAL = Delimiters(ELEMENT, REPEAT, COMPONENT, SEGMENT)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is odd about an opening segment: a (rule, kind) to be, its element and its numbers."""

    rule: str
    kind: str
    element: int | None = None
    facts: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """The delimiters of an interchange, its ISA (trailing blanks aside; () for none) and what was odd in finding them."""

    delimiters: Delimiters
    isa: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


_SEPARATOR = r"[^A-Za-z0-9 \r\n]"
_FIXED = re.compile(
    rf"ISA(?P<e>{_SEPARATOR})" + "".join(rf"([^\r\n]{{{width}}})(?P=e)" for width in WIDTHS[1:16])
    + r"(?P<c>[\s\S])(?P<t>[\s\S])")
_LOOSE = re.compile(rf"ISA(?P<e>{_SEPARATOR})(?:(?:(?!(?P=e))[^\r\n]){{0,35}}(?P=e)){{11}}\d{{5}}(?P=e)")
_NEXT = "(?:GS|TA1|IEA|ST|GE|ISA|ISB|ISX)"


def is_interchange(text: str) -> bool:
    """Whether this text, found inside other text, opens an interchange (and is no name that holds the letters ISA)."""
    return bool(_LOOSE.match(text))


def usable(character: str) -> bool:
    """Whether a character can delimit: no letter, digit or blank."""
    return len(character) == 1 and not character.isalnum() and character != " "


def of_interchange(text: str) -> Header:
    """The header of the interchange that begins this text (its first ``LOOK`` characters)."""
    element = text.lstrip("ISA" + BREAKS)[:1]
    for form in (text, _flat(text)):                                       # as it stands, then unwrapped
        fixed = _FIXED.match(form)
        if fixed and usable(fixed["t"]) and fixed["t"] != element:
            values, rest = ("ISA", *fixed.groups()[1:16], fixed["c"]), form[ISA_LENGTH:]
            if not (fixed["t"] in BREAKS and _cuts(fixed["c"], rest, element)):
                return _header(rest, element, values, fixed["c"], fixed["t"], ())
    header = _recovered(text, element)
    return _uncut(header) if header.delimiters.terminator in text[:text.find(element)] else header


def _uncut(header: Header) -> Header:
    """The same with another terminator: a break within the tag wraps the file and ends no segment."""
    taken = (header.delimiters.element, header.delimiters.component)
    terminator = next(mark for mark in ("~", "'", SEGMENT) if mark not in taken)
    return replace(header, delimiters=replace(header.delimiters, terminator=terminator),
                   faults=(*header.faults, Fault("ENV-1", "terminator")))


def _recovered(text: str, element: str) -> Header:
    """The header of an ISA of the wrong width, wrapped, or cut off: its delimiters from its elements and what follows."""
    end = _end(text, element)
    *values, last = text[:end].split(element)
    word, component, terminator = _tail(last, text[end:], element)
    values = [*map(_flat, values), word if word.strip() else component]
    faults = _widths(values) if len(values) == 17 else (Fault("ENV-1", "isa-elements", None, (("count", len(values) - 1),)),)
    return _header(text[end:], element, values, component, terminator, faults)


def _end(text: str, element: str) -> int:
    """Where an ISA ends: before the segment that follows, behind its sixteenth separator, or at a usual terminator."""
    mark = re.escape(element)
    following = re.compile(rf"(?!{mark})[^A-Za-z0-9 ][\s\0]*(?={_NEXT}{mark})").search(text, 4, LONGEST)
    if following:
        return following.end()
    *parts, rest = text.split(element, 16)
    if len(parts) == 16 and all(len(_flat(part)) <= 40 for part in parts):
        behind = re.match(r"[\r\n]*.[^A-Za-z0-9]*", rest)
        return len(text) - len(rest) + (behind.end() if behind else 0)
    first = text.find(element)
    ends = (text.find(sign, first) for sign in "~\n\r'|" if sign != element)
    return next((end + 1 for end in ends if end >= 0), len(text))


def _flat(part: str) -> str:
    return part.replace("\r", "").replace("\n", "")


def _tail(last: str, rest: str, element: str) -> tuple[str, str, str]:
    """The word, the component separator and the terminator that the last piece of an ISA holds ("" for what is missing)."""
    word = re.sub(r"[^A-Za-z0-9]*\Z", "", last)
    behind = last[len(word):]
    signs = behind.strip(" \t\r\n\0")
    broken = [sign for sign in behind if sign in BREAKS]
    if len(signs) > 1:
        return word, signs[0], signs[1]
    if not signs:
        return word, "", broken[0] if broken else "~"
    if word.strip() or _cuts(signs, rest, element):
        return word, "", signs                                             # ISA16 is missing: this is the terminator
    return word, signs, broken[0] if broken else _used(rest, element) or "~"


def _cuts(mark: str, rest: str, element: str) -> bool:
    """Whether this character ends the segment that follows, which is on one line: behind a line break another may use it."""
    tag, cut = rf"[\s\0]*\w{{2,3}}{re.escape(element)}", re.escape(mark)
    return usable(mark) and mark != element and bool(re.match(rf"{tag}[^{cut}\r\n]*{cut}{tag}", rest))


def _widths(values: Sequence[str]) -> tuple[Fault, ...]:
    wrong = [f"ISA{number:02d} is {len(value)}" for number, value in enumerate(values) if len(value) != WIDTHS[number]]
    length = sum(map(len, values)) + len(values)
    return (Fault("ENV-1", "isa-width", None, (("length", length), ("wrong", "; ".join(wrong)))),) if wrong else ()


def _header(rest: str, element: str, values: Sequence[str], component: str, terminator: str,
            faults: tuple[Fault, ...]) -> Header:
    used = _used(rest, element)
    if used and used != terminator and terminator not in rest[:LOOK // 2]:
        faults += (Fault("ENV-1", "terminator"),)
        terminator = used
    repetition = values[11] if len(values) == 17 else "^"
    if not usable(component) or component in (element, terminator):
        component = guessed_component(rest, element, terminator)
    if not usable(repetition) or repetition in (element, terminator, component):
        repetition = REPEAT                                                # 4010 has none: "U" stands there
    return Header(Delimiters(element, repetition, component, terminator), tuple(value.rstrip(" ") for value in values), faults)


def _used(rest: str, element: str) -> str:
    """The character that ends the segment behind the ISA, "" when it cannot be told."""
    mark = re.escape(element)
    found = re.match(rf"[\s\0]*(?:GS|TA1){mark}[^~]{{0,200}}?([^A-Za-z0-9 {mark}])[\s\0]*(?:ST|GE|GS|IEA){mark}", rest)
    return found[1] if found else ""


def guessed_component(text: str, element: str, terminator: str) -> str:
    """The component separator as the data shows it (``SVC*HC:...``), ":" when it shows none."""
    mark = re.escape(element)
    taken = re.escape(element + terminator)
    found = re.search(rf"{mark}(?:HC|HK|ER|NU|AD|ABK|ABF|BK|BF|A\d|\d\d)([^A-Za-z0-9\s.^{taken}-])[A-Z0-9]", text)
    return found[1] if found else next(mark for mark in (":", ">", COMPONENT) if mark not in (element, terminator))


_BARE = re.compile(r"(?P<tag>GS|ST|TA1)(?P<e>[^A-Za-z0-9 \r\n,;\"'])(?:[A-Z]{2}(?P=e)|\d{3}(?P=e)|\d{9}(?P=e))")


def is_bare(text: str) -> bool:
    """Whether the text begins with GS, ST or TA1, as a file without an ISA does."""
    return bool(_BARE.match(text))


def of_bare(text: str) -> Header:
    """The header of a file that begins with GS, ST or TA1: its delimiters inferred from the text."""
    element = text[3] if text.startswith("TA1") else text[2]
    mark = re.escape(element)
    found = re.search(rf"([^A-Za-z0-9 {mark}])[\s\0]*(?:ST|GE|GS|SE|BPR|BHT|AK1|TRN|IEA){mark}", text[2:])
    plain = re.match(rf"[A-Za-z0-9 .{mark}_-]*([^A-Za-z0-9 .{mark}_-])", text)
    terminator = found[1] if found else plain[1] if plain else "~"
    component = guessed_component(text, element, terminator)
    repetition = next((each for each in "^" if each not in (element, terminator, component)), REPEAT)
    fault = Fault("ENV-1", "no-isa", None, (("tag", text[:3].rstrip(element)),))
    return Header(Delimiters(element, repetition, component, terminator), (), (fault,))



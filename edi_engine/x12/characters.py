"""What a partner's character set takes, and what becomes of the rest; every replacement is reported (ENV-6, 7, 8)."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from edi_engine.problems import Problem
from edi_engine.x12.delimiters import COMPONENT, ELEMENT, REPEAT, SEGMENT, Delimiters

PLAIN = str.maketrans({            # what Unicode does not take apart
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "‘": "'", "’": "'", "‚": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "•": "-",
    "×": "x", "÷": "/", "⁄": "/", "¿": "?", "¡": "!",
    "\t": " ", "\r": " ", "\n": " ",
})
UNKNOWN = "?"                      # stands for a character that has no plain form
_MARKS = re.compile(f"([{ELEMENT}{REPEAT}{COMPONENT}])")
_IDLE = re.compile("|".join(f"(?<![{run}])[{run}]++(?={end})" for run, end in (         # each run is looked at once
    (f"{REPEAT}{COMPONENT} ", f"[{ELEMENT}]|\\Z"), (f"{COMPONENT} ", f"[{REPEAT}]"), (" ", f"[{COMPONENT}]"))))


@dataclass(frozen=True, slots=True)
class Characters:
    """A partner's character policy: the encoding that he reads, and which letters he takes.

    ``letters`` is "any", "upper", or "as they are": whatever the encoding holds, control characters too (for ``rewrite``).
    """

    encoding: str = "ascii"
    letters: str = "any"


@dataclass(frozen=True, slots=True)
class _Sieve:
    """The patterns of a policy: what has to be looked at in a segment at all, and what must not stand in a value."""

    look: re.Pattern[str]
    delimiter: re.Pattern[str]
    foreign: re.Pattern[str]


@lru_cache(maxsize=32)
def _sieve(policy: Characters, delimiters: Delimiters) -> _Sieve:
    marks = {getattr(delimiters, name) for name in delimiters.__slots__} - {ELEMENT, REPEAT, COMPONENT}
    delimiter = "[" + "".join(map(re.escape, sorted(marks))) + "]"
    beyond = {"ascii": r"\x7f-\U0010ffff", "latin-1": r"\x7f\u0100-\U0010ffff", "utf-8": r"\x7f"}[policy.encoding]
    foreign = rf"[\x00-\x1c{beyond}]" if policy.letters != "as they are" else "(?!)"
    small = "[a-z\xdf-\xff]" if policy.letters == "upper" else "(?!)"
    idle = f"[ {REPEAT}{COMPONENT}](?={ELEMENT}|\\Z)|{ELEMENT}\\Z| (?=[{REPEAT}{COMPONENT}])|{COMPONENT}(?={REPEAT})"
    return _Sieve(re.compile(f"{delimiter}|{foreign}|{small}|{idle}"), re.compile(delimiter), re.compile(foreign))


@dataclass(frozen=True, slots=True)
class _Press:
    """A policy for many segments at once: the bytes that leave as they are, and the partner's in place of the neutral marks."""

    plain: bytes
    marks: bytes


_IDLE_BYTES = re.compile(f" [{SEGMENT}-{COMPONENT}]|{REPEAT}[{SEGMENT}{ELEMENT}]|{COMPONENT}[{SEGMENT}-{REPEAT}]".encode())


@lru_cache(maxsize=32)
def _press(policy: Characters, delimiters: Delimiters) -> _Press | None:
    """None when a delimiter is more than one byte."""
    neutral = (ELEMENT + REPEAT + COMPONENT + SEGMENT).encode()
    partners = "".join((delimiters.element, delimiters.repetition, delimiters.component, delimiters.terminator))
    if len(partners.encode(policy.encoding)) != len(neutral):
        return None
    look = _sieve(policy, delimiters).look
    alone = [bytes((code,)) for code in range(256)]
    plain = {one for one in alone if one in neutral}
    plain |= {one for one in alone if one > b"\x7f"} if policy.encoding == "utf-8" and policy.letters != "upper" else set()
    plain |= {one for one in alone if (sign := one.decode(policy.encoding, "replace")).encode(policy.encoding, "replace") == one
              and not look.search(f"A{sign}A")}
    return _Press(b"".join(sorted(plain)), bytes.maketrans(neutral, partners.encode(policy.encoding)))


def printed(segments: list[str], policy: Characters, delimiters: Delimiters) -> bytes | None:
    """Neutral segments as the partner's bytes when ``clean`` would leave each as it is; None when one must be looked at."""
    press, text = _press(policy, delimiters), SEGMENT.join((*segments, ""))
    try:
        data = text.encode(policy.encoding)
    except UnicodeEncodeError:
        return None
    if press is None or data.translate(None, press.plain) or data.count(SEGMENT.encode()) != len(segments):
        return None
    if f"{ELEMENT}{SEGMENT}".encode() in data or _IDLE_BYTES.search(data):
        return None
    return data.translate(press.marks)


def clean(segment: str, policy: Characters, delimiters: Delimiters, index: int) -> tuple[str, list[Problem]]:
    """A neutral segment as the partner takes it: trailing empties and blanks trimmed, the rest replaced and reported."""
    sieve = _sieve(policy, delimiters)
    if not sieve.look.search(segment):
        return segment, []
    problems: list[Problem] = []
    elements = segment.split(ELEMENT)
    for number, element in enumerate(elements):
        parts = _MARKS.split(element)
        for at, component in _values(parts):
            parts[at], found = _value(parts[at], sieve, policy)
            problems += (Problem(rule, kind, index, element=number or None, component=component, **facts)
                         for rule, kind, facts in found)
        elements[number] = "".join(parts)
    return trimmed(ELEMENT.join(elements)), problems


def _values(parts: list[str]) -> Iterator[tuple[int, int | None]]:
    """Where the values stand among the parts of an element, each with its component: None for an element of one value, and
    behind a repetition."""
    component = 1 if len(parts) > 1 else None
    for at in range(0, len(parts), 2):
        yield at, component
        again = component is not None and at + 1 < len(parts) and parts[at + 1] == COMPONENT
        component = component + 1 if component is not None and again else None


def trimmed(segment: str) -> str:
    """The neutral segment without trailing blanks of values, and without trailing empty components, repeats and elements."""
    return _IDLE.sub("", segment).rstrip(f"{ELEMENT}{REPEAT}{COMPONENT} ")


_Found = tuple[str, str, dict[str, Any]]


def _value(text: str, sieve: _Sieve, policy: Characters) -> tuple[str, list[_Found]]:
    found: list[_Found] = []
    if sieve.foreign.search(text):
        text, problems = _plain(text, sieve)
        found += problems
    if policy.letters == "upper" and text != text.upper():
        text = text.upper()
        found.append(("ENV-7", "upper-cased", {}))
    for sign in dict.fromkeys(sieve.delimiter.findall(text)):
        found.append(("ENV-6", "delimiter-in-data", {"sign": _named(sign), "times": text.count(sign)}))
        text = text.replace(sign, " ")
    if text.endswith(" "):
        found.append(("ENV-8", "blanks-trimmed", {}))
    return text.rstrip(" "), found


def _plain(text: str, sieve: _Sieve) -> tuple[str, Iterator[_Found]]:
    """The text in characters that the partner takes; letters lose their marks, signs their flourish."""
    changed = lost = 0
    plain = []
    for character in text:
        if not sieve.foreign.match(character):
            plain.append(character)
            continue
        parts = unicodedata.normalize("NFKD", character.translate(PLAIN))
        form = "".join(part for part in parts if not unicodedata.combining(part)).translate(PLAIN)
        if sieve.foreign.search(form):
            form, lost = UNKNOWN, lost + 1
        else:
            changed += 1
        plain.append(form)
    counts = (("transliterated", changed), ("replaced", lost))
    return "".join(plain), (("ENV-7", kind, {"count": count, "sign": UNKNOWN}) for kind, count in counts if count)


def _named(sign: str) -> str:
    return sign if sign.isprintable() else f"character {ord(sign)}"

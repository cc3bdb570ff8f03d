"""Elements as values: amounts, numbers, days and times from text and back.

Reading goes through dictionaries that remember what they have seen, up to a size: most texts of a file repeat, and a lookup is
much faster than a conversion. They hold only texts that come back as an equal value; any other text raises ``Odd`` and the
loop it stands in is read thoroughly.
"""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

from edi_engine.money import cents, wire

REMEMBERED = 1 << 13

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)


class Odd(Exception):
    """Something that the quick reader of a loop does not take; the loop is read thoroughly."""


def decimal(text: str) -> Decimal:
    """A number as X12 writes it; ValueError for what only Decimal takes (1E5, NaN)."""
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        raise ValueError("not a number")
    return Decimal(text)


def day(text: str) -> date:
    """CCYYMMDD; ValueError for anything else."""
    if len(text) != 8 or not _DIGITS.fullmatch(text):
        raise ValueError("not a date")
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def days(text: str) -> tuple[date, date]:
    """CCYYMMDD-CCYYMMDD; ValueError for anything else."""
    since, _, until = text.partition("-")
    return day(since), day(until)


def clock(text: str) -> time:
    """HHMM or HHMMSS, with one or two digits of a second's fraction; ValueError for anything else."""
    if len(text) not in (4, 6, 7, 8) or not _DIGITS.fullmatch(text):
        raise ValueError("not a time")
    return time(int(text[:2]), int(text[2:4]), int(text[4:6] or 0), int(text[6:].ljust(6, "0")))


def whole(text: str) -> int:
    """A whole number of digits; ValueError for anything else."""
    if not _DIGITS.fullmatch(text):
        raise ValueError("not a whole number")
    return int(text)


def plain(number: Decimal) -> str:
    """A number without exponent and superfluous zeros (ENV-8).

    >>> [plain(Decimal(text)) for text in ("1.50", "0.5", "-0.25", "100", "1E2", "0.0")]
    ['1.5', '.5', '-.25', '100', '100', '0']
    """
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    digits = digits.lstrip("0")
    return sign + digits if digits else "0"


def day_text(value: date) -> str:
    """CCYYMMDD."""
    return f"{value.year:04d}{value.month:02d}{value.day:02d}"


def clock_text(value: time) -> str:
    """HHMM, with seconds and hundredths when there are any."""
    hundredths = value.microsecond // 10_000
    seconds = f"{value.second:02d}" if value.second or hundredths else ""
    return f"{value.hour:02d}{value.minute:02d}{seconds}" + (f"{hundredths:02d}" if hundredths else "")


def days_text(value: tuple[date, date]) -> str:
    """CCYYMMDD-CCYYMMDD."""
    return f"{day_text(value[0])}-{day_text(value[1])}"


# kind -> (text to value, value to text)
CONVERSIONS: dict[str, tuple[Callable[[str], Any], Callable[[Any], str]]] = {
    "money": (cents, wire), "number": (decimal, plain), "day": (day, day_text), "days": (days, days_text),
    "clock": (clock, clock_text), "integer": (whole, str),
}
NUMBERS = frozenset({"money", "number"})   # equal as numbers is equal: 12.50 may come back as 12.5


def faithful(kind: str, text: str) -> Any:
    """The value, if writing it gives an equal text; ValueError if not."""
    read, write = CONVERSIONS[kind]
    value = read(text)
    if kind not in NUMBERS and write(value) != text:
        raise ValueError("would be written in another way")
    return value


class Seen(dict[str, Any]):
    """Texts and their values; a text not seen yet is converted and, while there is room, remembered. Odd if it cannot be."""

    __slots__ = ("convert",)

    def __init__(self, convert: Callable[[str], Any], **known: Any) -> None:
        super().__init__(known)
        self.convert = convert

    def __missing__(self, text: str) -> Any:
        try:
            value = self.convert(text)
        except ValueError:
            raise Odd from None
        if len(self) < REMEMBERED:
            self[text] = value
        return value


class Written(dict[Any, str]):
    """Values and their texts, in the same way; None is no text."""

    __slots__ = ("convert",)

    def __init__(self, convert: Callable[[Any], str]) -> None:
        super().__init__({None: ""})
        self.convert = convert

    def __missing__(self, value: Any) -> str:
        text = self.convert(value)
        if len(self) < REMEMBERED:
            self[value] = text
        return text


def seen(kind: str, absent: Any) -> Seen:
    """The memory of a kind; ``absent`` is the value of an empty element, or ``...`` when there must be one."""
    def convert(text: str) -> Any:
        if not text:
            raise ValueError("empty")
        return faithful(kind, text)

    memory = Seen(convert)
    if absent is not ...:
        memory[""] = absent
    return memory

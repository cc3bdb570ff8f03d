"""Kinds of values in an encounter: how each may be written, and what it becomes.

A value that cannot be read raises a fault named by rule and kind (``CLM-15.date``); what a value may be is for the edits.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from edi_engine import money

YEARS = range(1900, 2101)       # in which anything of a claim can have happened
LONGEST = 18                    # digits of a number at the door, before and after the point; what can be sent is for the edits
_PLAIN = re.compile(r"-?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{4})(\d{2})(\d{2})")


def fault(rule: str, kind: str) -> PydanticCustomError:
    """A value that cannot be read, as the problem that it becomes."""
    return PydanticCustomError(f"{rule}.{kind}", "unreadable")


def day(said: Any) -> date | None:
    """2026-01-31 or 20260131, in a year in which it can have been."""
    found = _DAY.fullmatch(said.strip()) if isinstance(said, str) and said.isascii() else None
    if said == "":
        return None
    try:
        read = date(*(int(part) for part in found.groups() if part))     # type: ignore[union-attr]
    except (AttributeError, ValueError):
        raise fault("CLM-15", "date") from None
    if read.year not in YEARS:
        raise fault("CLM-15", "date")
    return read


def amount(said: Any) -> int | None:
    """An amount as text (125.00) or as a JSON number, in cents."""
    if said == "":
        return None
    try:
        return money.cents(_short(said) if isinstance(said, str) else f"{_number(said):f}")
    except ValueError:
        raise fault("CLM-7", "amount") from None


def number(said: Any) -> Decimal | None:
    """A count as text of digits or as a JSON number."""
    if said == "":
        return None
    try:
        return _number(said)
    except ValueError:
        raise fault("CLM-14", "number") from None


def _number(said: Any) -> Decimal:
    """ValueError for what is no number, or one of so many digits that no sentence could show it."""
    if isinstance(said, bool) or not isinstance(said, str | int | Decimal):
        raise ValueError("not a number")
    if isinstance(said, str) and not _PLAIN.fullmatch(_short(said)):
        raise ValueError("not a number")
    value = Decimal(said.strip() if isinstance(said, str) else said)
    if not value.is_finite() or not _near(value):
        raise ValueError("not a number")
    return value


def _short(text: str) -> str:
    """The text without blanks around it; ValueError when it is longer than a number at the door."""
    text = text.strip()
    if len(text) > 2 * LONGEST:
        raise ValueError("too many digits")
    return text


def _near(value: Decimal) -> bool:
    """Whether the number can be written without an exponent in a few digits."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -LONGEST and value.adjusted() < LONGEST


def pointers(said: Any) -> tuple[int, ...]:
    """Positions of diagnoses, from 1."""
    if isinstance(said, list | tuple) and all(isinstance(pointer, int) and not isinstance(pointer, bool) for pointer in said):
        return tuple(said)
    raise fault("CLM-13", "number")


def flag(said: Any) -> str:
    """true is Y."""
    if isinstance(said, bool):
        return "Y" if said else ""
    raise fault("EXC-5", "value-type")


def without(pattern: str, signs: str) -> AfterValidator:
    """Text of that pattern loses its punctuation; other text stays as it is, for the edits to judge."""
    whole, table = re.compile(pattern, re.ASCII), str.maketrans("", "", signs)
    return AfterValidator(lambda text: text.translate(table) if whole.fullmatch(text) else text)


_AMOUNT = {"type": ["string", "number"], "pattern": r"^-?\d+(\.\d{1,2})?$", "examples": ["125.00"]}
_NUMBER = {"type": ["string", "number"], "examples": [1, "0.5"]}

Text = Annotated[str, StringConstraints(strip_whitespace=True)]
Day = Annotated[date | None, PlainValidator(day), WithJsonSchema({"type": "string", "format": "date"})]
Amount = Annotated[int | None, PlainValidator(amount), WithJsonSchema(_AMOUNT)]
Number = Annotated[Decimal | None, PlainValidator(number), WithJsonSchema(_NUMBER)]
Pointers = Annotated[tuple[int, ...], PlainValidator(pointers), WithJsonSchema(
    {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 12}, "maxItems": 4})]
Flag = Annotated[str, PlainValidator(flag), WithJsonSchema({"type": "boolean"})]

Zip = Annotated[Text, without(r"\d{5}-\d{4}|[A-Z]\d[A-Z] \d[A-Z]\d", "- ")]
TaxId = Annotated[Text, without(r"\d{2}-\d{7}|\d{3}-\d{2}-\d{4}", "-")]
Phone = Annotated[Text, without(r"\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}", "() .-")]
Ndc = Annotated[Text, without(r"\d{5}-\d{4}-\d{2}", "-")]
Diagnosis = Annotated[Text, without(r"[A-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}", ".")]

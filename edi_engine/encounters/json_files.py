"""Encounters as JSON (one document) and JSONL (one a line), in our own words or in those of another vocabulary."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from edi_engine.encounters import doors
from edi_engine.encounters.fields import LONGEST
from edi_engine.encounters.records import Record, Refusal
from edi_engine.encounters.text import STRAY
from edi_engine.problems import Problem
from edi_engine.settings import Settings

VERSION = 1

_ENDS = re.compile(r"\r\n|[\r\n]")                          # a string of JSON may hold every other sign that breaks lines
_DOCUMENT = re.compile(r'\s*(\[|\{\s*($|"(version|encounters)"))')


def records(text: str, settings: Settings) -> Iterator[Record | Refusal | Problem]:
    """The encounters of one JSON document, or of JSONL; which it is does not depend on its first line being sound."""
    return doors.told_once(_records(text, settings))


def _records(text: str, settings: Settings) -> Iterator[Record | Refusal | Problem]:
    lines = _ENDS.split(text)
    first, *others = filter(str.strip, lines)
    found = _parse(first, "")
    if isinstance(found, dict) and "encounters" not in found and (others or not ("version" in found or doors.of(found))):
        yield from _lines(lines, settings)
        return
    whole = _parse(text, "") if others else found
    opens = isinstance(found, Problem) and _DOCUMENT.match(first)
    if isinstance(whole, Problem) and not opens and has_lines(text):
        yield from _lines(lines, settings)
    else:
        yield from _document(whole, settings)


def has_lines(text: str) -> bool:
    """Whether a line is an encounter by itself; a file with such lines is JSONL, though others of them are spoilt."""
    for line in _ENDS.split(text):
        if line.lstrip().startswith("{"):
            found = _parse(line, "")
            if isinstance(found, dict) and ("id" in found or doors.of(found)):
                return True
    return False


def _document(whole: Any, settings: Settings) -> Iterator[Record | Refusal | Problem]:
    """The encounters of what a JSON document says."""
    if isinstance(whole, Problem):
        yield whole
    elif isinstance(whole, list) and any(map(doors.of, whole)):
        for number, one in enumerate(whole):
            yield from _one(one, f"[{number}]", ".", settings)
    elif door := doors.of(whole):
        yield from door.records(_spoken(whole), "", settings)
    else:
        yield from _own(whole)


def _own(whole: Any) -> Iterator[Record | Refusal | Problem]:
    """The encounters of a document in our own words."""
    if not isinstance(whole, dict):
        yield Problem("EXC-5", "json-shape", where="file", expected='{"version": 1, "encounters": [...]}')
        return
    if whole.get("version") != VERSION:
        yield Problem("EXC-5", "json-version", where="version")
        return
    for name in sorted(whole.keys() - {"version", "encounters"}):
        yield Problem("EXC-5", "json-unknown", where=name, hint="")
    encounters = whole.get("encounters", [])
    if not isinstance(encounters, list):
        yield Problem("EXC-5", "json-shape", where="encounters", expected="a list of encounters")
        return
    for number, encounter in enumerate(encounters):
        yield _record(encounter, f"encounters[{number}]", ".")


def _lines(lines: list[str], settings: Settings) -> Iterator[Record | Refusal | Problem]:
    """The encounters of JSONL; a line that cannot be read costs only itself."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            found = _parse(line, f"line {number}", number)
            if isinstance(found, Problem):
                yield Refusal(found)
            else:
                yield from _one(found, f"line {number}", ", ", settings)


def _one(said: Any, at: str, joint: str, settings: Settings) -> Iterator[Record | Refusal | Problem]:
    """One of several: an encounter of ours, or whatever claims of another vocabulary it holds."""
    if door := doors.of(said):
        yield from door.records(_spoken(said), f"{at}{joint}".removesuffix("."), settings)
    else:
        yield _record(said, at, joint)


def _record(encounter: Any, at: str, joint: str) -> Record | Refusal:
    if not isinstance(encounter, dict):
        return Refusal(Problem("EXC-5", "json-shape", where=at, expected="an encounter, in braces"))
    return Record(_spoken(encounter), lambda path: f"{at}{joint}{path}" if path else at)


def _spoken(said: Any) -> Any:
    """The data without null: what is null is not said."""
    if isinstance(said, dict):
        return {name: _spoken(value) for name, value in said.items() if value is not None}
    return [_spoken(value) for value in said] if isinstance(said, list) else said


class _Twice(ValueError):
    """An object names a field twice."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Twice
    return found


def _parse(text: str, where: str, line: int = 1) -> Any:
    """What the JSON says that begins on this line, or a problem; numbers are whole or Decimal, whatever their size."""
    if stray := STRAY.search(text):
        above, _, before = ("\n" + text[:stray.start()]).rpartition("\n")
        return Problem("EXC-5", "json-bytes", where=where, line=line + above.count("\n"), column=len(before) + 1)
    try:
        return json.loads(text, parse_float=_decimal, parse_int=_whole, parse_constant=_decimal, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        return Problem("EXC-5", "json-syntax", where=where, line=line + error.lineno - 1, column=error.colno)
    except _Twice:
        return Problem("EXC-5", "json-key-twice", where=where)
    except RecursionError:
        return Problem("EXC-5", "json-shape", where=where, expected="objects that are not nested so deep")


def _whole(text: str) -> int | Decimal:
    """A whole number; one that is longer than any amount stays a Decimal, for ``int`` refuses thousands of digits."""
    return int(text) if len(text) <= LONGEST else _decimal(text)


def _decimal(text: str) -> Decimal:
    """A number with a point or an exponent; not a number, as NaN itself, when the exponent is beyond all bounds."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("NaN")

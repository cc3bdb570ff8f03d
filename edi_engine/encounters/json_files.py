"""Encounters as JSON (one document) and JSONL (one encounter a line)."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from edi_engine.encounters.records import Record
from edi_engine.problems import Problem

VERSION = 1


def document(text: str) -> Iterator[Record | Problem]:
    """The encounters of one JSON document."""
    whole = _parse(text, "")
    if isinstance(whole, Problem):
        yield whole
        return
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


def lines(text: str) -> Iterator[Record | Problem]:
    """The encounters of JSONL; a line that cannot be read costs only itself."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            found = _parse(line, f"line {number}")
            yield found if isinstance(found, Problem) else _record(found, f"line {number}", ", ")


def is_lines(text: str) -> bool:
    """Whether the text is JSONL: its first line is an encounter by itself."""
    first, _, rest = text.lstrip().partition("\n")
    found = _parse(first, "")
    return isinstance(found, dict) and "encounters" not in found and (bool(rest.strip()) or "version" not in found)


def _record(encounter: Any, at: str, joint: str) -> Record | Problem:
    if not isinstance(encounter, dict):
        return Problem("EXC-5", "json-shape", where=at, expected="an encounter, in braces")
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


def _parse(text: str, where: str) -> Any:
    """What the JSON says, or a problem; numbers with a point are Decimal."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        return Problem("EXC-5", "json-syntax", where=where, line=error.lineno, column=error.colno)
    except _Twice:
        return Problem("EXC-5", "json-key-twice", where=where)
    except (ValueError, RecursionError):
        return Problem("EXC-5", "json-shape", where=where, expected="numbers of a usual size, in objects not nested so deep")


def _no_number(name: str) -> Any:
    raise ValueError(name)

"""A file of encounters: told apart by its content, read whole, every fault of it told at once."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from edi_engine.billing.encounter import Encounter
from edi_engine.encounters import claims, csv_files, json_files, model, surplus
from edi_engine.encounters.master import Master
from edi_engine.encounters.records import Origin, Record, Refusal, path_of
from edi_engine.encounters.text import text_of, unmarked
from edi_engine.problems import Problem, worst
from edi_engine.settings import Settings

_EXPECTED = {"string_type": "text in quotes", "string_unicode": "text of whole characters", "model_type": "an object in braces",
             "tuple_type": "a list in brackets", "EXC-5.value-type": "true or false"}


@dataclass(frozen=True, slots=True)
class Encounters:
    """What a file of encounters holds: the good ones, and of each refused one what could be read of it.

    A draft never leaves; the edits look at it so that all that is wrong with it is told at once.
    """

    good: tuple[Encounter, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: int = 0
    drafts: tuple[Encounter, ...] = ()


def read(path: str | Path, settings: Settings) -> Encounters:
    """The encounters of a file, filled up from the settings."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return Encounters(problems=(Problem("EXC-5", "unreadable-file", reason=error.strerror or "it cannot be opened"),))
    return parse(data, settings)


def parse(data: bytes, settings: Settings) -> Encounters:
    """The encounters of a file's bytes."""
    good: list[Encounter] = []
    drafts: list[Encounter] = []
    problems: list[Problem] = []
    master, seen, refused = Master(settings), {}, 0     # type: tuple[Master, dict[str, str], int]
    for found in _records(data, settings):
        if not isinstance(found, Record):
            refused += isinstance(found, Refusal)
            problems.append(found.problem if isinstance(found, Refusal) else found)
            continue
        found.problems += _id(found, seen)
        encounter = _encounter(found, master)
        problems += found.problems
        (drafts if found.incomplete or worst(found.problems) == "error" else good).append(encounter)
    if not (good or drafts or problems):
        problems.append(Problem("EXC-5", "encounters-empty"))
    return Encounters(tuple(good), tuple(problems), refused + len(drafts), tuple(drafts))


def _records(data: bytes, settings: Settings) -> Iterator[Record | Refusal | Problem]:
    try:
        text = text_of(data)
    except UnicodeDecodeError as error:
        yield Problem("EXC-5", "encounters-unreadable", why=f"byte {error.start + 1} and what follows is no UTF-16")
        return
    start = unmarked(text).lstrip()[:3]
    if start == "ISA":
        yield Problem("EXC-5", "encounters-x12")
    elif "\0" in text:
        yield Problem("EXC-5", "encounters-unreadable", why="it is no text file")
    elif start[:1] in ("{", "[") or json_files.has_lines(text):
        yield from json_files.records(unmarked(text), settings)
    elif start:
        yield from csv_files.records(text)


def _encounter(record: Record, master: Master) -> Encounter:
    """The encounter of a record; what cannot be read of it stands in the record's problems."""
    data, filled = master.fill(record.data)
    origin = Origin(record.data, record.said, filled)
    said = _validated(data, record, origin)
    _ask_what_was_paid(said, record, origin)
    record.problems += surplus.told(said, origin)
    for number, line in enumerate(said.lines):
        path = f"lines[{number}].charge"
        if line.charge is None and not record.flaws & {path, f"lines[{number}]", "lines"}:
            record.problems.append(Problem("CLM-1", "missing", where=origin[path], what="The charge", how="Fill it in."))
            record.flaws.add(path)
    if record.incomplete or any(flaw.endswith("charge") or flaw.startswith("lines[") or flaw == "lines"
                                for flaw in record.flaws):
        record.flaws.add("total_charge")
    return Encounter(said.id, claims.claim(said), origin, frozenset(record.flaws))


def _ask_what_was_paid(said: model.Encounter, record: Record, origin: Origin) -> None:
    """COB-1: another payer's decision on a line says what it paid, if 0.00; the claim has no word for not saying it."""
    for number, line in enumerate(said.lines):
        for position, decision in enumerate(line.adjudications):
            path = f"lines[{number}].adjudications[{position}]"
            if decision.paid is None and not record.flaws & {f"{path}.paid", path, f"lines[{number}]", "lines"}:
                record.problems.append(Problem("COB-1", "missing", where=origin[f"{path}.paid"],
                                               what="What another payer paid for the line"))
                record.flaws.add(f"{path}.paid")


def _validated(data: dict[str, Any], record: Record, origin: Origin) -> model.Encounter:
    """The encounter of the data, less what cannot be read."""
    try:
        return model.Encounter.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
    data = copy.deepcopy(data)
    for fault in faults:
        path = path_of(fault["loc"])
        record.problems.append(_problem(fault, origin[path]))
        record.flaws.add(path)
        _drop(data, fault["loc"], {} if fault["type"] == "model_type" else "")
    return _validated(data, record, origin)


def _problem(fault: ErrorDetails, where: str) -> Problem:
    """The problem of a value that the model refuses."""
    kind, loc = fault["type"], fault["loc"]
    if kind == "extra_forbidden":
        near = get_close_matches(str(loc[-1]), _siblings(loc), 1)
        return Problem("EXC-5", "json-unknown", where=where, hint=f", but there is {near[0]}" if near else "")
    if kind in _EXPECTED:
        return Problem("EXC-5", "value-type", where=where, expected=_EXPECTED[kind])
    rule, _, name = kind.partition(".")
    return Problem(rule, name, where=where)


def _siblings(loc: tuple[int | str, ...]) -> list[str]:
    """The fields that may stand where an unknown one does."""
    noun: type[BaseModel] = model.Encounter
    for step in loc[:-1]:
        if isinstance(step, str):
            field = next(field for name, field in noun.model_fields.items() if (field.alias or name) == step)
            noun = next(part for part in _parts(field.annotation) if isinstance(part, type) and issubclass(part, BaseModel))
    return [field.alias or name for name, field in noun.model_fields.items()]


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _parts(part)


def _drop(data: Any, loc: tuple[int | str, ...], empty: Any) -> None:
    """Takes the value at a place out of the data; in a list its place stays, empty, so that the others keep theirs."""
    for step in loc[:-1]:
        data = data[step]
    last = loc[-1]
    if isinstance(last, int):
        data[last] = empty
    else:
        data.pop(last, None)


def _id(record: Record, seen: dict[str, str]) -> Iterator[Problem]:
    """An encounter has an id that no other has."""
    name, where = record.data.get("id", ""), record.said("id")
    if not name:
        yield Problem("EXC-5", "encounter-id", where=where)
    elif isinstance(name, str) and seen.setdefault(name.strip(), where) != where:
        yield Problem("EXC-5", "encounter-twice", where=where, other=seen[name.strip()])
    else:
        return
    record.flaws |= {"id", "claim_id"}

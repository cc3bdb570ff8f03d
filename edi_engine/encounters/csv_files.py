"""Encounters as CSV: one row a line, rows with one enc_id an encounter, wherever they stand."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from edi_engine.encounters.columns import COLUMNS, NAMES, NEEDED, Column
from edi_engine.encounters.records import Record, Refusal
from edi_engine.encounters.text import STRAY, as_windows, is_windows, unmarked
from edi_engine.problems import Problem

_BY_NAME = {column.name: column for column in COLUMNS}
_BY_PATH = {(column.line, column.path): column.name for column in COLUMNS}
_STEPS: dict[str, list[Any]] = {
    column.name: [int(step) if step.isdecimal() else step for step in re.findall(r"\w+", column.path)] for column in COLUMNS}
_LINE = re.compile(r"lines(?:\[(\d+)\])?\.?(.*)")
_LAST = re.compile(r"(\.?\w+|\[\d+\])$")
_SPOILT = re.compile(r"#+|#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)|(\d(?:\.\d+)?E\+\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, and the cells that say something."""

    number: int
    cells: dict[str, str]


def records(text: str) -> Iterator[Record | Refusal | Problem]:
    """The encounters of a CSV; a fault of the header stops it, a fault of a row costs its encounter only."""
    windows = is_windows(text)
    text = as_windows(text) if windows else unmarked(text)
    table = _cut(text, _delimiter(text))
    if isinstance(table, Problem):
        yield table
        return
    number, head = next(((number, cells) for number, cells in enumerate(table, 1) if any(map(str.strip, cells))), (1, []))
    names = [_name(cell) for cell in head]
    problems = list(_header(names, number))
    yield from problems
    if any(problem.severity == "error" for problem in problems):
        return
    yield from _grouped(names, enumerate(table[number:], number + 1), windows)


def _cut(text: str, delimiter: str) -> list[list[str]] | Problem:
    """The rows of the text, cell by cell; a problem where a quote has opened and nobody can tell which rows it swallows."""
    table: list[list[str]] = []
    columns = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            columns = columns or len(cells)
            if _swallows(cells, columns, delimiter):
                raise csv.Error
            table.append(cells)
    except csv.Error:
        return Problem("EXC-5", "csv-quote", where=f"row {len(table) + 1}")
    return table


def _swallows(cells: list[str], columns: int, delimiter: str) -> bool:
    """Whether a cell goes over several lines and holds other cells, or leaves more than a row can have."""
    broken = [cell for cell in cells if "\n" in cell or "\r" in cell]
    return bool(broken) and (len(cells) > columns or any(delimiter in cell for cell in broken))


def _delimiter(text: str) -> str:
    """Comma, semicolon, tab or bar: whatever the first line has most of."""
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    return max(",;\t|", key=first.count)


def _name(cell: str) -> str:
    name = re.sub(r"[\s-]+", "_", cell.strip().lower())
    return NAMES.get(name, name)


def _header(names: list[str], number: int) -> Iterator[Problem]:
    """What is wrong with the names of the columns."""
    for name in NEEDED:
        if name not in names:
            yield Problem("EXC-5", "csv-column-absent", where=f"row {number}", name=name)
    for position, name in enumerate(names):
        if name and name in names[:position]:
            column = name if name in _BY_NAME else position + 1
            yield Problem("EXC-5", "csv-column-twice", where=f"row {number}, column {column}")
        elif name and name not in _BY_NAME:
            near = get_close_matches(name, _BY_NAME, 1)
            yield Problem("EXC-5", "csv-column-unknown", where=f"row {number}, column {position + 1}",
                          hint=f", but there is {near[0]}" if near else "")


def _grouped(names: list[str], rows: Iterable[tuple[int, list[str]]], windows: bool) -> Iterator[Record | Refusal | Problem]:
    """Records in the order in which their first rows stand; one that a spoilt row may belong to is incomplete."""
    groups: dict[str, list[Row]] = {}
    spoilt: list[tuple[Problem, set[str]]] = []
    whose: set[str] = set()
    for number, cells in rows:
        cells = list(map(str.strip, cells))
        if not any(cells):
            continue
        row = Row(number, {name: cell for name, cell in zip(names, cells, strict=False) if cell and name in _BY_NAME})
        whose = _whose(cells, names) or whose
        if fault := _fault(row, len(cells), len(names), windows):
            spoilt.append((fault, whose))
        else:
            groups.setdefault(row.cells["enc_id"], []).append(row)
            yield from _guessed(row) if windows else ()
    for fault, owners in spoilt:
        yield fault if owners & groups.keys() else Refusal(fault)
    incomplete = {owner for _, owners in spoilt for owner in owners}
    for name, group in groups.items():
        yield _record(group, name in incomplete)


def _whose(cells: list[str], names: list[str]) -> set[str]:
    """Ids of the encounters to which a row can belong: several when surplus cells may have moved its id."""
    at = names.index("enc_id")
    surplus = max(len(cells) - len(names), 0) if at else 0
    return {cell for cell in cells[at:at + surplus + 1] if cell and not STRAY.search(cell)}


def _fault(row: Row, count: int, columns: int, windows: bool) -> Problem | None:
    """Why a row cannot be used."""
    if count > columns:
        return Problem("EXC-5", "csv-row-too-long", where=f"row {row.number}", count=count, columns=columns)
    if "enc_id" not in row.cells:
        return Problem("EXC-5", "csv-row-without-id", where=f"row {row.number}, column enc_id")
    stray = next((name for name, cell in row.cells.items() if STRAY.search(cell)), None)
    return None if stray is None else Problem("EXC-5", "csv-bytes", where=f"row {row.number}, column {stray}",
                             encoding="Windows-1252" if windows else "UTF-8, as the rest of the file is")


def _guessed(row: Row) -> Iterator[Problem]:
    """A row whose letters were taken for Windows-1252, for want of a better guess."""
    for name in (name for name, cell in row.cells.items() if not cell.isascii()):
        yield Problem("EXC-5", "csv-windows", where=f"row {row.number}, column {name}")


def _record(rows: list[Row], incomplete: bool) -> Record:
    record = Record({}, _places(rows), incomplete=incomplete)
    order = _ordered(rows, record)
    record.said = _places(rows, order)
    for name in dict.fromkeys(name for row in rows for name in row.cells):
        if not _BY_NAME[name].line:
            _once(_BY_NAME[name], rows, record)
    record.data["lines"] = [_line(row, number, record) for number, row in enumerate(order)]
    _tidy(record.data, "diagnoses", "attachments", "conditions")
    _same_person(record)
    return record


def _ordered(rows: list[Row], record: Record) -> list[Row]:
    """The rows by line_no, when they have one."""
    numbers = [row.cells.pop("line_no", "") for row in rows]
    if not any(numbers):
        return rows
    if all(number.isdecimal() and number.isascii() for number in numbers) and len(set(map(int, numbers))) == len(rows):
        return [rows[position] for position in sorted(range(len(rows)), key=lambda position: int(numbers[position]))]
    record.problems.append(Problem("EXC-5", "csv-line-number", where=f"row {rows[0].number}, column line_no"))
    return rows


def _once(column: Column, rows: list[Row], record: Record) -> None:
    """A field of the encounter, which every row says or leaves empty."""
    first: tuple[int, Any] | None = None
    for row in rows:
        cell = row.cells.get(column.name)
        if cell is None or _spoilt(cell, row, column, record):
            continue
        value = column.read(cell)
        if first is None:
            first = (row.number, value)
            _put(record.data, column, value)
        elif value != first[1]:
            record.problems.append(Problem("EXC-5", "csv-rows-disagree", where=f"row {row.number}, column {column.name}",
                                           first=first[0]))


def _line(row: Row, number: int, record: Record) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, cell in row.cells.items():
        column = _BY_NAME[name]
        if column.line and not _spoilt(cell, row, column, record, f"lines[{number}]."):
            _put(data, column, column.read(cell))
    _tidy(data, "modifiers")
    if "modifiers" in data:
        data["modifiers"] = [modifier for modifier in data["modifiers"] if modifier]
    return data


def _put(data: dict[str, Any], column: Column, value: Any) -> None:
    """The value at the column's path; a number in the path is a position in a list, kept as a key until the list is tidy."""
    *outer, last = _STEPS[column.name]
    for step in outer:
        data = data.setdefault(step, {})
    data[last] = value


def _tidy(data: dict[str, Any], *lists: str) -> None:
    """Lists in the place of their numbered cells; a gap among diagnoses stays, for pointers count on it."""
    for name in (*lists, "notes"):
        if name in data:
            data[name] = [data[name].get(position, "") for position in range(max(data[name]) + 1)]


def _spoilt(cell: str, row: Row, column: Column, record: Record, at: str = "") -> bool:
    """Whether a spreadsheet has put something else in the place of what was typed."""
    if cell[0] not in "#0123456789" or not (found := _SPOILT.fullmatch(cell)):
        return False
    record.problems.append(Problem("EXC-5", "csv-spreadsheet", where=f"row {row.number}, column {column.name}",
                                   sign="a number in scientific notation" if found[2] else cell))
    record.flaws.add(at + column.path)
    return True


def _same_person(record: Record) -> None:
    """CLM-3: when the relationship is self, the patient's columns may repeat the subscriber's or stand in for them."""
    patient = record.data.get("patient", {})
    relation = patient.get("relationship", "")
    others = {name: value for name, value in patient.items() if name != "relationship"}
    subscriber = record.data.setdefault("subscriber", {})
    differing = list(_differing(others, subscriber))
    if relation not in ("", "18") or (not relation and differing):
        return
    for path in differing:
        where = record.said(f"patient.{path}")
        record.problems.append(Problem("CLM-3", "self-differs", where=where))
    record.data.pop("patient", None)
    record.data["subscriber"] = {**others, **subscriber}
    if "address" in others:
        record.data["subscriber"]["address"] = {**others["address"], **subscriber.get("address", {})}


def _differing(patient: dict[str, Any], subscriber: dict[str, Any], at: str = "") -> Iterator[str]:
    """Paths at which the patient is said to be somebody else."""
    for name, value in patient.items():
        other = subscriber.get(name)
        if isinstance(value, dict):
            yield from _differing(value, other or {}, f"{at}{name}.")
        elif other is not None and other.casefold() != value.casefold():
            yield at + name


def _places(rows: list[Row], order: list[Row] | None = None) -> Callable[[str], str]:
    """Where a field stands: its row and its column."""

    def said(path: str) -> str:
        line = _LINE.fullmatch(path)
        if line and line[1] is not None:
            row = (order or rows)[int(line[1])]
            name = _column(True, line[2], row)
        else:
            name = _column(False, path, rows[0])
            if name == "total_charge" and not any(name in row.cells for row in rows):
                name = "charge"                        # nobody said the sum: it was made of these
            row = next((row for row in rows if name in row.cells), rows[0])
        return f"row {row.number}, column {name}" if name else f"row {row.number}"

    return said


def _column(line: bool, path: str, row: Row) -> str:
    """The column that fills a path, or a part of it, or what it is part of."""
    if path.startswith("modifiers["):
        said = [f"mod{number}" for number in range(1, 5) if f"mod{number}" in row.cells]
        return said[int(path[10:-1])] if int(path[10:-1]) < len(said) else "mod1"
    found = _columns(line, path)
    return next((name for name in found if name in row.cells), found[0] if found else "")


@lru_cache(4096)
def _columns(line: bool, path: str) -> list[str]:
    while path:
        inner = (f"{path}.", f"{path}[")
        if found := [name for (of_line, known), name in _BY_PATH.items()
                     if of_line == line and (known == path or known.startswith(inner))]:
            return found
        path = _LAST.sub("", path)
    return []

"""Lists of codes as people have them: files of CDC and CMS, told by their content, and tables (CSV) of code, from, to, text.

Every list becomes rows of text, each with its place in the file; then one check for all of them says what is wrong. A list
with a fault is not used at all: half a code set would refuse good claims.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO

from edi_engine.codes import sets
from edi_engine.codes.kinds import KINDS
from edi_engine.codes.sets import CodeSet, Entry
from edi_engine.problems import Problem


@dataclass(frozen=True, slots=True)
class Told:
    """What is told besides the list itself: its kind, and the days that it covers."""

    kind: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One code as its file says it; ``where`` is a line or a row of the file."""

    where: str
    kind: str
    code: str
    since: str = ""
    until: str = ""
    text: str = ""


def read(data: bytes, name: str, told: Told) -> tuple[list[CodeSet], list[Problem]]:
    """The code sets of a file, one for each kind in it, or what is wrong with it."""
    text = _text(data)
    found = next((format for format in FORMATS if format.like(text.partition("\n")[0])), None)
    try:
        lines = [line if line.kind else replace(line, kind=told.kind) for line in found.lines(text)] if found else []
    except csv.Error:
        lines = []
    if not found or not lines:
        return [], [Problem("EXC-5", "codes-unrecognised", where="line 1")]
    told = replace(told, since=told.since or (_fiscal_year(name) if found.yearly else None))
    entries, problems = _entries(lines)
    made = [] if problems else [_set(kind, entries[kind], name, told) for kind in entries]
    problems += [Problem("EXC-5", "codes-undated", where="column from", what=KINDS[kind].name)
                 for kind, codes in zip(entries, made, strict=False) if codes is None]
    return ([], problems) if problems else ([codes for codes in made if codes], [])


def _text(data: bytes) -> str:
    """The text, its lines ended by a line feed alone."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")                              # every byte is a letter: only texts are affected
    return text.replace("\r\n", "\n").strip("\n")


def _fiscal_year(name: str) -> date | None:
    """The first day of the fiscal year that the name of a list tells.

    >>> _fiscal_year("icd10cm-order-2027.txt"), _fiscal_year("codes.txt")
    (datetime.date(2026, 10, 1), None)
    """
    years = re.findall(r"(?<!\d)20\d\d(?!\d)", name)
    return date(int(years[-1]) - 1, 10, 1) if years else None


def _set(kind: str, entries: Sequence[Entry], name: str, told: Told) -> CodeSet | None:
    """The entries of a kind over the days that they cover; None when nothing says since when they hold."""
    begun = [entry.since for entry in entries if entry.since]
    since = told.since or min(begun, default=None)
    if since is None:
        return None
    ended = [entry.until for entry in entries if entry.until]
    open_ = [] if len(ended) == len(entries) else [KINDS[kind].holds_until(max([since, *begun]))]
    until = told.until or max([*ended, *open_])
    known = [entry if entry.until else replace(entry, until=date.max) for entry in entries]
    return replace(sets.of_entries(kind, known, since, until, name), ends_own=True)


def _entries(lines: Sequence[Line]) -> tuple[dict[str, list[Entry]], list[Problem]]:
    """The entries by kind, and what is wrong with the lines."""
    entries: dict[str, list[Entry]] = {}
    problems: list[Problem] = []
    held: dict[tuple[str, str], list[tuple[date, date, str]]] = {}
    for line in lines:
        entry, problem = _entry(line)
        if entry:
            mine = held.setdefault((line.kind, entry.code), [])
            since, until = entry.since or date.min, entry.until or date.max
            other = next((where for begun, ended, where in mine if begun <= until and since <= ended), None)
            mine.append((since, until, line.where))
            if other:
                problem = Problem("EXC-5", "codes-twice", where=line.where, other=other)
            entries.setdefault(line.kind, []).append(entry)
        if problem:
            problems.append(problem)
    return entries, problems


def _entry(line: Line) -> tuple[Entry | None, Problem | None]:
    """The entry that a line says, or what is wrong with it."""
    if line.kind not in KINDS:
        return None, Problem("EXC-5", "codes-kind", where=line.where, known=", ".join(KINDS))
    code = line.code.upper().replace(".", "")
    if not KINDS[line.kind].form.fullmatch(code):
        return None, Problem("EXC-5", "codes-code", where=f"{line.where}, column code", what=KINDS[line.kind].name)
    days: list[date | None] = []
    for column, said in (("from", line.since), ("to", line.until)):
        try:
            days.append(_day(said))
        except ValueError:
            return None, Problem("EXC-5", "codes-date", where=f"{line.where}, column {column}")
    since, until = days
    if since and until and until < since:
        return None, Problem("EXC-5", "codes-order", where=line.where, since=since, until=until)
    return Entry(code, since, until, line.text), None


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d{4})(\d\d)(\d\d)")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def _day(said: str) -> date | None:
    """2026-01-31, 20260131 or 1/31/2026; None for nothing. ValueError for what is no day."""
    if not said:
        return None
    if found := _AMERICAN.fullmatch(said):
        month, day, year = map(int, found.groups())
    elif found := _DAY.fullmatch(said):
        year, month, day = (int(part) for part in found.groups() if part)
    else:
        raise ValueError("not a day")
    return date(year, month, day)


def _order(text: str) -> Iterator[Line]:
    """CDC's order file: number, code, whether it can be billed, short and long text."""
    for number, line in enumerate(text.split("\n"), 1):
        if line[14:15] == "1":
            yield Line(f"line {number}", "icd10cm", line[6:13].strip(), text=line[77:])


def _codes(text: str) -> Iterator[Line]:
    """CDC's list of codes: each that can be billed, and its text."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            code, _, words = line.partition(" ")
            yield Line(f"line {number}", "icd10cm", code, text=words)


def _hcpcs(text: str) -> Iterator[Line]:
    """CMS's alpha-numeric file, by its record layout; modifiers (7, 8) and further lines of a text (4) are left out."""
    for number, line in enumerate(text.split("\n"), 1):
        if line[10:11] == "3":
            code, since, until = line[:5], line[268:276].strip(), line[284:292].strip()
            yield Line(f"line {number}", _procedure(code), code, since, until, line[11:91])


def _procedure(code: str) -> str:
    return "cpt" if code[:1].isdigit() else "hcpcs"


def _table(text: str) -> Iterator[Line]:
    """A table with headings, ours or those of CMS; of CMS's table the rows of modifiers and of further text are left out."""
    rows = csv.reader(StringIO(text), delimiter="\t" if "\t" in text.partition("\n")[0] else ",")
    headings = [_plain(heading) for heading in next(rows)]
    names = [_COLUMNS.get(heading, "") for heading in headings]
    procedures = not {"hcpc", "hcpcs"}.isdisjoint(headings)
    for number, cells in enumerate(rows, 2):
        row = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
        if any(row.values()) and row.pop("record", "3") in ("3", ""):
            code = row.pop("code", "")
            kind = row.pop("kind", "").lower() or (_procedure(code) if procedures else "")
            yield Line(f"row {number}", kind, code, **row)


_COLUMNS = {heading: name for name, headings in {
    "kind": "kind", "code": "code hcpc hcpcs cpt", "since": "from since adddt effectivedate",
    "until": "to until termdt enddate", "text": "text description longdescription", "record": "recid",
}.items() for heading in headings.split()}


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.lower())


def _has_headings(line: str) -> bool:
    return "code" in {_COLUMNS.get(_plain(heading)) for heading in re.split("[,\t]", line)}


@dataclass(frozen=True, slots=True)
class Format:
    """One form of a list: whether its first line looks so, and how it is read; a yearly one tells its year by its name."""

    like: Callable[[str], object]
    lines: Callable[[str], Iterator[Line]]
    yearly: bool = False


FORMATS = (
    Format(_has_headings, _table),
    Format(re.compile(r"\d{5} [A-Z][0-9A-Z]{2,6} +[01] ").match, _order, yearly=True),
    Format(re.compile(r"[A-Z0-9 ]{5}\d{5}[3478].{281}").match, _hcpcs),
    Format(re.compile(r"[A-Z][0-9][0-9A-Z]{1,5} +\D").match, _codes, yearly=True),
)

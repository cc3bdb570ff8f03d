"""From a claim in the Stedi and Optum vocabulary to the record that every door hands in."""

from collections.abc import Iterator
from typing import Any

from edi_engine.encounters.records import Record
from edi_engine.encounters.sheet import Sheet
from edi_engine.encounters.stedi.table import TABLE
from edi_engine.encounters.walking import Walk
from edi_engine.problems import Problem
from edi_engine.settings import Settings


def knows(said: Any) -> bool:
    """Whether a JSON value is a claim of this vocabulary."""
    return isinstance(said, dict) and "claimInformation" in said


def records(said: dict[str, Any], at: str, settings: Settings) -> Iterator[Record]:
    """The claim as a record."""
    sheet = Sheet(TABLE, at)
    Walk(TABLE, sheet).whole(said, at)
    _principal(sheet)
    _usage(sheet, settings)
    _patient(sheet)
    _listed(sheet)
    _ordering(sheet)
    yield sheet.record()


def _principal(sheet: Sheet) -> None:
    """The first diagnosis is the principal one here, and what points at a diagnosis counts from it."""
    for number, kind in enumerate(sheet.get("_kinds") or ()):
        if kind and (kind == "ABK") != (number == 0):
            where = sheet.places[f"_kinds[{number}]"]
            sheet.problems.append(Problem("EXC-5", "door-code", where=where, known="ABK first and only there, then ABF"))


def _usage(sheet: Sheet, settings: Settings) -> None:
    """A test claim never goes to production, nor the other way round without a word."""
    said = sheet.take("_usage")
    if said and said != settings.usage:
        sheet.problems.append(Problem("EXC-5", "door-usage", where=sheet.places["_usage"]))


def _patient(sheet: Sheet) -> None:
    """What the claim says of the patient's condition belongs to who that is."""
    whose = "patient" if sheet.get("patient") else "subscriber"
    for name in sheet.get("_patient") or ():
        sheet.move_part("_patient", whose, name)


def _listed(sheet: Sheet) -> None:
    """Numbers and notes that have a name of their own there are lists here."""
    _gather(sheet, "_references", "references", ("qualifier", "value"))
    _gather(sheet, "_notes", "notes", ("kind", "text"))
    for number in range(len(sheet.get("lines") or ())):
        _gather(sheet, f"lines[{number}]._notes", f"lines[{number}].notes", ("kind", "text"))


def _gather(sheet: Sheet, old: str, new: str, names: tuple[str, str]) -> None:
    for number, (kind, value) in enumerate((sheet.take(old) or {}).items()):
        for name, part in zip(names, (kind, value), strict=True):
            sheet.put(f"{new}[{number}].{name}", part, sheet.places[f"{old}.{kind}"])


def _ordering(sheet: Sheet) -> None:
    """Who ordered is said of each line here, when the line does not say it itself."""
    ordering = sheet.take("_ordering")
    for number in range(len(sheet.get("lines") or ())) if ordering else ():
        if not sheet.get(f"lines[{number}].ordering"):
            for name, value in ordering.items():
                sheet.put(f"lines[{number}].ordering.{name}", value, sheet.places[f"_ordering.{name}"])

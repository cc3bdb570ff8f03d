"""The care team of a FHIR claim: who took part in all of it, and who in some of its lines."""

from typing import Any

from edi_engine.encounters.sheet import Sheet
from edi_engine.problems import Problem

_NAMES = ("npi", "last", "first", "middle", "suffix", "taxonomy")


def team(sheet: Sheet) -> None:
    """Each member where the claim has a place: on the lines that name it, or on the claim when none does or all do."""
    members = sheet.get("_team") or []
    named = _named(sheet, members)
    for number, member in enumerate(members):
        if role := member.get("role"):
            _place(sheet, number, role, named.get(number, []))


def _named(sheet: Sheet, members: list[dict[str, Any]]) -> dict[int, list[int]]:
    """Which lines name which member."""
    known = {member["sequence"]: number for number, member in enumerate(members) if isinstance(member.get("sequence"), int)}
    named: dict[int, list[int]] = {}
    for line in range(len(sheet.get("lines") or ())):
        for sequence in _sequences(sheet, f"lines[{line}]._team"):
            if isinstance(sequence, int) and sequence in known:
                named.setdefault(known[sequence], []).append(line)
            else:
                sheet.problems.append(Problem("EXC-5", "fhir-sequence", what="member of the care team",
                                              where=sheet.places[f"lines[{line}]._team"],
                                              number=sequence if isinstance(sequence, int) else "that is said"))
    return named


def _sequences(sheet: Sheet, path: str) -> list[Any]:
    said = sheet.take(path)
    if said is None or isinstance(said, list):
        return said or []
    sheet.problems.append(Problem("EXC-5", "value-type", where=sheet.places[path], expected="a list in brackets"))
    return []


def _place(sheet: Sheet, number: int, role: str, lines: list[int]) -> None:
    every = range(len(sheet.get("lines") or ()))
    whole = role != "ordering" and (not lines or len(lines) == len(every))
    for at in [""] if whole else [f"lines[{line}]." for line in lines or every]:
        for name in _NAMES if role == "rendering" else _NAMES[:-1]:
            if (value := sheet.get(f"_team[{number}].{name}")) is not None:
                sheet.put(f"{at}{role}.{name}", value, sheet.places[f"_team[{number}].{name}"])
        sheet.alias(f"{at}{role}", f"_team[{number}]", *_NAMES)

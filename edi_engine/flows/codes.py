"""Code sets: which ones are known in a workspace, and how one that a person is licensed for comes in."""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from edi_engine.codes import files, knowing, sets
from edi_engine.codes.files import Told
from edi_engine.codes.kinds import KINDS
from edi_engine.codes.knowing import CodeSets
from edi_engine.codes.sets import CodeSet
from edi_engine.exchange import folders
from edi_engine.flows.house import House, Unknown
from edi_engine.problems import Problem
from edi_engine.x12.findings import Findings

FOLDER, SUFFIX = "codes", ".codes"


def known(workspace: Path) -> CodeSets:
    """The sets that ship, and those that were loaded into the workspace. Unknown when one of these is damaged."""
    paths = sorted((workspace / FOLDER).glob(f"*{SUFFIX}"))
    return CodeSets(tuple(map(_loaded, paths))) if paths else knowing.all_shipped()


def _loaded(path: Path) -> CodeSet:
    try:
        return sets.unpack(path.read_bytes())
    except (ValueError, KeyError, OSError):
        raise Unknown(f"{path} is no code set any more: delete it and load its list again with `edi codes import`.") from None


def listed(workspace: Path) -> dict[str, Any]:
    """Every set that is known, by kind, those that win first."""
    return {"sets": [_as_json(codes, ships) for codes, ships in knowing.every(known(workspace))], "problems": []}


def load(house: House, path: Path, told: Told) -> dict[str, Any]:
    """Load a list of codes into the workspace; a list of the same kind and first day takes the place of the one before."""
    findings = Findings()
    try:
        data = path.read_bytes()
        house.audit(sha256(data).hexdigest())
        made, problems = files.read(data, path.name, told)
    except OSError as error:
        made, problems = [], [Problem("EXC-5", "unreadable-file", reason=error.strerror or type(error).__name__)]
    for problem in problems:
        findings.add(problem)
    for codes in made:
        folders.private(house.at(FOLDER))
        folders.drop(house.at(FOLDER) / f"{codes.kind}.{codes.since}{SUFFIX}", [sets.pack(codes)])
    return {"sets": [_as_json(codes, ships=False) for codes in made], "problems": [p.as_json() for p in findings.close()]}


def show(workspace: Path, codes: Iterable[str]) -> dict[str, Any]:
    """What is known of codes, in every set that has them. Unknown for one that no set has."""
    every = [codes for codes, _ in knowing.every(known(workspace))]
    return {"codes": [row for code in codes for row in _shown(code, every)]}


def _shown(said: str, every: Sequence[CodeSet]) -> list[dict[str, Any]]:
    code = said.upper().replace(".", "")
    found = [{"code": code, "kind": codes.kind, "from": _day(since), "to": _day(until), "text": codes.text(code) or None,
              "source": codes.source} for codes in every for since, until in codes.of(code)]
    below = [longer for codes in every if KINDS[codes.kind].graded and code for longer in codes.below(code)]
    if not found and below:
        some = ", ".join(list(dict.fromkeys(below))[:3])
        raise Unknown(f"{said} is a heading and cannot be billed; the codes below it can, as {some}.")
    if not found:
        raise Unknown(f"No code set that is known here has {said}. `edi codes` lists the sets; `edi codes import` loads one.")
    return found


def _as_json(codes: CodeSet, ships: bool) -> dict[str, Any]:
    return {"kind": codes.kind, "name": KINDS[codes.kind].name, "codes": len(codes), "from": _day(codes.since),
            "to": _day(codes.until), "ships": ships, "source": codes.source}


def _day(day: date) -> str | None:
    return None if day in (date.min, date.max) else day.isoformat()

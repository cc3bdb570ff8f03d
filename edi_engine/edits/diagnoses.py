"""Diagnoses (CLM-12) and what points at them (CLM-13)."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from edi_engine.billing.claim import Claim
from edi_engine.codes.kinds import KINDS
from edi_engine.edits.context import Context
from edi_engine.problems import Problem

AT_MOST, POINTERS = 12, 4
_ICD10 = KINDS["icd10cm"].form


def diagnoses(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-12: up to twelve ICD-10 codes, none twice, the first no external cause."""
    if len(claim.diagnoses) > AT_MOST:
        yield Problem("CLM-12", "too-many", claim.at, loop="2300", where=f"diagnoses[{AT_MOST}]", count=len(claim.diagnoses))
    seen: dict[str, int] = {}
    for position, diagnosis in enumerate(claim.diagnoses, 1):
        if diagnosis.qualifier in ("ABK", "ABF") and not _formed(diagnosis.code):
            yield Problem("CLM-12", "format", claim.at, loop="2300", where=f"diagnoses[{position - 1}]", position=position)
        if seen.setdefault(diagnosis.code, position) != position:
            yield Problem("CLM-12", "repeated", claim.at, loop="2300", where=f"diagnoses[{position - 1}]", position=position,
                          first=seen[diagnosis.code])
    if claim.diagnoses and claim.diagnoses[0].qualifier == "ABK" and claim.diagnoses[0].code[:1] in tuple("VWXY"):
        yield Problem("CLM-12", "external-cause", claim.at, loop="2300", where="diagnoses[0]")


@lru_cache(4096)
def _formed(code: str) -> bool:
    return _ICD10.fullmatch(code) is not None


def pointers(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-13: one to four different pointers a line, each at a diagnosis that the claim has."""
    count = len(claim.diagnoses)
    for number, line in enumerate(claim.lines):
        for kind, facts in _amiss(line.pointers, count):
            yield Problem("CLM-13", kind, line.at, element=7, loop="2400", where=f"lines[{number}].pointers", **facts)


@lru_cache(1024)
def _amiss(found: tuple[int, ...], count: int) -> tuple[tuple[str, dict[str, Any]], ...]:
    """What is wrong with pointers at so many diagnoses, with its numbers."""
    beyond = [pointer for pointer in found if not 1 <= pointer <= count]
    return (*([("too-many", {"count": len(found)})] if len(found) > POINTERS else ()),
            *([("repeated", {})] if len(set(found)) < len(found) else ()),
            *([("nowhere", {"pointer": beyond[0], "count": count})] if count and beyond else ()))

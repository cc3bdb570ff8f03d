"""What was done and given: procedures and modifiers (CLM-24), drugs and laboratory numbers (CLM-23)."""

import re
from collections.abc import Iterator
from functools import partial

from edi_engine import identifiers
from edi_engine.billing.claim import Claim, Drug, ServiceLine
from edi_engine.codes.claims import DRUG_QUALIFIERS, DRUG_UNITS
from edi_engine.edits.choices import listed
from edi_engine.edits.context import Context
from edi_engine.problems import Problem

_CODE = re.compile(r"[A-Z0-9]{5}")
_MODIFIER = re.compile(r"[A-Z0-9]{2}")
_NDC = re.compile(r"[0-9]{11}")


def procedures(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-24: a code of five characters with up to four different modifiers of two."""
    for number, line in enumerate(claim.lines):
        done = line.procedure
        if done.qualifier == "HC" and done.code and not _CODE.fullmatch(done.code):
            yield Problem("CLM-24", "procedure", line.at, element=1, component=2, loop="2400",
                          where=f"lines[{number}].procedure", length=len(done.code))
        if done.modifiers:
            yield from _modifiers(line, f"lines[{number}].modifiers")


def _modifiers(line: ServiceLine, path: str) -> Iterator[Problem]:
    found, here = line.procedure.modifiers, partial(Problem, at=line.at, element=1, loop="2400")
    if len(found) > 4:
        yield here("CLM-24", "too-many", where=path, count=len(found))
    for position, modifier in enumerate(found):
        if not _MODIFIER.fullmatch(modifier):
            yield here("CLM-24", "modifier", component=3 + position, where=f"{path}[{position}]")
        elif modifier in found[:position]:
            yield here("CLM-24", "repeated", component=3 + position, where=f"{path}[{position}]")


def drugs(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: an NDC has eleven digits, and comes with how much of what."""
    for number, line in enumerate(claim.lines):
        if line.drug:
            yield from _drug(line.drug, line.at, f"lines[{number}].drug")


def _drug(drug: Drug, line: int, path: str) -> Iterator[Problem]:
    here = partial(Problem, at=drug.at or line, loop="2410")
    if drug.qualifier not in DRUG_QUALIFIERS:
        yield here("CLM-23", "drug-qualifier", element=2, where=f"{path}.qualifier", known=listed(DRUG_QUALIFIERS))
    if drug.qualifier == "N4" and not _NDC.fullmatch(drug.ndc):
        yield here("CLM-23", "ndc", element=3, where=f"{path}.ndc", length=len(drug.ndc))
    if drug.quantity is None or drug.quantity <= 0:
        yield here("CLM-23", "drug-quantity", element=4, where=f"{path}.quantity")
    if drug.unit not in DRUG_UNITS:
        yield here("CLM-23", "drug-unit", element=5, where=f"{path}.unit", known=listed(DRUG_UNITS))


def laboratory(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: a CLIA number has its form."""
    if claim.clia and not identifiers.clia(claim.clia):
        yield Problem("CLM-23", "clia", claim.at, loop="2300", where="clia", length=len(claim.clia))
    for number, line in enumerate(claim.lines):
        for reference in line.references:
            if reference.qualifier == "X4" and not identifiers.clia(reference.value):
                yield Problem("CLM-23", "clia", reference.at or line.at, loop="2400", where=f"lines[{number}].clia",
                              length=len(reference.value))

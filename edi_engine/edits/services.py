"""What was done, given and bought: procedures (CLM-24), drugs and laboratory numbers (CLM-23), compounds (CLM-31)."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from edi_engine import identifiers
from edi_engine.billing.claim import Claim, Drug, ServiceLine
from edi_engine.codes.claims import DRUG_QUALIFIERS, DRUG_UNITS
from edi_engine.edits.choices import listed
from edi_engine.edits.context import Context
from edi_engine.problems import Problem

_CODE = re.compile(r"[A-Z0-9]{5}")
_MODIFIER = re.compile(r"[A-Z0-9]{2}")
_NDC = re.compile(r"[0-9]{11}")
_LABORATORIES = {"X4": "clia", "F4": "referring_clia"}


def procedures(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-24: a code of five characters with up to four different modifiers of two."""
    for number, line in enumerate(claim.lines):
        done = line.procedure
        if done.qualifier == "HC" and done.code and not _five(done.code):
            yield Problem("CLM-24", "procedure", line.at, element=1, component=2, loop="2400",
                          where=f"lines[{number}].procedure", length=len(done.code))
        if done.modifiers:
            yield from _modifiers(line, f"lines[{number}].modifiers")


@lru_cache(4096)
def _five(code: str) -> bool:
    return _CODE.fullmatch(code) is not None


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


def compounds(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-31: the ingredients of a compound stand on lines of their own, tied by one number."""
    tied: dict[str, list[int]] = {}
    for number, line in enumerate(claim.lines):
        if line.drug and line.drug.prescription and line.drug.prescription.qualifier == "VY":
            tied.setdefault(line.drug.prescription.value, []).append(number)
    for numbers in tied.values():
        first = claim.lines[numbers[0]]
        if len(numbers) == 1:
            yield Problem("CLM-31", "alone", first.at, loop="2410", where=f"lines[{numbers[0]}].drug.link_number")
        seen: dict[str, int] = {}
        for number in numbers:
            line, drug = claim.lines[number], claim.lines[number].drug
            if drug and seen.setdefault(drug.ndc, number) != number:
                yield Problem("CLM-31", "repeated", line.at, loop="2410", where=f"lines[{number}].drug.ndc",
                              first=seen[drug.ndc] + 1)


def purchased(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: a service that was bought says from whom and for how much."""
    for number, line in enumerate(claim.lines):
        bought = line.purchased_service
        if bought and not line.purchased:
            yield Problem("CLM-23", "purchased-from", bought.at or line.at, loop="2420B", where=f"lines[{number}].purchased")
        if line.purchased and not bought:
            yield Problem("CLM-23", "purchased-charge", line.purchased.at or line.at, loop="2400",
                          where=f"lines[{number}].purchased_service.charge")
        if bought and (bought.charge is None or bought.charge < 0):
            yield Problem("CLM-23", "purchased-charge", bought.at or line.at, element=2, loop="2400",
                          where=f"lines[{number}].purchased_service.charge")


def laboratory(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: a CLIA number has its form, the laboratory's own and that of the one that referred the specimen."""
    if claim.clia and not identifiers.clia(claim.clia):
        yield Problem("CLM-23", "clia", claim.at, loop="2300", where="clia", length=len(claim.clia))
    for number, line in enumerate(claim.lines):
        for reference in line.references:
            if reference.qualifier in _LABORATORIES and not identifiers.clia(reference.value):
                yield Problem("CLM-23", "clia", reference.at or line.at, loop="2400",
                              where=f"lines[{number}].{_LABORATORIES[reference.qualifier]}", length=len(reference.value))

"""Conditions that hold or do not (CRC): ambulance, vision, homebound, EPSDT, hospice, equipment (CLM-23); flags of a line."""

from collections import Counter
from collections.abc import Iterator, Mapping

from edi_engine.billing.claim import Claim
from edi_engine.billing.specialty import ConditionIndicator
from edi_engine.codes.specialties import CATEGORIES, CLAIM_CONDITIONS, LINE_CONDITIONS
from edi_engine.edits.choices import listed
from edi_engine.edits.context import Context
from edi_engine.problems import Problem

AMBULANCES = 3                 # CRC*07 of a claim or a line; every other category stands once
CODES = {"75": 1, "70": 1, "ZZ": 3, "09": 2}     # how many codes one takes; else five


def conditions(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: a condition is of a kind that the claim or the line may have, is said to hold or not, and names its codes."""
    if claim.conditions:
        yield from _conditions(claim.conditions, CLAIM_CONDITIONS, "", "2300", claim.at)
    for number, line in enumerate(claim.lines):
        if line.conditions:
            yield from _conditions(line.conditions, LINE_CONDITIONS, f"lines[{number}].", "2400", line.at)


def _conditions(said: tuple[ConditionIndicator, ...], known: Mapping[str, dict[str, str]], at: str, loop: str,
                place: int) -> Iterator[Problem]:
    counted: Counter[str] = Counter()
    held: dict[tuple[str, str], str] = {}
    for number, each in enumerate(said):
        where, here = f"{at}conditions[{number}]", each.at or place
        counted[each.category] += 1
        if each.category not in known:
            yield Problem("CLM-23", "condition-category", here, element=1, loop=loop, where=where,
                          known=listed({category: CATEGORIES[category] for category in known}))
            continue
        if counted[each.category] > (AMBULANCES if each.category == "07" else 1):
            yield Problem("CLM-23", "condition-repeated", here, element=1, loop=loop, where=where, count=counted[each.category],
                          what=CATEGORIES[each.category])
        if each.certified not in ("Y", "N") or (each.category == "75" and each.certified != "Y"):
            yield Problem("CLM-23", "condition-certified", here, element=2, loop=loop, where=where)
        if any(held.setdefault((each.category, code), each.certified) != each.certified for code in each.codes):
            yield Problem("CLM-23", "condition-both", here, element=3, loop=loop, where=where, what=CATEGORIES[each.category])
        codes = known[each.category]
        if not each.codes or len(each.codes) > CODES.get(each.category, 5) or not codes.keys() >= set(each.codes):
            yield Problem("CLM-23", "condition-code", here, element=3, loop=loop, where=where, known=listed(codes),
                          what=CATEGORIES[each.category], most=CODES.get(each.category, 5))
        elif each.category == "ZZ" and ("NU" in each.codes) != (each.certified == "N"):
            yield Problem("CLM-23", "epsdt-referral", here, element=3, loop=loop, where=where)


def flags(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: emergency, EPSDT and family planning are Y or not said, exempt from copayment is 0 or not said."""
    for number, line in enumerate(claim.lines):
        if line.emergency or line.epsdt or line.family_planning or line.copay_exempt:
            for name, element, yes in _FLAGS:
                if getattr(line, name) not in ("", yes):
                    yield Problem("CLM-23", "flag", line.at, element=element, loop="2400", where=f"lines[{number}].{name}",
                                  yes=yes)


_FLAGS = (("emergency", 9, "Y"), ("epsdt", 11, "Y"), ("family_planning", 12, "Y"), ("copay_exempt", 15, "0"))


def screening(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: what came of an EPSDT screening is said with a line that belongs to one."""
    for number, each in enumerate(claim.conditions):
        if each.category == "ZZ" and not any(line.epsdt for line in claim.lines):
            yield Problem("CLM-23", "epsdt-line", each.at or claim.at, loop="2300", where=f"conditions[{number}]")

"""Charges (CLM-7) and the tax and postage in them (CLM-26), units (CLM-14) and what the patient paid (CLM-22)."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache, partial

from edi_engine.billing.claim import Claim
from edi_engine.codes.claims import MEDICARE, UNITS
from edi_engine.edits.context import Context
from edi_engine.money import dollars
from edi_engine.problems import Problem

LARGEST = 99_999_999_99      # ENV-8: ten digits with the cents
_SHORT = 20                  # digits of a number that can be shown as it is
EXTRAS = {"T": "sales_tax", "F4": "postage"}       # AMT01 -> the field
_UNTIMED = frozenset({"01953", "01996"})


def charges(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-7: CLM02 is the sum of SV102; nothing is negative, nor above what an amount can say."""
    said = partial(Problem, at=claim.at, element=2, loop="2300", where="total_charge")
    each = [line.charge for line in claim.lines]
    total = sum(each)
    if claim.charge != total:
        off = dollars(claim.charge - total)
        yield said("CLM-7", "sum", said=dollars(claim.charge), total=dollars(total), off=off)
    if claim.charge == 0 and context.use == "CH":
        yield said("CLM-7", "zero")
    if claim.charge > LARGEST >= max(each, default=0):
        yield said("CLM-7", "total-too-large", total=dollars(claim.charge))
    for number, charge in enumerate(each):
        if not 0 <= charge <= LARGEST:
            yield Problem("CLM-7", "negative" if charge < 0 else "too-large", claim.lines[number].at, element=2, loop="2400",
                          where=f"lines[{number}].charge", amount=dollars(charge))


def units(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-14: SV103 is UN or MJ; SV104 is not negative and short; minutes are whole, and expected for anaesthesia only."""
    for number, line in enumerate(claim.lines):
        if line.unit not in UNITS:
            yield Problem("CLM-14", "unit", line.at, element=3, loop="2400", where=f"lines[{number}].unit")
        elif line.units is not None:
            for kind in _amiss(line.units, line.unit == "MJ", line.procedure.code):
                yield Problem("CLM-14", kind, line.at, element=4, loop="2400", where=f"lines[{number}].units",
                              units=_shown(line.units))


@lru_cache(4096)
def _amiss(count: Decimal, minutes: bool, code: str) -> tuple[str, ...]:
    """What is wrong with so many units of a procedure."""
    if not _short(count):
        return ("precision",)
    whole, found = count == count.to_integral_value(), []
    if count < 0:
        found.append("negative")
    elif minutes and not (whole and count > 0):
        found.append("minutes")
    elif count == 0:
        found.append("zero")
    exponent = count.normalize().as_tuple().exponent
    if count >= 10**8 or (isinstance(exponent, int) and exponent < -3):
        found.append("precision")
    timed = code.isdigit() and "00100" <= code <= "01999" and code not in _UNTIMED
    if code and minutes != timed:
        found.append("minutes-expected" if timed else "minutes-unexpected")
    return tuple(found)


def _short(count: Decimal) -> bool:
    """Whether the number has few enough digits to reckon with; an exponent may give it any number of them."""
    return abs(count.adjusted()) < _SHORT and len(count.as_tuple().digits) < _SHORT


def _shown(count: Decimal) -> str:
    """The number as a sentence shows it.

    >>> _shown(Decimal("1E2")), _shown(Decimal("-2.5")), _shown(Decimal("1E-400"))
    ('100', '-2.5', '1.000E-400')
    """
    return f"{count:f}" if _short(count) else f"{count:.3E}"


def patient_paid(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-22: what the patient paid is between nothing and the charge, and may turn Medicare's payment to the patient."""
    paid = claim.patient_paid
    if paid is None:
        return
    if not 0 <= paid <= max(claim.charge, 0):
        yield Problem("CLM-22", "range", claim.at, loop="2300", where="patient_paid", paid=dollars(paid),
                      charge=dollars(claim.charge))
    elif paid and claim.subscriber.filing_indicator in MEDICARE:
        yield Problem("CLM-22", "medicare", claim.at, loop="2300", where="patient_paid", paid=dollars(paid))


def included(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-26: sales tax and postage of a line are a part of its charge."""
    for number, line in enumerate(claim.lines):
        if line.amounts and (extra := sum(each.amount for each in line.amounts if each.qualifier in EXTRAS)) > line.charge:
            first = next(each for each in line.amounts if each.qualifier in EXTRAS)
            yield Problem("CLM-26", "above-charge", first.at or line.at, element=2, loop="2400",
                          where=f"lines[{number}].{EXTRAS[first.qualifier]}", extra=dollars(extra), charge=dollars(line.charge))

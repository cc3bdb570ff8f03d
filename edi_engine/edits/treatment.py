"""Treatments with dates of their own (CLM-23): by a chiropractor, in a hospital, of a pregnancy; anaesthesia (CLM-14)."""

import re
from collections.abc import Iterator

from edi_engine.billing.claim import Claim
from edi_engine.codes.claims import MEDICARE
from edi_engine.codes.places import INPATIENT
from edi_engine.codes.specialties import DELIVERIES, OBSTETRIC_ANESTHESIA, SPINAL_CONDITIONS
from edi_engine.edits.choices import listed
from edi_engine.edits.context import Context
from edi_engine.problems import Problem

MANIPULATIONS = frozenset({"98940", "98941", "98942"})
_CODE = re.compile(r"[A-Z0-9]{5}")
ACUTE = ("A", "M")
SURGERY = ("BP", "BO")


def spinal(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: a spinal manipulation says what condition is treated, since when, and when it became acute."""
    treated = claim.spinal_manipulation
    if treated is None:
        return
    if treated.condition not in SPINAL_CONDITIONS:
        yield Problem("CLM-23", "spinal-condition", treated.at or claim.at, element=8, loop="2300",
                      where="spinal_manipulation.condition", known=listed(SPINAL_CONDITIONS))
    told = {period.qualifier for period in claim.dates} | {period.qualifier for line in claim.lines for period in line.dates}
    if "454" not in told:
        yield Problem("CLM-23", "spinal-date", treated.at or claim.at, loop="2300", where="dates.initial_treatment",
                      what="when the treatment began")
    if treated.condition in ACUTE and "453" not in told:
        yield Problem("CLM-23", "spinal-date", treated.at or claim.at, loop="2300", where="dates.acute_manifestation",
                      what="when the condition became acute")


def unsaid(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: a spinal manipulation (98940 to 98942) that Medicare is asked for says the condition and since when."""
    if claim.spinal_manipulation or claim.subscriber.filing_indicator not in MEDICARE:
        return
    for number, line in enumerate(claim.lines):
        if line.procedure.code in MANIPULATIONS:
            yield Problem("CLM-23", "spinal-unsaid", line.at, loop="2400", where=f"lines[{number}].procedure")
            return


def admission(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: what is done to an inpatient says when the patient was admitted."""
    inpatient = claim.place_of_service in INPATIENT or any(line.place_of_service in INPATIENT for line in claim.lines)
    if inpatient and not any(period.qualifier == "435" for period in claim.dates):
        yield Problem("CLM-23", "admission", claim.at, loop="2300", where="dates.admission")


def pregnancy(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: a delivery, or the care around it, says when the last menstrual period was."""
    if any(DELIVERIES[0] <= line.procedure.code <= DELIVERIES[1] for line in claim.lines) \
            and not any(period.qualifier == "484" for period in claim.dates):
        yield Problem("CLM-23", "last-menstrual-period", claim.at, loop="2300", where="dates.last_menstrual_period")


def surgery(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-14: what was operated on during an anaesthesia is one principal procedure and at most one other."""
    said = claim.anesthesia_procedures
    if said and tuple(each.qualifier for each in said) != SURGERY[:len(said)]:
        yield Problem("CLM-14", "surgery", claim.at, loop="2300", where="anesthesia_procedures")
    for number, each in enumerate(said):
        if not _CODE.fullmatch(each.code):
            yield Problem("CLM-14", "surgery-code", claim.at, loop="2300", where=f"anesthesia_procedures[{number}]",
                          length=len(each.code))


def obstetrics(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-14: further units of an anaesthesia are above zero and belong to an obstetric one."""
    for number, line in enumerate(claim.lines):
        if line.obstetric_units is None:
            continue
        where = f"lines[{number}].obstetric_units"
        if not 0 < line.obstetric_units < 10**8:
            yield Problem("CLM-14", "obstetric-units", line.at, loop="2400", where=where)
        if not OBSTETRIC_ANESTHESIA[0] <= line.procedure.code <= OBSTETRIC_ANESTHESIA[1]:
            yield Problem("CLM-14", "obstetric-unexpected", line.at, loop="2400", where=where)

"""Dates that agree with each other (CLM-35)."""

from collections.abc import Iterator
from datetime import date

from edi_engine.billing.claim import Claim
from edi_engine.edits.context import Context
from edi_engine.problems import Problem

BEFORE = {                         # what lies not after the first service, by DTP01 of the claim
    "435": ("admission", "The admission"), "431": ("onset", "The onset of the illness"), "439": ("accident", "The accident"),
    "484": ("last_menstrual_period", "The last menstrual period"),
}
PAIRS = (                          # what lies not after what, and the field of the later
    ("435", "096", "discharge", "The discharge", "the admission"),
    ("297", "296", "return_to_work", "The return to work", "the last day at work"),
    ("090", "091", "relinquished_care", "The end of the care", "its beginning"),
)


def agree(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-35: nobody is treated before birth or after death; admission, onset and accident come before the service."""
    day = context.first_day(claim)
    if day is None:
        return
    for period in claim.dates:
        if period.qualifier in BEFORE and period.since > day:
            field, what = BEFORE[period.qualifier]
            yield Problem("CLM-35", "after-service", period.at or claim.at, element=3, loop="2300", where=f"dates.{field}",
                          what=what, day=day)
    if len(claim.dates) > 1:
        yield from _pairs(claim)
    yield from _life(claim, day)


def _pairs(claim: Claim) -> Iterator[Problem]:
    days = {period.qualifier: period for period in claim.dates}
    for earlier, later, field, what, other in PAIRS:
        if earlier in days and later in days and days[later].since < days[earlier].since:
            yield Problem("CLM-35", "order", days[later].at or claim.at, element=3, loop="2300", where=f"dates.{field}",
                          what=what, other=other)


def _life(claim: Claim, first: date) -> Iterator[Problem]:
    """The patient's birth and death against the first and the last service."""
    who, loop, path = (claim.patient, "2010CA", "patient") if claim.patient else (claim.subscriber, "2010BA", "subscriber")
    demographics, condition = who.person.demographics, who.condition
    if demographics and demographics.birth and demographics.birth > first:
        yield Problem("CLM-35", "birth", demographics.at or who.at, element=2, loop=loop, where=f"{path}.birth")
    if condition and condition.death and condition.death < max(
            line.service.until or line.service.since for line in claim.lines if line.service):
        yield Problem("CLM-35", "death", condition.at or who.at, element=6, loop="2000C" if claim.patient else "2000B",
                      where=f"{path}.death")

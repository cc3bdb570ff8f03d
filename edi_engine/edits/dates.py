"""Dates of service (CLM-15), and where other dates belong (CLM-32)."""

from collections.abc import Iterator
from functools import partial

from edi_engine.billing.claim import Claim
from edi_engine.billing.party import Period
from edi_engine.codes.claims import DISABILITY
from edi_engine.codes.specialties import CLAIM_PERIODS, LINE_PERIODS
from edi_engine.edits.context import Context
from edi_engine.problems import Problem


def service_dates(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-15: a service ends after it begins and lies not in the future."""
    for number, line in enumerate(claim.lines):
        if not line.service:
            continue
        since, until = line.service.since, line.service.until or line.service.since
        if until < since or until > context.day:
            here = partial(Problem, at=line.service.at or line.at, element=3, loop="2400")
            if until < since:
                yield here("CLM-15", "order", where=f"lines[{number}].to", since=since, until=until)
            else:
                yield here("CLM-15", "future", where=f"lines[{number}].{'to' if line.service.until else 'from'}",
                           day=until, today=context.day)


def claim_dates(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-15: a range of days on the claim (disability) ends after it begins."""
    for period in claim.dates:
        if period.until and period.until < period.since:
            yield Problem("CLM-15", "order", period.at or claim.at, element=3, loop="2300", where="dates", since=period.since,
                          until=period.until)


def places(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-32: a date stands where the guide has a place for it, as a day or a range, and on a line only if not the claim's."""
    for period in claim.dates:
        yield from _place(period, CLAIM_PERIODS, "dates", "2300", claim.at)
    said = {(period.qualifier, period.since) for period in claim.dates}
    for number, line in enumerate(claim.lines):
        for period in line.dates:
            yield from _place(period, LINE_PERIODS, f"lines[{number}].dates", "2400", line.at)
            if (period.qualifier, period.since) in said and period.qualifier in SHARED:
                yield Problem("CLM-32", "said-by-claim", period.at or line.at, loop="2400",
                              where=f"lines[{number}].dates.{LINE_PERIODS[period.qualifier]}")


RANGE = DISABILITY[2]
SHARED = frozenset({"304", "454", "455"})      # means the same on claim and line; 471 does not


def _place(period: Period, known: dict[str, str], path: str, loop: str, at: int) -> Iterator[Problem]:
    if period.qualifier not in known:
        yield Problem("CLM-32", "place", period.at or at, element=1, loop=loop, where=path)
    elif (period.until is None) == (period.qualifier == RANGE):
        yield Problem("CLM-32", "day" if period.until else "range", period.at or at, element=2, loop=loop,
                      where=f"{path}.{known[period.qualifier]}")

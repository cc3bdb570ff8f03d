"""Dates of service (CLM-15)."""

from collections.abc import Iterator
from functools import partial

from edi_engine.billing.claim import Claim
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

"""What a repricer or a network says (CLM-30): only they say it."""

from collections.abc import Iterator

from edi_engine.billing.claim import Claim
from edi_engine.codes.specialties import RECEIVED_BY_REPRICER, REPRICED
from edi_engine.edits.context import Context
from edi_engine.problems import Problem


def repriced(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-30: who bills says nothing of repricing; in a claim that somebody else has written it may stand."""
    if claim.pricing:
        yield Problem("CLM-30", "repricer", claim.pricing.at, loop="2300", where="pricing.methodology", what="a price")
    for number, reference in enumerate(claim.references):
        if reference.qualifier in REPRICED:
            yield Problem("CLM-30", "repricer", reference.at, loop="2300", where=f"references[{number}]",
                          what=REPRICED[reference.qualifier])
    if any(period.qualifier == RECEIVED_BY_REPRICER for period in claim.dates):
        yield Problem("CLM-30", "repricer", claim.at, loop="2300", where="dates.repricer_received",
                      what="the day on which a repricer received it")
    for number, line in enumerate(claim.lines):
        if line.pricing:
            yield Problem("CLM-30", "repricer", line.at, loop="2400", where=f"lines[{number}].pricing.methodology",
                          what="a price")
        for reference in line.references:
            if reference.qualifier in REPRICED:
                yield Problem("CLM-30", "repricer", line.at, loop="2400", where=f"lines[{number}].references",
                              what=REPRICED[reference.qualifier])

"""What reading an 837P has to say: what could not be read, and claims without the levels above them."""

from collections.abc import Iterator

from edi_engine.billing.claim import Claim
from edi_engine.guides.table import compiled
from edi_engine.guides.x222a1 import table
from edi_engine.guides.x222a1.reading import NO_PROVIDER, NO_SUBSCRIBER, Noun
from edi_engine.problems import Problem

LOOPS = {loop.noun: loop for loop in table.LOOPS}


def problems(noun: Noun) -> Iterator[Problem]:
    """The problems of one noun of the stream, in the order of the file; a claim does not speak for the levels above it."""
    if isinstance(noun, Claim):
        if noun.billing_provider is NO_PROVIDER:
            yield Problem("X12-structure", "no-billing-provider", noun.at)
        if noun.subscriber is NO_SUBSCRIBER:
            yield Problem("X12-structure", "no-subscriber", noun.at)
    yield from sorted(compiled(LOOPS[type(noun)]).problems(noun), key=lambda problem: problem.at or 0)

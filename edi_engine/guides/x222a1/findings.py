"""What reading an 837P has to say: what could not be read, and claims without the levels above them."""

from collections.abc import Iterable, Iterator

from edi_engine.billing.claim import Claim
from edi_engine.guides.table import compiled
from edi_engine.guides.x222a1 import table
from edi_engine.guides.x222a1.reading import NO_PROVIDER, NO_SUBSCRIBER, Noun
from edi_engine.problems import Problem

LOOPS = {loop.noun: loop for loop in table.LOOPS}

KEPT = frozenset({"unknown-segment", "surplus-segment", "empty-segment"})

UNREAD = {
    "2000A": frozenset({"NM1"}),
    "2300": frozenset(["PWK", "CN1", "K3", "CR1", "CR2", "CRC", "HI", "HCP", "NM1", "SBR"]),
    "2400": frozenset(["SV5", "PWK", "CR1", "CR3", "CRC", "QTY", "MEA", "CN1", "K3", "PS1", "HCP", "NM1", "SVD", "LQ"]),
}
"""Loop -> the segments that the guide has there, or that open a loop of it, and that no row reads yet."""


def problems(noun: Noun) -> Iterator[Problem]:
    """The problems of one noun of the stream, in no order; a claim speaks for itself and not for the levels above it."""
    if isinstance(noun, Claim):
        if noun.billing_provider is NO_PROVIDER:
            yield Problem("X12-structure", "no-billing-provider", noun.at)
        if noun.subscriber is NO_SUBSCRIBER:
            yield Problem("X12-structure", "no-subscriber", noun.at)
    yield from _surprising(compiled(LOOPS[type(noun)]).problems(noun))


def _surprising(found: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, without those that say no more than that we do not read all of the guide yet."""
    unread = 0
    for problem in sorted(found, key=lambda problem: problem.at or 0):
        if problem.kind in KEPT and (problem.at == unread + 1 or problem.facts["tag"] in UNREAD.get(problem.loop or "", ())):
            unread = problem.at or 0
        else:
            yield problem

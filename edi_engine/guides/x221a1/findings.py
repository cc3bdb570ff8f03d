"""What reading an 835 has to say: what could not be read, and what a payer may not write but the reader takes."""

from collections.abc import Iterator

from edi_engine.billing.party import Adjustment
from edi_engine.billing.remittance import ClaimPayment
from edi_engine.guides.x221a1.reading import RemittancePart
from edi_engine.guides.x221a1.writing import codec
from edi_engine.problems import Problem

GROUPS = frozenset({"CO", "OA", "PI", "PR"})


def problems(noun: RemittancePart) -> Iterator[Problem]:
    """The problems of one part of a remittance, in no order; places and balances aside."""
    if isinstance(noun, ClaimPayment):
        yield from _of_adjustments(noun)
        if noun.kept is None and all(line.kept is None for line in noun.lines):
            return
    for problem in codec(noun).problems(noun):
        yield _repeated_party(problem)


def _of_adjustments(claim: ClaimPayment) -> Iterator[Problem]:
    yield from _unusual(claim.adjustments)
    for line in claim.lines:
        yield from _unusual(line.adjustments)


def _unusual(adjustments: tuple[Adjustment, ...]) -> Iterator[Problem]:
    """Amounts of 0, CR, which 4010 had for corrections, and groups that no guide knows."""
    for adjustment in adjustments:
        if adjustment.amount == 0:
            yield Problem("REM-7", "zero", adjustment.at, element=3 * adjustment.slot, group=adjustment.group,
                          reason=adjustment.reason)
        if adjustment.group == "CR":
            yield Problem("REM-11", "cr-group", adjustment.at, element=1)
        elif adjustment.group not in GROUPS:
            yield Problem("REM-7", "group", adjustment.at, element=1, group=adjustment.group)


def _repeated_party(problem: Problem) -> Problem:
    """A payer or payee that stands in the set once more is kept, and said in its own words (REM-21)."""
    if problem.kind in ("unknown-segment", "surplus-segment") and problem.facts.get("tag") == "N1":
        return Problem("REM-21", "repeated-party", problem.at, loop=problem.loop)
    return problem

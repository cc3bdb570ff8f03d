"""Sums that do not come out, as problems (REM-1, REM-2, REM-3): whoever has added up, they are said in one way."""

from edi_engine.money import Cents, dollars
from edi_engine.problems import Problem


def of_line(at: int, charge: Cents, paid: Cents, taken: Cents) -> Problem:
    """REM-1: SVC02 less the line's adjustments is not SVC03."""
    return _of("REM-1", "line", at, 3, charge, paid, taken)


def of_claim(at: int, charge: Cents, paid: Cents, taken: Cents) -> Problem:
    """REM-2: CLP03 less the adjustments of the claim and its lines is not CLP04."""
    return _of("REM-2", "claim", at, 4, charge, paid, taken)


def of_payment(at: int, paid: Cents, expected: Cents) -> Problem:
    """REM-3: BPR02 is not what claims and provider-level adjustments come to."""
    return Problem("REM-3", "off", at, element=2, paid=dollars(paid), sum=dollars(expected), off=dollars(paid - expected))


def of_no_payment(bpr: int, expected: Cents) -> Problem:
    """REM-3: there is no BPR02."""
    return Problem("REM-3", "no-payment", bpr, element=2, sum=dollars(expected))


def of_no_bpr(st: int, expected: Cents) -> Problem:
    """REM-3: there is no BPR at all; the place is ST."""
    return Problem("REM-3", "no-payment", st, sum=dollars(expected))


def _of(rule: str, kind: str, at: int, element: int, charge: Cents, paid: Cents, taken: Cents) -> Problem:
    return Problem(rule, kind, at, element=element, charge=dollars(charge), paid=dollars(paid), taken=dollars(taken),
                   off=dollars(charge - taken - paid))

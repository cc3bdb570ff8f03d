"""Pass 1 over an 835: its head, its tail, its hash and the sum of its claims, without making a noun of any claim."""

from dataclasses import dataclass, replace
from functools import lru_cache

from edi_engine import x12
from edi_engine.billing.remittance import RemittanceHead, RemittanceTail
from edi_engine.guides.x221a1.findings import problems
from edi_engine.guides.x221a1.reading import OPENERS, parts
from edi_engine.money import Cents, cents
from edi_engine.problems import Problem


@dataclass(frozen=True, slots=True)
class Check:
    """A remittance before its claims are read. ``problems`` are those of head and tail; a claim's come with the claim."""

    head: RemittanceHead
    tail: RemittanceTail
    digest: str                    # x12.digest: the remittance's identity
    claims: int                    # how many CLP
    paid: Cents                    # the sum of CLP04
    problems: tuple[Problem, ...] = ()


def survey(source: x12.Source, ts: x12.TransactionSet) -> Check:
    """The check that this transaction set pays, surveyed in one light pass and one for the hash."""
    sums = _Sums(ts.delimiters.element)
    rest = list(parts(filter(sums.passes, x12.slices(source, ts, OPENERS)), ts.delimiters))
    head = next(part for part in rest if isinstance(part, RemittanceHead))
    tails = [part for part in rest if isinstance(part, RemittanceTail)]
    tail = replace(tails[-1], provider_adjustments=tuple(each for tail in tails for each in tail.provider_adjustments))
    found = tuple(problem for part in rest for problem in problems(part))
    return Check(head, tail, x12.digest(source, ts), sums.claims, sums.paid, found)


class _Sums:
    """Lets every slice pass but those of claims, which it counts."""

    def __init__(self, element: str) -> None:
        self.element, self.opener = element, "CLP" + element
        self.claims = self.paid = 0

    def passes(self, at_and_segments: tuple[int, list[str]]) -> bool:
        opening = at_and_segments[1][0]
        if not opening.startswith(self.opener):
            return True
        self.claims += 1
        elements = opening.split(self.element, 5)
        if len(elements) > 4:
            self.paid += _amount(elements[4])
        return False


@lru_cache(maxsize=1 << 12)
def _amount(text: str) -> Cents:
    try:
        return cents(text)
    except ValueError:
        return 0                   # a problem of its claim

"""Whose segment is it? From a place in an 837P that we wrote to the claims that stand or fall with it."""

from bisect import bisect_right

from edi_engine import x12
from edi_engine.billing.claim import BillingProvider, Claim, Patient, Submission, Subscriber
from edi_engine.guides import x222a1

_DEPTHS = {Submission: 0, BillingProvider: 1, Subscriber: 2, Patient: 3, Claim: 4}


class Owners:
    """The claims of a transaction set, and by a segment's index which of them it belongs to: a level's to all below it."""

    def __init__(self, source: x12.Source, ts: x12.TransactionSet) -> None:
        self.claims: list[Claim] = []
        self._starts: list[int] = []
        self._owned: list[list[int]] = []
        above: dict[int, list[int]] = {}                  # the levels that are open, by depth; one may be left out
        for noun in x222a1.read(source, ts):
            depth = _DEPTHS[type(noun)]
            above = {level: owned for level, owned in above.items() if level < depth} | {depth: []}
            self._starts.append(noun.at)
            self._owned.append(above[depth])
            if isinstance(noun, Claim):
                for owned in above.values():
                    owned.append(len(self.claims))
                self.claims.append(noun)

    def of(self, index: int | None) -> list[int]:
        """The positions in ``claims`` of those that a segment belongs to; all of them for the envelope and the head."""
        position = bisect_right(self._starts, index) - 1 if index else -1
        return self._owned[position] if position >= 0 else list(range(len(self.claims)))

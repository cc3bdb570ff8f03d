"""Whose segment is it? From a place in an 837P that we wrote to the claims that stand or fall with it."""

from bisect import bisect_right

from edi_engine import x12
from edi_engine.billing.claim import BillingProvider, Claim, Patient, Submission, Subscriber
from edi_engine.guides import x222a1

_DEPTHS = {Submission: 0, BillingProvider: 1, Subscriber: 2, Patient: 3, Claim: 4}


class Owners:
    """The claims of a transaction set by the index of their segments; a level's segments belong to every claim below it."""

    def __init__(self, source: x12.Source, ts: x12.TransactionSet) -> None:
        self.claims: list[Claim] = []
        self._starts: list[int] = []
        self._owned: list[list[Claim]] = []
        above: list[list[Claim]] = []
        for noun in x222a1.read(source, ts):
            del above[_DEPTHS[type(noun)]:]
            above.append([])
            self._starts.append(noun.at)
            self._owned.append(above[-1])
            if isinstance(noun, Claim):
                self.claims.append(noun)
                for owned in above:
                    owned.append(noun)

    def of(self, index: int | None) -> list[Claim]:
        """The claims that a segment (by its index in the file) belongs to; all of them for the envelope and the head."""
        position = bisect_right(self._starts, index) - 1 if index else -1
        return self._owned[position] if position >= 0 else self.claims

"""A claim: each time it left, its lines, and what was billed for them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from edi_engine.money import Cents
from edi_engine.reconcile.books import Line, Submitted

RANKS = {code: rank for rank, code in enumerate("PSTABCDEFGH", 1)} | {"": 1, "U": 12}      # SBR01
VOID = "8"
Billed = Mapping[str, Collection[Cents]]


class Claim(NamedTuple):
    """One claim of an account and each time it left, oldest first."""

    ordinal: int
    submissions: tuple[Submitted, ...]
    current: Submitted             # the newest to the first payer in sequence

    @property
    def voided(self) -> bool:
        return self.current.frequency == VOID

    @property
    def charges(self) -> bool:
        """Whether anything is charged: a void charges nothing, nor does a claim that we only know as later payers got it."""
        return not self.voided and first(self.current)

    def lines(self) -> list[Line]:
        """Every line that the claim ever had, as last submitted, those of the current submission first, in its order.

        A line that the current submission dropped is charged nothing but keeps its payments.
        """
        current = self.current
        if len(self.submissions) == 1 and self.charges:
            return list(current.lines)
        known: dict[str, Line] = {line.key: line for line in current.lines}
        for submission in reversed(self.submissions):
            for line in submission.lines if not submission.rejected or current.rejected else ():
                known.setdefault(line.key, line._replace(charge=0))
        return list(known.values()) if self.charges else [line._replace(charge=0) for line in known.values()]

    def as_billed(self, charge: Cents) -> Sequence[Line]:
        """The lines as they left, for a payment on this charge: first of the submissions with that charge, the newest first."""
        if len(self.submissions) == 1:
            return self.current.lines
        newest_first = sorted(self.submissions, key=lambda s: (s.charge == charge, s.order), reverse=True)
        return [line for submission in newest_first for line in submission.lines]

    def billed(self) -> Billed:
        """What was ever billed for each line, and with "" for the claim."""
        if len(self.submissions) == 1:
            return {line.key: (line.charge,) for line in self.current.lines} | {"": (self.current.charge,)}
        found: dict[str, set[Cents]] = {"": {submission.charge for submission in self.submissions}}
        for submission in self.submissions:
            for line in submission.lines:
                found.setdefault(line.key, set()).add(line.charge)
        return found


def with_days(claims: Iterable[Claim], days: str) -> int:
    """The ordinal of the claim that left first with these days of service, else of one that ever did; 0 when none did."""
    found = [claim for claim in claims if any(s.days == days for s in claim.submissions)]
    return max(found, key=lambda claim: claim.submissions[0].days == days).ordinal if found else 0


def claim(ordinal: int, submissions: Sequence[Submitted]) -> Claim:
    """The claim that left as these submissions, in whatever order they are given.

    What was thrown back counts only when all of them were, and a test only where its payer was not asked in earnest (ENV-11).
    """
    asked = {RANKS.get(s.sequence, 12) for s in submissions if not s.test}
    left = (s for s in submissions if not s.test or RANKS.get(s.sequence, 12) not in asked)
    oldest_first = sorted(left, key=lambda s: s.order)
    counting = [s for s in oldest_first if not s.rejected] or oldest_first
    rank = min(RANKS.get(s.sequence, 12) for s in counting)
    return Claim(ordinal, tuple(oldest_first), [s for s in counting if RANKS.get(s.sequence, 12) == rank][-1])


def first(submission: Submitted) -> bool:
    """Whether it went to the first payer in sequence (SBR01): only that charges."""
    return RANKS.get(submission.sequence) == 1

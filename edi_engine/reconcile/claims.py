"""Which claims an account holds: practices reuse patient control numbers, replacements and voids follow originals."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from edi_engine.reconcile.books import Line, Submitted

_RANK = {"P": 1, "S": 2, "T": 3}


class Claim(NamedTuple):
    """One claim of an account and each time it left, oldest first."""

    ordinal: int
    submissions: tuple[Submitted, ...]
    current: Submitted             # whose charges count

    @property
    def voided(self) -> bool:
        return self.current.frequency == "8"

    def lines(self) -> list[Line]:
        """Every line that the claim ever had, as last submitted, those of the current submission first, in its order.

        A line that the current submission dropped, and every line of a void, is charged nothing but keeps its payments.
        """
        current = self.current
        if len(self.submissions) == 1 and not self.voided:
            return list(current.lines)
        known: dict[str, Line] = {line.key: line for line in current.lines}
        for submission in sorted(self.submissions, key=lambda s: s.order, reverse=True):
            for line in submission.lines:
                known.setdefault(line.key, line._replace(charge=0))
        return [line._replace(charge=0) for line in known.values()] if self.voided else list(known.values())


def claims_of(submissions: Iterable[Submitted]) -> tuple[Claim, ...]:
    """The claims of one account, in the order in which they first left.

    A second original with other service dates is another claim; replacements and voids belong to the claim with their
    dates, else to the newest one (section Identity and time of the architecture).
    """
    submissions = tuple(submissions)
    if len(submissions) == 1:
        return (Claim(1, submissions, submissions[0]),)
    claims: list[list[Submitted]] = []
    for submission in sorted(submissions, key=lambda s: s.order):
        home = next((c for c in reversed(claims) if any(s.days == submission.days for s in c)), None)
        if home is None and claims and submission.frequency in ("7", "8"):
            home = claims[-1]
        if home is None:
            claims.append([submission])
        else:
            home.append(submission)
    return tuple(Claim(n, tuple(found), _current(found)) for n, found in enumerate(claims, 1))


def with_days(claims: Iterable[Claim], days: str) -> int:
    """The ordinal of the claim that left with these days of service; 0 when none did."""
    return next((claim.ordinal for claim in claims if any(s.days == days for s in claim.submissions)), 0)


def _current(submissions: Sequence[Submitted]) -> Submitted:
    """The submission whose charges count: the newest to the first payer in sequence; a secondary charges nothing."""
    first = min(_RANK.get(s.sequence, 9) for s in submissions)
    return max((s for s in submissions if _RANK.get(s.sequence, 9) == first), key=lambda s: s.order)

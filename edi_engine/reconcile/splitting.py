"""Splitting an account into its claims: practices reuse patient control numbers; what follows an original belongs to it."""

from collections.abc import Callable, Iterable, Sequence

from edi_engine.reconcile.books import Paid, Submitted
from edi_engine.reconcile.claims import Claim, claim, first
from edi_engine.reconcile.matching import choose

FOLLOWING = ("7", "8")             # a replacement, a void


def claims_of(submissions: Iterable[Submitted], payments: Sequence[Paid] = ()) -> tuple[Claim, ...]:
    """The claims of one account, in the order in which they first left.

    A second original to the first payer with other service dates is another claim. Replacements, voids and whatever goes
    to later payers belong to a claim that is there (section Identity and time of the architecture).
    """
    submissions = tuple(submissions)
    if len(submissions) == 1:
        return (Claim(1, submissions, submissions[0]),)
    homes: list[list[Submitted]] = []
    for submission in sorted(submissions, key=lambda s: (not first(s), s.order)):
        original = first(submission) and submission.frequency not in FOLLOWING
        home = _again(submission, homes) if original else _followed(submission, homes, payments)
        if home is None:
            homes.append([submission])
        else:
            home.append(submission)
    return _claims(homes)


def _claims(homes: Sequence[Sequence[Submitted]]) -> tuple[Claim, ...]:
    return tuple(claim(ordinal, home) for ordinal, home in enumerate(homes, 1))


def _again(submission: Submitted, homes: Sequence[list[Submitted]]) -> list[Submitted] | None:
    """The newest claim that the original is once more: to its payer with the same dates, to another with common ones.

    What follows a rejection takes its place, whatever its dates.
    """
    return next((home for home in reversed(homes) if (home[-1].rejected and home[-1].payer == submission.payer) or any(
        _same_days(submission, s) if s.payer == submission.payer else _common_days(submission, s) for s in home)), None)


def _followed(submission: Submitted, homes: Sequence[list[Submitted]], payments: Sequence[Paid]) -> list[Submitted] | None:
    """The claim that a replacement, a void or a later payer's submission is for; the newest of those that fit alike."""
    left = list(homes)
    for fits in _TIES:
        if len(left) > 1:
            left = [home for home in left if fits(submission, home, homes, payments)] or left
    return left[-1] if left else None


def _carries_its_lines(submission: Submitted, home: Sequence[Submitted], _: object, __: object) -> bool:
    ours = {line.control_number for s in home for line in s.lines} - {""}
    return any(line.control_number in ours for line in submission.lines)


def _names_its_payment(submission: Submitted, home: Sequence[Submitted], homes: Sequence[Sequence[Submitted]],
                       payments: Sequence[Paid]) -> bool:
    """REF*F8 is the CLP07 of a payment that fits this claim."""
    named = [p for p in payments if p.ccn and p.ccn == submission.payer_claim]
    claims = _claims(homes) if named else ()
    return any(chosen and homes[chosen - 1] is home for chosen in (choose(p, claims) for p in named))


def _same_days(one: Submitted, other: Submitted) -> bool:
    return one.days == other.days


def _common_days(one: Submitted, other: Submitted) -> bool:
    return _same_days(one, other) or ("" < one.since <= other.until and "" < other.since <= one.until)


_TIES: tuple[Callable[[Submitted, Sequence[Submitted], Sequence[Sequence[Submitted]], Sequence[Paid]], bool], ...] = (
    _carries_its_lines, _names_its_payment,
    lambda submission, home, _, __: any(_same_days(submission, s) for s in home),
    lambda submission, home, _, __: any(_common_days(submission, s) for s in home),
)

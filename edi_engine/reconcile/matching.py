"""Which claim, and which line, a payment is for (MAT-1, MAT-2). A match says how it was made."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from edi_engine.reconcile.books import Line, Paid, PaidLine
from edi_engine.reconcile.claims import Claim, with_days


class LineMatch(NamedTuple):
    """A submitted line and the key that found it; interchangeable when an identical twin could stand in its place."""

    key: str
    how: str


def choose(payment: Paid, claims: Sequence[Claim]) -> int:
    """The ordinal of the claim of an account that the payment is for; 0 when several fit equally (MAT-1).

    Several are narrowed by payer, then by line item control number, then by day and charge.
    """
    if payment.days:
        return with_days(claims, payment.days)
    left = list(claims)
    for fits in _NARROWINGS:
        if len(left) == 1:
            return left[0].ordinal
        left = [claim for claim in left if fits(payment, claim)] or left
    return left[0].ordinal if len(left) == 1 else 0


def _same_payer(payment: Paid, claim: Claim) -> bool:
    return any(s.payer in payment.payer_ids for s in claim.submissions)


def _shares_control_number(payment: Paid, claim: Claim) -> bool:
    sent = {line.key for s in claim.submissions for line in s.lines}
    return any(line.control_number in sent for line in payment.lines)


def _same_day_and_charge(payment: Paid, claim: Claim) -> bool:
    day = payment.since or min((line.since for line in payment.lines if line.since), default="")
    return any(s.since == day and s.charge == abs(payment.charge) for s in claim.submissions)


def _same_day(payment: Paid, claim: Claim) -> bool:
    day = payment.since or min((line.since for line in payment.lines if line.since), default="")
    return any(s.since == day for s in claim.submissions)


_NARROWINGS: tuple[Callable[[Paid, Claim], bool], ...] = (
    _same_payer, _shares_control_number, _same_day_and_charge, _same_day)


def agrees(payment: Paid, claim: Claim) -> bool:
    """MAT-1 b and c post by themselves only when the charge agrees."""
    return any(s.charge == abs(payment.charge) for s in claim.submissions)


def lines(payment: Paid, submitted: Sequence[Line]) -> list[LineMatch | None]:
    """For each adjudicated line the submitted line it answers, or None (MAT-2).

    Lines that share a control number all answer the same line (a split or an unbundling: REM-14, REM-15); by any other key
    a submitted line is taken once, and identical ones are paired in order.
    """
    known = {line.key: line for line in submitted}
    found: list[LineMatch | None] = [
        LineMatch(paid.control_number, "MAT-2a") if paid.control_number in known else None for paid in payment.lines]
    if None not in found:
        return found
    free = [line for line in submitted if not any(match and match.key == line.key for match in found)]
    for how, same, unique in _LINE_KEYS:
        for n, paid in enumerate(payment.lines):
            if found[n] is None and free:
                fitting = [line for line in free if same(paid, line)]
                if fitting and (not unique or len(fitting) == 1):
                    found[n] = LineMatch(fitting[0].key, how)
                    free.remove(fitting[0])
    return found


def _modifiers(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _day(paid: PaidLine, line: Line) -> bool:
    return not paid.since or paid.since == line.since


def _procedure_and_modifiers(paid: PaidLine, line: Line) -> bool:
    return (paid.procedure == line.procedure and _modifiers(paid.modifiers) == _modifiers(line.modifiers)
            and _day(paid, line) and abs(paid.charge) == line.charge)


def _procedure(paid: PaidLine, line: Line) -> bool:
    return paid.procedure == line.procedure and _day(paid, line) and abs(paid.charge) == line.charge


def _recoded(paid: PaidLine, line: Line) -> bool:
    return bool(paid.submitted) and paid.submitted == line.procedure and _day(paid, line) and (
        not paid.submitted_modifiers or _modifiers(paid.submitted_modifiers) == _modifiers(line.modifiers))


def _position(paid: PaidLine, line: Line) -> bool:
    return paid.control_number.isdigit() and paid.control_number.lstrip("0") == line.lx


def _charge(paid: PaidLine, line: Line) -> bool:
    return abs(paid.charge) == line.charge


_LINE_KEYS: tuple[tuple[str, Callable[[PaidLine, Line], bool], bool], ...] = (
    ("MAT-2b", _procedure_and_modifiers, False),
    ("MAT-2c", _procedure, True),
    ("MAT-2d", _recoded, True),
    ("MAT-2e", _position, True),
    ("MAT-2f", _charge, True),
)

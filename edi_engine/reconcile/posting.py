"""What an adjudication does to the lines of a claim, step by step (section The five amounts of the architecture)."""

from collections.abc import Iterator, Sequence

from edi_engine.codes.adjustments import BUNDLED, meaning
from edi_engine.money import Cents
from edi_engine.reconcile.books import Adjusted, Paid, PaidLine, Step
from edi_engine.reconcile.matching import LineMatch

_MOVES = frozenset(("contractual", "patient", "other"))


def steps(payment: Paid, matches: Sequence[LineMatch | None]) -> Iterator[Step]:
    """The steps of one claim payment. Lines that match no submitted line, and claim-level money, stand at claim level.

    Claim-level paid is CLP04 less the lines' SVC03, so that what a claim-level CAS takes is accounted for once.
    """
    for line, match in zip(payment.lines, matches, strict=True):
        key = match.key if match else ""
        yield Step._make((key, "payment", -line.paid, line.paid, "", "", line.remarks, payment.date, 0, payment.id, line.at))
        for adjustment in line.adjustments:
            what = "contractual" if adjustment.reason == BUNDLED and adjustment.group == "CO" and _bundled(line, payment) \
                else ""
            yield _adjusted(key, adjustment, line.paid, payment, what)
    rest = payment.paid - sum(line.paid for line in payment.lines)
    if rest or not payment.lines:
        yield Step("", "payment", -rest, rest, "", "", payment.remarks, payment.date, 0, payment.id, payment.at)
    for adjustment in payment.adjustments:
        yield _adjusted("", adjustment, payment.paid, payment, "")


def _adjusted(key: str, adjustment: Adjusted, paid: Cents, payment: Paid, what: str) -> Step:
    if adjustment.amount is None:
        what, amount = "reason only", 0
    else:
        what = what or meaning(adjustment.group, adjustment.reason, paid=paid)
        amount = -adjustment.amount if what in _MOVES else 0
    return Step._make((key, what, amount, adjustment.amount or 0, adjustment.group, adjustment.reason, "", payment.date,
                       0, payment.id, adjustment.at))


def _bundled(line: PaidLine, payment: Paid) -> bool:
    """Whether a zero-paid line was bundled into a line of the same payment that was paid (REM-14, RFI 2283)."""
    paid_as = {other.procedure for other in payment.lines if other.paid}
    above = any(a.reason == "94" for other in payment.lines for a in other.adjustments)
    return not line.paid and bool(paid_as) and (above or (bool(line.submitted) and line.procedure in paid_as))

"""Which payment a reversal undoes, whatever the order in which the two came (REM-11, RFI 1147, RFI 1429)."""

from collections.abc import Sequence

from edi_engine.reconcile.books import Paid

REVERSAL = "22"


def pairs(payments: Sequence[Paid]) -> dict[int, Paid]:
    """Reversal id -> the payment that it undoes, for the posted payments of one account, in the order of their dates.

    A reversal takes the latest unreversed payment of the same payer claim control number (else of the same claim) with
    opposite amounts; failing that the latest one before it with that number, and the difference is a finding.
    """
    found: dict[int, Paid] = {}
    taken: set[int] = set()
    ordered = sorted(payments, key=lambda p: p.order)
    for reversal in (p for p in ordered if p.status == REVERSAL):
        standing = [p for p in ordered if p.status != REVERSAL and p.id not in taken and p.payer == reversal.payer]
        original = _latest(reversal, [p for p in standing if _opposite(reversal, p) and _same_number(reversal, p)]) or \
            _before(reversal, [p for p in standing if reversal.ccn and p.ccn == reversal.ccn])
        if original is not None:
            found[reversal.id] = original
            taken.add(original.id)
    return found


def differs(reversal: Paid, original: Paid) -> bool:
    """Whether the reversal is not minus its original, claim and lines."""
    return not _opposite(reversal, original) or (
        sorted(-line.paid for line in reversal.lines) != sorted(line.paid for line in original.lines))


def _same_number(reversal: Paid, payment: Paid) -> bool:
    return not reversal.ccn or not payment.ccn or reversal.ccn == payment.ccn


def _opposite(reversal: Paid, payment: Paid) -> bool:
    return (reversal.charge, reversal.paid) == (-payment.charge, -payment.paid)


def _latest(reversal: Paid, payments: list[Paid]) -> Paid | None:
    return _before(reversal, payments) or (payments[0] if payments else None)


def _before(reversal: Paid, payments: list[Paid]) -> Paid | None:
    return max((p for p in payments if p.order < reversal.order), key=lambda p: p.order, default=None)

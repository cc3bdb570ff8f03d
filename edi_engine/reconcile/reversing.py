"""Which payment a reversal undoes, whatever the order in which the two came (REM-11, RFI 1147, RFI 1429)."""

from collections.abc import Callable, Iterator, Sequence

from edi_engine.money import dollars
from edi_engine.problems import Problem
from edi_engine.reconcile import matching
from edi_engine.reconcile.books import Paid

REVERSAL = "22"


def pairs(payments: Sequence[Paid]) -> dict[int, Paid]:
    """Reversal id -> the payment that it undoes, for the posted payments of one claim, in the order of their dates.

    A reversal takes the latest unreversed payment of its payer with opposite amounts, one with its payer claim control
    number (CLP07) before any other of the claim; failing that the latest one before it with that number, and the
    difference is a finding.
    """
    found: dict[int, Paid] = {}
    taken: set[int] = set()
    ordered = sorted(payments, key=lambda p: p.order)
    reversals = [p for p in ordered if p.status == REVERSAL]
    for fits in _FITS:
        for reversal in reversals:
            if reversal.id not in found:
                original = _latest(reversal, [p for p in ordered if p.status != REVERSAL and p.id not in taken
                                              and p.payer == reversal.payer and _came_first(p, reversal) and fits(reversal, p)])
                if original is not None:
                    found[reversal.id] = original
                    taken.add(original.id)
    return found


def differences(reversal: Paid, original: Paid) -> Iterator[Problem]:
    """REM-11: where the reversal is not minus its original, line by line; the claim as a whole when no line says it."""
    mirror = matching.mirrored(reversal, original)
    off = [line for line, n in zip(reversal.lines, mirror, strict=True)
           if n is None or not matching.undoes(line, original.lines[n])]
    for line in off:
        yield Problem("REM-11", "line", line.at, element=3, taken=dollars(-line.paid))
    if off:
        return
    if not _opposite(reversal, original):
        yield Problem("REM-11", "claim", reversal.at, element=4, taken=dollars(-reversal.paid),
                      charge=dollars(-reversal.charge), paid=dollars(original.paid), billed=dollars(original.charge))
    elif len(reversal.lines) != len(original.lines):
        yield Problem("REM-11", "claim-lines", reversal.at, lines=len(reversal.lines), answered=len(original.lines))
    elif matching.taken(reversal.adjustments, -1) != matching.taken(original.adjustments):
        yield Problem("REM-11", "claim-adjustments", reversal.at, element=4, paid=dollars(original.paid))


def _came_first(payment: Paid, reversal: Paid) -> bool:
    """Whether it can be what is undone: not what follows in the reversal's own check, or later, which is the correction.

    Checks of one day have no order.
    """
    if payment.remittance == reversal.remittance:
        return payment.order < reversal.order
    return payment.date <= reversal.date


def _opposite(reversal: Paid, payment: Paid) -> bool:
    return (reversal.charge, reversal.paid) == (-payment.charge, -payment.paid)


def _same_number(reversal: Paid, payment: Paid) -> bool:
    return bool(reversal.ccn) and reversal.ccn == payment.ccn


def _line_by_line(reversal: Paid, payment: Paid) -> bool:
    return _opposite(reversal, payment) and not any(differences(reversal, payment))


_FITS: tuple[Callable[[Paid, Paid], bool], ...] = (
    lambda reversal, payment: _same_number(reversal, payment) and _line_by_line(reversal, payment),
    lambda reversal, payment: _same_number(reversal, payment) and _opposite(reversal, payment),
    _line_by_line,
    _opposite,
    _same_number,
)


def _latest(reversal: Paid, ordered: Sequence[Paid]) -> Paid | None:
    """The last one before the reversal, else the first after it; None when there is none."""
    return next((p for p in reversed(ordered) if p.order < reversal.order), ordered[0] if ordered else None)

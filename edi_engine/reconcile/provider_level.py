"""What is odd about the provider level of a remittance and keeps nothing from being posted (PLB-1, PLB-5 to PLB-7, PLB-9)."""

from collections.abc import Iterator

from edi_engine.billing.remittance import ClaimPayment, RemittanceHead, RemittanceTail
from edi_engine.codes.remittances import PROVIDER_REASONS
from edi_engine.money import Cents, dollars
from edi_engine.problems import Problem
from edi_engine.reconcile.provider_items import FAMILIES, name

GIVES = frozenset(("72", "B2", "BN", "IP", "CT"))            # normally negative: they raise the check
REFUND = "72"
TAKES = frozenset(("L3", "LE", "IR", "E3", "50", "AH"))      # normally positive; what L6 has to be the claims say


def interest(claim: ClaimPayment) -> Cents:
    """The interest that a claim payment tells of (AMT*I)."""
    return sum(amount.amount for amount in claim.amounts if amount.qualifier == "I")


def notes_on(head: RemittanceHead, tail: RemittanceTail, told: Cents) -> Iterator[Problem]:
    """What is odd about the provider-level adjustments of a check whose claims tell of so much interest."""
    paid, at = 0, head.payment.at
    for item in tail.provider_adjustments:
        element, reason = 2 * item.slot + 2, item.reason
        if reason == "L6":
            paid, at = paid - item.amount, item.at
        if not item.amount:
            yield Problem("PLB-7", "zero", item.at, element=element)
        elif reason not in PROVIDER_REASONS:
            yield Problem("PLB-1", "reason", item.at, element=element - 1, amount=dollars(item.amount))
        elif reason in GIVES and item.amount > 0:
            yield Problem("PLB-9", "takes", item.at, element=element, reason=reason, amount=dollars(item.amount))
        elif reason in TAKES and item.amount < 0:
            yield Problem("PLB-9", "gives", item.at, element=element, reason=reason, amount=dollars(-item.amount))
    yield from _refunds(tail)
    if paid != told:
        yield Problem("PLB-6", "interest", at, told=dollars(told), paid=dollars(paid))


def _refunds(tail: RemittanceTail) -> Iterator[Problem]:
    """PLB-5: a refund that is acknowledged (72) is offset to zero in the same 835, under the same reference (RFI 325)."""
    items = tail.provider_adjustments
    left: dict[str, Cents] = {}
    for item in items if any(each.reason == REFUND for each in items) else ():
        if FAMILIES.get(item.reason) == FAMILIES[REFUND]:
            left[name(item.reference)] = left.get(name(item.reference), 0) + item.amount
    for item in items:
        if item.reason == REFUND and item.amount < 0 and (off := left.pop(name(item.reference), 0)) < 0:
            yield Problem("PLB-5", "not-offset", item.at, element=2 * item.slot + 2, off=dollars(-off))

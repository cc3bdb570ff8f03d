"""What is odd about the provider level of a remittance and keeps nothing from being posted (PLB-1, PLB-6, PLB-7, PLB-9)."""

from collections.abc import Iterator

from edi_engine.billing.remittance import ClaimPayment, RemittanceHead, RemittanceTail
from edi_engine.codes.remittances import PROVIDER_REASONS
from edi_engine.money import Cents, dollars
from edi_engine.problems import Problem

GIVES = frozenset(("72", "B2", "BN", "IP", "CT"))            # normally negative: they raise the check
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
    if paid != told:
        yield Problem("PLB-6", "interest", at, told=dollars(told), paid=dollars(paid))

"""What is odd about how a check says that its money moves, and keeps nothing from being posted (REM-22, REM-24)."""

from collections.abc import Iterator

from edi_engine.billing.remittance import RemittanceHead
from edi_engine.codes.remittances import HANDLING, METHODS
from edi_engine.money import dollars
from edi_engine.problems import Problem

NOTIFICATION, NO_PAYMENT, CREDIT = "H", "NON", "C"


def notes_on(head: RemittanceHead) -> Iterator[Problem]:
    """Of the head of an 835 (BPR, TRN)."""
    if head.payment.at:
        yield from _payment(head)
        yield from _trace(head)


def _payment(head: RemittanceHead) -> Iterator[Problem]:
    """REM-22."""
    payment = head.payment
    if payment.handling and payment.handling not in HANDLING:
        yield Problem("REM-22", "handling", payment.at, element=1)
    if payment.credit_debit not in ("", CREDIT) and payment.amount:
        yield Problem("REM-22", "debit", payment.at, element=3, amount=dollars(payment.amount))
    if payment.method and payment.method not in METHODS:
        yield Problem("REM-22", "method", payment.at, element=4)
    elif payment.method == NO_PAYMENT and payment.amount:
        yield Problem("REM-22", "no-payment", payment.at, element=4, amount=dollars(payment.amount))
    elif payment.handling == NOTIFICATION and payment.amount:
        yield Problem("REM-22", "notification", payment.at, element=1, amount=dollars(payment.amount))


def _trace(head: RemittanceHead) -> Iterator[Problem]:
    """REM-24: TRN03 is BPR10, and TRN04 is BPR11, where both say something."""
    payment, trace = head.payment, head.trace
    if trace is None:
        return
    if payment.originator and trace.payer != payment.originator:
        yield Problem("REM-24", "originator", trace.at, element=3)
    if trace.payer and not _is_one_and_tin(trace.payer):
        yield Problem("REM-24", "form", trace.at, element=3)
    if trace.subsidiary and payment.originator_supplement and trace.subsidiary != payment.originator_supplement:
        yield Problem("REM-24", "supplement", trace.at, element=4)


def _is_one_and_tin(text: str) -> bool:
    return len(text) == 10 and text[0] == "1" and text.isascii() and text.isdigit()

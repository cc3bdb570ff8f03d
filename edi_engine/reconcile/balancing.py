"""Does a remittance add up? Line, claim and check (REM-1 to REM-4, REM-10). Nothing is ever repaired (REM-28)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from edi_engine.billing.party import Adjustment
from edi_engine.billing.remittance import ClaimPayment, RemittanceHead, RemittanceTail, ServicePayment
from edi_engine.money import Cents, dollars
from edi_engine.problems import Problem, shortfalls


def line_off(line: ServicePayment) -> Cents:
    """REM-1: SVC02 less the line's adjustments less SVC03, in cents; 0 when the line balances (RFI 2601)."""
    return line.charge - line.paid - sum(a.amount or 0 for a in line.adjustments)


def claim_off(claim: ClaimPayment) -> Cents:
    """REM-2: CLP03 less every adjustment of claim and lines less CLP04, in cents (RFI 358)."""
    taken = sum(a.amount or 0 for a in claim.adjustments)
    for line in claim.lines:
        for adjustment in line.adjustments:
            taken += adjustment.amount or 0
    return claim.charge - claim.paid - taken


def check_off(head: RemittanceHead, tail: RemittanceTail, paid: Cents) -> Cents:
    """REM-3: BPR02 less the claim payments plus the provider-level adjustments, in cents."""
    return head.payment.amount - paid + sum(item.amount for item in tail.provider_adjustments)


def of_claim(claim: ClaimPayment) -> Iterator[Problem]:
    """What keeps a claim payment from being posted."""
    if claim.status == "25" and claim.paid:
        yield Problem("REM-10", "estimate-with-payment", claim.at, element=4, paid=dollars(claim.paid))
    off = claim_off(claim)
    if off:
        yield Problem("REM-8", "twice", claim.at, element=4, off=dollars(off)) if _reported_twice(claim, off) else \
            shortfalls.of_claim(claim.at, claim.charge, claim.paid, claim.charge - claim.paid - off)
    for line in claim.lines:
        if short := line_off(line):
            yield shortfalls.of_line(line.at, line.charge, line.paid, line.charge - line.paid - short)


def of_check(head: RemittanceHead, tail: RemittanceTail, paid: Cents) -> Iterator[Problem]:
    """What keeps a whole check from being posted."""
    off = check_off(head, tail, paid)
    expected = head.payment.amount - off
    if head.at and not head.payment.at:
        yield shortfalls.of_no_bpr(head.at - 1, expected)          # ST stands before the head
    elif _says_no_amount(head):
        yield shortfalls.of_no_payment(head.payment.at, expected)
    elif off:
        yield shortfalls.of_payment(head.payment.at, head.payment.amount, expected)
    if head.payment.amount < 0:
        yield Problem("REM-4", "negative", head.payment.at, element=2, paid=dollars(head.payment.amount))


def _says_no_amount(head: RemittanceHead) -> bool:
    """Whether BPR02 was empty or no number: the amount of 0 is then nobody's word."""
    return head.kept is not None and any(each[:2] == (head.payment.at - head.at, 2) for each in head.kept.elements)


def _reported_twice(claim: ClaimPayment, off: Cents) -> bool:
    """REM-8: the imbalance is what comes at claim level to the same as on the lines, or as on one of them."""
    level, lines = _taken(claim.adjustments), _taken(chain.from_iterable(line.adjustments for line in claim.lines))
    twice = [amount for code, amount in level.items() if lines.get(code) == amount]
    on_lines = {(a.group, a.reason, a.amount) for line in claim.lines for a in line.adjustments}
    return -off in (sum(twice), *twice) or any(
        a.amount == -off and (a.group, a.reason, a.amount) in on_lines for a in claim.adjustments)


def _taken(adjustments: Iterable[Adjustment]) -> Counter[tuple[str, str]]:
    """What each group and reason comes to, in cents."""
    taken: Counter[tuple[str, str]] = Counter()
    for each in adjustments:
        taken[each.group, each.reason] += each.amount or 0
    return taken

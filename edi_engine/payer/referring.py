"""Referring: in which words a check says what its provider-level adjustments are about (PLB03-2).

The payer knows which debt is meant. What it writes must let others tell, too: a way of saying it that fits another debt as
well gives way to the payer's own number for the claim.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from edi_engine.payer.decisions import Debt, Decision, Due
from edi_engine.payer.paying import Check

LONGEST = 50

Way = Callable[[Decision, str, str], tuple[str, str]]
"""Gives, of a claim payment, the trace number of its check and the number of a letter, how the first adjustment on account of
a debt is named, and how those after it."""


def by_account(payment: Decision, trace: str, letter: str) -> tuple[str, str]:
    """The patient control number."""
    return payment.number, payment.number


def by_trace(payment: Decision, trace: str, letter: str) -> tuple[str, str]:
    """The trace number of the check that paid the claim."""
    return trace, trace


def by_letter(payment: Decision, trace: str, letter: str) -> tuple[str, str]:
    """The number of the payer's letter."""
    return letter, letter


def by_all(payment: Decision, trace: str, letter: str) -> tuple[str, str]:
    """The payer's number; later patient control number, payer's number and trace in one (RFI 2370)."""
    numbers = f" {payment.payer_claim_control_number} {trace}"
    return payment.payer_claim_control_number, payment.number[:LONGEST - len(numbers)] + numbers


def apart(payment: Decision, trace: str, letter: str) -> tuple[str, str]:
    """The payer's number; later something else, so that the amount alone tells (RFI 2223, RFI 758)."""
    return payment.payer_claim_control_number, letter


WAYS: dict[str, Way] = {
    "named_by_account": by_account, "named_by_trace": by_trace, "named_by_letter": by_letter, "named_by_all": by_all,
    "named_apart": apart,
}
"""By the rate that it happens at; a debt is named in one of them."""


def named(checks: Sequence[Check]) -> list[Check]:
    """The checks with a reference on each of their adjustments."""
    traces = {id(decision): check.trace for check in checks for decision in check.decisions}
    told: dict[Due, str] = {}
    parties: dict[tuple[str, str], list[Due]] = defaultdict(list)
    for check in checks:
        if check.standing == "counts":
            parties[check.insurer.tin, check.payee.id] += check.dues
    for dues in parties.values():
        told |= _of_party(dues, traces)
    return [replace(check, dues=tuple(replace(due, reference=told[due]) for due in check.dues)) for check in checks]


def _of_party(dues: Sequence[Due], traces: Mapping[int, str]) -> dict[Due, str]:
    """How what one payer moves for one payee is named."""
    told = {due: due.debt.of.payer_claim_control_number if due.debt and due.debt.of else due.reference for due in dues}
    debts: dict[Debt, list[Due]] = defaultdict(list)
    for due in dues:
        if due.debt:
            debts[due.debt].append(due)
    for debt, own in debts.items():
        if debt.of and debt.way:
            first, later = WAYS[debt.way](debt.of, traces[id(debt.of)], debt.letter)
            others = {debt: some for debt, some in debts.items() if some is not own}
            if first != later and (len(own) != 2 or sum(due.amount for due in own)):
                first = later                              # only of two that come to nothing can the names differ
            if _strange(first, later, (told[due] for some in others.values() for due in some)) and (
                    _holds(later, first) or _only(own[0], others)):
                told |= dict.fromkeys(own, later) | {own[0]: first}
    return told


def _strange(first: str, later: str, others: Iterable[str]) -> bool:
    """Whether no other reference holds, or stands in, one of these."""
    return not any(_holds(one, other) or _holds(other, one) for other in others for one in (first, later))


def _holds(text: str, part: str) -> bool:
    return _bare(part) in _bare(text)


def _bare(text: str) -> str:
    return "".join(text.split()).upper().lstrip("0")


def _only(due: Due, others: Mapping[Debt, Sequence[Due]]) -> bool:
    """Whether its amount stands on account of no other debt, nor is left of one."""
    return abs(due.amount) not in {abs(amount) for amount in _amounts(others)}


def _amounts(debts: Mapping[Debt, Sequence[Due]]) -> Iterator[int]:
    for dues in debts.values():
        yield from (due.amount for due in dues)
        yield sum(due.amount for due in dues)

"""Referring: in which words a check says what its provider-level adjustments are about (PLB03-2).

The payer knows which debt is meant. What it writes must let others tell, too: a way of saying it that fits another debt as
well gives way to the payer's own number for the claim.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

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
    debts: dict[Debt, list[Due]] = defaultdict(list)
    for due in dues:
        if due.debt:
            debts[due.debt].append(due)
    amounts = Counter(amount for own in debts.values() for amount in {abs(due.amount) for due in own} | {abs(_left(own))})
    names = {debt: {_plainly(own[0])} for debt, own in debts.items()}
    told = {due: _plainly(due) for due in dues}
    for debt, own in debts.items():
        left = abs(_left(own))
        if debt.of and debt.way and not (left and amounts[left] > 1):      # else the amount of another would seem to fit it
            first, later = WAYS[debt.way](debt.of, traces[id(debt.of)], debt.letter)
            if len(own) != 2 or left:
                first = later                              # only of two that come to nothing can the names differ
            alone = not any(_alike(one, other) for rival, those in names.items() if rival is not debt
                            for other in those for one in {first, later})
            if alone and (_holds(later, first) or amounts[abs(own[0].amount)] == 1):
                names[debt] = {first, later}
                told |= dict.fromkeys(own, later) | {own[0]: first}
    return told


def _plainly(due: Due) -> str:
    return due.debt.of.payer_claim_control_number if due.debt and due.debt.of else due.reference


def _left(dues: Iterable[Due]) -> int:
    return sum(due.amount for due in dues)


def _alike(one: str, other: str) -> bool:
    return _holds(one, other) or _holds(other, one)


def _holds(text: str, part: str) -> bool:
    return _bare(part) in _bare(text)


@lru_cache(1 << 12)
def _bare(text: str) -> str:
    return "".join(text.split()).upper().lstrip("0")

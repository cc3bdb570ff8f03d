"""What a line and a claim are called, from their amounts and what answered them (MAT-9: zero paid is not denied)."""

from collections.abc import Sequence

from edi_engine.reconcile.books import Amounts

LINE = {
    "open": "no payer has answered it",
    "rejected": "it was thrown back and never entered adjudication: correct it and send it again",
    "paid": "nothing is left and a payer paid",
    "patient": "nothing is left for a payer; the patient owes a share",
    "closed": "nothing is left and nothing was paid",
    "denied": "nothing was paid and a payer refused",
    "short": "something is left that is neither contractual nor the patient's",
    "overpaid": "more was paid and adjusted than was charged",
    "reversed": "a payer took its answer back and has not given another",
    "at claim level": "a payer answered the claim as a whole",
    "voided": "we voided the claim",
}
CLAIM = {status: text for status, text in LINE.items() if status != "at claim level"} | {
    "held": "an answer is held: it or its check does not balance, or what a prior payer answered is missing",
    "partly denied": "some lines are paid, some refused",
    "partly answered": "some lines have an answer, some have none",
    "predetermination": "asks what would be paid; nothing is owed",
    "reporting": "reports what was done; nothing is owed",
}
PAYMENT = {
    "posted": "adjudicated",
    "estimate": "estimated",
    "unapplied": "waiting in unapplied",
    "held": "held",
    "check held": "held with its check",
}


def line_status(amounts: Amounts, *, denied: bool, voided: bool, rejected: bool, answered: bool, once: bool,
                whole: bool) -> str:
    """The status of a line: ``answered`` by a live payment, ``once`` by any, or the claim as a ``whole``."""
    if voided and not amounts.balance:
        return "voided"
    if not answered:
        return "at claim level" if whole else "reversed" if once else "rejected" if rejected else "open"
    return _by_money(amounts, denied=denied)


def claim_status(lines: Sequence[str], amounts: Amounts, *, denied: bool, voided: bool, rejected: bool, answered: bool,
                 once: bool, held: bool) -> str:
    """The status of a claim from ``lines``, the statuses of those that do not come to nothing, and whether its claim level is
    ``denied``.

    A claim whose amounts come to nothing is settled only when each of its lines does: one that is overpaid hides none that is
    open or denied.
    """
    if held:
        return "held"
    if voided and not amounts.balance:
        return "voided"
    if not answered:
        return "reversed" if once else "rejected" if rejected else "open"
    if amounts.balance >= 0:
        if "open" in lines:
            return "partly answered"
        if "reversed" in lines:
            return "reversed"
        if "denied" in lines and amounts.paid:
            return "partly denied"
    if not amounts.balance and (left := set(lines) - {"at claim level"}):
        return "overpaid" if "overpaid" in left else "short"
    return _by_money(amounts, denied=denied or "denied" in lines)


def _by_money(amounts: Amounts, *, denied: bool) -> str:
    if amounts.balance < 0:
        return "overpaid"
    if amounts.balance > 0:
        return "denied" if denied and not amounts.paid else "short"
    return "paid" if amounts.paid else "patient" if amounts.patient else "closed"

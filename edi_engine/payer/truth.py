"""The truth: what the books must say of the claims, the checks and the provider-level adjustments.

Worked out from what the payer meant, and not from what it wrote; nothing of it comes from whoever reconciles.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from edi_engine.money import Cents, dollars
from edi_engine.payer.cases import Case
from edi_engine.payer.decisions import Cut, Debt, Decision
from edi_engine.payer.paying import Check

AMOUNTS = ("charge", "paid", "contractual", "patient", "other", "balance")


def of(cases: Iterable[Case], checks: Sequence[Check]) -> dict[str, Any]:
    """The document of a whole simulation."""
    posted: dict[Case, list[Decision]] = defaultdict(list)
    for check in checks:
        for decision in check.decisions:
            if decision.lands == "posted":
                posted[decision.case].append(decision)
    return {"claims": {case.name: _claim(case, posted[case]) for case in cases},
            "checks": [_check(check) for check in checks], "provider_adjustments": _provider_adjustments(checks)}


def _claim(case: Case, decisions: Sequence[Decision]) -> dict[str, Any]:
    lines = {key: {"charge": charge, "paid": 0, "contractual": 0, "patient": 0, "other": 0}
             for key, charge in case.charges().items()}
    whole = 0 if lines or not case.charged else case.current.claim.charge          # of a claim without lines
    level = {"charge": whole, "paid": 0, "contractual": 0, "patient": 0, "other": 0}
    last = _last_to_speak(decisions)
    for decision in decisions:
        paid = 0
        for service in decision.services:
            here = lines[service.key]
            here["paid"] += service.paid
            paid += service.paid
            _take(here, service.cuts, patient=decision.rank >= last[service.key])
        level["paid"] += decision.paid - paid
        _take(level, decision.cuts, patient=True)
    every = [*lines.values(), level]
    sums = {name: sum(each[name] for each in every) for name in AMOUNTS[:-1]}
    return {**_told(sums), "claim_level": _told(level), "lines": {key: _told(amounts) for key, amounts in lines.items()}}


def _last_to_speak(decisions: Sequence[Decision]) -> dict[str, int]:
    """By line: the place in the sequence of the last payer whose decision on it stands, and with it the patient's share."""
    undone = {id(decision.undoes) for decision in decisions if decision.undoes}
    last: dict[str, int] = defaultdict(int)
    for decision in decisions:
        for service in decision.services if not decision.undoes and id(decision) not in undone else ():
            last[service.key] = max(last[service.key], decision.rank)
    return last


def _take(amounts: dict[str, Cents], cuts: Iterable[Cut], *, patient: bool) -> None:
    for cut in cuts:
        if cut.means in ("contractual", "other") or (cut.means == "patient" and patient):
            amounts[cut.means] += cut.amount


def _told(amounts: dict[str, Cents]) -> dict[str, str]:
    balance = amounts["charge"] - sum(amounts[name] for name in AMOUNTS[1:-1])
    return {name: dollars(amount) for name, amount in (*amounts.items(), ("balance", balance))}


def _check(check: Check) -> dict[str, Any]:
    sums = {lands: sum(d.paid for d in check.decisions if d.lands == lands) for lands in ("posted", "unapplied", "held")}
    if check.standing == "held":
        sums = {"posted": 0, "unapplied": 0, "held": check.amount}
    return {"payer": check.insurer.trn, "trace": check.trace, "date": check.day.isoformat(), "amount": dollars(check.amount),
            "payee": check.payee.id, **{name: dollars(amount) for name, amount in sums.items()}}


def _provider_adjustments(checks: Iterable[Check]) -> list[dict[str, str]]:
    """Each with what is open of it: of a debt the first, for what all that moved on its account comes to (PLB-3 to PLB-5)."""
    dues = [due for check in checks if check.standing == "counts" for due in check.dues]
    left: dict[Debt, Cents] = defaultdict(int)
    for due in dues:
        if due.debt:
            left[due.debt] += due.amount
    return [{"payer": due.insurer.trn, "provider": due.payee.id, "reason": due.reason, "reference": due.reference,
             "amount": dollars(due.amount), "open": dollars(left.pop(due.debt, 0) if due.debt else 0)} for due in dues]

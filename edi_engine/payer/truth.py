"""The truth: what the books must say of the claims, the checks and the provider-level adjustments.

Worked out from what the payer meant, and not from what it wrote; nothing of it comes from whoever reconciles.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from edi_engine.identifiers import normal
from edi_engine.money import Cents, dollars
from edi_engine.payer.cases import Case
from edi_engine.payer.decisions import Cut, Decision, Due
from edi_engine.payer.paying import Check

AMOUNTS = ("charge", "paid", "contractual", "patient", "other", "balance")
NO_DEBT = frozenset(("L6",))               # reasons of ours that nobody owes anything for


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


def _last_to_speak(decisions: Iterable[Decision]) -> dict[str, int]:
    """By line: the place in the sequence of the last payer that decided on it, and whose word on the patient's share stands."""
    last: dict[str, int] = {}
    for decision in decisions:
        for service in decision.services:
            last[service.key] = max(last.get(service.key, 0), decision.rank)
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
    dues = [due for check in checks if check.standing == "counts" for due in check.dues]
    left = open_amounts(dues)
    return [{"payer": due.insurer.trn, "provider": due.payee.id, "reason": due.reason, "reference": due.reference,
             "amount": dollars(due.amount), "open": dollars(rest)} for due, rest in zip(dues, left, strict=True)]


def open_amounts(dues: Sequence[Due]) -> list[Cents]:
    """What is open of each, oldest first: what was given and taken under one reference is offset, then one of each sign that
    come to the same and have no other like them (PLB-3 to PLB-5)."""
    left = [0 if due.reason in NO_DEBT else due.amount for due in dues]
    chains: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for n, due in enumerate(dues):
        chains[due.insurer.trn, due.payee.id, normal(due.reference)].append(n)
    for chain in chains.values():
        for n in chain:
            for earlier in chain[:chain.index(n)]:
                if left[n] * left[earlier] < 0:
                    moved = min(abs(left[n]), abs(left[earlier])) * (1 if left[n] > 0 else -1)
                    left[n], left[earlier] = left[n] - moved, left[earlier] + moved
    alike: dict[tuple[str, str, Cents], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for n, due in enumerate(dues):
        if left[n]:
            alike[due.insurer.trn, due.payee.id, abs(left[n])][left[n] > 0].append(n)
    for given, took in alike.values():
        if len(given) == len(took) == 1:
            left[given[0]] = left[took[0]] = 0
    return left

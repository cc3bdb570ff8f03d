"""Paying: decisions and provider-level adjustments gathered into checks, none of which is below zero (REM-4)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from random import Random
from typing import Literal

from edi_engine.money import Cents
from edi_engine.payer.decisions import Debt, Decision, Due, Insurer, Payee
from edi_engine.payer.scenario import Scenario
from edi_engine.payer.stories import Event

ZERO_TRACE = "EO0000000000"                # what a payer that numbers checks of nothing carelessly writes


@dataclass(frozen=True, slots=True)
class Check:
    """One 835: what is paid to one payee on one day, and what is moved beside the claims."""

    insurer: Insurer
    payee: Payee
    day: date
    trace: str
    decisions: tuple[Decision, ...]
    dues: tuple[Due, ...]
    standing: Literal["counts", "held"] = "counts"
    number: int = field(default=0, compare=False)      # unlike any other's

    @property
    def amount(self) -> Cents:
        """BPR02 (REM-3)."""
        return sum(d.paid for d in self.decisions) - sum(due.amount for due in self.dues)


def checks(events: Iterable[Event], scenario: Scenario, seed: str) -> list[Check]:
    """The checks in the order of their days, balanced forward where they would be below zero (PLB-3)."""
    days: dict[tuple[date, str, str], tuple[list[Decision], list[Due]]] = defaultdict(lambda: ([], []))
    parties: dict[tuple[str, str], tuple[Insurer, Payee]] = {}
    for event in events:
        parties.setdefault((event.insurer.tin, event.payee.id), (event.insurer, event.payee))
        days[event.day, event.insurer.tin, event.payee.id][isinstance(event, Due)].append(event)  # type: ignore[arg-type]
    numbers, debts, found = count(1), _Debts(), list[Check]()
    for (day, tin, payee), (decisions, dues) in sorted(days.items()):
        insurer, paid = parties[tin, payee]
        chance = Random(f"{seed}|check|{day}|{tin}|{payee}")
        most = 1 if scenario.happens("checks_of_one", chance) else scenario.most
        for part, rest in _parted(decisions, most, dues):
            number = next(numbers)
            check = debts.forward(Check(insurer, paid, day, f"{tin[-4:]}{day:%y%m%d}{number:05d}", part,
                                        (*rest, *_interest(insurer, paid, day, part)), number=number))
            if not check.amount and all(due.reason != "FB" for due in check.dues) and scenario.happens("trace_reused", chance):
                check = replace(check, trace=ZERO_TRACE)         # a balance carried forward goes by the number of its check
            found.append(check)
            if check.amount and part and scenario.happens("key_twice", chance):
                found.append(_other_under_its_key(check, next(numbers)))
    return found


Part = tuple[tuple[Decision, ...], tuple[Due, ...]]


def _parted(decisions: Sequence[Decision], most: int, dues: Sequence[Due]) -> Iterator[Part]:
    """Decisions in checks of so many; what is said of one case at once stays together, and the dues are in the first."""
    part: list[Decision] = []
    rest = tuple(dues)
    for n, decision in enumerate(decisions):
        if len(part) >= most and decision.case is not decisions[n - 1].case:
            yield tuple(part), rest
            part, rest = [], ()
        part.append(decision)
    yield tuple(part), rest


def _interest(insurer: Insurer, payee: Payee, day: date, decisions: Sequence[Decision]) -> Iterator[Due]:
    """PLB-6: interest is paid beside the claims, as one adjustment that increases the check."""
    interest = sum(decision.interest for decision in decisions)
    if interest:
        yield Due(insurer, payee, day, "L6", -interest)


class _Debts:
    """What payees owe insurers from checks that came to less than nothing: one at a time, under the trace where it began."""

    def __init__(self) -> None:
        self.open: dict[tuple[str, str], tuple[Cents, Debt, str]] = {}

    def forward(self, check: Check) -> Check:
        """The check with what it takes of an open debt, or what it moves forward itself."""
        key = check.insurer.tin, check.payee.id
        owed, debt, trace = self.open.pop(key, (0, Debt(), ""))
        there = check.amount
        moved: list[tuple[Cents, Debt, str]] = []
        if there < 0:
            anew = Debt()
            moved = [(owed, debt, trace), (there - owed, anew, check.trace)]       # one forward balance, not two
            owed, debt, trace = owed - there, anew, check.trace
        elif owed:
            moved = [(min(owed, there), debt, trace)]
            owed -= min(owed, there)
        if owed:
            self.open[key] = owed, debt, trace
        return replace(check, dues=(*check.dues, *(
            Due(check.insurer, check.payee, check.day, "FB", *what) for what in moved if what[0])))


def _other_under_its_key(check: Check, number: int) -> Check:
    """Another remittance of the same trace, day, amount and payee: it waits for a person (REM-23)."""
    first, *rest = check.decisions
    told = replace(first, payer_claim_control_number=f"{first.payer_claim_control_number}Z"[:50], lands="nowhere")
    return replace(check, decisions=(told, *(replace(decision, lands="nowhere") for decision in rest)), standing="held",
                   number=number)

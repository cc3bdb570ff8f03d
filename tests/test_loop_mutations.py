"""The proof is one: with any rule of the reconciler broken, the books no longer say what the payer knows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from edi_engine import payer
from edi_engine.codes.adjustments import meaning
from edi_engine.ledger import provider_items
from edi_engine.reconcile import balancing, matching, posting, reversing, settling, standing
from tests import loops

LINES, STEPS, ADJUSTED, SETTLE, PLACE = (
    matching.lines, posting.steps, posting._adjusted, provider_items.settle, settling._waits)


def control_numbers_ignored(paid: Any, billed: Any) -> Any:
    """MAT-2a: REF*6R."""
    return LINES(paid._replace(lines=tuple(line._replace(control_number="") for line in paid.lines)), billed)


def mean(**instead: str) -> Callable[..., str]:
    """The table of reasons, with another meaning for some."""
    def found(group: str, reason: str, *, paid: int) -> str:
        said = meaning(group, reason, paid=paid)
        return instead.get(said.replace(" ", "_"), said)

    return found


def no_claim_level(payment: Any, matches: Any) -> Iterator[Any]:
    """REM-2: what a claim loses as a whole."""
    return STEPS(payment._replace(adjustments=()), matches)


def never_negative(key: str, adjustment: Any, *rest: Any) -> Any:
    """REM-27: a negative CO is what it is."""
    return ADJUSTED(key, adjustment._replace(amount=abs(adjustment.amount or 0)), *rest)


def turned_round(items: Any) -> Any:
    """PLB-4: a negative WO gives."""
    return SETTLE([item._replace(amount=-item.amount) if item.reason == "WO" else item for item in items])


def estimates_count(payment: Any) -> str:
    """REM-10: a predetermination is no decision."""
    return PLACE(payment._replace(status="1")) if payment.status == "25" else PLACE(payment)


MUTATIONS: dict[str, tuple[Any, str, Any]] = {
    "the control numbers of lines are ignored": (matching, "lines", control_numbers_ignored),
    "what prior payers paid is posted again": (posting, "meaning", mean(prior_payer="other")),
    "a denial is written off": (posting, "meaning", mean(denied="contractual")),
    "what is reduced is the patient's": (posting, "meaning", mean(reduced="patient")),
    "a reversal finds nothing to undo": (reversing, "pairs", lambda payments: {}),
    "the patient owes what every payer says": (standing, "_struck", lambda step, said, owed: step),
    "what is cut from the claim as a whole is dropped": (posting, "steps", no_claim_level),
    "negative amounts are turned round": (posting, "_adjusted", never_negative),
    "a bundled line is a denied one": (posting, "_bundled", lambda line, payment: False),
    "mangled numbers are never trusted": (matching, "agrees", lambda payment, claim: False),
    "estimates are posted": (settling, "_waits", estimates_count),
    "the sign of WO is the other one": (provider_items, "settle", turned_round),
    "provider-level money is added to a check": (balancing, "check_off", lambda head, tail, paid: head.payment.amount - paid - sum(
        item.amount for item in tail.provider_adjustments)),
}


@pytest.fixture(scope="module")
def simulation() -> loops.Simulation:
    scenario = payer.load("everything")
    return loops.Simulation([loops.practice(150)], replace(scenario, rates=scenario.rates | {"forwarded": 0.15}), "1")


def proved(simulation: loops.Simulation) -> bool:
    return loops.as_truth(simulation.books(range(len(simulation.arrivals)))) == loops.expected(simulation.truth)


def test_the_proof_holds(simulation: loops.Simulation) -> None:
    assert proved(simulation)


@pytest.mark.parametrize("broken", MUTATIONS)
def test_it_fails_when_a_rule_is_broken(simulation: loops.Simulation, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, name, instead = MUTATIONS[broken]
    assert hasattr(where, name)
    monkeypatch.setattr(where, name, instead)
    assert not proved(simulation)

"""The proof is one: with any rule of the reconciler broken, the books no longer say what the payer knows.

A mutation whose place is gone, or that changes nothing any more, fails its test.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from edi_engine import payer
from edi_engine.codes.adjustments import meaning
from edi_engine.ledger import facts, loading, touching
from edi_engine.ledger import provider_items as items
from edi_engine.ledger import settle as ledger
from edi_engine.money import cents, dollars
from edi_engine.reconcile import (
    answers,
    balancing,
    claims,
    matching,
    posting,
    provider_items,
    reversing,
    settling,
    splitting,
    standing,
)
from tests import loops

LINES, STEPS, ADJUSTED, SETTLE, WAITS, FOR = (
    matching.lines, posting.steps, posting._adjusted, items.settle, settling._waits, settling._place)
BEGIN, CHOOSE, SCRIPT, ADD_SET, LOOSE = touching.begin, touching.choose, touching._script, facts.add_set, ledger.loose
IN_TURN, REVERSED, OF_CLAIM = provider_items._Book.in_turn, answers.reversed_answer, claims.Claim.lines


# --- which claim, which line ------------------------------------------------------------------------------------------

def without(text: str) -> Callable[[str], tuple[str, ...]]:
    """The statements by which an account is chosen, but for those that hold a text."""
    def script(name: str) -> tuple[str, ...]:
        kept = tuple(statement for statement in SCRIPT(name) if text not in statement)
        assert name != "choosing.sql" or kept != SCRIPT(name)
        return kept

    return script


def keys_but(*hows: str) -> Any:
    """The keys of lines without some."""
    assert all(any(how == key for key, *_ in matching._LINE_KEYS) for how in hows)
    return tuple(key for key in matching._LINE_KEYS if key[0] not in hows)


def control_numbers_ignored(paid: Any, billed: Any) -> Any:
    """MAT-2a: REF*6R."""
    return LINES(paid._replace(lines=tuple(line._replace(control_number="") for line in paid.lines)), billed)


def anybodys(db: Any) -> None:
    """REM-25: whatever comes is for whoever is known here."""
    db.execute("""INSERT OR IGNORE INTO payee SELECT t.id, i.provider FROM touched_check t JOIN provider_id i""")
    CHOOSE(db)


def one_claim(submissions: Any, payments: Any = ()) -> Any:
    """A number is one claim for ever."""
    return (claims.claim(1, tuple(submissions)),)


def many_claims(submissions: Any, payments: Any = ()) -> Any:
    """Each time that something leaves it is another claim."""
    return tuple(claims.claim(n, (each,)) for n, each in enumerate(sorted(submissions, key=lambda each: each.order), 1))


def dropped_lines_stay(claim: claims.Claim) -> list[Any]:
    """A line that a replacement left out is charged as before."""
    before = {line.key: line for submission in claim.submissions for line in submission.lines}
    return [before[line.key] if line.key not in {each.key for each in claim.current.lines} else line for line in OF_CLAIM(claim)]


# --- what it does to a line -------------------------------------------------------------------------------------------

def mean(**instead: str) -> Callable[..., str]:
    """The table of reasons, with another meaning for some."""
    def found(group: str, reason: str, *, paid: int) -> str:
        said = meaning(group, reason, paid=paid)
        return instead.get(said.replace(" ", "_"), said)

    return found


def unpaid_is_denied(group: str, reason: str, *, paid: int) -> str:
    """MAT-9: a share of a line of which nothing is paid is a denial."""
    said = meaning(group, reason, paid=paid)
    return "denied" if not paid and said == "patient" else said


def no_claim_level(payment: Any, matches: Any) -> Iterator[Any]:
    """REM-2: what a claim loses as a whole."""
    return STEPS(payment._replace(adjustments=()), matches)


def lines_alone_pay(payment: Any, matches: Any) -> Iterator[Any]:
    """REM-2: what is paid beside the lines is nobody's."""
    return (step for step in STEPS(payment, matches) if step.line or step.what != "payment")


def one_of_a_kind(payment: Any, matches: Sequence[Any]) -> Iterator[Any]:
    """REM-15: of several parts of a line the first is taken."""
    first = {match and match.key: n for n, match in reversed(list(enumerate(matches)))}
    kept = [n for n, match in enumerate(matches) if match is None or first[match.key] == n]
    return STEPS(payment._replace(lines=tuple(payment.lines[n] for n in kept)), [matches[n] for n in kept])


def never_negative(key: str, adjustment: Any, *rest: Any) -> Any:
    """REM-27: a negative CO is what it is."""
    return ADJUSTED(key, adjustment._replace(amount=abs(adjustment.amount or 0)), *rest)


def incentives_ignored(key: str, adjustment: Any, *rest: Any) -> Any:
    """REM-27: more than the charge cannot be."""
    return ADJUSTED(key, adjustment._replace(amount=max(adjustment.amount or 0, 0)), *rest)


def parts_are_none(payment: Any, of: Any) -> Any:
    """REM-16: what is not for the whole charge is not for the claim."""
    ordinal, state, named = FOR(payment, of)
    return (0, "unapplied", None) if state == "posted" and not matching.agrees(payment, of[ordinal - 1]) else (ordinal, state, named)


def as_it_was(claim: Any, reversal: Any, undone: Any) -> Any:
    """REM-11: a reversal takes back all that was paid, whatever it says."""
    back = REVERSED(claim, reversal, undone)
    return back._replace(steps=[step._replace(amount=-step.amount, payment=reversal.id) for step in undone.steps])


def estimates_count(payment: Any) -> str:
    """REM-10: a predetermination is no decision."""
    return WAITS(payment._replace(status="1") if payment.status == "25" else payment)


def forgotten(*of: Any) -> Any:
    """MAT-12: money without a claim."""
    return LOOSE(*of)._replace(state="estimate")


# --- checks, and what is moved beside the claims ----------------------------------------------------------------------

def standing_of(sql: str) -> Callable[..., None]:
    """Checks stand otherwise."""
    def begin(db: Any, *rest: Any) -> None:
        BEGIN(db, *rest)
        db.execute(sql)

    return begin


KEYS_IGNORED = "UPDATE touched_check SET standing = 'counts' WHERE standing = 'duplicate'"
ZERO_BY_KEY = """UPDATE touched_check SET standing = 'duplicate' WHERE id IN (
    SELECT r.id FROM remittance r JOIN remittance o USING (payer, trace, date, payee, amount) WHERE r.amount = 0 AND o.id < r.id)"""


FIRST_COME = """UPDATE touched_check SET standing = CASE WHEN EXISTS (
    SELECT 1 FROM remittance r JOIN remittance o USING (payer, trace, date, payee, amount)
    WHERE r.id = touched_check.id AND o.id < r.id) THEN 'duplicate' ELSE 'counts' END
    WHERE id IN (SELECT id FROM remittance WHERE amount > 0)"""


def as_it_came(ordinal: int, submissions: Sequence[Any]) -> Any:
    """What a claim is now is what was taken last."""
    return claims.claim(ordinal, [each._replace(order=f"{each.id:09d}") for each in submissions])


TURNS = count()


def always_new(db: Any, kind: str, digest: str, *rest: Any) -> Any:
    """MAT-5: what was sent again is told by its envelope."""
    return ADD_SET(db, kind, f"{digest}{next(TURNS)}" if kind == "835" else digest, *rest)


def turned_round(found: Any) -> Any:
    """PLB-4: a negative WO gives."""
    return SETTLE([item._replace(amount=-item.amount) if item.reason == "WO" else item for item in found])


def of_any_payer(found: Any) -> Any:
    """PLB-3: one payer takes what another gave."""
    return SETTLE([item._replace(payer="P") for item in found])


def never_by(*hows: str) -> Callable[..., None]:
    """Provider-level items that do not pair in some ways."""
    def in_turn(book: Any, how: str, *rest: Any) -> None:
        if how not in hows:
            IN_TURN(book, how, *rest)

    return in_turn


FAMILIES: Mapping[str, str] = provider_items.FAMILIES
NO_FORWARD = {reason: family for reason, family in FAMILIES.items() if reason != "FB"}


PLAIN, RETURNING, REPEATED, PENNIES, OWING = "plain", "returning", "repeated", "pennies", "owing"    # who shows it: see below

MUTATIONS: dict[str, tuple[str, Any, str, Any]] = {
    "a mangled number is unknown (MAT-1b)": (PENNIES, touching, "_script", without("'MAT-1b'")),
    "a number cut short is unknown (MAT-1c)": (PENNIES, touching, "_script", without("'MAT-1c'")),
    "the payer's own number says nothing (MAT-1d)": (REPEATED, touching, "_script", without("'MAT-1d'")),
    "mangled numbers are never trusted": (PENNIES, matching, "agrees", lambda payment, claim: False),
    "whom a check is made out to does not matter (REM-25)": (REPEATED, touching, "choose", anybodys),
    "a number is one claim for ever": (RETURNING, settling, "claims_of", one_claim),
    "whatever leaves is another claim": (RETURNING, settling, "claims_of", many_claims),
    "a void charges as before (CLM-9)": (RETURNING, claims, "VOID", "none"),
    "what a replacement leaves out is still charged": (RETURNING, claims.Claim, "lines", dropped_lines_stay),
    "a later payer's claim charges once more": (RETURNING, claims, "first", lambda submission: True),
    "what was thrown back counts (ACK-7)": (RETURNING, loading, "rejected", lambda sendings, answers: False),
    "the control numbers of lines are ignored": (PLAIN, matching, "lines", control_numbers_ignored),
    "codes and days tell no line (MAT-2b)": (PENNIES, matching, "_LINE_KEYS", keys_but("MAT-2b", "MAT-2c")),
    "charges tell no line without its modifiers (MAT-2c)": (PENNIES, matching, "_LINE_KEYS", keys_but("MAT-2c")),
    "what prior payers paid is posted again": (PENNIES, posting, "meaning", mean(prior_payer="other")),
    "a denial is written off": (PENNIES, posting, "meaning", mean(denied="contractual")),
    "what is reduced is the patient's": (PLAIN, posting, "meaning", mean(reduced="patient")),
    "what nothing is paid for is denied (MAT-9)": (PENNIES, posting, "meaning", unpaid_is_denied),
    "what is cut from the claim as a whole is dropped": (PENNIES, posting, "steps", no_claim_level),
    "what is paid beside the lines is dropped": (PENNIES, posting, "steps", lines_alone_pay),
    "of the parts of a line one counts (REM-15)": (PLAIN, posting, "steps", one_of_a_kind),
    "a part of a claim is none of it (REM-16)": (PENNIES, settling, "_place", parts_are_none),
    "a bundled line is a denied one": (PLAIN, posting, "_bundled", lambda line, payment: False),
    "negative amounts are turned round": (PENNIES, posting, "_adjusted", never_negative),
    "negative amounts are left out": (PENNIES, posting, "_adjusted", incentives_ignored),
    "a reversal finds nothing to undo": (PENNIES, reversing, "pairs", lambda payments: {}),
    "a reversal takes back all that was paid": (RETURNING, answers, "reversed_answer", as_it_was),
    "the patient owes what every payer says": (PENNIES, standing, "_struck", lambda step, said, owed: step),
    "every payer is the first": (RETURNING, answers, "_seat", lambda claim, payment: 1),
    "a later payer's word needs no earlier one (REM-13)": (RETURNING, standing, "premature", lambda claim, live: set()),
    "estimates are posted": (PLAIN, settling, "_waits", estimates_count),
    "money without a claim is forgotten": (PENNIES, ledger, "loose", forgotten),
    "two checks under one key count (REM-23)": (PENNIES, touching, "begin", standing_of(KEYS_IGNORED)),
    "a check of nothing is told by its key (REM-23)": (REPEATED, touching, "begin", standing_of(ZERO_BY_KEY)),
    "what is sent again is new (MAT-5)": (PENNIES, facts, "add_set", always_new),
    "provider-level money is added to a check": (PENNIES, balancing, "check_off", lambda head, tail, paid: head.payment.amount - paid - sum(
        item.amount for item in tail.provider_adjustments)),
    "the sign of WO is the other one": (PENNIES, items, "settle", turned_round),
    "payers settle for each other": (OWING, items, "settle", of_any_payer),
    "references settle nothing": (PENNIES, provider_items._Book, "in_turn", never_by("other reason", "reference")),
    "amounts alone settle nothing": (REPEATED, provider_items._Book, "by_amount", lambda book: {}),
    "what is moved forward is no debt": (RETURNING, provider_items, "FAMILIES", NO_FORWARD),
    "interest is a debt": (RETURNING, provider_items, "FAMILIES", {**FAMILIES, "L6": "L6"}),
}

ORDERS: dict[str, tuple[Any, str, Any]] = {
    "of two checks under one key the one that came first counts": (touching, "begin", standing_of(FIRST_COME)),
    "the newest claim is the one that came last": (splitting, "claim", as_it_came),
}
"""Mutations that are right while files come in their order."""


@pytest.fixture(scope="module")
def simulations() -> dict[str, loops.Simulation]:
    """Many plain claims of which everything becomes; some that come again, the third time in a set that is thrown back, answered
    in two ways; some of a few cents, whose amounts are alike; more of them, of payers that carry their debts forward."""
    again = everything(set_rejected=0.3, checks_of_one=0.7, trace_reused=1)
    alike = everything(refund_crossed=0.3, without_control_number=0.3, modifiers_dropped=0.3)
    return {PLAIN: loops.Simulation([loops.practice(110)], everything(forwarded=0.15, number_truncated=0.3), "1"),
            RETURNING: loops.Simulation(loops.returning(), again, "4"), REPEATED: loops.Simulation(loops.returning(), again, "6"),
            PENNIES: loops.Simulation([loops.pennies(40)], alike, "1"),
            OWING: loops.Simulation([loops.pennies(60)], replace(alike, rates=alike.rates | {"forwarded": 0.3}), "3")}


def everything(**rates: float) -> payer.Scenario:
    """The scenario of that name, with some things more often."""
    scenario = payer.load("everything")
    return replace(scenario, rates=scenario.rates | rates)


def proved(simulation: loops.Simulation) -> bool:
    """Whether the books say the truth; some mutations leave none that add up."""
    try:
        return loops.as_truth(simulation.books()) == loops.expected(simulation.truth)
    except ledger.Untied:
        return False


@pytest.mark.parametrize("name", (PLAIN, RETURNING, REPEATED, PENNIES, OWING))
def test_the_proof_holds(simulations: dict[str, loops.Simulation], name: str) -> None:
    assert proved(simulations[name])


@pytest.mark.parametrize("broken", MUTATIONS)
def test_it_fails_when_a_rule_is_broken(simulations: dict[str, loops.Simulation], broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, where, name, instead = MUTATIONS[broken]
    monkeypatch.setattr(where, name, instead)
    assert not proved(simulations[shown])


@pytest.mark.parametrize("broken", ORDERS)
def test_another_order_shows_it(
        simulations: dict[str, loops.Simulation], broken: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(*ORDERS[broken])
    simulation = simulations[RETURNING]
    assert proved(simulation)
    kept = simulation.keep(tmp_path / "loop")
    assert loops.books(kept, reversed(loops.names(kept))) != simulation.books()


def test_a_check_that_does_not_tie_out_is_told(simulations: dict[str, loops.Simulation]) -> None:
    """One cent beside it; what PLB moved left out."""
    simulation = simulations[PLAIN]
    remittances = [arrival.data for arrival in simulation.arrivals if arrival.kind == "835"]
    rows = list(map(json.loads, simulation.books()))
    assert loops.untied(map(json.dumps, rows), remittances) == []
    row = next(row for row in rows if row["kind"] == "check" and row["posted"] != "0.00")
    assert loops.untied([json.dumps(row | {"posted": dollars(cents(row["posted"]) + 1)})], remittances) == [row["trace"]]
    assert len(loops.untied(map(json.dumps, rows), [data.replace(b"PLB", b"PLX") for data in remittances])) > 3

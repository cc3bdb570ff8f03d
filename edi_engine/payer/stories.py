"""What becomes of a decision later: reversals and corrections, money taken back, refunds, the next insurer, the wrong payee.

A story gives decisions and provider-level adjustments with their days. The days are weeks apart, since checks of one day have
no order.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from edi_engine.money import Cents
from edi_engine.payer import adjudicating
from edi_engine.payer.decisions import Cut, Debt, Decision, Due, Insurer, Payee, Service, undone

Event = Decision | Due


@dataclass(frozen=True, slots=True)
class Teller:
    """What a story is told with."""

    anew: Callable[[], tuple[Service, ...]]        # the claim decided once more
    named: Callable[[Decision], Decision]          # a decision as the payer names its lines and the claim
    chance: Random
    ahead: tuple[Insurer, Insurer, Insurer]        # who comes next, and after that
    way: str = ""                                  # how debts are referred to

    def week(self, decision: Decision, weeks: int) -> date:
        """A day of payment some weeks later."""
        return decision.day + timedelta(weeks=weeks)

    def correction(self, decision: Decision, weeks: int) -> Decision:
        """What it decided, decided anew, under the numbers that it had."""
        keys = {service.key for service in decision.services}
        services = tuple(service for service in self.anew() if not keys or service.key in keys)
        told = self.named(replace(
            decision, day=self.week(decision, weeks), services=services, cuts=(), interest=0, remarks=(), new_member_id="",
            charge=sum(service.charge for service in services)))
        return replace(told, number=decision.number)

    def debt(self, decision: Decision, way: str = "") -> Debt:
        """What is owed from now on because of the claim."""
        return Debt(decision, way or self.way, f"RF{self.chance.randrange(10 ** 8):08d}")

    def moved(self, debt: Debt, weeks: int, amount: Cents, reason: str = "WO") -> Due:
        """A provider-level adjustment on account of a debt."""
        assert debt.of
        return Due(debt.of.insurer, debt.of.payee, self.week(debt.of, weeks), reason, amount, debt)


Story = Callable[[Decision, Teller], Iterator[Event]]


def corrected(decision: Decision, teller: Teller) -> Iterator[Event]:
    """The check that pays it holds the reversal and the new decision, too."""
    yield from (decision, undone(decision, teller.week(decision, 0)), teller.correction(decision, 0))


def corrected_later(decision: Decision, teller: Teller) -> Iterator[Event]:
    """A later check reverses it and holds the new decision."""
    yield from (decision, undone(decision, teller.week(decision, 1)), teller.correction(decision, 1))


def correction_first(decision: Decision, teller: Teller) -> Iterator[Event]:
    """The new decision comes a week before the reversal."""
    yield from (decision, teller.correction(decision, 1), undone(decision, teller.week(decision, 2)))


def correction_apart(decision: Decision, teller: Teller) -> Iterator[Event]:
    """The reversal comes a week before the new decision."""
    yield from (decision, undone(decision, teller.week(decision, 1)), teller.correction(decision, 2))


def reversed_only(decision: Decision, teller: Teller) -> Iterator[Event]:
    """The money goes back, the claim is undecided again (REM-12)."""
    yield from (decision, undone(decision, teller.week(decision, 1)))


def reversed_otherwise(decision: Decision, teller: Teller) -> Iterator[Event]:
    """The reversal takes less than was paid; the rest stays paid (REM-11)."""
    back = undone(decision, teller.week(decision, 1))
    first = next((service for service in back.services if service.paid < -1), None)
    if first is None:
        yield from reversed_only(decision, teller)
        return
    kept = teller.chance.randint(1, -first.paid - 1)
    less = replace(first, cuts=(*first.cuts, Cut("CO", "253", -kept, "contractual")))
    yield from (decision, replace(back, services=tuple(less if service is first else service for service in back.services)),
                teller.correction(decision, 1))


def taken_back_now(decision: Decision, teller: Teller) -> Iterator[Event]:
    """Handed back and taken in the check that reverses it."""
    yield from _handed_back(decision, teller, (1, decision.paid))


def never_taken_back(decision: Decision, teller: Teller) -> Iterator[Event]:
    """Handed back in the check that reverses it, and never taken."""
    yield from _handed_back(decision, teller)


def taken_back_later(decision: Decision, teller: Teller) -> Iterator[Event]:
    """Handed back in the check that reverses it, and taken two weeks later, sometimes in two parts."""
    if decision.paid > 1 and teller.chance.random() < 0.5:
        part = teller.chance.randint(1, decision.paid - 1)
        yield from _handed_back(decision, teller, (2, part), (3, decision.paid - part))
    else:
        yield from _handed_back(decision, teller, (3, decision.paid))


def taken_back_twice(decision: Decision, teller: Teller) -> Iterator[Event]:
    """Taken, and taken once more, which the provider is owed from then on."""
    yield from _handed_back(decision, teller, (2, decision.paid))
    if decision.paid > 0:
        yield teller.moved(teller.debt(decision), 3, decision.paid)


def _handed_back(decision: Decision, teller: Teller, *taken: tuple[int, Cents]) -> Iterator[Event]:
    """Reversed with the money handed back, which is then taken in these weeks."""
    yield from reversed_only(decision, teller)
    if decision.paid > 0:
        debt = teller.debt(decision)
        yield teller.moved(debt, 1, -decision.paid)
        yield from (teller.moved(debt, weeks, amount) for weeks, amount in taken)


def refund_asked(decision: Decision, teller: Teller) -> Iterator[Event]:
    """A letter asked for a refund; the check that came is acknowledged and offset in one 835 (PLB-5, RFI 325)."""
    yield decision
    if decision.paid > 0:
        debt, part = teller.debt(decision), teller.chance.randint(1, decision.paid)
        yield teller.moved(debt, 2, -part, "72")
        yield teller.moved(debt, 2, part)


def refund_crossed(decision: Decision, teller: Teller) -> Iterator[Event]:
    """The money is taken; the refund that crossed it is given back under the number of our check (PLB-5, RFI 758)."""
    yield decision
    if decision.paid > 0:
        debt, part = teller.debt(decision, "named_apart"), teller.chance.randint(1, decision.paid)
        yield teller.moved(debt, 1, part)
        yield teller.moved(debt, 3, -part, "B2")


ESTIMATED = timedelta(weeks=2)


def estimate(decision: Decision, services: tuple[Service, ...]) -> Decision:
    """Some time before it is decided, what it would pay is told (REM-10)."""
    told = tuple(
        replace(service, cuts=(*service.cuts, Cut("OA", "101", service.paid, "nothing")) if service.paid else service.cuts)
        for service in services)
    return replace(decision, status="25", services=told, interest=0, lands="nowhere", new_member_id="",
                   payer_claim_control_number=f"{decision.payer_claim_control_number}E")


def forwarded(decision: Decision, teller: Teller) -> Iterator[Event]:
    """Another insurer gets it from the first one and pays what it owes (COB-7, RFI 1696)."""
    yield from _forwarded(decision, teller, adjudicating.told)


def forwarded_wrong(decision: Decision, teller: Teller) -> Iterator[Event]:
    """The other insurer calls contractual what the first one paid (REM-13)."""
    yield from _forwarded(decision, teller, adjudicating.taken_for_own)


def forwarded_on(decision: Decision, teller: Teller) -> Iterator[Event]:
    """Each of three insurers forwards it to the next; the fourth is never heard of (CLP02 19, 20, 21)."""
    for status, insurer in zip(("19", "20", "21"), teller.ahead, strict=True):
        yield replace(decision, status=status, forwarded_to=insurer)
        decision = _next_in_turn(decision, teller, insurer, adjudicating.told)


def _forwarded(decision: Decision, teller: Teller, write: adjudicating.Prior) -> Iterator[Event]:
    yield replace(decision, status="19", forwarded_to=teller.ahead[0])
    yield _next_in_turn(decision, teller, teller.ahead[0], write)


def _next_in_turn(decision: Decision, teller: Teller, insurer: Insurer, write: adjudicating.Prior) -> Decision:
    """What the next insurer says, two weeks later."""
    services = adjudicating.next_in_turn(decision.services, decision.case.current.claim, write, teller.chance)
    return teller.named(replace(
        decision, insurer=insurer, day=teller.week(decision, 2), status="2", rank=decision.rank + 1, services=services,
        cuts=(), interest=0, remarks=(), new_member_id="", number=decision.case.number,
        payer_claim_control_number=f"S{decision.payer_claim_control_number}"[:50]))


STRANGER = Payee("1900000088", "399999999", "SOMEBODY ELSE PLLC")


def wrong_payee(decision: Decision, teller: Teller) -> Iterator[Event]:
    """Its money goes to somebody else; here it waits for a person (REM-25)."""
    yield replace(decision, payee=STRANGER, lands="unapplied", interest=0)


STORIES: dict[str, Story] = {
    "corrected": corrected, "corrected_later": corrected_later, "correction_first": correction_first,
    "correction_apart": correction_apart, "reversed_only": reversed_only, "reversed_otherwise": reversed_otherwise,
    "taken_back_now": taken_back_now, "taken_back_later": taken_back_later, "never_taken_back": never_taken_back,
    "taken_back_twice": taken_back_twice, "refund_asked": refund_asked, "refund_crossed": refund_crossed,
    "forwarded": forwarded, "forwarded_wrong": forwarded_wrong, "forwarded_on": forwarded_on,
    "wrong_payee": wrong_payee,
}
"""By the rate that it happens at; each claim has one at most."""

FORWARDED = frozenset((forwarded, forwarded_wrong, forwarded_on))
"""Those of a whole claim that one payer was asked for."""

BY_LINE = FORWARDED | {reversed_otherwise}
"""Those that need every line decided on a line."""

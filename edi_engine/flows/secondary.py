"""Billing the next payer: the claim as it left, with what its payer decided, goes to whoever comes after (COB-1 to COB-8)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from edi_engine.billing.claim import Claim
from edi_engine.billing.coordination import OtherInsured, OtherPayer, OtherSubscriber
from edi_engine.billing.party import Name
from edi_engine.billing.remittance import ClaimPayment
from edi_engine.flows import standing, submit
from edi_engine.flows.house import House
from edi_engine.flows.outcome import Outcome, report
from edi_engine.flows.standing import Answer, Standing
from edi_engine.problems import Problem, worst
from edi_engine.reconcile import coordination, matching
from edi_engine.reconcile.books import Submitted
from edi_engine.reconcile.coordination import Decided
from edi_engine.reconcile.reversing import REVERSAL
from edi_engine.settings import Settings

_HELD = ("held", "check held")
_FORWARDED = ("19", "20", "21")                 # CLP02: processed and sent on
_NOT_OURS = "23"                                # CLP02: sent on without a decision, to whom it does not say


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person said: who is next, where that stands, and whether to send in spite of a doubt."""

    payer: str = ""
    member: str = ""
    file: Path | None = None
    force: bool = False


def secondary(house: House, name: str, wish: Wish) -> dict[str, Any]:
    """Build and submit the claim to the next payer, or say why not."""
    return report([one(house, name, wish)])


def one(house: House, name: str, wish: Wish) -> Outcome:
    """What became of the claim to the next payer."""
    submit.let_go(house)
    known = standing.of(house, name)
    outcome = Outcome(known.key.name, "claim", "refused")
    base = _base(known)
    claim = _with_others(house, standing.as_left(house, base), known, wish, outcome)
    next_one = _next(house.settings, claim, wish)
    outcome.say(_unfit(known, base, claim, next_one, wish))
    outcome.say(_unsaid(claim, next_one) if next_one and wish.payer else ())
    answers = known.answered(base)
    outcome.say(_undecided(house, known, claim, answers))
    if next_one is None or worst(outcome.problems) == "error":
        return outcome
    live = _latest(known.standing(answers), base, claim, outcome)
    decisions = list(_decisions(house, known, base, live, outcome))
    outcome.say(() if wish.force else _doubts(house.settings, claim, next_one, decisions))
    if not outcome.problems or worst(outcome.problems) == "warning":
        made = coordination.next_claim(claim, next_one, decisions)
        submit.alone(house, standing.encounter(house, known, base, made), outcome)
    return outcome


def _base(known: Standing) -> Submitted:
    """The newest time that the claim left to the last payer that has been asked and answered, else to the first."""
    base = known.current
    for submission in known.submissions:
        if known.answered(submission) and coordination.turn(submission.sequence) > coordination.turn(base.sequence):
            base = submission
    return known.newest(base.sequence) or base


def _with_others(house: House, claim: Claim, known: Standing, wish: Wish, outcome: Outcome) -> Claim:
    """The claim with the other payers that a file of encounters names for it, beside those that have decided."""
    if wish.file is None:
        return claim
    found, problems = standing.encounter_in(house, wish.file, known)
    outcome.say(problems)
    named = found.claim.other_subscribers if found else ()
    decided = [other for other in claim.other_subscribers if other.paid is not None]
    taken = {claim.subscriber.sequence, *(other.sequence for other in decided)}
    return replace(claim, other_subscribers=(*decided, *(other for other in named if other.sequence not in taken)))


def _next(us: Settings, claim: Claim, wish: Wish) -> OtherSubscriber | None:
    """Who comes next: as the claim said when it left, or the payer that the person names."""
    if not wish.payer:
        return coordination.following(claim)
    id_ = us.aliases.get(wish.payer, wish.payer)
    known = next((other for other in claim.other_subscribers if other.payer.name.id == id_), None)
    if known:
        return known
    payer = next((payer for payer in us.payers if payer.id == id_), None)
    asked = claim.subscriber
    return OtherSubscriber(
        coordination.next_sequence(claim), OtherInsured(replace(asked.person.name, id=wish.member)),
        OtherPayer(Name("PR", "2", payer.name if payer else "", id_qualifier="PI", id=id_)),
        claim.patient.condition.relationship if claim.patient else coordination.SELF,
        filing_indicator=payer.filing_indicator if payer else "", benefits_assigned=claim.benefits_assigned,
        signature_source=claim.signature_source, release=claim.release)


def _unfit(known: Standing, base: Submitted, claim: Claim, next_one: OtherSubscriber | None, wish: Wish) -> Iterator[Problem]:
    """COB-1: nobody comes next, the next one was asked before, or there is no claim any more."""
    if base.frequency == "8":
        yield Problem("CLM-9", "voided", payer=base.payer)
    elif next_one is None:
        yield Problem("COB-1", "no-next-payer", payer=base.payer)
    elif not wish.force:
        sent = known.newest(next_one.sequence) or known.newest(payer=next_one.payer.name.id)
        if sent and sent.frequency != "8" and known.asks.get(sent.id) != "again":
            yield Problem("COB-1", "sent-before", payer=sent.payer, day=sent.order[:10])


def _unsaid(claim: Claim, next_one: OtherSubscriber) -> Iterator[Problem]:
    """COB-1: the payer that the person names is not known here, or nobody says who is insured there."""
    if any(next_one is other for other in claim.other_subscribers):
        return
    payer = next_one.payer.name
    if not payer.last:
        yield Problem("COB-1", "next-unknown", payer=payer.id)
    if not next_one.insured.name.id:
        yield Problem("COB-1", "next-member", payer=payer.id)


def _undecided(house: House, known: Standing, claim: Claim, answers: Sequence[Answer]) -> Iterator[Problem]:
    """COB-8: nothing stands that the next payer could be told."""
    payer = claim.subscriber.payer.name.id
    held = [answer for answer in answers if answer.placement.state in _HELD]
    taken_back = [answer for answer in answers if answer.paid.status == REVERSAL]
    if held:
        yield _said("held", house, payer, held[-1], held[-1])
    elif taken_back and not known.standing(answers):
        yield _said("reversed", house, payer, taken_back[-1], _undone(taken_back[-1], answers))
    elif waiting := [answer for answer in taken_back if answer.placement.state != "posted"]:
        yield _said("reversed", house, payer, waiting[-1], _undone(waiting[-1], answers))
    elif not known.standing(answers):
        yield Problem("COB-8", "no-decision", payer=payer)


def _undone(reversal: Answer, answers: Sequence[Answer]) -> Answer:
    """The decision that a reversal takes back; of one that found none, the last decision, or itself when there is none."""
    decisions = [answer for answer in answers if answer.paid.status != REVERSAL]
    found = [answer for answer in decisions if answer.paid.id == reversal.placement.reverses] or decisions
    return found[-1] if found else reversal


def _said(kind: str, house: House, payer: str, answer: Answer, decision: Answer) -> Problem:
    return Problem("COB-8", kind, payer=payer, day=decision.paid.date, **standing.place(house, answer.paid))


def _latest(live: list[Answer], base: Submitted, claim: Claim, outcome: Outcome) -> list[Answer]:
    """COB-8: of answers that each decide the whole claim, the last one; the parts of a claim answered in parts."""
    whole = [answer for answer in live if answer.paid.charge == base.charge]
    if len(live) < 2 or not whole or live[-1] is not whole[-1]:
        return live
    outcome.say([Problem("COB-8", "superseded", payer=claim.subscriber.payer.name.id, day=live[-1].paid.date)])
    return whole[-1:]


def _decisions(house: House, known: Standing, base: Submitted, live: Sequence[Answer], outcome: Outcome) -> Iterator[Decided]:
    """Each answer as it came, with the line of the claim as it left that each of its services is for."""
    positions = {line.key: n for n, line in enumerate(base.lines)}
    came = standing.as_came(house, (answer.paid for answer in live))
    for answer in live:
        payment, source = came[answer.paid.id]
        found = [positions.get(match.key, -1) if match else -1 for match in matching.lines(answer.paid, known.lines)]
        for place, service in zip(found, payment.lines, strict=True):
            if place < 0:
                outcome.say([Problem("COB-3", "line-unknown", payer=base.payer, file=source.name,
                                     segment=service.at - source.first + 1)])
        day = date.fromisoformat(answer.paid.date) if answer.paid.date else None
        yield Decided(payment, day, tuple(found))


def _doubts(us: Settings, claim: Claim, next_one: OtherSubscriber, decisions: Sequence[Decided]) -> Iterator[Problem]:
    """COB-7: the payer has sent the claim on by itself; COB-6: it left nothing to anybody."""
    payer = claim.subscriber.payer.name.id
    sent_on = [found for decided in decisions for found in _sent_on(us, decided.payment, next_one)]
    if sent_on:
        kind, how = min(sent_on, key=lambda found: found[0] != "crossed-over")
        yield Problem("COB-7", kind, payer=payer, how=how, next=next_one.payer.name.id)
    if coordination.nothing_left(decisions) and not any(kind == "crossed-over" for kind, _ in sent_on):
        yield Problem("COB-6", "nothing-left", payer=payer)


def _sent_on(us: Settings, payment: ClaimPayment, next_one: OtherSubscriber) -> Iterator[tuple[str, str]]:
    """How a payer says that it sent the claim on, and whether that can be to whom we would bill."""
    carrier = payment.crossover_carrier
    if payment.status in _FORWARDED:
        yield "crossed-over", f"CLP02 is {payment.status}"
    elif carrier and _is(us, carrier, next_one.payer.name):
        yield "crossed-over", f"NM1*TT names {next_one.payer.name.id}"
    elif carrier:
        yield "crossed-elsewhere", "NM1*TT names another"
    elif payment.status == _NOT_OURS:
        yield "crossed-elsewhere", f"CLP02 is {payment.status}"


def _is(us: Settings, named: Name, payer: Name) -> bool:
    """Whether a name is a payer's: by one of its ids, or by what it is called there or in edi.toml."""
    id_ = us.aliases.get(payer.id, payer.id)
    called = {payer.last, *(known.name for known in us.payers if known.id == id_)}
    return us.aliases.get(named.id, named.id) == id_ or _plain(named.last) in {_plain(name) for name in called if name}


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())

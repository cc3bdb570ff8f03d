"""What becomes of claims before anybody decides on them: TA1 of an interchange, 999 of its groups, 277CA of each claim."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import count, groupby
from random import Random
from typing import Any

from edi_engine import x12
from edi_engine.billing.acknowledgment import FunctionalAcknowledgment, InterchangeAcknowledgment, TransactionSetResponse
from edi_engine.billing.claim import Level
from edi_engine.billing.party import Name, Period
from edi_engine.billing.status import (
    ClaimAcknowledgment,
    InformationReceiver,
    InformationSource,
    Status,
    StatusCode,
    StatusHead,
    StatusPatient,
    StatusProvider,
)
from edi_engine.guides.statuses import Noun
from edi_engine.money import Cents
from edi_engine.payer import deciding, echoing
from edi_engine.payer.asking import Asked
from edi_engine.payer.cases import Batch, Case, Request, cases
from edi_engine.payer.decisions import Insurer
from edi_engine.payer.scenario import Scenario

ACCEPTED = StatusCode("A2", "20", "PR")
RECEIVED = StatusCode("A1", "19", "PR")
REJECTED = (StatusCode("A7", "562", "85"), StatusCode("A3", "21"), StatusCode("A6", "187"), StatusCode("A8", "33", "IL"))


@dataclass(frozen=True, slots=True)
class Answered:
    """A claim of a batch, what its insurer calls it, and whether it takes it."""

    request: Request
    insurer: Insurer
    number: str                    # REF*1K; "" = untold
    accepted: bool


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What is thrown back: interchanges and sets by their ordinals from 0; what is said of each claim that is left."""

    interchanges: frozenset[int]
    sets: frozenset[int]
    cases: tuple[Case, ...]
    answered: tuple[Answered, ...]
    unheard: frozenset[Case]       # nobody decides on these
    told: frozenset[Case]          # whose number is told


def judged(asked: Asked, scenario: Scenario, seed: str) -> Verdicts:
    """What the scenario lets happen. Where more came under a number, a claim is thrown back with its file, never by itself."""
    outside = frozenset(n for n, received in enumerate(asked.interchanges)
                        if received.isa and scenario.happens("interchange_rejected", Random(f"{seed}|TA1|{n}")))
    sets = frozenset(_rejected_sets(asked, scenario, seed))
    gone = sets | {n for n, (home, _) in enumerate(asked.sets) if home in outside}
    found = cases(replace(request, lost=request.batch.ordinal in gone) for request in asked.requests)
    answered, unheard, told = list[Answered](), set[Case](), set[Case]()
    for case in found:
        chance = Random(f"{seed}|277CA|{case.name}")
        own = deciding.of_payer(case.current, scenario)
        thrown_back = case.alone and own.happens("claim_rejected", chance)
        untold = own.happens("number_untold", chance)
        for request in case.requests:
            if not request.lost:
                number = "" if untold or thrown_back or not request.first else deciding.number(case)
                insurer = deciding.insurer(request.claim.subscriber.payer.name)
                answered.append(Answered(request, insurer, number, not thrown_back))
                if number:
                    told.add(case)
        if thrown_back or not case.heard:
            unheard.add(case)
    answered.sort(key=lambda each: (each.request.batch.ordinal, each.request.position))
    return Verdicts(outside, sets, tuple(found), tuple(answered), frozenset(unheard), frozenset(told))


def _rejected_sets(asked: Asked, scenario: Scenario, seed: str) -> Iterator[int]:
    """The sets that a 999 throws back: by chance, and those with a claim that cannot be answered.

    It names them by their numbers, so that all of a group with the same number go the same way.
    """
    dumb = {request.batch.ordinal for request in asked.requests if not echoing.answerable(request)}
    named: dict[tuple[int, int | None, str], list[int]] = defaultdict(list)
    for n, (home, ts) in enumerate(asked.sets):
        named[home, ts.group, ts.control_number].append(n)
    for alike in named.values():
        if not dumb.isdisjoint(alike) or scenario.happens("set_rejected", Random(f"{seed}|999|{alike[0]}")):
            yield from alike


def of_interchange(isa: Sequence[str], *, rejected: bool) -> InterchangeAcknowledgment:
    """The TA1."""
    verdict, note = ("R", "024") if rejected else ("A", "000")
    number, day, hour = (dict(enumerate(isa)).get(element, "") for element in (13, 9, 10))
    return InterchangeAcknowledgment(number, day, hour, verdict, note)


def of_group(group: x12.Group, bad: Collection[int]) -> FunctionalAcknowledgment:
    """The 999; ``bad`` are the places of the sets that are thrown back."""
    responses = tuple(TransactionSetResponse(
        "837", ts.control_number, ts.version, verdict="R" if ts.start in bad else "A",
        codes=("5",) if ts.start in bad else ()) for ts in group.sets)
    taken = sum(response.verdict == "A" for response in responses)
    verdict = "A" if taken == len(responses) else "P" if taken else "R"
    functional, number, version = (dict(enumerate(group.gs)).get(element, "").strip() for element in (1, 6, 8))
    every = len(responses)
    return FunctionalAcknowledgment(functional, number, version, responses, verdict, every, every, taken)


def of_batch(batch: Batch, insurer: Insurer, answered: Sequence[Answered], when: datetime, chance: Random) -> Iterator[Noun]:
    """The 277CA of one insurer for the claims that it got in one transaction set (ACK-4, ACK-11)."""
    numbers = count(1)
    day = when.date()

    def level(parent: str, child: str) -> Level:
        return Level(str(next(numbers)), parent, child)

    yield StatusHead(f"{batch.reference}{insurer.tin[-3:]}"[:50], day, when.time(), use="TH")
    source = Name("PR", "2", insurer.name, id_qualifier="PI", id=insurer.id or insurer.tin)
    yield InformationSource(source, trace=f"R{batch.ordinal + 1}", received=batch.created.date(), processed=day,
                            level=level("", "1"))
    yield InformationReceiver(echoing.submitter(batch), batch.reference, (Status(RECEIVED, day, "WQ", _charged(answered)),),
                              level=level("1", "1"), **_totals(answered))
    for provider, some in groupby(answered, key=lambda each: each.request.claim.billing_provider):
        own, here = level("2", "1"), list(some)
        yield StatusProvider((echoing.provider(provider),), "0", (Status(RECEIVED, None, "WQ", _charged(here)),), level=own,
                             **_totals(here))
        for each in here:
            claim = each.request.claim
            yield StatusPatient(echoing.patient(claim), level=level(own.id, ""))
            since, until = each.request.days
            code = ACCEPTED if each.accepted else chance.choice(REJECTED)
            yield ClaimAcknowledgment(
                claim.patient_control_number, (Status(code, day, "WQ" if each.accepted else "U", claim.charge),), each.number,
                service=Period("472", since, until if until != since else None) if since else None)


def _totals(answered: Sequence[Answered]) -> dict[str, Any]:
    totals: dict[str, Any] = {}
    for name, verdict in (("accepted", True), ("rejected", False)):
        if some := [each for each in answered if each.accepted is verdict]:
            totals |= {name: Decimal(len(some)), f"{name}_amount": _charged(some)}
    return totals


def _charged(answered: Sequence[Answered]) -> Cents:
    return sum(each.request.claim.charge for each in answered)

"""Deciding on a case: what each payer says of it in its turn, how it says so, and what becomes of that later."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import TypeVar

from edi_engine.billing.claim import Claim
from edi_engine.billing.party import Name
from edi_engine.payer import adjudicating, cutting, naming, stories
from edi_engine.payer.cases import VOID, Case, Request
from edi_engine.payer.decisions import Decision, Insurer, Payee, Service
from edi_engine.payer.scenario import Scenario

FIRST_WEEKS = 2                    # from a claim to the first day of payment
SEQUENCES = "PSTABCDEFGHU"         # SBR01 in the order of the turns
SAID = {1: "1", 2: "2"}            # CLP02 by turn; every later one is 3
NEW_MEMBER = "1S00XX0YY99"

Way = TypeVar("Way")


def decided(case: Case, known: naming.Known, scenario: Scenario, seed: str) -> Iterator[stories.Event]:
    """Everything that payers say of a case; nothing of one that was voided before anybody decided."""
    chance = Random(f"{seed}|case|{case.name}")
    turns = [] if case.current.claim.frequency == VOID else _turns(case)
    if len(turns) == 1 and turns[0].first:
        yield from _alone(case, turns[0], known, of_payer(turns[0], scenario), chance)
    else:
        yield from _in_turn(case, turns, scenario, chance)
    if turns and of_payer(turns[0], scenario).happens("stranger", chance):
        yield _stranger(_plain(case, turns[0], of_payer(turns[0], scenario), chance), chance)


def of_payer(request: Request, scenario: Scenario) -> Scenario:
    """How the payer behaves that a request asks."""
    return scenario.of(request.claim.subscriber.payer.name.id)


def _turns(case: Case) -> list[Request]:
    """Who was asked, one after the other: the newest request in each turn."""
    newest: dict[str, Request] = {}
    for request in sorted(case.counting, key=lambda request: request.order):
        newest[request.claim.subscriber.sequence or "P"] = request
    return [newest[sequence] for sequence in sorted(newest, key=SEQUENCES.find)]


def _alone(case: Case, request: Request, known: naming.Known, scenario: Scenario, chance: Random) -> Iterator[stories.Event]:
    """One payer is asked: it may cut the claim up, misname it, and come back on it."""
    plain = _plain(case, request, scenario, chance)
    if plain.paid > 100 and scenario.happens("interest", chance):
        plain = replace(plain, interest=chance.randint(1, 500))
    if scenario.happens("new_member_id", chance):
        plain = replace(plain, new_member_id=NEW_MEMBER)
    parts: tuple[Decision, ...] = (plain,)
    if way := _happening(cutting.WAYS, scenario, chance):
        parts = way(plain, chance) or parts
    if len(parts) > 1:
        yield from parts
        return
    told, = parts
    if told is plain and (name := _happening(naming.LINES, scenario, chance)):
        told = name(told, known, chance) or told
    if name := _happening(naming.CLAIMS, scenario, chance):
        told = name(told, known, chance) or told
    story = _happening(stories.STORIES, scenario, chance)
    if story is None or (story in stories.BY_LINE and (told.cuts or not told.services)):
        yield told
        return
    claim = request.claim
    teller = stories.Teller(lambda: adjudicating.adjudicate(claim, scenario, chance), chance, _ahead(claim))
    yield from story(told, teller)


def _in_turn(case: Case, turns: list[Request], scenario: Scenario, chance: Random) -> Iterator[stories.Event]:
    """Several payers were asked, or a later one alone: each decides on what those before it left."""
    before: tuple[Service, ...] = ()
    for turn, request in enumerate(turns, 1):
        plain = _plain(case, request, of_payer(request, scenario), chance)
        rank = SEQUENCES.find(request.claim.subscriber.sequence or "P") + 1
        if rank > 1:
            services = adjudicating.next_in_turn(before, request.claim, adjudicating.told, chance)
            plain = replace(
                plain, rank=rank, status=SAID.get(rank, "3"), services=services, day=plain.day + timedelta(weeks=turn),
                payer_claim_control_number=f"{plain.payer_claim_control_number}T{turn}",
                lands=plain.lands if case.current.first or plain.lands == "unapplied" else "held")
        before = plain.services
        yield plain


def _plain(case: Case, request: Request, scenario: Scenario, chance: Random) -> Decision:
    """The word on a claim, told as it should be."""
    claim = request.claim
    provider = claim.billing_provider
    npi = provider.name.id if provider.name.id_qualifier == "XX" else ""
    payee = Payee(npi or provider.tax_id or provider.known_as, provider.tax_id, provider.name.last[:60], bool(npi))
    return Decision(case, insurer(claim.subscriber.payer.name), payee, _day(request, scenario, chance), "1",
                    claim.patient_control_number, number(case), claim.charge, adjudicating.adjudicate(claim, scenario, chance),
                    lands="posted" if payee.id else "unapplied")


def _day(request: Request, scenario: Scenario, chance: Random) -> date:
    """A Monday on which it pays."""
    soon = request.batch.created.date() + timedelta(weeks=FIRST_WEEKS + chance.randrange(scenario.checks))
    return soon - timedelta(days=soon.weekday())


def number(case: Case) -> str:
    """The payer claim control number: CLP07, and REF*1K of the 277CA."""
    return f"C{_digits(case.provider, case.name, places=12)}"


def _digits(*of: str, places: int) -> str:
    return f"{int(sha256('|'.join(of).encode()).hexdigest(), 16) % 10 ** places:0{places}d}"


def insurer(name: Name) -> Insurer:
    """The payer that a claim names: one id is one payer, however its name is spelled; without an id its name is all there is."""
    return Insurer(name.id, name.last[:60] or "PAYER", f"93{_digits(name.id or name.last, places=7)}")


NEXT = tuple(insurer(Name("PR", "2", name, id=id_)) for id_, name in (
    ("SUPP1", "SUPPLEMENT MUTUAL"), ("SUPP2", "GAPS AND REST MUTUAL"), ("SUPP3", "LAST RESORT MUTUAL"),
    ("SUPP4", "VERY LAST MUTUAL")))
"""To whom claims are forwarded that name nobody else."""


def _ahead(claim: Claim) -> tuple[Insurer, Insurer, Insurer]:
    """Who is asked next, and after that: the other insurers that the claim names, then some that cover everybody."""
    asked = insurer(claim.subscriber.payer.name)
    named = [insurer(other.payer.name) for other in claim.other_subscribers if other.payer.name.id]
    first, second, third, *_ = [each for each in dict.fromkeys([*named, *NEXT]) if each != asked]
    return first, second, third


def _happening(table: Mapping[str, Way], scenario: Scenario, chance: Random) -> Way | None:
    """The first of a table's that happens, beginning anywhere in it, so that none hides those behind it."""
    names = list(table)
    start = chance.randrange(len(names))
    return next((table[name] for name in (*names[start:], *names[:start]) if scenario.happens(name, chance)), None)


def _stranger(decision: Decision, chance: Random) -> Decision:
    """A claim of somebody else beside it: its money waits (MAT-12)."""
    return replace(
        decision, number=f"STRANGER{chance.randrange(10 ** 9):09d}", lands="unapplied",
        payer_claim_control_number=f"X{decision.payer_claim_control_number}",
        services=tuple(replace(service, control_number="") for service in decision.services))

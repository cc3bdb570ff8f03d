"""Deciding on a case: what each payer says of it in its turn, how it says so, and what becomes of that later."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from random import Random

from edi_engine.billing.claim import Claim
from edi_engine.billing.party import Name
from edi_engine.payer import adjudicating, cutting, naming, referring, stories
from edi_engine.payer.cases import VOID, Case, Request, keyed
from edi_engine.payer.decisions import Decision, Insurer, Payee, Service
from edi_engine.payer.scenario import Scenario

FIRST_WEEKS = 2                    # from a claim to the first day of payment
SEQUENCES = "PSTABCDEFGHU"         # SBR01 in the order of the turns
SAID = {1: "1", 2: "2"}            # CLP02 by turn; every later one is 3
NEW_MEMBER = "1S00XX0YY99"


def decided(case: Case, known: naming.Known, scenario: Scenario, seed: str) -> Iterator[stories.Event]:
    """Everything that payers say of a case, each in its turn; nothing of one that was voided before anybody decided."""
    chance = Random(f"{seed}|case|{case.name}")
    turns = [] if case.current.claim.frequency == VOID else _turns(case)
    before: tuple[Service, ...] = ()
    for turn, request in enumerate(turns, 1):
        own = of_payer(request, scenario)
        word = _first(case, request, own, chance) if _rank(request) == 1 else _later(case, request, turn, before, own, chance)
        if word.plain.lands != "posted":
            before = word.plain.services
            yield word.plain
            continue
        parts = _cut(word.plain, own, len(turns), chance)
        before = tuple(service for part in parts for service in part.services)
        if word.plain.rank == 1 and own.happens("estimated", chance):
            yield stories.estimate(word.plain, word.anew())
            parts = tuple(replace(part, day=part.day + stories.ESTIMATED) for part in parts)
        for part in parts:
            told = _named(part, known, own, chance)
            yield from _story(told, word, known, own, chance, alone=len(turns) == 1) if turn == len(turns) else (told,)
    if turns and of_payer(turns[0], scenario).happens("stranger", chance):
        yield _stranger(_first(case, turns[0], of_payer(turns[0], scenario), chance).plain, chance)


def of_payer(request: Request, scenario: Scenario) -> Scenario:
    """How the payer behaves that a request asks."""
    return scenario.of(request.claim.subscriber.payer.name.id)


def _turns(case: Case) -> list[Request]:
    """Who was asked, one after the other: the newest request in each turn."""
    newest: dict[str, Request] = {}
    for request in sorted(case.counting, key=lambda request: request.order):
        newest[request.claim.subscriber.sequence or "P"] = request
    return [newest[sequence] for sequence in sorted(newest, key=SEQUENCES.find)]


@dataclass(frozen=True, slots=True)
class Word:
    """What one payer decided, told as it should be, and how it would decide once more."""

    request: Request
    plain: Decision
    anew: Callable[[], tuple[Service, ...]]


def _rank(request: Request) -> int:
    return SEQUENCES.find(request.claim.subscriber.sequence or "P") + 1


def _first(case: Case, request: Request, scenario: Scenario, chance: Random) -> Word:
    """The word of whoever is asked first."""
    claim = request.claim

    def anew() -> tuple[Service, ...]:
        return adjudicating.adjudicate(claim, scenario, chance)

    plain = replace(_plain(case, request, scenario, chance), services=anew())
    return Word(request, _beside(plain, scenario, chance), anew)


def _later(case: Case, request: Request, turn: int, before: tuple[Service, ...], scenario: Scenario, chance: Random) -> Word:
    """The word of a payer that is asked later, on what those before it left: it is held where none of them was asked here."""
    write = adjudicating.taken_for_own if scenario.happens("share_repeated", chance) else adjudicating.told
    rank = _rank(request)

    def anew() -> tuple[Service, ...]:
        return adjudicating.next_in_turn(before, request.claim, write, chance)

    plain = _plain(case, request, scenario, chance)
    plain = replace(
        plain, rank=rank, status=SAID.get(rank, "3"), services=anew(), day=plain.day + timedelta(weeks=turn),
        payer_claim_control_number=f"{plain.payer_claim_control_number}T{turn}",
        lands="posted" if case.current.first else "held")
    return Word(request, _beside(plain, scenario, chance), anew)


def _beside(plain: Decision, scenario: Scenario, chance: Random) -> Decision:
    """With what is said beside the decision: interest, another member id, another turn than the payer's."""
    if plain.paid > 100 and scenario.happens("interest", chance):
        plain = replace(plain, interest=chance.randint(1, 500))
    if scenario.happens("new_member_id", chance):
        plain = replace(plain, new_member_id=NEW_MEMBER)
    if scenario.happens("turn_mistold", chance) and _turn_known(plain):
        plain = replace(plain, status=chance.choice([said for said in "123" if said != plain.status]))
    return plain


def _turn_known(plain: Decision) -> bool:
    """Whether its payer was asked by its id and in one turn only, so that whoever asked knows which one."""
    asked = {request.claim.subscriber.sequence for request in plain.case.requests
             if request.claim.subscriber.payer.name.id == plain.insurer.id}
    return bool(plain.insurer.id) and asked == {SEQUENCES[plain.rank - 1]}


def _cut(plain: Decision, scenario: Scenario, turns: int, chance: Random) -> tuple[Decision, ...]:
    """The parts in which it is told: its lines cut up in every way that happens, then the claim in one."""
    lines, claims = cutting.LINES, cutting.CLAIMS
    if plain.rank > 1:             # what another paid is not this one's to bundle
        lines, claims = cutting.LATER_LINES, cutting.LATER_CLAIMS
    elif turns > 1:                # whoever is next goes by lines
        claims = cutting.LATER_CLAIMS
    if not _told_apart(plain.case):
        return (plain,)
    for way in scenario.happening(lines, chance):
        plain = way(plain, chance) or plain
    return next((parts for way in scenario.happening(claims, chance) if (parts := way(plain, chance))), (plain,))


def _told_apart(case: Case) -> bool:
    """Whether each line has a number of its own: those that share one come back as they left."""
    return all(line.control_number in ("", key) for request in case.requests for key, line in keyed(request.claim))


def _named(told: Decision, known: naming.Known, scenario: Scenario, chance: Random) -> Decision:
    """Its lines named in every way that happens, the claim in one."""
    for name in scenario.happening(naming.LINES, chance) if _told_apart(told.case) else ():
        told = name(told, known, chance) or told
    return next((other for name in scenario.happening(naming.CLAIMS, chance) if (other := name(told, known, chance))), told)


def _story(told: Decision, word: Word, known: naming.Known, scenario: Scenario, chance: Random, *, alone: bool
           ) -> Iterator[stories.Event]:
    """What becomes of it later."""
    story = next(iter(scenario.happening(stories.STORIES, chance)), None)
    whole = {service.key for service in told.services} == {service.key for service in word.plain.services}
    if story is None or (story in stories.BY_LINE and (told.cuts or not told.services)) or (
            story in stories.FORWARDED and not (alone and whole and told.rank == 1)):
        yield told
        return

    def name(later: Decision) -> Decision:
        return _named(later, known, scenario, chance)

    way = next(iter(scenario.happening({name: name for name in referring.WAYS}, chance)), "")
    yield from story(told, stories.Teller(word.anew, name, chance, _ahead(word.request.claim), way))


def _plain(case: Case, request: Request, scenario: Scenario, chance: Random) -> Decision:
    """Who says what to whom, before anything is decided on a line."""
    claim = request.claim
    provider = claim.billing_provider
    npi = provider.name.id if provider.name.id_qualifier == "XX" else ""
    payee = Payee(npi or provider.tax_id or provider.known_as, provider.tax_id, provider.name.last[:60], bool(npi))
    return Decision(case, insurer(claim.subscriber.payer.name), payee, _day(request, scenario, chance), "1",
                    claim.patient_control_number, number(case), claim.charge, ())


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
    """The payer that a claim names: one id is one payer, however its name is spelled; without an id the name has to do."""
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


def _stranger(decision: Decision, chance: Random) -> Decision:
    """A claim of somebody else beside it: its money waits (MAT-12)."""
    return replace(
        naming.unnumbered(decision), number=f"STRANGER{chance.randrange(10 ** 9):09d}", lands="unapplied",
        payer_claim_control_number=f"X{decision.payer_claim_control_number}")

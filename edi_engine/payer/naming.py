"""How a payer names what it answers: numbers that it cuts, mangles or leaves out, codes that it writes otherwise.

Only where whoever gets it can still tell what is meant (MAT-1, MAT-2): a payer in a box has to know what the books must say.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from random import Random

from edi_engine.billing.claim import Claim
from edi_engine.billing.party import Procedure
from edi_engine.identifiers import normal
from edi_engine.payer.cases import Case
from edi_engine.payer.cases import keyed as lines_of
from edi_engine.payer.decisions import Decision, Service

KEPT = 15                                  # as many characters of a number as some payers keep


@dataclass(frozen=True, slots=True)
class Known:
    """What whoever gets an answer can tell claims by: all the numbers, and which ones payers told of which claims."""

    numbers: Mapping[str, int]             # normalised patient control number -> how many accounts have it
    told: frozenset[Case]                  # those whose payer claim control number a 277CA told


def known(cases: Iterable[Case], told: frozenset[Case]) -> Known:
    """What there is to tell the claims by."""
    accounts = {(case.provider, case.number) for case in cases}
    return Known(Counter(normal(number) for _, number in accounts), told)


Way = Callable[[Decision, Known, Random], Decision | None]


# --- its lines --------------------------------------------------------------------------------------------------------

def _as_billed(decision: Decision) -> bool:
    """Whether it answers each line once, under its own code and for its whole charge."""
    lines = dict(lines_of(decision.case.current.claim))
    return len({s.key for s in decision.services}) == len(decision.services) and all(
        s.key in lines and s.charge == lines[s.key].charge and s.procedure == lines[s.key].procedure for s in decision.services)


def _whole(decision: Decision) -> bool:
    """Whether it answers every line of a claim that came once only, in its order."""
    case = decision.case
    return len(case.requests) == 1 and [s.key for s in decision.services] == [key for key, _ in lines_of(case.current.claim)]


def _alike(decision: Decision, told: Callable[[Service], object]) -> bool:
    """Whether two lines cannot be told apart by this."""
    return len({told(service) for service in decision.services}) < len(decision.services)


def without_control_number(decision: Decision, known: Known, chance: Random) -> Decision | None:
    """REF*6R is left out (MAT-2b): lines are told by code, modifiers, day and charge; twins come in their order."""
    if not decision.services or not _as_billed(decision) or not _whole(decision):
        return None
    if any(not s.control_number and s.procedure for s in decision.services):
        return None
    return unnumbered(decision)


def modifiers_dropped(decision: Decision, known: Known, chance: Random) -> Decision | None:
    """Modifiers do not come back; sometimes nor does REF*6R, where the line can still be told (MAT-2c)."""
    if not any(s.procedure.modifiers for s in decision.services):
        return None
    bare = _each(decision, lambda s: replace(s, procedure=replace(s.procedure, modifiers=())))
    clear = _as_billed(decision) and _whole(decision) and not _alike(decision, lambda s: (s.procedure.code, s.day, s.charge))
    if not clear and not all(s.control_number for s in decision.services):
        return None
    return unnumbered(bare) if clear and chance.random() < 0.5 else bare


def unnumbered(decision: Decision) -> Decision:
    """No line item control number."""
    return _each(decision, lambda s: replace(s, control_number=""))


def modifiers_glued(decision: Decision, known: Known, chance: Random) -> Decision | None:
    """Modifiers stand behind the code, as if they were part of it (REM-17)."""
    if not all(s.control_number for s in decision.services) or not any(s.procedure.modifiers for s in decision.services):
        return None
    return _each(decision, lambda s: replace(s, procedure=replace(
        s.procedure, code=s.procedure.code + "".join(s.procedure.modifiers), modifiers=())))


def recoded(decision: Decision, known: Known, chance: Random) -> Decision | None:
    """The first line is paid under another code; SVC06 says which one was billed (MAT-2d)."""
    if not decision.services or decision.services[0].submitted:
        return None
    first, *rest = decision.services
    told = replace(first, procedure=Procedure("HC", "G0463"), submitted=first.procedure)
    return replace(decision, services=(told, *rest)) if first.control_number else None


def drug_code(decision: Decision, known: Known, chance: Random) -> Decision | None:
    """Lines with a drug come back under its NDC (REM-17)."""
    drugs = {key: line.drug.ndc for key, line in lines_of(decision.case.current.claim)
             if line.drug and line.drug.qualifier == "N4"}
    if not any(s.key in drugs and s.control_number for s in decision.services):
        return None
    return _each(decision, lambda s: replace(s, procedure=Procedure("N4", drugs[s.key]), submitted=s.procedure)
                 if s.key in drugs and s.control_number and not s.submitted else s)


def _dental(line: Procedure, claim: Claim) -> bool:
    return line.code[:1] == "D"


def _supply(line: Procedure, claim: Claim) -> bool:
    return line.code[:1] in ("A", "E", "K", "L")


def _infusion(line: Procedure, claim: Claim) -> bool:
    return line.code[:1] in ("B", "S")


def _accident(line: Procedure, claim: Claim) -> bool:
    return claim.subscriber.filing_indicator == "WC"


def _nursing(line: Procedure, claim: Claim) -> bool:
    return claim.place_of_service in ("31", "32")


def _therapy(line: Procedure, claim: Claim) -> bool:
    return line.code[:2] in ("97", "98")


def _visit(line: Procedure, claim: Claim) -> bool:
    return line.code[:3] in ("992", "993", "994")


CODE_SETS: tuple[tuple[str, str, Callable[[Procedure, Claim], bool]], ...] = (
    ("AD", "", _dental), ("UI", "012345678905", _supply), ("IV", "", _infusion), ("ER", "WC001", _accident),
    ("HP", "AAA00", _nursing), ("WK", "CDAAA", _therapy), ("NU", "0510", _visit))
"""Under which qualifier of SVC01 a payer of that trade writes a service, and which code it has there ("" = the same one)."""


def other_code_set(decision: Decision, known: Known, chance: Random) -> Decision | None:
    """Lines come back under a code of another set; SVC06 says which one was billed (REM-17)."""
    claim = decision.case.current.claim

    def told(service: Service) -> Service:
        billed = service.procedure
        if not service.control_number or service.submitted or billed.qualifier != "HC":
            return service
        code = next(((set_, code) for set_, code, fits in CODE_SETS if fits(billed, claim)), None)
        return replace(service, procedure=Procedure(code[0], code[1] or billed.code), submitted=billed) if code else service

    return _each(decision, told)


def _each(decision: Decision, change: Callable[[Service], Service]) -> Decision:
    return replace(decision, services=tuple(map(change, decision.services)))


# --- the claim itself -------------------------------------------------------------------------------------------------

def _for_the_whole(decision: Decision, known: Known) -> bool:
    """Whether charge and number tell the claim: it is the only one under its number, and all of it is answered."""
    case = decision.case
    return (len(case.requests) == 1 and decision.charge == case.current.claim.charge
            and known.numbers.get(normal(case.number)) == 1)


def number_truncated(decision: Decision, known: Known, chance: Random) -> Decision | None:
    """CLP01 is cut; no other number begins like it (MAT-1c)."""
    full = decision.case.number
    if len(full) <= KEPT or not _for_the_whole(decision, known):
        return None
    told = full[:chance.randint(KEPT, len(full) - 1)]
    cut = normal(told)
    alike = sum(count for number, count in known.numbers.items() if number.startswith(cut))
    return replace(decision, number=told) if alike == 1 and len(cut) >= KEPT else None


def number_mangled(decision: Decision, known: Known, chance: Random) -> Decision | None:
    """CLP01 comes in other letters, with blanks or dashes, or zeros in front (MAT-1b)."""
    if not _for_the_whole(decision, known):
        return None
    full = decision.case.number
    told = chance.choice([full.lower(), full.upper(), f"00{full}", f"{full[:2]}-{full[2:]}", full.replace("-", "")])
    return replace(decision, number=told) if told != full and normal(told) == normal(full) and len(told) <= 38 else None


def number_unknown(decision: Decision, known: Known, chance: Random) -> Decision | None:
    """CLP01 is another one; the payer's number is the one that a 277CA told (MAT-1d)."""
    if decision.case not in known.told or decision.rank > 1 or not _for_the_whole(decision, known):
        return None
    told = f"UNKNOWN{chance.randrange(10 ** 9):09d}"
    return replace(decision, number=told) if normal(told) not in known.numbers else None


LINES: dict[str, Way] = {
    "without_control_number": without_control_number, "modifiers_dropped": modifiers_dropped,
    "modifiers_glued": modifiers_glued, "recoded": recoded, "drug_code": drug_code,
    "other_code_set": other_code_set,
}
CLAIMS: dict[str, Way] = {
    "number_truncated": number_truncated, "number_mangled": number_mangled, "number_unknown": number_unknown,
}
"""By the rate that it happens at; of the first table all that happen, of the second one at most."""

"""What is odd about a claim payment as it stands and keeps it from nothing (REM-2, 6, 9, 17, 18, 26; PLB-3)."""

from collections.abc import Callable, Iterator
from itertools import chain

from edi_engine.billing.party import Name
from edi_engine.billing.remittance import ClaimPayment
from edi_engine.codes.remittances import CODE_SETS
from edi_engine.money import dollars
from edi_engine.problems import Problem

FORWARDED = frozenset(("19", "20", "21", "23"))
PROCEDURE, MODIFIER = 5, 2         # characters of a HCPCS code and of a modifier
_PARTS = ("last", "first", "middle", "suffix")
_DAYS, _BEGIN, _END = frozenset(("232", "233")), "150", "151"


def lines_missing(claim: ClaimPayment) -> Iterator[Problem]:
    """REM-2: CLP03 is not the sum of SVC02."""
    if claim.lines and (off := claim.charge - sum(line.charge for line in claim.lines)):
        yield Problem("REM-2", "lines-missing", claim.at, element=3, charge=dollars(claim.charge), off=dollars(abs(off)),
                      than="more" if off > 0 else "less")


def patient_share(claim: ClaimPayment) -> Iterator[Problem]:
    """REM-6: CLP05 is not the sum of PR; a reversal does not report it (RFI 2548)."""
    if claim.status != "22" and claim.patient_responsibility is not None:
        adjustments = chain(claim.adjustments, *(line.adjustments for line in claim.lines))
        share = sum(a.amount or 0 for a in adjustments if a.group == "PR")
        if share != claim.patient_responsibility:
            yield Problem("REM-6", "patient-share", claim.at, element=5, said=dollars(claim.patient_responsibility),
                          sum=dollars(share))


def carrier(claim: ClaimPayment) -> Iterator[Problem]:
    """REM-9: who forwards a claim says to whom (NM1*TT), and a reversal forwards nothing (RFI 1981)."""
    if claim.crossover_carrier is None:
        if claim.status in FORWARDED:
            yield Problem("REM-9", "carrier-missing", claim.at, element=2, status=claim.status)
    elif claim.status == "22":
        yield Problem("REM-9", "carrier-of-reversal", claim.crossover_carrier.at, element=1)


def debt(claim: ClaimPayment) -> Iterator[Problem]:
    """PLB-3: what is owed to the payer is moved at provider level (FB), and no claim is shown with it once more (RFI 1604)."""
    if claim.paid < 0 and claim.status != "22":
        yield Problem("PLB-3", "in-a-claim", claim.at, element=4, paid=dollars(claim.paid), status=claim.status)


def procedures(claim: ClaimPayment) -> Iterator[Problem]:
    """REM-17: SVC01-1 is none of a 5010 remittance, or modifiers are glued to the code of a procedure."""
    for line in claim.lines:
        said = line.procedure
        if said.qualifier not in CODE_SETS:
            yield Problem("REM-17", "qualifier", line.at, element=1, component=1)
        elif len(said.code) > PROCEDURE and said.qualifier == "HC":
            yield Problem("REM-17", "glued", line.at, element=1, component=2, length=len(said.code))


def days_of_service(claim: ClaimPayment) -> Iterator[Problem]:
    """REM-18: each line says its day (472) or its first and last (150, 151); else the claim does (232), for all of them (RFI
    1205, RFI 2055). An estimate has none to tell."""
    silent = 0
    for line in claim.lines:
        told = {dated.qualifier for dated in line.dates}
        if (_BEGIN in told) != (_END in told):
            half, other = (_BEGIN, _END) if _BEGIN in told else (_END, _BEGIN)
            yield Problem("REM-18", "half-range", line.at, element=1, told=half, missing=other)
        elif "472" not in told and _BEGIN not in told:
            silent += 1
    if (silent or not claim.lines) and claim.status != "25" and _DAYS.isdisjoint(d.qualifier for d in claim.dates):
        yield Problem("REM-18", "no-day", claim.at, element=1, lines=silent, of=len(claim.lines)) if claim.lines else \
            Problem("REM-18", "no-day-of-claim", claim.at, element=1)


def corrections(claim: ClaimPayment) -> Iterator[Problem]:
    """REM-26: the payer knows the patient or insured otherwise (NM1*74), or another payer comes first (NM1*PR)."""
    for kind, name in corrected(claim):
        yield Problem("REM-26", kind, name.at, element=9 if kind == "member-id" else 3)


def corrected(claim: ClaimPayment) -> Iterator[tuple[str, Name]]:
    """What the payer says that is not as it was told: member-id, name, other-payer, each with its NM1."""
    if claim.corrected is not None:
        known = [name for name in (claim.insured, claim.patient) if name is not None]
        if claim.corrected.id and claim.corrected.id not in {name.id for name in known}:
            yield "member-id", claim.corrected
        elif known and not any(_agrees(claim.corrected, name) for name in known):
            yield "name", claim.corrected
    if claim.corrected_payer is not None:
        yield "other-payer", claim.corrected_payer


def _agrees(said: Name, known: Name) -> bool:
    """Whether every part of a name that is said is known so."""
    return all(getattr(said, part).upper() in ("", getattr(known, part).upper()) for part in _PARTS)


Rule = Callable[[ClaimPayment], Iterator[Problem]]
RULES_OF_4010: tuple[Rule, ...] = (lines_missing, patient_share)
RULES: tuple[Rule, ...] = (*RULES_OF_4010, carrier, debt, procedures, days_of_service, corrections)


def notes_on(claim: ClaimPayment, version: str) -> list[Problem]:
    """Everything that is odd about a claim payment of a guide's version (GS08)."""
    rules = RULES_OF_4010 if version.startswith("004") else RULES
    return list(chain.from_iterable([rule(claim) for rule in rules]))

"""The claim to the next payer: a claim that left, and what the payer that got it decided (COB-1 to COB-8). Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from edi_engine.billing.claim import Claim, Condition, Patient, Payer, Person, ServiceLine, Subscriber
from edi_engine.billing.coordination import (
    LineAdjudication,
    OtherInsured,
    OtherPayer,
    OtherPayerProvider,
    OtherSubscriber,
    OutpatientAdjudication,
)
from edi_engine.billing.party import Adjustment, Procedure
from edi_engine.billing.remittance import Adjudication, ClaimPayment, ServicePayment
from edi_engine.codes.adjustments import meaning
from edi_engine.codes.claims import CODE_SETS, SEQUENCES
from edi_engine.money import Cents, cents
from edi_engine.reconcile import crossing

SELF = "18"
REMARKS = 5                    # MOA03 to MOA07
_ORDER = list(SEQUENCES)


@dataclass(frozen=True, slots=True)
class Decided:
    """A claim payment that stands: on which day, and for each of its services the position of our line, from 0."""

    payment: ClaimPayment
    day: date | None
    lines: tuple[int, ...]


def turn(sequence: str) -> int:
    """How early a payer decides (SBR01), for comparing."""
    return _ORDER.index(sequence) if sequence in _ORDER else len(_ORDER)


def following(claim: Claim) -> OtherSubscriber | None:
    """The other insurance that comes next after the payer of a claim; None when the claim names none."""
    later = [other for other in claim.other_subscribers if other.sequence != "U" and other.sequence in _ORDER
             and turn(other.sequence) > turn(claim.subscriber.sequence)]
    return min(later, key=lambda other: turn(other.sequence), default=None)


def next_sequence(claim: Claim) -> str:
    """SBR01 of a payer that comes after everybody whom the claim names."""
    taken = {claim.subscriber.sequence, *(other.sequence for other in claim.other_subscribers)}
    return _ORDER[max((turn(each) for each in taken if each in _ORDER[:-1]), default=-1) + 1]


def next_claim(claim: Claim, next_one: OtherSubscriber, decisions: Sequence[Decided]) -> Claim:
    """The claim to the next payer: whom it was for becomes another payer with what it decided, and the next one is asked.

    What another payer had decided before stays; numbers that a payer gave go along with that payer, and its contract stays out.
    """
    asked, payer = claim.subscriber.payer, next_one.payer
    others = tuple(other for other in claim.other_subscribers if other is not next_one)
    lines = tuple(replace(line, adjudications=(*line.adjudications, *_on_line(line, n, asked.name.id, decisions)),
                          contract=None, **crossing.of_line(line, asked.name.id, payer.name.id))
                  for n, line in enumerate(claim.lines))
    return replace(
        claim, frequency="1", subscriber=_asked(next_one, claim), patient=_patient(next_one, claim),
        payer_claim_control_number="", prior_authorization=payer.prior_authorization, referral=payer.referral,
        benefits_assigned=next_one.benefits_assigned or claim.benefits_assigned, release=next_one.release or claim.release,
        signature_source=next_one.signature_source, contract=None,
        other_subscribers=tuple(sorted((*others, _prior(claim, decisions)), key=lambda other: turn(other.sequence))),
        lines=lines, **crossing.ours(claim, next_one))


# --- whom it is for ---------------------------------------------------------------------------------------------------

def _sick(claim: Claim) -> Person:
    return claim.patient.person if claim.patient else claim.subscriber.person


def _condition(claim: Claim, relationship: str) -> Condition:
    known = (claim.patient.condition if claim.patient else claim.subscriber.condition) or Condition()
    return replace(known, relationship=relationship)


def _asked(next_one: OtherSubscriber, claim: Claim) -> Subscriber:
    """CLM-3: the next payer's insured, described when it is the patient."""
    self, sick, insured, payer = next_one.relationship == SELF, _sick(claim), next_one.insured, next_one.payer
    own = _condition(claim, "") if self else Condition()
    provider_ids = tuple(r for r in next_one.billing.references if r.qualifier in crossing.NUMBERS) if next_one.billing else ()
    person = Person(insured.name, sick.address if self else None, sick.demographics if self else None, insured.references)
    return Subscriber(
        next_one.sequence, person, Payer(payer.name, payer.address, payer.references, provider_ids), SELF if self else "",
        next_one.group_number, next_one.group_name, next_one.medicare_secondary, next_one.filing_indicator,
        None if own == Condition() else own)


def _patient(next_one: OtherSubscriber, claim: Claim) -> Patient | None:
    if next_one.relationship == SELF:
        return None
    sick = _sick(claim)
    name = replace(sick.name, role="QC", id_qualifier="", id="")
    references = tuple(r for r in sick.references if r.qualifier == "Y4")
    return Patient(_condition(claim, next_one.relationship), Person(name, sick.address, sick.demographics, references))


# --- who has decided --------------------------------------------------------------------------------------------------

def _prior(claim: Claim, decisions: Sequence[Decided]) -> OtherSubscriber:
    """COB-1, COB-2, COB-7: the payer that was asked, as another payer; what it decided on the claim as a whole stands here."""
    asked, payer = claim.subscriber, claim.subscriber.payer
    person, payments = asked.person, [decided.payment for decided in decisions]
    relationship = claim.patient.condition.relationship if claim.patient else SELF
    detailed = any(payment.lines for payment in payments)
    adjustments = merged(each for payment in payments for each in payment.adjustments)
    numbers = tuple(payer.provider_ids)
    return OtherSubscriber(
        asked.sequence,
        OtherInsured(person.name, person.address, tuple(r for r in person.references if r.qualifier == "SY")),
        OtherPayer(payer.name, payer.address, None if detailed else _latest(decisions), payer.references,
                   claim.prior_authorization, claim.referral,
                   claim_control_number=next((p.payer_claim_control_number for p in reversed(payments)), "")),
        relationship, asked.group_number, asked.group_name, asked.medicare_secondary, asked.filing_indicator, adjustments,
        sum(payment.paid for payment in payments), None, None if detailed else _share(adjustments),
        claim.benefits_assigned, claim.signature_source, claim.release, _outpatient(payments),
        billing=OtherPayerProvider(crossing.bare(claim.billing_provider.name), numbers) if numbers else None,
        **crossing.theirs(claim))


def _latest(decisions: Sequence[Decided]) -> date | None:
    return max((decided.day for decided in decisions if decided.day), default=None)


def _outpatient(payments: Sequence[ClaimPayment]) -> OutpatientAdjudication | None:
    """MOA as the payer said it; of a claim that it answered in parts, every remark that there is room for (COB-6)."""
    said = [payment.outpatient for payment in payments if payment.outpatient]
    if not said:
        return None
    remarks = dict.fromkeys(code for each in said for code in each.values[2:2 + REMARKS] if code)
    amounts = [_element(said[-1], n) for n in (1, 2, 8, 9)] if len(said) == 1 else [""] * 4
    return OutpatientAdjudication(
        Decimal(amounts[0]) if amounts[0] else None, _money(amounts[1]), tuple(remarks)[:REMARKS], _money(amounts[2]),
        _money(amounts[3]))


def _element(said: Adjudication, number: int) -> str:
    return said.values[number - 1] if len(said.values) >= number else ""


def _money(text: str) -> Cents | None:
    return cents(text) if text else None


# --- what it decided on a line ----------------------------------------------------------------------------------------

def _on_line(line: ServiceLine, position: int, payer: str, decisions: Iterable[Decided]) -> Iterator[LineAdjudication]:
    """COB-2, COB-4, COB-5: every decision of the payer on the line, each with its day and what it leaves."""
    for decided in decisions:
        for place, service in zip(decided.lines, decided.payment.lines, strict=True):
            if place == position:
                adjustments = merged(service.adjustments)
                yield LineAdjudication(
                    payer, service.paid, _procedure(service, line), Decimal(1) if service.units is None else service.units,
                    _bundled_into(service, position, decided), adjustments, decided.day, _share(adjustments))


def _procedure(service: ServicePayment, line: ServiceLine) -> Procedure:
    """SVC01, the code as adjudicated; a code that has no place in SVD03 gives way to the one that was billed (COB-5)."""
    return service.procedure if service.procedure.qualifier in CODE_SETS else line.procedure


def _bundled_into(service: ServicePayment, position: int, decided: Decided) -> str:
    """SVD06: the line that was paid under the code into which this unpaid one was recoded (REM-14)."""
    if service.paid or not service.submitted or service.submitted.code == service.procedure.code:
        return ""
    return next((str(place + 1) for place, other in zip(decided.lines, decided.payment.lines, strict=True)
                 if other.paid and other.procedure.code == service.procedure.code and place != position), "")


def merged(adjustments: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    """COB-5: one of each reason, those of a group together, none of nothing.

    >>> [(a.group, a.reason, a.amount) for a in merged([Adjustment("CO", "45", 500), Adjustment("PR", "2", 100),
    ...                                                 Adjustment("CO", "253", 10), Adjustment("CO", "45", -50)])]
    [('CO', '45', 450), ('CO', '253', 10), ('PR', '2', 100)]
    """
    found: dict[tuple[str, str], Adjustment] = {}
    for each in adjustments:
        known = found.get((each.group, each.reason))
        amount = (each.amount or 0) + ((known.amount or 0) if known else 0)
        found[each.group, each.reason] = Adjustment(each.group, each.reason, amount, None if known else each.quantity)
    groups = list(dict.fromkeys(group for group, _ in found))
    return tuple(sorted((each for each in found.values() if each.amount), key=lambda each: groups.index(each.group)))


def _share(adjustments: Iterable[Adjustment]) -> Cents:
    """COB-6: what is still to be paid after the payer, by default what it gives to the patient."""
    return max(0, sum(each.amount or 0 for each in adjustments if each.group == "PR"))


def nothing_left(decisions: Iterable[Decided]) -> bool:
    """Whether the payer left nothing for anybody: all was paid, given up under the contract or borne by a prior payer."""
    return all(meaning(each.group, each.reason, paid=paid) in ("contractual", "prior payer")
               for decided in decisions for paid, adjustments in _levels(decided.payment)
               for each in adjustments if each.amount)


def _levels(payment: ClaimPayment) -> Iterator[tuple[Cents, tuple[Adjustment, ...]]]:
    yield payment.paid, payment.adjustments
    yield from ((line.paid, line.adjustments) for line in payment.lines)

"""Other payers of an encounter and what they decided, as the claim says it (2320, 2330, 2430)."""

from collections.abc import Iterable
from datetime import date

from edi_engine.billing import coordination as nouns
from edi_engine.billing import party
from edi_engine.encounters import model, parties
from edi_engine.money import Cents


def others(said: model.Encounter) -> tuple[nouns.OtherSubscriber, ...]:
    """The other insurances. COB-4, COB-6: date and remaining liability stand here only when no line says them."""
    detailed = {decision.payer for line in said.lines for decision in line.adjudications}
    return tuple(_other(other, said, other.id in detailed) for other in said.other_payers)


def adjudications(line: model.Line, said: model.Encounter) -> tuple[nouns.LineAdjudication, ...]:
    """What other payers decided on a line; what the file leaves out is as it was billed."""
    decided = {other.id: other.adjudicated for other in said.other_payers}
    return tuple(_adjudication(decision, line, decided) for decision in line.adjudications)


def _other(other: model.OtherPayer, said: model.Encounter, detailed: bool) -> nouns.OtherSubscriber:
    adjustments, insured = _adjustments(other.adjustments), other.subscriber or model.Insured()
    here = other.paid is not None and not detailed
    remaining = _remaining(other.remaining, adjustments) if here else other.remaining
    return nouns.OtherSubscriber(
        other.sequence, _insured(insured, other.relationship, said), _payer(other, detailed),
        other.relationship, insured.group_number, "" if insured.group_number else insured.group_name, other.medicare_secondary,
        other.filing_indicator, adjustments, other.paid, other.not_covered, remaining,
        other.benefits_assigned or said.benefits_assigned, other.signature_source or said.signature_source,
        other.release or said.release, _outpatient(other),
        tuple(one for one in (_known("DN", "1", other.referring), _known("P3", "1", other.primary_care)) if one),
        _known("82", "2" if said.rendering and said.rendering.name else "1", other.rendering),
        _known("77", "2", other.facility), _known("DQ", "1", other.supervising), _biller(other, said))


def _outpatient(other: model.OtherPayer) -> nouns.OutpatientAdjudication | None:
    """MOA: its remark codes, and what else it says of the claim."""
    said = other.outpatient or model.Outpatient()
    found = nouns.OutpatientAdjudication(said.reimbursement_rate, said.payable, other.remarks, said.esrd_paid,
                                         said.professional_component)
    return None if found == nouns.OutpatientAdjudication() else found


def _known(role: str, entity: str, said: model.Known | None) -> nouns.OtherPayerProvider | None:
    """2330C to 2330F: a provider by the numbers that the other payer gave."""
    if said is None or not said.references:
        return None
    return nouns.OtherPayerProvider(party.Name(role, entity), parties.references(said.references))


def _insured(said: model.Insured, relationship: str, encounter: model.Encounter) -> nouns.OtherInsured:
    """2330A: the patient's own name when the insured is the patient and has none here."""
    named: model.Insured | model.Person = said
    if relationship == "18" and not (said.last or said.organization):
        patient = encounter.patient
        named = patient if patient and patient.last else encounter.subscriber or said
    organization = said.organization
    return nouns.OtherInsured(
        party.Name("IL", "2" if organization else "1", organization or named.last, "" if organization else named.first,
                   "" if organization else named.middle, "", "" if organization else named.suffix, "MI", said.member_id),
        parties.address(said.address), (party.Reference("SY", said.ssn),) if said.ssn else ())


def _payer(other: model.OtherPayer, detailed: bool) -> nouns.OtherPayer:
    return nouns.OtherPayer(
        party.Name("PR", "2", other.name, id_qualifier=other.id_type, id=other.id), parties.address(other.address),
        None if detailed else other.adjudicated, parties.references(other.references), other.prior_authorization,
        other.referral_number, other.adjustment_indicator, other.claim_number)


def _biller(other: model.OtherPayer, said: model.Encounter) -> nouns.OtherPayerProvider | None:
    """2330G: the billing provider's number at that payer."""
    found = parties.numbers(("G2", other.provider_number), ("LU", other.location_number))
    person = said.billing_provider is not None and said.billing_provider.last
    return nouns.OtherPayerProvider(party.Name("85", "1" if person else "2"), found) if found else None


def _adjudication(said: model.LineAdjudication, line: model.Line, decided: dict[str, date | None]) -> nouns.LineAdjudication:
    adjustments = _adjustments(said.adjustments)
    procedure = party.Procedure(said.procedure_type or line.procedure_type, said.procedure or line.procedure,
                                said.modifiers if said.procedure or said.modifiers else line.modifiers, said.description)
    return nouns.LineAdjudication(
        said.payer, said.paid or 0, procedure, line.units if said.units is None else said.units, said.bundled_into, adjustments,
        said.adjudicated or decided.get(said.payer), _remaining(said.remaining, adjustments))


def _adjustments(said: Iterable[model.Adjustment]) -> tuple[party.Adjustment, ...]:
    """COB-5: those of one group stand together, groups in the order in which they come."""
    found = [party.Adjustment(each.group, each.reason, each.amount, each.quantity) for each in said]
    groups = list(dict.fromkeys(each.group for each in found))
    return tuple(sorted(found, key=lambda each: groups.index(each.group)))


def _remaining(said: Cents | None, adjustments: Iterable[party.Adjustment]) -> Cents:
    """COB-6: what is left after the payer, the patient's share unless the file says another amount."""
    return sum(each.amount or 0 for each in adjustments if each.group == "PR") if said is None else said

"""From an encounter that could be read to the claim that it becomes."""

import hashlib
import re
from collections.abc import Iterator

from edi_engine.billing import claim as nouns
from edi_engine.billing import party
from edi_engine.codes.claims import CLAIM_DATES, DISABILITY, LINE_DATES
from edi_engine.encounters import model, other_payers, parties, specialties

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"       # base 32 without I, L, O and U, which are mistaken for others
_CHECKS = _ALPHABET + "*~$=U"                        # 37 is prime: one wrong or two exchanged characters show
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,15}[A-Za-z0-9])?")


def claim_number(encounter: str) -> str:
    """CLM-6: the encounter's id when it is short and plain, else nine characters made from it, the last of which checks them.

    >>> claim_number("E-1001"), claim_number("2026/1 Dr. Ruiz")
    ('E-1001', '3K1VD31JA')
    """
    if _PLAIN.fullmatch(encounter):
        return encounter
    for salt in range(100):
        number = int.from_bytes(hashlib.sha256(f"{salt or ''}{encounter}".encode()).digest()[:5], "big")
        text = "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
        check = _CHECKS[number % 37]
        if check in _ALPHABET and text[0] != "0":
            return text + check
    raise AssertionError("no number")                # one in five numbers is left out; a hundred in a row never are


def claim(said: model.Encounter) -> nouns.Claim:
    """The claim of an encounter. A line without a charge counts 0 here; the caller has refused it."""
    number = said.claim_id or claim_number(said.id)
    biller = parties.billing_provider(said.billing_provider or model.BillingProvider())
    lines = tuple(_line(line, position, number, said) for position, line in enumerate(said.lines, 1))
    patient, self = _who(said.patient)
    subscriber = parties.subscriber(said.subscriber or model.Subscriber(), said.payer or model.Payer(), "18" if self else "",
                                    described=patient is None)
    others = other_payers.others(said)
    return nouns.Claim(
        number, sum(line.charge for line in lines) if said.total_charge is None else said.total_charge, biller,
        subscriber, parties.patient(patient), place_of_service=said.place_of_service, frequency=said.frequency,
        signature=said.signature,
        assignment=said.accept_assignment, benefits_assigned=said.benefits_assigned, release=said.release,
        signature_source=said.signature_source, accident=_accident(said.accident), special_program=said.special_program,
        delay_reason=said.delay_reason, dates=_dates(said.dates), patient_paid=said.patient_paid, referral=said.referral_number,
        prior_authorization=said.prior_authorization, payer_claim_control_number=said.payer_claim_number, clia=said.clia,
        references=(*parties.numbers(("EW", said.mammography), ("EA", said.medical_record_number)),
                    *parties.references(said.references)),
        notes=_notes(said.notes), diagnoses=tuple(nouns.Diagnosis("ABF" if position else "ABK", code)
                                                  for position, code in enumerate(said.diagnoses)),
        referring=parties.referring(said.referring, said.primary_care),
        rendering=parties.renderer(said.rendering, but=biller.name.id), facility=parties.facility(said.facility),
        supervising=parties.provider("DQ", said.supervising), lines=lines,
        other_subscribers=others, **specialties.of_claim(said))


def _who(said: model.Patient | None) -> tuple[model.Patient | None, bool]:
    """CLM-3: the patient who is described, and whether the subscriber is said to be the patient."""
    if said is None or said == model.Patient():
        return None, True
    described = said != model.Patient(relationship=said.relationship)
    return said if described else None, said.relationship == "18"


def _accident(said: model.Accident | None) -> nouns.Accident | None:
    return nouns.Accident(said.causes, said.state, said.country) if said and said.causes else None


def _named_days(said: object, qualifiers: dict[str, str]) -> Iterator[party.Period]:
    for name, qualifier in qualifiers.items():
        if day := getattr(said, name, None):
            yield party.Period(qualifier, day)


def _dates(said: model.ClaimDates | None) -> tuple[party.Period, ...]:
    if said is None:
        return ()
    dates = list(_named_days(said, CLAIM_DATES))
    begins, ends, both = DISABILITY
    if said.disability_begin and said.disability_end:
        dates.append(party.Period(both, said.disability_begin, said.disability_end))
    elif said.disability_begin or said.disability_end:
        dates.append(party.Period(begins, said.disability_begin) if said.disability_begin
                     else party.Period(ends, said.disability_end))     # type: ignore[arg-type]
    return tuple(dates)


def _notes(said: tuple[model.Note, ...]) -> tuple[nouns.Note, ...]:
    return tuple(nouns.Note(note.kind, note.text) for note in said)


def _line(said: model.Line, position: int, claim_id: str, encounter: model.Encounter) -> nouns.ServiceLine:
    """CLM-16: a line always has a control number; CLM-15: one day is said once."""
    usual = encounter.rendering or encounter.billing_provider
    return nouns.ServiceLine(
        party.Procedure(said.procedure_type, said.procedure, said.modifiers, said.description), said.charge or 0, said.unit,
        said.units, said.place_of_service if said.place_of_service != encounter.place_of_service else "", said.pointers,
        said.emergency, said.epsdt, said.family_planning, "0" if said.copay_exempt else "", "",
        party.Period("472", said.from_, said.to if said.to != said.from_ else None) if said.from_ else None,
        tuple(_named_days(said.dates, LINE_DATES)) if said.dates else (),
        _numbers("G1", said.prior_authorization, said.other_authorizations), said.control_number or f"{claim_id}L{position}",
        (*parties.numbers(("EW", said.mammography), ("X4", said.clia), ("F4", said.referring_clia)),
         *parties.references(said.references)),
        _numbers("9F", said.referral_number, said.other_referrals),
        tuple(party.Amount(qualifier, value) for qualifier, value in (("T", said.sales_tax), ("F4", said.postage)) if value),
        _notes(said.notes), _drug(said.drug), parties.renderer(said.rendering, but=usual.npi if usual else ""),
        facility=parties.facility(said.facility), supervising=parties.provider("DQ", said.supervising),
        ordering=parties.orderer(said.ordering), referring=parties.referring(said.referring, said.primary_care),
        adjudications=other_payers.adjudications(said, encounter), **specialties.of_line(said))


def _numbers(qualifier: str, ours: str, others: tuple[model.PayerNumber, ...]) -> tuple[party.Reference, ...]:
    """The number that this payer gave, then those of other payers."""
    if not ours and not others:
        return ()
    return (*parties.numbers((qualifier, ours)), *(party.Reference(qualifier, one.value, "", one.payer) for one in others))


def _drug(said: model.Drug | None) -> nouns.Drug | None:
    if said is None:
        return None
    number = said.link_number or said.prescription_number
    prescription = party.Reference("VY" if said.link_number else "XZ", number) if number else None
    return nouns.Drug(said.ndc, said.quantity, said.unit, said.qualifier, prescription)

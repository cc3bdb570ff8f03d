"""From an encounter that could be read to the claim that it becomes."""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache

from edi_engine.billing import claim as nouns
from edi_engine.billing import party
from edi_engine.codes.claims import CLAIM_DATES, DISABILITY, LINE_DATES
from edi_engine.encounters import model, other_payers

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"       # base 32 without I, L, O and U, which are mistaken for others
_CHECKS = _ALPHABET + "*~$=U"                        # 37 is prime: one wrong or two exchanged characters show
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,15}[A-Za-z0-9])?")
_QUALIFIERS = {"phone": "TE", "extension": "EX", "fax": "FX", "email": "EM"}


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
    biller = _billing_provider(said.billing_provider or model.BillingProvider())
    lines = tuple(_line(line, position, number, said) for position, line in enumerate(said.lines, 1))
    patient, self = _who(said.patient)
    subscriber = _subscriber(said.subscriber or model.Subscriber(), said.payer or model.Payer(), "18" if self else "",
                             described=patient is None)
    others = other_payers.others(said, _address)
    return nouns.Claim(
        number, sum(line.charge for line in lines) if said.total_charge is None else said.total_charge, biller,
        subscriber, _patient(patient), place_of_service=said.place_of_service, frequency=said.frequency,
        signature=said.signature,
        assignment=said.accept_assignment, benefits_assigned=said.benefits_assigned, release=said.release,
        signature_source=said.signature_source, accident=_accident(said.accident), special_program=said.special_program,
        delay_reason=said.delay_reason, dates=_dates(said.dates), patient_paid=said.patient_paid, referral=said.referral_number,
        prior_authorization=said.prior_authorization, payer_claim_control_number=said.payer_claim_number, clia=said.clia,
        references=_references(("EW", said.mammography), ("EA", said.medical_record_number),
                               *((reference.qualifier, reference.value) for reference in said.references)),
        notes=_notes(said.notes), diagnoses=tuple(nouns.Diagnosis("ABF" if position else "ABK", code)
                                                  for position, code in enumerate(said.diagnoses)),
        referring=_referring(said.referring, said.primary_care),
        rendering=_provider("82", said.rendering, but=biller.name.id), facility=_facility(said.facility),
        supervising=_provider("DQ", said.supervising), lines=lines,
        other_subscribers=others)


def _who(said: model.Patient | None) -> tuple[model.Patient | None, bool]:
    """CLM-3: the patient who is described, and whether the subscriber is said to be the patient."""
    if said is None or said == model.Patient():
        return None, True
    described = said != model.Patient(relationship=said.relationship)
    return said if described else None, said.relationship == "18"


@lru_cache(1024)
def _address(said: model.Address | None) -> party.Address | None:
    if said is None:
        return None
    country = "" if said.country in ("US", "USA") else said.country
    address = party.Address(said.street, said.street2, said.city, said.state, said.zip, country)
    return None if address == party.Address() else address


@lru_cache(1024)
def _billing_provider(provider: model.BillingProvider) -> nouns.BillingProvider:
    contact = provider.contact or model.Contact()
    numbers = tuple((qualifier, said) for name, qualifier in _QUALIFIERS.items()
                    if (said := getattr(contact, name)) and (name != "extension" or contact.phone))
    pay_to = _address(provider.pay_to)
    entity = "1" if provider.last else "2"
    return nouns.BillingProvider(
        party.Name("85", entity, provider.last or provider.name, provider.first, provider.middle, "", provider.suffix,
                   "XX" if provider.npi else "", provider.npi),
        _address(provider.address), provider.tax_id_type, provider.tax_id, provider.taxonomy,
        contacts=(party.Contact("IC", contact.name, numbers[:3]),) if numbers else (),
        pay_to=nouns.PayTo(party.Name("87", entity), pay_to) if pay_to else None)


def _subscriber(said: model.Subscriber, payer: model.Payer, relationship: str, described: bool) -> nouns.Subscriber:
    """CLM-3: the subscriber is described only when nobody else is the patient; CLM-4: the plan's name goes without a number."""
    name = party.Name("IL", "2" if said.organization else "1", said.organization or said.last, said.first, said.middle, "",
                      said.suffix, "MI", said.member_id)
    return nouns.Subscriber(
        payer.sequence, _person(name, said, described), _payer(payer), relationship, said.group_number,
        "" if said.group_number else said.group_name, payer.medicare_secondary, payer.filing_indicator,
        condition=_condition(said) if described else None)


@lru_cache(1024)
def _payer(said: model.Payer) -> nouns.Payer:
    return nouns.Payer(party.Name("PR", "2", said.name, id_qualifier=said.id_type, id=said.id), _address(said.address),
                       provider_ids=_references(("G2", said.provider_number)))


def _person(name: party.Name, said: model.Person, described: bool) -> nouns.Person:
    demographics = nouns.Demographics(said.birth, said.sex) if described and (said.birth or said.sex) else None
    return nouns.Person(name, _address(said.address) if described else None, demographics,
                        _references(("SY", said.ssn), ("Y4", said.property_claim_number)))


def _condition(said: model.Person, relationship: str = "") -> nouns.Condition | None:
    condition = nouns.Condition(relationship, said.death, said.weight, said.pregnant)
    return None if condition == nouns.Condition() else condition


def _patient(said: model.Patient | None) -> nouns.Patient | None:
    if said is None:
        return None
    name = party.Name("QC", "1", said.last, said.first, said.middle, "", said.suffix)
    return nouns.Patient(_condition(said, said.relationship) or nouns.Condition(), _person(name, said, True))


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


def _references(*numbers: tuple[str, str]) -> tuple[party.Reference, ...]:
    return tuple(party.Reference(qualifier, value) for qualifier, value in numbers if value)


def _provider(role: str, said: model.Provider | None, but: str = "") -> nouns.Provider | None:
    """CLM-19: a provider is named only when it is not the one who is named already."""
    if said is None or (but and said.npi == but) or said == model.Provider():
        return None
    return nouns.Provider(party.Name(role, "1", said.last, said.first, said.middle, "", said.suffix, "XX" if said.npi else "",
                                     said.npi), taxonomy=said.taxonomy if role == "82" else "")


def _referring(referring: model.Provider | None, primary_care: model.Provider | None) -> tuple[nouns.Provider, ...]:
    found = (_provider("DN", referring), _provider("P3", primary_care))
    return tuple(provider for provider in found if provider)


def _facility(said: model.Facility | None) -> nouns.Provider | None:
    if said is None:
        return None
    return nouns.Provider(party.Name("77", "2", said.name, id_qualifier="XX" if said.npi else "", id=said.npi),
                          address=_address(said.address))


def _line(said: model.Line, position: int, claim_id: str, encounter: model.Encounter) -> nouns.ServiceLine:
    """CLM-16: a line always has a control number; CLM-15: one day is said once."""
    usual = encounter.rendering or encounter.billing_provider
    return nouns.ServiceLine(
        party.Procedure(said.procedure_type, said.procedure, said.modifiers, said.description), said.charge or 0, said.unit,
        said.units, said.place_of_service if said.place_of_service != encounter.place_of_service else "", said.pointers,
        said.emergency, said.epsdt, said.family_planning, "0" if said.copay_exempt else "", "",
        party.Period("472", said.from_, said.to if said.to != said.from_ else None) if said.from_ else None,
        tuple(_named_days(said.dates, LINE_DATES)),
        _references(("G1", said.prior_authorization)), said.control_number or f"{claim_id}L{position}",
        _references(("EW", said.mammography), ("X4", said.clia), ("F4", said.referring_clia)),
        _references(("9F", said.referral_number)),
        tuple(party.Amount(qualifier, value) for qualifier, value in (("T", said.sales_tax), ("F4", said.postage)) if value),
        _notes(said.notes), _drug(said.drug), _provider("82", said.rendering, but=usual.npi if usual else ""), None,
        _facility(said.facility),
        _provider("DQ", said.supervising), _provider("DK", said.ordering), _referring(said.referring, said.primary_care),
        adjudications=other_payers.adjudications(said, encounter))


def _drug(said: model.Drug | None) -> nouns.Drug | None:
    if said is None:
        return None
    number = said.link_number or said.prescription_number
    prescription = party.Reference("VY" if said.link_number else "XZ", number) if number else None
    return nouns.Drug(said.ndc, said.quantity, said.unit, said.qualifier, prescription)

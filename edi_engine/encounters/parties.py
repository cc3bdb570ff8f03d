"""From the people, places and payers of an encounter to those of its claim."""

from functools import lru_cache

from edi_engine.billing import claim as nouns
from edi_engine.billing import party, specialty
from edi_engine.encounters import model

_QUALIFIERS = {"phone": "TE", "extension": "EX", "fax": "FX", "email": "EM"}
_NOBODY = (model.Provider(), model.Renderer(), model.Orderer())


@lru_cache(1024)
def address(said: model.Address | None) -> party.Address | None:
    """N3 and N4; None when nothing is said."""
    if said is None:
        return None
    country = "" if said.country in ("US", "USA") else said.country
    found = party.Address(said.street, said.street2, said.city, said.state, said.zip, country, said.subdivision)
    return None if found == party.Address() else found


def contacts(said: model.Contact | None) -> tuple[party.Contact, ...]:
    """PER: nobody without a number."""
    if said is None:
        return ()
    numbers = tuple((_QUALIFIERS[name], getattr(said, name)) for name in _sent(said))
    return (party.Contact("IC", said.name, numbers),) if numbers else ()


def left_out(said: model.Contact) -> list[str]:
    """The numbers of a contact for which PER has no room."""
    sent = _sent(said)
    return [name for name in _QUALIFIERS if getattr(said, name) and name not in sent]


def _sent(said: model.Contact) -> list[str]:
    """The numbers of a contact that PER holds: three, an extension only behind its phone."""
    return [name for name in _QUALIFIERS if getattr(said, name) and (name != "extension" or said.phone)][:3]


def numbers(*said: tuple[str, str]) -> tuple[party.Reference, ...]:
    """Numbers by their qualifiers, those that are said."""
    return tuple(party.Reference(qualifier, value) for qualifier, value in said if value)


def references(said: tuple[model.Reference, ...]) -> tuple[party.Reference, ...]:
    """Numbers that have no field of their own."""
    return tuple(party.Reference(one.qualifier, one.value, "", one.payer) for one in said) if said else ()


@lru_cache(1024)
def billing_provider(provider: model.BillingProvider) -> nouns.BillingProvider:
    """Who bills (2010AA); without an NPI nothing is said of what number it would be (CLM-33)."""
    pay_to = address(provider.pay_to)
    entity = "1" if provider.last else "2"
    return nouns.BillingProvider(
        party.Name("85", entity, provider.last or provider.name, provider.first, provider.middle, "", provider.suffix,
                   "XX" if provider.npi else "", provider.npi),
        address(provider.address), provider.tax_id_type, provider.tax_id, provider.taxonomy, references(provider.licenses),
        contacts(provider.contact), nouns.PayTo(party.Name("87", entity), pay_to) if pay_to else None, provider.currency,
        _pay_to_plan(provider.pay_to_plan))


def _pay_to_plan(said: model.PayToPlan | None) -> nouns.PayToPlan | None:
    if said is None or said == model.PayToPlan():
        return None
    return nouns.PayToPlan(party.Name("PE", "2", said.name, id_qualifier=said.id_type, id=said.id), address(said.address),
                           references(said.references), said.tax_id)


def subscriber(said: model.Subscriber, payer: model.Payer, relationship: str, described: bool) -> nouns.Subscriber:
    """CLM-3: the subscriber is described only when nobody else is the patient; CLM-4: the plan's name goes without a number."""
    name = party.Name("IL", "2" if said.organization else "1", said.organization or said.last, said.first, said.middle, "",
                      said.suffix, "MI", said.member_id)
    return nouns.Subscriber(
        payer.sequence, _person(name, said, described, ("SY", said.ssn), ("Y4", said.property_claim_number)), _payer(payer),
        relationship, said.group_number,
        "" if said.group_number else said.group_name, payer.medicare_secondary, payer.filing_indicator,
        condition=_condition(said) if described else None)


@lru_cache(1024)
def _payer(said: model.Payer) -> nouns.Payer:
    return nouns.Payer(party.Name("PR", "2", said.name, id_qualifier=said.id_type, id=said.id), address(said.address),
                       references(said.references), numbers(("G2", said.provider_number), ("LU", said.location_number)))


def patient(said: model.Patient | None) -> nouns.Patient | None:
    """The patient when somebody else is the subscriber (2000C)."""
    if said is None:
        return None
    name = party.Name("QC", "1", said.last, said.first, said.middle, "", said.suffix)
    known_by = ("Y4", said.property_claim_number), ("1W", said.member_id), ("SY", said.ssn)
    return nouns.Patient(_condition(said, said.relationship) or nouns.Condition(), _person(name, said, True, *known_by))


def _person(name: party.Name, said: model.Person, described: bool, *known_by: tuple[str, str]) -> nouns.Person:
    demographics = nouns.Demographics(said.birth, said.sex) if described and (said.birth or said.sex) else None
    return nouns.Person(name, address(said.address) if described else None, demographics,
                        numbers(*known_by), contacts(said.contact))


def _condition(said: model.Person, relationship: str = "") -> nouns.Condition | None:
    condition = nouns.Condition(relationship, said.death, said.weight, said.pregnant)
    return None if condition == nouns.Condition() else condition


def renderer(said: model.Renderer | None, but: str) -> nouns.Provider | None:
    """CLM-19: who treated is named only when it is not the one who is named already."""
    if said is None or (but and said.npi == but) or said in _NOBODY:
        return None
    return nouns.Provider(_name("82", said, said.name), taxonomy=said.taxonomy, references=references(said.references))


def provider(role: str, said: model.Provider | None) -> nouns.Provider | None:
    """A person who took part."""
    if said is None or said in _NOBODY:
        return None
    return nouns.Provider(_name(role, said), references=references(said.references))


def orderer(said: model.Orderer | None) -> nouns.Provider | None:
    """Who ordered a service (2420E)."""
    if said is None or said in _NOBODY:
        return None
    return nouns.Provider(_name("DK", said), "", address(said.address), references(said.references), contacts(said.contact))


def _name(role: str, said: model.Provider, organization: str = "") -> party.Name:
    return party.Name(role, "2" if organization else "1", organization or said.last, said.first, said.middle, "", said.suffix,
                      "XX" if said.npi else "", said.npi)


def referring(first: model.Provider | None, primary_care: model.Provider | None) -> tuple[nouns.Provider, ...]:
    """CLM-19: who referred, then the primary care provider."""
    found = (provider("DN", first), provider("P3", primary_care))
    return tuple(one for one in found if one)


def facility(said: model.Facility | None) -> nouns.Provider | None:
    """Where it happened (2310C, 2420C)."""
    if said is None:
        return None
    return nouns.Provider(party.Name("77", "2", said.name, id_qualifier="XX" if said.npi else "", id=said.npi), "",
                          address(said.address), references(said.references), contacts(said.contact))


def location(role: str, said: model.Location | None) -> specialty.Location | None:
    """Where an ambulance picked up (PW) or dropped off (45)."""
    if said is None or said == model.Location():
        return None
    return specialty.Location(party.Name(role, "2", said.name), address(said.address))

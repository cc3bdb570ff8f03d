"""What every claim must say (CLM-1), of whom (CLM-3), and of which plan (CLM-4)."""

from collections.abc import Iterator
from operator import attrgetter

from edi_engine.billing.claim import Claim, Person
from edi_engine.billing.party import Address
from edi_engine.codes.claims import RELATIONSHIPS, SEXES
from edi_engine.codes.regions import at_home
from edi_engine.edits.context import Context
from edi_engine.problems import Problem

_HERE = "Fill it in."
_DEFAULT = "Fill it in, or say it once for all claims under [defaults] in edi.toml."
_MASTER = "Fill it in, or enter {} in edi.toml, where its id is enough."
_NPI = "Fill it in, or give the payer's number of a provider that can have none, as one who only drives."
_PROVIDER, _PAYER = _MASTER.format("the provider"), _MASTER.format("the payer")


_CLAIM = (
    ("billing_provider.name.last", "billing_provider.name", "The billing provider's name", _PROVIDER, "2010AA", 3),
    ("billing_provider.name.id", "billing_provider.npi", "The billing provider's NPI", _NPI, "2010AA", 9),
    ("billing_provider.tax_id", "billing_provider.tax_id", "The billing provider's tax id", _PROVIDER, "2010AA", 2),
    ("subscriber.person.name.last", "subscriber.last", "The subscriber's last name", _HERE, "2010BA", 3),
    ("subscriber.person.name.id", "subscriber.member_id", "The member id", _HERE, "2010BA", 9),
    ("subscriber.filing_indicator", "payer.filing_indicator", "The kind of insurance (filing indicator)", _PAYER, "2000B", 9),
    ("subscriber.payer.name.last", "payer.name", "The payer's name", _PAYER, "2010BB", 3),
    ("subscriber.payer.name.id", "payer.id", "The payer's id", _HERE, "2010BB", 9),
    ("place_of_service", "place_of_service", "The place of service", _DEFAULT, "2300", 5),
    ("signature", "signature", "Whether the provider's signature is on file", _DEFAULT, "2300", 6),
    ("assignment", "accept_assignment", "Whether assignment is accepted", _DEFAULT, "2300", 7),
    ("benefits_assigned", "benefits_assigned", "Whether benefits are assigned", _DEFAULT, "2300", 8),
    ("release", "release", "The release of information", _DEFAULT, "2300", 9),
    ("diagnoses", "diagnoses", "A diagnosis", _HERE, "2300", None),
    ("lines", "lines", "A service line", _HERE, "2400", None),
)
_LINE = (
    ("procedure.code", "procedure", "The procedure code", 1),
    ("units", "units", "The number of units", 4),
    ("pointers", "pointers", "The pointer to a diagnosis", 7),
    ("service", "from", "The date of service", None),
)
_of_claim, _of_line = attrgetter(*(row[0] for row in _CLAIM)), attrgetter(*(row[0] for row in _LINE))


def spine(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-1: a claim says who bills, who is insured, who pays, what is wrong and what was done, where and when."""
    said = _of_claim(claim)
    for value, (field, path, what, how, loop, element) in zip(said, _CLAIM, strict=True) if not all(said) else ():
        if not value and not (field == "billing_provider.name.id" and claim.subscriber.payer.provider_ids):
            yield Problem("CLM-1", "missing", claim.at, element=element, loop=loop, where=path, what=what, how=how)
    if claim.patient and not claim.patient.person.name.last:
        yield Problem("CLM-1", "missing", claim.at, element=3, loop="2010CA", where="patient.last",
                      what="The patient's last name", how=_HERE)
    yield from _lines(claim)
    yield from _addresses(claim, context)


def _lines(claim: Claim) -> Iterator[Problem]:
    for number, line in enumerate(claim.lines):
        said = _of_line(line)
        for value, (_, path, what, element) in zip(said, _LINE, strict=True) if not all(said) else ():
            if not value and value != 0:
                yield Problem("CLM-1", "missing", line.at, element=element, loop="2400", where=f"lines[{number}].{path}",
                              what=what, how=_HERE)


def _addresses(claim: Claim, context: Context) -> Iterator[Problem]:
    """Loops that always hold an address hold a whole one; a name is always sent."""
    biller = claim.billing_provider
    yield from _address(biller.address, "billing_provider.address", "2010AA", "The billing provider's", _PROVIDER)
    if biller.pay_to:
        yield from _address(biller.pay_to.address, "billing_provider.pay_to", "2010AB", "The pay-to address's", _HERE)
    for party in context.parties(claim):
        if not party.provider:
            continue
        if not party.name.last and party.loop != "2420B":
            yield Problem("CLM-1", "missing", party.name.at, element=3, loop=party.loop, where=f"{party.path}.last",
                          what=f"The name of {party.what}", how="Fill it in, or enter it with its NPI in edi.toml.")
        if party.zip9:
            yield from _address(party.address, f"{party.path}.address", party.loop, "The facility's", _HERE)


def _address(address: Address | None, path: str, loop: str, whose: str, how: str) -> Iterator[Problem]:
    if address and address.street and address.city and address.state and address.zip:
        return
    for field in absent(address):
        yield Problem("CLM-1", "missing", address.at if address else None, loop=loop, where=f"{path}.{field}",
                      what=f"{whose} {FIELDS[field]}", how=how)


FIELDS = {"street": "street", "city": "city", "state": "state", "zip": "ZIP"}


def absent(address: Address | None) -> Iterator[str]:
    """The fields that an address lacks; state and ZIP are needed in the US and in Canada."""
    address = address or Address()
    for field in FIELDS:
        if not getattr(address, field) and (field in ("street", "city") or at_home(address.country) or address.country == "CA"):
            yield field


def people(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-3: either the subscriber is the patient and is described, or the patient is, with the relationship."""
    self, patient = claim.subscriber.relationship == "18", claim.patient
    if patient and self:
        yield Problem("CLM-3", "self-and-patient", claim.subscriber.at, element=2, loop="2000B", where="patient.relationship")
        return
    if not patient:
        if not self:
            yield Problem("CLM-3", "no-patient", claim.subscriber.at, element=2, loop="2000B", where="patient.relationship")
        yield from _person(claim.subscriber.person, "subscriber", "2010BA")
        return
    if patient.condition.relationship not in RELATIONSHIPS:
        yield Problem("CLM-3", "relationship", patient.at, element=1, loop="2000C", where="patient.relationship",
                      known=_listed(RELATIONSHIPS))
    yield from _person(patient.person, "patient", "2010CA")
    if claim.subscriber.person.address or claim.subscriber.person.demographics:
        yield Problem("CLM-3", "subscriber-described", claim.subscriber.person.at, loop="2010BA", where="subscriber.address")


def _person(person: Person, path: str, loop: str) -> Iterator[Problem]:
    if person.name.entity == "2":
        return
    for field in absent(person.address):
        yield Problem("CLM-3", "address", person.at, loop=loop, where=f"{path}.address.{field}", who=path, field=FIELDS[field])
    demographics = person.demographics
    if not demographics or not demographics.birth:
        yield Problem("CLM-3", "birth", person.at, element=2, loop=loop, where=f"{path}.birth", who=path)
    if not demographics or demographics.sex not in SEXES:
        yield Problem("CLM-3", "sex", person.at, element=3, loop=loop, where=f"{path}.sex", who=path)


def _listed(codes: dict[str, str]) -> str:
    return ", ".join(f"{code} {words}" for code, words in codes.items())


def plans(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-4: a plan's name is sent only when it has no number."""
    asked = claim.subscriber
    if asked.group_number and asked.group_name:
        yield Problem("CLM-4", "both", asked.at, element=4, loop="2000B", where="subscriber.group_name")
    for number, other in enumerate(claim.other_subscribers):
        if other.group_number and other.group_name:
            yield Problem("CLM-4", "both", other.at, element=4, loop="2320",
                          where=f"other_payers[{number}].subscriber.group_name")

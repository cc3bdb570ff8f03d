"""How long text may be (X12-length): the guide's limits where they are tighter than what people write."""

from collections.abc import Iterator

from edi_engine.billing.claim import Claim, ServiceLine
from edi_engine.billing.coordination import OtherSubscriber
from edi_engine.billing.party import Address, Reference
from edi_engine.edits.context import Context
from edi_engine.edits.reach import Party
from edi_engine.problems import Problem

Text = tuple[str, str, int, int, str, int]       # path, value, at least, at most, loop, element

LAST, FIRST, MIDDLE, SUFFIX, STREET, CITY = 60, 35, 25, 10, 55, 30
_NAME = {"last": (LAST, 3), "first": (FIRST, 4), "middle": (MIDDLE, 5), "suffix": (SUFFIX, 7)}
_ADDRESS = {"street": (1, STREET, 1), "street2": (1, STREET, 2), "city": (2, CITY, 1), "country": (2, 3, 4),
            "subdivision": (1, 3, 7)}


def texts(claim: Claim, context: Context) -> Iterator[Problem]:
    """X12-length: every text fits its element."""
    for path, value, at_least, at_most, loop, element in _texts(claim, context):
        if value and not at_least <= len(value) <= at_most:
            yield Problem("X12-length", "text", claim.at, element=element, loop=loop, where=path, length=len(value),
                          at_least=at_least, at_most=at_most)


def _texts(claim: Claim, context: Context) -> Iterator[Text]:
    for party in context.parties(claim):
        name, address = party.name, party.address
        if (len(name.last) > LAST or len(name.first) > FIRST or (name.middle and len(name.middle) > MIDDLE)
                or (name.suffix and len(name.suffix) > SUFFIX)):
            yield from _name(party)
        if address and (len(address.street) > STREET or len(address.street2) > STREET or not 2 <= len(address.city) <= CITY
                        or address.country or address.subdivision):
            yield from _address(party, address)
    insured, biller = claim.subscriber, claim.billing_provider
    member, payer = insured.person.name.id, insured.payer.name.id
    if not (1 < len(member) < 50 and 1 < len(payer) < 50 and len(insured.group_number) < 50 and len(insured.group_name) < 50):
        yield "subscriber.member_id", member, 2, 80, "2010BA", 9
        yield "payer.id", payer, 2, 80, "2010BB", 9
        yield "subscriber.group_number", insured.group_number, 1, 50, "2000B", 3
        yield "subscriber.group_name", insured.group_name, 1, 60, "2000B", 4
    for contact in biller.contacts:
        yield "billing_provider.contact.name", contact.name, 1, 60, "2010AA", 2
        yield from (("billing_provider.contact", number, 1, 256, "2010AA", 4) for _, number in contact.numbers)
    if claim.prior_authorization or claim.referral or claim.payer_claim_control_number:
        yield "prior_authorization", claim.prior_authorization, 1, 50, "2300", 2
        yield "referral_number", claim.referral, 1, 50, "2300", 2
        yield "payer_claim_number", claim.payer_claim_control_number, 1, 50, "2300", 2
    yield from _references("references", claim.references, "2300")
    for number, note in enumerate(claim.notes):
        yield f"notes[{number}].text", note.text, 1, 80, "2300", 2
    yield from _specialties(claim, "", "2300")
    if claim.spinal_manipulation:
        yield "spinal_manipulation.description", claim.spinal_manipulation.description, 1, 80, "2300", 10
        yield "spinal_manipulation.more", claim.spinal_manipulation.more, 1, 80, "2300", 11
    yield from _lines(claim)
    for position, other in enumerate(claim.other_subscribers):
        yield from _other(f"other_payers[{position}]", other)


def _other(at: str, other: OtherSubscriber) -> Iterator[Text]:
    yield f"{at}.id", other.payer.name.id, 2, 80, "2330B", 9
    yield f"{at}.subscriber.member_id", other.insured.name.id, 2, 80, "2330A", 9
    yield f"{at}.subscriber.group_number", other.group_number, 1, 50, "2320", 3
    yield f"{at}.subscriber.group_name", other.group_name, 1, 60, "2320", 4
    yield f"{at}.claim_number", other.payer.claim_control_number, 1, 50, "2330B", 2
    yield f"{at}.prior_authorization", other.payer.prior_authorization, 1, 50, "2330B", 2
    yield f"{at}.referral_number", other.payer.referral, 1, 50, "2330B", 2


def _lines(claim: Claim) -> Iterator[Text]:
    for position, line in enumerate(claim.lines):
        if (line.procedure.description or line.prior_authorizations or line.referrals or line.notes or line.drug
                or line.file_information or line.attachments or line.ambulance):
            yield from _line(f"lines[{position}]", line)


def _line(at: str, line: ServiceLine) -> Iterator[Text]:
    yield f"{at}.description", line.procedure.description, 1, 80, "2400", 1
    yield from _references(f"{at}.prior_authorization", line.prior_authorizations, "2400")
    yield from _references(f"{at}.referral_number", line.referrals, "2400")
    for number, note in enumerate(line.notes):
        yield f"{at}.notes[{number}].text", note.text, 1, 80, "2400", 2
    if line.drug and line.drug.prescription:
        yield f"{at}.drug.prescription_number", line.drug.prescription.value, 1, 50, "2410", 2
    yield from _specialties(line, f"{at}.", "2400")


def _specialties(said: Claim | ServiceLine, at: str, loop: str) -> Iterator[Text]:
    """Texts of what a specialty says of a claim or a line."""
    for number, information in enumerate(said.file_information):
        yield f"{at}file_information[{number}].text", information.text, 1, 80, loop, 1
    for number, attachment in enumerate(said.attachments):
        yield f"{at}attachments[{number}].control_number", attachment.control_number, 2, 80, loop, 6
    if said.ambulance:
        yield f"{at}ambulance.round_trip", said.ambulance.round_trip, 1, 80, loop, 9
        yield f"{at}ambulance.stretcher", said.ambulance.stretcher, 1, 80, loop, 10


def _name(party: Party) -> Iterator[Text]:
    for field, (at_most, element) in _NAME.items():
        label = "name" if field == "last" and party.name.entity == "2" else field
        yield f"{party.path}.{label}", getattr(party.name, field), 1, at_most, party.loop, element


def _address(party: Party, address: Address) -> Iterator[Text]:
    path = party.path if party.path.endswith("pay_to") else f"{party.path}.address"
    for field, (at_least, at_most, element) in _ADDRESS.items():
        yield f"{path}.{field}", getattr(address, field), at_least, at_most, party.loop, element


def _references(path: str, references: tuple[Reference, ...], loop: str) -> Iterator[Text]:
    for number, reference in enumerate(references):
        yield f"{path}[{number}]", reference.value, 1, 50, loop, 2

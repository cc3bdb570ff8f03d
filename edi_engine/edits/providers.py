"""Who and where: addresses (CLM-17, CLM-18), NPIs, tax ids and taxonomies (CLM-19), phones (CLM-20)."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache, partial

from edi_engine import identifiers
from edi_engine.billing.claim import Claim
from edi_engine.billing.party import Address, Contact
from edi_engine.codes.regions import PROVINCES, STATES, at_home, postal_code
from edi_engine.edits.context import Context
from edi_engine.edits.reach import Party
from edi_engine.problems import Problem

_SPELLINGS = (                               # of a box, in capitals and digits with single blanks between; 0 stands for O
    r"P ?[O0] ?B(?: ?[O0])?(?: ?X)?(?:ES)?(?![A-Z])",                    # PO BOX, P O BOX1, P0B0X, PO BX, POB
    r"(?:P ?[O0]|P[O0]ST [O0]FFICE) ?(?:DRAWER|DRWR)(?![A-Z])",
    r"P[O0]ST(?:AL)? ?(?:[O0]FFICE|[O0]FC)? ?B[O0]?X(?:ES)?(?![A-Z])",    # POST OFFICE BX, POST BOX, POSTBOX
    r"L[O0]CK ?B[O0]?X(?![A-Z])",
    r"PRIVATE MAIL ?B[O0]?X(?![A-Z])",
    r"MAIL ?B[O0]?X(?= ?\d| [A-Z]\d*$|$)",                               # MAILBOX 7; not the street of that name
    r"P ?M ?B(?= ?\d| [A-Z]\d*$|$)",                                     # a private mailbox: PMB 7, PMB A
)
_BARE = r"^(?:B[O0]X|DRAWER) ?(?:N[O0]|NUMBER)? ?[A-Z]?\d"               # BOX 7, # BOX 7, BOX NO. A7: only at the beginning
_BOX = re.compile(rf"(?<![A-Z])(?:{'|'.join(_SPELLINGS)})|{_BARE}")
_SEPARATORS = re.compile(r"[^A-Z0-9]+")


def street(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-17: the billing address is a street, in no spelling a post office box, lock box or private mailbox."""
    address = claim.billing_provider.address
    for field in ("street", "street2"):
        if address and is_box(getattr(address, field)):
            yield Problem("CLM-17", "box", address.at or claim.billing_provider.at, element=1 if field == "street" else 2,
                          loop="2010AA", where=f"billing_provider.address.{field}")


@lru_cache(4096)
def is_box(line: str) -> bool:
    """Whether a line of an address is a box; accents, width of letters, signs and blanks between do not matter.

    >>> is_box("P.O.-Box 7"), is_box("PÓ BX7"), is_box("12 BOXWOOD LN"), is_box("5 POBLANO ST")
    (True, True, False, False)
    """
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", line) if not unicodedata.combining(sign))
    return _BOX.search(_SEPARATORS.sub(" ", letters.upper()).strip()) is not None


def addresses(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-18: ZIPs of five or nine digits, nine where the guide wants them; a state that exists."""
    for party in context.parties(claim):
        address = party.address
        if address and not _usual(address.state, address.zip, address.country, party.zip9):
            yield from _address(party, address)


@lru_cache(4096)
def _usual(state: str, code: str, country: str, zip9: bool) -> bool:
    """Whether nothing is wrong with these."""
    return (len(code) == 9 or not zip9) and at_home(country) and (not state or state in STATES) \
        and (not code or postal_code(code)) and code[5:] not in ("0000", "9999")


def _address(party: Party, address: Address) -> Iterator[Problem]:
    path = party.path if party.path.endswith("pay_to") else f"{party.path}.address"
    here = partial(Problem, at=address.at, loop=party.loop, what=party.what)
    if address.zip and not postal_code(address.zip, address.country):
        yield here("CLM-18", "zip", element=3, where=f"{path}.zip", length=len(address.zip))
    elif party.zip9 and at_home(address.country) and len(address.zip) == 5:
        yield here("CLM-18", "nine-digits", element=3, where=f"{path}.zip")
    elif at_home(address.country) and address.zip[5:] in ("0000", "9999"):
        yield here("CLM-18", "extension", element=3, where=f"{path}.zip", extension=address.zip[5:])
    if address.state and at_home(address.country) and address.state not in STATES:
        yield here("CLM-18", "state", element=2, where=f"{path}.state")
    if address.country in ("CA", "CAN") and address.state not in PROVINCES:
        yield here("CLM-18", "state", element=2, where=f"{path}.state")


def npis(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-19: every NPI checks."""
    for party in context.parties(claim):
        if party.name.id_qualifier == "XX" and party.name.id and not identifiers.npi(party.name.id):
            yield Problem("CLM-19", "npi", party.name.at, element=9, loop=party.loop, where=f"{party.path}.npi",
                          **identifiers.fault(party.name.id))


def tax_id(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-19: the billing provider's tax id is nine digits, and so is a person's social security number; no placeholder."""
    biller = claim.billing_provider
    if biller.tax_id and not identifiers.tax_id(biller.tax_id):
        yield _no_tax_id(biller.tax_id, biller.at, "2010AA", "billing_provider.tax_id")
    people = [(claim.subscriber.person.references, "2010BA", "subscriber.ssn")]
    if claim.patient:
        people.append((claim.patient.person.references, "2010CA", "patient.ssn"))
    for references, loop, path in people:
        for reference in references:
            if reference.qualifier == "SY" and not identifiers.tax_id(reference.value):
                yield _no_tax_id(reference.value, reference.at or claim.at, loop, path)


def _no_tax_id(number: str, at: int, loop: str, path: str) -> Problem:
    placeholder = len(number) == 9 and number.isdecimal() and number.isascii()
    return Problem("CLM-19", "placeholder" if placeholder else "tax-id", at, element=2, loop=loop, where=path,
                   length=len(number))


def taxonomies(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-19: a taxonomy code has the form of one."""
    for party in context.parties(claim):
        if party.taxonomy and not identifiers.taxonomy(party.taxonomy):
            yield Problem("CLM-19", "taxonomy", party.name.at, element=3, loop=party.loop, where=f"{party.path}.taxonomy",
                          length=len(party.taxonomy))


def phones(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-20: phone and fax numbers have ten digits."""
    for path, loop, contacts in _contacts(claim):
        for contact in contacts:
            for qualifier, number in contact.numbers:
                if qualifier in _PHONES and not identifiers.phone(number):
                    yield Problem("CLM-20", "phone", contact.at, loop=loop, where=f"{path}.contact.{_PHONES[qualifier]}",
                                  length=len(number))


_PHONES = {"TE": "phone", "FX": "fax"}


def _contacts(claim: Claim) -> Iterator[tuple[str, str, tuple[Contact, ...]]]:
    """Everybody whom the payer can ask, who has a number."""
    yield "billing_provider", "2010AA", claim.billing_provider.contacts
    yield "subscriber", "2010BA", claim.subscriber.person.contacts
    if claim.patient:
        yield "patient", "2010CA", claim.patient.person.contacts
    if claim.facility:
        yield "facility", "2310C", claim.facility.contacts
    for number, line in enumerate(claim.lines):
        if line.ordering:
            yield f"lines[{number}].ordering", "2420E", line.ordering.contacts

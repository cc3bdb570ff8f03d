"""Rows of what stands in many places of the Stedi and Optum vocabulary: names, addresses, numbers, adjustments."""

from collections.abc import Iterator
from typing import Any

from edi_engine.encounters.conversions import PHONE, refused, unused
from edi_engine.encounters.mapping import AS_IT_IS, Conversion, Row


def rows(there: str, here: str, **names: tuple[str, Conversion] | str) -> Iterator[Row]:
    """Rows of one object: its names, what they are here, and how they are read."""
    for name, ours in names.items():
        field, read = ours if isinstance(ours, tuple) else (ours, AS_IT_IS)
        yield Row(f"{there}.{name}", f"{here}.{field}".lstrip(".") if field else "", read)


def without(there: str, why: Conversion, *names: str) -> Iterator[Row]:
    """Names that have no place here, and why."""
    return (Row(f"{there}.{name}".lstrip("."), "", why) for name in names)


def address(there: str, here: str) -> Iterator[Row]:
    """An address."""
    return rows(there, here, address1="street", address2="street2", city="city", state="state", postalCode="zip",
                countryCode="country", countrySubDivisionCode="subdivision")


def named(there: str, here: str) -> Iterator[Row]:
    """The name of a person."""
    return rows(there, here, lastName="last", firstName="first", middleName="middle", suffix="suffix")


def contact(there: str, here: str) -> Iterator[Row]:
    """Whom a payer calls."""
    return rows(there, here, name="name", phoneNumber=("phone", PHONE), phoneExtension="extension", faxNumber=("fax", PHONE),
                email="email")


def identifiers(there: str, here: str) -> Iterator[Row]:
    """A list of numbers, each with its qualifier and the other payer that gave it."""
    return rows(f"{there}[each]", f"{here}[]", qualifier="qualifier", identifier="value", otherIdentifier="payer")


def adjustments(there: str, here: str) -> Iterator[Row]:
    """Adjustments by group; here each says its group itself."""
    yield Row(f"{there}[each].adjustmentGroupCode", f"{here}._groups[].group")
    yield from rows(f"{there}[each].adjustmentDetails[each]", f"{here}._groups[].details[]", adjustmentReasonCode="reason",
                    adjustmentAmount="amount", adjustmentQuantity="quantity")


QUALIFIERS = {"commercialNumber": "G2", "locationNumber": "LU", "providerUpinNumber": "1G", "stateLicenseNumber": "0B"}
"""Numbers of a provider that have names there -> REF01."""
FOREIGN = ("payerIdentificationNumber", "claimOfficeNumber", "naic", "otherIdentifier")


def provider(there: str, here: str) -> Iterator[Row]:
    """Somebody who took part, named by role; an ordering provider has an address, a rendering one may be an organization."""
    yield Row(f"{there}.npi", f"{here}.npi")
    yield from named(there, here)
    role = here.rpartition(".")[2].lstrip("_")
    if role == "rendering":
        yield from rows(there, here, taxonomyCode="taxonomy", organizationName="name")
    else:
        yield from without(there, unused("only the rendering provider's is sent"), "taxonomyCode")
        yield from without(there, refused("an organization in this role"), "organizationName")
    if role == "ordering":
        yield from address(f"{there}.address", f"{here}.address")
        yield from contact(f"{there}.contactInformation", f"{here}.contact")
    else:
        yield from without(there, unused("sent of who bills and who orders"), "address", "contactInformation")
    yield from numbers(there, here)
    yield from without(there, unused("sent of who bills"), "employerId", "ssn", "employerIdentificationNumber")
    yield from without(there, unused("the name of the field says it"), "providerType")


def numbers(there: str, here: str) -> Iterator[Row]:
    """A provider's other numbers."""
    for name, qualifier in QUALIFIERS.items():
        yield Row(f"{there}.{name}", f"{here}._numbers.{qualifier}")
    yield from identifiers(f"{there}.secondaryIdentifier", f"{here}.references")
    yield from without(there, refused("a payer's number, and this is a provider"), *FOREIGN)


def when_true(value: Any, words: str) -> Conversion:
    """What is said here when true is said there; false says nothing."""
    return Conversion(words, lambda said: {True: value, False: None}[said] if isinstance(said, bool) else said)

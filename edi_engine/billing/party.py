"""People, organisations and how to reach them; the small nouns that claims and remittances share."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from edi_engine.money import Cents


@dataclass(frozen=True, slots=True)
class Name:
    """A person or an organisation (NM1)."""

    role: str                      # NM101: 85 billing provider, IL insured, QC patient ...
    entity: str = "2"              # NM102: 1 person, 2 organisation
    last: str = ""                 # NM103: last name, or the organisation's name
    first: str = ""
    middle: str = ""
    prefix: str = ""
    suffix: str = ""
    id_qualifier: str = ""         # NM108: XX NPI, MI member id, PI payer id ...
    id: str = ""                   # NM109
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Address:
    """N3 and N4; state, ZIP and subdivision as sent, without punctuation in the ZIP."""

    street: str = ""
    street2: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""              # N404, only outside the US
    subdivision: str = ""          # N407
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A number by which somebody knows something (REF)."""

    qualifier: str
    value: str
    description: str = ""          # REF03
    payer: str = ""                # REF04-2 with qualifier 2U: the payer that gave it
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask (PER): name and up to three numbers, each with its qualifier (TE, EM, FX, EX, UR, ED)."""

    function: str                  # PER01: IC, CX, BL
    name: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its meaning (DTM, DTP D8)."""

    qualifier: str
    day: date
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Period:
    """A day or a range of days with its meaning (DTP D8 or RD8); ``until`` is None for a single day."""

    qualifier: str
    since: date
    until: date | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Amount:
    """A supplemental amount (AMT); never part of any balance (REM-5, RFI 2601)."""

    qualifier: str
    amount: Cents
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A supplemental quantity (QTY)."""

    qualifier: str
    quantity: Decimal
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Procedure:
    """What was done (composite medical procedure identifier: SV101, SVC01, SVC06)."""

    qualifier: str = "HC"
    code: str = ""
    modifiers: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Why a payment differs from the charge (CAS: loops 2100 and 2110 of an 835, 2320 and 2430 of an 837).

    ``slot`` is its triplet in its segment (1 to 6), no part of its identity. An amount of None is a reason without money.
    """

    group: str                     # CO contractual, PR patient, OA other, PI payer initiated
    reason: str                    # claim adjustment reason code (CARC)
    amount: Cents | None           # positive reduces the payment
    quantity: Decimal | None = None
    slot: int = field(default=1, compare=False)
    at: int = field(default=0, compare=False)

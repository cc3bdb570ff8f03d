"""What a specialty says of a claim or of a service: transport, equipment, conditions, attachments, contracts, repricing."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from edi_engine.billing.kept import Kept
from edi_engine.billing.party import Address, Name, Procedure
from edi_engine.money import Cents


@dataclass(frozen=True, slots=True)
class Attachment:
    """Paper that belongs to the claim or the line, and how it comes (PWK); of equipment, the certificate (PWK*CT)."""

    type: str                      # PWK01: 03 report, OZ support data, CT certification ...
    transmission: str = ""         # PWK02: AA BM EL EM FT FX; of a certificate AB AD AF AG NS
    control_number: str = ""       # PWK06, with PWK05 = AC
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Contract:
    """The contract that fixes the price (CN1)."""

    type: str                      # CN101: 01 DRG, 02 per diem, 05 capitated ...
    amount: Cents | None = None
    percentage: Decimal | None = None
    code: str = ""
    terms_discount: Decimal | None = None         # CN105, a percentage
    version: str = ""
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FileInformation:
    """Data that the guide has no place for (K3), as a payer and its agreement want it."""

    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class AmbulanceTransport:
    """Why and how far an ambulance went (CR1)."""

    weight: Decimal | None = None  # CR102, pounds
    reason: str = ""               # CR104: A nearest facility, B preferred, C family, D specialist, E rehabilitation
    distance: Decimal | None = None               # CR106, miles
    round_trip: str = ""           # CR109, why
    stretcher: str = ""            # CR110, why
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Location:
    """Where an ambulance picked up or dropped off (2310E, 2310F, 2420G, 2420H)."""

    name: Name                     # NM1*PW or 45
    address: Address | None = None
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class SpinalManipulation:
    """The condition that a chiropractor treats (CR2)."""

    condition: str                 # CR208: A acute, C chronic, M acute manifestation of a chronic condition ...
    description: str = ""
    more: str = ""                 # CR211, the description goes on
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ConditionIndicator:
    """Conditions that hold or do not (CRC): 07 ambulance, E1 E2 E3 vision, 75 homebound, ZZ EPSDT, 70 hospice, 09 equipment."""

    category: str                  # CRC01
    certified: str = ""            # CRC02: Y N
    codes: tuple[str, ...] = ()    # CRC03 to CRC07
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class AnesthesiaProcedure:
    """A surgical procedure during the anaesthesia (HI): BP the principal one, BO another."""

    qualifier: str
    code: str


@dataclass(frozen=True, slots=True)
class ConditionCode:
    """A condition code of the claim (HI*BG), ``slot`` its place in its segment (1 to 12)."""

    code: str
    slot: int = field(default=1, compare=False)
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Pricing:
    """What a repricer says of a claim or of a line (HCP); a claim has no procedure and no units."""

    methodology: str = ""          # HCP01: 00 zero priced ... 14 adjustment
    allowed: Cents | None = None
    savings: Cents | None = None
    organization: str = ""
    rate: Decimal | None = None    # HCP05, per diem or flat
    group: str = ""                # HCP06: ambulatory patient group
    group_amount: Cents | None = None
    procedure_qualifier: str = ""  # HCP09
    procedure: str = ""
    unit: str = ""                 # HCP11: UN MJ
    units: Decimal | None = None
    rejection: str = ""            # HCP13: T1 to T6
    compliance: str = ""           # HCP14
    exception: str = ""            # HCP15
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Equipment:
    """Durable medical equipment, rented or bought (SV5)."""

    procedure: Procedure           # SV501
    days: Decimal | None = None    # SV503: of medical necessity
    rental: Cents | None = None
    purchase: Cents | None = None
    frequency: str = ""            # SV506: 1 weekly, 4 monthly, 6 daily
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class EquipmentCertification:
    """For how long equipment is certified (CR3)."""

    type: str                      # CR301: I initial, R renewal, S revised
    months: Decimal | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class TestResult:
    """A value that was measured (MEA): height, blood gas, haemoglobin ..."""

    __test__ = False               # the standard's name, not a test of pytest's

    reference: str                 # MEA01: OG original, TR test result
    qualifier: str = ""            # MEA02: HT height, R1 haemoglobin, R2 haematocrit, R3 epoetin, R4 creatinine
    value: Decimal | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PurchasedService:
    """A service that was bought from somebody else, and for how much (PS1)."""

    provider: str                  # PS101, as 2420B knows it
    charge: Cents | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """The answer to a question of a form (FRM)."""

    question: str
    response: str = ""             # FRM02: Y N W
    text: str = ""
    day: date | None = None
    percentage: Decimal | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Form:
    """A form that goes with a line, as a certificate of medical necessity does (2440: LQ, FRM)."""

    qualifier: str                 # LQ01: UT the payers' forms for equipment, AS other forms
    code: str = ""
    answers: tuple[FormAnswer, ...] = ()
    kept: Kept | None = None
    at: int = field(default=0, compare=False)

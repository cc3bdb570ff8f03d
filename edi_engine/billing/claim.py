"""The professional claim: what a provider asks a payer to pay (837P, 005010X222A1)."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from edi_engine.billing.coordination import LineAdjudication, OtherSubscriber
from edi_engine.billing.kept import Kept
from edi_engine.billing.party import Address, Amount, Contact, Name, Period, Procedure, Reference
from edi_engine.billing.specialty import (
    AmbulanceTransport,
    AnesthesiaProcedure,
    Attachment,
    ConditionCode,
    ConditionIndicator,
    Contract,
    Equipment,
    EquipmentCertification,
    FileInformation,
    Form,
    Location,
    Pricing,
    PurchasedService,
    SpinalManipulation,
    TestResult,
)
from edi_engine.money import Cents


@dataclass(frozen=True, slots=True)
class Submission:
    """The head of a transaction set of claims: BHT, submitter (1000A), receiver (1000B)."""

    reference: str                 # BHT03, unique per transaction set (ENV-5)
    created: date | None = None    # BHT04
    created_at: time | None = None                # BHT05
    purpose: str = "00"            # BHT02
    use: str = "CH"                # BHT06: CH chargeable, RP reporting, 31 subrogation
    submitter: Name | None = None
    contacts: tuple[Contact, ...] = ()
    receiver: Name | None = None
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Level:
    """A hierarchical level as it stood in its file (HL): identity for rewriting, no part of a noun's value."""

    id: str = ""
    parent: str = ""
    child: str = ""                # HL04


@dataclass(frozen=True, slots=True)
class BillingProvider:
    """Who bills (2000A, 2010AA), and where the money goes when elsewhere (2010AB, 2010AC)."""

    name: Name                     # NM1*85
    address: Address | None = None
    tax_id_qualifier: str = "EI"   # REF*EI or SY
    tax_id: str = ""
    taxonomy: str = ""             # PRV*BI*PXC
    licenses: tuple[Reference, ...] = ()          # 0B, 1G
    contacts: tuple[Contact, ...] = ()
    pay_to: "PayTo | None" = None
    currency: str = ""             # CUR02
    pay_to_plan: "PayToPlan | None" = None
    level: Level = field(default=Level(), compare=False)
    kept: Kept | None = None
    at: int = field(default=0, compare=False)

    @property
    def known_as(self) -> str:
        """What names the provider: its NPI, else its tax id (atypical providers: CLM-33), else its name."""
        return self.name.id or self.tax_id or self.name.last


@dataclass(frozen=True, slots=True)
class PayTo:
    """Where payment is sent when it differs from the billing address (2010AB, address only)."""

    name: Name                     # NM1*87: role and entity only
    address: Address | None = None
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PayToPlan:
    """The plan that has paid and is to be paid back (2010AC, subrogation)."""

    name: Name                     # NM1*PE
    address: Address | None = None
    references: tuple[Reference, ...] = ()        # 2U FY NF
    tax_id: str = ""               # REF*EI
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Payer:
    """Who is asked to pay (2010BB)."""

    name: Name                     # NM1*PR, PI or XV
    address: Address | None = None
    references: tuple[Reference, ...] = ()        # 2U EI FY NF
    provider_ids: tuple[Reference, ...] = ()      # G2, LU: the billing provider as this payer knows it
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Demographics:
    """DMG: birth and sex."""

    birth: date | None = None
    sex: str = ""                  # F M U
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Person:
    """Name, address and demographics of a subscriber (2010BA) or a patient (2010CA)."""

    name: Name
    address: Address | None = None
    demographics: Demographics | None = None
    references: tuple[Reference, ...] = ()        # SY; Y4 property and casualty claim number; 1W
    contacts: tuple[Contact, ...] = ()
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """What PAT says of the person: death, weight, pregnancy."""

    relationship: str = ""         # PAT01, 2000C only
    death: date | None = None      # PAT06
    weight: Decimal | None = None  # PAT08 in pounds (PAT07 = 01)
    pregnant: str = ""             # PAT09: Y
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Subscriber:
    """The insured and the plan that is billed (2000B)."""

    sequence: str                  # SBR01: P S T A-H U
    person: Person                 # 2010BA
    payer: Payer                   # 2010BB
    relationship: str = "18"       # SBR02: 18 when the patient is the subscriber, else ""
    group_number: str = ""
    group_name: str = ""
    medicare_secondary: str = ""   # SBR05
    filing_indicator: str = ""     # SBR09
    condition: Condition | None = None
    level: Level = field(default=Level(), compare=False)
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Patient:
    """The patient when not the subscriber (2000C)."""

    condition: Condition           # PAT, with the relationship to the subscriber
    person: Person                 # 2010CA
    level: Level = field(default=Level(), compare=False)
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Provider:
    """Somebody who took part (2310A-D, 2420A-F): referring, rendering, supervising, ordering provider, or a facility."""

    name: Name                     # NM101: DN P3 82 77 DQ DK QB
    taxonomy: str = ""             # PRV*PE*PXC
    address: Address | None = None
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A diagnosis (HI): ABK principal, ABF other; BK and BF in ICD-9 days. No decimal point."""

    qualifier: str
    code: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note (NTE): 80 characters."""

    qualifier: str                 # ADD CER DCP DGN TPO
    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug given (2410: LIN, CTP, REF)."""

    ndc: str                       # LIN03: 11 digits when the qualifier is N4
    quantity: Decimal | None = None               # CTP04
    unit: str = ""                 # CTP05-1: F2 GR ME ML UN
    qualifier: str = "N4"
    prescription: Reference | None = None         # VY link sequence, XZ prescription number
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service billed (2400)."""

    procedure: Procedure           # SV101
    charge: Cents                  # SV102
    unit: str = "UN"               # SV103: UN units, MJ minutes
    units: Decimal | None = None   # SV104
    place_of_service: str = ""     # SV105, when it differs from the claim's
    pointers: tuple[int, ...] = () # SV107: 1-based positions of the claim's diagnoses
    emergency: str = ""            # SV109: Y
    epsdt: str = ""                # SV111: Y
    family_planning: str = ""      # SV112: Y
    copay_exempt: str = ""         # SV115: 0
    number: str = ""               # LX01, as it stood; the writer counts
    service: Period | None = None  # DTP*472
    dates: tuple[Period, ...] = () # every other DTP
    prior_authorizations: tuple[Reference, ...] = ()
    control_number: str = ""       # REF*6R
    references: tuple[Reference, ...] = ()        # 9B 9D EW X4 F4 BT
    referrals: tuple[Reference, ...] = ()         # 9F
    amounts: tuple[Amount, ...] = ()              # T sales tax, F4 postage
    notes: tuple[Note, ...] = ()
    drug: Drug | None = None       # 2410
    rendering: Provider | None = None             # 2420A
    purchased: Provider | None = None             # 2420B
    facility: Provider | None = None              # 2420C
    supervising: Provider | None = None           # 2420D
    ordering: Provider | None = None              # 2420E
    referring: tuple[Provider, ...] = ()          # 2420F
    pick_up: Location | None = None               # 2420G
    drop_off: Location | None = None              # 2420H
    equipment: Equipment | None = None            # SV5
    attachments: tuple[Attachment, ...] = ()      # PWK
    certificate: Attachment | None = None         # PWK*CT of equipment
    ambulance: AmbulanceTransport | None = None   # CR1
    certification: EquipmentCertification | None = None          # CR3
    conditions: tuple[ConditionIndicator, ...] = ()              # CRC: 07 70 09
    patients: Decimal | None = None               # QTY*PT: in the ambulance
    obstetric_units: Decimal | None = None        # QTY*FL: more units of anaesthesia
    test_results: tuple[TestResult, ...] = ()     # MEA
    contract: Contract | None = None              # CN1
    file_information: tuple[FileInformation, ...] = ()           # K3
    purchased_service: PurchasedService | None = None            # PS1
    pricing: Pricing | None = None                # HCP
    adjudications: tuple[LineAdjudication, ...] = ()             # 2430
    forms: tuple[Form, ...] = ()                  # 2440
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Accident:
    """Why the patient was hurt (CLM11)."""

    causes: tuple[str, ...] = ()   # AA auto, EM employment, OA other
    state: str = ""                # CLM11-4
    country: str = ""              # CLM11-5


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim (2300) with whom it is for and who bills it. Its lines are in LX order."""

    patient_control_number: str    # CLM01
    charge: Cents                  # CLM02
    billing_provider: BillingProvider
    subscriber: Subscriber
    patient: Patient | None = None # None: the subscriber is the patient
    place_of_service: str = ""     # CLM05-1
    facility_qualifier: str = "B"  # CLM05-2
    frequency: str = "1"           # CLM05-3: 1 original, 7 replacement, 8 void
    signature: str = ""            # CLM06 Y N
    assignment: str = ""           # CLM07 A B C
    benefits_assigned: str = ""    # CLM08 N W Y
    release: str = ""              # CLM09 I Y
    signature_source: str = ""     # CLM10 P
    accident: Accident | None = None
    special_program: str = ""      # CLM12
    delay_reason: str = ""         # CLM20
    dates: tuple[Period, ...] = () # DTP: 431 onset, 439 accident, 435 admission ...
    patient_paid: Cents | None = None             # AMT*F5
    referral: str = ""             # REF*9F
    prior_authorization: str = ""  # REF*G1
    payer_claim_control_number: str = ""          # REF*F8
    clia: str = ""                 # REF*X4
    references: tuple[Reference, ...] = ()        # 4N F5 EW LX D9 EA P4 1J 9A 9C
    notes: tuple[Note, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    referring: tuple[Provider, ...] = ()          # 2310A
    rendering: Provider | None = None             # 2310B
    facility: Provider | None = None              # 2310C
    supervising: Provider | None = None           # 2310D
    lines: tuple[ServiceLine, ...] = ()
    attachments: tuple[Attachment, ...] = ()      # PWK
    contract: Contract | None = None              # CN1
    file_information: tuple[FileInformation, ...] = ()           # K3
    ambulance: AmbulanceTransport | None = None   # CR1
    spinal_manipulation: SpinalManipulation | None = None        # CR2
    conditions: tuple[ConditionIndicator, ...] = ()              # CRC: 07 E1 E2 E3 75 ZZ
    anesthesia_procedures: tuple[AnesthesiaProcedure, ...] = ()  # HI*BP, BO
    condition_codes: tuple[ConditionCode, ...] = ()              # HI*BG
    pricing: Pricing | None = None                # HCP
    pick_up: Location | None = None               # 2310E
    drop_off: Location | None = None              # 2310F
    other_subscribers: tuple[OtherSubscriber, ...] = ()          # 2320
    kept: Kept | None = None
    at: int = field(default=0, compare=False)

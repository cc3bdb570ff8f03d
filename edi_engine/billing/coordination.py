"""What other payers have to do with a claim, and what they have paid (837P: 2320, 2330, 2430)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from edi_engine.billing.kept import Kept
from edi_engine.billing.party import Address, Adjustment, Name, Procedure, Reference
from edi_engine.money import Cents


@dataclass(frozen=True, slots=True)
class OtherInsured:
    """Whose insurance the other one is (2330A)."""

    name: Name                     # NM1*IL
    address: Address | None = None
    references: tuple[Reference, ...] = ()        # SY
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class OtherPayer:
    """The other payer, and how it knows the claim (2330B)."""

    name: Name                     # NM1*PR; SVD01 of the lines repeats its id
    address: Address | None = None
    adjudicated: date | None = None               # DTP*573, when its lines do not tell
    references: tuple[Reference, ...] = ()        # 2U EI FY NF
    prior_authorization: str = ""  # REF*G1
    referral: str = ""             # REF*9F
    adjustment_indicator: str = "" # REF*T4: Y, the claim was adjusted
    claim_control_number: str = "" # REF*F8: its CLP07
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class OtherPayerProvider:
    """A provider by the numbers that the other payer gave it (2330C to 2330G)."""

    name: Name                     # NM101 and NM102 alone
    references: tuple[Reference, ...] = ()
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class OutpatientAdjudication:
    """Remarks and amounts of the other payer for the claim (MOA)."""

    reimbursement_rate: Decimal | None = None     # MOA01
    payable: Cents | None = None   # MOA02
    remarks: tuple[str, ...] = ()  # MOA03 to MOA07, remittance advice remark codes
    esrd_paid: Cents | None = None # MOA08
    professional_component: Cents | None = None   # MOA09, not billed
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class OtherSubscriber:
    """Another insurance of the patient, and what it has paid for the claim (2320)."""

    sequence: str                  # SBR01: P S T A-H U
    insured: OtherInsured          # 2330A
    payer: OtherPayer              # 2330B
    relationship: str = "18"       # SBR02: the patient's, to this insured
    group_number: str = ""
    group_name: str = ""
    medicare_secondary: str = ""   # SBR05
    filing_indicator: str = ""     # SBR09
    adjustments: tuple[Adjustment, ...] = ()      # what it adjusted on the claim as a whole
    paid: Cents | None = None      # AMT*D; None when it has not adjudicated
    non_covered: Cents | None = None              # AMT*A8
    patient_liability: Cents | None = None        # AMT*EAF, when its lines do not tell
    benefits_assigned: str = ""    # OI03: N W Y
    signature_source: str = ""     # OI04: P
    release: str = ""              # OI06: I Y
    outpatient: OutpatientAdjudication | None = None
    referring: tuple[OtherPayerProvider, ...] = ()               # 2330C
    rendering: OtherPayerProvider | None = None   # 2330D
    facility: OtherPayerProvider | None = None    # 2330E
    supervising: OtherPayerProvider | None = None # 2330F
    billing: OtherPayerProvider | None = None     # 2330G
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class LineAdjudication:
    """What another payer paid for a line, and why not more (2430)."""

    payer: str                     # SVD01: the id of its 2330B
    paid: Cents                    # SVD02
    procedure: Procedure           # SVD03, as adjudicated
    units: Decimal | None = None   # SVD05, as paid
    bundled_into: str = ""         # SVD06: LX01 of the line that it was bundled into
    adjustments: tuple[Adjustment, ...] = ()
    adjudicated: date | None = None               # DTP*573
    patient_liability: Cents | None = None        # AMT*EAF
    kept: Kept | None = None
    at: int = field(default=0, compare=False)

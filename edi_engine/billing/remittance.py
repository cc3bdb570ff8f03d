"""The remittance: what a payer says that it paid, and why it did not pay the rest (835, 005010X221A1)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from edi_engine.billing.kept import Kept
from edi_engine.billing.party import Address, Adjustment, Amount, Contact, Dated, Name, Procedure, Quantity, Reference
from edi_engine.money import Cents


@dataclass(frozen=True, slots=True)
class Payment:
    """How the money moves (BPR)."""

    handling: str                  # BPR01: I with remittance, H notification only ...
    amount: Cents
    credit_debit: str = "C"
    method: str = ""               # BPR04: ACH BOP CHK FWT NON
    format: str = ""               # BPR05
    sender_dfi_qualifier: str = ""
    sender_dfi: str = ""
    sender_account_qualifier: str = ""
    sender_account: str = ""
    originator: str = ""           # BPR10
    originator_supplement: str = ""
    receiver_dfi_qualifier: str = ""
    receiver_dfi: str = ""
    receiver_account_qualifier: str = ""
    receiver_account: str = ""
    effective: date | None = None  # BPR16
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Trace:
    """The number that ties the remittance to the money (TRN)."""

    number: str                    # TRN02
    payer: str = ""                # TRN03: "1" and the payer's TIN
    subsidiary: str = ""           # TRN04
    type: str = "1"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a paper remittance would be delivered (RDM)."""

    method: str
    name: str = ""
    number: str = ""
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class RemittanceParty:
    """The payer (1000A) or the payee (1000B)."""

    role: str                      # N101: PR, PE
    name: str = ""
    id_qualifier: str = ""         # N103: XV; FI, XV, XX
    id: str = ""
    address: Address | None = None
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()
    delivery: Delivery | None = None
    kept: Kept | None = None
    at: int = field(default=0, compare=False)

    def also_known_as(self, qualifier: str) -> str:
        """The first number with that qualifier (REF); "" when there is none."""
        return next((reference.value for reference in self.references if reference.qualifier == qualifier), "")


@dataclass(frozen=True, slots=True)
class RemittanceHead:
    """Everything before the first LX: the payment, its trace, payer and payee (table 1)."""

    payment: Payment
    trace: Trace | None = None
    currency: str = ""             # CUR02
    currency_entity: str = ""      # CUR01
    references: tuple[Reference, ...] = ()      # EV receiver, F2 version
    dates: tuple[Dated, ...] = ()               # 405 production
    payer: RemittanceParty | None = None
    payee: RemittanceParty | None = None
    kept: Kept | None = None
    at: int = field(default=0, compare=False)

    @property
    def produced(self) -> date | None:
        """When the remittance was made (DTM*405)."""
        return next((dated.day for dated in self.dates if dated.qualifier == "405"), None)

    @property
    def payer_id(self) -> str:
        """What the payer calls itself beside TRN03: N104, else REF*2U."""
        return (self.payer.id or self.payer.also_known_as("2U")) if self.payer else ""

    @property
    def payee_tax_id(self) -> str:
        """The payee's tax id beside N104 (REF*TJ)."""
        return self.payee.also_known_as("TJ") if self.payee else ""


@dataclass(frozen=True, slots=True)
class Summary:
    """Totals of a provider's claims under one LX (TS3, TS2): element number -> value as sent, values[n] is TS3n."""

    values: tuple[str, ...] = ()
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class HeaderNumber:
    """A group of claim payments (loop 2000: LX, TS3, TS2); its claims follow it in the stream."""

    number: str
    provider_summary: Summary | None = None
    supplemental_summary: Summary | None = None
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Adjudication:
    """Remarks and amounts of an adjudication (MIA inpatient, MOA outpatient): every element as sent, by position."""

    values: tuple[str, ...] = ()   # values[0] is MIA01 / MOA01
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ServicePayment:
    """One service line as the payer adjudicated it (loop 2110)."""

    procedure: Procedure           # SVC01, as adjudicated
    charge: Cents
    paid: Cents
    revenue_code: str = ""
    units: Decimal | None = None   # SVC05 paid units; absent means 1
    submitted: Procedure | None = None          # SVC06, when recoded or bundled
    submitted_units: Decimal | None = None      # SVC07
    dates: tuple[Dated, ...] = ()               # 472, or 150 and 151
    adjustments: tuple[Adjustment, ...] = ()
    references: tuple[Reference, ...] = ()      # 1S APC BB E9 G1 G3 LU RB
    control_number: str = ""                    # REF*6R
    provider_ids: tuple[Reference, ...] = ()    # 0B ... HPI SY TJ
    policies: tuple[Reference, ...] = ()        # 0K
    amounts: tuple[Amount, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()   # LQ: (HE or RX, code)
    kept: Kept | None = None
    at: int = field(default=0, compare=False)

    @property
    def since(self) -> date | None:
        """The first day of service: 472, or 150 where it is a range (REM-18)."""
        return _first(self.dates, ("472", "150"))


@dataclass(frozen=True, slots=True)
class ClaimPayment:
    """One claim as the payer adjudicated it (loop 2100, CLP)."""

    patient_control_number: str    # CLP01
    status: str                    # CLP02: 1-3 processed, 4 unknown, 19-21 forwarded, 22 reversal, 25 estimate
    charge: Cents
    paid: Cents
    patient_responsibility: Cents | None = None
    filing_indicator: str = ""
    payer_claim_control_number: str = ""        # CLP07
    facility_type: str = ""
    frequency: str = ""
    drg: str = ""
    drg_weight: Decimal | None = None
    discharge_fraction: Decimal | None = None
    adjustments: tuple[Adjustment, ...] = ()    # claim level only
    patient: Name | None = None                 # NM1*QC
    insured: Name | None = None                 # NM1*IL
    corrected: Name | None = None               # NM1*74
    service_provider: Name | None = None        # NM1*82
    crossover_carrier: Name | None = None       # NM1*TT
    corrected_payer: Name | None = None         # NM1*PR
    other_subscriber: Name | None = None        # NM1*GB
    inpatient: Adjudication | None = None       # MIA
    outpatient: Adjudication | None = None      # MOA
    references: tuple[Reference, ...] = ()      # 1L 1W 28 6P 9A 9C BB CE EA F8 G1 G3 IG SY
    provider_ids: tuple[Reference, ...] = ()    # 0B 1A ... LU
    dates: tuple[Dated, ...] = ()               # 232 233 036 050
    contacts: tuple[Contact, ...] = ()
    amounts: tuple[Amount, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    lines: tuple[ServicePayment, ...] = ()
    kept: Kept | None = None
    at: int = field(default=0, compare=False)

    @property
    def since(self) -> date | None:
        """The first day of service: the claim's own (232), else the earliest of its lines (REM-18)."""
        return _first(self.dates, ("232",)) or min(filter(None, [line.since for line in self.lines]), default=None)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Every remark code of MOA and MIA (MOA03-07; MIA05, MIA20-23) (REM-20)."""
        if self.outpatient is None and self.inpatient is None:
            return ()
        out = self.outpatient.values[2:7] if self.outpatient else ()
        inside = self.inpatient.values if self.inpatient else ()
        return tuple(filter(None, (*out, *inside[4:5], *inside[19:23])))


@dataclass(frozen=True, slots=True)
class ProviderAdjustment:
    """Money that belongs to a provider and to no claim (one reason and amount of a PLB). Positive reduces the check (PLB-2)."""

    provider: str                  # PLB01
    fiscal_period: str             # PLB02 as sent, CCYYMMDD
    reason: str                    # PLB03-1: WO, FB, L6 ...
    reference: str                 # PLB03-2
    amount: Cents
    slot: int = field(default=1, compare=False)      # its pair in the segment, 1 to 6
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class RemittanceTail:
    """What follows the claims: the provider-level adjustments (PLB)."""

    provider_adjustments: tuple[ProviderAdjustment, ...] = ()
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Remittance:
    """A whole 835 transaction set; for tests and for writing - a remittance of any size is read as a stream of its parts."""

    head: RemittanceHead
    groups: tuple[tuple[HeaderNumber, tuple[ClaimPayment, ...]], ...] = ()
    tail: RemittanceTail = field(default_factory=RemittanceTail)


def _first(dates: tuple[Dated, ...], meanings: tuple[str, ...]) -> date | None:
    for dated in dates:
        if dated.qualifier in meanings:
            return dated.day
    return None

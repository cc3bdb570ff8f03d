"""What became of claims before they were paid: 277CA (005010X214) of a batch, 277 (005010X212) of a question about claims."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from edi_engine.billing.claim import Demographics, Level
from edi_engine.billing.kept import Kept
from edi_engine.billing.party import Contact, Name, Period, Procedure, Reference
from edi_engine.money import Cents


@dataclass(frozen=True, slots=True)
class StatusCode:
    """A status (C043): category, code, and whom or what it speaks of (ACK-3)."""

    category: str                  # A2, F1: see codes.acknowledgments
    status: str                    # 20, 187
    entity: str = ""               # 85, PR, QC
    list: str = ""                 # RX: the status is one of NCPDP's


@dataclass(frozen=True, slots=True)
class Status:
    """What is said of a batch, a provider, a claim or a line (STC): up to three statuses under one verdict."""

    code: StatusCode               # STC01
    day: date | None = None        # STC02: since when
    verdict: str = ""              # STC03: WQ accepted, U rejected; 277CA only
    amount: Cents | None = None    # STC04: the charge
    paid: Cents | None = None      # STC05; the rest of these is the 277's
    adjudicated: date | None = None             # STC06
    method: str = ""               # STC07: how it was paid, 4010
    remitted: date | None = None   # STC08
    check_number: str = ""         # STC09
    second: StatusCode | None = None            # STC10
    third: StatusCode | None = None             # STC11
    text: str = ""                 # STC12: in words
    at: int = field(default=0, compare=False)

    @property
    def codes(self) -> tuple[StatusCode, ...]:
        """Its statuses, one to three."""
        return tuple(code for code in (self.code, self.second, self.third) if code is not None)


@dataclass(frozen=True, slots=True)
class StatusHead:
    """What a 277 says of itself (BHT)."""

    reference: str                 # BHT03
    created: date | None = None
    created_at: time | None = None
    purpose: str = "08"            # BHT02
    use: str = ""                  # BHT06: TH an acknowledgment, DG an answer
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class InformationSource:
    """Who speaks (2000A): a payer (PR) or a clearinghouse (AY), which does not accept a claim in the payer's name (ACK-11)."""

    name: Name                     # NM1*PR or AY
    contacts: tuple[Contact, ...] = ()          # 277 only
    trace: str = ""                # TRN02: its own number of what it answers
    received: date | None = None   # DTP*050
    processed: date | None = None  # DTP*009
    level: Level = field(default=Level(), compare=False)
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class InformationReceiver:
    """Who is told (2000B), and what became of the whole batch: without claims below, it is the verdict of them all (ACK-4)."""

    name: Name                     # NM1*41
    trace: str = ""                # TRN02: BHT03 of the 837 (or of the question)
    statuses: tuple[Status, ...] = ()
    accepted: Decimal | None = None             # QTY*90: how many claims
    rejected: Decimal | None = None             # QTY*AA
    accepted_amount: Cents | None = None        # AMT*YU
    rejected_amount: Cents | None = None        # AMT*YY
    level: Level = field(default=Level(), compare=False)
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class StatusProvider:
    """Whose claims follow (2000C), and what is said of all of them."""

    names: tuple[Name, ...]        # NM1*85; in a 277 one or two NM1*1P
    trace: str = ""                # TRN02: usually 0
    statuses: tuple[Status, ...] = ()
    references: tuple[Reference, ...] = ()      # 0B 1G G2 LU SY TJ
    accepted: Decimal | None = None             # QTY*QA: how many claims
    rejected: Decimal | None = None             # QTY*QC
    accepted_amount: Cents | None = None        # AMT*YU
    rejected_amount: Cents | None = None        # AMT*YY
    level: Level = field(default=Level(), compare=False)
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class StatusPatient:
    """Whose claims follow: the patient (277CA 2000D), the subscriber or a dependent (277 2000D, 2000E)."""

    name: Name                     # NM1*QC, IL
    kind: str = "PT"               # HL03: PT patient; 22 subscriber, 23 dependent
    demographics: Demographics | None = None    # 4010
    level: Level = field(default=Level(), compare=False)
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class LineAcknowledgment:
    """What is said of a service line (2220D, 2220E): in a 277CA, that it is why its claim was rejected."""

    procedure: Procedure           # SVC01
    charge: Cents
    paid: Cents | None = None      # SVC03, 277 only
    revenue_code: str = ""
    units: Decimal | None = None   # SVC07
    statuses: tuple[Status, ...] = ()
    control_number: str = ""       # REF*FJ: the line's REF*6R
    references: tuple[Reference, ...] = ()      # XZ
    service: Period | None = None  # DTP*472
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ClaimAcknowledgment:
    """What is said of a claim (2200D, 2200E), with the levels above it; a level that the file left out is None."""

    patient_control_number: str    # CLM01: TRN02 of a 277CA, REF*EJ of a 277
    statuses: tuple[Status, ...] = ()
    payer_claim_control_number: str = ""        # REF*1K: the CLP07 to come
    clearinghouse_trace: str = ""               # REF*D9
    bill_type: str = ""                         # REF*BLT
    references: tuple[Reference, ...] = ()      # 277: XZ VV EA
    service: Period | None = None               # DTP*472
    trace: str = ""                             # TRN02 of a 277: the number of the question
    lines: tuple[LineAcknowledgment, ...] = ()
    source: InformationSource | None = None
    receiver: InformationReceiver | None = None
    provider: StatusProvider | None = None
    subscriber: StatusPatient | None = None     # above a dependent
    patient: StatusPatient | None = None
    kept: Kept | None = None
    at: int = field(default=0, compare=False)

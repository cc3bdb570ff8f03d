"""What the reports show, as frozen values: remittances, claims reconciled, and the worklist."""

from collections.abc import Iterable
from dataclasses import dataclass

from edi_engine.codes import adjustments, remittances
from edi_engine.money import Cents
from edi_engine.reports.charts import Chart


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure was read: file and segment (ST = 1)."""

    file: str = ""
    segment: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a payment differs from its charge (CAS): group, reason, amount."""

    group: str
    code: str
    amount: Cents | None           # None: a reason without money
    quantity: str = ""
    segment: int | None = None

    @property
    def words(self) -> str:
        """The reason in our words; "" for a code that our tables do not know."""
        return adjustments.words(self.code)

    @property
    def bearer(self) -> str:
        """Who bears it, by the group."""
        return adjustments.GROUPS.get(self.group, "")


@dataclass(frozen=True, slots=True)
class Taken:
    """What adjustments take, by who bears it: the provider by contract (CO), the patient (PR), anybody else."""

    contract: Cents
    patient: Cents
    other: Cents


def taken(reasons: Iterable[Reason]) -> Taken:
    """The reasons summed by group; the three add up to all of them."""
    sums = {"CO": 0, "PR": 0, "": 0}
    for reason in reasons:
        sums[reason.group if reason.group in sums else ""] += reason.amount or 0
    return Taken(sums["CO"], sums["PR"], sums[""])


@dataclass(frozen=True, slots=True)
class LineAdvice:
    """A service line as the payer adjudicated it (2110)."""

    number: int
    procedure: str
    modifiers: str
    submitted: str                 # what we sent, when the payer answered another code
    date: str
    units: str
    charge: Cents
    paid: Cents
    control_number: str
    remarks: tuple[str, ...]
    reasons: tuple[Reason, ...]
    segment: int | None = None
    off: Cents = 0                 # REM-1: what is unexplained

    @property
    def taken(self) -> "Taken":
        """What the line's adjustments take."""
        return taken(self.reasons)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a charge and what became of it: paid, contractual, patient ... and what nobody explains."""

    what: str
    amount: Cents
    words: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """Whom a claim payment names (NM1). Name and id are "" where they are a patient's and nobody asked for them."""

    role: str
    name: str
    id: str
    segment: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimAdvice:
    """A claim as the payer adjudicated it (2100), and what the books did with it."""

    number: str                    # patient control number (CLP01)
    payer_number: str              # CLP07
    status: str                    # CLP02
    date: str
    charge: Cents
    paid: Cents
    patient: Cents | None          # CLP05
    remarks: tuple[str, ...]
    reasons: tuple[Reason, ...]    # claim level
    lines: tuple[LineAdvice, ...]
    state: str                     # posted, unapplied, held, estimate ...
    claim: str                     # ours; "" = none
    finding: str
    segment: int | None = None
    off: Cents = 0                 # REM-2: what is unexplained
    shares: tuple[Share, ...] = () # where the charge went
    people: tuple[Somebody, ...] = ()

    @property
    def status_words(self) -> str:
        return remittances.STATUSES.get(self.status, f"status {self.status}")

    @property
    def taken(self) -> "Taken":
        """What adjustments take, claim level and lines together."""
        return taken((*self.reasons, *(reason for line in self.lines for reason in line.reasons)))


@dataclass(frozen=True, slots=True)
class ProviderItem:
    """Money of a provider that belongs to no claim (PLB); positive reduces the check."""

    provider: str
    fiscal_period: str
    code: str
    reference: str
    amount: Cents
    segment: int | None = None

    @property
    def words(self) -> str:
        return remittances.PROVIDER_REASONS.get(self.code, "")

    @property
    def effect(self) -> str:
        """What it does to the payment (PLB-2)."""
        return "takes" if self.amount > 0 else "pays" if self.amount < 0 else "neither pays nor takes"


@dataclass(slots=True)
class Seen:
    """What the claims of a check came to, claim by claim: where their charges went, and how many do not balance."""

    shares: tuple[Share, ...] = ()
    unbalanced_claims: int = 0
    unbalanced_lines: int = 0

    def add(self, claim: ClaimAdvice) -> None:
        """One more claim."""
        sums = {share.what: share.amount for share in self.shares}
        self.shares = tuple(Share(s.what, s.amount + sums.get(s.what, 0), s.words) for s in claim.shares)
        self.unbalanced_claims += bool(claim.off)
        self.unbalanced_lines += sum(bool(line.off) for line in claim.lines)


@dataclass(frozen=True, slots=True)
class CheckAdvice:
    """A remittance: the payment, who pays whom, its claims, what belongs to no claim, and whether it ties out."""

    name: str                      # what `edi match` and `edi release` take
    trace: str
    payer: str
    payer_id: str
    payee: str
    payee_id: str
    payee_tax: str
    date: str
    produced: str
    method: str
    handling: str
    amount: Cents                  # BPR02
    claim_count: int
    paid: Cents                    # sum of CLP04
    adjusted: Cents                # sum of PLB
    off: Cents                     # REM-3: what is unexplained
    state: str                     # counts, held, duplicate, released; "" = read from its file, not from the books
    posted: Cents
    unapplied: Cents
    held: Cents
    file: str
    provider_items: tuple[ProviderItem, ...]
    claims: Iterable[ClaimAdvice]  # may be a stream: read once
    seen: "Seen | None" = None     # what the claims came to, when they have been read

    @property
    def method_words(self) -> str:
        return remittances.METHODS.get(self.method, self.method)

    @property
    def handling_words(self) -> str:
        return remittances.HANDLING.get(self.handling, self.handling)


@dataclass(frozen=True, slots=True)
class Amounts:
    """The six amounts; ``balance = charge - paid - contractual - patient - other``."""

    charge: Cents = 0
    paid: Cents = 0
    contractual: Cents = 0
    patient: Cents = 0
    other: Cents = 0
    balance: Cents = 0


@dataclass(frozen=True, slots=True)
class Why:
    """One step of a line, as the reconciliation statement shows it."""

    date: str
    words: str
    reason: str                    # CO-45
    reason_words: str
    remarks: str
    amount: Cents                  # as it stands in the books: what lowers the balance is negative
    reported: Cents | None         # as the payer said it, when the books hold something else
    source: Source


@dataclass(frozen=True, slots=True)
class LineBooks:
    """A claim line with where its money went, and why."""

    line: str                      # "" = claim level
    procedure: str
    modifiers: str
    date: str
    status: str
    amounts: Amounts
    whys: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class ClaimBooks:
    """A claim with its lines, as the books have it."""

    claim: str
    provider: str
    payer: str
    status: str
    amounts: Amounts
    lines: tuple[LineBooks, ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Every claim of the books, and their sum."""

    count: int
    total: Amounts
    statuses: tuple[tuple[str, int, Cents], ...]  # status, claims, open balance
    claims: Iterable[ClaimBooks]   # may be a stream: read once


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Something that needs a person."""

    claim: str
    line: str
    payer: str
    remit: str
    kind: str
    amount: Cents
    age_days: int | None
    deadline: str
    reason: str
    next_step: str
    source: Source


@dataclass(frozen=True, slots=True)
class Worklist:
    """What needs a person, worst first, with where all the money stands."""

    items: tuple[WorkItem, ...]
    claims: int
    total: Amounts
    kinds: tuple[tuple[str, int, Cents], ...]     # kind, items, amount
    money: Chart
    refused: Chart


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose report it is and of which day."""

    practice: str
    day: str


@dataclass(frozen=True, slots=True)
class ProofStep:
    """One step of a claim on its way, with the file that says so."""

    date: str
    what: str
    who: str
    note: str
    file: str
    sha256: str
    segment: int
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """That a claim was filed in time."""

    claim: str
    provider: str
    served: tuple[str, ...]        # first and last day of service
    submitted: str                 # when it left first
    cleared: str                   # when a clearinghouse first took what stands of it
    taken: str                     # when a payer did
    tests: bool                    # nothing of it left in earnest (ISA15 = P), so that this proves nothing
    steps: tuple[ProofStep, ...]

"""What the reconciler speaks of: the facts of an account as light tuples, and the state that follows from them."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple, TypeVar

from edi_engine.money import Cents
from edi_engine.problems import Problem

Made = TypeVar("Made", bound=tuple[object, ...])


def maker(kind: type[Made]) -> Callable[[Iterable[object]], Made]:
    """``kind._make`` without its count of the fields, for rows by the hundred thousand whose values a query promises."""
    return partial(tuple.__new__, kind)


class Line(NamedTuple):
    """A service line as it was submitted (2400)."""

    key: str                       # line item control number (REF*6R), or its LX where it has none
    control_number: str            # REF*6R as sent; "" = none
    lx: str
    procedure: str
    modifiers: str                 # blank-separated, as sent
    since: str                     # ISO date, "" when absent
    charge: Cents
    units: str
    at: int


class Submitted(NamedTuple):
    """A claim each time it left: original, replacement or void, to the first payer or a later one."""

    id: int
    order: str                     # BHT04, BHT05, ISA13, content: never arrival
    frequency: str                 # 1, 7, 8
    sequence: str                  # SBR01
    payer: str                     # canonical payer id
    payer_claim: str               # the payer's number of the claim that it replaces or voids (REF*F8)
    charge: Cents
    since: str
    until: str
    at: int
    rejected: bool                 # thrown back by an acknowledgment: it counts only where nothing else left
    lines: tuple[Line, ...]
    test: bool = False             # it left as a test alone (ISA15 = T): nothing where its payer was asked in earnest

    @property
    def days(self) -> str:
        """The days of service, first and last: among those of its account they tell a claim for ever."""
        return f"{self.since}/{self.until}"


class Adjusted(NamedTuple):
    """One reason and amount of a CAS; no amount is a reason without money."""

    group: str
    reason: str
    amount: Cents | None
    at: int


class PaidLine(NamedTuple):
    """A service line as a payer adjudicated it (2110)."""

    control_number: str
    procedure: str
    modifiers: str
    submitted: str                 # SVC06-2
    submitted_modifiers: str
    since: str
    charge: Cents
    paid: Cents
    remarks: str
    at: int
    adjustments: tuple[Adjusted, ...]


class Paid(NamedTuple):
    """A claim payment (2100): one adjudication of one payer."""

    id: int
    order: str                     # payment date, payer, trace, content, position: never arrival
    payer: str                     # canonical payer id
    payer_ids: tuple[str, ...]     # every id by which the check names its payer
    date: str
    ccn: str                       # payer claim control number
    status: str                    # CLP02
    charge: Cents
    paid: Cents
    since: str
    standing: str                  # "" to be posted, "released" by a person, else why it waits: held, check held
    key: str                       # the claim key that fired: MAT-1a ... MAT-1d, or "person"
    days: str                      # of the claim that a person chose; "" = to be worked out
    remarks: str
    at: int
    adjustments: tuple[Adjusted, ...]
    lines: tuple[PaidLine, ...]

    @property
    def remittance(self) -> str:
        """What its check is told by: the order without the position in it."""
        return self.order.rpartition("|")[0]


class Step(NamedTuple):
    """One line of an explanation. A line's steps add up to its balance: the charge is positive, what lowers it negative."""

    line: str                      # key of the line; "" = claim level
    what: str                      # one of WHATS
    amount: Cents
    reported: Cents                # as the file says it
    group: str
    reason: str
    remarks: str
    date: str
    submission: int                # id of what it comes from; 0 = none
    payment: int
    at: int


WHATS = {
    "charge": "billed",
    "payment": "paid by the payer",
    "contractual": "given up under the contract",
    "patient": "the patient's share",
    "other": "other adjustment",
    "prior payer": "paid or adjusted by a prior payer: already in the books",
    "superseded": "said by an earlier answer; a later one takes its place",
    "denied": "denied: stays in the balance",
    "reduced": "not paid and not contractual: stays in the balance",
    "reason only": "a reason without money",
}


class Amounts(NamedTuple):
    """The six amounts; ``balance = charge - paid - contractual - patient - other``."""

    charge: Cents = 0
    paid: Cents = 0
    contractual: Cents = 0
    patient: Cents = 0
    other: Cents = 0
    balance: Cents = 0


class LineState(NamedTuple):
    """A line of a claim as the books have it."""

    key: str                       # "" = the claim level, which has no line
    position: int
    line: Line | None
    amounts: Amounts
    status: str
    match: str                     # the line key that fired last: MAT-2a ... MAT-2f; see matching.INTERCHANGEABLE
    why: "Why"


class Why(NamedTuple):
    """What the last answer left in the balance: its reasons ("CO-50 CO-16"), remarks, and where it says so.

    Where every answer was taken back: the reversal, without reasons. All empty where no answer left anything.
    """

    reasons: str = ""
    remarks: str = ""
    payment: int = 0
    at: int = 0


class ClaimState(NamedTuple):
    """A claim as the books have it."""

    ordinal: int
    submission: int                # the one whose charges count
    payer: str
    status: str
    amounts: Amounts
    level: LineState
    lines: tuple[LineState, ...]
    steps: tuple[Step, ...]
    rejections: tuple[tuple[int, str], ...] = ()     # submissions thrown back, and what each asks for: rejections.NEXT


class Placement(NamedTuple):
    """What became of a claim payment."""

    payment: int
    ordinal: int                   # 0 = no claim
    state: str                     # one of statuses.PAYMENT
    key: str
    findings: tuple[Problem, ...] = ()     # what a person should look at; their places count from ST = 1
    reverses: int = 0              # id of the payment that this reversal undoes


class Settled(NamedTuple):
    """An account as the books have it."""

    claims: tuple[ClaimState, ...]
    placements: tuple[Placement, ...]

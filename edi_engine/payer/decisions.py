"""What a payer decides, in its own terms: each cut says what it means for whoever keeps the books, beside how it is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from edi_engine.billing.party import Procedure
from edi_engine.money import Cents
from edi_engine.payer.cases import Case

Means = Literal["contractual", "patient", "other", "prior payer", "nothing"]
"""What a cut does to a balance. Of what is denied or reduced nothing moves: it stays owed until somebody decides."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What a payer takes off a charge (one reason and amount of a CAS), and what that means."""

    group: str
    reason: str
    amount: Cents
    means: Means


@dataclass(frozen=True, slots=True)
class Service:
    """One service as a payer answers it (2110), for the line of the claim with this key; what is not cut is paid."""

    key: str
    procedure: Procedure
    charge: Cents
    cuts: tuple[Cut, ...]
    control_number: str            # REF*6R as the payer gives it back
    day: date | None
    until: date | None = None
    units: Decimal | None = None
    submitted: Procedure | None = None          # SVC06
    submitted_units: Decimal | None = None      # SVC07
    remarks: tuple[str, ...] = ()

    @property
    def paid(self) -> Cents:
        """SVC03 (REM-1)."""
        return self.charge - taken(self.cuts)


@dataclass(frozen=True, slots=True)
class Insurer:
    """Who decides and pays: the payer that a claim names, or one that it was forwarded to."""

    id: str                        # NM109 of 2010BB; REF*2U of its 835s
    name: str = field(compare=False)
    tin: str

    @property
    def trn(self) -> str:
        """TRN03: what the books call the payer."""
        return f"1{self.tin}"


@dataclass(frozen=True, slots=True)
class Payee:
    """Whom it pays."""

    id: str                        # NPI, else the tax id
    tax_id: str
    name: str
    npi: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """One claim payment (2100) of an insurer on a day, and where its money lands in the books of whoever gets it."""

    case: Case
    insurer: Insurer
    payee: Payee
    day: date
    status: str                    # CLP02
    number: str                    # CLP01 as the payer writes it
    payer_claim_control_number: str
    charge: Cents
    services: tuple[Service, ...]
    cuts: tuple[Cut, ...] = ()     # on the claim as a whole
    rank: int = 1                  # the insurer's place in the sequence of payers
    lands: Literal["posted", "unapplied", "held", "nowhere"] = "posted"
    interest: Cents = 0            # AMT*I, paid beside the claim (PLB L6)
    remarks: tuple[str, ...] = ()  # MOA
    forwarded_to: Insurer | None = None         # NM1*TT
    new_member_id: str = ""        # NM1*74
    undoes: "Decision | None" = field(default=None, compare=False)

    @property
    def paid(self) -> Cents:
        """CLP04 (REM-2)."""
        return self.charge - taken(self.cuts) - sum(taken(service.cuts) for service in self.services)

    @property
    def share(self) -> Cents:
        """What the patient owes as the decision says: CLP05."""
        every = (*self.cuts, *(cut for service in self.services for cut in service.cuts))
        return sum(cut.amount for cut in every if cut.group == "PR")


@dataclass(frozen=True, slots=True, eq=False)
class Debt:
    """What somebody owes beside the claims until it is taken up: everything that moves on account of it is one debt's."""

    of: Decision | None = None     # the claim payment that it came from
    way: str = ""                  # in which the payer refers to it, by rate; "" = by its own number for the claim
    letter: str = ""               # the number under which the payer wrote to the provider about it, or the other way round


@dataclass(frozen=True, slots=True)
class Due:
    """A provider-level adjustment (PLB) that is to be in a check of a day."""

    insurer: Insurer
    payee: Payee
    day: date
    reason: str
    amount: Cents                  # positive reduces the check (PLB-2)
    debt: Debt | None = None       # None: nobody owes anything for it
    reference: str = ""            # as the check says it


def taken(cuts: Iterable[Cut]) -> Cents:
    """What cuts come to."""
    return sum(cut.amount for cut in cuts)


def undone(decision: Decision, day: date) -> Decision:
    """The reversal: minus the decision, line by line, with its numbers and groups (REM-11, RFI 1147, RFI 1429)."""
    services = tuple(replace(service, charge=-service.charge, cuts=_minus(service.cuts), remarks=(),
                             units=None if service.units is None else -service.units) for service in decision.services)
    return replace(decision, status="22", day=day, charge=-decision.charge, services=services, cuts=_minus(decision.cuts),
                   interest=-decision.interest, remarks=(), forwarded_to=None, new_member_id="", undoes=decision)


def _minus(cuts: tuple[Cut, ...]) -> tuple[Cut, ...]:
    return tuple(replace(cut, amount=-cut.amount) for cut in cuts)

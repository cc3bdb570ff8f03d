"""Cases: the claims that came in, each with the times that it came, under the name that books give it.

Who answers has to know what belongs together: a second original on other days is another claim, what replaces or voids a
claim or asks its next payer is the same one. That is no rule of whoever keeps the books, but what both were told: a claim is
what docs/ledger.md says.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from edi_engine.billing.claim import Claim, ServiceLine
from edi_engine.billing.party import Name
from edi_engine.money import Cents

VOID, FOLLOWING = "8", ("7", "8")
FIRST = ("P", "")                  # SBR01 of who is asked first


@dataclass(frozen=True, slots=True)
class Batch:
    """A transaction set of claims: what its answers have to name."""

    ordinal: int                   # over all files, from 0
    reference: str                 # BHT03
    created: datetime
    submitter: Name | None
    order: str                     # by which the newest of several submissions is told


@dataclass(frozen=True, slots=True)
class Request:
    """One time that a claim came."""

    claim: Claim
    batch: Batch
    position: int                  # among the claims of its batch
    lost: bool = False             # its file or its set was thrown back

    @property
    def order(self) -> tuple[str, int]:
        """What tells the newer of two."""
        return self.batch.order, self.position

    @property
    def first(self) -> bool:
        """Whether it asks the payer that comes first: only that charges."""
        return self.claim.subscriber.sequence in FIRST

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day of service."""
        served = [line.service for line in self.claim.lines if line.service]
        return (min((day.since for day in served), default=None), max((day.until or day.since for day in served), default=None))


@dataclass(slots=True, eq=False)
class Case:
    """One claim."""

    provider: str
    number: str
    ordinal: int = 1
    shared: bool = False           # another provider uses the number, too
    alone: bool = True             # nothing else came under its number
    mistakable: bool = False       # its number looks like the name of another claim: CLM01 is A1#2, and A1 has two claims
    requests: list[Request] = field(default_factory=list)

    @property
    def name(self) -> str:
        """As the books call it: CLM01, CLM01#2, CLM01@NPI."""
        told = self.ordinal > 1 or self.mistakable
        return self.number + (f"#{self.ordinal}" if told else "") + (f"@{self.provider}" if self.shared else "")

    @property
    def counting(self) -> list[Request]:
        """What was not thrown back; all of it where everything was, since the charges are owed all the same (ACK-7)."""
        return [request for request in self.requests if not request.lost] or self.requests

    @property
    def current(self) -> Request:
        """Whose charges count: the newest to the first payer, else the newest."""
        return max(self.counting, key=lambda request: (request.first, request.order))

    @property
    def heard(self) -> bool:
        """Whether any payer got it."""
        return not self.current.lost

    @property
    def charged(self) -> bool:
        """Whether anything is charged: not by a void, nor by what only a later payer was asked."""
        return self.current.first and self.current.claim.frequency != VOID

    def charges(self) -> dict[str, Cents]:
        """By key of the line, for every line that ever came and counts: what is charged for it now."""
        found = {key: 0 for request in self.counting for key, _ in keyed(request.claim)}
        if self.charged:
            found |= {key: line.charge for key, line in keyed(self.current.claim)}
        return found


def keyed(claim: Claim) -> Iterator[tuple[str, ServiceLine]]:
    """Each line with what tells it: its line item control number, else its place."""
    taken: set[str] = set()
    for position, line in enumerate(claim.lines, 1):
        place = line.number.lstrip("0") or str(position)
        key = line.control_number or place
        key = f"{key}#{place}" if key in taken else key
        taken.add(key)
        yield key, line


def cases(requests: Iterable[Request]) -> list[Case]:
    """The claims that these requests are about, in the order in which they first came."""
    accounts: dict[tuple[str, str], list[Request]] = defaultdict(list)
    for request in requests:
        claim = request.claim
        accounts[claim.billing_provider.known_as, claim.patient_control_number].append(request)
    users: dict[str, set[str]] = defaultdict(set)
    for provider, number in accounts:
        users[number].add(provider)
    found: list[Case] = []
    for (provider, number), asked in accounts.items():
        own: list[Case] = []
        for request in sorted(asked, key=lambda request: (not request.first, request.order)):
            home = _home(request, own)
            if home is None:
                home = Case(provider, number, len(own) + 1, len(users[number]) > 1, len(asked) == 1)
                own.append(home)
            home.requests.append(request)
        found += own
    made = {f"{case.number}#{case.ordinal}" for case in found if case.ordinal > 1}
    for case in found:
        case.mistakable = case.number in made
    return found


def _home(request: Request, own: Sequence[Case]) -> Case | None:
    """The claim that came once more; what follows a rejection takes its place, whatever its days.

    A replacement, a void and what the next payer is asked are about the claim of which they carry most: lines, else days.
    """
    if request.first and request.claim.frequency not in FOLLOWING:
        return next((case for case in reversed(own) if _replaces_lost(request, case.requests[-1]) or any(
            _again(request, other) for other in case.requests)), None)
    return max(own, key=lambda case: _carried(request, case), default=None)


def _carried(request: Request, case: Case) -> tuple[bool, bool, bool, int]:
    """What of a claim a request carries; of two that carry as much, the newer claim is meant."""
    lines, days, common = (any(carries(request, other) for other in case.requests)
                           for carries in (_shares_lines, _same_days, _common_days))
    return lines, days, common, case.ordinal


def _replaces_lost(request: Request, last: Request) -> bool:
    return last.lost and _same_payer(request, last)


def _again(request: Request, other: Request) -> bool:
    return _same_days(request, other) if _same_payer(request, other) else _common_days(request, other)


def _same_payer(request: Request, other: Request) -> bool:
    return request.claim.subscriber.payer.name.id == other.claim.subscriber.payer.name.id


def _shares_lines(request: Request, other: Request) -> bool:
    numbers = {line.control_number for line in other.claim.lines} - {""}
    return any(line.control_number in numbers for line in request.claim.lines)


def _same_days(request: Request, other: Request) -> bool:
    return request.days == other.days


def _common_days(request: Request, other: Request) -> bool:
    (since, until), (first, last) = request.days, other.days
    return _same_days(request, other) or bool(since and until and first and last and since <= last and first <= until)

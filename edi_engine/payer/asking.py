"""Asking: files of claims as a payer reads them, with what its answers have to echo."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from edi_engine import x12
from edi_engine.billing.claim import Submission
from edi_engine.guides import values, x222a1
from edi_engine.guides.families import family, meaning
from edi_engine.payer.cases import Batch, Request

UNDATED, NOON = date(2026, 1, 5), time(12)         # of claims whose BHT says no day: an answer must have one
LAST = 2099                                        # the last year that an ISA09 can say


@dataclass(slots=True)
class Asked:
    """Everything that was asked, in the order of the files."""

    interchanges: list[x12.Received] = field(default_factory=list)
    sets: list[tuple[int, x12.TransactionSet]] = field(default_factory=list)       # with the ordinal of its interchange, from 0
    batches: list[Batch] = field(default_factory=list)                             # one for each of the sets
    requests: list[Request] = field(default_factory=list)

    def add(self, source: x12.Source) -> int:
        """Read a file; how many claims it asks for, predeterminations and reports aside (ENV-14)."""
        before = len(self.requests)
        for received in x12.received(source):
            claims = [ts for ts in received.sets if family(ts) == "837P"]
            if claims:
                self.interchanges.append(received)
            for ts in claims:
                self._add_set(source, ts)
        return len(self.requests) - before

    def _add_set(self, source: x12.Source, ts: x12.TransactionSet) -> None:
        head = x222a1.submission(source, ts)
        ordinal = len(self.sets)
        batch = Batch(ordinal, head.reference, _created(head, ts), head.submitter,
                      f"{head.created}T{head.created_at}|{ts.interchange_control_number}|{ordinal:06d}")
        self.sets.append((len(self.interchanges) - 1, ts))
        self.batches.append(batch)
        if meaning(ts, head.use) == "claim":
            self.requests += (Request(claim, batch, n) for n, claim in enumerate(x222a1.claims(source, ts)))


def _created(head: Submission, ts: x12.TransactionSet) -> datetime:
    """When a set was ready to be answered: the latest of what BHT04, GS04 and ISA09 say; nobody answers what has not left yet.

    What is no date, or none that an ISA can say, is passed over.
    """
    isa, gs = dict(enumerate(ts.isa)), dict(enumerate(ts.gs))
    envelopes = (_moment("20" + isa.get(9, ""), isa.get(10, "")), _moment(gs.get(4, ""), gs.get(5, "")))
    own = datetime.combine(head.created or UNDATED, head.created_at or NOON)
    return max((when for when in (own, *envelopes) if when and when.year <= LAST), default=datetime.combine(UNDATED, NOON))


def _moment(day: str, clock: str) -> datetime | None:
    """When an envelope says that it was made: at midnight where its time is none; None where its date is none."""
    try:
        when = values.day(day.strip())
    except ValueError:
        return None
    try:
        return datetime.combine(when, values.clock(clock.strip()))
    except ValueError:
        return datetime.combine(when, time.min)

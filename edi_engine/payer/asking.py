"""Asking: files of claims as a payer reads them, with what its answers have to echo."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from edi_engine import x12
from edi_engine.guides import x222a1
from edi_engine.guides.families import family, meaning
from edi_engine.payer.cases import Batch, Request

UNDATED, NOON = date(2026, 1, 5), time(12)         # of claims whose BHT says no day: an answer must have one


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
        created = datetime.combine(head.created or UNDATED, head.created_at or NOON)
        ordinal = len(self.sets)
        batch = Batch(ordinal, head.reference, created, head.submitter,
                      f"{head.created}T{head.created_at}|{ts.interchange_control_number}|{ordinal:06d}")
        self.sets.append((len(self.interchanges) - 1, ts))
        self.batches.append(batch)
        if meaning(ts, head.use) == "claim":
            self.requests += (Request(claim, batch, n) for n, claim in enumerate(x222a1.claims(source, ts)))

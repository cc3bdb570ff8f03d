"""Counting a transaction set straight from its segments: what ``edi summary`` says of it.

No guide's rows take part, and that is the point: the counts hold for kinds that have no guide yet, they are the same whatever
a guide learns to read, and they are what the guides' own sums are tested against.
"""

from typing import Any

from edi_engine.guides.counting.acknowledgments import ClaimStatuses, InterchangeAnswer, Verdicts
from edi_engine.guides.counting.claims import Claims
from edi_engine.guides.counting.counter import Count, Found
from edi_engine.guides.counting.remittances import Remittances
from edi_engine.guides.families import family
from edi_engine.x12 import Source, TransactionSet

COUNTERS: dict[str, type[Count]] = {
    "835": Remittances,
    "837P": Claims, "837I": Claims, "837D": Claims,
    "999": Verdicts, "997": Verdicts,
    "277CA": ClaimStatuses,
    "TA1": InterchangeAnswer,
}
"""Family -> what counts it; of every other set only the segments are counted."""


def count(source: Source, ts: TransactionSet, found: Found) -> dict[str, Any]:
    """What the set adds up to, with the keys of the summary; ``found`` is called with every problem."""
    named = family(ts)
    if named not in COUNTERS:
        return {"transaction": named}
    counter = COUNTERS[named](ts, found)
    counter.run(source)
    return {"transaction": named} | counter.facts()

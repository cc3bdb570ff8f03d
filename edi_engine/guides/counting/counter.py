"""What every count of a transaction set shares: a pass over its segments, and amounts that may be no number."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from edi_engine import money, x12
from edi_engine.money import Cents
from edi_engine.problems import Problem

Read = Callable[[int, list[str]], None]
Found = Callable[[Problem], None]

_BLANKS = [""] * 30
_cents = lru_cache(maxsize=1 << 14)(money.cents)


class Count:
    """Counts one transaction set. A subclass says which segments it reads, and with what, and what came of it."""

    def __init__(self, ts: x12.TransactionSet, found: Found) -> None:
        self.ts = ts
        self.found = found                 # takes every problem
        self.component = ts.delimiters.component

    def reads(self) -> dict[str, Read]:
        """Tag -> what takes the segment: its index in the file and its elements, padded, so that ``clp[4]`` is CLP04."""
        raise NotImplementedError

    def facts(self) -> dict[str, Any]:
        """What the set adds up to, once all its segments are read."""
        raise NotImplementedError

    def run(self, source: x12.Source) -> None:
        """Reads the set once; nothing of it is kept. Blanks at the end of a value count for nothing (ENV-8)."""
        reads, delimiters = self.reads(), self.ts.delimiters
        separator = delimiters.element
        for first, segments in x12.slices(source, self.ts, frozenset({"CLP", "CLM", "TRN"})):
            for at, segment in enumerate(segments, first):
                read = reads.get(segment.partition(separator)[0])
                if read:
                    read(at, x12.unpadded(segment, delimiters).split(separator) + _BLANKS)

    def amount(self, text: str, at: int, element: int) -> Cents:
        """The amount in cents; one that is no number counts 0 and is a problem."""
        try:
            return _cents(text)
        except ValueError:
            self.found(Problem("X12-type", "amount", at, element=element))
            return 0

    @staticmethod
    def is_amount(text: str) -> bool:
        """Whether the text is a number at all."""
        try:
            _cents(text)
        except ValueError:
            return False
        return True

"""The interchange acknowledgment, TA1: the segment to its noun and back.

A TA1 stands in the envelope, so that it is rewritten with it; ``write`` is for those that we send.
"""

from collections.abc import Iterable, Iterator

from edi_engine import x12
from edi_engine.billing.acknowledgment import InterchangeAcknowledgment
from edi_engine.guides.ta1.table import INTERCHANGE_ACKNOWLEDGMENT
from edi_engine.guides.table import compiled
from edi_engine.problems import Problem

__all__ = ["problems", "read", "write"]


def read(source: x12.Source, ts: x12.TransactionSet) -> Iterator[InterchangeAcknowledgment]:
    """What the TA1 says."""
    for at, segments in x12.slices(source, ts, frozenset()):
        yield compiled(INTERCHANGE_ACKNOWLEDGMENT).read(segments, at, ts.delimiters)


def write(nouns: Iterable[InterchangeAcknowledgment]) -> Iterator[str]:
    """The neutral segments, one for each."""
    for noun in nouns:
        yield from compiled(INTERCHANGE_ACKNOWLEDGMENT).write(noun)


def problems(noun: InterchangeAcknowledgment) -> Iterator[Problem]:
    """What could not be read."""
    return compiled(INTERCHANGE_ACKNOWLEDGMENT).problems(noun)

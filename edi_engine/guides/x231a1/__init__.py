"""The implementation acknowledgment, 999 (005010X231A1): a set is one noun, read and written.

``read`` gives it, ``write`` gives its neutral segments back, ``problems`` says what could not be read.
"""

from collections.abc import Iterable, Iterator

from edi_engine import x12
from edi_engine.billing.acknowledgment import FunctionalAcknowledgment
from edi_engine.guides import responses
from edi_engine.guides.table import compiled
from edi_engine.guides.x231a1.table import ACKNOWLEDGMENT
from edi_engine.problems import Problem

__all__ = ["problems", "read", "write"]


def read(source: x12.Source, ts: x12.TransactionSet) -> Iterator[FunctionalAcknowledgment]:
    """What the set says: one noun."""
    return responses.read("999", ACKNOWLEDGMENT, source, ts)


def write(nouns: Iterable[FunctionalAcknowledgment]) -> Iterator[str]:
    """The neutral segments without ST and SE."""
    for noun in nouns:
        yield from responses.write(ACKNOWLEDGMENT, noun)


def problems(noun: FunctionalAcknowledgment) -> Iterator[Problem]:
    """What could not be read."""
    return compiled(ACKNOWLEDGMENT).problems(noun)

"""The claim status response, 277 (005010X212, and its 4010 forerunner): segments to nouns and back.

``read`` gives the nouns of a transaction set as a stream, ``claims`` the claims alone; ``write`` gives the neutral segments
back; ``problems`` says of a noun what could not be read.
"""

from collections.abc import Iterable, Iterator

from edi_engine import x12
from edi_engine.billing.status import ClaimAcknowledgment
from edi_engine.guides import statuses
from edi_engine.guides.statuses import Noun
from edi_engine.guides.x212 import table
from edi_engine.problems import Problem

__all__ = ["Noun", "claims", "problems", "read", "write"]


def read(source: x12.Source, ts: x12.TransactionSet) -> Iterator[Noun]:
    """The head, then every level and claim as they stand; a claim refers to the objects of the levels above it."""
    return statuses.nouns(table.LOOPS, x12.slices(source, ts, statuses.OPENERS), ts.delimiters)


def claims(source: x12.Source, ts: x12.TransactionSet) -> Iterator[ClaimAcknowledgment]:
    """The claims alone, each with the levels above it."""
    return (noun for noun in read(source, ts) if isinstance(noun, ClaimAcknowledgment))


def write(nouns: Iterable[Noun]) -> Iterator[str]:
    """The nouns as neutral segments without ST and SE, in the order given, each level with the number that it carries."""
    return statuses.segments(table.LOOPS, nouns)


def problems(noun: Noun) -> Iterator[Problem]:
    """What could not be read of one noun, in the order of the file; a claim does not speak for the levels above it."""
    return statuses.problems(table.LOOPS, noun)

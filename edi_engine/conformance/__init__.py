"""Conformance: the implementation guide's own rules (SNIP 1 and 2), as pyx12 knows them. The one door of pyx12, which opens
when used: importing it takes a tenth of a second, loading a map more."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from edi_engine.problems import Problem

if TYPE_CHECKING:
    from edi_engine.billing.acknowledgment import TransactionSetResponse
    from edi_engine.x12 import Source, TransactionSet

__all__ = ["gate", "loops", "of_set", "response"]


def gate(data: bytes) -> list[Problem]:
    """Every reason not to send a file, each with its place; none when pyx12 and its 999 accept it."""
    from edi_engine.conformance import judging

    return judging.gate(data)


def of_set(source: "Source", ts: "TransactionSet") -> Iterator[Problem]:
    """What the guide says against one transaction set that others wrote, streamed."""
    from edi_engine.conformance import checking

    return checking.as_read(source, ts)


def loops(source: "Source", ts: "TransactionSet") -> Iterator[tuple[int, str]]:
    """The index of each segment of a set and the loop of its guide that it stands in, "" where that is none."""
    from edi_engine.conformance import checking

    return checking.loops(source, ts)


def response(source: "Source", ts: "TransactionSet", say: Callable[[Problem], None]) -> "TransactionSetResponse":
    """What a 999 says of a transaction set that others wrote; ``say`` is called with every problem of it, as in ``of_set``."""
    from edi_engine.conformance import noting

    return noting.response(source, ts, say)

"""What a decision of a person changed."""

from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing.blocks import Block, Line
from edi_engine.cli.printing.stated import stated

Document = Mapping[str, Any]


def noted(document: Document) -> Iterator[Block]:
    """A note on a claim."""
    yield Line("Noted.", "paid")
    yield from stated(document)


def matched(document: Document) -> Iterator[Block]:
    """A payment tied to a claim."""
    yield Line("Matched. `edi claim` shows what it did.", "paid")
    yield from stated(document)


def unmatched(document: Document) -> Iterator[Block]:
    """A payment untied."""
    yield Line("Unmatched: the money waits in unapplied.", "paid")
    yield from stated(document)


def released(document: Document) -> Iterator[Block]:
    """Something held, posted after all."""
    yield Line("Released and posted; the difference and your reason are kept.", "paid")
    yield from stated(document)

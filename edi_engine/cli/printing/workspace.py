"""A workspace made, tried out, rebuilt."""

from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing.blocks import Block, Line, Title
from edi_engine.cli.printing.stated import stated

Document = Mapping[str, Any]


def founded(document: Document) -> Iterator[Block]:
    """A new workspace, and how to begin."""
    yield from stated(document)
    yield Title("Next")
    yield Line("Put your practice, providers and payers into edi.toml. Then `edi submit encounters.csv`; `edi schema` prints "
               "the other way in. `edi import` takes claims that another system sent.", "next", indent=2)


def demonstrated(document: Document) -> Iterator[Block]:
    """What the demo did."""
    yield from stated(document)


def rebuilt(document: Document) -> Iterator[Block]:
    """Books worked out again."""
    yield from stated(document)

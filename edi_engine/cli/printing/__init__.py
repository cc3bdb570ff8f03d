"""Printing for people: a document becomes blocks, blocks become a page - rich on a terminal, plain text when piped."""

import sys
from collections.abc import Iterable

from edi_engine.cli.printing.blocks import Block


def show(blocks: Iterable[Block]) -> None:
    """Print the blocks on stdout; colours and wrapping only where somebody looks at a terminal."""
    if sys.stdout.isatty():
        from edi_engine.cli.printing import terminal

        terminal.show(blocks, sys.stdout)
    else:
        from edi_engine.cli.printing import plain

        plain.show(blocks, sys.stdout)

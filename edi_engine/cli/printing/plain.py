"""Plain, aligned text: for pipes, files and tests. No colours, no box characters, no broken lines."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from edi_engine.cli.printing import layout
from edi_engine.cli.printing.blocks import Block, Line, Table, Title, printable


def show(blocks: Iterable[Block], out: TextIO) -> None:
    """Write the blocks; no line ends in blanks."""
    for number, block in enumerate(blocks):
        if isinstance(block, Title) and number:
            out.write("\n")
        for line in lines(block):
            out.write(printable(line.rstrip()) + "\n")


def lines(block: Block) -> Iterator[str]:
    """The lines of one block."""
    if isinstance(block, Title):
        yield block.text
    elif isinstance(block, Line):
        yield " " * block.indent + block.text
    else:
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    widths, margin, gap = layout.widths(table), " " * table.indent, " " * layout.GAP
    yield margin + gap.join(layout.headings(table, widths))
    for number, row in enumerate(table.rows):
        if table.gap and number:
            yield ""
        for cells in layout.lines(table, row, widths):
            yield margin + gap.join(cells)
        yield from (f"{margin}    {text}" for text in row.under)

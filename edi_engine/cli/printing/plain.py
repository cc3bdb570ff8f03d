"""Plain, aligned text: for pipes, files and tests. No colours, no box characters, no broken lines."""

from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from edi_engine.cli.printing.blocks import Block, Line, Row, Table, Title, column


def show(blocks: Iterable[Block], out: TextIO) -> None:
    """Write the blocks; no line ends in blanks."""
    first = True
    for block in blocks:
        if isinstance(block, Title) and not first:
            out.write("\n")
        first = False
        for line in lines(block):
            out.write(line.rstrip() + "\n")


def lines(block: Block) -> Iterator[str]:
    """The lines of one block."""
    if isinstance(block, Title):
        yield block.text
    elif isinstance(block, Line):
        yield " " * block.indent + block.text
    else:
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    columns = [column(heading) for heading in table.headings]
    widths = [max([len(text), *(len(row.cells[n]) for row in table.rows)]) for n, (text, _) in enumerate(columns)]
    right = [on_the_right for _, on_the_right in columns]
    margin = " " * table.indent

    def aligned(cells: Iterable[str]) -> str:
        return margin + "  ".join(c.rjust(w) if r else c.ljust(w) for c, w, r in zip(cells, widths, right, strict=True))

    yield aligned(text for text, _ in columns)
    for number, row in enumerate(table.rows):
        if table.gap and number:
            yield ""
        yield from _row(row, aligned, margin)


def _row(row: Row, aligned: Callable[[Iterable[str]], str], margin: str) -> Iterator[str]:
    yield aligned(row.cells)
    for text in row.under:
        yield f"{margin}    {text}"

"""The same page on a terminal, drawn by rich: colours by meaning, long text wrapped under itself."""

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from edi_engine.cli.printing.blocks import Block, Line, Row, Table, Title, column

TONES = {
    "bold red": ("error", "held", "held check", "held claim payment", "partly held", "quarantined", "refused", "rejected",
                 "unreadable", "overpaid"),
    "red": ("denied", "partly denied", "reversed"),
    "yellow": ("warning", "short", "unapplied", "open", "partly answered", "duplicate check", "finding", "not answered",
               "no answer", "provider adjustment"),
    "green": ("posted", "applied", "prepared", "accepted", "paid", "closed"),
    "cyan": ("info", "patient", "duplicate", "next"),
    "dim": ("voided", "quiet"),
}
STYLES = {word: style for style, words in TONES.items() for word in words}


def show(blocks: Iterable[Block], out: TextIO) -> None:
    """Draw the blocks at the width of the terminal."""
    console = Console(file=out, highlight=False, markup=False, emoji=False, soft_wrap=False)
    for number, block in enumerate(blocks):
        if isinstance(block, Title):
            if number:
                console.print()
            console.print(Text(block.text, style="bold"))
        elif isinstance(block, Line):
            console.print(Padding(Text(block.text, style=STYLES.get(block.tone, "")), (0, 0, 0, block.indent)))
        else:
            console.print(Padding(_drawn(block), (0, 0, 0, block.indent)))


def _drawn(table: Table) -> RenderableType:
    """The table; when rows have lines under them, one grid of one column so that they can use the whole width."""
    widths = [max([len(column(h)[0]), *(len(row.cells[n]) for row in table.rows)]) for n, h in enumerate(table.headings)]
    parts: list[RenderableType] = [_cells(table, [Text(column(h)[0], style="bold dim") for h in table.headings], widths)]
    for number, row in enumerate(table.rows):
        if table.gap and number:
            parts.append(Text(""))
        parts.append(_cells(table, [_coloured(cell, row) for cell in row.cells], widths))
        parts += (Padding(Text(text, style="dim"), (0, 0, 0, 4)) for text in row.under)
    return Group(*parts)


def _cells(table: Table, cells: list[Text], widths: list[int]) -> RenderableType:
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    for heading, width in zip(table.headings, widths, strict=True):
        right = column(heading)[1]
        grid.add_column(justify="right" if right else "left", width=width if right else None,
                        min_width=min(width, 12), max_width=width, no_wrap=right, ratio=None)
    grid.add_row(*cells)
    return grid


def _coloured(cell: str, row: Row) -> Text:
    return Text(cell, style=STYLES.get(cell) or STYLES.get(row.tone, ""))

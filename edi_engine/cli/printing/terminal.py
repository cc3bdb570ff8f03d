"""The same page on a terminal, drawn by rich: colours by meaning, words wrapped under themselves, numbers never cut."""

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import TextIO

from rich.console import Console
from rich.text import Text

from edi_engine.cli.printing import layout
from edi_engine.cli.printing.blocks import Block, Line, Table, Title, printable

TONES = {
    "bold red": ("error", "held", "held check", "held claim payment", "held for another payer", "partly held",
                 "quarantined", "refused", "rejected", "unreadable", "overpaid"),
    "red": ("denied", "partly denied", "reversed"),
    "yellow": ("warning", "short", "unapplied", "open", "partly answered", "duplicate check", "finding", "not answered",
               "no answer", "provider adjustment"),
    "green": ("posted", "applied", "prepared", "accepted", "paid", "closed", "done"),
    "cyan": ("info", "patient", "duplicate"),
    "dim": ("voided", "quiet"),
}
STYLES = {word: style for style, words in TONES.items() for word in words}


def show(blocks: Iterable[Block], out: TextIO) -> None:
    """Draw the blocks at the width of the terminal."""
    console = Console(file=out, highlight=False, markup=False, emoji=False)
    for number, block in enumerate(blocks):
        if isinstance(block, Title) and number:
            console.print()
        for text in _drawn(block, console.width):
            text.rstrip()
            text.plain = printable(text.plain)
            console.print(text, soft_wrap=True)


def _drawn(block: Block, room: int) -> Iterator[Text]:
    if isinstance(block, Title):
        yield Text(block.text, style=f"bold {STYLES.get(block.tone, '')}".strip())
    elif isinstance(block, Line):
        for line in wrapped(block.text, room, block.indent):
            yield Text(line, style=STYLES.get(block.tone, ""))
    else:
        yield from _table(block, room)


def _table(table: Table, room: int) -> Iterator[Text]:
    widths, margin, gap = layout.widths(table, room), " " * table.indent, " " * layout.GAP
    yield Text(margin + gap.join(layout.headings(table, widths)), style="bold dim")
    for number, row in enumerate(table.rows):
        if table.gap and number:
            yield Text()
        for cells in layout.lines(table, row, widths):
            coloured = (Text(cell, style=STYLES.get(whole, "")) for cell, whole in zip(cells, row.cells, strict=True))
            yield Text(margin) + Text(gap).join(coloured)
        for text in row.under:
            yield from (Text(line, style="dim") for line in wrapped(text, room, table.indent + 4))


def wrapped(text: str, room: int, indent: int) -> list[str]:
    """The text in lines that fit, broken at blanks only: a path or a number stays whole."""
    margin = " " * indent
    return wrap(text, max(room, indent + 20), initial_indent=margin, subsequent_indent=margin, break_long_words=False,
                break_on_hyphens=False) or [""]

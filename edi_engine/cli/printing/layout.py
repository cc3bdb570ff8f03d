"""Laying a table out: how wide each column is, and which words stand on which line. Pure; numbers are never cut."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from edi_engine.cli.printing.blocks import Row, Table, column

GAP = 2
NARROWEST = 10      # to which a column of words may shrink before the terminal has to break the line


def headings(table: Table, widths: Sequence[int]) -> list[str]:
    """The headings, each as wide as its column."""
    return [_put(text, width, right) for (text, right), width in zip(map(column, table.headings), widths, strict=True)]


def widths(table: Table, room: int | None = None) -> list[int]:
    """The width of each column: what its longest cell needs, less where there is no room and the words can be wrapped.

    >>> widths(Table(("what", ">amount"), [Row(("a long story about money", "1.00"))]), 20)
    [12, 6]
    """
    columns = [column(heading) for heading in table.headings]
    found = [max([len(text), *(len(row.cells[n]) for row in table.rows)]) for n, (text, _) in enumerate(columns)]
    if room is None:
        return found
    over = table.indent + sum(found) + GAP * (len(found) - 1) - room
    while over > 0:
        flexible = [n for n, (text, right) in enumerate(columns) if not right and found[n] > max(NARROWEST, len(text))]
        if not flexible:
            break
        widest = max(flexible, key=lambda n: found[n])
        found[widest] -= 1
        over -= 1
    return found


def lines(table: Table, row: Row, widths: Sequence[int]) -> Iterator[list[str]]:
    """The lines of a row, each a list of cells as wide as their columns."""
    right = [column(heading)[1] for heading in table.headings]
    cells = [[cell] if len(cell) <= width else wrap(cell, width) for cell, width in zip(row.cells, widths, strict=True)]
    for parts in zip_longest(*cells, fillvalue=""):
        yield [_put(part, width, on_the_right) for part, width, on_the_right in zip(parts, widths, right, strict=True)]


def _put(text: str, width: int, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)

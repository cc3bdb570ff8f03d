"""What a page is made of. Printers yield blocks and know no terminal; two small modules draw them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """A heading, with a space above; ``tone`` is a severity or a status and decides the colour."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, never broken when piped; ``tone`` as for a title."""

    text: str
    tone: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a table, and lines that stand indented under them."""

    cells: tuple[str, ...]
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; a heading that begins with ">" is of numbers and stands on the right."""

    headings: tuple[str, ...]
    rows: Sequence[Row]
    indent: int = 0
    gap: bool = False              # an empty line between rows


Block = Title | Line | Table


def printable(text: str) -> str:
    """Text without signs that would move a cursor or cannot be written: a file of somebody else's may have any name.

    Line ends stay.

    >>> printable("a\\x1b[2Jb.835")
    'a\ufffd[2Jb.835'
    """
    return text if text.isprintable() else "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in text)


def money(amount: str | None) -> str:
    """An amount of a document as people read it; "" for none.

    >>> money("1234567.50"), money("-0.07"), money(None)
    ('1,234,567.50', '-0.07', '')
    """
    if amount is None:
        return ""
    whole, point, cents = amount.partition(".")
    return f"{'-' if whole.startswith('-') else ''}{int(whole.lstrip('-') or 0):,}{point}{cents}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> count(1, "claim"), count(2000, "claim"), count(0, "entry", "entries")
    ('1 claim', '2,000 claims', '0 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def nothing(errand: str) -> Line:
    """What to say when there is no file to work on."""
    return Line(f"Nothing to {errand}: no file was found.", "quiet")


def column(heading: str) -> tuple[str, bool]:
    """The heading's text, and whether its cells stand on the right."""
    return heading.lstrip(">"), heading.startswith(">")

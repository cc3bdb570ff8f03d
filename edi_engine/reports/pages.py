"""Putting a view into its template: the one door of jinja2. HTML is escaped by the engine, text is aligned by filters."""

from collections.abc import Iterable, Iterator
from functools import cache
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from edi_engine.money import Cents
from edi_engine.reports.views import Letterhead, Share
from edi_engine.shipped import folder

if TYPE_CHECKING:
    from jinja2 import Environment

FORMS = ("txt", "html")
_AT_ONCE = 200      # pieces of text in one write


def page(name: str, form: str, view: object, head: Letterhead) -> Iterator[str]:
    """The report of that name as a stream of text, whatever its size."""
    template = _environment().get_template(f"{name}.{form}")
    stream = template.stream(view=view, head=head)
    stream.enable_buffering(_AT_ONCE)
    return iter(stream)


def amount(cents: Cents | None) -> str:
    """Cents as people read them; "" for none.

    >>> amount(123456789), amount(-7), amount(None)
    ('1,234,567.89', '-0.07', '')
    """
    if cents is None:
        return ""
    whole, part = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}.{part:02d}"


def less(cents: Cents | None) -> str:
    """What is taken away, with its sign turned: a positive adjustment lowers the payment.

    >>> less(2000), less(-500), less(0)
    ('-20.00', '5.00', '0.00')
    """
    return amount(None if cents is None else -cents)


def left(value: object, width: int) -> str:
    """Text in a column of that width; longer text is cut with an ellipsis so that what follows stays aligned."""
    text = str(value)
    return text.ljust(width) if len(text) <= width else text[:width - 3].rstrip() + "..."


def right(value: object, width: int) -> str:
    """A number in a column of that width; a number is never cut."""
    return str(value).rjust(width)


def folded(value: object, width: int, indent: int) -> str:
    """Text broken at blanks to the width, every line but the first indented."""
    return ("\n" + " " * indent).join(wrap(str(value), width) or [""])


def number(value: int) -> str:
    """A count with its thousands apart."""
    return f"{value:,}"


def plural(value: int, one: str, many: str = "") -> str:
    """A count with its noun."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def named(values: Iterable[object]) -> str:
    """What is there of the values, with commas."""
    return ", ".join(str(value) for value in values if value)


def went(shares: Iterable[Share]) -> str:
    """Where a charge went, part by part."""
    return ", ".join(f"{share.what} {amount(share.amount)}" for share in shares if share.amount) or "nothing was charged"


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    environment = Environment(loader=FileSystemLoader(folder("templates")), undefined=StrictUndefined, trim_blocks=True,
                              lstrip_blocks=True, keep_trailing_newline=True,
                              autoescape=select_autoescape(enabled_extensions=("html",), default=False))
    filters: dict[str, Any] = {"amount": amount, "less": less, "left": left, "right": right, "folded": folded,
                               "number": number, "plural": plural, "named": named, "went": went}
    environment.filters.update(filters)
    return environment

"""The geometry of charts, in whole units of an SVG view box; pure, the templates only draw.

A waterfall shows where the money of all charges went; bars show what was refused, by reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from edi_engine.money import Cents


@dataclass(frozen=True, slots=True)
class Bar:
    """One rectangle with its words; ``tone`` names its colour in the style sheet."""

    label: str
    amount: Cents
    tone: str
    share: int                     # percent of the whole, rounded half up
    x: int
    y: int
    width: int
    height: int
    link: int | None = None        # y of the thin line to the next bar


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars in a view box of width by height, on a base line."""

    width: int
    height: int
    base: int
    bars: tuple[Bar, ...]


WIDTH, HEIGHT, TOP, FOOT = 960, 270, 34, 44      # room for the amount above a bar and its name below
ROW, LABEL, VALUE = 30, 250, 110                 # of horizontal bars


def waterfall(steps: Sequence[tuple[str, Cents, str]]) -> Chart:
    """(label, amount, tone): the first bar stands, each next one takes its amount away, the last is what is left.

    What goes below nothing (more paid than charged) is drawn below the base line.

    >>> chart = waterfall([("charged", 1000, "charge"), ("paid", 600, "paid"), ("open", 400, "open")])
    >>> [(bar.label, bar.y, bar.height) for bar in chart.bars]
    [('charged', 34, 192), ('paid', 34, 115), ('open', 149, 77)]
    """
    levels = _levels([amount for _, amount, _ in steps])
    high, low = max((0, *(max(pair) for pair in levels))), min((0, *(min(pair) for pair in levels)))
    room, span = HEIGHT - TOP - FOOT, max(high - low, 1)

    def y(level: Cents) -> int:
        return TOP + (room * (high - level) * 2 + span) // (2 * span)

    slot = WIDTH // max(len(steps), 1)
    whole = steps[0][1] if steps else 0
    bars = []
    for n, ((label, amount, tone), (start, end)) in enumerate(zip(steps, levels, strict=True)):
        top, bottom = y(max(start, end)), y(min(start, end))
        height = max(bottom - top, 1 if amount else 0)
        link = y(end) if n < len(steps) - 1 else None
        bars.append(Bar(label, amount, tone, share(amount, whole), n * slot + slot // 8, top, slot * 3 // 4, height, link))
    return Chart(WIDTH, HEIGHT, y(0), tuple(bars))


def bars(values: Sequence[tuple[str, Cents, str]]) -> Chart:
    """Horizontal bars, as many as there are values, the longest over the whole width.

    >>> [bar.width for bar in bars([("not covered", 300, "denied"), ("duplicate", 100, "denied")]).bars]
    [600, 200]
    """
    most = max((abs(amount) for _, amount, _ in values), default=0) or 1
    room, total = WIDTH - LABEL - VALUE, sum(abs(amount) for _, amount, _ in values)
    drawn = tuple(Bar(label, amount, tone, share(amount, total), LABEL, n * ROW + 5, max(room * abs(amount) // most, 1),
                      ROW - 10) for n, (label, amount, tone) in enumerate(values))
    return Chart(WIDTH, max(len(values), 1) * ROW, 0, drawn)


def share(amount: Cents, whole: Cents) -> int:
    """Percent, rounded half up; 0 of nothing."""
    return (200 * amount + whole) // (2 * whole) if whole > 0 else 0


def _levels(amounts: Sequence[Cents]) -> list[tuple[Cents, Cents]]:
    """Where each bar begins and ends: the first and the last from nothing, the others from where the one before ended."""
    levels, level = [], 0
    for n, amount in enumerate(amounts):
        if n == 0:
            levels.append((0, amount))
            level = amount
        elif n == len(amounts) - 1:
            levels.append((0, amount))
        else:
            levels.append((level, level - amount))
            level -= amount
    return levels

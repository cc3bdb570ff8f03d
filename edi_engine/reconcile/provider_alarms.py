"""What is alarming about an open item: a debt that nobody took, one that was taken twice, one that nobody announced (PLB-3)."""

from collections import defaultdict
from collections.abc import Sequence

from edi_engine.money import Cents, dollars
from edi_engine.problems import Place, Problem
from edi_engine.reconcile.provider_items import FAMILIES, REFUNDS, Item, Standing

ALARMS = {
    "recovered twice": "more was taken than had been handed back or moved forward",
    "never recovered": "handed back or moved forward long ago, and never taken up since",
    "never announced": "a balance was brought forward (FB) that no check here had moved",
}
_TAKEN_UP = FAMILIES.keys() - {"J1"}       # what J1 makes up for stands in the claims, and no later check takes it


def alarms(items: Sequence[Item], standings: Sequence[Standing], since: str) -> list[str]:
    """The alarm of each item, "" for none; a debt is old when its check was paid before ``since`` (ISO dates).

    >>> given, again = Item("P", "1", "WO", "A1", -500, "2026-01-05"), Item("P", "1", "WO", "A1", 700, "2026-02-05")
    >>> alarms([given, again], [Standing(0, (), (), 0), Standing(200, (), (), 0)], "2026-05-01")
    ['', 'recovered twice']
    >>> alarms([given], [Standing(-500, (), (), 0)], "2026-05-01")
    ['never recovered']
    """
    given: dict[int, list[Cents]] = defaultdict(list)          # what is open of each debt, by chain
    for item, standing in zip(items, standings, strict=True):
        if item.amount < 0:
            given[standing.chain].append(standing.open)
    return [_alarm(item, standing, given.get(standing.chain), since) for item, standing in zip(items, standings, strict=True)]


def _alarm(item: Item, standing: Standing, given: Sequence[Cents] | None, since: str) -> str:
    if not standing.open or item.reason not in _TAKEN_UP:
        return ""
    if standing.open < 0:
        return "never recovered" if item.date and item.date < since else ""
    if given is None:
        return "never announced" if item.reason == "FB" else ""
    return "" if any(given) else "recovered twice"


def rules(items: Sequence[Item], standings: Sequence[Standing]) -> list[str]:
    """The rule of each item: PLB-3 of a forwarded balance, PLB-5 of a refund and what takes it back, PLB-4 of the rest."""
    refunds = {standing.chain for item, standing in zip(items, standings, strict=True) if _gives_back(item)}
    return ["PLB-3" if item.reason == "FB" else
            "PLB-5" if _gives_back(item) or (item.amount > 0 and standing.chain in refunds) else "PLB-4"
            for item, standing in zip(items, standings, strict=True)]


def _gives_back(item: Item) -> bool:
    return item.reason in REFUNDS and item.amount < 0


def problem(rule: str, alarm: str, item: Item, left: Cents, segment: int, slot: int) -> Problem:
    """An alarm as a problem: what is open of the item, and its place in its set, of which nobody here knows the file."""
    element = 2 * slot + 2
    return Problem(rule, alarm.replace(" ", "-"), segment, element=element, open=dollars(abs(left)), reason=item.reason,
                   date=item.date or "no date", place=Place(segment=segment, tag="PLB", element=element))

"""What is alarming about an open item: a debt that nobody took, one that was taken twice, one that nobody announced (PLB-3)."""

from collections import defaultdict
from collections.abc import Sequence

from edi_engine.money import Cents
from edi_engine.reconcile.provider_items import FAMILIES, Item, Standing

ALARMS = {
    "recovered twice": "more was taken than had been handed back or moved forward",
    "never recovered": "handed back or moved forward long ago, and never taken up since",
    "never announced": "a balance was brought forward (FB) that no check here had moved",
}
_TAKEN_UP = FAMILIES.keys() - {"J1"}       # what J1 makes up for stands in the claims, and no later check takes it


def alarms(items: Sequence[Item], dates: Sequence[str], standings: Sequence[Standing], since: str) -> list[str]:
    """The alarm of each item, "" for none; a debt is old when its check was paid before ``since`` (ISO dates).

    >>> given, again = Item("P", "1", "WO", "A1", -500), Item("P", "1", "WO", "A1", 700)
    >>> items, days = [given, again], ["2026-01-05", "2026-02-05"]
    >>> alarms(items, days, [Standing(0, (), (), 0), Standing(200, (), (), 0)], "2026-05-01")
    ['', 'recovered twice']
    >>> alarms([given], days[:1], [Standing(-500, (), (), 0)], "2026-05-01")
    ['never recovered']
    """
    given: dict[int, list[Cents]] = defaultdict(list)          # what is open of each debt, by chain
    for item, standing in zip(items, standings, strict=True):
        if item.amount < 0:
            given[standing.chain].append(standing.open)
    return [_alarm(item, date, standing, given.get(standing.chain), since)
            for item, date, standing in zip(items, dates, standings, strict=True)]


def _alarm(item: Item, date: str, standing: Standing, given: Sequence[Cents] | None, since: str) -> str:
    if not standing.open or item.reason not in _TAKEN_UP:
        return ""
    if standing.open < 0:
        return "never recovered" if date and date < since else ""
    if given is None:
        return "never announced" if item.reason == "FB" else ""
    return "" if any(given) else "recovered twice"

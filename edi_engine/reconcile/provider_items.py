"""Provider-level adjustments as open items: what was moved forward or handed back, and what took it up (PLB-3 to PLB-5)."""

from collections import defaultdict
from collections.abc import Hashable, Sequence

from edi_engine.money import Cents

OPEN_ITEMS = frozenset(("FB", "WO", "72", "B2", "CS", "AP", "J1"))


def open_amounts(items: Sequence[tuple[tuple[str, str, str, str], Cents]]) -> list[Cents]:
    """What is open of each ((payer, provider, reason, reference), amount), in the items' order.

    Amounts of opposite sign under one key offset each other, oldest first. Reasons that owe nothing back - interest,
    capitation, penalties - are never open.

    >>> key = ("P", "1", "WO", "X")
    >>> open_amounts([(key, -500), (("P", "1", "L6", ""), -7), (key, 300), (key, 200), (key, 10)])
    [0, 0, 0, 0, 10]
    """
    left = [amount if key[2] in OPEN_ITEMS else 0 for key, amount in items]
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for n, (key, _) in enumerate(items):
        for other in waiting[key]:
            if left[n] * left[other] < 0:
                moved = min(abs(left[n]), abs(left[other])) * (1 if left[n] > 0 else -1)
                left[n] -= moved
                left[other] += moved
        if left[n]:
            waiting[key].append(n)
    return left

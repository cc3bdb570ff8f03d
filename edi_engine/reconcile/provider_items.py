"""Provider-level adjustments as open items: which one took up what another moved forward or handed back (PLB-3 to PLB-5)."""

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from edi_engine.money import Cents

# The reasons whose amounts something has to answer, each with its family: a payer may take up under one of them what it
# moved under another (PLB-4, PLB-5). J1 makes up for claim amounts that are not payable: open, it is nobody's income (PLB-9).
FAMILIES = {"FB": "recovery", "WO": "recovery", "72": "recovery", "B2": "recovery", "CS": "CS", "AP": "AP", "J1": "J1"}
REFUNDS = frozenset(("72", "B2"))  # give back what was taken, so they may come after it
NAMED, LEAST = 10, 5               # how many others are named that fit equally; how long a part of a reference has to be

HOW = {
    "reference": "the same reference", "other reason": "the same reference under another reason",
    "no reference": "the same reason, neither has a reference", "part of reference": "one reference stands in the other",
    "amount": "the amount alone: make sure",
}


class Item(NamedTuple):
    """A provider-level adjustment: positive took from the check, negative gave (PLB-2)."""

    payer: str
    provider: str
    reason: str
    reference: str
    amount: Cents
    date: str = ""                 # of its check, ISO
    claim: Hashable = None         # what its reference names, where it is a claim of ours


class Pair(NamedTuple):
    """Another item with which a part of this one is settled."""

    item: int                      # its index
    amount: Cents                  # above zero
    how: str                       # a word of HOW


class Standing(NamedTuple):
    """What became of an item."""

    open: Cents
    pairs: tuple[Pair, ...]
    alike: tuple[int, ...]         # it fits each of these by its amount, and none alone
    chain: int                     # the first item of its chain: what shares a reference, and what was paired


def settle(items: Sequence[Item]) -> list[Standing]:
    """What became of each item, in their order, which has to be that of payment dates.

    Opposite amounts of one payer and provider settle each other, the oldest first: under the same reason and reference,
    then under the same reference, then where one reference stands in the other, last by an amount that each fits alone: given
    before it was taken, by the dates of the checks.

    >>> wo, fb = Item("P", "1", "WO", "A1", -500), Item("P", "1", "FB", "a1", 300)
    >>> [(each.open, each.pairs) for each in settle([wo, fb])]
    [(-200, (Pair(item=1, amount=300, how='other reason'),)), (0, (Pair(item=0, amount=300, how='other reason'),))]
    """
    book = _Book(items)
    named = [n for n in book.open() if book.names[n]]
    book.in_turn("reference", named, lambda n: (book.families[n], items[n].reason, book.names[n]))
    book.in_turn("other reason", named, lambda n: (book.families[n], book.names[n]))
    book.in_turn("no reference", [n for n in book.open() if not book.names[n]], lambda n: (book.families[n], items[n].reason))
    book.by_part()
    alike = book.by_amount()
    return [Standing(left, tuple(pairs), alike.get(n, ()), chain)
            for n, (left, pairs, chain) in enumerate(zip(book.left, book.pairs, book.chains(), strict=True))]


class _Book:
    """What is left of each item while they settle each other."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.left = [item.amount if item.reason in FAMILIES else 0 for item in items]
        self.pairs: list[list[Pair]] = [[] for _ in items]
        self.names = [name(item.reference) for item in items]
        self.families = [(item.payer, item.provider, FAMILIES.get(item.reason, "")) for item in items]

    def open(self) -> Iterator[int]:
        return (n for n, left in enumerate(self.left) if left)

    def pair(self, one: int, other: int, how: str) -> None:
        moved = min(abs(self.left[one]), abs(self.left[other]))
        for n, met in ((one, other), (other, one)):
            self.left[n] -= moved if self.left[n] > 0 else -moved
            self.pairs[n].append(Pair(met, moved, how))

    def in_turn(self, how: str, those: Iterable[int], key: Callable[[int], Hashable]) -> None:
        """Let opposite amounts under one key settle each other, the oldest first, in part where they differ."""
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)       # of one sign at any time
        for n in those:
            queue = waiting[key(n)] if self.left[n] else deque()
            while queue and self.left[n] * self.left[queue[0]] < 0:
                self.pair(queue[0], n, how)
                if not self.left[queue[0]]:
                    queue.popleft()
            if self.left[n]:
                queue.append(n)

    def by_part(self) -> None:
        """Pair equal opposite amounts where one reference stands in the other, by the longest such part (PLB-4)."""
        waiting: dict[Hashable, dict[str, deque[int]]] = defaultdict(lambda: defaultdict(deque))
        for n in self.open():
            if len(self.names[n]) >= LEAST:
                waiting[self.families[n], self.left[n]][self.names[n]].append(n)
        lengths = {side: sorted({len(name) for name in names}, reverse=True) for side, names in waiting.items()}
        for n in self.open():
            side = self.families[n], -self.left[n]
            for part in parts(self.names[n], lengths.get(side, ())):
                queue = waiting[side].get(part) or deque()
                while queue and not self.left[queue[0]]:
                    queue.popleft()
                if queue:
                    self.pair(queue.popleft(), n, "part of reference")
                    break

    def by_amount(self) -> dict[int, tuple[int, ...]]:
        """Pair equal opposite amounts where each fits the other alone; of the others, which fit each other equally.

        Nothing takes up by its amount alone what names another claim, or what was given after it, by the dates of the checks,
        but for a refund; what is moved forward is taken up by a later check (PLB-3).
        """
        sides: dict[Hashable, _Side] = defaultdict(_Side)
        for n in self.open():
            side = sides[self.families[n], abs(self.left[n])]
            item = self.items[n]
            if self.left[n] > 0:
                side.took.append((item.date, n))
            elif item.reason in REFUNDS:
                side.refunds.append((item.date, n))
            else:
                side.gave.append((item.date + AFTER if item.reason == "FB" else item.date, n))
        alike: dict[int, tuple[int, ...]] = {}
        for side in sides.values():
            fits = {n: tuple(other for other in others if not self._apart(n, other)) for n, others in side.fits().items()}
            for n, others in fits.items():
                if self.left[n] and len(others) == 1 and fits[others[0]] == (n,):
                    self.pair(min(n, others[0]), max(n, others[0]), "amount")
                elif self.left[n] and others:
                    alike[n] = others
        return alike

    def _apart(self, one: int, other: int) -> bool:
        """Whether each names a claim, and not the same one: then their amounts are alike by chance."""
        claims = {self.items[one].claim, self.items[other].claim}
        return None not in claims and len(claims) == 2

    def chains(self) -> list[int]:
        """The first item of each item's chain."""
        above = list(range(len(self.left)))

        def first(n: int) -> int:
            while above[n] != n:
                above[n] = n = above[above[n]]
            return n

        named: dict[Hashable, int] = {}
        for n, (family, name) in enumerate(zip(self.families, self.names, strict=True)):
            met = [named.setdefault((family, name), n)] if family[2] and name else []
            for other in (*met, *(pair.item for pair in self.pairs[n])):
                one, two = first(n), first(other)
                above[max(one, two)] = min(one, two)
        return [first(n) for n in above]


class _Side:
    """What is open of one amount: (date, item) of what was given, given back, and taken."""

    def __init__(self) -> None:
        self.gave: list[tuple[str, int]] = []
        self.refunds: list[tuple[str, int]] = []
        self.took: list[tuple[str, int]] = []

    def fits(self) -> dict[int, tuple[int, ...]]:
        """Which of the other sign each may have been settled with; of many the oldest. A check without a date may be of any."""
        gave, took = sorted(self.gave), sorted((date or _LATEST, n) for date, n in self.took)
        fits = {n: _first(took, bisect_left(took, date, key=_date)) for date, n in gave}
        fits |= {n: _first(took) for _, n in self.refunds}
        for date, n in took:
            before = gave[:min(bisect_right(gave, date, key=_date), NAMED)]
            fits[n] = _first([*before, *self.refunds[:NAMED]])
        return fits


_LATEST, _date = "9999", itemgetter(0)
AFTER = "~"                        # behind a date: later than that day, and before the next one


def _first(those: Sequence[tuple[str, int]], start: int = 0) -> tuple[int, ...]:
    return tuple(n for _, n in those[start:start + NAMED])


def name(reference: str) -> str:
    """A reference as it is compared: case, blanks and leading zeros aside.

    >>> name(" 00a b1"), name("000"), name("")
    ('AB1', '0', '')
    """
    text = "".join(reference.split()).upper()
    return text.lstrip("0") or text[:1]


def parts(text: str, lengths: Iterable[int]) -> Iterator[str]:
    """Every part of a text that has one of these lengths.

    >>> list(parts("ABCD", (4, 3)))
    ['ABCD', 'ABC', 'BCD']
    """
    return (text[start:start + length] for length in lengths for start in range(len(text) - length + 1))

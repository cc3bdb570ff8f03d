"""Provider-level adjustments as open items: which one took up what another moved forward or handed back (PLB-3 to PLB-5)."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from edi_engine.money import Cents

# The reasons whose amounts something has to answer, each with its family: a payer may take up under one of them what it
# moved under another (PLB-4, PLB-5). J1 makes up for claim amounts that are not payable: open, it is nobody's income (PLB-9).
FAMILIES = {"FB": "recovery", "WO": "recovery", "72": "recovery", "B2": "recovery", "CS": "CS", "AP": "AP", "J1": "J1"}
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
    then under the same reference, then where one reference stands in the other, last by an amount that either side has once.

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
        self.left = [item.amount if item.reason in FAMILIES else 0 for item in items]
        self.pairs: list[list[Pair]] = [[] for _ in items]
        self.names = [_name(item.reference) for item in items]
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
        """Pair equal opposite amounts where there is one of each; of the others, which fit each other equally."""
        sides: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for n in self.open():
            sides[self.families[n], abs(self.left[n])][self.left[n] > 0].append(n)
        alike: dict[int, tuple[int, ...]] = {}
        for gave, took in sides.values():
            if len(gave) == len(took) == 1:
                self.pair(gave[0], took[0], "amount")
            elif gave and took:
                alike |= dict.fromkeys(gave, tuple(took[:NAMED])) | dict.fromkeys(took, tuple(gave[:NAMED]))
        return alike

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


def _name(reference: str) -> str:
    """A reference as it is compared: case, blanks and leading zeros aside.

    >>> _name(" 00a b1"), _name("000"), _name("")
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

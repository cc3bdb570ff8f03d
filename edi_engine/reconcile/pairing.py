"""What of a new list stands for what of an old one: by one key after the other, and by order where a key is shared."""

from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise

Key = Callable[[int], Hashable | None]          # of a position; None: it has no such key


def paired(old: int, new: int, keys: Sequence[tuple[Key, Key]]) -> list[int | None]:
    """For each of the ``new`` positions the one of the ``old`` positions that it stands for, None where it is new.

    >>> was, now = ["a", "b", "b", "c"], ["b", "c", "d", "b"]
    >>> paired(4, 4, [(lambda n: was[n], lambda n: now[n])])
    [1, 3, None, 2]
    """
    found: list[int | None] = [None] * new
    free = dict.fromkeys(range(old))
    for of_old, of_new in keys:
        waiting = [n for n, partner in enumerate(found) if partner is None]
        if not free or not waiting:
            break
        places: dict[Hashable, list[int]] = {}
        for n in reversed(free):
            if (key := of_old(n)) is not None:
                places.setdefault(key, []).append(n)
        for n in waiting:
            if (key := of_new(n)) is not None and (queue := places.get(key)):
                found[n] = queue.pop()
                del free[found[n]]               # type: ignore[arg-type]
    return found


def out_of_order(pairs: Sequence[int | None]) -> bool:
    """Whether what stayed stands in another order.

    >>> out_of_order([0, None, 2]), out_of_order([2, 0])
    (False, True)
    """
    kept = [n for n in pairs if n is not None]
    return any(one > other for one, other in pairwise(kept))

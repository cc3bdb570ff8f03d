"""Work in sets: a stream cut into tuples of a fitting size."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
CHUNK = 250


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[tuple[T, ...]]:
    """The values in tuples of ``size``, the last one shorter.

    >>> list(chunks("abcde", 2))
    [('a', 'b'), ('c', 'd'), ('e',)]
    """
    values = iter(values)
    return iter(lambda: tuple(islice(values, size)), ())

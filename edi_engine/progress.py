"""Progress: what a long errand tells whoever waits for it. Nobody listens unless a door asks to, and then nothing is lost."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Listener = Callable[[str, int, int | None], None]      # what is being done, how much of it is done, how much there is

T = TypeVar("T")
_listeners: list[Listener] = []


def tell(what: str, done: int, total: int | None = None) -> None:
    """Say how far an errand is: ``tell("era.835", 40_000, 100_000)``. Cheap when nobody listens."""
    for listener in _listeners:
        listener(what, done, total)


def tracked(items: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
    """The items as they are, telling after each how many went by; for chunks and files, not for segments.

    >>> heard = []
    >>> with listening(lambda *said: heard.append(said)):
    ...     letters = list(tracked("ab", "letters", 2))
    >>> letters, heard
    (['a', 'b'], [('letters', 1, 2), ('letters', 2, 2)])
    """
    for done, item in enumerate(items, 1):
        yield item
        tell(what, done, total)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let the listener hear what is told inside the block."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)

"""What a loop held that no row of its guide reads, so that writing it back loses nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """The difference between a loop as it stood and as its noun alone would be written.

    Raw text uses the neutral separators of ``guides.table`` (never a partner's delimiters).
    """

    order: tuple[int, ...] = ()                       # row numbers as they stood (-1 a kept segment); () = the guide's order
    segments: tuple[tuple[int, str], ...] = ()        # (ordinal in the loop, raw) of segments that no row reads
    elements: tuple[tuple[int, int, str], ...] = ()   # (ordinal, element, raw) of elements that no field holds

"""A loop of a guide as functions: made once from its table, then called for every slice of a file."""

from typing import TYPE_CHECKING, Any, Generic

from edi_engine.guides.table import Loop, Noun

if TYPE_CHECKING:
    from edi_engine.x12 import Delimiters


class Codec(Generic[Noun]):
    """Reads and writes one loop with its inner loops."""

    def __init__(self, loop: Loop[Noun]) -> None:
        self.loop = loop

    def read(self, segments: list[str], at: int, delimiters: "Delimiters", *given: Any) -> Noun:
        """The noun of these segments, all of them; ``at`` is the index of the first in its file."""
        raise NotImplementedError

    def write(self, noun: Noun) -> list[str]:
        """The noun as neutral segments, without trailing empties."""
        raise NotImplementedError

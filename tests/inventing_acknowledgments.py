"""Acknowledgments invented from the outlines of their guides: whatever their maps allow, with any value that they allow."""

from collections.abc import Iterator
from random import Random

from edi_engine.conformance.outline import Loop, Segment, outline
from edi_engine.x12 import ELEMENT
from tests.inventing import Pen

LEVELS = {"2000A": "", "2000B": "2000A", "2000C": "2000B", "2000D": "2000C"}
"""The levels of a 277CA, each with the one above it."""


def segments(guide: str, seed: int) -> list[str]:
    """A transaction set of the guide in neutral segments without ST and SE (of TA1: the segment)."""
    return list(_Answer(Random(seed), guide == "TA1").of(outline(guide)))


class _Answer(Pen):
    """Takes what may be there as often as not; a 277CA without providers is a batch that was judged as a whole.

    2200A is once, whatever pyx12's map says (docs/conformance.md).
    """

    def __init__(self, chance: Random, envelope: bool) -> None:
        super().__init__((), set(), chance)
        self.envelope = envelope
        self.numbers: dict[str, int] = {}

    def of(self, loop: Loop) -> Iterator[str]:
        whole = self.chance.random() < 0.2
        for child in loop.children:
            wanted = child.required or self.envelope or self.chance.random() < 0.6
            if isinstance(child, Loop):
                single = child.id.endswith(("_LOOP", "HEADER", "DETAIL", "2200A")) or child.at_most == 1
                wanted = wanted and not (child.id in ("2000C", "2000D") and whole)
                for _ in range(wanted * (1 if single else self.chance.choice((1, 1, 2)))):
                    yield from self.of(child)
            elif (child.tag == "TA1" if self.envelope else not child.envelope) and wanted:
                for _ in range(self._times(child.at_most)):
                    yield self._level(child, whole) if child.tag == "HL" else self._segment(child)

    def _level(self, node: Segment, whole: bool) -> str:
        self.levels += 1
        self.numbers[node.loop] = self.levels
        parent = str(self.numbers.get(LEVELS[node.loop], ""))
        child = {"2000A": "1", "2000B": "0" if whole else "1", "2000C": "1"}.get(node.loop, "")
        return ELEMENT.join(("HL", str(self.levels), parent, node.elements[-1 if node.loop == "2000D" else -2].codes[0],
                             child)).rstrip(ELEMENT)

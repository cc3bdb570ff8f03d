"""The levels of an 837 and the numbers of its lines (CLM-2), which a map does not say."""

from collections.abc import Callable, Iterator

from edi_engine.problems import Problem

_PARENTS = {"20": "", "22": "20", "23": "22"}


class Hierarchy:
    """Follows HL, CLM and LX through one transaction set."""

    def __init__(self) -> None:
        self.levels = 0
        self.open: dict[str, str] = {}             # level code -> HL01 of the level that is open
        self.said: tuple[int, str, str] | None = None        # the last HL: its index, level code and HL04
        self.lines = 0
        self.begins = ("HL", "CLM", "LX", "SE")
        self.tags: dict[str, Callable[[int, list[str]], Iterator[Problem]]] = {
            "HL": self._level, "CLM": self._claim, "LX": self._line, "SE": self._end}

    def problems(self, index: int, elements: list[str]) -> Iterator[Problem]:
        """What is wrong at the next segment."""
        follow = self.tags.get(elements[0])
        return follow(index, elements + [""] * 5) if follow else iter(())

    def _level(self, index: int, hl: list[str]) -> Iterator[Problem]:
        self.levels += 1
        yield from self._child(hl[3])
        self.said = (index, hl[3], hl[4])
        if hl[1] != str(self.levels):
            yield Problem("CLM-2", "numbering", index, element=1, said=_number(hl[1]), counted=self.levels)
        parent = _PARENTS.get(hl[3])
        if parent is not None and hl[2] != (self.open.get(parent, "?") if parent else ""):
            yield Problem("CLM-2", "parent", index, element=2, said=_number(hl[2]))
        for level in ("20", "22", "23"):
            if level >= hl[3]:
                self.open.pop(level, None)
        self.open[hl[3]] = hl[1]

    def _child(self, following: str) -> Iterator[Problem]:
        """HL04 of the level before says whether this one is its child."""
        if self.said and self.said[2] in ("0", "1"):
            index, level, child = self.said
            if (child == "1") != (_PARENTS.get(following) == level):
                yield Problem("CLM-2", "child", index, element=4)

    def _claim(self, index: int, clm: list[str]) -> Iterator[Problem]:
        self.lines = 0
        return iter(())

    def _line(self, index: int, lx: list[str]) -> Iterator[Problem]:
        self.lines += 1
        if lx[1].lstrip("0") != str(self.lines):
            yield Problem("CLM-2", "line", index, element=1, counted=self.lines)

    def _end(self, index: int, se: list[str]) -> Iterator[Problem]:
        yield from self._child("")


def _number(said: str) -> str:
    return said if said.isdecimal() else "no number" if said else "nothing"

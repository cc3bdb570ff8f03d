"""A sheet: one encounter while it is copied from a document of another vocabulary, and where that says each of its fields."""

import re
from typing import Any

from edi_engine.encounters.mapping import Table
from edi_engine.encounters.records import Record
from edi_engine.problems import Problem

_STEP = re.compile(r"(\w+)|\[(\d+)\]")
_LAST = re.compile(r"(\.?\w+|\[\d+\])$")


class Sheet:
    """Fields of one encounter, by path."""

    def __init__(self, table: Table, root: str) -> None:
        self.table = table
        self.data: dict[str, Any] = {}
        self.places: dict[str, str] = {}               # path here -> where it was said
        self.walked: dict[str, str] = {"": root}       # path there -> where the document has it
        self.problems: list[Problem] = []
        self.flaws: set[str] = set()
        self._moved: dict[str, str] = {}               # path here -> the one under which it was copied

    def put(self, path: str, value: Any, place: str) -> None:
        """A field, unless another place has said it differently already."""
        before = self.get(path)
        if before not in (None, "") and before != value:
            self.spoil(path, Problem("EXC-5", "door-twice", where=place, other=self.places[path]))
            return
        self.places.setdefault(path, place)
        _set(self.data, path, value)

    def get(self, path: str) -> Any:
        """What is said at a path; None when nothing is."""
        found: Any = self.data
        for name, number in _STEP.findall(path):
            try:
                found = found[int(number) if number else name]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def take(self, path: str) -> Any:
        """What is said at a path, which is then said no more."""
        found, (outer, last) = self.get(path), path.rpartition(".")[::2]
        holder = self.get(outer) if outer else self.data
        if isinstance(holder, dict):
            holder.pop(last, None)
        return found

    def move(self, old: str, new: str) -> None:
        """A field, with all that belongs to it, under another path; where it was said does not change."""
        found = self.take(old) if "[" not in old.rpartition(".")[2] else self.get(old)
        self._moved[new] = old
        if found is not None:
            _set(self.data, new, found)
        self.flaws |= {new + flaw[len(old):] for flaw in self.flaws if flaw == old or flaw.startswith((f"{old}.", f"{old}["))}

    def move_part(self, old: str, new: str, name: str) -> None:
        """One field of an object to another, unless that says it differently already."""
        value, place = self.get(f"{old}.{name}"), self.places.get(f"{old}.{name}", "")
        if value is not None:
            self.put(f"{new}.{name}", value, place)

    def alias(self, new: str, old: str, *names: str) -> None:
        """Fields that nobody said are looked for where others of their object were copied from."""
        for name in names:
            self._moved.setdefault(f"{new}.{name}", f"{old}.{name}")

    def alias_whole(self, new: str, old: str) -> None:
        """The same of a whole list or object."""
        self._moved.setdefault(new, old)

    def reach(self, path: str) -> None:
        """An object at a path of a list, so that what follows keeps its position."""
        if self.get(path) is None:
            _set(self.data, path, {})

    def spoil(self, path: str, problem: Problem) -> None:
        """A problem, and the field that cannot be used because of it."""
        self.problems.append(problem)
        if path:
            self.flaws.add(path)
            self.places.setdefault(path, problem.where)

    def where(self, path: str) -> str:
        """Where a field was said, or should have been."""
        for new in sorted(self._moved, key=len, reverse=True):
            if path == new or path.startswith((f"{new}.", f"{new}[")):
                path = self._moved[new] + path[len(new):]
                break
        return self._place(path) or self.walked[""].rstrip(", ") or "file"

    def _place(self, path: str) -> str:
        while path:
            if found := self.places.get(path) or self.table.place(path, self.walked):
                return found
            path = _LAST.sub("", path)
        return ""

    def record(self) -> Record:
        """The encounter as every door hands it in; what only the vocabulary knows is left out."""
        for name in [name for name in self.data if name.startswith("_")]:
            del self.data[name]
        flaws = {flaw for flaw in self.flaws if "_" not in (flaw[0], flaw.rpartition(".")[2][:1])}
        return Record(self.data, self.where, self.problems, flaws)


def _set(data: dict[str, Any], path: str, value: Any) -> None:
    """The value at a path; lists grow as far as needed, with objects or with empty text before it."""
    steps = [int(number) if number else name for name, number in _STEP.findall(path)]
    holder: Any = data
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        empty: Any = value if following is None else [] if isinstance(following, int) else {}
        if isinstance(step, int):
            holder.extend(({} if isinstance(empty, dict) else "") for _ in range(step + 1 - len(holder)))
        if following is None or (isinstance(holder, dict) and step not in holder):
            holder[step] = empty
        holder = holder[step]

"""A record: one encounter as a file says it, in the shape of the model, and where each of its fields stands in the file."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any

from edi_engine.problems import Problem
from edi_engine.settings import FILE, Facility, Payer, Practitioner, Provider

_LAST = re.compile(r"(\.|\A)\w+\Z|\[\d+\]\Z")
_STEP = re.compile(r"(\w+)|\[(\d+)\]")
_NAME = frozenset({"name", "last", "first", "middle", "suffix"})
_KEYS = {table: frozenset(key.name for key in fields(noun)) for table, noun in (
    ("providers", Provider), ("practitioners", Practitioner), ("payers", Payer), ("facilities", Facility))}
"""What each table of edi.toml can say of a part of an encounter."""


@dataclass(slots=True)
class Record:
    """One encounter before it is validated; ``said`` tells where a field stands, given its path."""

    data: dict[str, Any]
    said: Callable[[str], str]
    problems: list[Problem] = field(default_factory=list)
    flaws: set[str] = field(default_factory=set)       # fields that cannot be used, said otherwise already
    incomplete: bool = False                           # a part of it is nowhere among the data, said otherwise already


@dataclass(frozen=True, slots=True)
class Refusal:
    """An encounter of which nothing can be used, and why."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Origin(Mapping[str, str]):
    """Where each field of an encounter was said: in the file, or in edi.toml when the file leaves it out.

    Every path has an answer; for a field that nobody said it is where it should have been.
    """

    given: Mapping[str, Any]                           # what the file says, in the shape of the model
    said: Callable[[str], str]
    master: Mapping[str, str]                          # path -> key of edi.toml that filled it

    def __getitem__(self, path: str) -> str:
        if not _reach(self.given, path):
            for known, key in self.master.items():
                if _answers(key, known, path, partial(_reach, self.given)):
                    return f"{FILE}, {key}{path[len(known):]}"
        return self.said(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)

    def kept(self) -> dict[str, str]:
        """Where everything that was said stands, as it can be kept: field -> place. ``recalled`` reads it."""
        known = {path: f"{FILE}, {key}" for path, key in self.master.items()}
        return {path: self.said(path) for path in ("id", *_leaves(self.given))} | known


@dataclass(frozen=True, slots=True)
class Recalled(Mapping[str, str]):
    """Where each field of an encounter was said, as it was kept when its claim left first."""

    said: Mapping[str, str]
    source: str                                        # the file of encounters; "" when the places name it themselves

    def __getitem__(self, path: str) -> str:
        found = recalled(self.said, path or "id")
        return f"{self.source}: {found}" if self.source and found and not found.startswith(FILE) else found

    def __iter__(self) -> Iterator[str]:
        return iter(self.said)

    def __len__(self) -> int:
        return len(self.said)

    def kept(self) -> dict[str, str]:
        """The same places, to be kept with what leaves now."""
        return {path: self[path] for path in self.said}


def recalled(kept: Mapping[str, str], path: str) -> str:
    """Where a field stands, from what was kept; of one that nobody said, where what it is a part of stands.

    >>> recalled({"id": "row 2", "payer": "edi.toml, payers[0]", "payer.id": "row 2, column payer_id"}, "payer.name")
    'edi.toml, payers[0].name'
    """
    whole = path
    while path and path not in kept:
        path = _LAST.sub("", path)
    found = kept.get(path) or kept.get("id", "")
    if not found.startswith(FILE):
        return found
    return found + whole[len(path):] if _answers(found[len(FILE) + 2:], path, whole, kept.__contains__) else kept.get("id", "")


def _answers(key: str, known: str, path: str, said: Callable[[str], bool]) -> bool:
    """Whether a key of edi.toml, which filled a known part, answers for a path in it: it can say the first step, and the
    encounter has not; addresses, contacts and names are taken whole or not at all.
    """
    if path == known:
        return True
    step = _STEP.match(path, len(known) + 1)
    if not path.startswith(f"{known}.") or step is None:
        return path.startswith(f"{known}[")
    if step[1] in _NAME and (said(f"{known}.name") or said(f"{known}.last")):
        return False
    return step[1] in _KEYS.get(key.partition("[")[0], ()) and not said(f"{known}.{step[1]}")


def _leaves(given: Any, at: str = "") -> Iterator[str]:
    """The path of every value, and of every object and list with values."""
    if at and given not in (None, "", {}, []):
        yield at
    if isinstance(given, dict):
        for name, value in given.items():
            yield from _leaves(value, f"{at}.{name}" if at else name)
    elif isinstance(given, list):
        for number, value in enumerate(given):
            yield from _leaves(value, f"{at}[{number}]")


def _reach(given: Any, path: str) -> bool:
    """Whether something is said at the path."""
    for name, number in _STEP.findall(path):
        try:
            given = given[int(number) if number else name]
        except (KeyError, IndexError, TypeError):
            return False
    return given not in (None, "")


def path_of(steps: tuple[int | str, ...]) -> str:
    """The path of a place in nested data.

    >>> path_of(("lines", 1, "pointers"))
    'lines[1].pointers'
    """
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")

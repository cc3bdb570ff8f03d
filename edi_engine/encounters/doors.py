"""The doors for claims in other vocabularies, told apart by what is in a JSON value."""

from collections.abc import Iterator
from typing import Any, Protocol

from edi_engine.encounters.fhir import claims as fhir
from edi_engine.encounters.records import Record, Refusal
from edi_engine.encounters.stedi import claims as stedi
from edi_engine.problems import Problem
from edi_engine.settings import Settings


class Door(Protocol):
    """A vocabulary: whether a JSON value is of it, and the encounters that it holds."""

    def knows(self, said: Any) -> bool: ...

    def records(self, said: dict[str, Any], at: str, settings: Settings) -> Iterator[Record | Refusal | Problem]: ...


DOORS: tuple[Door, ...] = (fhir, stedi)


def of(said: Any) -> Door | None:
    """The door for a JSON value; None when it is in our own words or in none."""
    return next((door for door in DOORS if door.knows(said)), None)


def told_once(found: Iterator[Record | Refusal | Problem]) -> Iterator[Record | Refusal | Problem]:
    """The same, but what goes on no claim is told once a file for each kind."""
    told: set[str] = set()
    for one in found:
        if isinstance(one, Record):
            one.problems[:] = [problem for problem in one.problems if not _again(problem, told)]
        yield one


def _again(problem: Problem, told: set[str]) -> bool:
    what = problem.facts.get("what", "") if problem.kind == "door-unused" else ""
    again = what in told
    if what:
        told.add(what)
    return again

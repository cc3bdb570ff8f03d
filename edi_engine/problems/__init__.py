"""Problems: what is wrong, where, and what to do about it, as values.

A problem is named by its rule (an id of docs/rules.md, or ``X12-...`` for a rule of the implementation guide) and its
kind, a short word for the fault. Its sentence stands once, in the table of its family (``env.py``, ``clm/`` ...), and one
file in ``fixtures/x12/broken/`` causes it. A sentence names the place and the numbers, never the patient.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from edi_engine.problems.tags import tagged

Severity = Literal["error", "warning", "info"]
Table = dict[tuple[str, str], tuple[Severity, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: ordinals from 1; ``segment`` counts from ST = 1, ``index`` from the file's first segment = 1."""

    interchange: int | None = None
    group: int | None = None
    transaction: int | None = None
    segment: int | None = None
    index: int | None = None
    tag: str | None = None
    element: int | None = None
    component: int | None = None
    loop: str | None = None
    offset: int | None = None      # byte of the segment's first character in the file


@dataclass(frozen=True, slots=True, init=False)
class Problem:
    """One fault: its rule and kind, the index of its segment (``at``) or its row in the superbill (``where``), its numbers."""

    rule: str
    kind: str
    at: int | None
    element: int | None
    component: int | None
    loop: str | None
    where: str                     # "row 7, column ptr" or a JSON path: for problems of an encounter
    facts: Mapping[str, Any] = field(hash=False)
    place: Place | None
    judged: "tuple[Severity, str] | None"     # the severity that a partner profile gives it, and by what right

    def __init__(self, rule: str, kind: str, at: int | None = None, *, element: int | None = None,
                 component: int | None = None, loop: str | None = None, where: str = "",
                 place: Place | None = None, judged: "tuple[Severity, str] | None" = None, **facts: Any) -> None:
        values = (rule, kind, at, element, component, loop, where, facts, place, judged)
        for name, value in zip(self.__slots__, values, strict=True):
            object.__setattr__(self, name, value)

    @property
    def severity(self) -> Severity:
        return self.judged[0] if self.judged else sentence(self.rule, self.kind)[0]

    @property
    def message(self) -> str:
        """The sentence with its numbers, led by the superbill row or JSON path when there is one."""
        of_x12 = self.rule.startswith(("X12-", "ENV-"))
        facts = {name: tagged(value) if of_x12 and name in ("tag", "name") else value for name, value in self.facts.items()}
        text = sentence(self.rule, self.kind)[1].format_map(facts)
        text = f"{text} Here {_A[self.judged[0]]}, {self.judged[1]}" if self.judged and self.judged[1] else text
        return f"{self.where}: {text}" if self.where else text

    def placed(self, place: Place) -> "Problem":
        """The same problem, knowing its place; the element, component and loop that it names itself win."""
        named = {name: value for name in ("element", "component", "loop") if (value := getattr(self, name)) is not None}
        return Problem(self.rule, self.kind, self.at, element=self.element, component=self.component, loop=self.loop,
                       where=self.where, place=replace(place, **named), judged=self.judged, **self.facts)

    def said_of(self, where: str) -> "Problem":
        """The same problem, said of a row or path of somebody's superbill."""
        return Problem(self.rule, self.kind, self.at, element=self.element, component=self.component, loop=self.loop,
                       where=where, place=self.place, judged=self.judged, **self.facts)

    def judge(self, severity: Severity, right: str) -> "Problem":
        """The same problem, of another severity; ``right`` says whose it is and why."""
        return Problem(self.rule, self.kind, self.at, element=self.element, component=self.component, loop=self.loop,
                       where=self.where, place=self.place, judged=(severity, right), **self.facts)

    def as_json(self) -> dict[str, Any]:
        """The contract's shape: rule, kind, severity, message, place."""
        place = self.place or Place(index=self.at, element=self.element, component=self.component, loop=self.loop)
        return {"rule": self.rule, "kind": self.kind, "severity": self.severity, "message": self.message,
                "place": {name: getattr(place, name) for name in Place.__slots__}}


_A: dict[Severity, str] = {"error": "an error", "warning": "only a warning", "info": "only a note"}


def table() -> Table:
    """Every (rule, kind) with its severity and its sentence."""
    from edi_engine.problems import ack, clm, cob, env, exc, mat, partner, plb, rem, x12

    return env.SENTENCES | x12.SENTENCES | exc.SENTENCES | clm.SENTENCES | cob.SENTENCES | rem.SENTENCES | mat.SENTENCES \
        | plb.SENTENCES | partner.SENTENCES | ack.SENTENCES


_known: Table = {}


def sentence(rule: str, kind: str) -> tuple[Severity, str]:
    """The severity and sentence of a rule and kind; KeyError for one that the table does not know (our bug)."""
    if not _known:
        _known.update(table())
    return _known[rule, kind]


def worst(problems: "Iterator[Problem] | list[Problem]") -> Severity | None:
    """The worst severity among the problems; None when there is none."""
    order: tuple[Severity, ...] = ("error", "warning", "info")
    found = {problem.severity for problem in problems}
    return next((severity for severity in order if severity in found), None)

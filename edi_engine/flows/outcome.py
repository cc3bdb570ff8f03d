"""What became of a file: the shape that submit, import and receive report (the contract's ``files``)."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from edi_engine.money import Cents, dollars
from edi_engine.problems import Problem, failures
from edi_engine.x12.findings import Findings


@dataclass(slots=True)
class Outcome:
    """One file's outcome, filled as its transaction sets are worked through."""

    file: str
    kind: str = ""
    result: str = ""
    transactions: int = 0
    claims: int = 0
    checks: dict[int, tuple[Cents, Cents, Cents]] = field(default_factory=dict)  # posted, unapplied, held of each remittance
    out: list[str] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)

    def say(self, problems: Iterable[Problem]) -> None:
        """Note problems, as many as the findings list."""
        for problem in problems:
            self.findings.add(problem)

    @property
    def problems(self) -> list[Problem]:
        return self.findings.problems

    def as_json(self) -> dict[str, Any]:
        return {"file": self.file, "kind": self.kind or None, "result": self.result, "transactions": self.transactions,
                "claims": self.claims, **self._money(), "out": self.out,
                "problems": [p.as_json() for p in self.findings.close()]}

    def _money(self) -> dict[str, str]:
        sums = map(sum, zip(*self.checks.values(), strict=True)) if self.checks else (0, 0, 0)
        return dict(zip(("posted", "unapplied", "held"), map(dollars, sums), strict=True))


def report(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """The contract's document for the files of one command."""
    return {"files": [outcome.as_json() for outcome in outcomes]}


NOT_THE_FILE = (sqlite3.OperationalError, OSError)
"""What is no fault of what a file says: a ledger that is locked, a disk that is full, a file that may not be opened."""


def guarded(file: str, work: Callable[[], Outcome], caught: type[Exception]) -> Outcome:
    """What ``work`` makes of a file; what breaks over it is a problem of this file and costs its neighbours nothing (EXC-4).

    ``caught`` is what becomes a problem. A ledger that cannot be written, locked or on a full disk, is no fault of the file: it
    is let out, and the file waits for the next run.
    """
    try:
        return work()
    except sqlite3.OperationalError:
        raise
    except OSError as error:
        return _refused(file, failures.refused(error))
    except caught as broken:
        return _refused(file, failures.internal(broken))


def _refused(file: str, problem: Problem) -> Outcome:
    outcome = Outcome(file, result="refused")
    outcome.say([problem])
    return outcome

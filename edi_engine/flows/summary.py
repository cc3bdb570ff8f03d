"""``edi summary``: what stands in a file, counted segment by segment, without a workspace."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edi_engine import x12
from edi_engine.exchange import folders
from edi_engine.guides import counting
from edi_engine.problems import Problem
from edi_engine.x12.findings import Findings

if TYPE_CHECKING:
    from edi_engine.x12 import Source, TransactionSet


def summary(paths: Iterable[Path]) -> dict[str, Any]:
    """The contract's JSON for these files: every transaction set with its counts and sums, and what is wrong, with its place.

    Constant memory whatever the size of a file; of each kind of problem the first hundred are listed.
    """
    return {"files": [_of_file(path) for path in folders.files(paths)]}


def _of_file(path: Path) -> dict[str, Any]:
    source = x12.Source(path)
    try:
        interchanges, transactions, problems = _counted(source)
    except OSError as error:
        interchanges, transactions = 0, []
        problems = [Problem("EXC-5", "unreadable-file", reason=error.strerror or type(error).__name__)]
    return {"file": str(path), "interchanges": interchanges, "transactions": transactions,
            "problems": [problem.as_json() for problem in problems]}


def _counted(source: "Source") -> tuple[int, list[dict[str, Any]], list[Problem]]:
    survey, findings = x12.survey(source), Findings()
    transactions = []
    for ts in survey:
        transactions.append(_head(ts) | counting.count(source, ts, findings.add))
    placed = x12.placed(source, [*survey.problems, *findings.close()])
    return survey.interchanges, transactions, sorted(placed, key=lambda problem: (problem.place and problem.place.index) or 0)


def _head(ts: "TransactionSet") -> dict[str, Any]:
    """What every transaction set says of itself."""
    return {"transaction": ts.kind, "version": ts.version or None, "control_number": ts.control_number or None,
            "group_control_number": ts.group_control_number or None,
            "interchange_control_number": ts.interchange_control_number or None, "segments": ts.segments}

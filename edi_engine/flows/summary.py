"""``edi summary``: what stands in a file, counted segment by segment, without a workspace."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edi_engine import x12
from edi_engine.flows import looking
from edi_engine.guides import counting
from edi_engine.problems import Problem
from edi_engine.x12.findings import Findings

if TYPE_CHECKING:
    from edi_engine.x12 import TransactionSet


def summary(paths: Iterable[Path], caught: type[Exception] = Exception) -> dict[str, Any]:
    """The contract's JSON for these files: every transaction set with its counts and sums, and what is wrong, with its place.

    Constant memory whatever the size of a file; of each kind of problem the first hundred are listed.
    """
    return looking.at_files(paths, _counted, {"interchanges": 0, "transactions": []}, caught)


def _counted(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    source, findings = x12.Source(path), Findings()
    survey = x12.survey(source)
    transactions = [_head(ts) | counting.count(source, ts, findings.add) for ts in survey]
    placed = x12.placed(source, [*survey.problems, *findings.close()])
    placed.sort(key=lambda problem: (problem.place and problem.place.index) or 0)
    return {"interchanges": survey.interchanges, "transactions": transactions}, placed


def _head(ts: "TransactionSet") -> dict[str, Any]:
    """What every transaction set says of itself."""
    return {"transaction": ts.kind, "version": ts.version or None, "control_number": ts.control_number or None,
            "group_control_number": ts.group_control_number or None,
            "interchange_control_number": ts.interchange_control_number or None, "segments": ts.segments}

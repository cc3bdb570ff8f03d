"""``edi check-remit``: 835 files as a person reads them, whatever their size, without a workspace."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from edi_engine import x12
from edi_engine.flows import advising, looking, stating
from edi_engine.guides.families import family
from edi_engine.problems import Problem, failures
from edi_engine.reports import pages
from edi_engine.reports.views import CheckAdvice, Letterhead
from edi_engine.spool import Members
from edi_engine.x12.findings import Findings

T = TypeVar("T")

HEAD = Letterhead("as the payer says it; nothing was posted", "")


class Remittances:
    """The 835s of files while they are read, once: as text or as a document. ``files`` is complete behind the last."""

    def __init__(self, paths: Iterable[Path], caught: type[Exception] = Exception, show_values: bool = False) -> None:
        self.files: list[dict[str, Any]] = []
        self._looks = [_Look(path, caught, show_values) for path in looking.named(paths)]

    def text(self) -> Iterator[str]:
        """The page that a person reads, claim by claim."""
        return pages.page("remittance", "txt", chain.from_iterable(map(self._checks, self._looks)), HEAD)

    def document(self) -> dict[str, Any]:
        """The contract's JSON, made while it is written."""
        return {"files": map(self._file, self._looks)}

    def _checks(self, look: "_Look") -> Iterator[CheckAdvice]:
        yield from look.checks()
        self.files.append({"file": look.file, "problems": look.problems})

    def _file(self, look: "_Look") -> Members:
        return Members(self._members(look))

    def _members(self, look: "_Look") -> Iterator[tuple[str, Any]]:
        yield "file", look.file
        yield "remittances", map(stating.remittance, self._checks(look))
        yield "problems", look.problems


class _Look:
    """One file: its checks as a stream, and behind them what is wrong with it, as JSON."""

    def __init__(self, path: Path, caught: type[Exception], show_values: bool) -> None:
        self.path, self.file = path, str(path)
        self.caught, self.show_values = caught, show_values
        self.findings = Findings()
        self.problems: list[dict[str, Any]] = []

    def checks(self) -> Iterator[CheckAdvice]:
        for check in self._guarded(self._read()):
            yield replace(check, claims=self._guarded(check.claims))
        self.problems += [problem.as_json() for problem in self.findings.close()]

    def _read(self) -> Iterator[CheckAdvice]:
        if not looking.holds_files(self.path):
            self.findings.add(Problem("EXC-5", "no-files"))
            return
        source = x12.Source(self.path)
        survey, other = x12.survey(source), dict[str, None]()
        found = False
        for ts in survey:
            if family(ts) != "835":
                other[family(ts)] = None
                continue
            found = True
            yield advising.advice(source, ts, self.findings.add, self.show_values)
        told = [*survey.problems, *self.findings.close()]
        if not found and not failures.nothing_read(told):
            told.append(advising.no_remittance(other))
        self.findings = Findings()
        self.problems = [problem.as_json() for problem in sorted(
            x12.placed(source, told), key=lambda problem: (problem.place and problem.place.index) or 0)]

    def _guarded(self, parts: Iterable[T]) -> Iterator[T]:
        """The parts until one breaks; that is a problem of this file and costs no other."""
        try:
            yield from parts
        except OSError as error:
            self.findings.add(failures.unreadable(error))
        except self.caught as broken:
            self.findings.add(failures.internal(broken))

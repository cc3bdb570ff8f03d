"""The gate: what we are about to send, as pyx12 judges it - by its verdict and by the 999 that it writes, for they differ."""

import io
import re
from dataclasses import dataclass

import pyx12.x12n_document

from edi_engine import x12
from edi_engine.conformance import checking, maps
from edi_engine.problems import Problem

_ACCEPTED = re.compile(r"\bAK9\*A\*")
_REFUSED = re.compile(r"\b(?:AK9\*[^A]|IK5\*[^A])")
_SILENT = frozenset({"835", "999", "997", "TA1"})    # its 999 of an 835 fails (no ST03); acknowledgments are never acknowledged


@dataclass(frozen=True, slots=True)
class Verdict:
    """What pyx12 says of a file."""

    valid: bool
    acknowledged: bool             # its 999 accepts; True where it writes none
    finished: bool = True

    @property
    def accepted(self) -> bool:
        return self.valid and self.acknowledged and self.finished


def gate(data: bytes) -> list[Problem]:
    """Every reason not to send a file, each with its place; none when pyx12 accepts it."""
    source = x12.Source(data)
    survey = x12.survey(source)
    if verdict(data).accepted:
        return x12.placed(source, [found for ts in survey if ts.kind == "837" for found in checking.levels(source, ts)])
    problems = [found for ts in survey for found in checking.of_set(source, ts)]
    problems = [found for found in (*survey.problems, *problems) if found.severity == "error"]
    return x12.placed(source, problems or [Problem("X12-structure", "refused", 1)])


def verdict(data: bytes) -> Verdict:
    """What pyx12 says of a file; it may be handed a copy, see docs/conformance.md."""
    maps.remember()
    answer = io.StringIO()
    text = _copy(data)
    silent = any(ts.kind in _SILENT for ts in x12.survey(x12.Source(data)))
    try:
        valid = pyx12.x12n_document.x12n_document(maps.parameters(), io.StringIO(text), None if silent else answer, None)
    except Exception:
        return Verdict(False, False, finished=False)
    said = answer.getvalue()
    acknowledged = silent or (bool(_ACCEPTED.search(said)) and not _REFUSED.search(said))
    return Verdict(valid, acknowledged)


def _copy(data: bytes) -> str:
    """The file as pyx12 takes it: without a byte order mark, in ASCII, under a GS08 that it has a map for."""
    text = checking.plain(data.decode("utf-8-sig", "replace"))
    element = re.escape(text[3:4])
    for said, known in maps.VARIANTS.items():
        text = re.sub(rf"(GS{element}(?:[^{element}]*{element}){{7}}){said}(?![0-9A-Z])", rf"\g<1>{known}", text)
    return text

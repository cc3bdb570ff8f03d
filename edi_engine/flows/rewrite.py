"""``edi rewrite``: a file read into nouns and written again. What changes besides formatting is nothing."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edi_engine import x12
from edi_engine.guides import x221a1, x222a1
from edi_engine.guides.families import family
from edi_engine.problems import Problem

if TYPE_CHECKING:
    from edi_engine.x12 import Source, TransactionSet

GUIDES: dict[str, Any] = {"835": x221a1, "837P": x222a1}
"""Family -> the guide whose nouns its sets go through; every other set keeps its segments."""


def rewrite(path: Path, out: Path) -> dict[str, Any]:
    """Write the file again to ``out`` (which may be the same), and say what is wrong with its envelopes.

    Envelopes, control numbers and delimiters are kept, counts and padding corrected; nothing is refused for its content.
    """
    partial, target = out.with_name(f".{out.name}.part"), str(out)
    try:
        problems = _rewritten(x12.Source(path), partial)
        partial.replace(out)
    except OSError as error:
        partial.unlink(missing_ok=True)
        problems, target = [Problem("EXC-5", "unreadable-file", reason=error.strerror or type(error).__name__)], ""
    return {"files": [{"file": str(path), "out": target or None, "verdict": None if target else "unreadable",
                       "problems": [problem.as_json() for problem in problems]}]}


def _rewritten(source: "Source", out: Path) -> list[Problem]:
    """Writes the file again; its problems, placed."""
    def translate(ts: "TransactionSet") -> Iterable[str] | None:
        guide = GUIDES.get(family(ts))
        return guide.write(guide.read(source, ts)) if guide else None

    with out.open("wb") as stream:
        problems = x12.rewrite(source, stream, translate)
    return x12.placed(source, problems)

"""``edi rewrite``: a file read into nouns and written again. What changes besides formatting is nothing."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edi_engine import x12
from edi_engine.exchange import folders
from edi_engine.flows import looking
from edi_engine.guides import ta1, x212, x214, x221a1, x222a1, x230, x231a1
from edi_engine.guides.families import family
from edi_engine.problems import Problem, failures

if TYPE_CHECKING:
    from edi_engine.x12 import Source, TransactionSet

GUIDES: dict[str, Any] = {"835": x221a1, "837P": x222a1, "TA1": ta1, "999": x231a1, "997": x230, "277CA": x214, "277": x212}
"""Family -> the guide whose nouns its sets go through; other sets keep their segments, and TA1 is written with its envelope."""

UNREAD = {"out": None, "verdict": "unreadable"}


def rewrite(path: Path, out: Path, caught: type[Exception] = Exception) -> dict[str, Any]:
    """Write the file again to ``out`` (which may be the same), and say what is wrong with its envelopes.

    Envelopes, control numbers and delimiters are kept, counts and padding corrected; nothing is refused for its content. Of
    what holds no segment at all, nothing is written.
    """
    def look(path: Path) -> tuple[dict[str, Any], list[Problem]]:
        try:
            with _Target(out) as target:
                problems = _rewritten(x12.Source(path), target)
                target.whole = not failures.nothing_read(problems)
        except Unwritable as refused:
            return {"out": None, "verdict": None}, [failures.unwritable(refused.error)]
        return ({"out": str(out), "verdict": None} if target.whole else UNREAD), problems

    return {"files": [looking.at_file(path, look, UNREAD, caught)]}


def _rewritten(source: "Source", out: "_Target") -> list[Problem]:
    """Writes the file again; its problems, placed."""
    def translate(ts: "TransactionSet") -> Iterable[str] | None:
        guide = GUIDES.get(family(ts))
        return guide.write(guide.read(source, ts)) if guide else None

    return x12.placed(source, x12.rewrite(source, out, translate))


class Unwritable(Exception):
    """The result cannot be written where it should go."""

    def __init__(self, error: OSError) -> None:
        self.error = error


class _Target:
    """The file that is written: under another name until it is whole, and gone when it never is."""

    def __init__(self, out: Path) -> None:
        self.out, self.partial = out, out.with_name(f".{out.name}.part")
        self.whole = False

    def __enter__(self) -> "_Target":
        with _blamed():
            self.stream = open(self.partial, "wb", opener=_private)
        return self

    def write(self, data: bytes) -> None:
        with _blamed():
            self.stream.write(data)

    def __exit__(self, *_: object) -> None:
        with _blamed():
            try:
                self.stream.close()
                if self.whole:
                    self.partial.replace(self.out)
            finally:
                self.partial.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW, folders.PRIVATE_FILE)


@contextmanager
def _blamed() -> Iterator[None]:
    """An error inside the block is the result's, not the input's."""
    try:
        yield
    except OSError as error:
        raise Unwritable(error) from error

"""Looking at files one by one, without a workspace: what ``summary``, ``check`` and ``rewrite`` share.

A folder stands for the files in it. What breaks on one file is that file's problem, and its neighbours lose nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from edi_engine.exchange import folders
from edi_engine.problems import Problem, failures
from edi_engine.progress import tracked

Look = Callable[[Path], tuple[dict[str, Any], list[Problem]]]      # a file -> what is said of it, and its problems


def at_files(paths: Iterable[Path], look: Look, unread: dict[str, Any], caught: type[Exception] = Exception) -> dict[str, Any]:
    """The contract's document of these files: what ``look`` says of each; ``unread`` of one that it gives nothing for.

    ``caught`` is what becomes a problem; every other exception is let out, as ``edi --debug`` wants it.
    """
    found = list(named(paths))
    return {"files": [at_file(path, look, unread, caught) for path in tracked(found, "files", len(found))]}


def at_file(path: Path, look: Look, unread: dict[str, Any], caught: type[Exception] = Exception) -> dict[str, Any]:
    """The same of one file."""
    try:
        return _document(path, *(look(path) if holds_files(path) else (unread, [Problem("EXC-5", "no-files")])))
    except OSError as error:
        return _document(path, unread, [failures.unreadable(error)])
    except caught as broken:
        return _document(path, unread, [failures.internal(broken)])


def named(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are meant; a folder without any stands for itself, so that somebody says so."""
    for path in paths:
        yield from folders.files([path]) if holds_files(path) else [path]


def holds_files(path: Path) -> bool:
    """Whether there is anything to look at: a file, or a folder with one."""
    return not path.is_dir() or any(folders.files([path]))


def _document(path: Path, said: dict[str, Any], problems: list[Problem]) -> dict[str, Any]:
    return {"file": str(path), **said, "problems": [problem.as_json() for problem in problems]}

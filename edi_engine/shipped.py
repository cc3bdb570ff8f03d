"""What ships with the engine beside its code: ``templates``, the ``demo`` fixtures, and sample files."""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

_SOURCE = {"templates": "templates", "demo": "fixtures/demo", "x12": "fixtures/x12"}


def folder(name: str) -> Path:
    """The folder of that name: inside the package when it was installed from a wheel, else in the source tree.

    FileNotFoundError when neither is there: a broken installation.
    """
    package = Path(__file__).resolve().parent
    for place in (package / "_shipped" / name, package.parent / _SOURCE[name]):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"{name} is not part of this installation")


def samples(named: Iterable[str] = ("*",)) -> dict[str, Path]:
    """The sample files that are named, sorted: by name, by folder or by pattern (``golden/835``, ``broken/REM-*``).

    A sample's name is its path, beginning with ``demo``, or as ``golden``, ``broken``, ``quirks`` ... stand in ``x12``.
    KeyError with what names none.
    """
    every = dict(sorted((*_files("demo", "demo/"), *_files("x12", ""))))
    found: set[str] = set()
    for pattern in named:
        meant = {name for name in every if fnmatchcase(name, pattern) or fnmatchcase(name, f"{pattern.rstrip('/')}/*")}
        if not meant:
            raise KeyError(pattern)
        found |= meant
    return {name: path for name, path in every.items() if name in found}


def _files(shipped: str, before: str) -> Iterator[tuple[str, Path]]:
    root = folder(shipped)
    for path in root.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            yield before + path.relative_to(root).as_posix(), path

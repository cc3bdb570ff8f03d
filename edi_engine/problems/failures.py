"""Why nothing could be read of a file: it cannot be opened, it is no X12, or we broke over it. As problems, like any other."""

import errno
from collections.abc import Iterable
from pathlib import Path
from traceback import extract_tb

from edi_engine.problems import Problem

NOTHING_READ = frozenset({("ENV-10", "empty"), ("ENV-10", "not-x12"), ("EXC-5", "unreadable-file"), ("EXC-5", "no-files"),
                          ("EXC-5", "internal"), ("EXC-5", "settings-unreadable"), ("EXC-5", "no-remittance")})
"""The problems of a file of which nothing was read, or nothing that was asked for; with any other it was read."""


TRANSPORT = frozenset(("EXC-5", kind) for kind in (
    "transport-library", "transport-secret", "transport-host-key", "transport-login", "transport-unreachable", "transport-cut",
    "transport-folder", "mailbox-refuses", "upload-size"))
"""The problems of files that could not be carried (exit 3)."""


_NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS))


def nothing_read(problems: Iterable[Problem]) -> bool:
    """Whether one of the problems says so."""
    return any((problem.rule, problem.kind) in NOTHING_READ for problem in problems)


def unreadable(error: OSError) -> Problem:
    """A file that the system does not give."""
    return Problem("EXC-5", "unreadable-file", reason=_reason(error))


def refused(error: OSError) -> Problem:
    """What the system refuses over a file: room for it here, or the file itself."""
    return Problem("EXC-5", "no-room", reason=_reason(error)) if error.errno in _NO_ROOM else unreadable(error)


def unwritable(error: OSError) -> Problem:
    """A result that the system does not take."""
    return Problem("EXC-5", "unwritable-file", reason=_reason(error))


def internal(broken: Exception) -> Problem:
    """A fault of ours: its kind and its place in our code, and nothing that it says itself, for it may quote the data."""
    return Problem("EXC-5", "internal", fault=type(broken).__name__, module=place(broken))


def place(broken: Exception) -> str:
    """File and line of the innermost place in our own code."""
    frames = [frame for frame in extract_tb(broken.__traceback__) if "edi_engine" in Path(frame.filename).parts]
    if not frames:
        return "a library"
    parts = Path(frames[-1].filename).parts
    return f"{'/'.join(parts[parts.index('edi_engine') + 1:])}, line {frames[-1].lineno}"


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__

"""What every kind of mailbox can do, and how it says that it cannot. One module per kind: ``folder_box``, ``sftp_box``."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from edi_engine.settings import Mailbox

BLOCK = 1 << 18


class Failed(Exception):
    """The mailbox as a whole cannot go on; ``kind`` is that of the problem (EXC-5), ``facts`` what its sentence says."""

    def __init__(self, kind: str, **facts: Any) -> None:
        super().__init__(kind)
        self.kind, self.facts = kind, facts


class Missing(Failed):
    """A folder of the mailbox is not there, or nobody may look into it; its others may do."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__("transport-folder", folder=folder, reason=reason)


class Refused(Exception):
    """The mailbox refuses one file or one step; its text is the reason, in words of ours."""


class Taken(Refused):
    """There is a file of that name already."""


class Entry(NamedTuple):
    """A file as a mailbox lists it; what is a link or a pipe is not regular."""

    name: str
    size: int
    mtime: int
    regular: bool


class Box(Protocol):
    """An open mailbox. Paths are its own; every step raises Refused, or Failed when nothing more can be done."""

    def list(self, folder: str) -> Iterator[Entry]:
        """What is in a folder, other folders aside; Missing when there is no such folder."""

    def stat(self, path: str) -> Entry | None:
        """One file, links not followed; None when it is not there."""

    def ahead(self, paths: Sequence[str]) -> None:
        """Get small files that are read next, where waiting for each alone would take long; ``read`` and ``stat`` tell them."""

    def read(self, path: str) -> Iterator[bytes]:
        """The bytes of a file, in pieces."""

    def put(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write a new file and close it; Taken when there is one of that name."""

    def rename(self, old: str, new: str) -> None:
        """Give a file its name; Taken when there is one of that name, which is never overwritten."""

    def remove(self, path: str) -> None:
        """Delete a file; nothing when it is not there."""


def opened(mailbox: Mailbox, home: Path) -> AbstractContextManager[Box]:
    """The mailbox, open. Paths of files in its settings are meant from ``home``, the workspace."""
    if mailbox.kind == "folder":
        from edi_engine.exchange.folder_box import FolderBox

        return FolderBox(home)
    from edi_engine.exchange.sftp_box import SftpBox

    return SftpBox(mailbox, home)


def join(folder: str, name: str) -> str:
    """The path of a file in a folder of a mailbox."""
    return f"{folder.rstrip('/')}/{name}"

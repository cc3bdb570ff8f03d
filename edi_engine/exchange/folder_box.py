"""A mailbox that is a folder: of this machine, or a share that is mounted on it."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from edi_engine.exchange import folders
from edi_engine.exchange.mailboxes import BLOCK, Entry, Missing, Refused, Taken

_SHARED = 0o660                          # less what the user's umask takes: somebody else has to pick it up


class FolderBox:
    """The folders of a mailbox; a relative one is meant from the workspace."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __enter__(self) -> "FolderBox":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open between two steps."""

    def list(self, folder: str) -> Iterator[Entry]:
        """What is in a folder, other folders aside; Missing when there is no such folder."""
        try:
            with os.scandir(self.home / folder) as found:
                for entry in found:
                    try:
                        if not entry.is_dir(follow_symlinks=False):
                            yield _entry(entry.name, entry.stat(follow_symlinks=False))
                    except FileNotFoundError:
                        continue                                  # it went while we looked
        except OSError as error:
            raise Missing(folder, _reason(error)) from error

    def stat(self, path: str) -> Entry | None:
        """One file, links not followed; None when it is not there."""
        with _told():
            try:
                return _entry(Path(path).name, (self.home / path).lstat())
            except FileNotFoundError:
                return None

    def ahead(self, paths: Sequence[str]) -> None:
        """Nothing: the system reads ahead."""

    def read(self, path: str) -> Iterator[bytes]:
        """The bytes of a file, in pieces; a link or a pipe is never opened."""
        with _told(), os.fdopen(os.open(self.home / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            while piece := file.read(BLOCK):
                yield piece

    def put(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write a new file and flush it to the disk; Taken when there is one of that name."""
        with _told():
            handle = os.open(self.home / path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _SHARED)
        try:
            for piece in pieces:                                  # what goes wrong with these is ours
                with _told():
                    _write(handle, piece)
            with _told():
                os.fsync(handle)
        finally:
            os.close(handle)

    def rename(self, old: str, new: str) -> None:
        """Give a file its name; Taken when there is one of that name, which is never overwritten."""
        with _told():
            folders.give_name(self.home / old, self.home / new)

    def remove(self, path: str) -> None:
        """Delete a file; nothing when it is not there."""
        with _told():
            (self.home / path).unlink(missing_ok=True)


def _write(handle: int, piece: bytes) -> None:
    left = memoryview(piece)
    while left:
        left = left[os.write(handle, left):]


def _entry(name: str, said: os.stat_result) -> Entry:
    return Entry(name, said.st_size, int(said.st_mtime), stat.S_ISREG(said.st_mode))


@contextmanager
def _told() -> Iterator[None]:
    """What the system refuses, in our words."""
    try:
        yield
    except FileExistsError as error:
        raise Taken(_reason(error)) from error
    except OSError as error:
        raise Refused(_reason(error)) from error


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()

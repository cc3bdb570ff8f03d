"""A mailbox on a server that speaks SFTP: the one door of asyncssh, which comes with ``edi-engine[sftp]``.

The server's key has to be known, nothing of the user's own SSH configuration or agent is used, and what a server says in its
own words is never repeated: it could say anything.
"""

import asyncio
import gc
import os
import stat
from collections.abc import Awaitable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from edi_engine.exchange import secrets
from edi_engine.exchange.mailboxes import BLOCK, Entry, Failed, Missing, Refused, Taken
from edi_engine.settings import Mailbox

PATIENCE = 60.0                          # seconds for a step; a server that says nothing for longer is gone
CYCLES = (700, 10, 10)                   # each step leaves some for the garbage collector; with rare looks they pile up
_ALGORITHMS = ("ssh-", "ecdsa-", "sk-", "rsa-")
_WORDS = {"SFTPPermissionDenied": "permission denied", "SFTPNoSpaceOnFilesystem": "no space left there",
          "SFTPQuotaExceeded": "the quota there is used up", "SFTPNoSuchFile": "no such file or folder",
          "SFTPNoSuchPath": "no such file or folder", "SFTPWriteProtect": "it is write-protected",
          "SFTPOpUnsupported": "the server cannot do this"}
_FAILURE = "the server says no more than failure; a full disk or a missing right is the usual reason"
T = TypeVar("T")


class SftpBox:
    """A session with a server; it is opened by ``with``."""

    def __init__(self, mailbox: Mailbox, home: Path) -> None:
        self.mailbox, self.home = mailbox, home
        self.server = f"{mailbox.host}:{mailbox.port}"
        self.got: dict[str, tuple[bytes, Entry]] = {}              # files that were read ahead

    def __enter__(self) -> "SftpBox":
        try:
            import asyncssh
        except ImportError as error:
            raise Failed("transport-library") from error
        self.ssh = asyncssh
        self.runner, self.collected = asyncio.Runner(), gc.get_threshold()
        gc.set_threshold(*CYCLES)
        try:
            self.session, self.sftp = self._run(self._connect())
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.session.abort()
            self.runner.run(self.session.wait_closed())
        finally:
            self._close()

    def _close(self) -> None:
        self.runner.close()
        gc.set_threshold(*self.collected)

    def list(self, folder: str) -> Iterator[Entry]:
        """What is in a folder, other folders aside; Missing when there is no such folder."""
        found = self.sftp.scandir(_bytes(folder))
        while True:
            try:
                with self._told():
                    item = self._run(anext(found, None))
            except Refused as refused:
                raise Missing(folder, str(refused)) from refused
            if item is None:
                return
            if not _is_folder(item.attrs):
                yield _entry(os.fsdecode(item.filename), item.attrs)

    def stat(self, path: str) -> Entry | None:
        """One file, links not followed; None when it is not there."""
        if got := self.got.pop(path, None):
            return got[1]
        with self._told():
            try:
                return _entry(path.rpartition("/")[2], self._run(self.sftp.lstat(_bytes(path))))
            except (self.ssh.SFTPNoSuchFile, self.ssh.SFTPNoSuchPath):
                return None

    def ahead(self, paths: Sequence[str]) -> None:
        """Get small files at once; one that fails is tried again, and told, when its turn comes."""
        with self._told():
            got = self._run(asyncio.gather(*map(self._whole, paths), return_exceptions=True))
        self.got = {path: each for path, each in zip(paths, got, strict=True) if isinstance(each, tuple)}

    async def _whole(self, path: str) -> tuple[bytes, Entry] | None:
        """The bytes of a file, and how it stands there after they were read; None when there are more."""
        file = await self.sftp.open(_bytes(path), "rb")
        try:
            data = await file.read(BLOCK, 0)
        finally:
            await file.close()
        said = await self.sftp.lstat(_bytes(path))
        return (data, _entry(path.rpartition("/")[2], said)) if len(data) < BLOCK else None

    def read(self, path: str) -> Iterator[bytes]:
        """The bytes of a file, in pieces."""
        if got := self.got.get(path):
            yield got[0]
            return
        with self._told():
            file, at, piece = self._run(self.sftp.open(_bytes(path), "rb")), 0, b""
            try:
                while not at or len(piece) == BLOCK:              # a shorter piece is the last
                    piece = self._run(file.read(BLOCK, at))
                    at += BLOCK
                    yield piece
            finally:
                self._quietly(file.close())

    def put(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write a new file and close it; Taken when there is one of that name."""
        with self._told():
            file, at = self._run(self.sftp.open(_bytes(path), "xb")), 0
        try:
            for piece in pieces:                                  # what goes wrong with these is ours
                with self._told():
                    self._run(file.write(piece, at))
                at += len(piece)
        except BaseException:
            self._quietly(file.close())
            raise
        with self._told():
            self._run(file.close())

    def rename(self, old: str, new: str) -> None:
        """Give a file its name; Taken when there is one of that name, which is never overwritten (SFTP 3 renames that way)."""
        with self._told():
            if self.stat(new):
                raise Taken("there is a file of that name")
            self._run(self.sftp.rename(_bytes(old), _bytes(new)))

    def remove(self, path: str) -> None:
        """Delete a file; nothing when it is not there."""
        with self._told():
            try:
                self._run(self.sftp.remove(_bytes(path)))
            except (self.ssh.SFTPNoSuchFile, self.ssh.SFTPNoSuchPath):
                return

    async def _connect(self) -> tuple[Any, Any]:
        box = self.mailbox
        try:
            session = await self.ssh.connect(
                box.host, box.port, username=box.user, password=secrets.password(box, self.home),
                client_keys=self._keys(), known_hosts=self._hosts(), config=None, agent_path=None, gss_host=None,
                x509_trusted_certs=None, connect_timeout=PATIENCE / 2, login_timeout=PATIENCE / 2,
                keepalive_interval=PATIENCE / 4, keepalive_count_max=3)
        except self.ssh.HostKeyNotVerifiable as error:
            raise Failed("transport-host-key", server=self.server) from error
        except self.ssh.PermissionDenied as error:
            raise Failed("transport-login", server=self.server, user=box.user) from error
        except (self.ssh.DisconnectError, OSError) as error:
            raise Failed("transport-unreachable", server=self.server, reason=_network(error)) from error
        try:
            return session, await session.start_sftp_client(path_encoding=None)
        except (self.ssh.Error, OSError) as error:
            session.abort()
            raise Failed("transport-unreachable", server=self.server, reason="it offers no SFTP") from error

    def _keys(self) -> Sequence[Any]:
        """Our private key; one that cannot be read is told as such."""
        if not self.mailbox.key_file:
            return []
        data, passphrase = secrets.key(self.mailbox, self.home)
        try:
            return [self.ssh.import_private_key(data, passphrase)]
        except (self.ssh.KeyImportError, self.ssh.KeyEncryptionError) as error:
            raise Failed("transport-secret", what="key_file", why="it is no private key, or its passphrase is wrong") from error

    def _hosts(self) -> Any:
        """By which keys the server is known: those that stand in the settings, or a known_hosts file."""
        box = self.mailbox
        try:
            if box.host_key.startswith(_ALGORITHMS):
                return [self.ssh.import_public_key(box.host_key)], [], []
            if box.host_key:
                return self.ssh.import_known_hosts(box.host_key)
            return self.ssh.read_known_hosts(str(self.home / Path(box.known_hosts).expanduser()))
        except (self.ssh.KeyImportError, ValueError) as error:
            raise Failed("transport-secret", what="host_key", why="it is no public key") from error
        except OSError as error:
            raise Failed("transport-secret", what="known_hosts", why="the file cannot be read") from error

    def _run(self, step: Awaitable[T]) -> T:
        """Take a step; one that takes too long is a server that is gone."""
        return self.runner.run(asyncio.wait_for(step, PATIENCE))

    def _quietly(self, step: Coroutine[Any, Any, object]) -> None:
        """Take a step of tidying up; what went wrong before is told, and not that this cannot be done either."""
        try:
            self._run(step)
        except (self.ssh.Error, OSError):
            return

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the server refuses, in our words."""
        try:
            yield
        except self.ssh.SFTPFileAlreadyExists as error:
            raise Taken("there is a file of that name") from error
        except (self.ssh.SFTPConnectionLost, self.ssh.SFTPNoConnection, self.ssh.DisconnectError, OSError) as error:
            raise Failed("transport-cut", server=self.server) from error
        except self.ssh.Error as error:
            raise Refused(_WORDS.get(type(error).__name__, _FAILURE)) from error


def _bytes(path: str) -> bytes:
    return os.fsencode(path)


def _is_folder(said: Any) -> bool:
    return stat.S_ISDIR(said.permissions) if said.permissions is not None else said.type == 2


def _entry(name: str, said: Any) -> Entry:
    """A file as the server describes it; servers that say no permissions say its type otherwise (1 = regular)."""
    regular = stat.S_ISREG(said.permissions) if said.permissions is not None else said.type in (None, 1, 5)
    return Entry(name, said.size or 0, int(said.mtime or 0), regular)


def _network(error: Exception) -> str:
    """Why a server cannot be reached, in words that do not come from it."""
    if isinstance(error, TimeoutError):
        return "it does not answer"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "it ended the connection before the login was over"

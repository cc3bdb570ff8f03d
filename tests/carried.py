"""Problems of exchange, caused: a workspace with the folders of a broken fixture, a mailbox, and what goes wrong there.

A fixture holds ``outbox``, ``inbox``, ``from`` and ``to``, and what edi.toml says more, in ``more.toml``. What no file alone
causes - a disk that is full, a server that is gone - is done here, by the kind of the problem.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from edi_engine.exchange.folder_box import FolderBox
from edi_engine.exchange.mailboxes import Entry, Failed, Refused
from edi_engine.flows import receive
from edi_engine.flows.house import House, open_house
from edi_engine.flows.outcome import Outcome
from edi_engine.flows.sync import sync
from tests.far import OLD, books, folder_mailbox

SERVER = {"server": "sftp.example:22"}
FACTS: dict[str, dict[str, str]] = {
    "transport-library": {}, "transport-secret": {"what": "key_file", "why": "the file cannot be read (no such file)"},
    "transport-host-key": SERVER, "transport-login": SERVER | {"user": "us"}, "transport-cut": SERVER,
    "transport-unreachable": SERVER | {"reason": "connection refused"},
    "transport-folder": {"folder": "from", "reason": "permission denied"},
}


def carry(path: Path) -> Iterator[Any]:
    """What a round of send, fetch and receive says of the fixture, in which ``path``'s kind of thing goes wrong."""
    kind = path.name.split(".")[1]
    with TemporaryDirectory() as folder:
        there = Path(folder) / "far"
        here = books(Path(folder) / "books", folder_mailbox(there))
        for name, target in (("outbox", here / "outbox"), ("inbox", here / "inbox"), ("from", there / "from"), ("to", there / "to")):
            if (path / name).is_dir():
                shutil.copytree(path / name, target, dirs_exist_ok=True, symlinks=True)
                for file in target.iterdir():
                    os.utime(file, (OLD, OLD), follow_symlinks=False)
        if (path / "more.toml").exists():
            text = (here / "edi.toml").read_text("utf-8") + (path / "more.toml").read_text("utf-8")
            (here / "edi.toml").write_text(text, "utf-8")
        for document in FAULTS.get(kind, _once)(here, there, kind):
            for part in (document, *document["files"], *document["received"]):
                yield from (SimpleNamespace(**problem) for problem in part.get("problems", ()))


def _once(here: Path, there: Path, kind: str) -> Iterator[dict[str, Any]]:
    with open_house(here) as house:
        yield sync(house)


def _with(**methods: Callable[..., Any]) -> Callable[[Path, Path, str], Iterator[dict[str, Any]]]:
    """A round with a mailbox that does these steps in its own way."""

    def run(here: Path, there: Path, kind: str) -> Iterator[dict[str, Any]]:
        with patch.multiple(FolderBox, **methods):
            yield from _once(here, there, kind)

    return run


def _fails(here: Path, there: Path, kind: str) -> Iterator[dict[str, Any]]:
    with patch("edi_engine.exchange.mailboxes.opened", side_effect=Failed(kind, **FACTS[kind])):
        yield from _once(here, there, kind)


def _full(self: FolderBox, path: str, pieces: Any) -> None:
    raise Refused("no space left on device")


def _half(self: FolderBox, path: str, pieces: Any) -> None:
    (self.home / path).write_bytes(next(iter(pieces))[:10])


def _twice(fault: Callable[[Path, Path, str], Iterator[dict[str, Any]]]) -> Callable[[Path, Path, str], Iterator[dict[str, Any]]]:
    """The same again: what stands there still."""

    def run(here: Path, there: Path, kind: str) -> Iterator[dict[str, Any]]:
        yield from fault(here, there, kind)
        yield from fault(here, there, kind)

    return run


def _kept(self: FolderBox, path: str) -> None:
    raise Refused("permission denied")


def _not_deleted(here: Path, there: Path, kind: str) -> Iterator[dict[str, Any]]:
    text = (here / "edi.toml").read_text("utf-8")
    (here / "edi.toml").write_text(text.replace('after = "keep"', 'after = "delete"'), "utf-8")
    yield from _with(remove=_kept)(here, there, kind)


def _elsewhere(self: FolderBox, folder: str) -> Iterator[Entry]:
    yield Entry("../../elsewhere.835", 1, OLD, True)


def _grown(self: FolderBox, path: str) -> Entry:
    return Entry(Path(path).name, 10_000, OLD, True)


def _cut_off_and_picked_up(here: Path, there: Path, kind: str) -> Iterator[dict[str, Any]]:
    with suppress(KeyboardInterrupt), patch.object(FolderBox, "rename", side_effect=KeyboardInterrupt):
        list(_once(here, there, kind))
    for left in (there / "to").iterdir():
        left.unlink()
    yield from _once(here, there, kind)


def _again(here: Path, there: Path, kind: str) -> Iterator[dict[str, Any]]:
    yield from _once(here, there, kind)
    for path in (here / "sent").iterdir():
        shutil.copy(path, here / "outbox")
    for path in (there / "from").iterdir():
        os.utime(path, (OLD + 1, OLD + 1))
    yield from _once(here, there, kind)


def _large(here: Path, there: Path, kind: str) -> Iterator[dict[str, Any]]:
    for path in (here / "inbox").iterdir():
        os.truncate(path, 2 << 20)
    yield from _once(here, there, kind)


def _stretched(here: Path, there: Path, kind: str) -> Iterator[dict[str, Any]]:
    for path in (here / "inbox").iterdir():
        path.write_bytes(path.read_bytes().replace(b"~SE*", b"~NTE*ADD*" + b"x" * (3 << 20) + b"~SE*", 1))
    yield from _once(here, there, kind)


def _no_room(here: Path, there: Path, kind: str) -> Iterator[dict[str, Any]]:
    with patch("edi_engine.exchange.folders.write", side_effect=OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))):
        yield from _once(here, there, kind)


def _renamed(here: Path, there: Path, kind: str) -> Iterator[dict[str, Any]]:
    for path in (here / "outbox").iterdir():
        path.rename(path.with_name("a\x1b[2J.837"))
    yield from _once(here, there, kind)


def _large_there(here: Path, there: Path, kind: str) -> Iterator[dict[str, Any]]:
    for path in (there / "from").iterdir():
        os.truncate(path, 2 << 20)
    yield from _once(here, there, kind)


def _being_written(here: Path, there: Path, kind: str) -> Iterator[dict[str, Any]]:
    for path in (here / "inbox").iterdir():
        path.touch()
    yield from _once(here, there, kind)


def _growing(here: Path, there: Path, kind: str) -> Iterator[dict[str, Any]]:
    honest = receive.take

    def slow(house: House, path: Path, *given: Any) -> Outcome:
        outcome = honest(house, path, *given)
        path.touch()
        return outcome

    with patch("edi_engine.flows.receive.take", slow):
        yield from _once(here, there, kind)


FAULTS: dict[str, Callable[[Path, Path, str], Iterator[dict[str, Any]]]] = {
    **dict.fromkeys(FACTS, _fails), "mailbox-refuses": _with(put=_full), "upload-size": _with(put=_half),
    "file-name": _with(list=_elsewhere), "still-growing": _with(stat=_grown), "picked-up": _cut_off_and_picked_up,
    "sent-before": _again, "fetched-before": _again, "too-large": _large, "too-large-there": _large_there, "no-room": _no_room,
    "outbox-name": _renamed, "segment-too-long": _stretched,
    "still-written": _being_written, "grew-meanwhile": _growing, "not-deleted": _not_deleted,
    "file-name-still": _twice(_with(list=_elsewhere)), "too-large-there-still": _twice(_large_there),
}
KINDS = (*(("EXC-5", kind) for kind in (
    *FAULTS, "no-plain-file", "hidden-name", "too-many-interchanges", "too-many-segments", "outbox-other", "name-taken", "not-fetched-plain")),
    ("ENV-11", "mailbox-mode"), ("ENV-11", "mixed"))

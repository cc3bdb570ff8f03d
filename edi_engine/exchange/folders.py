"""The folders of a workspace: archive for ever, drop whole files only, move what was received (EXC-1, EXC-3, EXC-4)."""

import ctypes
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from edi_engine.exchange import growing
from edi_engine.problems import Problem

NAMES = ("outbox", "sent", "inbox", "processed", "quarantine", "archive", "reports")
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


class Changed(OSError):
    """A file that somebody wrote to while it was read."""


def make(folder: Path) -> list[str]:
    """Make the folders that are missing, open to their owner only; the names of those made."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    missing = [name for name in NAMES if not (folder / name).is_dir()]
    for name in missing:
        (folder / name).mkdir(mode=PRIVATE_FOLDER, exist_ok=True)      # somebody else may make it just now
    return missing


def private(folder: Path) -> None:
    """Make a folder that only its owner may look into, if it is not there."""
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named; a folder stands for the files in it, sorted, hidden and half-written ones aside."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith(".")
                              and not p.is_symlink())
        else:
            yield path


def odd(folder: Path) -> Iterator[Path]:
    """What lies in a folder and is no file of its own: a link, a pipe; none of it is ever opened."""
    yield from sorted(p for p in folder.iterdir() if p.is_symlink() or not (p.is_file() or p.is_dir()))


def hidden(folder: Path) -> Iterator[Path]:
    """The files in a folder that are passed over for their name, by now nobody's unfinished work, nor ours."""
    yield from sorted(p for p in folder.iterdir() if p.name.startswith(".") and p.suffix not in (".part", ".whole")
                      and p.is_file() and not p.is_symlink() and not growing.lately(p.stat().st_mtime))


def plain(name: str) -> str:
    """The name under which somebody else's file is kept here: what no screen shows becomes _, and a long one is cut.

    "" for what is no name but a way elsewhere.

    >>> plain("era 1.835"), plain("a\\x1b[2Jb"), plain("../../etc/passwd"), plain(".."), len(plain("x" * 300 + ".835"))
    ('era 1.835', 'a_[2Jb', '', '', 160)
    """
    if not name.strip(". ") or "/" in name or "\\" in name or "\0" in name:
        return ""
    shown = "".join(sign if sign.isprintable() else "_" for sign in name).lstrip(".")
    stem, dot, end = shown.rpartition(".")
    end = f"{dot}{end}" if stem and len(end) < 16 else ""
    while len(shown.encode()) > _LONGEST:
        shown = shown.removesuffix(end)[:-1] + end
    return shown


_LONGEST = 160                           # bytes; more has to fit behind: .reason.txt, a number


def shown(name: str) -> str:
    """A name or a path as a message may say it, cut: what no screen shows, and bytes that are no UTF-8, as %1B; blanks quoted.

    >>> shown("../../etc/passwd"), shown("a\\x1b[2J"), shown(os.fsdecode(b"\\xff.835")), shown("  ")
    ('../../etc/passwd', 'a%1B[2J', '%FF.835', '"  "')
    """
    cut = name[:_LONGEST]
    if not cut.strip():
        return f'"{cut}"'
    safe = (sign if sign.isprintable() else "".join(f"%{byte:02X}" for byte in os.fsencode(sign)) for sign in cut)
    return "".join(safe)[:_LONGEST]


def sha256(path: Path) -> str:
    """The hash of a file's bytes, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def archived(archive: Path, digest: str) -> Path:
    """Where the bytes with this hash are kept."""
    return archive / digest[:2] / digest


def keep(archive: Path, path: Path, errand: str) -> str:
    """Copy a file into the archive, and note its name and errand, each once; its hash.

    It is noted first: a note without bytes harms nobody. Bytes without a note are a copy of what left.
    """
    digest = sha256(path)
    if not (archived(archive, digest).exists() and noted(archive, digest)):
        note(archive, digest, plain(path.name), errand)
    return _copied(archive, path, digest)


def keep_copy(archive: Path, path: Path) -> str:
    """Copy a file that leaves into the archive, once; its hash. A rebuild does not read it: it is no fact of the books."""
    return _copied(archive, path, sha256(path))


def _copied(archive: Path, path: Path, digest: str) -> str:
    """Copy the bytes with this hash into the archive; Changed when the file holds others by now."""
    home = archived(archive, digest)
    if not home.exists():
        home.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        drop(home, _same_pieces(path, digest))
    return digest


def _same_pieces(path: Path, digest: str) -> Iterator[bytes]:
    found = hashlib.sha256()
    with path.open("rb") as source:
        while piece := source.read(1 << 20):
            found.update(piece)
            yield piece
    if found.hexdigest() != digest:
        raise Changed(errno.EBUSY, "it changed while it was read")


def keep_bytes(archive: Path, data: bytes, digest: str) -> None:
    """Put bytes that we wrote ourselves into the archive; they are noted when they leave."""
    home = archived(archive, digest)
    home.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    drop(home, [data])


def rows_kept(archive: Path, digest: str) -> Path:
    """Where the archive keeps from which rows a file of ours was written: beside it."""
    return archived(archive, digest).with_suffix(".rows.gz")


def note(archive: Path, digest: str, name: str, errand: str) -> None:
    """Note that the archive holds a file, what it is called and what was done with it: a rebuild reads these in order."""
    append(archive / "files.jsonl", {"sha256": digest, "name": name, "errand": errand})


def noted(archive: Path, digest: str) -> bool:
    """Whether it is noted that the archive holds the file with this hash."""
    path = archive / "files.jsonl"
    if not path.exists():
        return False
    with path.open("rb") as lines:
        return any(digest.encode() in text and _row(text) for text in lines)


def drop(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file under a temporary name, flush it to the disk and rename it, so that nobody ever sees half of it."""
    partial = path.with_name(f".{plain(path.name)}.part")
    try:
        write(partial, chunks)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    settle(path.parent)


def write(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file that only its owner may read, and flush it to the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with os.fdopen(os.open(path, flags, PRIVATE_FILE), "wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """Flush the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def append(path: Path, row: dict[str, Any]) -> None:
    """Add one JSON line to a file that only grows, readable for its owner only.

    A last line that an earlier run was cut off in writing goes: nothing that it spoke of had been done yet.
    """
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, PRIVATE_FILE), "rb+") as file:
        lead = _mend(file)
        file.write(lead + line(row))
        file.flush()
        os.fsync(file.fileno())


def line(row: dict[str, Any]) -> bytes:
    """A row as ``append`` writes it."""
    return json.dumps(row, sort_keys=True).encode() + b"\n"


def torn(path: Path) -> bytes:
    """What stands behind the last whole line of a file; nothing when there is no such file."""
    return path.read_bytes().rpartition(b"\n")[2] if path.exists() else b""


def rows(path: Path, keys: Iterable[str], say: Callable[[Problem], None] = lambda _: None) -> Iterator[dict[str, Any]]:
    """The rows with these keys of a file that ``append`` made; each line that is no such row is a problem.

    None when there is no such file.
    """
    data = path.read_bytes() if path.exists() else b""
    for number, text in enumerate(data.splitlines(keepends=True), 1):
        row = _row(text)
        if row.keys() == set(keys):
            yield row
        elif text.strip():
            kind = "archive-line" if text.endswith(b"\n") else "archive-torn"
            say(Problem("EXC-5", kind, where=f"archive/{path.name}, line {number}"))


def _mend(file: BinaryIO) -> bytes:
    """Take a torn last line away; what has to stand before the next line (a whole last line may only lack its end)."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - 1, 0))
    if file.read() in (b"", b"\n"):
        return b""
    file.seek(0)
    whole, end, last = file.read().rpartition(b"\n")
    if _row(last):
        return b"\n"
    file.truncate(len(whole + end))
    return b""


def _row(text: bytes) -> dict[str, Any]:
    """The row that a line holds; {} when it is not JSON, or no object."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def landed(whole: Path, name: str) -> Path:
    """Give a file that waits under a hidden name its own, or that with a number behind it, in the same folder; where it is."""
    first = target = whole.with_name(name)
    n = 1
    while True:
        try:
            return give_name(whole, target)
        except FileExistsError:
            n += 1
            target = first.with_name(f"{first.stem}.{n}{first.suffix}")


def give_name(old: Path, new: Path) -> Path:
    """Rename a file in one step without ever replacing another: FileExistsError. A system that cannot do both is asked first.

    A second name and then no first one would do it everywhere, but whoever is killed in between leaves a file that may be
    picked up under the one and found under the other.
    """
    failed = _renamed_if_free(os.fsencode(old), os.fsencode(new))
    if failed in _CANNOT:
        failed = errno.EEXIST if os.path.lexists(new) else 0
        if not failed:
            return old.rename(new)
    if failed:
        raise OSError(failed, os.strerror(failed), str(new))
    return new


def _renamed_if_free(old: bytes, new: bytes) -> int:
    """Linux's renameat2 with RENAME_NOREPLACE: 0, or the number of the error."""
    rename = _renameat2()
    if rename is None:
        return errno.ENOSYS
    return ctypes.get_errno() if rename(_HERE, old, _HERE, new, 1) else 0


@cache
def _renameat2() -> Callable[..., int] | None:
    """The system's function, found once: each look makes classes that only the garbage collector takes away."""
    try:
        return ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None


_HERE = -100                             # AT_FDCWD
_CANNOT = frozenset((errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP))


def move(path: Path, folder: Path, name: str = "") -> Path:
    """Move a file into a folder without ever replacing another; where it is now, open to its owner only.

    The same bytes under the same name are one file, so that a run that was cut off leaves no second one.
    """
    first = target = folder / plain(name or path.name)
    _close(path)
    n = 1
    while os.path.lexists(target):
        if same(path, target):
            path.unlink()
            return target
        n += 1
        target = first.with_name(f"{first.stem}.{n}{first.suffix}")
    shutil.move(path, target)
    return target


def _close(path: Path) -> None:
    """Let nobody but its owner open a file; who put it there may be somebody else, and then it stays as it is."""
    with suppress(PermissionError):
        path.chmod(PRIVATE_FILE)


def same(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes; a link is never the same."""
    if other.is_symlink() or not other.is_file() or one.stat().st_size != other.stat().st_size:
        return False
    return sha256(one) == sha256(other)


def quarantine(path: Path, folder: Path, reasons: Iterable[str]) -> Path:
    """Copy a file that cannot be taken aside, with a file next to it that says why."""
    with path.open("rb") as source:
        write(partial := folder / ".part", iter(lambda: source.read(1 << 20), b""))
    return _aside(partial, folder, plain(path.name), reasons)


def banish(path: Path, folder: Path, reasons: Iterable[str]) -> Path:
    """Move a file aside as it is, however large, with a file next to it that says why."""
    _close(path)
    return _aside(path, folder, plain(path.name), reasons)


def _aside(path: Path, folder: Path, name: str, reasons: Iterable[str]) -> Path:
    """Put a file and its reason into a folder, under the first name under which nothing else stands for either of them."""
    said = "\n".join(reasons).encode("utf-8", "replace") + b"\n"
    write(told := folder / ".reason.part", [said])
    pairs = ((folder / called, folder / f"{called}.reason.txt") for called in _names(path, name))
    target, reason = next((target, reason) for target, reason in pairs if _free(target, path) and _free(reason, told))
    told.replace(reason)
    path.replace(target)
    settle(folder)
    return target


def _names(path: Path, name: str) -> Iterator[str]:
    yield name
    mark = sha256(path)[:12]
    yield f"{mark}.{name}"
    yield from (f"{mark}.{n}.{name}" for n in count(2))


def _free(target: Path, path: Path) -> bool:
    """Whether nothing stands under a name, or the same that is to stand there."""
    return not os.path.lexists(target) or same(path, target)

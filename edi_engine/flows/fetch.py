"""Fetching: what came back into a mailbox is put into the inbox, whole and once.

A file is taken when it has stopped growing. It is written under a hidden name, and only when all of it is on the disk and the
ledger knows it does it get its name in the inbox; so a run that was cut off anywhere drops nothing and takes nothing twice.
"""

import os
import re
import time
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from edi_engine.exchange import folders, growing
from edi_engine.exchange.mailboxes import BLOCK, Box, Entry, Missing, Refused, join
from edi_engine.flows.carrying import IN, Carried, Round, guarded, visit
from edi_engine.flows.chunks import chunks
from edi_engine.flows.house import House, Unknown
from edi_engine.ledger import database, transfers
from edi_engine.ledger.transfers import Refusal, Seen
from edi_engine.progress import tell
from edi_engine.settings import Mailbox

QUIET = 2.0                              # seconds in which a file must not have changed
TOGETHER = 500
AT_ONCE = 16                             # small files on their way at once


class TooLarge(Exception):
    """More bytes than the limit came."""


def fetch(house: House, caught: type[Exception] = Exception) -> dict[str, Any]:
    """Fetch what is new. Unknown when edi.toml names no mailbox with folders to fetch from."""
    if not any(box.fetch for box in house.settings.mailboxes):
        raise Unknown("edi.toml names no mailbox with folders to fetch from: add [[mailboxes]] with fetch (docs/exchange.md).")
    told = Round()
    carry(house, told, caught)
    return told.as_json()


def carry(house: House, told: Round, caught: type[Exception]) -> None:
    """Fetch what is new in every mailbox."""
    finish(house)
    for mailbox in house.settings.mailboxes:
        if mailbox.fetch:
            visit(house, mailbox, told, partial(_all, house, mailbox, told, caught))


def _all(house: House, mailbox: Mailbox, told: Round, caught: type[Exception], box: Box) -> None:
    """Fetch from each folder; one that cannot be looked into stops no other."""
    for folder in mailbox.fetch:
        try:
            for carried in _from_folder(house, mailbox, box, folder, caught):
                told.add(carried)
                tell(mailbox.name, len(told.files))
        except Missing as missing:
            told.failed(mailbox, missing)


def finish(house: House) -> None:
    """Give their names to files that an earlier run fetched whole; what the ledger does not know is fetched again."""
    inbox = house.at("inbox")
    for left in (*inbox.glob(".*.whole"), *inbox.glob(".fetching.part")):
        path = transfers.waiting(house.db, left.name)
        if path is None:
            left.unlink()
        else:
            _land(left, path)


def _from_folder(house: House, mailbox: Mailbox, box: Box, folder: str, caught: type[Exception]) -> Iterator[Carried]:
    """What becomes of each new file of a folder."""
    new = list(_new(house, mailbox, box, folder))
    if any(entry.regular and growing.young(entry.mtime) for entry in new):
        time.sleep(QUIET)
    for some in chunks(new, AT_ONCE):
        box.ahead([join(folder, entry.name) for entry in some if _small(entry)])
        for entry in some:
            carried = Carried(_called(entry.name), mailbox.name, IN, size=entry.size)
            yield guarded(carried, partial(_one, house, mailbox, box, folder, entry, carried), caught)


def _small(entry: Entry) -> bool:
    """Whether a file may be read ahead: one that is taken at all, and no longer than a piece."""
    return entry.regular and entry.size < BLOCK and bool(folders.plain(entry.name))


def _new(house: House, mailbox: Mailbox, box: Box, folder: str) -> Iterator[Entry]:
    """The files of a folder that were not fetched before; hidden ones are somebody's unfinished work.

    What stays known by its name, size and time may hold other bytes by now: where it is to be deleted, it is read again.
    """
    found = (entry for entry in box.list(folder) if not entry.name.startswith(".") or not folders.plain(entry.name))
    while some := list(islice(found, TOGETHER)):
        known = transfers.seen_before(house.db, mailbox.name, (_seen(folder, entry) for entry in some))
        yield from (entry for entry in some if mailbox.after == "delete" or _seen(folder, entry) not in known)


def _called(name: str) -> str:
    """What a file there is called in what we say: as it is kept here, or, when it is not taken, its name as it can be shown."""
    return folders.plain(_shown(name)) or folders.shown(name)


def _seen(folder: str, entry: Entry) -> Seen:
    return Seen(_shown(join(folder, entry.name)), entry.size, entry.mtime)


def _shown(path: str) -> str:
    """A path as text that can be stored and told: bytes of its name that are no UTF-8 as %FF."""
    return re.sub("[\udc80-\udcff]", lambda found: f"%{ord(found[0]) & 0xFF:02X}", path)


def _one(house: House, mailbox: Mailbox, box: Box, folder: str, entry: Entry, carried: Carried) -> Carried:
    """Fetch one file, or say why not."""
    seen = _seen(folder, entry)
    limit = house.settings.limits.megabytes
    if not folders.plain(entry.name):
        return _refuse(house, mailbox, folder, carried, "file-name")
    if not entry.regular:
        return carried.say("not-fetched-plain").ended("ignored")
    try:
        if entry.size > limit << 20:
            raise TooLarge
        part = house.at("inbox") / ".fetching.part"
        carried.sha256 = _download(box, join(folder, entry.name), part, limit << 20)
        if not _still(box, join(folder, entry.name), entry, part) or growing.unfinished(part, entry.mtime):
            part.unlink()
            return carried.say("still-growing").ended("waiting")
    except TooLarge:
        return _refuse(house, mailbox, folder, carried, "too-large-there", limit=limit)
    os.utime(part, (entry.mtime, entry.mtime))
    carried = _keep(house, mailbox, seen, part, carried)
    if mailbox.after == "delete":
        _take_away(box, seen, join(folder, entry.name), carried)
    return carried


def _refuse(house: House, mailbox: Mailbox, folder: str, carried: Carried, kind: str, **facts: Any) -> Carried:
    """Leave a file there: an error once, and a warning as long as it stands there as it stood."""
    told = Refusal(mailbox.name, join(folder, carried.file), carried.size or 0, kind)
    since = transfers.refused_since(house.db, told)
    if since:
        return carried.say(f"{kind}-still", since=since[:10], **facts).ended("ignored")
    with database.transaction(house.db):
        transfers.refuse(house.db, told)
    return carried.say(kind, **facts).ended("refused")


def _download(box: Box, path: str, part: Path, limit: int) -> str:
    """Write a file there into a file here, flushed to the disk; its hash."""
    digest, size = sha256(), 0

    def pieces() -> Iterator[bytes]:
        nonlocal size
        for piece in box.read(path):
            digest.update(piece)
            size += len(piece)
            if size > limit:
                raise TooLarge
            yield piece

    try:
        folders.write(part, pieces())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def _still(box: Box, path: str, entry: Entry, part: Path) -> bool:
    """Whether the file there is still as it was listed, and all of it came."""
    now = box.stat(path)
    return now is not None and now.regular and (now.size, now.mtime) == (entry.size, entry.mtime) == (
        part.stat().st_size, entry.mtime)


def _keep(house: House, mailbox: Mailbox, seen: Seen, part: Path, carried: Carried) -> Carried:
    """Let the ledger know the file, and give it its name in the inbox; not when the same bytes came from there before."""
    digest = carried.sha256 or ""
    if transfers.came_before(house.db, mailbox.name, seen.path, digest):
        with database.transaction(house.db):
            transfers.fetched(house.db, mailbox.name, seen, digest, "")
        part.unlink()
        return carried.say("fetched-before").ended("duplicate")
    whole = part.with_name(transfers.waits_as(mailbox.name, seen))
    part.replace(whole)
    folders.settle(whole.parent)
    with database.transaction(house.db):
        transfers.fetched(house.db, mailbox.name, seen, digest, whole.name)
        house.audit(digest)
    return carried.ended("fetched", str(_land(whole, seen.path)))


def _land(whole: Path, path: str) -> Path:
    """Give a whole file its name in the inbox."""
    target = folders.landed(whole, folders.plain(path.rpartition("/")[2]))
    folders.settle(whole.parent)
    return target


def _take_away(box: Box, seen: Seen, path: str, carried: Carried) -> None:
    """Delete what was fetched just now, if it is still the same; when it cannot be deleted, the next run tries again."""
    try:
        now = box.stat(path)
        if now and now.regular and (now.size, now.mtime) == (seen.size, seen.mtime):
            box.remove(path)
    except Refused as refused:
        carried.say("not-deleted", reason=str(refused))

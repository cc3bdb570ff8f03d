"""Sending: what stands in the outbox goes to the mailbox that takes files of its mode, once, and then to sent.

A file is written there under a temporary name, its size is checked, and it gets its name without overwriting another. The
ledger knows each of these steps before the next one begins, so that a run that was cut off anywhere sends nothing twice and
loses nothing.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from edi_engine import x12
from edi_engine.exchange import folders
from edi_engine.exchange.mailboxes import Box, Failed, Refused, Taken, join
from edi_engine.flows.carrying import OUT, Carried, Round, guarded, pieces_of, visit
from edi_engine.flows.house import House, Unknown
from edi_engine.flows.submit import let_go
from edi_engine.ledger import database, transfers
from edi_engine.ledger.transfers import BEGUN, DONE, RENAMING, Upload
from edi_engine.settings import Mailbox

MODES = {"T": "test", "P": "production"}


def send(house: House, caught: type[Exception] = Exception) -> dict[str, Any]:
    """Send what stands in the outbox. Unknown when edi.toml names no mailbox that sends."""
    if not any(box.send for box in house.settings.mailboxes):
        raise Unknown("edi.toml names no mailbox with a folder to send to: add [[mailboxes]] with send (docs/exchange.md).")
    told = Round()
    carry(house, told, caught)
    return told.as_json()


def carry(house: House, told: Round, caught: type[Exception]) -> None:
    """Send every file of the outbox to the mailbox that takes its mode."""
    let_go(house)
    for path in folders.odd(house.at("outbox")):
        told.add(Carried(str(path), None, OUT).say("no-plain-file").ended("refused"))
    for path in folders.hidden(house.at("outbox")):
        told.add(Carried(str(path), None, OUT).say("hidden-name").ended("ignored"))
    senders = {box.usage: box for box in house.settings.mailboxes if box.send}
    going = _sorted_out(house, senders, told, caught)
    for mailbox in senders.values():
        if files := going[mailbox.name]:
            visit(house, mailbox, told, partial(_all, house, mailbox, files, told, caught))
        for carried in files:
            told.add(carried.ended("waiting"))


def _all(house: House, mailbox: Mailbox, files: list[Carried], told: Round, caught: type[Exception], box: Box) -> None:
    """Send files one by one; those that were worked on leave the list, whatever became of them."""
    while files:
        told.add(guarded(files[0], partial(_one, house, mailbox, box, files[0]), caught))
        del files[0]


def _sorted_out(house: House, senders: Mapping[str, Mailbox], told: Round, caught: type[Exception]) -> dict[str, list[Carried]]:
    """By the name of a mailbox: the files that go to it. What goes to none is told, and stays (ENV-11)."""
    going: dict[str, list[Carried]] = defaultdict(list)
    for path in folders.files([house.at("outbox")]):
        carried = Carried(str(path), None, OUT)
        guarded(carried, partial(_judged, path, senders, carried), caught)
        if carried.mailbox:
            going[carried.mailbox].append(carried)
        else:
            told.add(carried)
    return going


def _judged(path: Path, senders: Mapping[str, Mailbox], carried: Carried) -> Carried:
    """Whether a file may go: it has a mailbox then, and else a result. What its name is here it is called there."""
    carried.size = path.stat().st_size
    if folders.plain(path.name) != path.name:
        return carried.say("outbox-name").ended("refused")
    marks = _marks(path)
    usage = next(iter(marks), "?")
    if len(marks) > 1:
        return carried.say("mixed", "ENV-11").ended("refused")
    if usage not in MODES:
        return carried.say("outbox-other").ended("refused")
    if usage not in senders:
        return carried.say("mailbox-mode", "ENV-11", marked=usage, mode=MODES[usage]).ended("refused")
    carried.mailbox = senders[usage].name
    return carried


def _marks(path: Path) -> set[str]:
    """Every ISA15 of a file; ? for one that is neither T nor P."""
    marks = {ts.isa[15].strip() if len(ts.isa) > 15 else "" for ts in x12.survey(x12.Source(path))}
    return {mark if mark in MODES else "?" for mark in marks}


def _one(house: House, mailbox: Mailbox, box: Box, carried: Carried) -> Carried:
    """Send one file, or find out that it is there."""
    path = Path(carried.file)
    carried.sha256 = folders.keep_copy(house.at("archive"), path)
    upload, came = transfers.upload(house.db, mailbox.name, carried.sha256, path.name, carried.size or 0)
    try:
        result = _finish(house, mailbox, box, path, upload, came, carried)
    except Taken:
        return carried.say("name-taken").ended("refused")
    if result in ("sent", "duplicate"):
        folders.move(path, house.at("sent"))
    return carried.ended(result, join(mailbox.send, upload.name))


def _finish(house: House, mailbox: Mailbox, box: Box, path: Path, upload: Upload, came: str, carried: Carried) -> str:
    """Go on from where an earlier run came, and say how it ends."""
    target, temporary = join(mailbox.send, upload.name), join(mailbox.send, upload.temporary)
    if came == DONE:
        carried.say("sent-before")
        return "duplicate"
    there = box.stat(target)
    if there and not _same(box, target, there.size, path):
        raise Taken("there is another file of that name")
    if there:
        box.remove(temporary)                     # servers rename by giving a second name first
        return _done(house, upload)
    left = box.stat(temporary) if came else None
    if came == RENAMING and left is None:
        carried.say("picked-up")
        return _done(house, upload)
    if came == RENAMING and left and left.size == upload.size:
        return _name(house, box, upload, mailbox)
    if left:
        box.remove(temporary)
    return _upload(house, mailbox, box, path, upload._replace(attempt=upload.attempt + 1, name=path.name), carried)


def _upload(house: House, mailbox: Mailbox, box: Box, path: Path, upload: Upload, carried: Carried) -> str:
    """Write the file under a temporary name, look whether all of it arrived, and give it its name."""
    temporary = join(mailbox.send, upload.temporary)
    _note(house, upload, BEGUN)
    try:
        box.put(temporary, pieces_of(path))
        there = box.stat(temporary)
    except (Refused, OSError):
        _tidy(box, temporary)
        raise
    if there is None or there.size != upload.size:
        _tidy(box, temporary)
        carried.say("upload-size", size=upload.size, there=there.size if there else 0)
        return "waiting"
    return _name(house, box, upload, mailbox)


def _name(house: House, box: Box, upload: Upload, mailbox: Mailbox) -> str:
    """Give the file its name; the ledger knows first that this is about to happen."""
    _note(house, upload, RENAMING)
    box.rename(join(mailbox.send, upload.temporary), join(mailbox.send, upload.name))
    return _done(house, upload)


def _done(house: House, upload: Upload) -> str:
    _note(house, upload._replace(attempt=max(upload.attempt, 1)), DONE)
    return "sent"


def _note(house: House, upload: Upload, step: str) -> None:
    with database.transaction(house.db):
        transfers.step(house.db, upload, step)
        if step == DONE:
            house.audit(upload.sha256)


def _tidy(box: Box, temporary: str) -> None:
    """Take away what is not whole; should that fail too, the next run does it."""
    try:
        box.remove(temporary)
    except (Refused, Failed):
        return


def _same(box: Box, target: str, size: int, path: Path) -> bool:
    """Whether a file there holds our bytes. Where nothing may be read back, its size has to tell."""
    if size != path.stat().st_size:
        return False
    there = sha256()
    try:
        for piece in box.read(target):
            there.update(piece)
    except Refused:
        return True
    return there.hexdigest() == folders.sha256(path)

"""What was carried to and from mailboxes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import PurePath
from typing import Any

from edi_engine.cli.printing import deliveries, problems
from edi_engine.cli.printing.blocks import Block, Line, Row, Table, Title, count

AT_MOST = 40                             # rows; of more, the sums say enough, and those that somebody has to look at
WORDS = {"out": "sent to", "in": "fetched from"}
WELL = frozenset(("posted", "applied", "duplicate"))

Document = Mapping[str, Any]
Files = Sequence[Document]


def carried(document: Document) -> Iterator[Block]:
    """Each file that was carried, or how many; then what kept others from it."""
    yield from _table(document)
    yield from problems.of_files(chain(document["files"], [document]))
    yield from deliveries.following(_next(document))


def synced(document: Document) -> Iterator[Block]:
    """What was carried, and what became of what came."""
    yield from _table(document)
    yield from problems.of_files(chain(document["files"], [document]))
    if document["received"]:
        yield Title("Received")
        yield from _received(document["received"])


def _table(document: Document) -> Iterator[Block]:
    files = document["files"]
    if not files:
        yield Line("Nothing was carried." if document["problems"] else
                   "Nothing to carry: outbox/ is empty, and there is nothing new in the mailboxes.", "quiet")
        return
    if len(files) <= AT_MOST:
        yield Table(("file", "mailbox", "result", ">bytes"), [
            Row((PurePath(file["file"]).name, file["mailbox"] or "", file["result"], f"{file['size'] or 0:,}"))
            for file in files])
        return
    for (direction, mailbox, result), number in Counter(
            (file["direction"], file["mailbox"], file["result"]) for file in files).items():
        way = f"{WORDS[direction]} {mailbox}" if mailbox else "in outbox"
        yield Line(f"{count(number, 'file')} {way}: {result}")


def _received(files: Files) -> Iterator[Block]:
    """A row for each file; of many, only for those that did not go well."""
    if len(files) <= AT_MOST:
        yield from deliveries.received({"files": list(files)})
        return
    for result, number in Counter(file["result"] for file in files).items():
        yield Line(f"{count(number, 'file')} {result}")
    if others := [file for file in files if file["result"] not in WELL]:
        yield from deliveries.received({"files": others})


def _next(document: Document) -> Iterator[str]:
    if any(file["result"] == "fetched" for file in document["files"]):
        yield "Run `edi receive` to take what came into inbox/; `edi sync` does all of it at once."

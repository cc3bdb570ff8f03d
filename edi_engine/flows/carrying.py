"""What send and fetch share: an open mailbox whose failures become problems, and what is reported of a carried file."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from edi_engine.exchange import mailboxes
from edi_engine.exchange.mailboxes import Box, Failed, Refused
from edi_engine.flows.house import House
from edi_engine.problems import Problem, failures
from edi_engine.settings import Mailbox
from edi_engine.spool import Spool

OUT, IN = "out", "in"


@dataclass(slots=True)
class Carried:
    """What became of one file: sent, fetched, duplicate, refused, waiting or ignored."""

    file: str
    mailbox: str | None
    direction: str
    result: str = ""
    size: int | None = None
    sha256: str | None = None
    where: str | None = None           # the path that it has now, there or here
    problems: list[Problem] = field(default_factory=list)

    def say(self, kind: str, rule: str = "EXC-5", **facts: Any) -> "Carried":
        """Note a problem; its mailbox is named."""
        self.problems.append(Problem(rule, kind, mailbox=self.mailbox, **facts))
        return self

    def ended(self, result: str, where: str | None = None) -> "Carried":
        """Note how it ended."""
        self.result, self.where = result, where
        return self

    def as_json(self) -> dict[str, Any]:
        return {"file": self.file, "mailbox": self.mailbox, "direction": self.direction, "result": self.result,
                "size": self.size, "sha256": self.sha256, "where": self.where,
                "problems": [problem.as_json() for problem in self.problems]}


@dataclass(slots=True)
class Round:
    """Everything that was carried, and what kept a mailbox from it."""

    files: Spool = field(default_factory=Spool)
    problems: list[Problem] = field(default_factory=list)

    def add(self, carried: Carried) -> None:
        """Note what became of a file."""
        self.files.add(carried.as_json())

    def failed(self, mailbox: Mailbox, failed: Failed) -> None:
        """Note what kept a mailbox, or a folder of it, from being carried."""
        self.problems.append(Problem("EXC-5", failed.kind, where=f"mailbox {mailbox.name}", **failed.facts))

    def as_json(self) -> dict[str, Any]:
        return {"files": self.files, "problems": [problem.as_json() for problem in self.problems]}


def visit(house: House, mailbox: Mailbox, told: Round, work: Callable[[Box], None]) -> None:
    """Work with a mailbox that is open; when it fails, the problem is told, and the other mailboxes go on."""
    try:
        with mailboxes.opened(mailbox, house.folder) as box:
            work(box)
    except Failed as failed:
        told.failed(mailbox, failed)


def guarded(carried: Carried, work: Callable[[], Carried], caught: type[Exception]) -> Carried:
    """What ``work`` makes of a file; what is refused, or what breaks over it, is a problem of this file alone (EXC-4)."""
    try:
        return work()
    except (Failed, sqlite3.OperationalError):
        raise
    except Refused as refused:
        return carried.say("mailbox-refuses", reason=str(refused)).ended("waiting")
    except OSError as error:
        carried.problems.append(failures.refused(error))
    except caught as broken:
        carried.problems.append(failures.internal(broken))
    return carried.ended("refused")


def pieces_of(path: Path) -> Iterator[bytes]:
    """A file of ours in pieces."""
    with path.open("rb") as file:
        while piece := file.read(mailboxes.BLOCK):
            yield piece

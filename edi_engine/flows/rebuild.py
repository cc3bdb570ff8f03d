"""Rebuilding the books from the archive: the same facts give the same state, or the books stay as they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from edi_engine.exchange import folders
from edi_engine.flows import decide
from edi_engine.flows.house import House, open_house
from edi_engine.flows.outcome import Outcome
from edi_engine.flows.receive import work
from edi_engine.flows.submit import let_go
from edi_engine.ledger import database, decisions, numbers, queries, transfers
from edi_engine.ledger.decisions import Decision
from edi_engine.ledger.settle import settle
from edi_engine.problems import Problem, worst

NEW, OLD, FILES = "ledger.new.db", "ledger.db", "files.jsonl"
NOTE = ("sha256", "name", "errand")


def rebuild(folder: Path) -> dict[str, Any]:
    """Work a new ledger out from ``archive/`` beside the old one and put it in its place when it is whole.

    When the archive lacks anything that the books hold, they stay as they are and each file is named. Control numbers that
    were given out stay given out (ENV-4), and what was carried to and from mailboxes stays known.
    """
    files, decided = 0, 0
    _clear(folder)
    with open_house(folder, errand="rebuild") as old:
        old.audit()
        let_go(old)
        problems = [*_faults_of_files(old), *_faults_of_decisions(old)]
        if worst(problems) != "error":
            decide.archive(old)
            with open_house(folder, NEW) as new:
                files, decided = _replay_files(new), _replay_decisions(new)
                problems += _missing(old, new)
                with database.transaction(new.db):
                    numbers.restore(new.db, numbers.allocations(old.db))
                    transfers.restore(new.db, transfers.everything(old.db))
                new.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if worst(problems) != "error":
        (folder / NEW).replace(folder / OLD)
    _clear(folder)
    return {"files": files, "decisions": decided, "problems": [problem.as_json() for problem in problems]}


def _clear(folder: Path) -> None:
    """Take away what a rebuild left that did not end, or was refused."""
    for leftover in (folder / f"{NEW}{end}" for end in ("", "-wal", "-shm")):
        leftover.unlink(missing_ok=True)


def _faults_of_files(old: House) -> Iterator[Problem]:
    """Notes that cannot be read, files that are not there or not as they were."""
    taken, unread = queries.sets_of_files(old.db), list[Problem]()
    for row in folders.rows(old.at("archive") / FILES, NOTE, unread.append):
        home = old.bytes_of(row["sha256"])
        where = {"where": row["name"], "home": home.relative_to(old.folder)}
        if not home.exists():
            known = not taken or row["sha256"] in taken        # a ledger that took nothing vouches for nothing
            yield Problem("EXC-5", "archive-missing" if known else "archive-never-taken", **where)
        elif folders.sha256(home) != row["sha256"]:
            yield Problem("EXC-5", "archive-changed", **where)
    yield from unread


def _faults_of_decisions(old: House) -> Iterator[Problem]:
    """Decisions that cannot be read; one that was cut off is not lost when the ledger has it."""
    path, unread = old.at("archive") / decide.FILE, list[Problem]()
    list(folders.rows(path, Decision._fields, unread.append))
    torn = folders.torn(path)
    kept = any(folders.line(decision._asdict()).startswith(torn) for decision in decisions.every(old.db))
    for problem in unread:
        lost = problem.kind == "archive-torn" and not kept
        yield Problem("EXC-5", "archive-line", where=problem.where) if lost else problem


def _missing(old: House, new: House) -> Iterator[Problem]:
    """Files of which the new books hold less than the old ones."""
    now = queries.sets_of_files(new.db)
    for sha256, (name, sets) in queries.sets_of_files(old.db).items():
        if (left := now.get(sha256, ("", 0))[1]) < sets:
            yield Problem("EXC-5", "archive-incomplete", where=name, sets=sets, left=left)


def _replay_files(house: House) -> int:
    done: set[str] = set()
    for row in folders.rows(house.at("archive") / FILES, NOTE):
        if row["sha256"] not in done and house.bytes_of(row["sha256"]).exists():
            done.add(row["sha256"])
            work(house, row["sha256"], row["name"], Outcome(row["name"]))
    return len(done)


def _replay_decisions(house: House) -> int:
    said = [Decision(**row) for row in folders.rows(house.at("archive") / decide.FILE, Decision._fields)]
    for decision in said:
        with database.transaction(house.db):
            settle(house.db, decisions.add(house.db, decision), house.settings.aliases)
    return len(said)

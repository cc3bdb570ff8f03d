"""Rebuilding the books from the archive: the same facts give the same state."""

from pathlib import Path
from typing import Any

from edi_engine.exchange import folders
from edi_engine.flows.house import House, open_house
from edi_engine.flows.outcome import Outcome
from edi_engine.flows.receive import work
from edi_engine.flows.submit import let_go
from edi_engine.ledger import database, decisions, numbers
from edi_engine.ledger.decisions import Decision
from edi_engine.ledger.settle import settle

NEW = "ledger.new.db"


def rebuild(folder: Path) -> dict[str, Any]:
    """Work a new ledger out from ``archive/`` beside the old one and put it in its place when it is whole.

    Control numbers that were given out stay given out (ENV-4).
    """
    for leftover in (folder / f"{NEW}{end}" for end in ("", "-wal", "-shm")):
        leftover.unlink(missing_ok=True)
    with open_house(folder) as old:
        let_go(old)
        allocated = numbers.allocations(old.db)
        with open_house(folder, NEW) as new:
            files = _replay_files(new)
            decided = _replay_decisions(new)
            with database.transaction(new.db):
                numbers.restore(new.db, allocated)
            new.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (folder / NEW).replace(folder / "ledger.db")
    return {"files": files, "decisions": decided, "problems": []}


def _replay_files(house: House) -> int:
    done: set[str] = set()
    for row in folders.rows(house.at("archive") / "files.jsonl"):
        if row["sha256"] not in done and house.bytes_of(row["sha256"]).exists():
            done.add(row["sha256"])
            work(house, row["sha256"], row["name"], Outcome(row["name"]))
    return len(done)


def _replay_decisions(house: House) -> int:
    count = 0
    for row in folders.rows(house.at("archive") / "decisions.jsonl"):
        with database.transaction(house.db):
            settle(house.db, decisions.add(house.db, Decision(**row)), house.settings.aliases)
        count += 1
    return count

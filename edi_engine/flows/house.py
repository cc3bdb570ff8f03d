"""A workspace that is open: its folders, its settings and its ledger."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from edi_engine import profiles, settings
from edi_engine.exchange import folders
from edi_engine.profiles import NOBODY, Partners
from edi_engine.settings import Settings


class Unknown(Exception):
    """Something that a person named and the workspace does not know; its text is for that person."""


@dataclass(frozen=True, slots=True)
class House:
    """An open workspace."""

    folder: Path
    settings: Settings
    db: sqlite3.Connection
    news: tuple[str, ...] = ()     # what opening it changed in the books, in sentences for whoever opened it
    partners: Partners = NOBODY
    errand: str = "edi"            # the command that opened it, for the audit

    def at(self, name: str) -> Path:
        """One of the workspace's folders: outbox, inbox, archive ..."""
        return self.folder / name

    def bytes_of(self, sha256: str) -> Path:
        """Where the archive keeps the file with this hash."""
        return folders.archived(self.folder / "archive", sha256)

    def audit(self, sha256: str = "") -> None:
        """Note in the audit who runs this errand, or with which file."""
        from edi_engine.ledger import transfers

        transfers.audit(self.db, self.errand, sha256)


@contextmanager
def open_house(folder: Path, ledger: str = "ledger.db", errand: str = "edi") -> Iterator[House]:
    """The workspace in the folder; Unknown when there is none, or when its edi.toml cannot be used."""
    from edi_engine.ledger import database

    if not (folder / "edi.toml").exists():
        raise Unknown(f"There is no workspace in {folder}: run `edi init` there, or name one with -w.")
    loaded, partners = profiles.open_(folder, settings.load(folder))
    errors = [p.message for p in loaded.problems if p.severity == "error"]
    if errors:
        raise Unknown("edi.toml cannot be used: " + " ".join(errors))
    folders.make(folder)
    db = database.connect(folder / ledger)
    try:
        yield House(folder, loaded, db, _follow(loaded, db), partners, errand)
    finally:
        db.close()


def _follow(said: Settings, db: sqlite3.Connection) -> tuple[str, ...]:
    """Let the books follow edi.toml; what that changed. All at once or not at all, and nothing when edi.toml says the same.

    New providers are learned, and money that waited for one of them finds its claims (REM-25). When payers are tied together
    otherwise than before, what speaks of them is worked out again.
    """
    from edi_engine.ledger import database, facts, payers
    from edi_engine.ledger.settle import settle
    from edi_engine.ledger.touching import Touched

    pairs = [(p.npi, id_) for p in said.providers for id_ in (p.npi, p.tax_id) if id_]
    new, renamed = facts.unknown_providers(db, pairs), payers.renamed(db, said.aliases)
    if not new and not renamed:
        return ()
    with database.transaction(db):
        waiting = payers.speaking_of(db, renamed)
        payers.remember(db, said.aliases)
        settle(db, Touched(provider_ids=tuple(facts.add_provider_ids(db, new)), **waiting), said.aliases)
    if not any(waiting.values()):
        return ()
    return ("edi.toml ties payers together otherwise than before: what it changes was worked out again.",)

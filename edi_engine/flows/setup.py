"""Setting up a workspace."""

from contextlib import closing
from pathlib import Path
from typing import Any

from edi_engine import settings
from edi_engine.exchange import folders, locking


def init(folder: Path) -> dict[str, Any]:
    """Make a workspace: folders, a fresh edi.toml in test mode and an empty ledger. Twice changes nothing."""
    from edi_engine.ledger import database, transfers

    made = folders.make(folder)
    with locking.alone(folder, "init", transfers.user()):
        if not (folder / "edi.toml").exists():
            folders.drop(folder / "edi.toml", [settings.FRESH.encode()])
            made.append("edi.toml")
        if not (folder / "ledger.db").exists():
            made.append("ledger.db")
        with closing(database.connect(folder / "ledger.db")) as db:
            if made:
                transfers.audit(db, "init")
    return {"workspace": str(folder.resolve()), "made": made}

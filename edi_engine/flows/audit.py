"""The audit: who ran which command that changes or carries something, when, and with which files."""

from datetime import date
from typing import Any

from edi_engine.exchange import folders
from edi_engine.flows.house import House
from edi_engine.ledger import transfers
from edi_engine.spool import Spool


def audit(house: House, since: date = date.min) -> dict[str, Any]:
    """Every entry from a day on (UTC), oldest first; a command that carried files has one for itself and one for each file."""
    entries = Spool()
    for at, who, command, sha256, name in transfers.audited(house.db, since.isoformat()):
        file = folders.shown(name.rpartition("/")[2]) if name else None
        entries.add({"at": at, "who": who, "command": command, "sha256": sha256 or None, "file": file})
    return {"entries": entries}

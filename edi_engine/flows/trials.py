"""Tests that come to a workspace in production: they say nothing of what is in earnest (ENV-11)."""

from edi_engine import x12
from edi_engine.flows.house import House
from edi_engine.ledger import facts


def come(house: House, set_id: int, file: int, ts: x12.TransactionSet) -> tuple[bool, bool]:
    """Note in which envelope a set came: (whether that was new, whether it counts now and did not before, being a test)."""
    before = facts.is_trial(house.db, set_id)
    anew = facts.add_sending(house.db, set_id, file, ts)
    if not before and house.settings.usage == "P" and [part.strip() for part in ts.isa[15:16]] == ["T"]:
        facts.add_trial(house.db, set_id)
    return anew, before and not facts.is_trial(house.db, set_id)

"""Syncing: send, fetch and receive in one go."""

from itertools import chain
from typing import Any

from edi_engine.flows import fetch, send
from edi_engine.flows.carrying import Round
from edi_engine.flows.house import House, Unknown
from edi_engine.flows.receive import catch_up, from_inbox
from edi_engine.spool import Spool


def sync(house: House, caught: type[Exception] = Exception) -> dict[str, Any]:
    """Send what stands in the outbox, fetch what came back, and receive it. Unknown when edi.toml names no mailbox."""
    if not house.settings.mailboxes:
        raise Unknown("edi.toml names no mailbox: add [[mailboxes]] (docs/exchange.md).")
    told = Round()
    if any(box.send for box in house.settings.mailboxes):
        send.carry(house, told, caught)
    fetch.carry(house, told, caught)
    received = Spool()
    for outcome in chain(catch_up(house, caught), from_inbox(house, caught)):
        received.add(outcome.as_json())
    return told.as_json() | {"received": received}

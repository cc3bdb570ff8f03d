"""Dumping the derived state: the same lines for the same facts, whatever the order in which they came."""

from collections.abc import Iterator

from edi_engine.flows.house import House
from edi_engine.ledger import queries


def dump(house: House) -> Iterator[str]:
    """One compact JSON object per line, sorted bytewise."""
    return queries.dump(house.db)

"""What payers moved at provider level in the name of a claim: told in its history, and no step of its amounts (PLB-8)."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from edi_engine.codes.remittances import PROVIDER_REASONS
from edi_engine.flows.house import House
from edi_engine.identifiers import normal
from edi_engine.ledger import accounts, provider_items
from edi_engine.ledger.provider_items import Named, ProviderItem
from edi_engine.ledger.queries import ClaimKey
from edi_engine.money import dollars
from edi_engine.reconcile.provider_items import FAMILIES


class Moved(NamedTuple):
    """A provider-level adjustment that names the claim, and where it stands."""

    item: ProviderItem
    sha256: str
    file: str
    first: int
    at: int


def of_claim(house: House, key: ClaimKey, payers_numbers: Iterable[str]) -> list[Moved]:
    """What names this claim, by payment date."""
    numbers = sorted({key.pcn, normal(key.pcn), *filter(None, payers_numbers)})
    items = provider_items.items(house.db, numbers)
    claims = provider_items.named(house.db, items)
    ours = [item for item in items if claims.get((item.known_as, item.reference)) == Named(key.account, key.claim)]
    return [Moved(item, source.sha256, source.name, source.first, item.at)
            for item in ours for source in (accounts.source(house.db, item.remittance),)]


def event(moved: Moved, texts: Mapping[tuple[str, int], str]) -> tuple[str, dict[str, Any]]:
    """Its row of a history, with what it is sorted by."""
    item = moved.item
    words = PROVIDER_REASONS.get(item.reason, "provider adjustment")
    return f"{item.date}|{item.known_as}|{item.trace}|{item.digest}|~", {
        "date": item.date or None, "what": _what(item), "payer": item.known_as, "by": "payer", "test": False,
        "amount": dollars(item.amount), "key": None,
        "note": f"{'from' if item.amount > 0 else 'on'} check {item.trace}: {words} ({item.reason}), at provider level",
        "file": moved.file, "segment": moved.at, "text": texts.get((moved.sha256, moved.first + moved.at - 1)),
        "sha256": moved.sha256}


def _what(item: ProviderItem) -> str:
    if item.reason not in FAMILIES:
        return "provider adjustment"
    if item.amount > 0:
        return "recovered"
    return "refund acknowledged" if item.reason in ("72", "B2") else "moved forward"

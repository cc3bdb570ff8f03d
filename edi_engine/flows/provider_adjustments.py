"""``edi provider-adjustments``: what payers moved at provider level, chain by chain, and what is open of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any, NamedTuple

from edi_engine import clock
from edi_engine.codes.remittances import PROVIDER_REASONS
from edi_engine.flows.house import House
from edi_engine.ledger import provider_items, queries
from edi_engine.ledger.provider_items import ProviderItem
from edi_engine.money import dollars
from edi_engine.problems import Problem
from edi_engine.reconcile import provider_alarms
from edi_engine.reconcile.provider_items import Standing


class Seen(NamedTuple):
    """An item with what became of it."""

    item: ProviderItem
    standing: Standing
    alarm: str                     # a word of ALARMS; "" = none
    problem: Problem | None        # what is alarming about it (PLB-3 to PLB-5)


def provider_adjustments(house: House, payer: str = "") -> dict[str, Any]:
    """Every item, by payer and provider, then by chain, the oldest first; of one payer when an id of it is given."""
    every = seen(house)
    theirs = {item.known_as for item, *_ in every if payer in ("", item.payer, item.payer_id, item.known_as)}
    shown = [n for n, each in enumerate(every) if each.item.known_as in theirs]
    claims = claims_of(house, [every[n].item for n in shown])
    page = _Page(every, claims, queries.homes(house.db, (every[n].item.remittance for n in shown)))
    shown.sort(key=lambda n: (every[n].item.known_as, every[n].item.provider, every[n].standing.chain, n))
    return {"providers": [page.provider(list(group)) for _, group in groupby(
        shown, key=lambda n: (every[n].item.known_as, every[n].item.provider))],
        "problems": [found.as_json() for n in shown if (found := every[n].problem)]}


def open_chains(document: Mapping[str, Any]) -> dict[str, Any]:
    """The chains of a document in which something is open."""
    def waits(chain: Mapping[str, Any]) -> bool:
        return any(item["open"] != dollars(0) for item in chain["items"])

    providers = [each | {"chains": list(filter(waits, each["chains"]))} for each in document["providers"]]
    return {**document, "providers": [each for each in providers if each["chains"]]}


def seen(house: House) -> list[Seen]:
    """Every item of the books, by payment date, with what became of it."""
    items = provider_items.items(house.db)
    plain, standings = provider_items.standings(house.db, items)
    old = clock.today() - timedelta(days=house.settings.patience.recovery)
    alarms = provider_alarms.alarms(plain, standings, old.isoformat())
    rules = provider_alarms.rules(plain, standings)
    said = [provider_alarms.problem(rule, alarm, each, standing.open, item.at, item.slot) if alarm else None
            for item, each, standing, alarm, rule in zip(items, plain, standings, alarms, rules, strict=True)]
    return list(map(Seen, items, standings, alarms, said))


def claims_of(house: House, items: Collection[ProviderItem]) -> dict[tuple[str, str], str]:
    """By payer and reference: the name of the claim that the reference names (PLB-8)."""
    found = provider_items.named(house.db, items)
    names = provider_items.names(house.db, found.values())
    return {key: names[claim] for key, claim in found.items() if claim in names}


class _Page:
    """Shows items as the document does."""

    def __init__(self, every: Sequence[Seen], claims: Mapping[tuple[str, str], str], homes: Mapping[int, queries.Home]) -> None:
        self.every, self.claims, self.homes = every, claims, homes

    def provider(self, theirs: Sequence[int]) -> dict[str, Any]:
        first, amounts = self.every[theirs[0]].item, [self.every[n].item.amount for n in theirs]
        return {"payer": first.known_as, "payer_name": first.payer_name or None, "provider": first.provider,
                "took": dollars(sum(amount for amount in amounts if amount > 0)),
                "gave": dollars(-sum(amount for amount in amounts if amount < 0)),
                "open": dollars(sum(self.every[n].standing.open for n in theirs)),
                "chains": [{"items": list(map(self.item, chain))} for _, chain in groupby(
                    theirs, key=lambda n: self.every[n].standing.chain)]}

    def item(self, n: int) -> dict[str, Any]:
        item, standing, alarm, _ = self.every[n]
        return {**self._place(n), "words": PROVIDER_REASONS.get(item.reason), "reference": item.reference or None,
                "effect": "took" if item.amount > 0 else "gave", "open": dollars(standing.open), "alarm": alarm or None,
                "claim": self.claims.get((item.known_as, item.reference)), "file": self.homes[item.remittance].file,
                "pairs": list(self._pairs(standing)), "alike": [self._place(other) for other in standing.alike]}

    def _pairs(self, standing: Standing) -> Iterator[dict[str, Any]]:
        for pair in standing.pairs:
            yield self._place(pair.item) | {"amount": dollars(pair.amount), "how": pair.how}

    def _place(self, n: int) -> dict[str, Any]:
        item = self.every[n].item
        return {"date": item.date or None, "remit": queries.remit_name(item.digest, 0), "trace": item.trace,
                "segment": item.at, "reason": item.reason, "amount": dollars(item.amount)}

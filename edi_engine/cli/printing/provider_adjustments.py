"""What payers moved at provider level: by payer and provider, chain by chain."""

from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing.blocks import Block, Line, Row, Table, Title, money
from edi_engine.reconcile.provider_alarms import ALARMS
from edi_engine.reconcile.provider_items import HOW

Item = Mapping[str, Any]


def listed(document: Mapping[str, Any]) -> Iterator[Block]:
    """For each payer and provider the sums, then each chain with its items and what each was paired with."""
    if not document["providers"]:
        yield Line("The books hold no such provider adjustment.", "done")
    for provider in document["providers"]:
        name = f"{provider['payer_name']} ({provider['payer']})" if provider["payer_name"] else provider["payer"]
        yield Title(f"{name}, provider {provider['provider']}")
        yield Line(f"Taken {money(provider['took'])}, given {money(provider['gave'])}; open {money(provider['open'])}", "quiet")
        yield Table((">chain", "date", "check", "reason", "reference", ">amount", "", ">open", "claim", "alarm"), [
            Row((str(number) if not place else "", item["date"] or "", item["trace"], item["reason"], item["reference"] or "",
                 money(item["amount"]), item["effect"], money(item["open"]), item["claim"] or "", item["alarm"] or ""),
                tuple(_under(item)))
            for number, chain in enumerate(provider["chains"], 1) for place, item in enumerate(chain["items"])])


def _under(item: Item) -> Iterator[str]:
    """The reason in our words and its place; what the item was paired with, and how; what else it fits; what is alarming."""
    place = f"{item['file']}: segment {item['segment']}; remittance {item['remit']}"
    yield f"{item['words'] or 'a reason that we do not know'} ({place})"
    for pair in item["pairs"]:
        yield f"{money(pair['amount'])} paired with {_other(pair)}: {HOW[pair['how']]}"
    for other in item["alike"]:
        yield f"could belong to {_other(other)}, {money(other['amount'])}: others fit as well"
    if item["alarm"]:
        yield f"{item['alarm']}: {ALARMS[item['alarm']]}"


def _other(item: Item) -> str:
    return f"{item['reason']} of check {item['trace']}, {item['date'] or 'no date'}, segment {item['segment']}"

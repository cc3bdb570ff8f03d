"""The worklist: what needs a person, worst first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from edi_engine.cli.printing.blocks import Block, Line, Row, Table, Title, count, money

Item = Mapping[str, Any]


def listed(document: Mapping[str, Any]) -> Iterator[Block]:
    """How much there is to do, and each item."""
    items = document["items"]
    if items:
        yield Title(f"{count(len(items), 'item')}, worst first")
    yield from table(items)


def table(items: Sequence[Item]) -> Iterator[Block]:
    """Each item with its amount and age, and under it why it is here, where it says so, and what to do."""
    if not items:
        yield Line("Nothing needs you: every claim is answered or waits in time, and every check ties out.", "done")
        return
    rows = [Row((f"{number}", item["kind"], _subject(item), str(item["payer"] or ""), money(item["amount"]), _age(item),
                 str(item["deadline"] or "")), _under(item)) for number, item in enumerate(items, 1)]
    yield Table((">", "what", "claim or remittance", "payer", ">amount", ">age", "deadline"), rows, gap=True)


def _subject(item: Item) -> str:
    """The claim and line, or the name of the payment that `edi match` takes."""
    if item["claim"]:
        return f"{item['claim']} line {item['line']}" if item["line"] else str(item["claim"])
    return str(item["remit"] or "")


def _age(item: Item) -> str:
    return "" if item["age_days"] is None else count(item["age_days"], "day")


def _under(item: Item) -> tuple[str, ...]:
    set_ = f"set {item['control_number']}" if item["control_number"] else ""
    segment = f"segment {item['segment']}" if item["segment"] else ""
    place = ": ".join(filter(None, (str(item["file"] or ""), ", ".join(filter(None, (set_, segment))))))
    name = f"remittance {item['remit']}" if item["claim"] and item["remit"] else ""
    because = " ".join(filter(None, (item["reason"], f"({'; '.join(filter(None, (place, name)))})" if place or name else "")))
    return tuple(filter(None, (because, f"Next: {item['next_step']}" if item["next_step"] else "")))

"""Lines beside their contract: what was allowed, what was agreed, and how much is missing."""

from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing.blocks import Block, Line, Row, Table, Title, money
from edi_engine.reconcile.contracts import VERDICTS

COLUMNS = ("claim", "payer", "date", "service", ">units", "verdict", ">billed", ">allowed", ">agreed", ">short")


def compared(document: Mapping[str, Any]) -> Iterator[Block]:
    """The lines, the most money first, and how many there are of each verdict."""
    for problem in document["problems"]:
        yield Line(problem["message"], problem["severity"])
    if document["lines"]:
        yield Title("Lines beside their contract")
        yield Table((*COLUMNS, "where"), [Row((*_cells(line), f"{line['remit']}, segment {line['segment']}"))
                                          for line in document["lines"]])
    yield Title("How lines compare")
    yield Table((">lines", "", ""), [Row((str(times), word, VERDICTS[word])) for word, times in document["counts"].items()])
    yield Line(f"Allowed too little: {money(document['underpaid'])}; too much: {money(document['overpaid'])}")


def _cells(line: Mapping[str, Any]) -> tuple[str, ...]:
    service = " ".join((line["procedure"], *line["modifiers"]))
    amounts = (money(line[name]) for name in ("charge", "allowed", "expected", "short"))
    return (line["claim"], line["payer"], line["date"] or "", service, line["units"], line["verdict"], *amounts)

"""The samples that ship, and where they were copied to."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing.blocks import Block, Line, Row, Table, count

Document = Mapping[str, Any]


def listed(document: Document) -> Iterator[Block]:
    """A line for each sample."""
    yield Table(("sample", ">bytes", "holds", "is broken for"), [
        Row((each["sample"], f"{each['size']:,}", _held(each["transactions"]), _broken(each))) for each in document["samples"]])
    yield Line(f"{count(len(document['samples']), 'sample')}; `edi fixtures copy DIR [NAME...]` copies them.")


def copied(document: Document) -> Iterator[Block]:
    """How many were copied."""
    yield Line(f"Copied {count(len(document['out']), 'sample')}.", "done")


def _held(transactions: list[str]) -> str:
    return ", ".join(kind if many == 1 else f"{many} {kind}" for kind, many in Counter(transactions).items())


def _broken(sample: Document) -> str:
    return f"{sample['rule']} {sample['kind']} ({sample['severity']})" if sample["rule"] else ""

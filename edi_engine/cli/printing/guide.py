"""A guide as its rows, and how much of it they are."""

from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing.blocks import Block, Line, Row, Table, count

Document = Mapping[str, Any]


def listed(document: Document) -> Iterator[Block]:
    """A line for each element; the codes that tell a segment stand in the field's place."""
    yield Table(("loop", "segment", "element", "field", "type"), [
        Row((row["loop"], row["segment"], row["element"], row["field"] or "", row["type"])) for row in document["rows"]])


def covered(document: Document) -> Iterator[Block]:
    """The counts, then what is missing."""
    yield Table(("", ">in the guide", ">read", ">written"), [
        Row((what, *(f"{number:,}" for number in document[what].values()))) for what in ("segments", "elements")])
    missing = document["missing"]
    if not missing:
        yield Line("Nothing is missing. The envelope's segments are counted, too; every guide has the same.", "done")
        return
    yield Line(f"Missing: {count(len(missing), 'entry', 'entries')}.", "warning")
    yield Table(("loop", "segment", "element", "name", "reason"), [
        Row((each["loop"], each["segment"], each["element"] or "all", each["name"], each["reason"])) for each in missing])

"""The audit."""

from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing.blocks import Block, Line, Row, Table

Document = Mapping[str, Any]


def listed(document: Document) -> Iterator[Block]:
    """A row for each entry, oldest first."""
    if not document["entries"]:
        yield Line("The audit has no entry from that day on.", "quiet")
        return
    yield Table(("when (UTC)", "who", "command", "file", "sha256"), [
        Row((entry["at"][:19].replace("T", " "), entry["who"], entry["command"], entry["file"] or "", entry["sha256"] or ""))
        for entry in document["entries"]])

"""Where a segment came from."""

from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing.blocks import Block, Line, Row, Table, Title, count

Document = Mapping[str, Any]
MOST = 20                                  # claims that are listed; a head has thousands


def said(document: Document) -> Iterator[Block]:
    """The segment, then a row for each claim that it belongs to."""
    loop = f" in loop {document['loop']}" if document["loop"] else ""
    yield Title(f"{document['file']}: segment {document['segment']}{loop}")
    yield Line(document["text"], indent=2)
    if document["setting"]:
        yield Line(f"It is said in {document['setting']}.")
    claims = document["claims"]
    yield Table(("claim", ">line", "field", "encounter", "file", "where"), [
        Row((each["claim"], str(each["line"] or ""), each["field"] or "", each["encounter"] or "", each["source"] or "",
             each["where"] or "")) for each in claims[:MOST]])
    if len(claims) > MOST:
        yield Line(f"and {count(len(claims) - MOST, 'claim')} more.", "quiet")

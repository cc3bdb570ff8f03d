"""What a decision of a person changed."""

from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing import problems
from edi_engine.cli.printing.blocks import Block, Line

Document = Mapping[str, Any]

_SENTENCES = {
    "note": "Noted on {claim}.",
    "match": "Matched {remit} to {claim}; `edi claim {claim}` shows what it did.",
    "unmatch": "Unmatched {remit}; its money waits in unapplied.",
    "release": "Released {remit} as it stands; the difference and your reason are kept.",
}


def decided(document: Document) -> Iterator[Block]:
    """The decision in a sentence, and what is wrong with it if anything is."""
    yield Line(_SENTENCES[document["decision"]].format_map(document), "done")
    yield from problems.of_files([document])

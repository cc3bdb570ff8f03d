"""What a payer in a box answered, and what it may do."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from edi_engine.cli.printing import problems
from edi_engine.cli.printing.blocks import Block, Line, Row, Table, Title, count

Document = Mapping[str, Any]


def simulated(document: Document) -> Iterator[Block]:
    """A line for each file of claims, how many answers of each kind there are, and where the truth is."""
    yield Table(("file", "verdict", ">claims"), [
        Row((str(file["file"]), file["verdict"], f"{file['claims']:,}")) for file in document["files"]])
    if document["out"]:
        kinds = Counter(Path(path).name.split(".")[1] for path in document["out"])
        yield Title(f"Wrote {count(len(document['out']), 'file')}")
        yield Line(", ".join(f"{many:,} {kind}" for kind, many in kinds.items()), indent=2)
        yield Line(f"{document['out'][0]} to {Path(document['out'][-1]).name}", indent=2)
        yield Line(document["truth"], indent=2)
    yield from problems.of_files(document["files"])
    if document["problems"]:
        yield from problems.of_files([{"file": "answers", "problems": document["problems"]}])


def listed(document: Document) -> Iterator[Block]:
    """The scenarios, then every rate with what it is of."""
    yield Table(("scenario", "about"), [Row((each["scenario"], each["about"])) for each in document["scenarios"]])
    yield Title("Rates, from 0 (never) to 1 (always)")
    yield Table(("rate", "of each", "about"), [Row((each["rate"], each["of"], each["about"])) for each in document["rates"]])

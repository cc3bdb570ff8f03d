"""A workspace made, tried out, rebuilt."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from edi_engine.cli.printing import deliveries, problems, worklist
from edi_engine.cli.printing.blocks import Block, Line, Title, count
from edi_engine.cli.printing.stated import stated

Document = Mapping[str, Any]


def founded(document: Document) -> Iterator[Block]:
    """A new workspace, and how to begin."""
    yield from stated(document)
    yield from deliveries.following((
        "Put your practice, providers and payers into edi.toml, then `edi submit encounters.csv`.",
        "`edi schema` describes the JSON that you can submit instead; `edi import` takes claims that another system sent."))


def demonstrated(document: Document) -> Iterator[Block]:
    """What left, whether it was taken, what was paid, what still needs a person, and where the reports are."""
    sent, came = _named(document["submitted"]), _named(document["received"])
    yield Title(f"Encounters that left as claims (in {document['workspace']}, each file on its day)")
    yield from deliveries.table(sent, ())
    yield Title("Whether they were taken")
    yield from deliveries.by_kind([file for file in came if file["kind"] != "835"])
    yield Title("What was paid")
    yield from deliveries.table([file for file in came if file["kind"] == "835"], deliveries.MONEY)
    yield from problems.of_files((*sent, *came))
    yield Title(f"What still needs a person on {document['today']}")
    yield from worklist.table(document["worklist"])
    yield Title("Reports")
    yield from (Line(path, indent=2) for path in document["reports"])
    claims = [item["claim"] for item in document["worklist"] if item["claim"]][:1]
    yield from deliveries.following(
        f"`edi -w {document['workspace']} claim {claim}` explains one of these claims, step by step." for claim in claims)


def _named(files: Iterable[Document]) -> list[Document]:
    """The shipped files by their names: their paths say nothing to anybody."""
    return [{**file, "file": PurePath(file["file"]).name} for file in files]


def rebuilt(document: Document) -> Iterator[Block]:
    """Books worked out again, or left as they are."""
    if any(problem["severity"] == "error" for problem in document["problems"]):
        yield Line("The archive does not hold all that the books do: they stay as they are.", "error")
        yield from problems.of_files([document])
        return
    files, decisions = count(document["files"], "file"), count(document["decisions"], "decision")
    yield Line(f"Worked the books out again from {files} and {decisions}; `edi dump` shows them.", "done")
    yield from problems.of_files([document])

"""The edits, and partner profiles."""

from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing.blocks import Block, Line, Row, Table, Title, count

Document = Mapping[str, Any]
ROWS = ("envelope", "rows", "severities")


def edited(document: Document) -> Iterator[Block]:
    """A line for each edit."""
    yield Table(("rule", "kind", "severity", "found by", "says"), [
        Row((each["rule"], each["kind"], each["severity"], each["function"] or "", each["sentence"]))
        for each in document["edits"]])


def listed(document: Document) -> Iterator[Block]:
    """A line for each profile."""
    yield Table(("profile", "partner", "file", ">rows", ">examples"), [
        Row((each["name"], each["title"], each["file"], str(sum(len(each[kind]) for kind in ROWS)), str(each["examples"])))
        for each in document["profiles"]])
    yield from _problems(document)


def shown(document: Document) -> Iterator[Block]:
    """All that a profile says, row by row with its reason."""
    for each in document["profiles"]:
        yield Title(f"{each['name']}: {each['title']}")
        yield Line(each["about"])
        wanted = [("setting", row["key"], str(row["value"]), row["reason"]) for row in each["envelope"]]
        wanted += [(row["must"], row["path"], row["value"], row["reason"]) for row in each["rows"]]
        wanted += [(row["severity"], f"{row['rule']} {row['kind']}".strip(), "", row["reason"]) for row in each["severities"]]
        yield Table(("is", "what", "value", "because"), [Row(row) for row in wanted])
    yield from _problems(document)


def tested(document: Document) -> Iterator[Block]:
    """What is not as it says, and how many examples were run."""
    yield from _problems(document)
    run = sum(each["examples"] for each in document["profiles"])
    if not document["problems"]:
        yield Line(f"{count(run, 'example')} of {count(len(document['profiles']), 'profile')}: all as they say.", "done")


def _problems(document: Document) -> Iterator[Block]:
    for problem in document["problems"]:
        yield Line(problem["message"], problem["severity"])

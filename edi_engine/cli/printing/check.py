"""Verdicts on files, and a file written again."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing import problems
from edi_engine.cli.printing.blocks import Block, Line, Row, Table, count

Document = Mapping[str, Any]


def checked(document: Document) -> Iterator[Block]:
    """A line for each file, then every problem."""
    rows = []
    for file in document["files"]:
        found = Counter(problem["severity"] for problem in file["problems"])
        rows.append(Row((str(file["file"]), file["verdict"], f"{found['error']:,}", f"{found['warning']:,}")))
    yield Table(("file", "verdict", ">errors", ">warnings"), rows)
    yield from problems.of_files(document["files"])


def rewritten(document: Document) -> Iterator[Block]:
    """Where the file went, and what was corrected."""
    for file in document["files"]:
        found = file["problems"]
        if file["out"]:
            yield Line(f"Wrote {file['out']}.", "done")
            yield Line(f"{count(len(found), 'problem')} on the way." if found else "Nothing had to be corrected.", "quiet")
        else:
            what = f"{file['file']} could not be read; nothing" if file["verdict"] else "Nothing"
            yield Line(f"{what} was written.", "error")
    yield from problems.of_files(document["files"])

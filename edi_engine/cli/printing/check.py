"""Verdicts on files, a file written again, and the answers to files."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing import problems
from edi_engine.cli.printing.blocks import Block, Line, Row, Table, Title, count

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


def acknowledged(document: Document) -> Iterator[Block]:
    """A line for each file, the answers that were written, then every problem."""
    yield Table(("file", "verdict"), [Row((str(file["file"]), file["verdict"])) for file in document["files"]])
    written = [path for file in document["files"] for path in file["out"]]
    if written:
        yield Title(f"Wrote {count(len(written), 'file')}")
        yield from (Line(path, indent=2) for path in written)
    yield from problems.of_files(document["files"])

"""What became of files: submitted, imported, received - with what to do next."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from edi_engine.cli.printing import problems
from edi_engine.cli.printing.blocks import Block, Line, Row, Table, Title, count, money

MONEY = ("posted", "unapplied", "held")

Document = Mapping[str, Any]


def submitted(document: Document) -> Iterator[Block]:
    """Encounters that became claims, and the files to send."""
    files = document["files"]
    yield from _table(files, ())
    yield from _written(files)
    yield from problems.of_files(files)
    if any(file["out"] for file in files):
        yield from _next("Send the files in outbox/ to your clearinghouse. When answers come back, put them into inbox/ and "
                         "run `edi receive`.")
    if any(file["result"] == "refused" for file in files):
        yield from _next("Correct the encounters that are named above and submit those again.")


def imported(document: Document) -> Iterator[Block]:
    """Claims that another system sent."""
    yield from _table(document["files"], ())
    yield from problems.of_files(document["files"])


def received(document: Document) -> Iterator[Block]:
    """What was posted, what waits, and what to do about it."""
    files = document["files"]
    if not files:
        yield Line("Nothing to receive: the inbox is empty.", "quiet")
        return
    yield from _table(files, MONEY)
    yield from problems.of_files(files)
    yield from _after(files)


def _after(files: list[Document]) -> Iterator[Block]:
    results = {file["result"] for file in files}
    if _sum(files, "held"):
        yield from _next(f"{money(_total(files, 'held'))} is held because it does not balance, and not posted: `edi worklist` "
                         "says where; ask the payer for a corrected 835, or `edi release` it with a reason.")
    elif results & {"held", "partly held"}:
        yield from _next("Something is held and not posted: `edi worklist` says what and why.")
    if _sum(files, "unapplied"):
        yield from _next(f"{money(_total(files, 'unapplied'))} is unapplied: no claim here fits. `edi worklist` names each "
                         "payment; `edi match CLAIM REMIT` ties one to its claim.")
    if "quarantined" in results:
        yield from _next("What could not be understood is in quarantine/, with its reason beside it.")
    if not results - {"duplicate"}:
        yield from _next("Everything here was received before; nothing changed.")


def _table(files: list[Document], amounts: tuple[str, ...]) -> Iterator[Block]:
    headings = ("file", "kind", "result", ">sets", ">claims", *(f">{name}" for name in amounts))
    rows = [Row((str(file["file"]), str(file["kind"] or ""), file["result"], _number(file["transactions"]),
                 _number(file["claims"]), *(money(file[name]) for name in amounts))) for file in files]
    if len(files) > 1:
        rows.append(Row((count(len(files), "file"), "", "", _number(sum(_count(f["transactions"]) for f in files)),
                         _number(sum(_count(f["claims"]) for f in files)), *(money(_total(files, name)) for name in amounts))))
    yield Table(headings, rows)


def _written(files: list[Document]) -> Iterator[Block]:
    """The files written, once each: several encounter files may leave in one."""
    paths = dict.fromkeys(str(path) for file in files for path in file["out"])
    if paths:
        yield Title(f"Wrote {count(len(paths), 'file')}")
        yield from (Line(path, indent=2) for path in paths)


def _next(text: str) -> Iterator[Block]:
    yield Title("Next")
    yield Line(text, "next", indent=2)


def _count(value: Any) -> int:
    """A count, or the length of a list of what is counted."""
    return value if isinstance(value, int) else len(value or ())


def _number(value: Any) -> str:
    return f"{_count(value):,}"


def _sum(files: Iterable[Document], name: str) -> int:
    from edi_engine.money import cents

    return sum(cents(file[name] or "") for file in files)


def _total(files: Iterable[Document], name: str) -> str:
    from edi_engine.money import dollars

    return dollars(_sum(files, name))

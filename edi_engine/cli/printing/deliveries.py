"""What became of files: submitted, imported, received - with what to do next."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from edi_engine.cli.printing import problems
from edi_engine.cli.printing.blocks import Block, Line, Row, Table, Title, count, money, nothing
from edi_engine.money import Cents, cents, dollars

MONEY = ("posted", "unapplied", "held")

Document = Mapping[str, Any]


def submitted(document: Document) -> Iterator[Block]:
    """Encounters that became claims, and the files to send."""
    files = document["files"]
    yield from table(files, ()) if files else [nothing("submit")]
    yield from _written(files)
    yield from problems.of_files(files, problems.EVERY_ERROR)
    yield from following(_after_submitting(files))


def followed(document: Document) -> Iterator[Block]:
    """A claim that follows from one that left: its file, or why there is none."""
    files = document["files"]
    stays = Line(f"Claim {files[0]['file']} stays: nothing was written.", "warning")
    yield from _written(files) if files[0]["out"] else [stays]
    yield from problems.of_files(files, problems.EVERY_ERROR)


def imported(document: Document) -> Iterator[Block]:
    """Claims that another system sent."""
    yield from table(document["files"], ()) if document["files"] else [nothing("import")]
    yield from problems.of_files(document["files"])


def received(document: Document) -> Iterator[Block]:
    """What was posted, what waits, and what to do about it."""
    files = document["files"]
    if not files:
        yield nothing("receive")
        return
    yield from table(files, MONEY)
    yield from problems.of_files(files)
    yield from following(_after_receiving(files))


def following(steps: Iterable[str]) -> Iterator[Block]:
    """What to do next, when there is something."""
    for number, text in enumerate(steps):
        if not number:
            yield Title("Next")
        yield Line(text, indent=2)


def _after_submitting(files: list[Document]) -> Iterator[str]:
    if any(file["out"] for file in files):
        yield ("Send the files in outbox/ to your clearinghouse. When answers come back, put them into inbox/ and run "
               "`edi receive`.")
    if any(problem["severity"] == "error" for file in files for problem in file["problems"]):
        yield "Correct the encounters that are named above and submit them again."


def _after_receiving(files: list[Document]) -> Iterator[str]:
    results = {file["result"] for file in files}
    if held := _sum(files, "held"):
        yield (f"{money(dollars(held))} is held and not posted: `edi worklist` says what does not balance, and where. Ask the "
               "payer for a corrected 835, or `edi release` it with a reason.")
    elif any(file["kind"] == "835" and file["result"] in ("held", "partly held") for file in files):
        yield "Something is held and not posted: `edi worklist` says what and why."
    if unapplied := _sum(files, "unapplied"):
        yield (f"{money(dollars(unapplied))} is unapplied: no claim here fits. `edi worklist` names each payment, and "
               "`edi match CLAIM REMIT` ties one to its claim.")
    if "quarantined" in results:
        yield "What could not be understood is in quarantine/, with its reason beside it."
    if not results - {"duplicate"}:
        yield "Everything here was received before; nothing changed."


def table(files: list[Document], amounts: tuple[str, ...]) -> Iterator[Block]:
    """A row for each file, with these amounts, and a row for all of them together."""
    headings = ("file", "kind", "result", ">sets", ">claims", *(f">{name}" for name in amounts))
    rows = [Row((str(file["file"]), str(file["kind"] or ""), file["result"], *_figures([file], amounts))) for file in files]
    if len(files) > 1:
        rows.append(Row((count(len(files), "file"), "", "", *_figures(files, amounts))))
    yield Table(headings, rows)


def by_kind(files: list[Document]) -> Iterator[Block]:
    """A row for all files of a kind that ended alike, where nobody looks at each."""
    alike: dict[tuple[str, str], list[Document]] = {}
    for file in files:
        alike.setdefault((str(file["kind"] or ""), file["result"]), []).append(file)
    yield Table(("kind", "result", ">files", ">sets", ">claims"),
                [Row((*said, f"{len(some):,}", *_figures(some, ()))) for said, some in alike.items()])


def _written(files: list[Document]) -> Iterator[Block]:
    """The files written, once each: several encounter files may leave in one."""
    paths = dict.fromkeys(str(path) for file in files for path in file["out"])
    if paths:
        yield Title(f"Wrote {count(len(paths), 'file')}")
        yield from (Line(path, indent=2) for path in paths)


def _count(value: Any) -> int:
    """A count, or the length of a list of what is counted."""
    return value if isinstance(value, int) else len(value or ())


def _figures(files: list[Document], amounts: tuple[str, ...]) -> Iterator[str]:
    """The sets, the claims and these amounts of the files, summed."""
    for name in ("transactions", "claims"):
        yield f"{sum(_count(file[name]) for file in files):,}"
    for name in amounts:
        yield money(dollars(_sum(files, name)))


def _sum(files: Iterable[Document], name: str) -> Cents:
    return sum(cents(file[name] or "") for file in files)

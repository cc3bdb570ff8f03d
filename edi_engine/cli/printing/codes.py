"""Code sets, and what is known of a code."""

from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing import deliveries, problems
from edi_engine.cli.printing.blocks import Block, Line, Row, Table, count

Document = Mapping[str, Any]
_OURS = "ships with edi"
_UNTIL_THEN = ("`edi codes import FILE` loads a list that you are licensed for; until then procedure codes are checked for "
               "their form only.")


def listed(document: Document) -> Iterator[Block]:
    """Every set that is known here."""
    yield from _table(document["sets"])
    kinds = {codes["kind"] for codes in document["sets"]}
    if not kinds >= {"cpt", "hcpcs"}:
        yield from deliveries.following((_UNTIL_THEN,))


def loaded(document: Document) -> Iterator[Block]:
    """What a list brought, or why it was not used."""
    for codes in document["sets"]:
        yield Line(f"Loaded {count(codes['codes'], codes['name'] + ' code')}, {_days(codes)}.", "done")
    if not document["sets"]:
        yield Line("Nothing was loaded.", "error")
    yield from problems.of_files([document])


def shown(document: Document) -> Iterator[Block]:
    """The days and the text of each code."""
    yield Table(("code", "kind", "days", "text"),
                [Row((code["code"], code["kind"], _days(code), code["text"] or "")) for code in document["codes"]])


def _table(sets: list[Document]) -> Iterator[Block]:
    yield Table(("kind", ">codes", "days", "source"),
                [Row((codes["name"], f"{codes['codes']:,}", _days(codes), _OURS if codes["ships"] else codes["source"]))
                 for codes in sets])


def _days(said: Document) -> str:
    return " ".join(f"{word} {said[word]}" for word in ("from", "to") if said[word]) or "always"

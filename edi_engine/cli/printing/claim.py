"""A claim explained: its amounts, its lines, and each step with where it comes from."""

from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing.blocks import Block, Line, Row, Table, Title, money
from edi_engine.cli.printing.keys import CLAIM_KEYS, LINE_KEYS
from edi_engine.codes.adjustments import words
from edi_engine.money import cents, dollars
from edi_engine.reconcile.statuses import CLAIM

AMOUNTS = ("charge", "paid", "contractual", "patient", "other", "balance")

Document = Mapping[str, Any]


def explained(document: Document) -> Iterator[Block]:
    """The claim, its history, and line by line how each balance came about."""
    yield Title(f"Claim {document['claim']}")
    yield Line(f"{document['status']}: {CLAIM.get(document['status'], '')}", document["status"])
    if document["status"] == "open" and document["stage"] != "released":
        yield Line(f"it is {document['stage']}", "quiet")
    yield Line(f"billed by {document['provider'] or 'an unknown provider'}", "quiet")
    yield Title("Amounts")
    yield _amounts(document)
    if document["history"]:
        yield Title("History")
        yield _history(document["history"])
    level = document["claim_level"]
    for line in document["lines"]:
        yield Title(_line_title(line))
        yield _steps(line["steps"])
    if level["steps"]:
        yield Title("Claim level")
        yield _steps(level["steps"])


def _amounts(document: Document) -> Table:
    parts = [(f"line {line['line']}", line) for line in document["lines"]]
    if document["claim_level"]["steps"]:
        parts.append(("claim level", document["claim_level"]))
    parts.append(("claim", document))
    rows = [Row((name, _service(part), part.get("status") or "", *(money(part[a]) for a in AMOUNTS))) for name, part in parts]
    return Table(("", "service", "status", *(f">{a}" for a in AMOUNTS)), rows)


def _service(part: Document) -> str:
    return " ".join(filter(None, (part.get("procedure"), *(part.get("modifiers") or ()))))


def _line_title(line: Document) -> str:
    match = f"; matched by {LINE_KEYS.get(line['match'], line['match'])}" if line["match"] else ""
    number = f" ({line['control_number']})" if line["control_number"] else ""
    return f"Line {line['line']}{number}: {_service(line)}, {line['date'] or 'no date'}, {line['status']}{match}"


def _history(history: list[Document]) -> Table:
    rows = [Row((event["date"] or "", event["what"], event["payer"] or "", money(event["amount"]),
                 CLAIM_KEYS.get(event["key"], event["key"] or ""), event["note"] or ""), _source(event)) for event in history]
    return Table(("date", "what", "payer", ">amount", "matched by", "note"), rows, indent=2)


def _steps(steps: list[Document]) -> Table:
    """The steps in order, with the balance after each; what was reported stands where it is not what was posted."""
    rows, balance = [], 0
    for step in steps:
        balance += cents(step["amount"])
        reason = "-".join(filter(None, (step["group"], step["reason"])))
        rows.append(Row((step["date"] or "", step["what"], reason, " ".join(step["remarks"] or ()), money(step["amount"]),
                         _reported(step), money(dollars(balance))), _source(step)))
    return Table(("date", "what", "reason", "remarks", ">amount", ">reported", ">balance"), rows, indent=2)


def _reported(step: Document) -> str:
    return money(step["reported"]) if abs(cents(step["reported"] or "")) != abs(cents(step["amount"])) else ""


def _source(step: Document) -> tuple[str, ...]:
    """The reason in our words; file, segment and raw text that the step was read from."""
    said = words(step["reason"]) if step.get("reason") else ""
    segment = f"segment {step['segment']}" if step["segment"] else ""
    place = ": ".join(filter(None, (str(step["file"] or ""), segment, step["text"])))
    return tuple(filter(None, (said, place)))

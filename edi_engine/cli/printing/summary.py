"""What files hold, transaction set by transaction set."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from edi_engine.cli.printing import problems
from edi_engine.cli.printing.blocks import Block, Line, Title, count, money
from edi_engine.codes.remittances import STATUSES

Document = Mapping[str, Any]


def summed(document: Document) -> Iterator[Block]:
    """Each file with its transaction sets, then every problem."""
    for file in document["files"]:
        sets = file["transactions"]
        yield Title(f"{file['file']}: {count(file['interchanges'], 'interchange')}, {count(len(sets), 'transaction set')}")
        for one in sets:
            yield Line(_heading(one), indent=2)
            yield from (Line(text, indent=6) for text in _details(one) if text)
    yield from problems.of_files(document["files"])


def remittances(document: Document) -> bool:
    """Whether there is an 835 among the sets."""
    return any(one["transaction"] == "835" for file in document["files"] for one in file["transactions"])


def _heading(one: Document) -> str:
    number = f" {one['control_number']}" if one["control_number"] else ""
    version = f", {one['version']}" if one["version"] else ""
    return f"{one['transaction']}{number}{version}, {count(one['segments'], 'segment')}"


def _details(one: Document) -> Iterator[str]:
    for name, tell in _TELL:
        if name in one:
            yield from tell(one)


def _payment(one: Document) -> Iterator[str]:
    how = " ".join(filter(None, (one["payment_method"], one["payment_date"])))
    yield f"payment {money(one['payment_amount'])} ({how or 'no date'}), trace {one['trace_number'] or 'none'}"
    yield (f"{count(one['claims'], 'claim')}, {count(one['service_lines'], 'line')}: charged {money(one['charged'])}, "
           f"paid {money(one['paid'])}, patient {money(one['patient_responsibility'])} "
           f"(reported {money(one['patient_responsibility_reported'])}), provider adjustments "
           f"{money(one['provider_adjustments'])}")
    yield _listed("adjustments", {code: money(amount) for code, amount in one["adjustments"].items()})
    yield _listed("claims", {STATUSES.get(code, f"status {code}"): f"{n:,}" for code, n in one["by_status"].items()})
    yield _balance(one)


def _balance(one: Document) -> str:
    says = one["balances"]
    check = "the check ties out" if says["transaction"] else "THE CHECK DOES NOT TIE OUT"
    claims = "every claim balances" if says["claims"] else f"{count(one['unbalanced_claims'], 'claim')} out of balance"
    lines = "every line balances" if says["lines"] else f"{count(one['unbalanced_lines'], 'line')} out of balance"
    return f"{check}; {claims}; {lines}"


def _claims(one: Document) -> Iterator[str]:
    under = f" ({count(one['claims_under_patient'], 'patient')} under a subscriber)" if one["claims_under_patient"] else ""
    yield f"{count(one['claims'], 'claim')}, {count(one['service_lines'], 'line')}{under}: charged {money(one['charged'])}"
    if one["charge_mismatches"]:
        yield (f"{count(one['charge_mismatches'], 'claim')} with a charge that its lines do not add up to "
               f"(lines {money(one['line_charges'])})")


def _acknowledged(one: Document) -> Iterator[str]:
    yield f"group {one['group_verdict'] or 'without a verdict'}"
    yield _listed("sets", {f"{a['transaction']} {a['control_number']}": str(a["verdict"] or "?") for a in one["acknowledged"]})


def _statuses(one: Document) -> Iterator[str]:
    yield f"accepted {one['accepted']:,}, rejected {one['rejected']:,}"
    for level, found in one["statuses"].items():
        yield _listed(level, {status: f"{n:,}" for status, n in found.items()})


def _answer(one: Document) -> Iterator[str]:
    yield f"verdict {one['verdict'] or '?'}, note {one['note'] or 'none'}"


def _listed(name: str, values: Mapping[str, str]) -> str:
    return f"{name}: {', '.join(f'{key} {value}' for key, value in values.items())}" if values else ""


_TELL: tuple[tuple[str, Callable[[Document], Iterator[str]]], ...] = (
    ("payment_amount", _payment), ("claims_under_patient", _claims), ("acknowledged", _acknowledged),
    ("statuses", _statuses), ("verdict", _answer))

"""What one remittance changes against another, for people."""

from collections.abc import Iterator

from edi_engine.cli.printing import problems
from edi_engine.cli.printing.blocks import Block, Line, Row, Table, Title, count, money
from edi_engine.flows.diff_835 import ClaimChange, Comparison, Counts, Diff, Side
from edi_engine.money import Cents, dollars
from edi_engine.reconcile.comparing import Difference

RESULTS = {
    "same": "the same content: receiving it changes nothing",
    "same check": "the same check with other content: `edi receive` holds one of them until a person decides",
    "other check": "another check",
    "added": "only in the new file",
    "dropped": "only in the old file",
}


UNPAID = "the same check with other content, but it pays nothing: `edi receive` takes both"      # payers reuse such numbers


def told(diff: Diff, show_values: bool) -> Iterator[Block]:
    """Each remittance with what differs, claim by claim as it is read, then why a file could not be read."""
    for found in diff.comparisons():
        yield Title(_check(found.new or found.old), found.result)
        yield Line(RESULTS[found.result] if _held(found) or found.result != "same check" else UNPAID, indent=2)
        if found.result == "same":
            yield Line("control numbers are the same, too" if found.same_envelope else "other control numbers", "quiet", 2)
        if found.differences:
            yield _table(found.differences, found.old, found.new, show_values)
        for change in found.changes:
            yield Title(_claim(change, found), change.result)
            if change.differences:
                yield _table(change.differences, found.old, found.new, show_values)
        if found.old and found.new:
            yield Title(f"Of {count(found.new.check.claims, 'claim')} in the new file: {_counted(found.counts)}")
            if more := found.new.check.paid - found.old.check.paid:
                yield Line(f"claims pay {_money(found.old.check.paid)} -> {_money(found.new.check.paid)}: {_money(abs(more))} "
                           f"{'more' if more > 0 else 'less'}", "quiet", 2)
            if found.moved:
                yield Line("claims stand in another order", "quiet", 2)
    yield from problems.of_files(diff.files)


def _held(found: Comparison) -> bool:
    """Whether money moves twice, so that a person has to decide (REM-23)."""
    return found.new is not None and found.new.check.head.payment.amount > 0


def _check(side: Side | None) -> str:
    assert side is not None
    payment = side.check.head.payment
    name = side.check.head.payer.name if side.check.head.payer else ""
    day = payment.effective.isoformat() if payment.effective else "no date"
    return f"Check {side.trace or 'without a number'} of {name or 'an unnamed payer'}, {day}, {_money(payment.amount)}"


def _claim(change: ClaimChange, found: Comparison) -> str:
    claim = change.new or change.old
    assert claim is not None
    places = [side.segment(one.at) for one, side in ((change.old, found.old), (change.new, found.new)) if one and side]
    paid = " -> ".join(dict.fromkeys(_money(one.paid) for one in (change.old, change.new) if one))
    number = f" ({claim.payer_claim_control_number})" if claim.payer_claim_control_number else ""
    return f"Claim {claim.patient_control_number}{number} {change.result}: paid {paid}, segment {' -> '.join(map(str, places))}"


def _table(found: tuple[Difference, ...], old: Side | None, new: Side | None, show_values: bool) -> Table:
    rows = []
    for each in found:
        hidden = each.private and not show_values
        was, now = ("(hidden)" if hidden and value is not None else value or "" for value in (each.old, each.new))
        places = " -> ".join(str(side.segment(at)) if side and at else "-"
                             for side, at in ((old, each.old_at), (new, each.new_at)))
        rows.append(Row((each.line and f"line {each.line}", each.kind, each.name, was, now, places, each.words)))
    return Table(("", "what", "which", ">old", ">new", "segment", "in words"), rows, indent=2)


def _counted(counts: Counts) -> str:
    parts = [f"{counts.same + counts.reordered:,} the same"]
    parts += [f"{number:,} {name}" for name, number in (
        ("changed", counts.changed), ("added", counts.added), ("dropped", counts.dropped)) if number]
    if counts.reordered:
        parts.append(f"{counts.reordered:,} of the same only written in another order or way")
    return ", ".join(parts)


def _money(amount: Cents) -> str:
    return money(dollars(amount))

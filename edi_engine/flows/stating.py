"""Remittances, and what differs between two, as JSON, as the contract has it: made while it is written, whatever its size."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from edi_engine.billing.remittance import ClaimPayment
from edi_engine.flows.diff_835 import ClaimChange, Comparison, Diff, Side
from edi_engine.money import Cents, dollars
from edi_engine.reconcile.comparing import Difference
from edi_engine.reconcile.shares import SHARES
from edi_engine.reports.views import CheckAdvice, ClaimAdvice, LineAdvice, ProviderItem, Reason, Seen, Share, Somebody
from edi_engine.spool import Members


def remittance(check: CheckAdvice) -> Members:
    """A check: what is known before its claims, its claims, and what is known behind them."""
    def members() -> Iterator[tuple[str, Any]]:
        yield from {
            "remittance": check.name, "payer": check.payer or None, "payer_id": check.payer_id or None,
            "payee": check.payee or None, "payee_id": check.payee_id or None, "payee_tax_id": check.payee_tax or None,
            "date": check.date or None, "produced": check.produced or None, "trace_number": check.trace or None,
            "method": check.method or None, "handling": check.handling or None, "amount": dollars(check.amount),
            "claim_count": check.claim_count, "paid": dollars(check.paid), "adjusted": dollars(check.adjusted),
            "off": dollars(check.off)}.items()
        yield "claims", map(_claim, check.claims)
        yield "provider_adjustments", list(map(_item, check.provider_items))
        seen = check.seen or Seen()
        yield "balances", {"transaction": not check.off, "claims": not seen.unbalanced_claims,
                           "lines": not seen.unbalanced_lines}
        yield "unbalanced_claims", seen.unbalanced_claims
        yield "unbalanced_lines", seen.unbalanced_lines
        yield "went", _went(seen.shares)

    return Members(members())


def difference(diff: Diff, show_values: bool) -> dict[str, Any]:
    """What the new file changes."""
    return {"files": diff.files, "remittances": (Members(_comparison(each, show_values)) for each in diff.comparisons())}


def _comparison(found: Comparison, show_values: bool) -> Iterator[tuple[str, Any]]:
    yield from {"result": found.result, "same_envelope": found.same_envelope, "old": _side(found.old), "new": _side(found.new),
                "differences": [_differs(each, found.old, found.new, show_values) for each in found.differences],
                "moved": found.moved}.items()
    yield "claims", (_change(change, found.old, found.new, show_values) for change in found.changes)
    yield "counts", asdict(found.counts)


def _side(side: Side | None) -> Mapping[str, Any] | None:
    if side is None:
        return None
    payment = side.check.head.payment
    return {"remittance": side.check.digest[:10], "control_number": side.ts.control_number or None, "payer": side.payer or None,
            "trace_number": side.trace or None, "date": payment.effective.isoformat() if payment.effective else None,
            "amount": dollars(payment.amount), "claims": side.check.claims, "paid": dollars(side.check.paid)}


def _change(change: ClaimChange, old: Side | None, new: Side | None, show_values: bool) -> Mapping[str, Any]:
    claim = change.new or change.old
    return {"result": change.result, "claim": claim.patient_control_number if claim else None,
            "payer_claim": (claim and claim.payer_claim_control_number) or None, "old": _sums(change.old, old),
            "new": _sums(change.new, new),
            "differences": [_differs(each, old, new, show_values) for each in change.differences]}


def _sums(claim: ClaimPayment | None, side: Side | None) -> Mapping[str, Any] | None:
    if claim is None or side is None:
        return None
    return {"status": claim.status, "charge": dollars(claim.charge), "paid": dollars(claim.paid), "lines": len(claim.lines),
            "segment": side.segment(claim.at)}


def _differs(found: Difference, old: Side | None, new: Side | None, show_values: bool) -> Mapping[str, Any]:
    hidden = found.private and not show_values
    return {"line": found.line or None, "kind": found.kind, "name": found.name, "words": found.words or None, "hidden": hidden,
            "old": None if hidden else found.old, "new": None if hidden else found.new,
            "old_segment": old.segment(found.old_at) if old else None,
            "new_segment": new.segment(found.new_at) if new else None}


def _claim(claim: ClaimAdvice) -> Mapping[str, Any]:
    return {"claim": claim.number, "payer_claim": claim.payer_number or None, "status": claim.status,
            "status_words": claim.status_words, "date": claim.date or None, "charge": dollars(claim.charge),
            "paid": dollars(claim.paid), "patient_responsibility": _dollars(claim.patient), "off": dollars(claim.off),
            "went": _went(claim.shares), "remarks": claim.remarks, "people": list(map(_somebody, claim.people)),
            "adjustments": list(map(_reason, claim.reasons)), "lines": list(map(_line, claim.lines)), "segment": claim.segment}


def _line(line: LineAdvice) -> Mapping[str, Any]:
    return {"line": line.number, "control_number": line.control_number or None, "procedure": line.procedure or None,
            "modifiers": line.modifiers.split(), "submitted": line.submitted or None, "date": line.date or None,
            "units": line.units or None, "charge": dollars(line.charge), "paid": dollars(line.paid), "off": dollars(line.off),
            "remarks": line.remarks, "adjustments": list(map(_reason, line.reasons)), "segment": line.segment}


def _reason(reason: Reason) -> Mapping[str, Any]:
    return {"group": reason.group, "reason": reason.code, "amount": _dollars(reason.amount),
            "quantity": reason.quantity or None, "words": reason.words or reason.bearer or None, "segment": reason.segment}


def _item(item: ProviderItem) -> Mapping[str, Any]:
    return {"provider": item.provider, "fiscal_period": item.fiscal_period, "reason": item.code,
            "reference": item.reference or None, "amount": dollars(item.amount), "words": item.words or None,
            "effect": item.effect, "segment": item.segment}


def _somebody(somebody: Somebody) -> Mapping[str, Any]:
    return {"role": somebody.role, "name": somebody.name or None, "id": somebody.id or None, "segment": somebody.segment}


def _went(shares: Iterable[Share]) -> Mapping[str, str]:
    amounts = {share.what: share.amount for share in shares}
    return {what.replace(" ", "_"): dollars(amounts.get(what, 0)) for what in SHARES}


def _dollars(amount: Cents | None) -> str | None:
    return None if amount is None else dollars(amount)

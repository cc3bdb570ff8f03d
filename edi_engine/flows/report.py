"""Reports: what the books say, as the views that templates show."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple
from typing import Any

from edi_engine.clock import today
from edi_engine.codes import adjustments
from edi_engine.flows.house import House, Unknown
from edi_engine.flows.worklist import worklist
from edi_engine.ledger import queries, reporting
from edi_engine.ledger.worklist import waiting
from edi_engine.money import cents
from edi_engine.reconcile.books import WHATS, LineState, Step
from edi_engine.reconcile.findings import sentences
from edi_engine.reports import charts, pages
from edi_engine.reports.views import (
    Amounts,
    CheckAdvice,
    ClaimAdvice,
    ClaimBooks,
    Letterhead,
    LineAdvice,
    LineBooks,
    ProviderItem,
    Reason,
    Reconciliation,
    Source,
    Why,
    WorkItem,
    Worklist,
)


def report(house: House, name: str, form: str, remit: str | None = None) -> Iterator[str]:
    """The report of that name (remittance, reconciliation, worklist) as a stream of text; Unknown for an unknown remittance."""
    view = _remittances(house, remit) if name == "remittance" else _VIEWS[name](house)
    return pages.page(name, form, view, Letterhead(house.settings.submitter.name, today().isoformat()))


def _remittances(house: House, remit: str | None) -> list[CheckAdvice]:
    """The remittances chosen by a name of the worklist or a trace number; all of them when none is named."""
    every = reporting.remittances(house.db)
    chosen = [r for r in every if remit is None or r.trace == remit or queries.remit_name(r.digest, 0) == remit.split("-")[0]]
    if remit is not None and not chosen:
        raise Unknown(f"No remittance is named {remit} and none has that trace number. `edi report remittance` shows all.")
    return [_check(house, row) for row in chosen]


def _check(house: House, row: reporting.Remittance) -> CheckAdvice:
    items = tuple(ProviderItem(i.provider, i.fiscal, i.reason, i.reference, i.amount, i.at)
                  for i in reporting.provider_adjustments(house.db, row.id))
    return CheckAdvice(
        name=queries.remit_name(row.digest, 0), trace=row.trace, payer=row.payer_name, payer_id=row.payer_id or row.payer,
        payee=row.payee_name, payee_id=row.payee, payee_tax=row.payee_tax, date=row.date, produced=row.produced,
        method=row.method, handling=row.handling, amount=row.amount, claim_count=row.claims, paid=row.paid,
        adjusted=row.adjusted, off=row.off, state=row.state, posted=row.posted, unapplied=row.unapplied, held=row.held,
        file=row.file, provider_items=items, claims=(_claim(part) for part in reporting.adjudicated(house.db, row.id)))


def _claim(part: reporting.Adjudicated) -> ClaimAdvice:
    payment, services, adjusted = part
    reasons: dict[int, list[Reason]] = {}
    for a in adjusted:
        reasons.setdefault(a.line, []).append(Reason(a.group, a.reason, a.amount, a.quantity, a.at))
    lines = tuple(_line(service, tuple(reasons.get(service.position, ()))) for service in services)
    return ClaimAdvice(payment.pcn, payment.ccn, payment.status, payment.since, payment.charge, payment.paid, payment.patient,
                       tuple(payment.remarks.split()), tuple(reasons.get(0, ())), lines, payment.state, payment.claim,
                       sentences(payment.finding), payment.at)


def _line(service: reporting.Service, reasons: tuple[Reason, ...]) -> LineAdvice:
    sent = " ".join(filter(None, (service.submitted, service.submitted_modifiers)))
    return LineAdvice(service.position, service.procedure, service.modifiers, sent, service.since, service.units,
                      service.charge, service.paid, service.control_number, tuple(service.remarks.split()), reasons, service.at)


def _reconciliation(house: House) -> Reconciliation:
    """Every claim with its lines, and where their money went."""
    count, total, statuses = reporting.totals(house.db)
    claims = (_books(claim) for claim in reporting.booked(house.db, house.settings.aliases))
    return Reconciliation(count, Amounts(*total), tuple(statuses), claims)


def _books(claim: reporting.Booked) -> ClaimBooks:
    steps: dict[str, list[Why]] = {}
    for step in claim.state.steps:
        if step.what != "charge":
            steps.setdefault(step.line, []).append(_why(step, claim.file(step)))
    lines = [_line_books(line, tuple(steps.get(line.key, ()))) for line in (*claim.state.lines, claim.state.level)]
    return ClaimBooks(claim.name, claim.provider, claim.payer, claim.state.status, Amounts(*claim.state.amounts),
                      tuple(line for line in lines if line.line or line.whys or any(astuple(line.amounts))))


def _line_books(line: LineState, whys: tuple[Why, ...]) -> LineBooks:
    said = line.line
    return LineBooks(line.key, said.procedure if said else "", said.modifiers if said else "", said.since if said else "",
                     line.status, Amounts(*line.amounts), whys)


def _why(step: Step, file: str) -> Why:
    reason = "-".join(filter(None, (step.group, step.reason)))
    sign = (step.amount > 0) - (step.amount < 0)
    words = _PAYMENT[sign] if step.what == "payment" else WHATS[step.what]
    moved = abs(step.reported) != abs(step.amount)
    return Why(step.date, words, reason, adjustments.words(step.reason) if step.reason else "", step.remarks, step.amount,
               step.reported if moved else None, Source(file, step.at or None))


_PAYMENT = {-1: "paid by the payer", 0: "the payer paid nothing", 1: "taken back by the payer"}


def _worklist(house: House) -> Worklist:
    """What needs a person, with where all the money stands and what was refused."""
    items = tuple(map(_item, worklist(house)["items"]))
    count, total, _ = reporting.totals(house.db)
    kinds: dict[str, list[int]] = {}
    for item in items:
        kinds.setdefault(item.kind, []).append(item.amount)
    money = charts.waterfall([("charged", total.charge, "charge"), ("paid", total.paid, "paid"),
                              ("contractual", total.contractual, "contractual"), ("patient", total.patient, "patient"),
                              ("other", total.other, "other"), ("open", total.balance, "open")])
    return Worklist(items, count, Amounts(*total), tuple((kind, len(sums), sum(sums)) for kind, sums in kinds.items()),
                    money, charts.bars(_refused(house)))


def _item(item: Mapping[str, Any]) -> WorkItem:
    return WorkItem(
        item["claim"] or "", item["line"] or "", item["payer"] or "", item["remit"] or "", item["kind"], cents(item["amount"]),
        item["age_days"], item["deadline"] or "", item["reason"], item["next_step"],
        Source(item["file"] or "", item["segment"]))


def _refused(house: House) -> list[tuple[str, int, str]]:
    """What payers refused, by the category of its first reason, the most money first (DEN-2); the long tail in one bar."""
    sums: Counter[str] = Counter()
    for row in waiting(house.db):
        if row.kind == "denied":
            code = next(iter(row.reasons.split()), "")
            sums[adjustments.words(code.partition("-")[2]) or code or "no reason given"] += row.amount
    most = [(label, amount, "open") for label, amount in sums.most_common(_BARS)]
    rest = sum(sums.values()) - sum(amount for _, amount, _ in most)
    return [*most, ("all other reasons", rest, "open")] if rest else most


_BARS = 8
_VIEWS: dict[str, Callable[[House], object]] = {"reconciliation": _reconciliation, "worklist": _worklist}

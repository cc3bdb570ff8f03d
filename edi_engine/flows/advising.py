"""A remittance as it stands in its file, as the view that a person reads: each claim, line and adjustment with its segment."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count

from edi_engine import x12
from edi_engine.billing.party import Adjustment, Name, Procedure
from edi_engine.billing.remittance import ClaimPayment, ProviderAdjustment, ServicePayment
from edi_engine.codes.remittances import PEOPLE
from edi_engine.guides import x221a1
from edi_engine.problems import Problem
from edi_engine.reconcile import balancing, check_notes, claim_notes
from edi_engine.reconcile.shares import SHARES, shares
from edi_engine.reports.views import CheckAdvice, ClaimAdvice, LineAdvice, ProviderItem, Reason, Seen, Share, Somebody

Say = Callable[[Problem], None]
PATIENTS = frozenset({"QC", "IL", "74", "GB"})      # NM101 of those whose name and number nobody prints unasked


def advice(source: x12.Source, ts: x12.TransactionSet, say: Say, show_values: bool) -> CheckAdvice:
    """The check that a transaction set pays, its claims a stream that is read once; what is wrong is said as it is met."""
    check = x221a1.survey(source, ts)
    head, payment, items = check.head, check.head.payment, check.tail.provider_adjustments
    for problem in (*check.problems, *balancing.of_check(head, check.tail, check.paid),
                    *check_notes.notes_on(head)):
        say(problem)
    reader = _Reader(ts, say, show_values)
    return CheckAdvice(
        name=check.digest[:10], trace=head.trace.number if head.trace else "",
        payer=head.payer.name if head.payer else "", payer_id=head.payer_id or (head.trace.payer if head.trace else ""),
        payee=head.payee.name if head.payee else "", payee_id=head.payee.id if head.payee else "", payee_tax=head.payee_tax_id,
        date=payment.effective.isoformat() if payment.effective else "",
        produced=head.produced.isoformat() if head.produced else "", method=payment.method, handling=payment.handling,
        amount=payment.amount, claim_count=check.claims, paid=check.paid, adjusted=sum(item.amount for item in items),
        off=balancing.check_off(head, check.tail, check.paid), state="", posted=0, unapplied=0, held=0, file=source.name,
        provider_items=tuple(reader.item(item) for item in items),
        claims=reader.claims(x221a1.claim_payments(source, ts)), seen=reader.seen)


def no_remittance(other: Iterable[str]) -> Problem:
    """A file without an 835; ``other`` are the families of what it holds."""
    return Problem("EXC-5", "no-remittance", what=", ".join(other) or "no transaction set")


class _Reader:
    """Makes views of the claims of one set, and adds up what they come to."""

    def __init__(self, ts: x12.TransactionSet, say: Say, show_values: bool) -> None:
        self.ts, self.say, self.show_values = ts, say, show_values
        self.seen = Seen()

    def claims(self, payments: Iterable[ClaimPayment]) -> Iterator[ClaimAdvice]:
        for payment in payments:
            claim = self.claim(payment)
            self.seen.add(claim)
            yield claim

    def claim(self, claim: ClaimPayment) -> ClaimAdvice:
        found = [*balancing.of_claim(claim), *claim_notes.notes_on(claim, self.ts.version)]
        for problem in (*found, *x221a1.problems(claim)):
            self.say(problem)
        since = claim.since
        return ClaimAdvice(
            claim.patient_control_number, claim.payer_claim_control_number, claim.status,
            since.isoformat() if since else "", claim.charge, claim.paid, claim.patient_responsibility, claim.remarks,
            tuple(map(self.reason, claim.adjustments)), tuple(map(self.line, count(1), claim.lines)), "", "",
            " ".join(f"Segment {self.segment(problem.at)}: {problem.message}" for problem in found),
            self.segment(claim.at), balancing.claim_off(claim),
            tuple(Share(what, amount, SHARES[what]) for what, amount in shares(claim).items()), tuple(self.people(claim)))

    def line(self, number: int, line: ServicePayment) -> LineAdvice:
        return LineAdvice(
            number, line.procedure.code, " ".join(line.procedure.modifiers), _named(line.submitted),
            line.since.isoformat() if line.since else "", "" if line.units is None else str(line.units), line.charge, line.paid,
            line.control_number, tuple(code for _, code in line.remarks), tuple(map(self.reason, line.adjustments)),
            self.segment(line.at), balancing.line_off(line))

    def reason(self, said: Adjustment) -> Reason:
        return Reason(said.group, said.reason, said.amount, "" if said.quantity is None else str(said.quantity),
                      self.segment(said.at))

    def item(self, said: ProviderAdjustment) -> ProviderItem:
        return ProviderItem(said.provider, said.fiscal_period, said.reason, said.reference, said.amount, self.segment(said.at))

    def people(self, claim: ClaimPayment) -> Iterator[Somebody]:
        for name in (claim.patient, claim.insured, claim.corrected, claim.other_subscriber, claim.service_provider,
                     claim.crossover_carrier, claim.corrected_payer):
            if name is not None:
                shown = self.show_values or name.role not in PATIENTS
                yield Somebody(PEOPLE.get(name.role, name.role), _full(name) if shown else "", name.id if shown else "",
                               self.segment(name.at))

    def segment(self, at: int | None) -> int | None:
        """The place in the set of what stands there in the file, counted from ST = 1."""
        return at - self.ts.first + 1 if at else None


def _named(procedure: Procedure | None) -> str:
    return " ".join((procedure.code, *procedure.modifiers)) if procedure else ""


def _full(name: Name) -> str:
    return " ".join(filter(None, (name.prefix, name.first, name.middle, name.last, name.suffix)))

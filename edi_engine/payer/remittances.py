"""Checks as remittances: the nouns of an 835."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from edi_engine.billing.party import Address, Adjustment, Amount, Contact, Dated, Name, Reference
from edi_engine.billing.remittance import (
    Adjudication,
    ClaimPayment,
    HeaderNumber,
    Payment,
    ProviderAdjustment,
    Remittance,
    RemittanceHead,
    RemittanceParty,
    RemittanceTail,
    ServicePayment,
    Trace,
)
from edi_engine.payer import echoing
from edi_engine.payer.decisions import Cut, Decision, Service
from edi_engine.payer.paying import Check

HOME = Address("1 CLAIMS PLAZA", city="COLUMBUS", state="OH", zip="432150001")
PHONE = (("TE", "6145550100"),)


def remittance(check: Check) -> Remittance:
    """The whole 835 of a check."""
    claims = tuple(_claim(decision) for decision in check.decisions)
    year_end = f"{check.day.year}1231"
    dues = tuple(ProviderAdjustment(check.payee.id, year_end, due.reason, due.reference, due.amount, slot=n % 6 + 1)
                 for n, due in enumerate(check.dues))
    return Remittance(_head(check), ((HeaderNumber("1"), claims),) if claims else (), RemittanceTail(dues))


def _head(check: Check) -> RemittanceHead:
    insurer, payee = check.insurer, check.payee
    money = Payment(
        "I", check.amount, "C", "ACH", "CCP", "01", "061000052", "DA", "1000200", insurer.trn, "", "01", "061000227", "DA",
        "3000400", check.day) if check.amount else Payment("I", 0, method="NON", effective=check.day)
    return RemittanceHead(
        money, Trace(check.trace, insurer.trn), dates=(Dated("405", check.day),),
        payer=RemittanceParty("PR", insurer.name, address=HOME, contacts=(Contact("BL", "PROVIDER SERVICE", PHONE),),
                              references=(Reference("2U", insurer.id),) if insurer.id else ()),
        payee=RemittanceParty("PE", payee.name, "XX" if payee.npi else "FI", payee.id,
                              references=(Reference("TJ", payee.tax_id),) if payee.npi and payee.tax_id else ()))


def _claim(decision: Decision) -> ClaimPayment:
    claim = decision.case.current.claim
    forwarded = decision.forwarded_to
    return ClaimPayment(
        decision.number, decision.status, decision.charge, decision.paid,
        None if decision.status == "22" else decision.share, echoing.plan(claim),
        decision.payer_claim_control_number, *echoing.place(claim),
        adjustments=_adjustments(decision.cuts),
        patient=echoing.patient(claim),
        corrected=Name("74", "1", id_qualifier="C", id=decision.new_member_id) if decision.new_member_id else None,
        crossover_carrier=Name("TT", "2", forwarded.name, id_qualifier="PI", id=forwarded.id) if forwarded else None,
        outpatient=Adjudication(("", "", *decision.remarks)) if decision.remarks else None,
        dates=_claim_dates(decision), amounts=(Amount("I", decision.interest),) if decision.interest else (),
        lines=tuple(map(_line, decision.services)))


def _claim_dates(decision: Decision) -> tuple[Dated, ...]:
    """The days of a claim that is answered without lines (REM-18)."""
    since, until = decision.case.current.days
    if decision.services or since is None or until is None:
        return ()
    return Dated("232", since), Dated("233", until)


def _line(service: Service) -> ServicePayment:
    days: tuple[Dated, ...] = (Dated("472", service.day),) if service.day else ()
    if service.day and service.until and service.until != service.day:
        days = Dated("150", service.day), Dated("151", service.until)
    return ServicePayment(
        replace(service.procedure, description=""), service.charge, service.paid, units=service.units,
        submitted=service.submitted,
        submitted_units=service.submitted_units, dates=days, adjustments=_adjustments(service.cuts),
        control_number=service.control_number, remarks=tuple(("HE", code) for code in service.remarks if code))


def _adjustments(cuts: Iterable[Cut]) -> tuple[Adjustment, ...]:
    return tuple(_slotted(cuts))


def _slotted(cuts: Iterable[Cut]) -> Iterator[Adjustment]:
    """The cuts with those of a group in one CAS, six at most (REM-7)."""
    groups: dict[str, list[Cut]] = {}
    for cut in cuts:
        groups.setdefault(cut.group, []).append(cut)
    for same in groups.values():
        yield from (Adjustment(cut.group, cut.reason, cut.amount, slot=n % 6 + 1) for n, cut in enumerate(same))

"""Remittances that balance, and the 835s that carry them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain

from hypothesis import strategies as st

from edi_engine.billing.party import Address, Adjustment, Amount, Contact, Dated, Name, Procedure, Reference
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
from edi_engine.money import Cents
from edi_engine.testing.files import remittance_file
from edi_engine.testing.strategies.encounters import MODIFIERS, PROCEDURES, SPRING, charges, numbers

PAYER = RemittanceParty(
    "PR", "HARBOR HEALTH", address=Address("1 CLAIMS PLAZA", city="COLUMBUS", state="OH", zip="432150001"),
    references=(Reference("2U", "HARBR"),), contacts=(Contact("BL", "PROVIDER SERVICE", (("TE", "6145550100"),)),))
PAYEE = RemittanceParty("PE", "MAPLE STREET FAMILY PRACTICE", "XX", "1900000104", references=(Reference("TJ", "317000104"),))
TIN = "1311111111"
PATIENT = Name("QC", "1", "TESTER", "ANNA", id_qualifier="MI", id="HH100200300")
CUTS = (("CO", "45"), ("CO", "253"), ("PR", "1"), ("PR", "2"), ("PR", "3"), ("OA", "23"), ("PI", "119"))
DENIALS = (("CO", "50"), ("CO", "97"), ("OA", "18"), ("PR", "96"))
DUES = (("WO", 1), ("FB", 1), ("FB", -1), ("72", -1), ("CS", 1))       # with the sign that each has


@st.composite
def _lines(draw: st.DrawFn, day: date) -> ServicePayment:
    charge, units = draw(charges), Decimal(draw(st.sampled_from((1, 1, 2, 3))))
    denied = draw(st.integers(0, 4)) == 4
    cuts = (Adjustment(*draw(st.sampled_from(DENIALS)), charge),) if denied else draw(_cuts(charge))
    procedure = Procedure("HC", draw(st.sampled_from(PROCEDURES)), draw(st.sampled_from(MODIFIERS)))
    return ServicePayment(
        procedure, charge, charge - _sum(cuts), units=units, dates=(Dated("472", day),), adjustments=cuts,
        control_number=draw(st.sampled_from(("", "L1", "L2", "L3"))), remarks=(("HE", "N130"),) if denied else ())


@st.composite
def _cuts(draw: st.DrawFn, charge: Cents) -> tuple[Adjustment, ...]:
    """Why not all of a charge is paid: as adjustments of one group stand together, their slots counted (REM-7)."""
    cuts, left = [], charge
    slots: dict[str, int] = {}
    for group, reason in sorted(draw(st.lists(st.sampled_from(CUTS), max_size=4, unique=True))):
        amount = draw(st.integers(0, left))
        if amount:
            slots[group] = slots.get(group, 0) + 1
            cuts.append(Adjustment(group, reason, amount, slot=slots[group]))
            left -= amount
    return tuple(cuts)


NEXT = Name("TT", "2", "CEDAR MEDICARE", id_qualifier="PI", id="15202")       # whom a claim is sent on to (REM-9)


@st.composite
def claim_payments(draw: st.DrawFn, numbers: st.SearchStrategy[str] = numbers) -> ClaimPayment:
    """A claim as a payer adjudicated it, line by line or as a whole: paid, paid in part or denied; it balances."""
    day = SPRING + timedelta(days=draw(st.integers(0, 20)))
    lines = tuple(draw(st.lists(_lines(day), min_size=1, max_size=5)))
    charge, paid = sum(line.charge for line in lines), sum(line.paid for line in lines)
    interest = draw(st.sampled_from((0, 0, 0, 77)))
    number, status = draw(numbers), draw(st.sampled_from(("1", "1", "1", "2", "19")))
    payment = ClaimPayment(
        number, status, charge, paid, filing_indicator="12",
        payer_claim_control_number=draw(st.from_regex(r"ICN[0-9]{8}", fullmatch=True)), facility_type="11", frequency="1",
        patient=PATIENT, crossover_carrier=NEXT if status == "19" else None,
        outpatient=draw(st.sampled_from((None, Adjudication(("", "", "MA01"))))),
        amounts=(Amount("I", interest),) if interest else (), lines=lines)
    if draw(st.integers(0, 4)) == 4:                               # as a whole
        cuts = draw(_cuts(charge))
        payment = replace(payment, paid=charge - _sum(cuts), adjustments=cuts, lines=(),
                          dates=(Dated("232", day), Dated("233", day)))
    every = chain(payment.adjustments, *(line.adjustments for line in payment.lines))
    return replace(payment, patient_responsibility=_sum([cut for cut in every if cut.group == "PR"]))


CLAIM_PAYMENTS = claim_payments()


@st.composite
def remittances(draw: st.DrawFn, claim_payments: st.SearchStrategy[ClaimPayment] = CLAIM_PAYMENTS, most: int = 6) -> Remittance:
    """A check, transfer or notice of no payment with up to so many claims that balances: lines, claims, and the whole of it.

    Some claims are reversed as they stand, and money may move at the provider level (PLB).
    """
    paid = draw(st.lists(claim_payments, min_size=1, max_size=most, unique_by=lambda claim: claim.patient_control_number))
    claims = [*paid, *(_reversal(claim) for claim in paid if draw(st.integers(0, 5)) == 5)]
    day = SPRING + timedelta(days=draw(st.integers(40, 60)))
    dues = [(reason, sign * draw(st.integers(1, 20_000)), f"REFUND{draw(numbers)}" if reason == "72" else draw(numbers))
            for reason, sign in draw(st.lists(st.sampled_from(DUES), max_size=3))]
    interest = sum(amount.amount for claim in claims for amount in claim.amounts)
    dues += [("WO", -due, reference) for reason, due, reference in dues if reason == "72"]   # offset (PLB-5)
    if interest:
        dues.append(("L6", -interest, "INTEREST"))
    amount = sum(claim.paid for claim in claims) - sum(due for _, due, _ in dues)
    if amount < 0:                                                 # nobody pays less than nothing (REM-4)
        dues.append(("FB", amount, draw(numbers)))
    head = RemittanceHead(
        draw(_money(max(amount, 0), day)), Trace(draw(st.from_regex(r"[A-Z]{2}[0-9]{6}", fullmatch=True)), TIN),
        dates=(Dated("405", day),), payer=PAYER, payee=PAYEE)
    tail = RemittanceTail(tuple(ProviderAdjustment(PAYEE.id, f"{day.year}1231", reason, reference, due, slot=n % 6 + 1)
                                for n, (reason, due, reference) in enumerate(dues)))
    return Remittance(head, ((HeaderNumber("1"), tuple(claims)),), tail)


def _file(remittance: Remittance) -> bytes:
    effective = remittance.head.payment.effective or SPRING
    return remittance_file(remittance, datetime.combine(effective, time(6)))


REMITTANCES = remittances()


def remittance_files(remittances: st.SearchStrategy[Remittance] = REMITTANCES) -> st.SearchStrategy[bytes]:
    """An 835 of one remittance."""
    return remittances.map(_file)


def _sum(adjustments: Sequence[Adjustment]) -> Cents:
    return sum(adjustment.amount or 0 for adjustment in adjustments)


def _reversal(claim: ClaimPayment) -> ClaimPayment:
    """The opposite of a claim payment (CLP02 = 22), without a patient's share (REM-12)."""
    lines = tuple(replace(line, charge=-line.charge, paid=-line.paid, adjustments=_opposite(line.adjustments))
                  for line in claim.lines)
    return replace(claim, status="22", charge=-claim.charge, paid=-claim.paid, patient_responsibility=None, amounts=(),
                   crossover_carrier=None, adjustments=_opposite(claim.adjustments), lines=lines)


def _opposite(adjustments: Sequence[Adjustment]) -> tuple[Adjustment, ...]:
    return tuple(replace(adjustment, amount=-(adjustment.amount or 0)) for adjustment in adjustments)


def _money(amount: Cents, day: date) -> st.SearchStrategy[Payment]:
    """How the amount is paid: by transfer or check; not at all when there is nothing to pay."""
    if not amount:
        return st.just(Payment("H", 0, method="NON", effective=day))
    transfer = Payment("I", amount, "C", "ACH", "CCP", "01", "061000052", "DA", "1000200", TIN, "", "01", "061000227", "DA",
                       "3000400", day)
    return st.sampled_from((transfer, Payment("I", amount, method="CHK", effective=day)))

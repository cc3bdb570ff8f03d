"""Where the cents of a claim payment went, in the categories of the books: what an answer says before it is posted."""

from collections import Counter

from edi_engine.billing.party import Adjustment
from edi_engine.billing.remittance import ClaimPayment, ServicePayment
from edi_engine.money import Cents
from edi_engine.reconcile.balancing import claim_off
from edi_engine.reconcile.books import WHATS, Adjusted, Paid, PaidLine
from edi_engine.reconcile.posting import steps

SHARES = {"paid": WHATS["payment"], **{what: WHATS[what] for what in (
    "contractual", "patient", "other", "prior payer", "denied", "reduced")}, "unexplained": "nobody says where it went"}


def shares(claim: ClaimPayment) -> dict[str, Cents]:
    """What became of CLP03, in cents: one of SHARES -> its part of the charge. They add up to the charge, balanced or not."""
    went: Counter[str] = Counter()
    for step in steps(_answer(claim), [None] * len(claim.lines)):
        if step.what != "reason only":
            went["paid" if step.what == "payment" else step.what] += step.reported
    went["unexplained"] = claim_off(claim)
    return {what: went[what] for what in SHARES}


def _answer(claim: ClaimPayment) -> Paid:
    """The claim payment as posting takes it."""
    return Paid(id=0, order="", payer="", payer_ids=(), date="", ccn="", status=claim.status, charge=claim.charge,
                paid=claim.paid, since="", standing="", key="", days="", remarks="", at=claim.at,
                adjustments=_adjusted(claim.adjustments), lines=tuple(map(_line, claim.lines)))


def _line(line: ServicePayment) -> PaidLine:
    return PaidLine(line.control_number, line.procedure.code, "", line.submitted.code if line.submitted else "", "", "",
                    line.charge, line.paid, "", line.at, _adjusted(line.adjustments))


def _adjusted(adjustments: tuple[Adjustment, ...]) -> tuple[Adjusted, ...]:
    return tuple(Adjusted(a.group, a.reason, a.amount, a.at) for a in adjustments)

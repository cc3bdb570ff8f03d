"""Workers' compensation (CLM-34): the employer is insured, the injured person is the patient."""

from collections.abc import Iterator

from edi_engine.billing.claim import Claim
from edi_engine.edits.context import Context
from edi_engine.problems import Problem

COMPENSATION, EMPLOYEE = "WC", "20"


def compensation(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-34: the employer is the subscriber, the injured person an employee with a claim number and a number of the person."""
    if claim.subscriber.filing_indicator != COMPENSATION:
        return
    employer, injured = claim.subscriber.person, claim.patient
    if employer.name.entity != "2":
        yield Problem("CLM-34", "employer", employer.at, element=2, loop="2010BA", where="subscriber.organization")
    if injured is None:
        yield Problem("CLM-34", "patient", claim.subscriber.at, loop="2000C", where="patient")
        return
    if injured.condition.relationship != EMPLOYEE:
        yield Problem("CLM-34", "relationship", injured.at, element=1, loop="2000C", where="patient.relationship")
    known = {reference.qualifier for reference in injured.person.references}
    if "Y4" not in known:
        yield Problem("CLM-34", "claim-number", injured.person.at, loop="2010CA", where="patient.property_claim_number")
    if not known & {"SY", "1W"}:
        yield Problem("CLM-34", "patient-number", injured.person.at, loop="2010CA", where="patient.ssn")

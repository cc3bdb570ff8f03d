"""What a whole transaction set of claims is for (ENV-14), and whom to ask about it (CLM-20)."""

from collections.abc import Iterator

from edi_engine import identifiers
from edi_engine.billing.claim import Claim, Submission
from edi_engine.codes.claims import USES
from edi_engine.edits.choices import listed
from edi_engine.problems import Problem

PREDETERMINATION = "005010X291"


def use(submission: Submission) -> Iterator[Problem]:
    """ENV-14: BHT06 says whether the claims are chargeable, reporting or subrogation."""
    if submission.use not in USES:
        yield Problem("ENV-14", "use", submission.at, known=listed(USES))


def phones(submission: Submission) -> Iterator[Problem]:
    """CLM-20: phone and fax numbers of the submitter have ten digits."""
    for contact in submission.contacts:
        for qualifier, number in contact.numbers:
            if qualifier in ("TE", "FX") and not identifiers.phone(number):
                yield Problem("CLM-20", "phone", contact.at or submission.at, loop="1000A", length=len(number))


def predetermination(claim: Claim, version: str) -> Iterator[Problem]:
    """ENV-14: a predetermination (GS08 005010X291) asks what would be paid; nobody has paid anything yet."""
    if not version.startswith(PREDETERMINATION):
        return
    if claim.patient_paid:
        yield Problem("ENV-14", "predetermination-paid", claim.at, loop="2300")
    if claim.other_subscribers or any(line.adjudications for line in claim.lines):
        yield Problem("ENV-14", "predetermination-others", claim.at, loop="2320")

"""What a whole transaction set of claims is for (ENV-14)."""

from collections.abc import Iterator

from edi_engine.billing.claim import Claim, Submission
from edi_engine.codes.claims import USES
from edi_engine.edits.choices import listed
from edi_engine.problems import Problem

PREDETERMINATION = "005010X291"


def use(submission: Submission) -> Iterator[Problem]:
    """ENV-14: BHT06 says whether the claims are chargeable, reporting or subrogation."""
    if submission.use not in USES:
        yield Problem("ENV-14", "use", submission.at, known=listed(USES))


def predetermination(claim: Claim, version: str) -> Iterator[Problem]:
    """ENV-14: a predetermination (GS08 005010X291) asks what would be paid; nobody has paid anything yet."""
    if version.startswith(PREDETERMINATION) and claim.patient_paid:
        yield Problem("ENV-14", "predetermination-paid", claim.at, loop="2300")

"""Nouns as files: an 837P of some claims, an 835 of some remittances."""

import io
from collections.abc import Iterable
from datetime import datetime

from edi_engine import x12
from edi_engine.billing.claim import Claim, Submission
from edi_engine.billing.party import Contact, Name
from edi_engine.billing.remittance import Remittance
from edi_engine.guides import x221a1, x222a1


def claim_file(claims: Iterable[Claim], when: datetime, number: int = 1) -> bytes:
    """An 837P, in test mode, of claims that leave together at a time, under a control number."""
    head = Submission(
        f"B{number:06d}", when.date(), when.time(), contacts=(Contact("IC", "OFFICE", (("TE", "6145550100"),)),),
        submitter=Name("41", "2", "OFFICE", id_qualifier="46", id="OFFICE"),
        receiver=Name("40", "2", "HOUSE", id_qualifier="46", id="HOUSE"))
    return _written(x12.Interchange("OFFICE", "HOUSE", when, number, "OFFICE", "HOUSE", number, "005010X222A1",
                                    reference="005010X222A1"), x222a1.write(x222a1.arrange(head, claims)))


def remittance_file(remittance: Remittance, when: datetime, number: int = 1) -> bytes:
    """An 835, in test mode, of a remittance that is sent at a time, under a control number."""
    return _written(x12.Interchange("HOUSE", "OFFICE", when, number, "HOUSE", "OFFICE", number, "005010X221A1", "835", "HP"),
                    x221a1.write(x221a1.parts(remittance)))


def _written(envelope: x12.Interchange, segments: Iterable[str]) -> bytes:
    out = io.BytesIO()
    x12.write_interchange(out, envelope, [segments])
    return out.getvalue()

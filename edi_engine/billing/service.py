"""What makes two service lines one service billed twice (CLM-25)."""

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from edi_engine.billing.claim import Claim


class Service(NamedTuple):
    """A service of a patient on a day."""

    patient: str
    since: str
    procedure: str
    modifiers: str
    charge: int


def patient(claim: Claim) -> str:
    """Who was treated by whom, as a hash: whoever keeps it keeps no name, birth or member id."""
    who = (claim.patient or claim.subscriber).person
    birth = who.demographics.birth if who.demographics else None
    parts = (claim.billing_provider.known_as, claim.subscriber.person.name.id, who.name.first, str(birth or ""))
    return sha256("|".join(part.strip().upper() for part in parts).encode()).hexdigest()[:32]


def services(claim: Claim) -> Iterator[Service]:
    """The services of a claim, in the order of its lines; the day of one that does not say it is ""."""
    known = patient(claim)
    for line in claim.lines:
        day = line.service.since.isoformat() if line.service else ""
        yield Service(known, day, line.procedure.code, " ".join(line.procedure.modifiers), line.charge)

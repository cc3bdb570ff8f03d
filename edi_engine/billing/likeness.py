"""Who a claim or a claim payment is for, in numbers that name nobody: what may suggest one for the other (MAT-1 e, f)."""

from dataclasses import replace
from hashlib import blake2b
from typing import NamedTuple

from edi_engine.billing.claim import Claim
from edi_engine.billing.party import Name
from edi_engine.billing.remittance import ClaimPayment
from edi_engine.identifiers import normal

LEAST = 5                          # characters of a member id that tells anything


class Likeness(NamedTuple):
    """Hashes; 0 = it is not said."""

    member: int                    # of the member id
    name: int                      # of the patient's name and the member id without its last two characters


def of_claim(claim: Claim) -> Likeness:
    """The subscriber's member id (2010BA NM109) and the patient's name (2010CA, else 2010BA)."""
    return _likeness(claim.subscriber.person.name.id, (claim.patient or claim.subscriber).person.name)


def of_payment(payment: ClaimPayment) -> Likeness:
    """The insured's id (2100 NM1*IL, else QC) and the patient's name (QC)."""
    sick, insured = payment.patient, payment.insured
    return _likeness((insured and insured.id) or (sick.id if sick else ""), sick)


def of_correction(payment: ClaimPayment) -> Likeness:
    """The patient or insured as the payer knows them: number and name of NM1*74, and what was told where it is silent."""
    said, sick, insured = payment.corrected, payment.patient, payment.insured
    told = (insured and insured.id) or (sick.id if sick else "")
    named = sick or insured
    if said is None or named is None:
        return _likeness((said and said.id) or told, said)
    return _likeness(said.id or told, replace(named, last=said.last or named.last, first=said.first or named.first))


def _likeness(member: str, sick: Name | None) -> Likeness:
    id_ = normal(member)
    if len(id_) < LEAST:
        return Likeness(0, 0)
    named = f"{sick.last}|{sick.first}".upper() if sick and sick.last and sick.first else ""
    return Likeness(_hash(id_), _hash(f"{named}|{id_[:-2]}") if named else 0)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)

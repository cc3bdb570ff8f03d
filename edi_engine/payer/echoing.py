"""Echoing: what an answer says back of a claim, in the words that its guide has.

What the guide has no word for is left out; a claim of which something is missing that an answer has to say cannot be
answered at all, and its set is thrown back by the 999.
"""

from edi_engine.billing.claim import BillingProvider, Claim
from edi_engine.billing.party import Name, Procedure
from edi_engine.codes.remittances import CODE_SETS
from edi_engine.payer.cases import Batch, Request

PLANS = frozenset((
    "12", "13", "14", "15", "16", "17", "AM", "CH", "DS", "HM", "LM", "MA", "MB", "MC", "OF", "TV", "VA", "WC", "ZZ"))
"""CLP06 knows fewer kinds of plans than SBR09."""


def answerable(request: Request) -> bool:
    """Whether TRN*2 of its set, and number, provider, patient, days and codes of the claim are there to be said back, and its
    lines add up to its charge (REM-2)."""
    claim, batch = request.claim, request.batch
    sick = patient(claim)
    return all((
        _fits(batch.reference, 1, 50), _named(submitter(batch)), _fits(claim.patient_control_number, 1, 38),
        _named(provider(claim.billing_provider)), _named(sick), bool(request.days[0]),
        all(_coded(line.procedure) for line in claim.lines), claim.charge == sum(line.charge for line in claim.lines)))


def _fits(text: str, least: int, most: int) -> bool:
    return least <= len(text.strip()) and len(text) <= most


def _named(name: Name) -> bool:
    return bool(name.last.strip()) and _fits(name.id, 2, 80)


def _coded(procedure: Procedure) -> bool:
    return procedure.qualifier in CODE_SETS and _fits(procedure.code, 1, 48) and all(
        _fits(modifier, 2, 2) for modifier in procedure.modifiers)


def submitter(batch: Batch) -> Name:
    """Whom the 277CA tells (NM1*41)."""
    sent = batch.submitter or Name("41")
    return _short(Name("41", sent.entity, sent.last, sent.first, id_qualifier="46", id=sent.id))


def provider(billing: BillingProvider) -> Name:
    """Whose claims they are (NM1*85): by NPI, else by the tax id."""
    name = billing.name
    known = ("XX", name.id) if name.id_qualifier == "XX" and name.id else ("FI", billing.tax_id or name.id)
    return _short(Name("85", name.entity, name.last, name.first, id_qualifier=known[0], id=known[1]))


def patient(claim: Claim) -> Name:
    """Who was treated (NM1*QC), by the number of the member."""
    name = (claim.patient or claim.subscriber).person.name
    member = claim.subscriber.person.name.id
    return _short(Name("QC", "1", name.last, name.first, name.middle, id_qualifier="MI" if member else "", id=member))


def _short(name: Name) -> Name:
    """As long as NM103 to NM105 are, and of a kind that NM102 has."""
    return Name(name.role, "1" if name.entity == "1" else "2", name.last[:60], name.first[:35] if name.entity == "1" else "",
                name.middle[:25], id_qualifier=name.id_qualifier, id=name.id)


def plan(claim: Claim) -> str:
    """CLP06."""
    return claim.subscriber.filing_indicator if claim.subscriber.filing_indicator in PLANS else "12"


def place(claim: Claim) -> tuple[str, str]:
    """CLP08 and CLP09."""
    return (claim.place_of_service if _fits(claim.place_of_service, 1, 2) else "",
            claim.frequency if _fits(claim.frequency, 1, 1) else "")

"""From a field of a claim back to the field of the encounter that said it: what ``claims`` does, the other way.

One small table, noun path -> encounter path. A number in brackets is carried over; ``dates{439}`` is the one with this
qualifier, ``name{2}`` the name of an organization, ``referring{P3}`` a provider in this role.
"""

import re
from typing import Any

from edi_engine.billing.claim import Claim
from edi_engine.billing.party import Reference
from edi_engine.codes.claims import CLAIM_DATES, DISABILITY, LINE_DATES
from edi_engine.encounters.paths import other_payers, specialties
from edi_engine.encounters.paths.parts import (
    address,
    contact,
    dates,
    facility,
    named,
    notes,
    numbered,
    orderer,
    payer_numbers,
    person,
    provider,
    references,
    renderer,
    same,
)
from edi_engine.settings import FILE

_STEP = re.compile(r"(\w+)|\[(\d+)\]")

_BILLER, _INSURED, _LINE = "billing_provider", "subscriber", "lines[]."
_PLAN = f"{_BILLER}.pay_to_plan"

TABLE: dict[str, str] = {
    # who bills
    _BILLER: _BILLER, **named(_BILLER, _BILLER, "npi"), **named(_BILLER, _BILLER, "npi", "{2}"),
    f"{_BILLER}.name{{2}}.last": f"{_BILLER}.name",
    **address(_BILLER, f"{_BILLER}.address"), f"{_BILLER}.tax_id_qualifier": f"{_BILLER}.tax_id_type",
    **same(f"{_BILLER}.", "tax_id", "taxonomy", "currency", "pay_to"), **contact(_BILLER, _BILLER),
    **address(f"{_BILLER}.pay_to", f"{_BILLER}.pay_to"), **references(f"{_BILLER}.licenses", f"{_BILLER}.licenses"),
    _PLAN: _PLAN, f"{_PLAN}.name": _PLAN, f"{_PLAN}.name.last": f"{_PLAN}.name", f"{_PLAN}.name.id": f"{_PLAN}.id",
    f"{_PLAN}.name.id_qualifier": f"{_PLAN}.id_type", **address(_PLAN, f"{_PLAN}.address"),
    **references(f"{_PLAN}.references", f"{_PLAN}.references"), f"{_PLAN}.tax_id": f"{_PLAN}.tax_id",
    # who is insured, who pays, who is sick
    **person(_INSURED, _INSURED), f"{_INSURED}.person.name.id": f"{_INSURED}.member_id",
    f"{_INSURED}.person.name{{2}}": _INSURED, f"{_INSURED}.person.name{{2}}.last": f"{_INSURED}.organization",
    f"{_INSURED}.person.name{{2}}.id": f"{_INSURED}.member_id",
    f"{_INSURED}.sequence": "payer.sequence", f"{_INSURED}.relationship": "patient.relationship",
    f"{_INSURED}.group_number": f"{_INSURED}.group_number", f"{_INSURED}.group_name": f"{_INSURED}.group_name",
    f"{_INSURED}.medicare_secondary": "payer.medicare_secondary",
    f"{_INSURED}.filing_indicator": "payer.filing_indicator", f"{_INSURED}.payer": "payer",
    f"{_INSURED}.payer.name.last": "payer.name", f"{_INSURED}.payer.name.id": "payer.id",
    f"{_INSURED}.payer.name.id_qualifier": "payer.id_type", **address(f"{_INSURED}.payer", "payer.address"),
    **references(f"{_INSURED}.payer.references", "payer.references"),
    **numbered(f"{_INSURED}.payer.provider_ids", G2="payer.provider_number", LU="payer.location_number"),
    **person("patient", "patient"), "patient.condition.relationship": "patient.relationship",
    **numbered("patient.person.references", _1W="patient.member_id"),
    # the claim
    "patient_control_number": "claim_id", "charge": "total_charge", "facility_qualifier": "place_of_service",
    "assignment": "accept_assignment", "referral": "referral_number", "payer_claim_control_number": "payer_claim_number",
    **same("", "place_of_service", "frequency", "signature", "benefits_assigned", "release", "signature_source", "accident",
           "accident.causes", "accident.causes[]", "accident.state", "accident.country", "special_program", "delay_reason",
           "patient_paid", "prior_authorization", "clia", "diagnoses", "diagnoses[]", "dates"),
    **numbered("references", EW="mammography", EA="medical_record_number"), **references("references", "references"),
    "diagnoses[].code": "diagnoses[]", **dates("", CLAIM_DATES),
    f"dates{{{DISABILITY[0]}}}": "dates.disability_begin", f"dates{{{DISABILITY[1]}}}": "dates.disability_end",
    f"dates{{{DISABILITY[2]}}}": "dates.disability_begin", f"dates{{{DISABILITY[2]}}}.until": "dates.disability_end",
    **notes(""), **provider("referring{DN}", "referring"), **provider("referring{P3}", "primary_care"),
    **renderer("rendering", "rendering"), **provider("supervising", "supervising"), **facility("facility", "facility"),
    **specialties.of_claim(), **other_payers.other("other_subscribers[]", "other_payers[]"),
    # its lines
    "lines": "lines", "lines[]": "lines[]", f"{_LINE}procedure": f"{_LINE}procedure",
    f"{_LINE}procedure.qualifier": f"{_LINE}procedure_type", f"{_LINE}procedure.code": f"{_LINE}procedure",
    f"{_LINE}procedure.modifiers": f"{_LINE}modifiers", f"{_LINE}procedure.modifiers[]": f"{_LINE}modifiers[]",
    f"{_LINE}procedure.description": f"{_LINE}description", f"{_LINE}service": f"{_LINE}from",
    f"{_LINE}service.since": f"{_LINE}from", f"{_LINE}service.until": f"{_LINE}to",
    **same(_LINE, "charge", "unit", "units", "place_of_service", "pointers", "pointers[]", "emergency", "epsdt",
           "family_planning", "copay_exempt", "control_number", "drug", "drug.quantity", "drug.unit", "drug.qualifier",
           "drug.ndc", "dates"),
    **numbered(f"{_LINE}prior_authorizations", G1=f"{_LINE}prior_authorization"),
    **payer_numbers(f"{_LINE}prior_authorizations", f"{_LINE}other_authorizations"),
    **numbered(f"{_LINE}referrals", _9F=f"{_LINE}referral_number"),
    **payer_numbers(f"{_LINE}referrals", f"{_LINE}other_referrals"),
    **numbered(f"{_LINE}drug.prescription", VY=f"{_LINE}drug.link_number", XZ=f"{_LINE}drug.prescription_number"),
    **numbered(f"{_LINE}references", EW=f"{_LINE}mammography", X4=f"{_LINE}clia", F4=f"{_LINE}referring_clia"),
    **references(f"{_LINE}references", f"{_LINE}references"),
    **{f"{_LINE}amounts{{{code}}}{part}": _LINE + name for code, name in (("T", "sales_tax"), ("F4", "postage"))
       for part in ("", ".amount")},
    **dates(_LINE, LINE_DATES), **notes(_LINE),
    **renderer(f"{_LINE}rendering", f"{_LINE}rendering"), **provider(f"{_LINE}supervising", f"{_LINE}supervising"),
    **orderer(f"{_LINE}ordering", f"{_LINE}ordering"), **facility(f"{_LINE}facility", f"{_LINE}facility"),
    **provider(f"{_LINE}referring{{DN}}", f"{_LINE}referring"), **provider(f"{_LINE}referring{{P3}}", f"{_LINE}primary_care"),
    **specialties.of_line(_LINE), **other_payers.decided(f"{_LINE}adjudications[]"),
}

HEAD: dict[str, str] = {
    "submitter": "submitter", "submitter.last": "submitter.name", "submitter.id": "submitter.id",
    "contacts": "submitter.contact", "receiver": "receiver", "receiver.last": "receiver.name", "receiver.id": "receiver.id",
}
"""Field of the head of a transaction set -> key of edi.toml."""

_TAGGED = {re.sub(r"(\}).*", r"\1", key) for key in TABLE if "{" in key}


def field_of(claim: Claim, path: str) -> str:
    """The path in the encounter of a field of its claim; "" when no field of an encounter says it."""
    steps, numbers = _steps(claim, path)
    while steps:
        if found := TABLE.get(".".join(steps)):
            return found.replace("[]", "[{}]").format(*numbers)
        steps.pop()
    return ""


def setting_of(path: str) -> str:
    """The key of edi.toml that says a field of the head of a transaction set; "" when the engine says it itself."""
    steps = [name for name, _ in _STEP.findall(path) if name]
    while steps and ".".join(steps) not in HEAD:
        steps.pop()
    return f"{FILE}, {HEAD['.'.join(steps)]}" if steps else ""


def _steps(claim: Claim, path: str) -> tuple[list[str], list[int]]:
    """The path as the table spells it, and the numbers that it carries."""
    noun: Any = claim
    steps: list[str] = []
    numbers: list[int] = []
    for name, number in _STEP.findall(path):
        if name:
            noun = getattr(noun, name, None)
            steps.append(name)
            tag = _tag(noun)
            if tag and ".".join([*steps[:-1], f"{name}{{{tag}}}"]) in _TAGGED:
                steps[-1] = f"{name}{{{tag}}}"
            continue
        items, bare = noun or (), ".".join(steps)
        position = int(number)
        noun = items[position] if position < len(items) else None
        if f"{bare}{{{_tag(noun)}}}" in _TAGGED:
            steps[-1] += f"{{{_tag(noun)}}}"
        else:
            steps[-1] += "[]"
            numbers.append(sum(f"{bare}{{{_tag(item)}}}" not in _TAGGED for item in items[:position]))
    return steps, numbers


def _tag(noun: Any) -> str:
    """What tells a noun from its like: its qualifier, a name's kind, a provider's role; of a number, also who else gave it."""
    if isinstance(noun, Reference) and noun.payer:
        return "2U"
    if isinstance(noun, tuple):
        return noun[0] if noun and isinstance(noun[0], str) else ""
    name = getattr(noun, "name", None)
    return getattr(noun, "entity", "") or getattr(noun, "qualifier", "") or getattr(name, "role", "") or ""

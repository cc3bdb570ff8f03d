"""From a field of a claim back to the field of the encounter that said it: what ``claims`` does, the other way.

One small table, noun path -> encounter path. A number in brackets is carried over; ``dates{439}`` is the one with this
qualifier, ``name{2}`` the name of an organization, ``referring{P3}`` a provider in this role.
"""

import re
from typing import Any

from edi_engine.billing.claim import Claim
from edi_engine.codes.claims import CLAIM_DATES, DISABILITY, LINE_DATES
from edi_engine.settings import FILE

_STEP = re.compile(r"(\w+)|\[(\d+)\]")
_NAMES = {"last": "last", "first": "first", "middle": "middle", "suffix": "suffix"}
_ADDRESS = ("street", "street2", "city", "state", "zip", "country")


def _named(at: str, to: str, id_: str = "", tag: str = "") -> dict[str, str]:
    return {f"{at}.name{tag}": to, **{f"{at}.name{tag}.{name}": f"{to}.{field}" for name, field in _NAMES.items()},
            **({f"{at}.name{tag}.id": f"{to}.{id_}"} if id_ else {})}


def _address(at: str, to: str) -> dict[str, str]:
    return {f"{at}.address": to, **{f"{at}.address.{name}": f"{to}.{name}" for name in _ADDRESS}}


def _provider(at: str, to: str) -> dict[str, str]:
    return {at: to, **_named(at, to, "npi"), f"{at}.taxonomy": f"{to}.taxonomy"}


def _person(at: str, to: str) -> dict[str, str]:
    inside = f"{at}.person"
    return {at: to, **_named(inside, to), **_address(inside, f"{to}.address"),
            f"{inside}.demographics": to, f"{inside}.demographics.birth": f"{to}.birth",
            f"{inside}.demographics.sex": f"{to}.sex", f"{inside}.references{{SY}}": f"{to}.ssn",
            f"{inside}.references{{Y4}}": f"{to}.property_claim_number", f"{at}.condition": to,
            f"{at}.condition.death": f"{to}.death", f"{at}.condition.weight": f"{to}.weight",
            f"{at}.condition.pregnant": f"{to}.pregnant"}


def _facility(at: str, to: str) -> dict[str, str]:
    return {at: to, f"{at}.name": to, f"{at}.name.last": f"{to}.name", f"{at}.name.id": f"{to}.npi",
            **_address(at, f"{to}.address")}


def _other(at: str, to: str) -> dict[str, str]:
    """Another payer (2320, 2330). CAS groups its adjustments anew, so that the number of one says nothing of where it was."""
    named, payer, insured = f"{at}.insured.name", f"{at}.payer", f"{to}.subscriber"
    same = ("sequence", "relationship", "medicare_secondary", "filing_indicator", "adjustments", "paid", "benefits_assigned",
            "signature_source", "release")
    return {at: to, **{f"{at}.{name}": f"{to}.{name}" for name in same}, f"{at}.adjustments[]": f"{to}.adjustments",
            f"{at}.group_number": f"{insured}.group_number",
            f"{at}.group_name": f"{insured}.group_name", f"{at}.non_covered": f"{to}.not_covered",
            f"{at}.patient_liability": f"{to}.remaining", f"{at}.outpatient.remarks": f"{to}.remarks",
            f"{at}.outpatient.remarks[]": f"{to}.remarks[]", **_named(f"{at}.insured", insured, "member_id"),
            **_named(f"{at}.insured", insured, "member_id", "{2}"), f"{named}{{2}}.last": f"{insured}.organization",
            **_address(f"{at}.insured", f"{insured}.address"), f"{at}.insured.references{{SY}}": f"{insured}.ssn",
            payer: to, f"{payer}.name.last": f"{to}.name", f"{payer}.name.id": f"{to}.id",
            f"{payer}.name.id_qualifier": f"{to}.id_type", **_address(payer, f"{to}.address"),
            f"{payer}.adjudicated": f"{to}.adjudicated", f"{payer}.prior_authorization": f"{to}.prior_authorization",
            f"{payer}.referral": f"{to}.referral_number", f"{payer}.claim_control_number": f"{to}.claim_number",
            f"{at}.billing": f"{to}.provider_number"}


def _decided(at: str, to: str) -> dict[str, str]:
    """What another payer decided on a line (2430)."""
    same = ("payer", "paid", "procedure", "units", "bundled_into", "adjustments", "adjudicated")
    return {at: to, **{f"{at}.{name}": f"{to}.{name}" for name in same}, f"{at}.adjustments[]": f"{to}.adjustments",
            f"{at}.procedure.code": f"{to}.procedure",
            f"{at}.procedure.qualifier": f"{to}.procedure_type", f"{at}.procedure.modifiers": f"{to}.modifiers",
            f"{at}.procedure.modifiers[]": f"{to}.modifiers[]", f"{at}.patient_liability": f"{to}.remaining"}


def _dates(at: str, known: dict[str, str]) -> dict[str, str]:
    return {f"{at}dates{{{qualifier}}}": f"{at}dates.{name}" for name, qualifier in known.items()}


def _notes(at: str) -> dict[str, str]:
    note = f"{at}notes[]"
    return {note: note, f"{note}.qualifier": f"{note}.kind", f"{note}.text": f"{note}.text"}


def _same(at: str, *names: str) -> dict[str, str]:
    return {at + name: at + name for name in names}


_BILLER, _INSURED, _LINE = "billing_provider", "subscriber", "lines[]."

TABLE: dict[str, str] = {
    # who bills
    _BILLER: _BILLER, **_named(_BILLER, _BILLER, "npi"), **_named(_BILLER, _BILLER, "npi", "{2}"),
    f"{_BILLER}.name{{2}}.last": f"{_BILLER}.name",
    **_address(_BILLER, f"{_BILLER}.address"), f"{_BILLER}.tax_id_qualifier": f"{_BILLER}.tax_id_type",
    f"{_BILLER}.tax_id": f"{_BILLER}.tax_id", f"{_BILLER}.taxonomy": f"{_BILLER}.taxonomy",
    f"{_BILLER}.contacts[]": f"{_BILLER}.contact", f"{_BILLER}.contacts[].name": f"{_BILLER}.contact.name",
    **{f"{_BILLER}.contacts[].numbers{{{code}}}": f"{_BILLER}.contact.{name}" for code, name in
       (("TE", "phone"), ("EX", "extension"), ("FX", "fax"), ("EM", "email"))},
    f"{_BILLER}.pay_to": f"{_BILLER}.pay_to", **_address(f"{_BILLER}.pay_to", f"{_BILLER}.pay_to"),
    # who is insured, who pays, who is sick
    **_person(_INSURED, _INSURED), f"{_INSURED}.person.name.id": f"{_INSURED}.member_id",
    f"{_INSURED}.person.name{{2}}": _INSURED, f"{_INSURED}.person.name{{2}}.last": f"{_INSURED}.organization",
    f"{_INSURED}.person.name{{2}}.id": f"{_INSURED}.member_id",
    f"{_INSURED}.sequence": "payer.sequence", f"{_INSURED}.relationship": "patient.relationship",
    f"{_INSURED}.group_number": f"{_INSURED}.group_number", f"{_INSURED}.group_name": f"{_INSURED}.group_name",
    f"{_INSURED}.medicare_secondary": "payer.medicare_secondary",
    f"{_INSURED}.filing_indicator": "payer.filing_indicator", f"{_INSURED}.payer": "payer",
    f"{_INSURED}.payer.name.last": "payer.name", f"{_INSURED}.payer.name.id": "payer.id",
    f"{_INSURED}.payer.name.id_qualifier": "payer.id_type", **_address(f"{_INSURED}.payer", "payer.address"),
    f"{_INSURED}.payer.provider_ids[]": "payer.provider_number",
    **_person("patient", "patient"), "patient.condition.relationship": "patient.relationship",
    # the claim
    "patient_control_number": "claim_id", "charge": "total_charge", "facility_qualifier": "place_of_service",
    "assignment": "accept_assignment", "referral": "referral_number", "payer_claim_control_number": "payer_claim_number",
    **_same("", "place_of_service", "frequency", "signature", "benefits_assigned", "release", "signature_source", "accident",
            "accident.causes", "accident.causes[]", "accident.state", "accident.country", "special_program", "delay_reason",
            "patient_paid", "prior_authorization", "clia"),
    "references{EW}": "mammography", "references{EA}": "medical_record_number", "references[]": "references[]",
    "references[].qualifier": "references[].qualifier", "references[].value": "references[].value",
    "diagnoses": "diagnoses", "diagnoses[]": "diagnoses[]", "dates": "dates", **_dates("", CLAIM_DATES),
    f"dates{{{DISABILITY[0]}}}": "dates.disability_begin", f"dates{{{DISABILITY[1]}}}": "dates.disability_end",
    f"dates{{{DISABILITY[2]}}}": "dates.disability_begin", **_notes(""),
    **_provider("referring{DN}", "referring"), **_provider("referring{P3}", "primary_care"),
    **_provider("rendering", "rendering"), **_provider("supervising", "supervising"), **_facility("facility", "facility"),
    **_other("other_subscribers[]", "other_payers[]"),
    # its lines
    "lines": "lines", "lines[]": "lines[]", f"{_LINE}procedure": f"{_LINE}procedure",
    f"{_LINE}procedure.qualifier": f"{_LINE}procedure_type", f"{_LINE}procedure.code": f"{_LINE}procedure",
    f"{_LINE}procedure.modifiers": f"{_LINE}modifiers", f"{_LINE}procedure.modifiers[]": f"{_LINE}modifiers[]",
    f"{_LINE}procedure.description": f"{_LINE}description", f"{_LINE}service": f"{_LINE}from",
    f"{_LINE}prior_authorizations[]": f"{_LINE}prior_authorization", f"{_LINE}referrals[]": f"{_LINE}referral_number",
    **_same(_LINE, "charge", "unit", "units", "place_of_service", "pointers", "pointers[]", "emergency", "epsdt",
            "family_planning", "copay_exempt", "control_number", "drug", "drug.quantity", "drug.unit", "drug.qualifier",
            "drug.ndc", "dates"),
    f"{_LINE}drug.prescription{{VY}}": f"{_LINE}drug.link_number",
    f"{_LINE}drug.prescription{{XZ}}": f"{_LINE}drug.prescription_number",
    f"{_LINE}references{{EW}}": f"{_LINE}mammography", f"{_LINE}references{{X4}}": f"{_LINE}clia",
    f"{_LINE}references{{F4}}": f"{_LINE}referring_clia", f"{_LINE}amounts{{T}}": f"{_LINE}sales_tax",
    f"{_LINE}amounts{{F4}}": f"{_LINE}postage", **_dates(_LINE, LINE_DATES), **_notes(_LINE),
    **_provider(f"{_LINE}rendering", f"{_LINE}rendering"), **_provider(f"{_LINE}supervising", f"{_LINE}supervising"),
    **_provider(f"{_LINE}ordering", f"{_LINE}ordering"), **_facility(f"{_LINE}facility", f"{_LINE}facility"),
    **_decided(f"{_LINE}adjudications[]", f"{_LINE}adjudications[]"),
    **_provider(f"{_LINE}referring{{DN}}", f"{_LINE}referring"), **_provider(f"{_LINE}referring{{P3}}", f"{_LINE}primary_care"),
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
    """What tells a noun from its like: its qualifier, a name's kind, a provider's role, a number's code."""
    if isinstance(noun, tuple):
        return noun[0] if noun and isinstance(noun[0], str) else ""
    name = getattr(noun, "name", None)
    return getattr(noun, "entity", "") or getattr(noun, "qualifier", "") or getattr(name, "role", "") or ""

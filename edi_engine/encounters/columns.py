"""The columns of a CSV of encounters: for each, the field of the model that it fills and how its cells are read.

One row is one line; rows with the same enc_id are one encounter. A column of the encounter is said once for all its rows.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Cell = Callable[[str], Any]

_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?: 0{1,2}:00(?::00)?(?: AM)?)?", re.IGNORECASE)
_DASHED = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]00:00(?::00)?")
_MONEY = re.compile(r"-?\$?\s*-?[\d,]*\.?\d*")
_YES = {"y": True, "yes": True, "true": True, "1": True, "x": True, "n": False, "no": False, "false": False, "0": False}
_RELATIONSHIPS = {"self": "18", "spouse": "01", "child": "19", "employee": "20", "unknown": "21", "life partner": "53",
                  "other": "G8"}
_ACCIDENTS = {"auto": "AA", "employment": "EM", "work": "EM", "other": "OA"}
_TRANSMISSIONS = {"on request": "AA", "available on request": "AA", "mail": "BM", "electronic": "EL", "electronically": "EL",
                  "email": "EM", "e mail": "EM", "fax": "FX", "file transfer": "FT"}
_LETTERS = re.compile(r"[A-La-l]{1,4}")


def day(cell: str) -> str:
    """1/31/2026, 1-31-2026 and 2026-01-31 00:00:00, as spreadsheets write them, become 2026-01-31; other text stays.

    >>> day("1/5/2026"), day("1-5-2026"), day("2026-01-05 00:00:00"), day("20260105"), day("1/5-2026")
    ('2026-01-05', '2026-01-05', '2026-01-05', '20260105', '1/5-2026')
    """
    if found := _SLASHED.fullmatch(cell):
        return f"{found[4]}-{int(found[1]):02d}-{int(found[3]):02d}"
    found = _DASHED.fullmatch(cell)
    return found[1] if found else cell


def money(cell: str) -> str:
    """$1,250.00 becomes 1250.00; other text stays."""
    return cell.replace("$", "").replace(" ", "") if _MONEY.fullmatch(cell) else cell


def yes(cell: str) -> Any:
    """Y, yes, true, 1 and x are true; N, no, false and 0 are not; other text stays."""
    return _YES.get(cell.lower(), cell)


def certified(cell: str) -> str:
    """Yes and no as their letters; other text stays.

    >>> certified("yes"), certified("0"), certified("maybe")
    ('Y', 'N', 'maybe')
    """
    found = _YES.get(cell.lower())
    return cell if found is None else "Y" if found else "N"


def transmission(cell: str) -> str:
    """fax, mail and the like may be said in words; other text stays.

    >>> transmission("Fax"), transmission("by file transfer"), transmission("E-mail"), transmission("pigeon")
    ('FX', 'FT', 'EM', 'pigeon')
    """
    words = re.sub(r"[\s_-]+", " ", cell.lower()).removeprefix("by ")
    return _TRANSMISSIONS.get(words, cell)


def pointers(cell: str) -> Any:
    """1:2 or 1,2 or the letters AB become [1, 2]; other text stays.

    >>> pointers("1:3"), pointers("AC"), pointers("2"), pointers("A,C"), pointers("one")
    ([1, 3], [1, 3], [2], [1, 3], 'one')
    """
    parts = list(cell) if _LETTERS.fullmatch(cell) else [part for part in re.split(r"[\s:,;|/+]+", cell) if part]
    if all(part.isdecimal() and part.isascii() for part in parts):
        return [int(part) for part in parts]
    if all(_LETTERS.fullmatch(part) and len(part) == 1 for part in parts):
        return [ord(part.upper()) - ord("A") + 1 for part in parts]
    return cell


def relationship(cell: str) -> str:
    """self, spouse, child and other may be said in words."""
    return _RELATIONSHIPS.get(cell.lower(), cell)


def causes(cell: str) -> list[str]:
    """AA or auto, EM or employment, OA or other; two with a colon between them."""
    return [_ACCIDENTS.get(part.strip().lower(), part.strip()) for part in re.split(r"[:,;|/+]", cell)]


def codes(cell: str) -> list[str]:
    """Several codes with a colon or the like between them.

    >>> codes("01:04"), codes("01, 04"), codes("IH")
    (['01', '04'], ['01', '04'], ['IH'])
    """
    return [part for part in re.split(r"[\s:,;|/+]+", cell) if part]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the path that it fills, how its cells are read, what it says."""

    name: str
    path: str
    about: str
    read: Cell = str
    line: bool = False             # said for each row, not once for the encounter


def _of(*columns: tuple[Any, ...], line: bool = False) -> list[Column]:
    return [Column(name, path, about, read[0] if read else str, line) for name, path, about, *read in columns]


def _address(prefix: str, path: str, whose: str, zip9: str = "zip") -> list[Column]:
    return _of((f"{prefix}_addr1", f"{path}.street", f"{whose} street"), (f"{prefix}_addr2", f"{path}.street2", "second line"),
               (f"{prefix}_city", f"{path}.city", f"{whose} city"), (f"{prefix}_state", f"{path}.state", f"{whose} state"),
               (f"{prefix}_{zip9}", f"{path}.zip", f"{whose} ZIP"),
               (f"{prefix}_country", f"{path}.country", "only outside the US"))


def _person(prefix: str, path: str, whose: str) -> list[Column]:
    return [*_of((f"{prefix}_last", f"{path}.last", f"{whose} last name"),
                 (f"{prefix}_first", f"{path}.first", f"{whose} first name"),
                 (f"{prefix}_middle", f"{path}.middle", "middle name"), (f"{prefix}_suffix", f"{path}.suffix", "JR, III ..."),
                 (f"{prefix}_dob", f"{path}.birth", f"{whose} date of birth", day),
                 (f"{prefix}_sex", f"{path}.sex", "F, M or U"),
                 (f"{prefix}_death", f"{path}.death", f"{whose} date of death", day),
                 (f"{prefix}_ssn", f"{path}.ssn", f"{whose} social security number, nine digits (REF*SY)")),
            *_address(prefix, f"{path}.address", whose)]


def _provider(prefix: str, path: str, who: str, line: bool = False) -> list[Column]:
    return _of((f"{prefix}_npi", f"{path}.npi", f"{who}: NPI, enough when edi.toml knows it"),
               (f"{prefix}_last", f"{path}.last", "last name"), (f"{prefix}_first", f"{path}.first", "first name"),
               (f"{prefix}_middle", f"{path}.middle", "middle name"), (f"{prefix}_suffix", f"{path}.suffix", "JR, III ..."),
               line=line)


COLUMNS: tuple[Column, ...] = (
    *_of(("enc_id", "id", "your id of the encounter; rows that share it are its lines"),
         ("claim_id", "claim_id", "number of the claim (CLM01); made from enc_id when empty"),
         ("payer_id", "payer.id", "id of the payer; enough when edi.toml knows it"),
         ("payer_name", "payer.name", "name of the payer"),
         ("filing_code", "payer.filing_indicator", "kind of insurance (SBR09): CI, MB, MC, BL ..."),
         ("payer_seq", "payer.sequence", "P"),
         ("provider_number", "payer.provider_number", "the billing provider's number at this payer (REF*G2)"),
         ("member_id", "subscriber.member_id", "member id on the card"),
         ("group_no", "subscriber.group_number", "group or policy number"),
         ("group_name", "subscriber.group_name", "plan name, sent only without a group number"),
         ("rel_to_subscriber", "patient.relationship", "18 or self, 01 or spouse, 19 or child, G8 or other ...", relationship)),
    *_address("payer", "payer.address", "payer's"),
    *_person("sub", "subscriber", "subscriber's"),
    *_of(("sub_organization", "subscriber.organization", "employer that is the insured, instead of sub_last"),
         ("sub_property_claim_no", "subscriber.property_claim_number", "claim number of liability or the like (REF*Y4)")),
    *_person("pat", "patient", "patient's, only when not the subscriber;"),
    *_of(("pat_member_id", "patient.member_id", "number of the patient's own in workers' compensation (REF*1W)"),
         ("pat_property_claim_no", "patient.property_claim_number", "claim number of workers' compensation (REF*Y4)"),
         ("billing_npi", "billing_provider.npi", "NPI of who bills; enough when edi.toml knows it"),
         ("billing_tin", "billing_provider.tax_id", "EIN or SSN of who bills"),
         ("billing_tin_type", "billing_provider.tax_id_type", "EI or SY"),
         ("billing_name", "billing_provider.name", "organization that bills"),
         ("billing_last", "billing_provider.last", "person who bills, instead of billing_name"),
         ("billing_first", "billing_provider.first", "first name"),
         ("taxonomy", "billing_provider.taxonomy", "taxonomy code of who bills"),
         ("billing_contact", "billing_provider.contact.name", "whom the payer asks"),
         ("billing_phone", "billing_provider.contact.phone", "ten digits")),
    *_address("billing", "billing_provider.address", "billing", "zip9"),
    *_address("pay_to", "billing_provider.pay_to", "pay-to"),
    *_provider("rendering", "rendering", "who treated the patient"),
    *_of(("rendering_taxonomy", "rendering.taxonomy", "taxonomy code")),
    *_provider("referring", "referring", "who referred the patient"),
    *_provider("supervising", "supervising", "who supervised"),
    *_of(("facility_npi", "facility.npi", "where it happened; NPI or name is enough when edi.toml knows it"),
         ("facility_name", "facility.name", "name of the facility")),
    *_address("facility", "facility.address", "facility's", "zip9"),
    *_of(("pos", "place_of_service", "place of service, two digits"),
         ("freq", "frequency", "1 original, 7 replacement, 8 void"),
         ("payer_claim_no", "payer_claim_number", "the payer's number of the claim that 7 or 8 changes"),
         ("prior_auth", "prior_authorization", "prior authorization number"),
         ("referral_no", "referral_number", "referral number"),
         ("clia", "clia", "laboratory number"),
         ("medical_record_no", "medical_record_number", "medical record number"),
         ("accident_type", "accident.causes", "AA or auto, EM or employment, OA or other; two as AA:EM", causes),
         ("accident_state", "accident.state", "state of a car accident"),
         ("accident_date", "dates.accident", "date of the accident", day),
         ("onset_date", "dates.onset", "onset of the illness", day),
         ("admit_date", "dates.admission", "admission", day),
         ("discharge_date", "dates.discharge", "discharge", day),
         ("lmp_date", "dates.last_menstrual_period", "last menstrual period", day),
         ("initial_treatment_date", "dates.initial_treatment", "start of treatment", day),
         ("last_seen_date", "dates.last_seen", "last seen", day),
         ("acute_date", "dates.acute_manifestation", "acute manifestation of a chronic condition", day),
         ("last_xray_date", "dates.last_xray", "last X-ray", day),
         ("prescription_date", "dates.prescription", "hearing or vision prescription", day),
         ("disability_from", "dates.disability_begin", "disability begins", day),
         ("disability_to", "dates.disability_end", "disability ends", day),
         ("last_worked_date", "dates.last_worked", "last day at work", day),
         ("return_to_work_date", "dates.return_to_work", "back at work", day),
         ("assumed_care_date", "dates.assumed_care", "care assumed", day),
         ("relinquished_care_date", "dates.relinquished_care", "care given up", day),
         ("first_contact_date", "dates.first_contact", "first contact, property and casualty", day),
         *((f"dx{n}", f"diagnoses[{n - 1}]", "ICD-10, with or without the point") for n in range(1, 13)),
         ("total_charge", "total_charge", "checked against the lines when given", money),
         ("patient_paid", "patient_paid", "what the patient has paid", money),
         ("signature", "signature", "Y or N (CLM06); edi.toml may say it"),
         ("accept_assignment", "accept_assignment", "A, B or C (CLM07); edi.toml may say it"),
         ("benefits_assigned", "benefits_assigned", "Y, N or W (CLM08); edi.toml may say it"),
         ("release", "release", "Y or I (CLM09); edi.toml may say it"),
         ("delay_reason", "delay_reason", "why the claim is late (CLM20)"),
         ("note", "notes[0].text", "remark on the claim, 80 characters"),
         ("attachment_type", "attachments[0].type", "paper that belongs to the claim: 03, B3, OZ ... (PWK01)"),
         ("attachment_sent", "attachments[0].transmission", "how it comes: AA, BM, EL, EM, FT or FX, or in words (PWK02)",
          transmission),
         ("attachment_no", "attachments[0].control_number", "number that it bears (PWK06)"),
         ("condition_category", "conditions[0].category", "07 ambulance, 75 homebound, E1 to E3 vision, ZZ EPSDT (CRC01)"),
         ("condition_certified", "conditions[0].certified", "Y they apply, N they do not (CRC02)", certified),
         ("condition_codes", "conditions[0].codes", "one to five as 01:04:06 (CRC03 to 07)", codes),
         ("chiro_condition", "spinal_manipulation.condition", "A acute, C chronic, M acute manifestation ... (CR208)"),
         ("chiro_description", "spinal_manipulation.description", "the condition in words (CR210)"),
         ("ambulance_reason", "ambulance.reason", "why there: A to E (CR104)"),
         ("ambulance_miles", "ambulance.distance", "miles with the patient on board (CR106)"),
         ("ambulance_weight", "ambulance.weight", "pounds that the patient weighs (CR102)"),
         ("ambulance_round_trip", "ambulance.round_trip", "why there and back (CR109)"),
         ("ambulance_stretcher", "ambulance.stretcher", "why on a stretcher (CR110)"),
         ("drop_off_name", "drop_off.name", "place where the ambulance dropped off")),
    *_address("pick_up", "pick_up.address", "pick-up"),
    *_address("drop_off", "drop_off.address", "drop-off"),
    *_of(("line_no", "line_no", "position of the line; without it, lines stand as they come"),
         ("dos_from", "from", "first day of service", day), ("dos_to", "to", "last day, when not the first", day),
         ("hcpcs", "procedure", "procedure code"),
         *((f"mod{n}", f"modifiers[{n - 1}]", "modifier") for n in range(1, 5)),
         ("units", "units", "how many"), ("unit_type", "unit", "UN units or MJ minutes"),
         ("charge", "charge", "what is billed for the line", money),
         ("ptr", "pointers", "diagnoses that the line is for: 1:2 or AB", pointers),
         ("line_control", "control_number", "your number of the line (REF*6R); made when empty"),
         ("line_pos", "place_of_service", "place of service when not the claim's"),
         ("description", "description", "what was done, for codes that do not say it"),
         ("ndc", "drug.ndc", "drug, eleven digits"), ("ndc_qty", "drug.quantity", "how much of it"),
         ("ndc_unit", "drug.unit", "F2, GR, ME, ML or UN"), ("rx_no", "drug.prescription_number", "prescription number"),
         ("line_note", "notes[0].text", "remark on the line, 80 characters"),
         ("emergency", "emergency", "Y", yes), ("epsdt", "epsdt", "Y", yes), ("family_planning", "family_planning", "Y", yes),
         ("line_prior_auth", "prior_authorization", "prior authorization of the line"),
         ("line_referral_no", "referral_number", "referral number of the line"),
         ("obstetric_units", "obstetric_units", "more units of obstetric anesthesia (QTY*FL)"),
         ("ambulance_patients", "patients", "patients in the ambulance, when more than one (QTY*PT)"), line=True),
    *_provider("line_rendering", "rendering", "who did it, when not the claim's", line=True),
    *_of(("line_rendering_taxonomy", "rendering.taxonomy", "taxonomy code"), line=True),
    *_provider("line_ordering", "ordering", "who ordered it", line=True),
)
NAMES = {column.name: column.name for column in COLUMNS}
NAMES |= {name.removesuffix("1"): name for name in tuple(NAMES) if name.endswith("_addr1")}
NAMES |= {name.removesuffix("9"): name for name in tuple(NAMES) if name.endswith("_zip9")}
"""What a header may say -> the column: billing_addr is billing_addr1, billing_zip is billing_zip9."""
NEEDED = ("enc_id", "hcpcs", "charge", "dos_from")

"""Which field of an encounter a claim status speaks of, when it says so (STC01-2 with its entity)."""

_PROVIDERS = {"85": "billing_provider", "82": "rendering", "DN": "referring", "P3": "primary_care", "DQ": "supervising",
              "DK": "lines[].ordering", "77": "facility", "FA": "facility"}
_PEOPLE = {"IL": "subscriber", "HK": "subscriber", "QC": "patient"}

OF_CLAIM: dict[str, str] = {
    "116": "payer.id", "145": "{who}.taxonomy", "128": "billing_provider.tax_id", "149": "billing_provider.tax_id",
    "148": "{who}.ssn", "157": "{who}.sex", "156": "patient.relationship", "155": "patient.relationship",
    "158": "{who}.birth", "159": "{who}.death", "162": "subscriber.member_id", "163": "subscriber.group_number",
    "164": "subscriber.member_id", "33": "subscriber.member_id", "97": "{who}", "125": "{who}.last", "504": "{who}.last",
    "505": "{who}.first", "126": "{who}.address.street", "503": "{who}.address.street", "502": "{who}.address.city",
    "501": "{who}.address.state", "500": "{who}.address.zip", "562": "{who}.npi", "153": "{who}", "189": "dates.admission",
    "191": "dates.last_menstrual_period", "190": "dates.discharge", "727": "dates.accident", "728": "accident.state",
    "730": "accident.causes", "254": "diagnoses[0]", "255": "diagnoses", "700": "diagnoses", "508": "diagnoses",
    "488": "diagnoses", "509": "diagnoses", "249": "place_of_service", "252": "prior_authorization", "761": "referral_number",
    "464": "payer_claim_number", "478": "claim_id", "480": "payer.filing_indicator", "535": "frequency",
    "178": "total_charge", "400": "total_charge", "171": "other_payers", "286": "other_payers", "742": "payer.sequence",
}
OF_LINE: dict[str, str] = {
    "187": "from", "454": "procedure", "507": "procedure", "453": "modifiers", "476": "units", "477": "pointers",
    "178": "charge", "249": "place_of_service", "218": "drug.ndc", "216": "drug", "219": "drug.prescription_number",
    "251": "units", "306": "description", "252": "prior_authorization", "258": "units", "488": "pointers", "255": "pointers",
}


def of(codes: str, line: int | None = None) -> str:
    """The field that the first of these codes ("A7:562:85 ...") which has one speaks of; "" when none has.

    >>> of("A7:562:85"), of("A3:21 A7:164:IL"), of("A7:454", 0), of("A1:19")
    ('billing_provider.npi', 'subscriber.member_id', 'lines[0].procedure', '')
    """
    for code in codes.split():
        _, status, entity, *_ = (*code.split(":"), "", "")
        who = _PROVIDERS.get(entity) or _PEOPLE.get(entity, "")
        if line is not None and status in OF_LINE:
            return f"lines[{line}].{OF_LINE[status]}"
        field = OF_CLAIM.get(status, "")
        if field and ("{who}" not in field or who):
            return field.format(who=who).replace("lines[].", f"lines[{line or 0}].")
    return ""

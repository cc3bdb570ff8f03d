"""Rows of what a specialty says: on a claim and in an encounter it has the same names."""

from edi_engine.encounters.paths.parts import address, references, same

_ATTACHMENT = ("type", "transmission", "control_number")
_AMBULANCE = ("weight", "reason", "distance", "round_trip", "stretcher")
_CONTRACT = ("type", "amount", "percentage", "code", "terms_discount", "version")
_PRICING = ("methodology", "allowed", "savings", "organization", "rate", "group", "group_amount", "rejection", "compliance",
            "exception")
_REPRICED = ("procedure_qualifier", "procedure", "unit", "units")


def _inside(at: str, *names: str) -> dict[str, str]:
    return {at: at, **same(f"{at}.", *names)}


def _codes(at: str) -> dict[str, str]:
    """Codes in a list that are nouns on the claim."""
    return {at: at, f"{at}[]": f"{at}[]", f"{at}[].code": f"{at}[]"}


def _location(at: str) -> dict[str, str]:
    return {at: at, f"{at}.name": at, f"{at}.name.last": f"{at}.name", **address(at, f"{at}.address")}


def _of_both(at: str) -> dict[str, str]:
    """What stands on a claim and on a line."""
    return {**_inside(f"{at}attachments[]", *_ATTACHMENT), **_inside(f"{at}contract", *_CONTRACT),
            **_inside(f"{at}file_information[]", "text"), **_inside(f"{at}ambulance", *_AMBULANCE),
            **_inside(f"{at}conditions[]", "category", "certified", "codes", "codes[]"), **_inside(f"{at}pricing", *_PRICING),
            **_location(f"{at}pick_up"), **_location(f"{at}drop_off")}


def of_claim() -> dict[str, str]:
    """Of the claim."""
    return {**_of_both(""), **_inside("spinal_manipulation", "condition", "description", "more"),
            **_codes("anesthesia_procedures"), **_codes("condition_codes")}


def of_line(at: str) -> dict[str, str]:
    """Of a line."""
    bought, equipment = f"{at}purchased", f"{at}equipment"
    return {**_of_both(at), **same(f"{at}pricing.", *_REPRICED), **_inside(f"{at}certificate", *_ATTACHMENT),
            **_inside(f"{at}certification", "type", "months"), **same(at, "patients", "obstetric_units"),
            **_inside(f"{at}test_results[]", "reference", "qualifier", "value"),
            **_inside(f"{at}purchased_service", "provider", "charge"), **_inside(f"{at}forms[]", "qualifier", "code"),
            **_inside(f"{at}forms[].answers[]", "question", "response", "text", "day", "percentage"),
            **_inside(equipment, "procedure", "days", "rental", "purchase", "frequency"),
            f"{equipment}.procedure.code": f"{equipment}.procedure",
            bought: bought, f"{bought}.name": bought, f"{bought}.name.entity": f"{bought}.entity",
            f"{bought}.name.id": f"{bought}.npi", **references(f"{bought}.references", f"{bought}.references")}

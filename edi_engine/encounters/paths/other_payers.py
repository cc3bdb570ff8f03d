"""Rows of other payers and of what they decided (2320, 2330, 2430)."""

from edi_engine.encounters.paths.parts import address, named, numbered, references, same


def other(at: str, to: str) -> dict[str, str]:
    """Another payer (2320, 2330). CAS groups its adjustments anew, so that the number of one says nothing of where it was."""
    insured = f"{to}.subscriber"
    fields = ("sequence", "relationship", "medicare_secondary", "filing_indicator", "adjustments", "paid", "benefits_assigned",
              "signature_source", "release", "outpatient", "outpatient.reimbursement_rate", "outpatient.payable",
              "outpatient.esrd_paid", "outpatient.professional_component")
    return {at: to, **{f"{at}.{name}": f"{to}.{name}" for name in fields}, **_adjustments(at, to),
            f"{at}.group_number": f"{insured}.group_number",
            f"{at}.group_name": f"{insured}.group_name", f"{at}.non_covered": f"{to}.not_covered",
            f"{at}.patient_liability": f"{to}.remaining", f"{at}.outpatient.remarks": f"{to}.remarks",
            f"{at}.outpatient.remarks[]": f"{to}.remarks[]", **_insured(f"{at}.insured", insured), **_payer(f"{at}.payer", to),
            **_known(f"{at}.referring{{DN}}", f"{to}.referring"), **_known(f"{at}.referring{{P3}}", f"{to}.primary_care"),
            **_known(f"{at}.rendering", f"{to}.rendering"), **_known(f"{at}.facility", f"{to}.facility"),
            **_known(f"{at}.supervising", f"{to}.supervising"), f"{at}.billing": f"{to}.provider_number",
            **numbered(f"{at}.billing.references", G2=f"{to}.provider_number", LU=f"{to}.location_number")}


def _adjustments(at: str, to: str) -> dict[str, str]:
    return {f"{at}.adjustments[]{part}": f"{to}.adjustments" for part in ("", ".group", ".reason", ".amount", ".quantity")}


def _insured(at: str, to: str) -> dict[str, str]:
    return {**named(at, to, "member_id"), **named(at, to, "member_id", "{2}"), f"{at}.name{{2}}.last": f"{to}.organization",
            **address(at, f"{to}.address"), **numbered(f"{at}.references", SY=f"{to}.ssn")}


def _payer(at: str, to: str) -> dict[str, str]:
    return {at: to, f"{at}.name.last": f"{to}.name", f"{at}.name.id": f"{to}.id", f"{at}.name.id_qualifier": f"{to}.id_type",
            **address(at, f"{to}.address"), f"{at}.adjudicated": f"{to}.adjudicated",
            **references(f"{at}.references", f"{to}.references"),
            f"{at}.prior_authorization": f"{to}.prior_authorization", f"{at}.referral": f"{to}.referral_number",
            f"{at}.adjustment_indicator": f"{to}.adjustment_indicator", f"{at}.claim_control_number": f"{to}.claim_number"}


def _known(at: str, to: str) -> dict[str, str]:
    """A provider by the numbers that the other payer gave."""
    return {at: to, **references(f"{at}.references", f"{to}.references")}


def decided(at: str) -> dict[str, str]:
    """What another payer decided on a line (2430)."""
    return {at: at, **same(f"{at}.", "payer", "paid", "procedure", "units", "bundled_into", "adjustments", "adjudicated"),
            **_adjustments(at, at), f"{at}.procedure.code": f"{at}.procedure",
            f"{at}.procedure.qualifier": f"{at}.procedure_type", f"{at}.procedure.modifiers": f"{at}.modifiers",
            f"{at}.procedure.modifiers[]": f"{at}.modifiers[]", f"{at}.procedure.description": f"{at}.description",
            f"{at}.patient_liability": f"{at}.remaining"}

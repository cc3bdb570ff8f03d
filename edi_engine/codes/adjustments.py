"""What an adjustment means for the books: our own neutral categories keyed by code number, no official texts (DEN-6).

The group says who bears it, the reason (CARC) says why. The tables follow rules DEN-1, DEN-2, DEN-4, REM-13 and REM-27.
"""

from typing import Literal

Meaning = Literal["contractual", "patient", "other", "prior payer", "denied", "reduced"]

GROUPS = {
    "CO": "contract with the payer",
    "PR": "patient",
    "OA": "other",
    "PI": "payer's decision",
    "CR": "correction (not used since 5010)",
}

CONTRACTUAL = frozenset(["24", "42", "44", "45", "59", "94", "104", "105", "131", "137", "144", "161", "237", "245", "253"])
COST_SHARE = frozenset(["1", "2", "3", "66", "122"])
PRIOR_PAYER = "23"
BUNDLED = "97"

REASONS = {
    "1": "deductible", "2": "coinsurance", "3": "copayment", "66": "blood deductible", "122": "psychiatric cost share",
    "45": "charge above the contracted fee", "42": "charge above the fee schedule", "44": "prompt-pay discount",
    "59": "multiple or concurrent procedure rules", "94": "paid above this line's charge", "104": "managed-care withholding",
    "105": "tax withholding", "131": "negotiated discount", "137": "regulatory surcharge or assessment",
    "144": "incentive", "161": "provider performance bonus", "237": "penalty set by law or regulation",
    "245": "provider performance withholding", "253": "sequestration", "24": "covered by a capitation agreement",
    "23": "what prior payers paid or adjusted", "101": "estimate only",
}

CATEGORIES: dict[str, str] = {code: category for category, codes in {
    "information missing or wrong": "16 226 227 252",
    "duplicate": "18",
    "eligibility": "26 27 31 200",
    "coordination of benefits": "22",
    "timely filing": "29",
    "medical necessity": "50 55 56",
    "not covered": "96 204",
    "bundling": "97 231 234 236",
    "authorisation": "15 197 198",
    "provider or network": "B7 170 185 242",
    "coding": "4 5 6 7 9 11 167 181 182",
    "benefit maximum reached": "119",
    "wrong payer": "109",
    "workers' compensation or auto": "19 20 21",
    "appeal procedure": "95 193 285 286",
}.items() for code in codes.split()}

NEXT_STEPS = {
    "information missing or wrong": "Send what the remark codes ask for, then replace the claim (frequency 7).",
    "duplicate": "Find the first decision on this service; only appeal when it was not the same service.",
    "eligibility": "Check coverage on the date of service; bill the right plan or the patient.",
    "coordination of benefits": "Bill the payer that comes first, or send its decision along.",
    "timely filing": "Appeal with the proof that the claim was accepted in time.",
    "medical necessity": "Check diagnosis and pointers; appeal with the records.",
    "not covered": "Check the plan; bill the patient when it was agreed beforehand.",
    "bundling": "Check the modifiers; replace the claim when the services were distinct.",
    "authorisation": "Find the authorisation number; replace the claim or appeal.",
    "provider or network": "Check the provider's enrolment with this payer on the date of service.",
    "coding": "Correct the code, modifier or pointer and replace the claim.",
    "benefit maximum reached": "Bill the next payer or the patient.",
    "wrong payer": "Bill the payer that is responsible.",
    "workers' compensation or auto": "Bill the workers' compensation or auto insurer.",
    "appeal procedure": "Follow the payer's appeal procedure.",
}


def meaning(group: str, reason: str, *, paid: int) -> Meaning:
    """What the adjustment does to the books; ``paid`` is what its line (or claim, at claim level) was paid, in cents.

    A denial is any group's amount on an unpaid line that is neither contractual, cost share nor a prior payer's (DEN-4).
    """
    if reason == PRIOR_PAYER and group != "PR":
        return "prior payer"
    if group == "PR" and (reason in COST_SHARE or paid):
        return "patient"
    if reason in CONTRACTUAL:
        return {"CO": "contractual", "CR": "contractual", "PR": "patient"}.get(group, "other")  # type: ignore[return-value]
    if not paid:
        return "denied"
    return "other" if group in ("OA", "PI") else "reduced"


def words(reason: str) -> str:
    """The reason in our own words; "" for a code that the tables do not know (kept, never refused: DEN-6)."""
    return REASONS.get(reason) or CATEGORIES.get(reason, "")

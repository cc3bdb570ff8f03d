"""Encounters as their JSON says them: what `edi submit` takes."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from edi_engine.money import Cents, cents, dollars

SPRING = date(2026, 3, 2)
DECIDED = SPRING + timedelta(days=34)
HOME = {"street": "1 ELM ST", "city": "DAYTON", "state": "OH", "zip": "45402"}

PROVIDERS: tuple[dict[str, Any], ...] = (
    {"npi": "1900000104", "tax_id": "317000104", "name": "MAPLE STREET FAMILY PRACTICE", "taxonomy": "207Q00000X",
     "address": {"street": "1 OAK ST", "city": "DAYTON", "state": "OH", "zip": "454020001"}},
    {"npi": "1900000112", "tax_id": "317000543", "last": "RIVER", "first": "RUTH", "taxonomy": "2084P0800X",
     "address": {"street": "12 MILL CREEK LN", "city": "DAYTON", "state": "OH", "zip": "454020012"}},
    {"npi": "1900000153", "tax_id": "317000104", "name": "MAPLE STREET URGENT CARE", "taxonomy": "261QU0200X",
     "address": {"street": "3 OAK ST", "city": "DAYTON", "state": "OH", "zip": "454020003"}})
"""Who bills: an organisation, a person, and another organisation under the tax id of the first."""

PAYERS = (
    {"id": "SYNMCR", "name": "CEDAR MEDICARE", "filing_indicator": "MB"},
    {"id": "HARBR", "name": "HARBOR HEALTH", "filing_indicator": "CI"},
    {"id": "93000", "name": "GRANITE MUTUAL", "filing_indicator": "12"})
"""Who is asked; the first is Medicare, whose members are all patients themselves."""

RENDERERS = ({"npi": "1900000120", "last": "LINDQUIST", "first": "HANNA", "taxonomy": "207Q00000X"},
             {"npi": "1900000138", "last": "BARAKA", "first": "JOSEPH"})
DIAGNOSES = ("E11.9", "I10", "J02.0", "M54.50", "Z00.00", "R07.9", "S93.401A")
PROCEDURES = ("99213", "99214", "G0439", "G0444", "36415", "J1885")
DRUGS = {"J1885": {"ndc": "00409379501", "quantity": 1, "unit": "ML"}}
REASONS = (("CO", "45"), ("PR", "1"), ("PR", "2"))
MODIFIERS = ((), (), ("25",), ("59", "RT"), ("GA",))

numbers = st.from_regex(r"[A-Z][A-Z0-9]{2,18}[0-9]", fullmatch=True)
"""Patient control numbers: no longer than payers return them (20 characters)."""


@st.composite
def lines(draw: st.DrawFn, day: date, diagnoses: int = 1) -> dict[str, Any]:
    """A service line of an encounter, on or after a day, that points at some of so many diagnoses."""
    code = draw(st.sampled_from(PROCEDURES))
    since = day + timedelta(days=draw(st.sampled_from((0, 0, 3))))
    line: dict[str, Any] = {
        "from": since.isoformat(), "procedure": code, "units": draw(st.sampled_from((1, 1, 2, 3, 10))),
        "charge": dollars(draw(charges)), "modifiers": list(draw(st.sampled_from(MODIFIERS))),
        "pointers": draw(st.lists(st.integers(1, diagnoses), min_size=1, max_size=4, unique=True))}
    if draw(st.integers(0, 5)) == 5:
        line["to"] = (since + timedelta(days=1)).isoformat()
    if code in DRUGS:
        line["drug"] = DRUGS[code]
    return line


charges: st.SearchStrategy[Cents] = st.sampled_from((100, 12_345)) | st.integers(1, 50_000)
"""In cents."""


@st.composite
def encounters(draw: st.DrawFn, numbers: st.SearchStrategy[str] = numbers) -> dict[str, Any]:
    """An encounter that becomes a claim without an error: ``{"version": 1, "encounters": [...]}`` is a file for `edi submit`.

    It says all of itself: who bills and who pays need not be in edi.toml.
    """
    number, payer = draw(numbers), draw(st.sampled_from(PAYERS))
    medicare = payer["filing_indicator"] == "MB"
    day = SPRING + timedelta(days=draw(st.sampled_from((0, 0, 30))))
    diagnoses = draw(st.lists(st.sampled_from(DIAGNOSES), min_size=1, max_size=4, unique=True))
    encounter: dict[str, Any] = {
        "id": number, "billing_provider": draw(st.sampled_from(PROVIDERS)), "payer": payer,
        "subscriber": _person(draw, "ANNA", date(1950, 2, 3)) | {"member_id": "1S00AA0AA00" if medicare else "HH100200300"},
        "place_of_service": draw(st.sampled_from(("11", "11", "12", "22"))), "diagnoses": diagnoses,
        "signature": "Y", "accept_assignment": "A", "benefits_assigned": "Y", "release": "Y",
        "lines": draw(st.lists(lines(day, len(diagnoses)), min_size=1, max_size=5))}
    if not medicare and draw(st.booleans()):
        encounter["patient"] = _person(draw, "BEN", date(2015, 1, 2)) | {"relationship": draw(st.sampled_from(("19", "G8")))}
    if encounter["place_of_service"] == "22":
        encounter["facility"] = {"npi": "1900000146", "name": "RIVERBEND HOSPITAL", "address": {**HOME, "zip": "454020090"}}
    charged = sum(cents(line["charge"]) for line in encounter["lines"])
    more = {"rendering": st.sampled_from(RENDERERS), "prior_authorization": st.just("PA12345"),
            "patient_paid": st.integers(1, charged).map(dollars)}
    return deepcopy(encounter | draw(st.fixed_dictionaries({}, optional=more)))         # so that a test may change its own


ENCOUNTERS = encounters()


@st.composite
def secondaries(draw: st.DrawFn, encounters: st.SearchStrategy[dict[str, Any]] = ENCOUNTERS) -> dict[str, Any]:
    """An encounter for the next payer, with what the first one decided on each line; its amounts balance (COB-3)."""
    encounter = draw(encounters)
    first, following = draw(st.permutations(PAYERS[1:]))
    decisions = [draw(_decisions(cents(line["charge"]), first["id"])) for line in encounter["lines"]]
    other = first | {
        "paid": dollars(sum(cents(decision["paid"]) for decision in decisions)), "claim_number": "ICN00000001",
        "adjudicated": DECIDED.isoformat(), "subscriber": {"member_id": "GM500600", "address": HOME}}
    lines = [line | {"adjudications": [decision]} for line, decision in zip(encounter["lines"], decisions, strict=True)]
    return deepcopy(encounter | {"payer": following | {"sequence": "S"}, "other_payers": [other], "lines": lines})


@st.composite
def _decisions(draw: st.DrawFn, charge: Cents, payer: str) -> dict[str, Any]:
    """What a payer decided on a line of that charge."""
    left, adjustments = charge, []
    for group, reason in draw(st.lists(st.sampled_from(REASONS), max_size=3, unique=True)):
        amount = draw(st.integers(0, left))
        if amount:
            adjustments.append({"group": group, "reason": reason, "amount": dollars(amount)})
            left -= amount
    return {"payer": payer, "paid": dollars(left), "adjustments": adjustments}


def _person(draw: st.DrawFn, first: str, birth: date) -> dict[str, Any]:
    return {"last": "TESTER", "first": first, "birth": birth.isoformat(), "sex": draw(st.sampled_from("FMU")), "address": HOME}

"""Edits of specialties, part by part: what the broken files, with one fault and one good neighbour each, leave untried."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from edi_engine import conformance, edits, encounters, settings, x12
from edi_engine.billing.claim import Accident, Claim, Condition, PayTo, Provider, Submission
from edi_engine.billing.coordination import LineAdjudication, OtherInsured, OtherPayer, OtherSubscriber
from edi_engine.billing.encounter import Encounter
from edi_engine.billing.party import Address, Amount, Contact, Name, Period, Procedure, Reference
from edi_engine.billing.specialty import (
    AmbulanceTransport,
    Attachment,
    ConditionIndicator,
    Form,
    FormAnswer,
    Location,
    Pricing,
    SpinalManipulation,
)
from edi_engine.flows import drafts
from edi_engine.guides import x222a1
from tests import strategies
from tests.properties import examples

FIXTURES = Path(__file__).parents[1] / "fixtures/x12"
SETTINGS = settings.parse(settings.FRESH)
DAY = date(2026, 1, 5)
HOME = Address("1 ELM ST", "", "CINCINNATI", "OH", "45220")


def good() -> Encounter:
    return next(found for found in encounters.read(FIXTURES / "broken/CLM-1.missing.json", SETTINGS).good if found.id == "GOOD")


def claim(**changed: object) -> Claim:
    """A claim without a fault, with some fields changed."""
    return replace(good().claim, **changed)  # type: ignore[arg-type]


def lined(*lines: dict[str, object]) -> Claim:
    """A claim whose lines have some fields changed."""
    first = good().claim.lines[0]
    made = tuple(replace(first, control_number=f"L{n}", **line) for n, line in enumerate(lines))  # type: ignore[arg-type]
    return claim(lines=made, charge=sum(line.charge for line in made))


def told(said: Claim, usage: str = "T") -> list[str]:
    """The rules and kinds of what is wrong, with the field."""
    return [f"{problem.rule} {problem.kind} {problem.where}" for problem in edits.of_claim(said, edits.Context(usage=usage))]


# ---- golden files: a specialty that is whole has no fault

WHOLE = {"ambulance": (), "epsdt": (), "hospice": (), "homebound": (), "vision": (), "laboratory": (), "mammography": (),
         "workers-compensation": (), "property-and-casualty": (), "repriced": (), "anesthesia": ("CLM-31 alone",),
         "oxygen": (), "equipment-with-a-certificate": (), "chiropractic": ()}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_specialty_has_no_fault(name: str) -> None:
    """What somebody else has written: one ingredient is no compound."""
    source = x12.Source(FIXTURES / f"golden/837P/{name}.x12")
    found = {f"{problem.rule} {problem.kind}" for ts in x12.survey(source) for said in x222a1.claims(source, ts)
             for problem in edits.of_sent(said, edits.Context(), ts.version)}
    assert found == set(WHOLE[name])


# ---- Medicare's numbers (CLM-21)

def insured(member: str, filing: str = "MB") -> Claim:
    subscriber = good().claim.subscriber
    person = replace(subscriber.person, name=replace(subscriber.person.name, id=member))
    return claim(subscriber=replace(subscriber, person=person, filing_indicator=filing))


@pytest.mark.parametrize("number, filing, found", [
    ("1EG4TE5MK72", "MB", []), ("1EG4TE5MK72", "MA", []), ("1SG4TE5MK72", "MB", []), ("910000001234", "CI", []),
    ("910000001234", "16", []), ("1EG4-TE5-MK72", "MB", ["form"]), ("1eg4te5mk72", "MB", ["form"]), ("0EG4TE5MK72", "MB", ["form"]),
    ("1LG4TE5MK72", "MA", ["form"]), ("1EG4TE5MB72", "MB", ["form"]), ("123456789A", "MB", ["form"])])
def test_a_medicare_number_has_its_form(number: str, filing: str, found: list[str]) -> None:
    """CLM-21: eleven characters of the right kind; only fee-for-service Medicare knows people by it."""
    assert [line.split()[1] for line in told(insured(number, filing)) if line.startswith("CLM-21")] == found


def test_an_invented_medicare_number_is_not_billed() -> None:
    """CLM-21: it may be tried, also by others when ISA15 says test."""
    made = insured("1SG4TE5MK72")
    assert told(made, "T") == [] and told(made, "P") == ["CLM-21 synthetic subscriber.member_id"]


def test_an_older_service_may_have_an_older_number() -> None:
    """CLM-21: Medicare knew people by their social security number and a letter until the end of 2019."""
    line = replace(good().claim.lines[0], service=Period("472", date(2019, 12, 31)))
    assert not any("CLM-21" in found for found in told(replace(insured("123456789A"), lines=(line,))))


def test_another_payer_that_is_medicare_has_its_number_too() -> None:
    """CLM-21: in 2320."""
    other = OtherSubscriber("S", OtherInsured(Name("IL", "1", "TESTER", "ANNA", id_qualifier="MI", id="12345")),
                            OtherPayer(Name("PR", "2", "MEDICARE", id_qualifier="PI", id="MCR")), filing_indicator="MB",
                            benefits_assigned="Y", release="Y", group_number="G1", group_name="GOLD")
    assert told(claim(other_subscribers=(other,))) == [
        "CLM-4 both other_payers[0].subscriber.group_name", "CLM-21 form other_payers[0].subscriber.member_id"]


# ---- ambulance (CLM-23)

WENT = AmbulanceTransport(None, "A", Decimal(3))
FROM, TO = Location(Name("PW"), HOME), Location(Name("45"), HOME)


@pytest.mark.parametrize("said, lines, found", [
    ({"ambulance": WENT, "pick_up": FROM, "drop_off": TO}, {}, []),
    ({"pick_up": FROM, "drop_off": TO}, {"ambulance": WENT}, []),                       # the line's transport, the claim's places
    ({"ambulance": WENT}, {"pick_up": FROM, "drop_off": TO}, []),                       # the other way round
    ({"ambulance": WENT, "pick_up": FROM}, {"drop_off": TO}, []),
    ({"pick_up": FROM, "drop_off": TO}, {}, []),                                        # a taxi has no CR1
    ({}, {"pick_up": FROM}, ["CLM-23 ambulance-place drop_off"]),
    ({}, {"ambulance": WENT}, ["CLM-23 ambulance-place lines[0].pick_up", "CLM-23 ambulance-place lines[0].drop_off"]),
    ({}, {"patients": Decimal(2)}, ["CLM-23 ambulance-transport lines[0].ambulance"]),
    ({}, {"conditions": (ConditionIndicator("07", "Y", ("01",)),)}, ["CLM-23 ambulance-transport lines[0].ambulance"]),
    ({"ambulance": WENT, "pick_up": FROM, "drop_off": Location(Name("45"), replace(HOME, zip="4522", state="XX"))}, {},
     ["CLM-18 zip drop_off.address.zip", "CLM-18 state drop_off.address.state"]),
    ({"ambulance": replace(WENT, distance=None), "pick_up": FROM, "drop_off": TO}, {}, ["CLM-23 ambulance-distance ambulance.distance"]),
])
def test_parts_of_a_transport(said: dict[str, object], lines: dict[str, object], found: list[str]) -> None:
    """CLM-23: claim and line say it together."""
    assert told(replace(lined(lines), **said)) == found  # type: ignore[arg-type]


# ---- equipment (CLM-23)

def test_a_certificate_of_equipment_comes_in_its_own_ways() -> None:
    """CLM-23: PWK02 of a certificate is another list than that of an attachment."""
    who = Provider(Name("DK", "1", "ORDER", id_qualifier="XX", id="1900000021"), address=HOME)
    for way, found in (("AB", []), ("FX", ["CLM-23 attachment-transmission lines[0].certificate.transmission"])):
        assert told(lined({"certificate": Attachment("CT", way), "ordering": who})) == found


@pytest.mark.parametrize("answer, found", [
    (FormAnswer("1", day=DAY), []), (FormAnswer("1", percentage=Decimal(0)), []), (FormAnswer("", "Y"), ["question"]),
    (FormAnswer("1"), ["text"])])
def test_a_form_is_answered(answer: FormAnswer, found: list[str]) -> None:
    """CLM-23: in any of four ways."""
    said = told(lined({"forms": (Form("AS", "OWN1", (answer,)),)}))
    assert said == [f"CLM-23 form-answer lines[0].forms[0].answers[0].{field}" for field in found]


def test_medicare_takes_no_certificate_any_more() -> None:
    """CLM-23: neither the form nor the paper, since 2023; its own forms of another kind stay."""
    who = Provider(Name("DK", "1", "ORDER", id_qualifier="XX", id="1900000021"), address=HOME)
    answers, medicare = (FormAnswer("1", "Y"),), insured("1EG4TE5MK72").subscriber
    for line, found in (({"certificate": Attachment("CT", "AB")}, "certificate.transmission"),
                        ({"forms": (Form("AS", "1", answers), Form("UT", "484", answers))}, "forms[1].code"),
                        ({"forms": (Form("AS", "1", answers),)}, "")):
        said = told(replace(lined({**line, "ordering": who}), subscriber=medicare))
        assert said == ([f"CLM-23 certificate-ended lines[0].{found}"] if found else [])


# ---- treatment, laboratory, dates

def test_a_chiropractor_says_since_when() -> None:
    """CLM-23: when the treatment began, on the claim or on a line; when it became acute, of an acute condition only."""
    treated = lined({"dates": (Period("454", DAY),)})
    assert told(replace(treated, spinal_manipulation=SpinalManipulation("C"))) == []
    assert told(replace(treated, spinal_manipulation=SpinalManipulation("A"))) == [
        "CLM-23 spinal-date dates.acute_manifestation"]
    assert told(claim(spinal_manipulation=SpinalManipulation("C"))) == ["CLM-23 spinal-date dates.initial_treatment"]


def test_a_line_in_a_hospital_asks_for_the_admission() -> None:
    """CLM-23: its place of service may differ from the claim's."""
    assert told(lined({"place_of_service": "51"})) == ["CLM-23 admission dates.admission"]
    assert told(lined({"place_of_service": "22"})) == []


def test_the_laboratory_that_referred_the_specimen_has_a_number_too() -> None:
    """CLM-23: REF*F4."""
    assert told(lined({"references": (Reference("F4", "33D1234567"),)})) == []
    assert told(lined({"references": (Reference("F4", "33X1234567"),)})) == ["CLM-23 clia lines[0].referring_clia"]


@pytest.mark.parametrize("qualifier, field", [("435", "admission"), ("431", "onset"), ("439", "accident"),
                                              ("484", "last_menstrual_period")])
def test_what_comes_before_the_service(qualifier: str, field: str) -> None:
    """CLM-35: on the day itself at the latest."""
    hurt = Accident(("OA",)) if qualifier == "439" else None
    assert told(claim(accident=hurt, dates=(Period(qualifier, DAY),))) == []
    assert told(claim(accident=hurt, dates=(Period(qualifier, date(2026, 1, 6)),))) == [f"CLM-35 after-service dates.{field}"]


@pytest.mark.parametrize("earlier, later, field", [("435", "096", "discharge"), ("297", "296", "return_to_work"),
                                                   ("090", "091", "relinquished_care")])
def test_what_comes_after_another_day(earlier: str, later: str, field: str) -> None:
    """CLM-35: or on it."""
    assert told(claim(dates=(Period(earlier, DAY), Period(later, DAY)))) == []
    assert told(claim(dates=(Period(later, date(2026, 1, 4)), Period(earlier, DAY)))) == [f"CLM-35 order dates.{field}"]


def test_a_patient_who_is_not_the_subscriber_lives_through_the_service() -> None:
    """CLM-35: birth and death are the patient's."""
    source = x12.Source(FIXTURES / "golden/837P/workers-compensation.x12")
    said = next(found for ts in x12.survey(source) for found in x222a1.claims(source, ts))
    assert said.patient
    person, born = said.patient.person, replace(said.patient.person.demographics, birth=date(2027, 1, 1))  # type: ignore[type-var]
    dead = replace(said.patient, person=replace(person, demographics=born), condition=Condition("20", death=date(2025, 1, 1)))
    assert [line for line in told(replace(said, patient=dead)) if "CLM-35" in line] == [
        "CLM-35 birth patient.birth", "CLM-35 death patient.death"]


def test_the_first_service_counts_for_birth_and_the_last_for_death() -> None:
    """CLM-35: a claim may go over days."""
    days = lined({}, {"service": Period("472", date(2026, 1, 10), date(2026, 1, 12))})
    subscriber = days.subscriber
    lived = replace(subscriber, condition=Condition(death=date(2026, 1, 11)), person=replace(
        subscriber.person, demographics=replace(subscriber.person.demographics, birth=date(2026, 1, 6))))  # type: ignore[type-var]
    assert told(replace(days, subscriber=lived)) == ["CLM-35 birth subscriber.birth", "CLM-35 death subscriber.death"]


def test_a_prescription_of_a_line_is_another_than_the_claims() -> None:
    """CLM-32: of glasses on the claim, of a drug on the line; it may be of the same day. An X-ray is the same one."""
    assert told(replace(lined({"dates": (Period("471", DAY),)}), dates=(Period("471", DAY),))) == []
    assert told(replace(lined({"dates": (Period("455", DAY),)}), dates=(Period("455", DAY),))) == [
        "CLM-32 said-by-claim lines[0].dates.last_xray"]


# ---- who and where

def test_an_injured_person_may_be_known_by_a_member_number() -> None:
    """CLM-34: REF*1W instead of REF*SY."""
    source = x12.Source(FIXTURES / "golden/837P/workers-compensation.x12")
    said = next(found for ts in x12.survey(source) for found in x222a1.claims(source, ts))
    assert said.patient
    for qualifier, found in (("1W", []), ("SY", []), ("ZZ", ["CLM-34 patient-number patient.ssn"])):
        person = replace(said.patient.person, references=(Reference("Y4", "WC77"), Reference(qualifier, "999887766")))
        told_of = told(replace(said, patient=replace(said.patient, person=person)))
        assert [line for line in told_of if "CLM-34" in line] == found


def test_a_car_accident_in_canada_names_a_province() -> None:
    """CLM-11: elsewhere the country is enough."""
    dates = (Period("439", DAY),)
    for accident, found in ((Accident(("AA",), "", "CA"), ["CLM-11 state accident.state"]), (Accident(("AA",), "ON", "CA"), []),
                            (Accident(("AA",), "", "FR"), [])):
        assert told(claim(accident=accident, dates=dates)) == found


def test_everybody_who_can_be_asked_has_a_phone() -> None:
    """CLM-20: subscriber, facility, ordering provider, submitter."""
    contacts, subscriber = (Contact("IC", "DESK", (("TE", "5550123"), ("EX", "1"))),), good().claim.subscriber
    place = Provider(Name("77", "2", "SITE", id="1900000047"), address=replace(HOME, zip="452200001"), contacts=contacts)
    asked = lined({"ordering": Provider(Name("DK", "1", "ORDER", id="1900000021"), contacts=contacts)})
    asked = replace(asked, facility=place, subscriber=replace(subscriber, person=replace(subscriber.person, contacts=contacts)))
    assert told(asked) == [f"CLM-20 phone {who}.contact.phone" for who in ("subscriber", "facility", "lines[0].ordering")]
    assert [problem.rule for problem in edits.of_submission(Submission("1", contacts=contacts))] == ["CLM-20"]


def test_a_provider_is_known_by_npi_or_by_the_payers_number() -> None:
    """CLM-33 and CLM-1 agree: one of the two; of what others have written the guide's map asks for neither."""
    biller, subscriber = good().claim.billing_provider, good().claim.subscriber
    nameless = replace(biller, name=replace(biller.name, id_qualifier="", id=""))
    numbered = replace(subscriber, payer=replace(subscriber.payer, provider_ids=(Reference("LU", "77"),)))
    assert told(claim(billing_provider=nameless)) == ["CLM-1 missing billing_provider.npi"]
    assert told(claim(billing_provider=nameless, subscriber=numbered)) == ["CLM-33 atypical payer.provider_number"]
    sent = edits.of_sent(claim(billing_provider=nameless), edits.Context(), "005010X222A1")
    assert [(problem.rule, problem.kind) for problem in sent] == [("CLM-33", "unknown")]


def test_only_a_repricer_says_what_a_repricer_says() -> None:
    """CLM-30: wherever it stands; in a claim that somebody else has written it may stand."""
    said = lined({"pricing": Pricing("10"), "references": (Reference("9D", "1"),)})
    said = replace(said, pricing=Pricing("03"), references=(Reference("D9", "1"),), dates=(Period("050", DAY),))
    assert told(said) == [f"CLM-30 repricer {field}" for field in (
        "pricing.methodology", "references[0]", "dates.repricer_received", "lines[0].pricing.methodology", "lines[0].references")]
    assert edits.of_sent(said, edits.Context(), "005010X222A1") == []


@pytest.mark.parametrize("roles, found", [(["DN"], 0), (["DN", "P3"], 0), (["P3"], 1), (["P3", "DN"], 1), (["DN", "DN"], 1)])
def test_who_referred_comes_first(roles: list[str], found: int) -> None:
    """CLM-19: on a line as on a claim."""
    named = tuple(Provider(Name(role, "1", "REFER", id="1900000021")) for role in roles)
    assert len(told(claim(referring=named))) == len(told(lined({"referring": named}))) == found


def test_who_renders_is_named_where_it_differs() -> None:
    """CLM-19: a line names somebody else than the claim, a claim somebody else than who bills."""
    biller = Provider(replace(good().claim.billing_provider.name, role="82"))
    other = Provider(Name("82", "1", "STONE", id_qualifier="XX", id="1999999919"))
    assert told(replace(lined({"rendering": biller}), rendering=other)) == []
    assert told(lined({"rendering": biller})) == ["CLM-19 rendering lines[0].rendering.npi"]
    assert told(replace(lined({"rendering": other}), rendering=other)) == ["CLM-19 rendering lines[0].rendering.npi"]


def test_tax_and_postage_together_are_within_the_charge() -> None:
    """CLM-26: another amount has no part in it."""
    said = lined({"amounts": (Amount("T", 12500), Amount("ZZ", 1))}, {"amounts": (Amount("F4", 1), Amount("T", 12500))})
    assert [one for one in told(said) if one.startswith("CLM-26")] == ["CLM-26 above-charge lines[1].postage"]


def test_nobody_has_decided_before_it_was_asked_what_would_be_paid() -> None:
    """ENV-14: a predetermination has no decisions of other payers, not even on a line."""
    said = lined({"adjudications": (LineAdjudication("X", 0, Procedure("HC", "99213")),)})
    assert "predetermination-others" in {problem.kind for problem in edits.of_sent(said, edits.Context(), "005010X291")}


# ---- what 5010 does not use (CLM-28)

UNUSED: dict[str, Callable[[Claim], Claim]] = {
    "2010AB NM103": lambda said: replace(said, billing_provider=replace(
        said.billing_provider, pay_to=PayTo(Name("87", "2", "BANK"), HOME))),
    "2010BA REF03": lambda said: replace(said, subscriber=replace(said.subscriber, person=replace(
        said.subscriber.person, references=(Reference("Y4", "1", "why"),)))),
    "2300 CLM11-3": lambda said: replace(said, accident=Accident(("EM", "OA", "AA"), "OH"), dates=(Period("439", DAY),)),
    "2300 REF03": lambda said: replace(said, references=(Reference("EA", "1", "why"),)),
    "2310E NM103": lambda said: replace(said, ambulance=WENT, drop_off=TO, pick_up=Location(Name("PW", "2", "HILL"), HOME)),
    "2420B NM103": lambda said: replace(said, lines=(replace(said.lines[0], purchased=Provider(Name("QB", "2", "LAB"))),)),
}


@pytest.mark.parametrize("place", UNUSED)
def test_what_5010_does_not_use_never_leaves(place: str) -> None:
    """CLM-28: what a noun can hold because another loop has it is refused at the gate; for the rest no noun has a field."""
    made = replace(good(), claim=UNUSED[place](good().claim))
    found = conformance.gate(drafts.write(SETTINGS, [made], datetime(2026, 2, 1, 12), 1, "1").data)
    assert [problem.kind for problem in found] == ["element-not-used"]


@examples(200)
@given(strategies.claims)
def test_a_claim_is_asked_all_that_concerns_it(said: Claim) -> None:
    """Rules that are spared a claim without their parts would have said nothing of it."""
    asked, every = edits.Context(day=date(2026, 2, 1)), edits.Context(day=date(2026, 2, 1))
    assert edits.of_claim(said, asked) == [problem for rule in edits.RULES for problem in rule(said, every)]

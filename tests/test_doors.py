"""Doors for other vocabularies: golden pairs, places, and that nothing is lost in silence."""

import copy
import json
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from edi_engine import edits, encounters, settings
from edi_engine.encounters import json_files, model, pages
from edi_engine.encounters.fhir.table import TABLE as FHIR
from edi_engine.encounters.stedi.table import TABLE as STEDI
from edi_engine.flows import drafts
from tests.test_edits import fields_of

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "fixtures/x12/golden/doors"
FOREIGN = sorted(path for path in GOLDEN.iterdir() if path.name.count(".") == 2)
SETTINGS = settings.parse(settings.FRESH)
VISIT = json.loads((GOLDEN / "visit.fhir.json").read_text("utf-8"), parse_float=Decimal)
STEDI_VISIT = json.loads((GOLDEN / "visit.stedi.json").read_text("utf-8"))


def ours(path: Path) -> Path:
    """The same encounters in our own words."""
    return path.with_name(f"{path.name.split('.')[0]}.json")


def read(said: Any) -> Any:
    return encounters.parse(json.dumps(said, default=float).encode(), SETTINGS)


def told(said: Any) -> list[tuple[str, str]]:
    """What is wrong with a document, by kind and place, the edits included."""
    found = read(said)
    problems = [*found.problems, *(problem for one in (*found.good, *found.drafts) for problem in edits.check(one, edits.Context()))]
    return [(problem.kind, problem.where) for problem in problems]


def written(path: Path) -> bytes:
    return drafts.write(SETTINGS, encounters.read(path, SETTINGS).good, datetime(2026, 3, 1, 12), 1, "1").data


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.name)
def test_a_foreign_file_becomes_the_same_encounters(path: Path) -> None:
    """Claims, ids and the 837P that leaves are those of the file in our own words beside it; the edits let them go."""
    found, expected = encounters.read(path, SETTINGS), encounters.read(ours(path), SETTINGS)
    assert not found.problems and not found.refused and not expected.problems
    assert [(one.id, one.claim) for one in found.good] == [(one.id, one.claim) for one in expected.good]
    assert [edits.check(one, edits.Context()) for one in found.good] == [[]] * len(found.good)
    assert written(path) == written(ours(path))


def values(said: Any, at: str = "") -> Iterator[str]:
    """The paths of all values."""
    if isinstance(said, dict):
        for name, value in said.items():
            yield from values(value, f"{at}.{name}".lstrip("."))
    elif isinstance(said, list):
        for number, value in enumerate(said):
            yield from values(value, f"{at}[{number}]")
    else:
        yield at


def at(document: Any, place: str) -> Any:
    """What stands at a place of a document."""
    for name, number in re.findall(r"(\w+)|\[(\d+)\]", place):
        document = document[int(number) if number else name]
    return document


@pytest.mark.parametrize("path", [path for path in FOREIGN if path.suffix == ".json"], ids=lambda path: path.name)
def test_every_field_says_where_it_stands(path: Path) -> None:
    """For each field of an encounter there is a place in the foreign document, and something stands there."""
    document = json.loads(path.read_text("utf-8"))
    for record in json_files.records(path.read_text("utf-8"), SETTINGS):
        for field in values(record.data):
            assert at(document, record.said(field)) not in (None, "", {}), field


@pytest.mark.parametrize("path, place", [
    ("patient", "entry[1].resource"), ("patient.address.zip", "entry[1].resource.address[0].postalCode"),
    ("subscriber.address.zip", "entry[1].resource.address[0].postalCode"), ("subscriber.birth", "entry[1].resource.birthDate"),
    ("subscriber.death", "entry[1].resource.deceasedDateTime"),
    ("payer.name", "entry[3].resource.name"), ("payer.filing_indicator", "entry[2].resource.type"),
    ("billing_provider.tax_id", "entry[4].resource.identifier[0].value"), ("rendering.suffix", "entry[5].resource.name[0].suffix[0]"),
    ("referring.npi", "entry[7].resource.identifier[0].value"), ("diagnoses", "entry[0].resource.diagnosis"),
    ("diagnoses[1]", "entry[0].resource.diagnosis[1].diagnosisCodeableConcept"), ("dates.onset", "entry[0].resource.supportingInfo[0].timingDate"),
    ("lines[1].charge", "entry[0].resource.item[1].unitPrice.value"), ("lines[0].procedure", "entry[0].resource.item[0].productOrService"),
    ("lines[1].pointers[0]", "entry[0].resource.item[1].diagnosisSequence"), ("lines[0].drug.unit", "entry[0].resource.item[0].detail[0].quantity"),
    ("lines", "entry[0].resource.item"), ("place_of_service", "entry[0].resource.item[0].locationCodeableConcept"),
    ("signature", "entry[0].resource"),
])
def test_a_field_that_nobody_said_has_a_place(path: str, place: str) -> None:
    """Where it should have been said, as far as the document goes."""
    record = next(iter(json_files.records((GOLDEN / "visit.fhir.json").read_text("utf-8"), SETTINGS)))
    assert record.said(path) == place


def test_a_missing_field_is_named_in_the_words_of_the_file() -> None:
    """The edits know nothing of FHIR or Stedi, and yet say where."""
    visit = copy.deepcopy(VISIT)
    del visit["entry"][1]["resource"]["address"][0]["postalCode"]
    del visit["entry"][0]["resource"]["item"][1]["productOrService"]
    assert told(visit) == [("missing", "entry[0].resource.item[1].productOrService"), ("address", "entry[1].resource.address[0].postalCode")]
    claim = copy.deepcopy(STEDI_VISIT)
    del claim["subscriber"]["memberId"]
    claim["claimInformation"]["serviceLines"][1]["professionalService"]["compositeDiagnosisCodePointers"]["diagnosisCodePointers"] = ["3"]
    assert told([claim, STEDI_VISIT | {"claimInformation": {**STEDI_VISIT["claimInformation"], "patientControlNumber": "X1"}}]) == [
        ("missing", "[0].subscriber.memberId"),
        ("nowhere", "[0].claimInformation.serviceLines[1].professionalService.compositeDiagnosisCodePointers.diagnosisCodePointers")]


def claim_of(**changes: Any) -> Any:
    """The golden bundle with a changed claim."""
    visit = copy.deepcopy(VISIT)
    visit["entry"][0]["resource"] |= changes
    return visit


def item_of(**changes: Any) -> Any:
    """The golden bundle with a changed first item."""
    visit = copy.deepcopy(VISIT)
    visit["entry"][0]["resource"]["item"][0] |= changes
    return visit


def concept(code: str, system: str = "http://snomed.info/sct") -> Any:
    return {"coding": [{"system": system, "code": code}]}


CLAIM = "entry[0].resource"


@pytest.mark.parametrize("said, kind, place", [
    (item_of(productOrService=concept("162673000")), "fhir-crosswalk", f"{CLAIM}.item[0].productOrService"),
    (item_of(productOrService=concept("1", "http://www.nlm.nih.gov/research/umls/rxnorm")), "fhir-crosswalk", f"{CLAIM}.item[0].productOrService"),
    (item_of(productOrService={"text": "Visit"}), "fhir-crosswalk", f"{CLAIM}.item[0].productOrService"),
    (item_of(productOrService={"coding": [{"code": "99213"}]}), "fhir-crosswalk", f"{CLAIM}.item[0].productOrService"),
    (item_of(revenue=concept("0450")), "door-unmapped", f"{CLAIM}.item[0].revenue"),
    (item_of(modifierExtension=[{"url": "x"}]), "door-unmapped", f"{CLAIM}.item[0].modifierExtension"),
    (item_of(quantty=2), "json-unknown", f"{CLAIM}.item[0].quantty"),
    (item_of(net={"value": 125.1, "currency": "EUR"}), "door-code", f"{CLAIM}.item[0].net.currency"),
    (item_of(quantity={"value": 1, "unit": "box"}), "door-code", f"{CLAIM}.item[0].quantity"),
    (item_of(quantity={"value": 3}), "product", f"{CLAIM}.item[0].net.value"),
    (item_of(careTeamSequence=[9]), "fhir-sequence", f"{CLAIM}.item[0].careTeamSequence"),
    (item_of(servicedDate="2026-01"), "date", f"{CLAIM}.item[0].servicedDate"),
    (item_of(locationCodeableConcept=concept("x")), "fhir-crosswalk", f"{CLAIM}.item[0].locationCodeableConcept"),
    (claim_of(use="preauthorization"), "door-not-taken", f"{CLAIM}.use"),
    (claim_of(type=concept("oral", "x")), "door-not-taken", f"{CLAIM}.type"),
    (claim_of(status="draft"), "door-not-taken", f"{CLAIM}.status"),
    (claim_of(provider={"display": "Dr. Ruiz"}), "fhir-reference", f"{CLAIM}.provider"),
    (claim_of(provider={"reference": "Coverage/marlow-harbor"}), "door-code", f"{CLAIM}.provider"),
    (claim_of(careTeam=[{"sequence": 1, "role": concept("assist"), "provider": {"reference": "Practitioner/abara"}}]), "door-code",
     f"{CLAIM}.careTeam[0].role"),
    (claim_of(supportingInfo=[{"sequence": 1, "category": concept("attachment")}]), "door-code", f"{CLAIM}.supportingInfo[0].category"),
    (claim_of(supportingInfo=[{"sequence": 1, "category": concept("onset"), "valueString": "x"}]), "door-unmapped", f"{CLAIM}.supportingInfo[0].valueString"),
    (claim_of(supportingInfo=[{"sequence": 1, "category": concept("patientweight"), "valueQuantity": {"value": 70, "unit": "kg"}}]), "door-code",
     f"{CLAIM}.supportingInfo[0].valueQuantity.value"),
    (claim_of(supportingInfo=[{"sequence": 1, "category": concept("onset"), "code": concept("A")}]), "door-unmapped", f"{CLAIM}.supportingInfo[0].code"),
    (claim_of(supportingInfo=[{"sequence": 1, "category": concept("pickuplocation"), "valueReference": {"reference": "Patient/marlow"}}]), "fhir-reference",
     f"{CLAIM}.supportingInfo[0].valueReference"),
    (claim_of(supportingInfo=[{"sequence": 1, "category": concept("onset"), "valueAttachment": {"data": "x"}}]), "door-unmapped",
     f"{CLAIM}.supportingInfo[0].valueAttachment"),
    (claim_of(related=[{"relationship": concept("prior"), "reference": {"value": "HH1"}}]), "door-code", f"{CLAIM}.related[0].relationship"),
    (claim_of(careTeam="x"), "value-type", f"{CLAIM}.careTeam"),
])
def test_what_would_change_the_claim_is_an_error_with_its_path(said: Any, kind: str, place: str) -> None:
    """Nothing of it leaves."""
    assert (kind, place) in told(said)
    assert not read(said).good and read(said).refused == 1


def stedi_of(**changes: Any) -> Any:
    """The golden Stedi claim with something more in claimInformation."""
    claim = copy.deepcopy(STEDI_VISIT)
    claim["claimInformation"] |= changes
    return claim


@pytest.mark.parametrize("said, kind, place", [
    (stedi_of(otherSubscriberInformation=[{"x": 1}]), "json-unknown", "claimInformation.otherSubscriberInformation[0].x"),
    (stedi_of(claimSupplementalInformation={"reportInformation": {"a": 1}}), "json-unknown",
     "claimInformation.claimSupplementalInformation.reportInformation.a"),
    (stedi_of(otherSubscriberInformation=[{"otherSubscriberName": {"otherInsuredIdentifierTypeCode": "II"}}]), "door-code",
     "claimInformation.otherSubscriberInformation[0].otherSubscriberName.otherInsuredIdentifierTypeCode"),
    (stedi_of(otherSubscriberInformation=[{"otherPayerBillingProvider": [{"otherPayerBillingProviderIdentifier": [{"qualifier": "0B", "identifier": "1"}]}]}]),
     "door-code", "claimInformation.otherSubscriberInformation[0].otherPayerBillingProvider[0].otherPayerBillingProviderIdentifier[0].qualifier"),
    (stedi_of(otherSubscriberInformation=[{"otherPayerReferringProvider": [{}, {"x": 1}]}]), "door-unmapped",
     "claimInformation.otherSubscriberInformation[0].otherPayerReferringProvider[1]"),
    (stedi_of(fileInformation="A", fileInformationList=["B"]), "door-twice", "claimInformation.fileInformationList[0]"),
    (stedi_of(ambulanceTransportInformation={"transportDistanceInMiles": "far"}), "number",
     "claimInformation.ambulanceTransportInformation.transportDistanceInMiles"),
    (stedi_of(claimFilingcode="CI"), "json-unknown", "claimInformation.claimFilingcode"),
    (stedi_of(healthCareCodeInformation=[{"diagnosisTypeCode": "BK", "diagnosisCode": "25000"}]), "door-code",
     "claimInformation.healthCareCodeInformation[0].diagnosisTypeCode"),
    (stedi_of(healthCareCodeInformation=[{"diagnosisTypeCode": "ABF", "diagnosisCode": "I10"}]), "door-code",
     "claimInformation.healthCareCodeInformation[0].diagnosisTypeCode"),
    (STEDI_VISIT | {"usageIndicator": "P"}, "door-usage", "usageIndicator"),
    (STEDI_VISIT | {"payToPlan": {"organisationName": "X"}}, "json-unknown", "payToPlan.organisationName"),
    (STEDI_VISIT | {"referring": {"organizationName": "X"}}, "door-unmapped", "referring.organizationName"),
    (STEDI_VISIT | {"providers": [{"providerType": "AttendingProvider"}]}, "door-unmapped", "providers[0]"),
    (STEDI_VISIT | {"providers": [{"providerType": "BillingProvider", "npi": "1900000013"}]}, "door-twice", "providers[0].npi"),
])
def test_stedi_loses_nothing_either(said: Any, kind: str, place: str) -> None:
    """A field without a place here is an error, known or not."""
    assert (kind, place) in told(said)
    assert not read(said).good and read(said).refused == 1


def test_an_ambulance_of_fhir() -> None:
    """As CARIN's guide tells it, with the spelling that it has."""
    def info(category: str, **said: Any) -> Any:
        return {"sequence": 1, "category": concept(category, "http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBSupportingInfoType"), **said}

    document = claim_of(supportingInfo=[
        info("patientweight", valueQuantity={"value": 155, "code": "[lb_av]"}), info("ambulancetransportreason", code=concept("A", "x")),
        info("transportationdistance", valueQuantity={"value": 12.5, "unit": "miles"}), info("roudtrippurpose", valueString="BACK HOME"),
        info("stretcherpurpose", valueString="UNCONSCIOUS"), info("pickuplocation", valueReference={"reference": "Location/up"}),
        info("dropofflocation", valueReference={"reference": "Location/off"}), info("lastworked", timingDate="2026-01-04")])
    for name, street in (("up", "1 HILL RD"), ("off", "9 OAK ST")):
        document["entry"].append({"resource": {"resourceType": "Location", "id": name, "name": name.upper(), "address": {
            "line": [street], "city": "CINCINNATI", "state": "OH", "postalCode": "45203"}}})
    found = read(document)
    claim = (*found.good, *found.drafts)[0].claim
    assert not found.problems
    assert (claim.ambulance.weight, claim.ambulance.reason, claim.ambulance.distance) == (155, "A", Decimal("12.5"))
    assert (claim.ambulance.round_trip, claim.ambulance.stretcher) == ("BACK HOME", "UNCONSCIOUS")
    assert [(place.name.last, place.address.street) for place in (claim.pick_up, claim.drop_off)] == [("", "1 HILL RD"), ("OFF", "9 OAK ST")]
    assert [period.qualifier for period in claim.dates] == ["297"]


CONTACT = {"name": "DESK", "phoneNumber": "5135550103", "phoneExtension": "9"}


def test_the_specialties_of_stedi() -> None:
    """Each part of a claim there is the part that it is here; conditions of all kinds are one list."""
    found = read(stedi_of(
        claimContractInformation={"contractTypeCode": "02", "contractAmount": "100.00", "contractVersionIdentifier": "V3"},
        claimPricingRepricingInformation={"pricingMethodologyCode": "03", "repricedAllowedAmount": "1.00", "repricingPerDiemOrFlatRateAmoung": "2"},
        patientConditionInformationVision=[{"codeCategory": "E1", "certificationConditionIndicator": "N", "conditionCodes": ["L1"]}],
        homeboundIndicator=True, epsdtReferral={"certificationConditionCodeAppliesIndicator": "Y", "conditionCodes": ["AV", "ST"]},
        ambulanceCertification=[{"certificationConditionIndicator": "Y", "conditionCodes": ["01"]}],
        spinalManipulationServiceInformation={"patientConditionCode": "A", "patientConditionDescription1": "B", "patientConditionDescription2": "C"},
        anesthesiaRelatedSurgicalProcedure=["G0105"], conditionInformation=[{"conditionCodes": ["A1", "A2"]}, {"conditionCodes": ["A3"]}],
        fileInformationList=["K", "L"], claimSupplementalInformation={"repricedClaimNumber": "RP", "claimNumber": "TRACE"},
        claimDateInformation={"repricerReceivedDate": "20260120"}, propertyCasualtyClaimNumber="PC77",
        serviceFacilityLocation={"npi": "1900000047", "organizationName": "X", "secondaryIdentifier": [{"qualifier": "LU", "identifier": "S6"}], **{
            "phoneName": "DESK", "phoneNumber": "5135550103", "phoneExtension": "9"}}) | {
        "subscriber": STEDI_VISIT["subscriber"] | {"contactInformation": CONTACT, "insuranceTypeCode": "12"},
        "payToPlan": {"organizationName": "PLAN", "primaryIdentifier": "PL1", "primaryIdentifierTypeCode": "PI", "secondaryIdentifier": "O4",
                      "secondaryIdentifierTypeCode": "FY", "taxIdentificationNumber": "987654321", "address": {"address1": "3 PLAN RD"}}})
    claim = (*found.good, *found.drafts)[0].claim
    assert not found.problems
    assert [(one.category, one.certified, one.codes) for one in claim.conditions] == [
        ("07", "Y", ("01",)), ("E1", "N", ("L1",)), ("75", "Y", ("IH",)), ("ZZ", "Y", ("AV", "ST"))]
    assert (claim.contract.type, claim.contract.amount, claim.contract.version) == ("02", 10000, "V3")
    assert (claim.pricing.methodology, claim.pricing.allowed, claim.pricing.rate) == ("03", 100, 2)
    assert [one.code for one in (*claim.anesthesia_procedures, *claim.condition_codes)] == ["G0105", "A1", "A2", "A3"]
    assert [one.text for one in claim.file_information] == ["K", "L"] and claim.spinal_manipulation.more == "C"
    assert {(one.qualifier, one.value) for one in claim.references} == {("9A", "RP"), ("D9", "TRACE")}
    assert [contact.numbers for contact in (*claim.subscriber.person.contacts, *claim.facility.contacts)] == [(("TE", "5135550103"), ("EX", "9"))] * 2
    assert claim.facility.references[0].value == "S6" and claim.subscriber.medicare_secondary == "12"
    assert (claim.billing_provider.pay_to_plan.name.id, claim.billing_provider.pay_to_plan.references[0].qualifier) == ("PL1", "FY")


def test_the_specialties_of_a_line_of_stedi() -> None:
    """The same of a line."""
    document = copy.deepcopy(STEDI_VISIT)
    document["claimInformation"]["serviceLines"][0] |= {
        "hospiceEmployeeIndicator": False, "obstetricAnesthesiaAdditionalUnits": 3, "ambulancePatientCount": 0, "fileInformation": ["K"],
        "contractInformation": {"contractTypeCode": "02"}, "linePricingRepricingInformation": {"pricingMethodologyCode": "00"},
        "purchasedServiceInformation": {"purchasedServiceProviderIdentifier": "FAR", "purchasedServiceChargeAmount": "30"},
        "purchasedServiceProvider": {"npi": "1999999943", "lastName": "X", "commercialNumber": "N1", "secondaryIdentifier": [
            {"qualifier": "0B", "identifier": "L7", "otherIdentifier": "OTHER"}]},
        "serviceLineReferenceInformation": {"immunizationBatchNumber": "B9", "repricedLineItemReferenceNumber": "RP1"},
        "renderingProvider": {"npi": "1999999943", "organizationName": "FAR LAB"}}
    found = read(document)
    assert not found.problems
    line = (*found.good, *found.drafts)[0].claim.lines[0]
    assert [(one.category, one.certified, one.codes) for one in line.conditions] == [("70", "N", ("65",))]
    assert (line.obstetric_units, line.patients, line.file_information[0].text, line.contract.type) == (3, None, "K", "02")
    assert (line.purchased_service.charge, line.purchased.name.entity, line.pricing.methodology) == (3000, "1", "00")
    assert [(one.qualifier, one.value, one.payer) for one in line.purchased.references] == [("0B", "L7", "OTHER"), ("G2", "N1", "")]
    assert [(one.qualifier, one.value) for one in line.references] == [("BT", "B9"), ("9B", "RP1")]
    assert (line.rendering.name.entity, line.rendering.name.last) == ("2", "FAR LAB")


def test_what_another_payer_says_of_the_whole_claim_in_stedi() -> None:
    """Adjustments by group, an insured that is an organization, amounts of a Medicare decision, numbers of providers."""
    numbers = [{"qualifier": "G2", "identifier": "N1"}]
    found = read(stedi_of(otherSubscriberInformation=[{
        "paymentResponsibilityLevelCode": "S", "insuranceTypeCode": "12", "payerPaidAmount": "9", "nonCoveredChargeAmount": "8",
        "remainingPatientLiability": "7", "insuranceGroupOrPolicyNumber": "GRP",
        "claimLevelAdjustments": [{"adjustmentGroupCode": "CO", "adjustmentDetails": [
            {"adjustmentReasonCode": "45", "adjustmentAmount": "1"}, {"adjustmentReasonCode": "97", "adjustmentAmount": "2", "adjustmentQuantity": "1"}]}],
        "medicareOutpatientAdjudication": {"reimbursementRate": "0.8", "hcpcsPayableAmount": "6", "endStageRenalDiseasePaymentAmount": "5",
                                           "nonPayableProfessionalComponentBilledAmount": "4"},
        "otherSubscriberName": {"otherInsuredQualifier": "2", "otherInsuredLastName": "ROE ROOFING", "otherInsuredIdentifier": "P1",
                                "otherInsuredAdditionalIdentifier": "999887766", "otherInsuredAddress": {"address1": "6 ELM ST"}},
        "otherPayerName": {"otherPayerIdentifier": "RM001", "otherPayerAdjudicationOrPaymentDate": "20260120", "otherPayerClaimAdjustmentIndicator": True,
                           "otherPayerPriorAuthorizationNumber": "PA", "otherPayerPriorAuthorizationOrReferralNumber": "RF"},
        "otherPayerReferringProvider": [{"otherPayerReferringProviderIdentifier": numbers}],
        "otherPayerServiceFacilityLocation": [{"otherPayerServiceFacilityLocationSecondaryIdentifier": numbers}],
        "otherPayerSupervisingProvider": [{"otherPayerSupervisingProviderIdentifier": numbers}]}]))
    assert not found.problems
    other = (*found.good, *found.drafts)[0].claim.other_subscribers[0]
    assert [(one.group, one.reason, one.amount) for one in other.adjustments] == [("CO", "45", 100), ("CO", "97", 200)]
    assert (other.insured.name.entity, other.insured.name.last, other.insured.references[0].value) == ("2", "ROE ROOFING", "999887766")
    assert (other.paid, other.non_covered, other.patient_liability, other.outpatient.payable, other.outpatient.esrd_paid) == (900, 800, 700, 600, 500)
    assert (other.payer.adjustment_indicator, other.payer.prior_authorization, other.payer.referral) == ("Y", "PA", "RF")
    assert [one.name.role for one in (*other.referring, other.facility, other.supervising)] == ["DN", "77", "DQ"]


def test_whom_a_payer_calls_is_sent_of_property_and_casualty_only() -> None:
    """The guide wants no PER of an insured person elsewhere."""
    found = read(STEDI_VISIT | {"subscriber": STEDI_VISIT["subscriber"] | {"contactInformation": CONTACT}})
    assert found.good[0].claim.subscriber.person.contacts == ()


def test_a_code_that_is_coded_twice_needs_no_crosswalk() -> None:
    """A SNOMED coding beside one of CPT is harmless."""
    both = {"coding": [*concept("162673000")["coding"], {"system": "http://www.ama-assn.org/go/cpt", "code": "99213"}]}
    assert told(item_of(productOrService=both)) == []


def test_what_goes_on_no_claim_is_told_once() -> None:
    """Twice in a bundle and in two lines of a file, and yet once; the claims leave."""
    visit = copy.deepcopy(VISIT)
    for number in (5, 7):
        visit["entry"][number]["resource"]["extension"] = [{"url": "x"}]
    other = copy.deepcopy(visit)
    other["entry"][0]["resource"]["identifier"][0]["value"] = "CR-2205"
    found = encounters.parse("\n".join(json.dumps(one, default=float) for one in (visit, other)).encode(), SETTINGS)
    assert [(problem.kind, problem.severity, problem.where) for problem in found.problems] == [
        ("door-unused", "info", "line 1, entry[5].resource.extension")]
    assert len(found.good) == 2


def test_synthea_is_told_that_it_needs_a_crosswalk() -> None:
    """A claim of a shape that Synthea writes: SNOMED codes, a payer with a name only. All of it at once, each with its path."""
    claim = {"resourceType": "Claim", "id": "x", "status": "active", "type": concept("professional", "x"), "use": "claim",
             "patient": {"reference": "urn:uuid:1"}, "provider": {"reference": "Organization?identifier=x|1"},
             "priority": concept("normal"), "insurance": [{"sequence": 1, "focal": True, "coverage": {"display": "Medicare"}}],
             "item": [{"sequence": 1, "productOrService": concept("185349003"), "encounter": [{"reference": "urn:uuid:2"}]},
                      {"sequence": 2, "productOrService": concept("430193006"), "net": {"value": 516.65, "currency": "USD"}}]}
    kinds = told({"resourceType": "Bundle", "type": "transaction", "entry": [{"resource": claim}]})
    assert {("fhir-crosswalk", f"{CLAIM}.item[{number}].productOrService") for number in (0, 1)} <= set(kinds)
    assert {("fhir-reference", f"{CLAIM}.{name}") for name in ("patient", "provider", "insurance[0].coverage")} <= set(kinds)


@pytest.mark.parametrize("text", [
    json.dumps(STEDI_VISIT), json.dumps(STEDI_VISIT, indent=1), json.dumps([STEDI_VISIT]), json.dumps([STEDI_VISIT], indent=1),
    json.dumps(VISIT, default=float), json.dumps([VISIT], default=float), json.dumps(VISIT["entry"][0]["resource"], default=float)])
def test_a_document_is_known_by_its_content(text: str) -> None:
    """However it is broken into lines, alone or in a list."""
    found = encounters.parse(text.encode(), SETTINGS)
    assert len(found.good) + found.refused == 1 and not any(problem.kind.startswith("json") for problem in found.problems)


@pytest.mark.parametrize("spoilt", [b'{"claimInformation": {', b'{"claimInformation": {}, "claimInformation": {}}', b"no JSON", b'{"resourceType": "Patient"}'])
@pytest.mark.parametrize("at_line", [0, 1, 2])
def test_a_spoilt_line_costs_only_itself(spoilt: bytes, at_line: int) -> None:
    """Lines of all vocabularies may stand in one file."""
    lines = [json.dumps(STEDI_VISIT).encode(), json.dumps(claim_of(identifier=[{"value": "CR-2206"}]), default=float).encode()]
    lines.insert(at_line, spoilt)
    found = encounters.parse(b"\n".join(lines), SETTINGS)
    assert [one.id for one in found.good] in (["CR-2201", "CR-2206"],) and found.refused == 1
    assert [problem.where.split(",")[0] for problem in found.problems] == [f"line {at_line + 1}"]


@pytest.mark.parametrize("kind", ["history", "document"])
def test_a_bundle_of_another_kind_is_not_taken(kind: str) -> None:
    """A history would send old versions of a claim."""
    assert told(VISIT | {"type": kind}) == [("door-not-taken", "type")]


def test_a_bundle_without_claims_holds_no_encounter() -> None:
    """And says so."""
    assert told({"resourceType": "Bundle", "type": "collection", "entry": VISIT["entry"][1:]}) == [("encounters-empty", "")]


def test_who_renders_when_a_practitioner_is_the_provider() -> None:
    """With a payee, the payee bills; with a role, its organization does; alone, the practitioner."""
    alone = {"careTeam": [], "provider": {"reference": "Practitioner/lindquist"}}
    item = [{**line, "careTeamSequence": None} for line in VISIT["entry"][0]["resource"]["item"]]
    payee = {"payee": {"type": concept("provider"), "party": {"reference": "Organization/cedar-ridge"}}}
    role = {"resourceType": "PractitionerRole", "id": "r", "practitioner": {"reference": "Practitioner/lindquist"},
            "organization": {"reference": "Organization/cedar-ridge"}}
    by_role = claim_of(item=item, **alone | {"provider": {"reference": "PractitionerRole/r"}})
    by_role["entry"].append({"resource": role})
    for said in (claim_of(item=item, **alone, **payee), by_role):
        claim = read(said).good[0].claim
        assert (claim.billing_provider.name.id, claim.rendering.name.id) == ("1999999984", "1900000021")
    claim = read(claim_of(item=item, **alone)).drafts or read(claim_of(item=item, **alone)).good
    assert claim[0].claim.billing_provider.name.id == "1900000021" and claim[0].claim.rendering is None


@pytest.mark.parametrize("table", [FHIR, STEDI], ids=["fhir", "stedi"])
def test_a_row_fills_a_field_of_the_model(table: Any) -> None:
    """Or one from which the vocabulary makes such a field."""
    known = fields_of(model.Encounter)
    for row in table.rows:
        plain = re.sub(r"\[\d*\]", "", row.here)
        assert not plain or plain in known or "_" in (plain[0], plain.rpartition(".")[2][0]) or "._" in plain, row


@pytest.mark.parametrize("name", pages.PAGES)
def test_the_pages_are_fresh(name: str) -> None:
    """docs/fhir.md and docs/stedi.md are what the tables say; `make docs` writes them."""
    text = (ROOT / "docs" / name).read_text("utf-8")
    assert text == pages.page(text, pages.PAGES[name])


JUNK = st.sampled_from([None, "", 0, -1, True, "x", "2026", [], {}, [1], [None], [[]], {"a": 1}, 1.5, {"reference": "#a"}, {"reference": 5},
                        {"coding": "x"}, {"coding": [{"code": 5}]}, [{"coding": [{"code": {}, "system": []}]}]])
DOCUMENTS = [json.loads(path.read_text("utf-8")) for path in FOREIGN if path.suffix == ".json"]


def nodes(said: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything in a document."""
    for step, value in (said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ()):
        yield (*at, step)
        yield from nodes(value, (*at, step))


@given(st.sampled_from(DOCUMENTS).flatmap(lambda document: st.tuples(st.just(document), st.lists(
    st.tuples(st.sampled_from(list(nodes(document))), JUNK), min_size=1, max_size=2))))
@profile(max_examples=300, deadline=None)
def test_no_document_makes_a_door_stumble(case: tuple[Any, list[tuple[tuple[Any, ...], Any]]]) -> None:
    """A value of any kind in any place gives an encounter or a problem with a place."""
    document = copy.deepcopy(case[0])
    for way, junk in case[1]:
        holder = document
        try:
            for step in way[:-1]:
                holder = holder[step]
            holder[way[-1]] = copy.deepcopy(junk)
        except (KeyError, IndexError, TypeError):
            continue
    found = read(document)
    assert found.good or found.problems
    for problem in (*found.problems, *(problem for one in (*found.good, *found.drafts) for problem in edits.check(one, edits.Context()))):
        assert problem.message and (problem.where or problem.kind in ("encounters-empty", "json-shape"))

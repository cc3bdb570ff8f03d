"""The mapping table of the Stedi and Optum vocabulary: what a claim in it says, and where an encounter says it."""

from collections.abc import Iterator
from typing import Any

from edi_engine.encounters.conversions import DAY, LISTED, NUMBERS, PHONE, YES, constant, only, refused, unused
from edi_engine.encounters.mapping import Conversion, Row, Selector, Table
from edi_engine.encounters.stedi.others import decided, others
from edi_engine.encounters.stedi.pieces import FOREIGN, address, contact, identifiers, named, provider, rows, when_true, without
from edi_engine.encounters.stedi.specialties import of_claim, of_line

CLAIM, LINE = "claimInformation", "claimInformation.serviceLines[each]"
ROLES = {"BillingProvider": "billing_provider", "RenderingProvider": "rendering", "ReferringProvider": "referring",
         "SupervisingProvider": "supervising", "OrderingProvider": "_ordering"}
"""Kinds of ``providers`` -> what they are here."""


def _person(there: str, here: str) -> Iterator[Row]:
    yield from named(there, here)
    yield from rows(there, here, dateOfBirth=("birth", DAY), gender="sex", ssn="ssn")
    yield from address(f"{there}.address", f"{here}.address")
    yield from contact(f"{there}.contactInformation", f"{here}._contact")


def _biller(there: str, here: str = "billing_provider") -> Iterator[Row]:
    yield from rows(there, here, npi="npi", organizationName="name", taxonomyCode="taxonomy", employerId="tax_id")
    yield from named(there, here)
    yield from (Row(f"{there}.employerId", f"{here}.tax_id_type", constant("EI")),
                Row(f"{there}.ssn", f"{here}.tax_id"), Row(f"{there}.ssn", f"{here}.tax_id_type", constant("SY")),
                Row(f"{there}.commercialNumber", "payer.provider_number"),
                Row(f"{there}.locationNumber", "payer.location_number"),
                Row(f"{there}.providerUpinNumber", f"{here}._numbers.1G"),
                Row(f"{there}.stateLicenseNumber", f"{here}._numbers.0B"))
    yield from address(f"{there}.address", f"{here}.address")
    yield from contact(f"{there}.contactInformation", f"{here}.contact")
    yield from without(there, refused("another number of who bills"), *FOREIGN, "secondaryIdentifier")
    yield from without(there, unused("the name of the field says it"), "providerType")


def _facility(there: str, here: str) -> Iterator[Row]:
    yield from rows(there, here, npi="npi", organizationName="name")
    yield from address(f"{there}.address", f"{here}.address")
    yield from identifiers(f"{there}.secondaryIdentifier", f"{here}.references")
    if here == "facility":
        yield from rows(there, f"{here}._contact", phoneName="name", phoneNumber=("phone", PHONE), phoneExtension="extension")
    else:
        yield from without(there, unused("whom a payer calls"), "phoneName", "phoneNumber", "phoneExtension")


def _claim() -> Iterator[Row]:
    yield Row(f"{CLAIM}.patientControlNumber", "id")
    yield from rows(
        CLAIM, "", patientControlNumber="claim_id", claimFilingCode="payer.filing_indicator", claimChargeAmount="total_charge",
        placeOfServiceCode="place_of_service", claimFrequencyCode="frequency", signatureIndicator="signature",
        planParticipationCode="accept_assignment", benefitsAssignmentCertificationIndicator="benefits_assigned",
        releaseInformationCode="release", patientSignatureSourceCode=("signature_source", when_true("P", "true is P")),
        patientAmountPaid="patient_paid", relatedCausesCode=("accident.causes", LISTED), autoAccidentStateCode="accident.state",
        autoAccidentCountryCode="accident.country", specialProgramCode="special_program", delayReasonCode="delay_reason",
        deathDate=("_patient.death", DAY), patientWeight="_patient.weight", pregnancyIndicator=("_patient.pregnant", YES),
        propertyCasualtyClaimNumber="_patient.property_claim_number")
    yield from (Row(f"{CLAIM}.healthCareCodeInformation[each].diagnosisCode", "diagnoses[]"),
                Row(f"{CLAIM}.healthCareCodeInformation[each].diagnosisTypeCode", "_kinds[]", _kinds_of_diagnosis()))
    yield from rows(
        f"{CLAIM}.claimDateInformation", "dates", symptomDate=("onset", DAY), initialTreatmentDate=("initial_treatment", DAY),
        lastSeenDate=("last_seen", DAY), acuteManifestationDate=("acute_manifestation", DAY), accidentDate=("accident", DAY),
        lastMenstrualPeriodDate=("last_menstrual_period", DAY), lastXRayDate=("last_xray", DAY),
        hearingAndVisionPrescriptionDate=("prescription", DAY), disabilityBeginDate=("disability_begin", DAY),
        disabilityEndDate=("disability_end", DAY), lastWorkedDate=("last_worked", DAY),
        authorizedReturnToWorkDate=("return_to_work", DAY), admissionDate=("admission", DAY), dischargeDate=("discharge", DAY),
        assumedAndRelinquishedCareBeginDate=("assumed_care", DAY), assumedAndRelinquishedCareEndDate=("relinquished_care", DAY),
        firstContactDate=("first_contact", DAY), repricerReceivedDate=("repricer_received", DAY))
    there = f"{CLAIM}.claimSupplementalInformation"
    yield from rows(there, "", priorAuthorizationNumber="prior_authorization", referralNumber="referral_number",
                    claimControlNumber="payer_claim_number", cliaNumber="clia", mammographyCertificationNumber="mammography",
                    medicalRecordNumber="medical_record_number")
    for name, qualifier in REFERENCES.items():
        yield Row(f"{there}.{name}", f"_references.{qualifier}")
    for name, kind in NOTES.items():
        yield Row(f"{CLAIM}.claimNote.{name}", f"_notes.{kind}")
    yield from _facility(f"{CLAIM}.serviceFacilityLocation", "facility")
    yield from of_claim(CLAIM)
    yield from others(f"{CLAIM}.otherSubscriberInformation[each]")


REFERENCES = {"serviceAuthorizationExceptionCode": "4N", "medicareCrossoverReferenceId": "F5",
              "investigationalDeviceExemptionNumber": "LX", "demoProjectIdentifier": "P4", "carePlanOversightNumber": "1J",
              "repricedClaimNumber": "9A", "adjustedRepricedClaimNumber": "9C", "claimNumber": "D9"}
NOTES = {"additionalInformation": "ADD", "certificationNarrative": "CER", "goalRehabOrDischargePlans": "DCP",
         "diagnosisDescription": "DGN", "thirdPartOrgNotes": "TPO"}
LINE_REFERENCES = {"repricedLineItemReferenceNumber": "9B", "adjustedRepricedLineItemReferenceNumber": "9D",
                   "immunizationBatchNumber": "BT"}
LINE_NOTES = {"additionalNotes": "ADD", "goalRehabOrDischargePlans": "DCP", "thirdPartyOrganizationNotes": "TPO"}


def _kinds_of_diagnosis() -> Conversion:
    """ICD-10 only; which diagnosis is the principal one is looked at afterwards."""
    check = only("ABK", "ABF")

    def of(said: Any) -> Any:
        check.of(said)
        return said
    return Conversion("must be ABK for the first, else ABF", of)


def _line() -> Iterator[Row]:
    service = f"{LINE}.professionalService"
    yield from rows(LINE, "lines[]", serviceDate=("from", DAY), serviceDateEnd=("to", DAY),
                    providerControlNumber="control_number", salesTaxAmount="sales_tax", postageTaxAmount="postage")
    yield from without(LINE, unused("lines are numbered as they stand"), "assignedNumber")
    yield from rows(
        service, "lines[]", procedureIdentifier="procedure_type", procedureCode="procedure", description="description",
        lineItemChargeAmount="charge", measurementUnit="unit", serviceUnitCount="units", placeOfServiceCode="place_of_service",
        emergencyIndicator=("emergency", YES), epsdtIndicator=("epsdt", YES), familyPlanningIndicator=("family_planning", YES),
        copayStatusCode=("copay_exempt", Conversion("0 is true", lambda said: True if said == "0" else said)))
    yield Row(f"{service}.procedureModifiers", "lines[].modifiers")
    yield Row(f"{service}.compositeDiagnosisCodePointers.diagnosisCodePointers", "lines[].pointers", NUMBERS)
    yield from rows(
        f"{LINE}.drugIdentification", "lines[].drug", serviceIdQualifier="qualifier", nationalDrugCode="ndc",
        nationalDrugUnitCount="quantity", measurementUnitCode="unit", linkSequenceNumber="link_number",
        pharmacyPrescriptionNumber="prescription_number")
    yield from rows(
        f"{LINE}.serviceLineDateInformation", "lines[].dates", prescriptionDate=("prescription", DAY),
        certificationRevisionOrRecertificationDate=("certification_revised", DAY), beginTherapyDate=("begin_therapy", DAY),
        lastCertificationDate=("last_certification", DAY), treatmentOrTherapyDate=("last_seen", DAY),
        hemoglobinTestDate=("test_hemoglobin", DAY), serumCreatineTestDate=("test_creatinine", DAY),
        shippedDate=("shipped", DAY), lastXRayDate=("last_xray", DAY), initialTreatmentDate=("initial_treatment", DAY))
    there = f"{LINE}.serviceLineReferenceInformation"
    yield from rows(there, "lines[]", mammographyCertificationNumber="mammography", referringCliaNumber="referring_clia",
                    clinicalLaboratoryImprovementAmendmentNumber="clia")
    yield from rows(f"{there}.priorAuthorization[each]", "lines[]._authorizations[]",
                    priorAuthorizationOrReferralNumber="value", otherPayerPrimaryIdentifier="payer")
    yield from (Row(f"{there}.referralNumber[0]", "lines[].referral_number"),
                Row(f"{there}.referralNumber[rest]", "", refused("a second referral number")))
    for name, qualifier in LINE_REFERENCES.items():
        yield Row(f"{there}.{name}", f"lines[]._references.{qualifier}")
    for name, kind in LINE_NOTES.items():
        yield Row(f"{LINE}.{name}", f"lines[]._notes.{kind}")
    for role in ("rendering", "supervising", "ordering", "referring"):
        yield from provider(f"{LINE}.{role}Provider", f"lines[].{role}")
    yield from _facility(f"{LINE}.serviceFacilityLocation", "lines[].facility")
    yield from of_line(LINE, "lines[].")
    yield from decided(f"{LINE}.lineAdjudicationInformation[each]", "lines[].adjudications[]")
    yield from without(LINE, refused("adjustments that name no payer"), "lineAdjustmentInformation")


def _parties() -> Iterator[Row]:
    yield from (Row("tradingPartnerServiceId", "payer.id"), Row("tradingPartnerName", "payer.name"))
    yield from address("payerAddress", "payer.address")
    yield from rows("subscriber", "subscriber", memberId="member_id", organizationName="organization",
                    groupNumber="group_number", subscriberGroupName="group_name")
    yield from (Row("subscriber.policyNumber", "subscriber.group_number"),
                Row("subscriber.paymentResponsibilityLevelCode", "payer.sequence"),
                Row("subscriber.insuranceTypeCode", "payer.medicare_secondary"))
    yield from _person("subscriber", "subscriber")
    yield Row("dependent.relationshipToSubscriberCode", "patient.relationship")
    yield from _person("dependent", "patient")
    yield from without("dependent", refused("a member id of the patient's own; a patient who has one is the subscriber"),
                        "memberId")
    for there, here in (("billing", "billing_provider"), ("rendering", "rendering"), ("referring", "referring"),
                        ("supervising", "supervising"), ("ordering", "_ordering")):
        yield from _biller(there) if there == "billing" else provider(there, here)
    for role, here in ROLES.items():
        yield from _biller(f"providers[{role}]") if here == "billing_provider" else provider(f"providers[{role}]", here)
    yield Row("providers[rest]", "", refused("a provider of another kind, or a second one of the same"))
    yield from address("payToAddress", "billing_provider.pay_to")
    plan = "billing_provider.pay_to_plan"
    yield from rows("payToPlan", plan, organizationName="name", primaryIdentifier="id", primaryIdentifierTypeCode="id_type",
                    secondaryIdentifier="references[0].value", secondaryIdentifierTypeCode="references[0].qualifier",
                    taxIdentificationNumber="tax_id")
    yield from address("payToPlan.address", f"{plan}.address")
    yield Row("usageIndicator", "_usage", Conversion("must agree with mode in edi.toml: T for test, P for production",
                                                     lambda said: said))
    yield from without("", unused("edi.toml says who sends and who receives, and the engine numbers what leaves"),
                        "submitter", "receiver", "controlNumber")
    yield Row("isTesting", "_usage", Conversion("true is T, false is P", lambda said: "T" if said is True else "P"))


def _of_kind(kind: str) -> Selector:
    def choose(elements: list[Any]) -> int | None:
        kinds = [one.get("providerType") if isinstance(one, dict) else None for one in elements]
        return kinds.index(kind) if kind in kinds else None
    return Selector(f"the first with providerType {kind}", choose)


SELECTORS = {role: _of_kind(role) for role in ROLES}
TABLE = Table((*_claim(), *_line(), *_parties()), SELECTORS, lambda steps: "error")

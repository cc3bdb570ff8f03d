"""The mapping table of the Stedi and Optum vocabulary: what a claim in it says, and where an encounter says it."""

from collections.abc import Iterator
from typing import Any

from edi_engine.encounters.conversions import DAY, LISTED, NUMBERS, PHONE, YES, constant, only, refused, unused
from edi_engine.encounters.mapping import AS_IT_IS, Conversion, Row, Selector, Table

CLAIM, LINE = "claimInformation", "claimInformation.serviceLines[each]"
ROLES = {"BillingProvider": "billing_provider", "RenderingProvider": "rendering", "ReferringProvider": "referring",
         "SupervisingProvider": "supervising", "OrderingProvider": "_ordering"}
"""Kinds of ``providers`` -> what they are here."""


def _rows(there: str, here: str, **names: tuple[str, Conversion] | str) -> Iterator[Row]:
    """Rows of one object: its names, what they are here, and how they are read."""
    for name, ours in names.items():
        field, read = ours if isinstance(ours, tuple) else (ours, AS_IT_IS)
        yield Row(f"{there}.{name}", f"{here}.{field}".lstrip(".") if field else "", read)


def _without(there: str, why: Conversion, *names: str) -> Iterator[Row]:
    """Names that have no place here, and why."""
    return (Row(f"{there}.{name}".lstrip("."), "", why) for name in names)


def _address(there: str, here: str) -> Iterator[Row]:
    yield from _rows(there, here, address1="street", address2="street2", city="city", state="state", postalCode="zip",
                     countryCode="country")
    yield from _without(there, refused("a part of another country"), "countrySubDivisionCode")


def _named(there: str, here: str) -> Iterator[Row]:
    yield from _rows(there, here, lastName="last", firstName="first", middleName="middle", suffix="suffix")


def _person(there: str, here: str) -> Iterator[Row]:
    yield from _named(there, here)
    yield from _rows(there, here, dateOfBirth=("birth", DAY), gender="sex", ssn="ssn")
    yield from _address(f"{there}.address", f"{here}.address")
    yield from _without(there, unused("whom a payer calls"), "contactInformation")


_NUMBERS = ("commercialNumber", "locationNumber", "payerIdentificationNumber", "providerUpinNumber", "stateLicenseNumber",
            "claimOfficeNumber", "naic", "otherIdentifier", "secondaryIdentifier")


def _provider(there: str, here: str) -> Iterator[Row]:
    """Somebody who took part: a person, named by role."""
    yield Row(f"{there}.npi", f"{here}.npi")
    yield from _named(there, here)
    if here.endswith("rendering"):
        yield Row(f"{there}.taxonomyCode", f"{here}.taxonomy")
    else:
        yield from _without(there, unused("only the rendering provider's is sent"), "taxonomyCode")
    yield from _without(there, refused("an organization in this role"), "organizationName")
    yield from _without(there, refused("a provider's other number"), *_NUMBERS)
    yield from _without(there, unused("sent of who bills"), "address", "contactInformation", "employerId", "ssn",
                        "employerIdentificationNumber")
    yield from _without(there, unused("the name of the field says it"), "providerType")


def _biller(there: str, here: str = "billing_provider") -> Iterator[Row]:
    yield from _rows(there, here, npi="npi", organizationName="name", taxonomyCode="taxonomy", employerId="tax_id")
    yield from _named(there, here)
    yield from (Row(f"{there}.employerId", f"{here}.tax_id_type", constant("EI")),
                Row(f"{there}.ssn", f"{here}.tax_id"), Row(f"{there}.ssn", f"{here}.tax_id_type", constant("SY")),
                Row(f"{there}.commercialNumber", "payer.provider_number"))
    yield from _address(f"{there}.address", f"{here}.address")
    yield from _rows(f"{there}.contactInformation", f"{here}.contact", name="name", phoneNumber=("phone", PHONE),
                     phoneExtension="extension", faxNumber=("fax", PHONE), email="email")
    yield from _without(there, refused("a provider's other number"), *_NUMBERS[1:])
    yield from _without(there, unused("the name of the field says it"), "providerType")


def _facility(there: str, here: str) -> Iterator[Row]:
    yield from _rows(there, here, npi="npi", organizationName="name")
    yield from _address(f"{there}.address", f"{here}.address")
    yield from _without(there, refused("a facility's other number"), "secondaryIdentifier")
    yield from _without(there, unused("whom a payer calls"), "phoneName", "phoneNumber", "phoneExtension")


def _claim() -> Iterator[Row]:
    yield Row(f"{CLAIM}.patientControlNumber", "id")
    yield from _rows(
        CLAIM, "", patientControlNumber="claim_id", claimFilingCode="payer.filing_indicator", claimChargeAmount="total_charge",
        placeOfServiceCode="place_of_service", claimFrequencyCode="frequency", signatureIndicator="signature",
        planParticipationCode="accept_assignment", benefitsAssignmentCertificationIndicator="benefits_assigned",
        releaseInformationCode="release", patientSignatureSourceCode=("signature_source", Conversion("true is P", _source)),
        patientAmountPaid="patient_paid", relatedCausesCode=("accident.causes", LISTED), autoAccidentStateCode="accident.state",
        autoAccidentCountryCode="accident.country", specialProgramCode="special_program", delayReasonCode="delay_reason",
        deathDate=("_patient.death", DAY), patientWeight="_patient.weight", pregnancyIndicator=("_patient.pregnant", YES),
        propertyCasualtyClaimNumber="_patient.property_claim_number")
    yield from (Row(f"{CLAIM}.healthCareCodeInformation[each].diagnosisCode", "diagnoses[]"),
                Row(f"{CLAIM}.healthCareCodeInformation[each].diagnosisTypeCode", "_kinds[]", _kinds_of_diagnosis()))
    yield from _rows(
        f"{CLAIM}.claimDateInformation", "dates", symptomDate=("onset", DAY), initialTreatmentDate=("initial_treatment", DAY),
        lastSeenDate=("last_seen", DAY), acuteManifestationDate=("acute_manifestation", DAY), accidentDate=("accident", DAY),
        lastMenstrualPeriodDate=("last_menstrual_period", DAY), lastXRayDate=("last_xray", DAY),
        hearingAndVisionPrescriptionDate=("prescription", DAY), disabilityBeginDate=("disability_begin", DAY),
        disabilityEndDate=("disability_end", DAY), lastWorkedDate=("last_worked", DAY),
        authorizedReturnToWorkDate=("return_to_work", DAY), admissionDate=("admission", DAY), dischargeDate=("discharge", DAY),
        assumedAndRelinquishedCareBeginDate=("assumed_care", DAY), assumedAndRelinquishedCareEndDate=("relinquished_care", DAY),
        firstContactDate=("first_contact", DAY), repricerReceivedDate=("", refused("a repricer's date")))
    there = f"{CLAIM}.claimSupplementalInformation"
    yield from _rows(there, "", priorAuthorizationNumber="prior_authorization", referralNumber="referral_number",
                     claimControlNumber="payer_claim_number", cliaNumber="clia", mammographyCertificationNumber="mammography",
                     medicalRecordNumber="medical_record_number")
    for name, qualifier in REFERENCES.items():
        yield Row(f"{there}.{name}", f"_references.{qualifier}")
    yield from _without(there, refused("an attachment"), "reportInformation", "reportInformations")
    yield from _without(there, refused("a repricer's number"), "repricedClaimNumber", "adjustedRepricedClaimNumber")
    yield from _without(there, unused("a clearinghouse's own number"), "claimNumber")
    for name, kind in NOTES.items():
        yield Row(f"{CLAIM}.claimNote.{name}", f"_notes.{kind}")
    yield from _facility(f"{CLAIM}.serviceFacilityLocation", "facility")
    yield from _without(CLAIM, refused("another payer, which a later version will send"), "otherSubscriberInformation")
    yield from _without(CLAIM, refused("a part of the claim that a later version will send"), *LATER)
    yield from _without(CLAIM, refused("free text of the whole file (K3)"), "fileInformation", "fileInformationList")


REFERENCES = {"serviceAuthorizationExceptionCode": "4N", "medicareCrossoverReferenceId": "F5",
              "investigationalDeviceExemptionNumber": "LX", "demoProjectIdentifier": "P4", "carePlanOversightNumber": "1J"}
NOTES = {"additionalInformation": "ADD", "certificationNarrative": "CER", "goalRehabOrDischargePlans": "DCP",
         "diagnosisDescription": "DGN", "thirdPartOrgNotes": "TPO"}
LINE_NOTES = {"additionalNotes": "ADD", "goalRehabOrDischargePlans": "DCP", "thirdPartyOrganizationNotes": "TPO"}
LATER = ("claimContractInformation", "claimPricingRepricingInformation", "ambulanceTransportInformation",
         "ambulanceCertification", "ambulancePickUpLocation", "ambulanceDropOffLocation", "conditionInformation",
         "epsdtReferral", "patientConditionInformationVision", "spinalManipulationServiceInformation", "homeboundIndicator",
         "anesthesiaRelatedSurgicalProcedure")
LATER_LINE = ("durableMedicalEquipmentService", "durableMedicalEquipmentCertification",
              "durableMedicalEquipmentCertificateOfMedicalNecessity", "conditionIndicatorDurableMedicalEquipment",
              "ambulanceTransportInformation", "ambulanceCertification", "ambulancePickUpLocation", "ambulanceDropOffLocation",
              "ambulancePatientCount", "contractInformation", "linePricingRepricingInformation", "formIdentification",
              "hospiceEmployeeIndicator", "obstetricAnesthesiaAdditionalUnits", "purchasedServiceInformation",
              "purchasedServiceProvider", "testResults")


def _source(said: Any) -> Any:
    """CLM10 has one value; the vocabulary says it as true."""
    return {True: "P", False: None}[said] if isinstance(said, bool) else said


def _kinds_of_diagnosis() -> Conversion:
    """ICD-10 only; which diagnosis is the principal one is looked at afterwards."""
    check = only("ABK", "ABF")

    def of(said: Any) -> Any:
        check.of(said)
        return said
    return Conversion("must be ABK for the first, else ABF", of)


def _line() -> Iterator[Row]:
    service = f"{LINE}.professionalService"
    yield from _rows(LINE, "lines[]", serviceDate=("from", DAY), serviceDateEnd=("to", DAY),
                     providerControlNumber="control_number", salesTaxAmount="sales_tax", postageTaxAmount="postage")
    yield from _without(LINE, unused("lines are numbered as they stand"), "assignedNumber")
    yield from _rows(
        service, "lines[]", procedureIdentifier="procedure_type", procedureCode="procedure", description="description",
        lineItemChargeAmount="charge", measurementUnit="unit", serviceUnitCount="units", placeOfServiceCode="place_of_service",
        emergencyIndicator=("emergency", YES), epsdtIndicator=("epsdt", YES), familyPlanningIndicator=("family_planning", YES),
        copayStatusCode=("copay_exempt", Conversion("0 is true", lambda said: True if said == "0" else said)))
    yield Row(f"{service}.procedureModifiers", "lines[].modifiers")
    yield Row(f"{service}.compositeDiagnosisCodePointers.diagnosisCodePointers", "lines[].pointers", NUMBERS)
    yield from _rows(
        f"{LINE}.drugIdentification", "lines[].drug", serviceIdQualifier="qualifier", nationalDrugCode="ndc",
        nationalDrugUnitCount="quantity", measurementUnitCode="unit", linkSequenceNumber="link_number",
        pharmacyPrescriptionNumber="prescription_number")
    yield from _rows(
        f"{LINE}.serviceLineDateInformation", "lines[].dates", prescriptionDate=("prescription", DAY),
        certificationRevisionOrRecertificationDate=("certification_revised", DAY), beginTherapyDate=("begin_therapy", DAY),
        lastCertificationDate=("last_certification", DAY), treatmentOrTherapyDate=("last_seen", DAY),
        hemoglobinTestDate=("test_hemoglobin", DAY), serumCreatineTestDate=("test_creatinine", DAY),
        shippedDate=("shipped", DAY), lastXRayDate=("last_xray", DAY), initialTreatmentDate=("initial_treatment", DAY))
    there = f"{LINE}.serviceLineReferenceInformation"
    yield from _rows(there, "lines[]", mammographyCertificationNumber="mammography", referringCliaNumber="referring_clia",
                     clinicalLaboratoryImprovementAmendmentNumber="clia")
    yield from (Row(f"{there}.priorAuthorization[0].priorAuthorizationOrReferralNumber", "lines[].prior_authorization"),
                Row(f"{there}.priorAuthorization[0].otherPayerPrimaryIdentifier", "", refused("another payer's number")),
                Row(f"{there}.priorAuthorization[rest]", "", refused("a second prior authorization")),
                Row(f"{there}.referralNumber[0]", "lines[].referral_number"),
                Row(f"{there}.referralNumber[rest]", "", refused("a second referral number")),
                Row(f"{there}.immunizationBatchNumber", "", refused("a batch number")))
    yield from _without(there, refused("a repricer's number"), "repricedLineItemReferenceNumber",
                        "adjustedRepricedLineItemReferenceNumber")
    for name, kind in LINE_NOTES.items():
        yield Row(f"{LINE}.{name}", f"lines[]._notes.{kind}")
    for role in ("rendering", "supervising", "ordering", "referring"):
        yield from _provider(f"{LINE}.{role}Provider", f"lines[].{role}")
    yield from _facility(f"{LINE}.serviceFacilityLocation", "lines[].facility")
    yield from _without(LINE, refused("what another payer decided, which a later version will send"),
                        "lineAdjudicationInformation", "lineAdjustmentInformation")
    yield from _without(LINE, refused("an attachment"), "serviceLineSupplementalInformation")
    yield from _without(LINE, refused("a part of the line that a later version will send"), *LATER_LINE)
    yield from _without(LINE, refused("free text of the whole file (K3)"), "fileInformation")


def _parties() -> Iterator[Row]:
    yield from (Row("tradingPartnerServiceId", "payer.id"), Row("tradingPartnerName", "payer.name"))
    yield from _address("payerAddress", "payer.address")
    yield from _rows("subscriber", "subscriber", memberId="member_id", organizationName="organization",
                     groupNumber="group_number", subscriberGroupName="group_name")
    yield from (Row("subscriber.policyNumber", "subscriber.group_number"),
                Row("subscriber.paymentResponsibilityLevelCode", "payer.sequence"),
                Row("subscriber.insuranceTypeCode", "", refused("why Medicare pays second, which a later version will send")))
    yield from _person("subscriber", "subscriber")
    yield Row("dependent.relationshipToSubscriberCode", "patient.relationship")
    yield from _person("dependent", "patient")
    yield from _without("dependent", refused("a member id of the patient's own; a patient who has one is the subscriber"),
                        "memberId")
    for there, here in (("billing", "billing_provider"), ("rendering", "rendering"), ("referring", "referring"),
                        ("supervising", "supervising"), ("ordering", "_ordering")):
        yield from _biller(there) if there == "billing" else _provider(there, here)
    for role, here in ROLES.items():
        yield from _biller(f"providers[{role}]") if here == "billing_provider" else _provider(f"providers[{role}]", here)
    yield Row("providers[rest]", "", refused("a provider of another kind, or a second one of the same"))
    yield from _address("payToAddress", "billing_provider.pay_to")
    yield Row("payToPlan", "", refused("a plan to which payment goes, which a later version will send"))
    yield Row("usageIndicator", "_usage", Conversion("must agree with mode in edi.toml: T for test, P for production",
                                                     lambda said: said))
    yield from _without("", unused("edi.toml says who sends and who receives, and the engine numbers what leaves"),
                        "submitter", "receiver", "controlNumber")
    yield Row("isTesting", "_usage", Conversion("true is T, false is P", lambda said: "T" if said is True else "P"))


def _of_kind(kind: str) -> Selector:
    def choose(elements: list[Any]) -> int | None:
        kinds = [one.get("providerType") if isinstance(one, dict) else None for one in elements]
        return kinds.index(kind) if kind in kinds else None
    return Selector(f"the first with providerType {kind}", choose)


SELECTORS = {role: _of_kind(role) for role in ROLES}
TABLE = Table((*_claim(), *_line(), *_parties()), SELECTORS, lambda steps: "error")

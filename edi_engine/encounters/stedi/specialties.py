"""Rows of specialties, of claims and of lines alike."""

from collections.abc import Iterator

from edi_engine.encounters.conversions import DAY, constant, unused
from edi_engine.encounters.mapping import Conversion, Row
from edi_engine.encounters.stedi.pieces import address, numbers, rows, when_true, without

YES_NO = Conversion("true is Y, false is N", lambda said: {True: "Y", False: "N"}[said] if isinstance(said, bool) else said)

COUNT = Conversion("0 says nothing", lambda said: None if said in (0, "0") else said)


def attachment(there: str, here: str) -> Iterator[Row]:
    """Paper that belongs to the claim or to a line."""
    return rows(there, here, attachmentReportTypeCode="type", attachmentTransmissionCode="transmission",
                attachmentControlNumber="control_number")


def transport(there: str, here: str) -> Iterator[Row]:
    """An ambulance: why, how far, from where to where, under which conditions."""
    yield from rows(f"{there}.ambulanceTransportInformation", f"{here}ambulance", patientWeightInPounds="weight",
                    ambulanceTransportReasonCode="reason", transportDistanceInMiles="distance",
                    roundTripPurposeDescription="round_trip", stretcherPurposeDescription="stretcher")
    yield from condition(f"{there}.ambulanceCertification[each]", f"{here}_ambulance[]")
    yield from address(f"{there}.ambulancePickUpLocation", f"{here}pick_up.address")
    yield from address(f"{there}.ambulanceDropOffLocation", f"{here}drop_off.address")


def condition(there: str, here: str) -> Iterator[Row]:
    """Conditions that hold or do not."""
    return rows(there, here, certificationConditionIndicator="certified", conditionCodes="codes")


def contract(there: str, here: str) -> Iterator[Row]:
    """The contract that fixes the price."""
    return rows(there, here, contractTypeCode="type", contractAmount="amount", contractPercentage="percentage",
                contractCode="code", termsDiscountPercentage="terms_discount", contractVersionIdentifier="version")


def pricing(there: str, here: str) -> Iterator[Row]:
    """What a repricer says; the flat rate is spelt in two ways."""
    return rows(there, here, pricingMethodologyCode="methodology", repricedAllowedAmount="allowed",
                repricedSavingAmount="savings", repricingOrganizationIdentifier="organization",
                repricingPerDiemOrFlatRateAmount="rate",
                repricingPerDiemOrFlatRateAmoung="rate", repricedApprovedAmbulatoryPatientGroupCode="group",
                repricedApprovedAmbulatoryPatientGroupAmount="group_amount", rejectReasonCode="rejection",
                policyComplianceCode="compliance", exceptionCode="exception")


def of_claim(there: str) -> Iterator[Row]:
    """Of a claim."""
    supplement = f"{there}.claimSupplementalInformation"
    yield from attachment(f"{supplement}.reportInformation", "attachments[0]")
    yield from attachment(f"{supplement}.reportInformations[each]", "attachments[]")
    yield from contract(f"{there}.claimContractInformation", "contract")
    yield from pricing(f"{there}.claimPricingRepricingInformation", "pricing")
    yield from transport(there, "")
    yield from rows(f"{there}.patientConditionInformationVision[each]", "_vision[]", codeCategory="category")
    yield from condition(f"{there}.patientConditionInformationVision[each]", "_vision[]")
    yield from (Row(f"{there}.homeboundIndicator", "_homebound.certified", when_true("Y", "true is Y")),
                Row(f"{there}.homeboundIndicator", "_homebound.codes", when_true(["IH"], "true is IH")))
    yield from rows(f"{there}.epsdtReferral", "_epsdt", certificationConditionCodeAppliesIndicator="certified",
                    conditionCodes="codes")
    yield from rows(f"{there}.spinalManipulationServiceInformation", "spinal_manipulation", patientConditionCode="condition",
                    patientConditionDescription1="description", patientConditionDescription2="more")
    yield from (Row(f"{there}.anesthesiaRelatedSurgicalProcedure", "anesthesia_procedures"),
                Row(f"{there}.conditionInformation[each].conditionCodes", "_condition_codes[]"),
                Row(f"{there}.fileInformation", "file_information[0].text"),
                Row(f"{there}.fileInformationList[each]", "file_information[].text"))


def of_line(there: str, here: str) -> Iterator[Row]:
    """Of a line."""
    yield from attachment(f"{there}.serviceLineSupplementalInformation[each]", f"{here}attachments[]")
    yield from transport(there, here)
    yield from contract(f"{there}.contractInformation", f"{here}contract")
    yield from pricing(f"{there}.linePricingRepricingInformation", f"{here}pricing")
    yield from _equipment(there, here)
    yield from (Row(f"{there}.hospiceEmployeeIndicator", f"{here}_hospice.certified", YES_NO),
                Row(f"{there}.hospiceEmployeeIndicator", f"{here}_hospice.codes", constant(["65"])),
                Row(f"{there}.ambulancePatientCount", f"{here}patients", COUNT),
                Row(f"{there}.obstetricAnesthesiaAdditionalUnits", f"{here}obstetric_units", COUNT),
                Row(f"{there}.fileInformation[each]", f"{here}file_information[].text"))
    yield from rows(f"{there}.testResults[each]", f"{here}test_results[]", measurementReferenceIdentificationCode="reference",
                    measurementQualifier="qualifier", testResults="value")
    yield from rows(f"{there}.formIdentification[each]", f"{here}forms[]", formTypeCode="qualifier", formIdentifier="code")
    yield from rows(f"{there}.formIdentification[each].supportingDocumentation[each]", f"{here}forms[].answers[]",
                    questionNumber="question", questionResponseCode="response", questionResponse="text",
                    questionResponseAsDate=("day", DAY), questionResponseAsPercent="percentage")
    yield from rows(f"{there}.purchasedServiceInformation", f"{here}purchased_service",
                    purchasedServiceProviderIdentifier="provider", purchasedServiceChargeAmount="charge")
    yield from _purchased(f"{there}.purchasedServiceProvider", f"{here}purchased")


def _equipment(there: str, here: str) -> Iterator[Row]:
    yield from rows(f"{there}.durableMedicalEquipmentService", f"{here}equipment", days="days", rentalPrice="rental",
                    purchasePrice="purchase", frequencyCode="frequency")
    yield Row(f"{there}.durableMedicalEquipmentCertificateOfMedicalNecessity.attachmentTransmissionCode",
              f"{here}certificate.transmission")
    yield from rows(f"{there}.durableMedicalEquipmentCertification", f"{here}certification", certificationTypeCode="type",
                    durableMedicalEquipmentDurationInMonths="months")
    yield from rows(f"{there}.conditionIndicatorDurableMedicalEquipment", f"{here}_equipment",
                    certificationConditionIndicator="certified", conditionIndicator="codes[0]",
                    conditionIndicatorCode="codes[1]")


def _purchased(there: str, here: str) -> Iterator[Row]:
    """From whom a service was bought: numbers only, and whether it is a person."""
    yield from rows(there, here, npi="npi", organizationName=("entity", constant("2")), lastName=("entity", constant("1")))
    yield from numbers(there, here)
    yield from without(there, unused("only numbers are sent of it"), "firstName", "middleName", "suffix", "address",
                       "contactInformation", "employerId", "ssn", "employerIdentificationNumber", "taxonomyCode",
                       "providerType")

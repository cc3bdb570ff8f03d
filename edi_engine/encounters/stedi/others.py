"""Rows of other payers, and of what they decided on the claim and on its lines."""

from collections.abc import Iterator

from edi_engine.encounters.conversions import DAY, only, refused, unused
from edi_engine.encounters.mapping import Row
from edi_engine.encounters.stedi.pieces import address, adjustments, identifiers, rows, when_true, without

HERE = "other_payers[]"
PROVIDERS = {
    "otherPayerReferringProvider": ("otherPayerReferringProviderIdentifier", "referring.references"),
    "otherPayerRenderingProvider": ("otherPayerRenderingProviderSecondaryIdentifier", "rendering.references"),
    "otherPayerServiceFacilityLocation": ("otherPayerServiceFacilityLocationSecondaryIdentifier", "facility.references"),
    "otherPayerSupervisingProvider": ("otherPayerSupervisingProviderIdentifier", "supervising.references"),
    "otherPayerBillingProvider": ("otherPayerBillingProviderIdentifier", "_billing"),
}
"""Providers as the other payer knows them -> the list of their numbers there, and what it is here."""


def others(there: str) -> Iterator[Row]:
    """``otherSubscriberInformation``: another insurance, and what it has decided on the claim."""
    yield from rows(
        there, HERE, paymentResponsibilityLevelCode="sequence", individualRelationshipCode="relationship",
        insuranceGroupOrPolicyNumber="subscriber.group_number", otherInsuredGroupName="subscriber.group_name",
        insuranceTypeCode="medicare_secondary", claimFilingIndicatorCode="filing_indicator", payerPaidAmount="paid",
        nonCoveredChargeAmount="not_covered", remainingPatientLiability="remaining",
        benefitsAssignmentCertificationIndicator="benefits_assigned",
        patientSignatureGeneratedForPatient=("signature_source", when_true("P", "true is P")),
        releaseOfInformationCode="release")
    yield from adjustments(f"{there}.claimLevelAdjustments", HERE)
    yield from rows(
        f"{there}.medicareOutpatientAdjudication", HERE, reimbursementRate="outpatient.reimbursement_rate",
        hcpcsPayableAmount="outpatient.payable", claimPaymentRemarkCode="remarks",
        endStageRenalDiseasePaymentAmount="outpatient.esrd_paid",
        nonPayableProfessionalComponentBilledAmount="outpatient.professional_component")
    yield from _insured(f"{there}.otherSubscriberName", f"{HERE}.subscriber")
    yield from _payer(f"{there}.otherPayerName", HERE)
    for name, (inner, here) in PROVIDERS.items():
        yield from identifiers(f"{there}.{name}[0].{inner}", f"{HERE}.{here}")
        yield from without(f"{there}.{name}[0]", unused("the claim says who it is"), "entityTypeQualifier")
        yield Row(f"{there}.{name}[rest]", "", refused("a second provider of this kind"))


def _insured(there: str, here: str) -> Iterator[Row]:
    yield from rows(there, here, otherInsuredQualifier="_entity", otherInsuredLastName="last", otherInsuredFirstName="first",
                    otherInsuredMiddleName="middle", otherInsuredNameSuffix="suffix", otherInsuredIdentifier="member_id",
                    otherInsuredIdentifierTypeCode=("", only("MI")), otherInsuredAdditionalIdentifier="ssn")
    yield from address(f"{there}.otherInsuredAddress", f"{here}.address")


def _payer(there: str, here: str) -> Iterator[Row]:
    yield from rows(there, here, otherPayerOrganizationName="name", otherPayerIdentifierTypeCode="id_type",
                    otherPayerIdentifier="id", otherPayerAdjudicationOrPaymentDate=("adjudicated", DAY),
                    otherPayerPriorAuthorizationNumber="prior_authorization",
                    otherPayerPriorAuthorizationOrReferralNumber="referral_number",
                    otherPayerClaimAdjustmentIndicator="adjustment_indicator", otherPayerClaimControlNumber="claim_number")
    yield from address(f"{there}.otherPayerAddress", f"{here}.address")
    yield from identifiers(f"{there}.otherPayerSecondaryIdentifier", f"{here}.references")
    yield from without(there, refused("a number of the insured, and this is the payer"), "otherInsuredAdditionalIdentifier")


def decided(there: str, here: str) -> Iterator[Row]:
    """``lineAdjudicationInformation``: what another payer decided on a line."""
    yield from rows(there, here, otherPayerPrimaryIdentifier="payer", serviceLinePaidAmount="paid",
                    serviceIdQualifier="procedure_type", procedureCode="procedure", procedureModifier="modifiers",
                    procedureCodeDescription="description", paidServiceUnitCount="units",
                    bundledOrUnbundledLineNumber="bundled_into", adjudicationOrPaymentDate=("adjudicated", DAY),
                    remainingPatientLiability="remaining")
    yield from adjustments(f"{there}.claimAdjustmentInformation", here)

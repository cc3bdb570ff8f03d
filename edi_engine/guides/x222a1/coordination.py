"""The loops of other payers: the other insurance of a claim (2320, 2330) and what it paid for a line (2430)."""

from edi_engine.billing.coordination import (
    LineAdjudication,
    OtherInsured,
    OtherPayer,
    OtherPayerProvider,
    OtherSubscriber,
    OutpatientAdjudication,
)
from edi_engine.guides.shapes import ADJUSTMENTS, CITY, NAME, PROCEDURE, REFERENCE, STREET
from edi_engine.guides.table import Loop, Row, Shape, composite, constant, day, many, money, number, one, others, text, texts

OUTPATIENT = Shape(OutpatientAdjudication, number(1, "reimbursement_rate"), money(2, "payable"), texts(3, 7, "remarks"),
                   money(8, "esrd_paid"), money(9, "professional_component"))

ADJUDICATED = Row("DTP", {1: "573"}, constant(2, "D8"), day(3, "adjudicated"))

INSURED = Loop("2330A", OtherInsured, (
    Row("NM1", {1: "IL"}, one("name", NAME)),
    STREET,
    CITY,
    Row("REF", {1: others("SY")}, many("references", REFERENCE)),
))

PAYER = Loop("2330B", OtherPayer, (
    Row("NM1", {1: "PR"}, one("name", NAME)),
    STREET,
    CITY,
    ADJUDICATED,
    Row("REF", {1: others("2U EI FY NF")}, many("references", REFERENCE), at_most=2),
    Row("REF", {1: "G1"}, text(2, "prior_authorization")),
    Row("REF", {1: "9F"}, text(2, "referral")),
    Row("REF", {1: "T4"}, text(2, "adjustment_indicator")),
    Row("REF", {1: "F8"}, text(2, "claim_control_number")),
))


def provider(loop: str, codes: str, at_most: int = 3) -> Loop[OtherPayerProvider]:
    """A loop of a provider as the other payer knows it: 2330C-G differ in little but NM101."""
    return Loop(loop, OtherPayerProvider, (
        Row("NM1", {1: codes}, one("name", NAME)),
        Row("REF", many("references", REFERENCE), at_most=at_most),
    ))


OTHER_SUBSCRIBER = Loop("2320", OtherSubscriber, (
    Row("SBR", text(1, "sequence"), text(2, "relationship"), text(3, "group_number"), text(4, "group_name"),
        text(5, "medicare_secondary"), text(9, "filing_indicator")),
    Row("CAS", many("adjustments", ADJUSTMENTS), at_most=5),
    Row("AMT", {1: "D"}, money(2, "paid")),
    Row("AMT", {1: "A8"}, money(2, "non_covered")),
    Row("AMT", {1: "EAF"}, money(2, "patient_liability")),
    Row("OI", text(3, "benefits_assigned"), text(4, "signature_source"), text(6, "release")),
    Row("MOA", one("outpatient", OUTPATIENT)),
    one("insured", INSURED),
    one("payer", PAYER),
    many("referring", provider("2330C", "DN P3"), at_most=2),
    one("rendering", provider("2330D", "82")),
    one("facility", provider("2330E", "77 FA LI TL")),
    one("supervising", provider("2330F", "DQ")),
    one("billing", provider("2330G", "85", 2)),
))

LINE_ADJUDICATION = Loop("2430", LineAdjudication, (
    Row("SVD", text(1, "payer"), money(2, "paid"), composite(3, "procedure", PROCEDURE), number(5, "units"),
        text(6, "bundled_into")),
    Row("CAS", many("adjustments", ADJUSTMENTS), at_most=5),
    ADJUDICATED,
    Row("AMT", {1: "EAF"}, money(2, "patient_liability")),
))

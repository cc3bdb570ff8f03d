"""The professional claim's guide (837P, 005010X222A1) as tables: read and written by the same rows.

Where 4010 (004010X098A1) has other qualifiers in the same place, its rows take them too: what 4010 means otherwise is kept.
"""

from edi_engine.billing.claim import (
    Accident,
    BillingProvider,
    Claim,
    Condition,
    Demographics,
    Diagnosis,
    Drug,
    Level,
    Note,
    Patient,
    Payer,
    PayTo,
    PayToPlan,
    Person,
    Provider,
    ServiceLine,
    Submission,
    Subscriber,
)
from edi_engine.billing.specialty import AnesthesiaProcedure, ConditionCode, Location
from edi_engine.guides.shapes import AMOUNT, CITY, CONTACT, NAME, PERIOD, PROCEDURE, REFERENCE, STREET, at_loop
from edi_engine.guides.table import (
    Loop,
    Repeats,
    Row,
    Shape,
    clock,
    composite,
    constant,
    counter,
    day,
    integers,
    many,
    money,
    number,
    one,
    others,
    part,
    text,
    texts,
)
from edi_engine.guides.x222a1.coordination import LINE_ADJUDICATION, OTHER_SUBSCRIBER
from edi_engine.guides.x222a1.specialty import (
    AMBULANCE,
    ATTACHMENT,
    CERTIFICATION,
    CONDITIONS,
    CONTRACT,
    EQUIPMENT,
    FILE_INFORMATION,
    FORM,
    LINE_PRICING,
    PRICING,
    PURCHASED_SERVICE,
    SPINAL_MANIPULATION,
    TEST_RESULT,
)

NOTE = Shape(Note, text(1, "qualifier"), text(2, "text"))
DEMOGRAPHICS = Shape(Demographics, constant(1, "D8"), day(2, "birth"), text(3, "sex"))


# --- who sends, who bills, who pays (header, 2000A, 2000B, 2000C) -----------------------------------------------------

HEADER = Loop("HEADER", Submission, (
    Row("ST", {1: "837"}),
    Row("BHT", constant(1, "0019"), text(2, "purpose"), text(3, "reference"), day(4, "created"), clock(5, "created_at"),
        text(6, "use")),
    Row("NM1", {1: "41"}, one("submitter", NAME), loop="1000A"),
    Row("PER", many("contacts", CONTACT), at_most=2, loop="1000A"),
    Row("NM1", {1: "40"}, one("receiver", NAME), loop="1000B"),
))

PAY_TO = Loop("2010AB", PayTo, (
    Row("NM1", {1: "87"}, one("name", NAME)),
    STREET,
    CITY,
))

PAY_TO_PLAN = Loop("2010AC", PayToPlan, (
    Row("NM1", {1: "PE"}, one("name", NAME)),
    STREET,
    CITY,
    Row("REF", {1: others("2U FY NF")}, many("references", REFERENCE)),
    Row("REF", {1: "EI"}, text(2, "tax_id")),
))

BILLING_PROVIDER = Loop("2000A", BillingProvider, (
    Row("HL", {3: "20"}, part("level", Level, text(1, "id"), text(2, "parent"), text(4, "child"))),
    Row("PRV", {1: "BI"}, constant(2, "PXC"), text(3, "taxonomy")),
    Row("CUR", constant(1, "85"), text(2, "currency")),
    Row("NM1", {1: "85"}, one("name", NAME), loop="2010AA"),
    at_loop(STREET, "2010AA"),
    at_loop(CITY, "2010AA"),
    Row("REF", {1: "EI SY"}, text(1, "tax_id_qualifier"), text(2, "tax_id"), loop="2010AA"),
    Row("REF", {1: others("0B 1G")}, many("licenses", REFERENCE), at_most=2, loop="2010AA"),
    Row("PER", many("contacts", CONTACT), at_most=2, loop="2010AA"),
    one("pay_to", PAY_TO),
    one("pay_to_plan", PAY_TO_PLAN),
))

INSURED = Loop("2010BA", Person, (
    Row("NM1", {1: "IL"}, one("name", NAME)),
    STREET,
    CITY,
    Row("DMG", one("demographics", DEMOGRAPHICS)),
    Row("REF", {1: others("SY Y4")}, many("references", REFERENCE), at_most=2),
    Row("PER", many("contacts", CONTACT)),
))

PAYER = Loop("2010BB", Payer, (
    Row("NM1", {1: "PR"}, one("name", NAME)),
    STREET,
    CITY,
    Row("REF", {1: others("2U EI FY NF")}, many("references", REFERENCE), at_most=3),
    Row("REF", {1: "G2 LU"}, many("provider_ids", REFERENCE), at_most=2),
))

CONDITION = (constant(5, "D8"), day(6, "death"), constant(7, "01"), number(8, "weight"), text(9, "pregnant"))

SUBSCRIBER = Loop("2000B", Subscriber, (
    Row("HL", {3: "22"}, part("level", Level, text(1, "id"), text(2, "parent"), text(4, "child"))),
    Row("SBR", text(1, "sequence"), text(2, "relationship"), text(3, "group_number"), text(4, "group_name"),
        text(5, "medicare_secondary"), text(9, "filing_indicator")),
    Row("PAT", one("condition", Shape(Condition, *CONDITION))),
    one("person", INSURED),
    one("payer", PAYER),
))

SICK = Loop("2010CA", Person, (
    Row("NM1", {1: "QC"}, one("name", NAME)),
    STREET,
    CITY,
    Row("DMG", one("demographics", DEMOGRAPHICS)),
    Row("REF", {1: others("Y4 1W SY")}, many("references", REFERENCE), at_most=2),
    Row("PER", many("contacts", CONTACT)),
))

PATIENT = Loop("2000C", Patient, (
    Row("HL", {3: "23"}, part("level", Level, text(1, "id"), text(2, "parent"), text(4, "child"))),
    Row("PAT", one("condition", Shape(Condition, text(1, "relationship"), *CONDITION))),
    one("person", SICK),
))

# --- the claim and its lines (2300, 2400) -----------------------------------------------------------------------------


def provider(loop: str, codes: str, at_most: int = 3) -> Loop[Provider]:
    """A loop of somebody who took part: 2310A-D, 2420A-F differ in little but NM101."""
    return Loop(loop, Provider, (
        Row("NM1", {1: codes}, one("name", NAME)),
        Row("PRV", {1: "PE"}, constant(2, "PXC"), text(3, "taxonomy")),
        STREET,
        CITY,
        Row("REF", many("references", REFERENCE), at_most=at_most),
        Row("PER", many("contacts", CONTACT)),
    ))


def location(loop: str, code: str) -> Loop[Location]:
    """A loop of where an ambulance picked up or dropped off."""
    return Loop(loop, Location, (Row("NM1", {1: code}, one("name", NAME)), STREET, CITY))


FACILITY = "77 FA LI TL"                   # FA, LI and TL are 4010's

DRUG = Loop("2410", Drug, (
    Row("LIN", text(2, "qualifier"), text(3, "ndc")),
    Row("CTP", number(4, "quantity"), text((5, 1), "unit")),
    Row("REF", {1: "VY XZ"}, one("prescription", REFERENCE)),
))

SERVICE_LINE = Loop("2400", ServiceLine, (
    Row("LX", counter(1, "number")),
    Row("SV1", composite(1, "procedure", PROCEDURE), money(2, "charge"), text(3, "unit"), number(4, "units"),
        text(5, "place_of_service"), integers((7, 1), 4, "pointers"), text(9, "emergency"), text(11, "epsdt"),
        text(12, "family_planning"), text(15, "copay_exempt")),
    Row("SV5", one("equipment", EQUIPMENT)),
    Row("PWK", {2: others("AA BM EL EM FT FX")}, many("attachments", ATTACHMENT), at_most=10),
    Row("PWK", {1: "CT", 2: "AB AD AF AG NS"}, one("certificate", ATTACHMENT)),
    Row("CR1", one("ambulance", AMBULANCE)),
    Row("CR3", one("certification", CERTIFICATION)),
    Row("CRC", {1: others("07 70 09")}, many("conditions", CONDITIONS), at_most=5),
    Row("DTP", {1: "472"}, one("service", PERIOD)),
    Row("DTP", {1: others("471 607 463 461 304 738 739 011 455 454")}, many("dates", PERIOD), at_most=12),
    Row("QTY", {1: "PT"}, number(2, "patients")),
    Row("QTY", {1: "FL"}, number(2, "obstetric_units")),
    Row("MEA", many("test_results", TEST_RESULT), at_most=5),
    Row("CN1", one("contract", CONTRACT)),
    Row("REF", {1: "G1"}, many("prior_authorizations", REFERENCE), at_most=5),
    Row("REF", {1: "6R"}, text(2, "control_number")),
    Row("REF", {1: others("9B 9D EW X4 F4 BT")}, many("references", REFERENCE), at_most=6),
    Row("REF", {1: "9F"}, many("referrals", REFERENCE), at_most=5),
    Row("AMT", {1: others("T F4")}, many("amounts", AMOUNT), at_most=2),
    Row("K3", many("file_information", FILE_INFORMATION), at_most=10),
    Row("NTE", {1: others("ADD DCP TPO")}, many("notes", NOTE), at_most=2),
    Row("PS1", one("purchased_service", PURCHASED_SERVICE)),
    Row("HCP", one("pricing", LINE_PRICING)),
    one("drug", DRUG),
    one("rendering", provider("2420A", "82", 20)),
    one("purchased", provider("2420B", "QB", 20)),
    one("facility", provider("2420C", FACILITY)),
    one("supervising", provider("2420D", "DQ", 20)),
    one("ordering", provider("2420E", "DK", 20)),
    many("referring", provider("2420F", "DN P3", 20), at_most=2),
    one("pick_up", location("2420G", "PW")),
    one("drop_off", location("2420H", "45")),
    many("adjudications", LINE_ADJUDICATION, at_most=15),
    many("forms", FORM),
))

CLAIM = Loop("2300", Claim, (
    Row("CLM", text(1, "patient_control_number"), money(2, "charge"), text((5, 1), "place_of_service"),
        text((5, 2), "facility_qualifier"), text((5, 3), "frequency"), text(6, "signature"), text(7, "assignment"),
        text(8, "benefits_assigned"), text(9, "release"), text(10, "signature_source"),
        part("accident", Accident, texts((11, 1), 3, "causes"), text((11, 4), "state"), text((11, 5), "country")),
        text(12, "special_program"), text(20, "delay_reason")),
    Row("DTP", {1: others("431 454 304 453 439 484 455 471 314 360 361 297 296 435 096 090 091 444 050")},
        many("dates", PERIOD), at_most=17),
    Row("PWK", many("attachments", ATTACHMENT), at_most=10),
    Row("CN1", one("contract", CONTRACT)),
    Row("AMT", {1: "F5"}, money(2, "patient_paid")),
    Row("REF", {1: "9F"}, text(2, "referral")),
    Row("REF", {1: "G1"}, text(2, "prior_authorization")),
    Row("REF", {1: "F8"}, text(2, "payer_claim_control_number")),
    Row("REF", {1: "X4"}, text(2, "clia")),
    Row("REF", {1: others("4N F5 EW 9A 9C LX D9 EA P4 1J")}, many("references", REFERENCE), at_most=10),
    Row("K3", many("file_information", FILE_INFORMATION), at_most=10),
    Row("NTE", {1: others("ADD CER DCP DGN TPO")}, many("notes", NOTE)),
    Row("CR1", one("ambulance", AMBULANCE)),
    Row("CR2", one("spinal_manipulation", SPINAL_MANIPULATION)),
    Row("CRC", {1: others("07 E1 E2 E3 75 ZZ")}, many("conditions", CONDITIONS), at_most=8),
    Row("HI", {(1, 1): "ABK BK ABF BF"}, many("diagnoses", Repeats(Diagnosis, 1, 1, 12, (
        text((0, 1), "qualifier"), text((0, 2), "code"))))),
    Row("HI", {(1, 1): "BP"}, many("anesthesia_procedures", Repeats(AnesthesiaProcedure, 1, 1, 2, (
        text((0, 1), "qualifier"), text((0, 2), "code"))))),
    Row("HI", {(1, 1): "BG"}, many("condition_codes", Repeats(ConditionCode, 1, 1, 12, (
        constant((0, 1), "BG"), text((0, 2), "code")), slot="slot")), at_most=2),
    Row("HCP", one("pricing", PRICING)),
    many("referring", provider("2310A", "DN P3"), at_most=2),
    one("rendering", provider("2310B", "82", 4)),
    one("facility", provider("2310C", FACILITY)),
    one("supervising", provider("2310D", "DQ", 4)),
    one("pick_up", location("2310E", "PW")),
    one("drop_off", location("2310F", "45")),
    many("other_subscribers", OTHER_SUBSCRIBER, at_most=10),
    many("lines", SERVICE_LINE, at_most=50),
), given=("billing_provider", "subscriber", "patient"))

LOOPS = (HEADER, BILLING_PROVIDER, SUBSCRIBER, PATIENT, CLAIM)
"""The guide in the order of its hierarchy: what ``edi guide`` lists."""

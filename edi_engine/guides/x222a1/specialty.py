"""The segments of specialties, of claims and lines alike, and the loop of forms (2440)."""

from edi_engine.billing.specialty import (
    AmbulanceTransport,
    Attachment,
    ConditionIndicator,
    Contract,
    Equipment,
    EquipmentCertification,
    FileInformation,
    Form,
    FormAnswer,
    Pricing,
    PurchasedService,
    SpinalManipulation,
    TestResult,
)
from edi_engine.guides.shapes import PROCEDURE
from edi_engine.guides.table import Loop, Row, Shape, composite, constant, day, many, money, number, text, texts

ATTACHMENT = Shape(Attachment, text(1, "type"), text(2, "transmission"), constant(5, "AC"), text(6, "control_number"))

CONTRACT = Shape(Contract, text(1, "type"), money(2, "amount"), number(3, "percentage"), text(4, "code"),
                 number(5, "terms_discount"), text(6, "version"))

FILE_INFORMATION = Shape(FileInformation, text(1, "text"))

AMBULANCE = Shape(AmbulanceTransport, constant(1, "LB"), number(2, "weight"), text(4, "reason"), constant(5, "DH"),
                  number(6, "distance"), text(9, "round_trip"), text(10, "stretcher"))

SPINAL_MANIPULATION = Shape(SpinalManipulation, text(8, "condition"), text(10, "description"), text(11, "more"))

CONDITIONS = Shape(ConditionIndicator, text(1, "category"), text(2, "certified"), texts(3, 7, "codes"))

EQUIPMENT = Shape(Equipment, composite(1, "procedure", PROCEDURE), constant(2, "DA"), number(3, "days"), money(4, "rental"),
                  money(5, "purchase"), text(6, "frequency"))

CERTIFICATION = Shape(EquipmentCertification, text(1, "type"), constant(2, "MO"), number(3, "months"))

TEST_RESULT = Shape(TestResult, text(1, "reference"), text(2, "qualifier"), number(3, "value"))

PURCHASED_SERVICE = Shape(PurchasedService, text(1, "provider"), money(2, "charge"))

_PRICE = (text(1, "methodology"), money(2, "allowed"), money(3, "savings"), text(4, "organization"), number(5, "rate"),
          text(6, "group"), money(7, "group_amount"))
_REPRICED = (text(9, "procedure_qualifier"), text(10, "procedure"), text(11, "unit"), number(12, "units"))
_VERDICT = (text(13, "rejection"), text(14, "compliance"), text(15, "exception"))

PRICING = Shape(Pricing, *_PRICE, *_VERDICT)               # of a claim

LINE_PRICING = Shape(Pricing, *_PRICE, *_REPRICED, *_VERDICT)

ANSWER = Shape(FormAnswer, text(1, "question"), text(2, "response"), text(3, "text"), day(4, "day"), number(5, "percentage"))

FORM = Loop("2440", Form, (
    Row("LQ", text(1, "qualifier"), text(2, "code")),
    Row("FRM", many("answers", ANSWER), at_most=99),
))

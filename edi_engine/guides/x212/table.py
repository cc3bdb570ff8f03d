"""The claim status response's guide (277, 005010X212, and its 4010 forerunner) as tables: the nouns of the 277CA.

What differs from the claim acknowledgment stands here: no counts and amounts of a batch, no traces of who speaks, and TRN is
the number of the question and not the patient control number.
"""

from edi_engine.billing.claim import Demographics
from edi_engine.billing.status import (
    ClaimAcknowledgment,
    InformationReceiver,
    InformationSource,
    LineAcknowledgment,
    StatusHead,
    StatusPatient,
    StatusProvider,
)
from edi_engine.guides.shapes import CONTACT, NAME, PERIOD, PROCEDURE, REFERENCE
from edi_engine.guides.table import (
    Loop,
    Row,
    Shape,
    clock,
    composite,
    constant,
    day,
    many,
    money,
    number,
    one,
    others,
    text,
)
from edi_engine.guides.x214.table import LEVEL, STATUS, STATUSES

HEADER = Loop("HEADER", StatusHead, (
    Row("ST", {1: "277"}),
    Row("BHT", constant(1, "0010"), text(2, "purpose"), text(3, "reference"), day(4, "created"), clock(5, "created_at"),
        text(6, "use")),
))

SOURCE = Loop("2000A", InformationSource, (
    Row("HL", {3: "20"}, LEVEL),
    Row("NM1", one("name", NAME), loop="2100A"),
    Row("PER", many("contacts", CONTACT), at_most=1, loop="2100A"),
))

RECEIVER = Loop("2000B", InformationReceiver, (
    Row("HL", {3: "21"}, LEVEL),
    Row("NM1", one("name", NAME), loop="2100B"),
    Row("TRN", constant(1, "2"), text(2, "trace"), loop="2200B"),
    Row("STC", many("statuses", STATUS), loop="2200B"),
))

PROVIDER = Loop("2000C", StatusProvider, (
    Row("HL", {3: "19"}, LEVEL),
    Row("NM1", many("names", NAME), at_most=2, loop="2100C"),
    Row("TRN", constant(1, "1"), text(2, "trace"), loop="2200C"),
    Row("STC", many("statuses", STATUS), loop="2200C"),
))

PATIENT = Loop("2000D", StatusPatient, (
    Row("HL", {3: "22 23 PT"}, LEVEL, text(3, "kind")),
    Row("DMG", one("demographics", Shape(Demographics, constant(1, "D8"), day(2, "birth"), text(3, "sex")))),
    Row("NM1", one("name", NAME), loop="2100D"),
))

LINE = Loop("2220D", LineAcknowledgment, (
    Row("SVC", composite(1, "procedure", PROCEDURE), money(2, "charge"), money(3, "paid"), text(4, "revenue_code"),
        number(7, "units")),
    STATUSES,
    Row("REF", {1: "FJ"}, text(2, "control_number")),
    Row("REF", {1: others("XZ")}, many("references", REFERENCE)),
    Row("DTP", {1: "472"}, one("service", PERIOD)),
))

CLAIM = Loop("2200D", ClaimAcknowledgment, (
    Row("TRN", constant(1, "2"), text(2, "trace")),
    STATUSES,
    Row("REF", {1: "1K"}, text(2, "payer_claim_control_number")),
    Row("REF", {1: "BLT"}, text(2, "bill_type")),
    Row("REF", {1: "EJ"}, text(2, "patient_control_number")),
    Row("REF", {1: others("XZ VV EA")}, many("references", REFERENCE), at_most=3),      # EA: 4010
    Row("REF", {1: "D9"}, text(2, "clearinghouse_trace")),
    Row("DTP", {1: "472 232"}, one("service", PERIOD)),                     # 232: 4010
    many("lines", LINE),
), given=("source", "receiver", "provider", "subscriber", "patient"))

LOOPS = (HEADER, SOURCE, RECEIVER, PROVIDER, PATIENT, CLAIM)
"""The guide in the order of its hierarchy: what ``edi guide`` lists."""

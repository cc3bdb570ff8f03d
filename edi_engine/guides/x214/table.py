"""The claim acknowledgment's guide (277CA, 005010X214) as tables: read and written by the same rows.

Who speaks and who is told stands without a condition on NM101, as each level has one name: what acknowledges other data
(005010X364) has other roles there.
"""

from edi_engine.billing.claim import Level
from edi_engine.billing.status import (
    ClaimAcknowledgment,
    InformationReceiver,
    InformationSource,
    LineAcknowledgment,
    Status,
    StatusCode,
    StatusHead,
    StatusPatient,
    StatusProvider,
)
from edi_engine.guides.shapes import NAME, PERIOD, PROCEDURE, REFERENCE
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
    part,
    text,
)

CODE = Shape(StatusCode, text(1, "category"), text(2, "status"), text(3, "entity"), text(4, "list"))

STATUS = Shape(
    Status, composite(1, "code", CODE), day(2, "day"), text(3, "verdict"), money(4, "amount"), money(5, "paid"),
    day(6, "adjudicated"), text(7, "method"), day(8, "remitted"), text(9, "check_number"), composite(10, "second", CODE),
    composite(11, "third", CODE), text(12, "text"))

STATUSES = Row("STC", many("statuses", STATUS))

LEVEL = part("level", Level, text(1, "id"), text(2, "parent"), text(4, "child"))

HEADER = Loop("HEADER", StatusHead, (
    Row("ST", {1: "277"}),
    Row("BHT", constant(1, "0085"), text(2, "purpose"), text(3, "reference"), day(4, "created"), clock(5, "created_at"),
        text(6, "use")),
))

SOURCE = Loop("2000A", InformationSource, (
    Row("HL", {3: "20"}, LEVEL),
    Row("NM1", one("name", NAME), loop="2100A"),
    Row("TRN", constant(1, "1"), text(2, "trace"), loop="2200A"),
    Row("DTP", {1: "050"}, constant(2, "D8"), day(3, "received"), loop="2200A"),
    Row("DTP", {1: "009"}, constant(2, "D8"), day(3, "processed"), loop="2200A"),
))

RECEIVER = Loop("2000B", InformationReceiver, (
    Row("HL", {3: "21"}, LEVEL),
    Row("NM1", one("name", NAME), loop="2100B"),
    Row("TRN", constant(1, "2"), text(2, "trace"), loop="2200B"),
    Row("STC", many("statuses", STATUS), loop="2200B"),
    Row("QTY", {1: "90"}, number(2, "accepted"), loop="2200B"),
    Row("QTY", {1: "AA"}, number(2, "rejected"), loop="2200B"),
    Row("AMT", {1: "YU"}, money(2, "accepted_amount"), loop="2200B"),
    Row("AMT", {1: "YY"}, money(2, "rejected_amount"), loop="2200B"),
))

PROVIDER = Loop("2000C", StatusProvider, (
    Row("HL", {3: "19"}, LEVEL),
    Row("NM1", many("names", NAME, at_most=1), loop="2100C"),
    Row("TRN", constant(1, "1"), text(2, "trace"), loop="2200C"),
    Row("STC", many("statuses", STATUS), loop="2200C"),
    Row("REF", {1: others("0B 1G G2 LU SY TJ")}, many("references", REFERENCE), at_most=6, loop="2200C"),
    Row("QTY", {1: "QA"}, number(2, "accepted"), loop="2200C"),
    Row("QTY", {1: "QC"}, number(2, "rejected"), loop="2200C"),
    Row("AMT", {1: "YU"}, money(2, "accepted_amount"), loop="2200C"),
    Row("AMT", {1: "YY"}, money(2, "rejected_amount"), loop="2200C"),
))

PATIENT = Loop("2000D", StatusPatient, (
    Row("HL", {3: "PT 22 23"}, LEVEL, text(3, "kind")),
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
    Row("TRN", constant(1, "2"), text(2, "patient_control_number")),
    STATUSES,
    Row("REF", {1: "1K"}, text(2, "payer_claim_control_number")),
    Row("REF", {1: "D9"}, text(2, "clearinghouse_trace")),
    Row("REF", {1: "BLT"}, text(2, "bill_type")),
    Row("REF", {1: others("F8")}, many("references", REFERENCE)),           # F8: 005010X364
    Row("DTP", {1: "472"}, one("service", PERIOD)),
    many("lines", LINE),
), given=("source", "receiver", "provider", "subscriber", "patient"))

LOOPS = (HEADER, SOURCE, RECEIVER, PROVIDER, PATIENT, CLAIM)
"""The guide in the order of its hierarchy: what ``edi guide`` lists."""

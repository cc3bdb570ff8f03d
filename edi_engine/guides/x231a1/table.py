"""The implementation acknowledgment's guide (999, 005010X231A1) as tables: read and written by the same rows."""

from edi_engine.billing.acknowledgment import (
    Context,
    ElementError,
    FunctionalAcknowledgment,
    SegmentError,
    TransactionSetResponse,
)
from edi_engine.guides.responses import ELEMENT_ERROR, GROUP, GROUP_VERDICT, SEGMENT_ERROR, SET, VERDICT
from edi_engine.guides.table import Loop, Row, Shape, integer, many, text, texts

CONTEXT = Shape(Context, text((1, 1), "name"), text((1, 2), "value"), text(2, "segment"), integer(3, "position"),
                text(4, "loop"), integer((5, 1), "element"), integer((5, 2), "component"), integer((5, 3), "repeat"),
                texts((6, 1), 2, "references"))

ELEMENT = Loop("2110", ElementError, (
    Row("IK4", *ELEMENT_ERROR),
    Row("CTX", many("contexts", CONTEXT), at_most=10),
))

SEGMENT = Loop("2100", SegmentError, (
    Row("IK3", *SEGMENT_ERROR),
    Row("CTX", many("contexts", CONTEXT), at_most=10),
    many("elements", ELEMENT),
))

RESPONSE = Loop("2000", TransactionSetResponse, (
    SET,
    many("errors", SEGMENT),
    Row("IK5", *VERDICT),
))

ACKNOWLEDGMENT = Loop("HEADER", FunctionalAcknowledgment, (
    Row("ST", {1: "999"}),
    GROUP,
    many("responses", RESPONSE),
    GROUP_VERDICT,
))

LOOPS = (ACKNOWLEDGMENT,)
"""The guide: what ``edi guide`` lists."""

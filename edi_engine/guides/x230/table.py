"""The functional acknowledgment's guide (997, 004010 and 005010X230) as tables: the nouns of the 999, without contexts."""

from edi_engine.billing.acknowledgment import ElementError, FunctionalAcknowledgment, SegmentError, TransactionSetResponse
from edi_engine.guides.responses import ELEMENT_ERROR, GROUP, GROUP_VERDICT, SEGMENT_ERROR, SET, VERDICT
from edi_engine.guides.table import Loop, Row, Shape, many

SEGMENT = Loop("AK3", SegmentError, (
    Row("AK3", *SEGMENT_ERROR),
    Row("AK4", many("elements", Shape(ElementError, *ELEMENT_ERROR)), at_most=99),
))

RESPONSE = Loop("AK2", TransactionSetResponse, (
    SET,
    many("errors", SEGMENT),
    Row("AK5", *VERDICT),
))

ACKNOWLEDGMENT = Loop("HEADER", FunctionalAcknowledgment, (
    Row("ST", {1: "997"}),
    GROUP,
    many("responses", RESPONSE),
    GROUP_VERDICT,
))

LOOPS = (ACKNOWLEDGMENT,)
"""The guide: what ``edi guide`` lists."""

"""The interchange acknowledgment as a table: TA1 is a single segment."""

from edi_engine.billing.acknowledgment import InterchangeAcknowledgment
from edi_engine.guides.table import Loop, Row, text

INTERCHANGE_ACKNOWLEDGMENT = Loop("ISA", InterchangeAcknowledgment, (
    Row("TA1", text(1, "control_number"), text(2, "date"), text(3, "time"), text(4, "verdict"), text(5, "note")),
))

LOOPS = (INTERCHANGE_ACKNOWLEDGMENT,)
"""The guide in the order of its file: what ``edi guide`` lists."""

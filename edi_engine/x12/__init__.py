"""X12 syntax: bytes to segments and back, tolerant and lossless. Knows nothing of healthcare."""

from edi_engine.x12.delimiters import COMPONENT, ELEMENT, REPEAT, Delimiters
from edi_engine.x12.hashing import digest
from edi_engine.x12.placing import placed, raw
from edi_engine.x12.reading import Segment, read, write
from edi_engine.x12.slicing import slices
from edi_engine.x12.source import Source
from edi_engine.x12.survey import Survey, survey
from edi_engine.x12.walking import TransactionSet

__all__ = ["COMPONENT", "ELEMENT", "REPEAT", "Delimiters", "Segment", "Source", "Survey", "TransactionSet",
           "digest", "placed", "raw", "read", "slices", "survey", "write"]

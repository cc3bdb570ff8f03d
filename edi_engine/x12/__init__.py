"""X12 syntax: bytes to segments and back, tolerant and lossless. Knows nothing of healthcare."""

from edi_engine.x12.characters import Characters
from edi_engine.x12.delimiters import COMPONENT, ELEMENT, REPEAT, Delimiters
from edi_engine.x12.ending import unended
from edi_engine.x12.envelopes import FUNCTIONAL
from edi_engine.x12.hashing import digest
from edi_engine.x12.interchanges import Group, Received, received
from edi_engine.x12.padding import padding, unpadded
from edi_engine.x12.placing import placed, places, raw
from edi_engine.x12.reading import Segment, read, write
from edi_engine.x12.rewriting import rewrite
from edi_engine.x12.showing import shown
from edi_engine.x12.slicing import ENDLESS, endless, slices
from edi_engine.x12.source import Source
from edi_engine.x12.survey import Survey, crowded, survey
from edi_engine.x12.walking import TransactionSet
from edi_engine.x12.writing import Interchange, Written, write_acknowledgments, write_groups, write_interchange

__all__ = [
    "COMPONENT", "ELEMENT", "ENDLESS", "FUNCTIONAL", "REPEAT", "Characters", "Delimiters", "Group", "Interchange", "Received",
    "Segment", "Source", "Survey", "TransactionSet", "Written", "crowded", "digest", "endless", "padding", "placed",
    "places", "raw", "read", "received", "rewrite", "shown", "slices", "survey", "unended", "unpadded", "write",
    "write_acknowledgments", "write_groups", "write_interchange",
]

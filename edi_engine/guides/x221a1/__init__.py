"""The remittance, 835 (005010X221A1, and its 4010 forerunner): segments to nouns and back.

``survey`` looks at a transaction set before its claims are read; ``read`` and ``claim_payments`` give its nouns as a stream;
``Digests`` tells its claims apart without reading them, ``chosen`` and ``claim_payment`` read some of them again; ``whole``
gathers all nouns for tests and for writing; ``parts`` and ``write`` give the neutral segments back; ``problems`` says of a
noun what could not be read.
"""

from edi_engine.guides.x221a1.digests import Digests, chosen, claim_payment
from edi_engine.guides.x221a1.findings import problems
from edi_engine.guides.x221a1.reading import RemittancePart, claim_payments, read, whole
from edi_engine.guides.x221a1.surveying import Check, survey
from edi_engine.guides.x221a1.writing import parts, write

__all__ = ["Check", "Digests", "RemittancePart", "chosen", "claim_payment", "claim_payments",
           "parts", "problems", "read", "survey", "whole", "write"]

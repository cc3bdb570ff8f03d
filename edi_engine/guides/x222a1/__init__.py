"""The professional claim, 837P (005010X222A1, its addenda and its 4010 forerunner): segments to nouns and back.

``read`` gives the nouns of a transaction set as a stream (``nouns``: of its slices), ``submission`` and ``claims`` some of
them; ``arrange`` puts claims
of any origin into the guide's hierarchy, ``batches`` into sets of the right size; ``write`` gives the neutral segments back,
``parts`` noun by noun, ``told`` segment by segment with the field of each; ``problems`` says of a noun what could not be read.
"""

from edi_engine.guides.x222a1.findings import problems
from edi_engine.guides.x222a1.reading import Noun, claims, nouns, read, submission
from edi_engine.guides.x222a1.writing import LEVELS, arrange, batches, parts, told, write

__all__ = ["LEVELS", "Noun", "arrange", "batches", "claims", "nouns", "parts", "problems", "read", "submission", "told",
           "write"]

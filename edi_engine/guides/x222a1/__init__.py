"""The professional claim, 837P (005010X222A1, its addenda and its 4010 forerunner): segments to nouns and back."""

from edi_engine.guides.x222a1.reading import claims, read, submission
from edi_engine.guides.x222a1.writing import arrange, batches, parts, write

__all__ = ["arrange", "batches", "claims", "parts", "read", "submission", "write"]

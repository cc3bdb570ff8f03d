"""Sentences: claims before they leave (CLM, and the ENV rules of a claim)."""

from edi_engine.problems import Table

SENTENCES: Table = {
}

"""Sentences: the implementation guide's own rules (X12)."""

from edi_engine.problems import Table

SENTENCES: Table = {
}

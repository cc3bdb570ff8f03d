"""Sentences: matching and posting (MAT)."""

from edi_engine.problems import Table

SENTENCES: Table = {
}

"""Sentences: remittances (REM, PLB, DEN)."""

from edi_engine.problems import Table

SENTENCES: Table = {
}

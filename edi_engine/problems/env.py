"""Sentences: envelopes and encoding (ENV)."""

from edi_engine.problems import Table

SENTENCES: Table = {
}

"""Sentences: files that come and go (EXC)."""

from edi_engine.problems import Table

SENTENCES: Table = {
}

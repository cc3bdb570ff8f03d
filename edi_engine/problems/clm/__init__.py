"""Sentences: claims before they leave (CLM, and the ENV rules of a claim)."""

from edi_engine.problems import Table
from edi_engine.problems.clm import claim, people, services, specialties

SENTENCES: Table = claim.SENTENCES | people.SENTENCES | services.SENTENCES | specialties.SENTENCES

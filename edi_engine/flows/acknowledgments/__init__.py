"""Acknowledgments: taking them in (TA1, 999, 997, 277CA, 277), and what they mean for what left."""

from edi_engine.flows.acknowledgments.applying import apply
from edi_engine.flows.acknowledgments.saying import READERS

__all__ = ["KINDS", "apply"]

KINDS = tuple(READERS)

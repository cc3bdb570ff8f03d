"""Hypothesis strategies: encounters, claims and remittances that are valid, and how payers behave. The one door of hypothesis.

Everybody in them is invented, and all of it is from the spring of 2026. What they draw passes `edi check` without an error,
and every remittance balances; warnings may be among what is found (the same service twice, say).
"""

from edi_engine.testing.strategies.claims import claim_files, claims
from edi_engine.testing.strategies.encounters import encounters, lines, secondaries
from edi_engine.testing.strategies.remittances import claim_payments, remittance_files, remittances
from edi_engine.testing.strategies.scenarios import scenarios

__all__ = ["claim_files", "claim_payments", "claims", "encounters", "lines", "remittance_files", "remittances", "scenarios",
           "secondaries"]

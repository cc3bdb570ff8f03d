"""Partner profiles: what a payer or a clearinghouse wants otherwise, as data with reasons and examples.

``open_`` gives the partners of a workspace, who apply their profiles to claims and judge their problems; ``names``, ``load``
and ``examples.failures`` are for looking at profiles. The rows say what; no code knows a payer.
"""

from edi_engine.profiles.nouns import Demand, Profile, Setting, Severity
from edi_engine.profiles.partners import NOBODY, Partners, open_
from edi_engine.profiles.reading import load, names, parse

__all__ = ["NOBODY", "Demand", "Partners", "Profile", "Setting", "Severity", "load", "names", "open_", "parse"]

"""Partner profiles: what a payer or a clearinghouse wants otherwise, as data with reasons and examples.

``open_`` gives the partners of a workspace, who apply their profiles to claims and judge their problems; ``names``, ``load``
and ``failures`` are for looking at profiles. The rows say what; no code knows a payer.
"""

from collections.abc import Iterator

from edi_engine.problems import Problem
from edi_engine.profiles.nouns import Demand, Profile, Setting, Severity
from edi_engine.profiles.partners import NOBODY, Partners, open_
from edi_engine.profiles.reading import FOLDER, load, names, parse

__all__ = ["FOLDER", "NOBODY", "Demand", "Partners", "Profile", "Setting", "Severity", "failures", "load", "names", "open_",
           "parse"]


def failures(profile: Profile) -> Iterator[Problem]:
    """Every example of a profile that is not as its row says."""
    from edi_engine.profiles import examples

    return examples.failures(profile)

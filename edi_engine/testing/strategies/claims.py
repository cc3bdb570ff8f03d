"""Claims, and the 837Ps that carry them."""

import json
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from edi_engine import encounters as doors
from edi_engine.billing.claim import Claim
from edi_engine.settings import Settings
from edi_engine.testing.files import claim_file
from edi_engine.testing.strategies.encounters import SPRING, encounters

WHEN = datetime.combine(SPRING + timedelta(days=35), time(9))

ENCOUNTERS = encounters()


def _claim(encounter: dict[str, Any]) -> Claim:
    return doors.parse(json.dumps({"version": 1, "encounters": [encounter]}).encode(), Settings()).good[0].claim


def _file(claims: Sequence[Claim]) -> bytes:
    return claim_file(claims, WHEN)


def claims(encounters: st.SearchStrategy[dict[str, Any]] = ENCOUNTERS) -> st.SearchStrategy[Claim]:
    """Claims, as `edi submit` makes them of encounters."""
    return encounters.map(_claim)


CLAIMS = claims()


def claim_files(claims: st.SearchStrategy[Claim] = CLAIMS, most: int = 6) -> st.SearchStrategy[bytes]:
    """An 837P of one to so many claims, each under a number of its own."""
    return st.lists(claims, min_size=1, max_size=most, unique_by=lambda claim: claim.patient_control_number).map(_file)

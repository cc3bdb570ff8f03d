"""How payers behave: scenarios for the payer in a box."""

from hypothesis import strategies as st

from edi_engine import payer
from edi_engine.payer import Scenario
from edi_engine.testing.strategies.encounters import PAYERS

SILENCING = frozenset(("interchange_rejected", "set_rejected", "claim_rejected"))
"""What leaves little to be decided: at most one of these happens, and seldom."""

SHARES = ((0.4, 1.0), (0.0, 0.0), (1.0, 1.0))
DENIALS = (("CO", "50", "N115", 1.0), ("PR", "96", "N130", 1.0), ("OA", "18", "", 1.0), ("CO", "97", "M15", 1.0))


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A scenario in which some of what may happen does, and one payer may do otherwise."""
    usual = sorted(payer.RATES.keys() - SILENCING)
    often = st.dictionaries(st.sampled_from(usual), st.sampled_from((0.1, 0.3, 1.0)), max_size=20)
    seldom = st.dictionaries(st.sampled_from(sorted(SILENCING)), st.sampled_from((0.1, 0.3)), max_size=1)
    rates = draw(often) | draw(seldom)
    own = draw(st.dictionaries(st.sampled_from([each["id"] for each in PAYERS]), often, max_size=1))
    return Scenario("drawn", "", rates, draw(st.sampled_from(SHARES)), denials=DENIALS,
                    most=draw(st.sampled_from((1, 3, 100))), checks=draw(st.sampled_from((1, 4))),
                    payers={id_: Scenario(id_, "", rates | otherwise, denials=DENIALS) for id_, otherwise in own.items()})

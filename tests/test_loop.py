"""The reconciler against a payer that knows the truth: every line, every claim level, every check, every provider-level item.

What fails is written to .hypothesis/loop, the smallest example last: moved to fixtures/x12/loops/NAME, it is tried for ever.
"""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_engine.payer import Scenario
from edi_engine.testing.strategies import scenarios
from tests import loops
from tests.properties import examples

ROOT = Path(__file__).parents[1]
FOUND = ROOT / ".hypothesis" / "loop"
KEPT = sorted((ROOT / "fixtures" / "x12" / "loops").iterdir())


@examples(100)
@given(loops.files, scenarios(), st.integers(0, 10 ** 6), st.randoms(use_true_random=False))
def test_the_books_say_the_truth_in_any_order(sent: list[bytes], scenario: Scenario, seed: int, chance: Random) -> None:
    simulation = loops.Simulation(sent, scenario, str(seed))
    order = list(range(len(simulation.arrivals)))
    mixed = order + chance.sample(order, k=len(order) // 2)
    chance.shuffle(mixed)
    try:
        forth = simulation.books(order)
        assert loops.as_truth(forth) == loops.expected(simulation.truth)
        assert simulation.books(mixed) == forth
    except Exception:
        simulation.keep(FOUND)
        raise


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_what_once_was_wrong_stays_right(kept: Path) -> None:
    forth = loops.books(kept)
    assert loops.as_truth(forth) == loops.expected(json.loads((kept / "truth.json").read_text("utf-8")))
    answers = len(list(kept.glob("*.x12")))
    assert loops.books(kept, reversed(range(answers))) == forth

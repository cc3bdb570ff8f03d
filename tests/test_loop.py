"""The reconciler against a payer that knows the truth: every line, every claim level, every check, every provider-level item."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from edi_engine.payer import Scenario
from edi_engine.testing import strategies
from tests import loops
from tests.properties import examples


@examples(100)
@given(loops.files, strategies.scenarios(), st.integers(0, 10 ** 6), st.randoms(use_true_random=False))
def test_the_books_say_the_truth_in_any_order(sent: list[bytes], scenario: Scenario, seed: int, chance: Random) -> None:
    simulation = loops.Simulation(sent, scenario, str(seed))
    order = list(range(len(simulation.arrivals)))
    forth = simulation.books(order)
    assert loops.as_truth(forth) == loops.expected(simulation.truth)
    mixed = order + chance.sample(order, k=len(order) // 2)
    chance.shuffle(mixed)
    assert simulation.books(mixed) == forth

"""The reconciler against a payer that knows the truth: every line, every claim level, every check, every provider-level item.

What fails is written to .hypothesis/loop, the smallest example last: moved to fixtures/x12/loops/NAME, it is tried for ever.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_engine.payer import Scenario
from edi_engine.testing.strategies import scenarios
from tests import loops, practices
from tests.properties import examples

ROOT = Path(__file__).parents[1]
FOUND = ROOT / ".hypothesis" / "loop"
KEPT = sorted((ROOT / "fixtures" / "x12" / "loops").iterdir())

seeds, chances = st.integers(0, 10 ** 6), st.randoms(use_true_random=False)


@examples(100)
@given(practices.submitted, scenarios(), seeds, chances)
def test_what_is_submitted_stands_as_the_payers_know_it(sent: list[bytes], scenario: Scenario, seed: int, chance: Random) -> None:
    prove(sent, scenario, seed, chance)


@examples(40)
@given(practices.imported, scenarios(), seeds, chances)
def test_what_is_imported_stands_as_the_payers_know_it(sent: list[bytes], scenario: Scenario, seed: int, chance: Random) -> None:
    """Claims that no edit would let leave, taken before their answers or after."""
    prove(sent, scenario, seed, chance)


def prove(sent: Sequence[bytes], scenario: Scenario, seed: int, chance: Random) -> None:
    """The books say the truth, every check ties out, and nothing depends on the order; what fails is kept."""
    simulation = loops.Simulation(sent, scenario, str(seed))
    with TemporaryDirectory() as folder:
        kept = simulation.keep(Path(folder) / "loop")
        try:
            hold(kept, chance)
        except Exception:
            simulation.keep(FOUND)
            raise


def hold(kept: Path, chance: Random) -> None:
    """As the files come, and in another order."""
    forth = loops.books(kept)
    assert loops.as_truth(forth) == loops.expected(json.loads((kept / "truth.json").read_text("utf-8")))
    assert loops.untied(forth, (path.read_bytes() for path in kept.glob("*.835.x12"))) == []
    assert loops.books(kept, mixed(loops.names(kept), chance)) == forth


def mixed(names: Sequence[str], chance: Random) -> list[str]:
    """Everything that comes, half of it twice, in any order."""
    come = [*names, *chance.sample(names, k=len(names) // 2)]
    chance.shuffle(come)
    return come


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_what_once_was_wrong_stays_right(kept: Path) -> None:
    for seed in range(3):
        hold(kept, Random(seed))

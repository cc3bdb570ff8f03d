"""The pytest plugin: its fixtures. Each loads what it needs when a test asks for it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from edi_engine.testing.box import Answers


@pytest.fixture
def edi_sample(tmp_path: Path) -> Callable[[str], Path]:
    """A function from the name of a sample file (`edi fixtures` lists them) to the path of a copy that the test may change."""
    def copied(name: str) -> Path:
        from edi_engine.testing import sample

        target = tmp_path / "samples" / name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(sample(name), target)
        return target

    return copied


@pytest.fixture
def payer_in_a_box() -> "Callable[..., Answers]":
    """Ask payers: ``payer_in_a_box(sent, scenario="ordinary", seed=1)`` gives their answers and the truth about them."""
    from edi_engine.testing.box import answered

    return answered

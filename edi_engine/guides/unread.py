"""What could not be read, as problems: from what a noun has kept."""

from collections.abc import Iterator
from typing import Any

from edi_engine.guides.plan import LoopPlan
from edi_engine.problems import Problem


def problems(loop: LoopPlan, written: dict[str, Any], noun: Any) -> Iterator[Problem]:
    """The problems of a loop's noun and of its inner loops' nouns."""
    yield from ()

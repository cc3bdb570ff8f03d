"""For people who test their own EDI: sample files, a payer in a box, a comparison of X12, and hypothesis strategies.

``samples`` and ``sample`` find the files that ship, ``answered`` asks the payer in a box, ``assert_same_x12`` compares, and
``edi_engine.testing.strategies`` draws encounters, claims and remittances. pytest finds the fixtures ``edi_sample`` and
``payer_in_a_box`` by itself. ``pip install 'edi-engine[testing]'`` brings pytest and hypothesis. docs/testing.md works it out.
"""

from collections.abc import Iterable
from pathlib import Path

from edi_engine import shipped
from edi_engine.testing.box import Answers, answered
from edi_engine.testing.comparing import IGNORED, assert_same_x12

__all__ = ["IGNORED", "Answers", "answered", "assert_same_x12", "sample", "samples"]


def samples(*named: str) -> list[Path]:
    """The sample files of these names, folders or patterns, all without one: ``samples("golden/835/*.x12")``.

    KeyError with what names none.
    """
    return list(shipped.samples(named or ("*",)).values())


def sample(name: str) -> Path:
    """The sample file of exactly that name; KeyError, with the names that are nearest, when there is none."""
    every = shipped.samples()
    if name not in every:
        raise KeyError(f"No sample is called {name}. {_nearest(name, every)}`edi fixtures` lists them all.")
    return every[name]


def _nearest(name: str, every: Iterable[str]) -> str:
    """Which names are meant, perhaps: those that hold this one, else those that are written alike."""
    from difflib import get_close_matches

    names = list(every)
    near = [each for each in names if name and name.lower() in each.lower()][:3] or get_close_matches(name, names, 3, 0.4)
    return f"The nearest: {', '.join(near)}. " if near else ""

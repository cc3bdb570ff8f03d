"""Everything that a payer may do, as files: written by the payer in a box, right by the guide, and booked as it says."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from edi_engine import payer
from edi_engine.cli import main
from tests import loops, rare


def test_the_files_are_fresh() -> None:
    """`make fixtures` writes them."""
    there = {path: path.read_bytes() for path in rare.FOLDER.rglob("*") if path.is_file()}
    assert there == dict(rare.everything())


@pytest.mark.parametrize("rate", payer.RATES)
def test_what_happens_is_seen_in_the_answers(rate: str) -> None:
    needs = rare.NEEDS.get(rate, {})
    without, with_it = rare.answered(rate, needs), rare.answered(rate, {**needs, rate: 1.0})
    assert {name: data for name, data in without.items() if name != rare.TRUTH} != {
        name: data for name, data in with_it.items() if name != rare.TRUTH}


@pytest.mark.parametrize("rate", payer.RATES)
def test_the_books_say_what_the_payer_knows(rate: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the command line, from the files; each is right by the guide."""
    ask = _asking(tmp_path / "books", capsys)
    answers = sorted((rare.FOLDER / rate).glob("*.x12"))
    assert ask("check", *answers)[0] == 0
    ask("init", tmp_path / "books")
    ask("import", *(rare.FOLDER / name for name in rare.sent(rate)))
    ask("receive", *answers)
    truth = json.loads((rare.FOLDER / rate / rare.TRUTH).read_text())
    assert loops.as_truth(ask("dump")[1].splitlines()) == loops.expected(truth)


def _asking(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def ask(*words: object) -> tuple[int, str]:
        code = main(["-w", str(folder), *map(str, words)])
        return code, capsys.readouterr().out

    return ask

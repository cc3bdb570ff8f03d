"""`edi fixtures`: what is listed, what is copied, and that nothing is overwritten."""

import json
from pathlib import Path
from typing import Any

import pytest

from edi_engine import shipped
from edi_engine.cli import main
from edi_engine.problems import table


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main(["fixtures", *words, "--json"])
    return code, json.loads(capsys.readouterr().out or "{}")


def test_every_sample_is_listed_with_what_it_holds_and_was_broken_for(capsys: pytest.CaptureFixture[str]) -> None:
    code, document = said(capsys)
    listed = {each["sample"]: each for each in document["samples"]}
    assert code == 0 and list(listed) == list(shipped.samples())
    assert listed["broken/REM-3.off.x12"] == {
        "sample": "broken/REM-3.off.x12", "size": shipped.samples()["broken/REM-3.off.x12"].stat().st_size,
        "transactions": ["835"], "rule": "REM-3", "kind": "off", "severity": "error"}
    assert listed["quirks/two-groups-two-sets.x12"]["rule"] is None
    assert listed["golden/837P/hospice.x12"]["transactions"] == ["837P"] and listed["demo/edi.toml"]["transactions"] == []
    assert {(each["rule"], each["kind"]) for each in listed.values() if each["rule"]} <= table().keys()


def test_people_read_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fixtures"]) == 0
    page = capsys.readouterr().out
    assert all(name in page for name in shipped.samples()) and "REM-3 off (error)" in page


def test_samples_are_copied_under_their_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Chosen ones, then all of them over these; a second time changes nothing."""
    for words in (("golden/835", "broken/REM-13.*"), (), ()):
        code, document = said(capsys, "copy", str(tmp_path / "to"), *words)
        chosen = shipped.samples(words or ("*",))
        assert code == 0 and document == {"samples": list(chosen), "out": [str(tmp_path / "to" / name) for name in chosen]}
        there = {path.relative_to(tmp_path / "to").as_posix(): path for path in (tmp_path / "to").rglob("*") if path.is_file()}
        assert {name: path.read_bytes() for name, path in there.items()} == {name: path.read_bytes() for name, path in chosen.items()}


def test_nothing_is_overwritten_and_then_nothing_is_copied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "quirks" / "wrapped-80.x12"
    mine.parent.mkdir()
    mine.write_text("mine")
    assert main(["fixtures", "copy", str(tmp_path), "quirks"]) == 2
    assert str(mine) in capsys.readouterr().err
    assert mine.read_text() == "mine" and list(mine.parent.iterdir()) == [mine]


def test_a_name_that_means_nothing_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fixtures", "copy", str(tmp_path / "to"), "quirks", "nothing*"]) == 2
    assert "nothing*" in capsys.readouterr().err and not (tmp_path / "to").exists()

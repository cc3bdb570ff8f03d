"""Looking at files without a workspace: what cannot be read, what cannot be written, and what we break over."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from edi_engine import x12
from edi_engine.cli import main

FIXTURES = Path(__file__).parents[1] / "fixtures/x12"
Answers = Callable[..., tuple[int, str, str]]


@pytest.fixture
def answers(capsys: pytest.CaptureFixture[str]) -> Answers:
    """Runs a command: its exit code, and what it says on both streams."""
    def answers(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(list(map(str, arguments)))
        return code, *capsys.readouterr()
    return answers


@pytest.mark.parametrize("command", ["summary", "check"])
def test_a_file_over_which_we_break_costs_its_neighbours_nothing(command: str, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault is that file's problem and says its place in our code and nothing of the data; --debug lets it out."""
    plain = (FIXTURES / "quirks/plain.x12").read_bytes()
    for name, sender in (("a.835", b"SOUND  "), ("b.835", b"BREAKER"), ("c.835", b"SOUND  ")):
        (tmp_path / name).write_bytes(plain.replace(b"INVENTEDPLAN   *ZZ", sender.ljust(15) + b"*ZZ"))
    slices = x12.slices

    def breaking(source: x12.Source, ts: x12.TransactionSet, openers: frozenset[str]) -> object:
        if ts.isa[6] == "BREAKER":
            raise ZeroDivisionError("DOE, JANE")
        return slices(source, ts, openers)

    monkeypatch.setattr(x12, "slices", breaking)
    code, out, err = answers(command, tmp_path, "--json")
    files = json.loads(out)["files"]
    assert (code, err) == (1, "") and [[each["kind"] for each in file["problems"]] for file in files] == [[], ["internal"], []]
    assert "ZeroDivisionError in " in files[1]["problems"][0]["message"] and "JANE" not in out
    with pytest.raises(ZeroDivisionError):
        main(["--debug", command, str(tmp_path), "--json"])


@pytest.mark.parametrize("name, code, verdict", [
    ("ENV-10.empty.x12", 3, "unreadable"), ("ENV-10.not-x12.x12", 3, "unreadable"), ("EXC-5.no-files", 3, "unreadable"),
    ("ENV-10.no-sets.x12", 0, "accepted"), ("ENV-1.isa-elements.x12", 1, "rejected")])
def test_three_commands_agree_on_what_could_be_read(name: str, code: int, verdict: str, answers: Answers, tmp_path: Path) -> None:
    """Of nothing, nothing is written; an envelope without a transaction set was read all the same."""
    path, out = FIXTURES / "broken" / name, tmp_path / "out"
    assert answers("summary", path, "--json")[0] == code
    checked, rewritten = answers("check", path, "--json"), answers("rewrite", path, "-o", out, "--json")
    assert checked[0] == rewritten[0] == code and json.loads(checked[1])["files"][0]["verdict"] == verdict
    assert list(tmp_path.iterdir()) == ([] if code == 3 else [out])


def test_a_result_that_cannot_be_written_is_not_the_files_fault(answers: Answers, tmp_path: Path) -> None:
    """The sentence speaks of the result; nothing is left behind."""
    path = FIXTURES / "quirks/plain.x12"
    code, out, _ = answers("rewrite", path, "-o", tmp_path / "gone" / "out", "--json")
    file, = json.loads(out)["files"]
    assert (code, file["out"], file["verdict"], file["problems"][0]["kind"]) == (1, None, None, "unwritable-file")
    assert list(tmp_path.iterdir()) == []

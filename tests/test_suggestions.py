"""A payment that no number finds is suggested to the claims that it is like, and posted to none before a person says so (MAT-1)."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edi_engine.cli import main
from tests import rare

CLAIM = "PRACTICE000003"


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    books = tmp_path / "books"

    def ask(*words: object) -> Any:
        main(["-w", str(books), *map(str, words), "--json"])
        return json.loads(capsys.readouterr().out)

    ask("init", books)
    ask("import", rare.FOLDER / rare.CLAIMS)
    return ask


def answer(folder: Path, member: str = r"\g<0>", *, charge: bool = True) -> Path:
    """A remittance that names no claim of ours by any number, and its member as given."""
    text = paid()
    text = re.sub(r"CLP\*[^*]*", "CLP*SOMEONE", text).replace("TRN*1*", "TRN*1*X")
    text = re.sub(r"(\*MC|\*12|\*MB)\*C\d+\*", r"\1*Z1*", text)
    text = re.sub(r"1S00AA0AA\d\d", member, text)
    if not charge:                                          # another charge, with the difference contractual
        text = re.sub(r"(CLP\*[^*]*\*1\*)309.96", r"\g<1>310.96", text).replace("CAS*CO*45*92.99", "CAS*CO*45*93.99")
        text = re.sub(r"(SVC\*[^*]*\*)309.96", r"\g<1>310.96", text)
    path = folder / "answer.835"
    path.write_text(text)
    return path


def paid() -> str:
    return next(text for path in sorted((rare.FOLDER / "number_untold").glob("*.835.x12"))
                if f"CLP*{CLAIM}" in (text := path.read_text()))


def loose(ask: Callable[..., Any]) -> list[dict[str, Any]]:
    return [item for item in ask("worklist")["items"] if item["kind"] == "unapplied"]


def test_member_day_and_charge_suggest_a_claim(ask: Callable[..., Any], tmp_path: Path) -> None:
    ask("receive", answer(tmp_path))
    ours, = [item for item in loose(ask) if CLAIM in item["reason"]]
    assert f"It may be for {CLAIM}: the member, the day and the charge agree." in ours["reason"]
    assert ours["claim"] is None and f"`edi match {CLAIM} {ours['remit']}`" in ours["next_step"]
    assert ask("claim", CLAIM)["paid"] == "0.00"


@pytest.mark.parametrize(("member", "charge", "key"), [
    ("1S00AA0AA99", True, "the name, most of the member's number and the day"), (r"\g<0>", False, "the name, most"),
    ("9S99AA9AA99", True, ""), ("", True, "")])
def test_name_and_most_of_the_member_id_are_a_weaker_key(ask: Callable[..., Any], tmp_path: Path, member: str, charge: bool,
                                                         key: str) -> None:
    ask("receive", answer(tmp_path, member, charge=charge))
    reasons = " ".join(item["reason"] for item in loose(ask))
    assert f"It may be for {CLAIM}: {key}" in reasons if key else CLAIM not in reasons


def test_what_a_person_decided_is_not_asked_again(ask: Callable[..., Any], tmp_path: Path) -> None:
    ask("receive", answer(tmp_path))
    remit = next(item["remit"] for item in loose(ask) if CLAIM in item["reason"])
    ask("match", CLAIM, remit)
    assert not [item for item in loose(ask) if CLAIM in item["reason"]]
    assert ask("claim", CLAIM)["paid"] != "0.00"
    ask("unmatch", remit)
    assert remit in [item["remit"] for item in loose(ask)]
    assert not [item for item in loose(ask) if CLAIM in item["reason"]]


def test_a_settled_claim_is_suggested_for_nothing(ask: Callable[..., Any], tmp_path: Path) -> None:
    first = tmp_path / "first.835"
    first.write_text(paid())
    ask("receive", first)
    ask("receive", answer(tmp_path))
    assert loose(ask) and not [item for item in loose(ask) if CLAIM in item["reason"]]

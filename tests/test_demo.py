"""The demo: what the payers in the box say adds up, and the books end with what they know to be true."""

import contextlib
import io
import json
import os
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from edi_engine import identifiers, settings
from edi_engine.billing.party import Name
from edi_engine.cli import main
from edi_engine.flows.demo import DAY
from edi_engine.money import cents
from edi_engine.payer import deciding
from tests import loops

DEMO = Path(__file__).parents[1] / "fixtures" / "demo"
Row = dict[str, Any]


def edi(*arguments: str) -> str:
    """What a command prints."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        assert main(list(arguments)) in (0, 1), arguments
    return said.getvalue()


@pytest.fixture
def on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDI_TODAY", DAY)


@pytest.fixture(scope="module")
def truth(demo: Path) -> Row:
    """What the payers know to be true."""
    found: Row = json.loads((demo / "answers" / "truth.json").read_text("utf-8"))
    return found


def answers(demo: Path, kind: str = "*") -> list[Path]:
    return sorted((demo / "answers").glob(f"*.{kind}.x12"))


def dump(folder: Path) -> list[str]:
    return edi("-w", str(folder), "dump").splitlines()


def claim(demo: Path, name: str) -> Row:
    found: Row = json.loads(edi("-w", str(demo), "claim", name, "--json"))
    return found


def test_the_books_say_what_the_payers_know(demo: Path, truth: Row) -> None:
    """Every amount of every claim, line, check and provider adjustment, and there is no other."""
    assert loops.as_truth(dump(demo)) == loops.expected(truth)
    assert len(truth["claims"]) == 28


def segments(path: Path) -> Iterator[list[str]]:
    """The segments of a file, split by hand: the engine is not asked."""
    text = path.read_text("ascii")
    for start in [found.start() for found in re.finditer(r"ISA\*", text)]:
        stop = text.find("ISA*", start + 1)
        part = text[start:stop if stop > 0 else None]
        unwrapped = part.replace("\r", "").replace("\n", "")
        yield from (segment.split(part[3]) for segment in unwrapped.split(part[105]) if segment.strip())


def checks(path: Path) -> list[Row]:
    """The checks of a file with their claims, lines and sums of adjustments."""
    found: list[Row] = []
    part: Row = {}
    for tag, *e in segments(path):
        if tag == "ST":
            found.append({"claims": [], "moved": 0})
        check = found[-1] if found else {}
        if tag == "BPR":
            check["amount"] = cents(e[1])
        elif tag == "CLP":
            part = {"id": e[0], "charge": cents(e[2]), "paid": cents(e[3]), "taken": 0, "lines": []}
            check["claims"].append(part)
        elif tag == "SVC":
            part = {"charge": cents(e[1]), "paid": cents(e[2]), "taken": 0}
            check["claims"][-1]["lines"].append(part)
        elif tag == "CAS":
            part["taken"] += sum(map(cents, e[2::3]))
        elif tag == "PLB":
            check["moved"] += sum(map(cents, e[3::2]))
    return found


def test_every_remittance_adds_up(demo: Path, truth: Row) -> None:
    """REM-1, REM-2 and REM-3, counted here without the engine; no check comes after the day on which the demo looks."""
    found = list(chain.from_iterable(map(checks, answers(demo, "835"))))
    assert len(found) == len(truth["checks"]) > 10
    for check in found:
        assert check["amount"] == sum(paid["paid"] for paid in check["claims"]) - check["moved"]
        for paid in check["claims"]:
            lines = paid["lines"]
            taken = paid["taken"] + sum(line["taken"] for line in lines)
            assert paid["charge"] - taken == paid["paid"]
            assert paid["charge"] == sum(line["charge"] for line in lines)
            assert all(line["charge"] - line["taken"] == line["paid"] for line in lines)
    assert max(check["date"] for check in truth["checks"]) <= DAY


def test_what_is_left_for_a_person(demo: Path) -> None:
    """What was thrown back, denied, taken back, never answered, and the money that found no claim, worst first."""
    items = json.loads(edi("-w", str(demo), "worklist", "--json"))["items"]
    assert [(item["kind"], item["claim"], item["amount"]) for item in items] == [
        ("no answer", "NAN2002", "600.00"), ("rejected", "MSF1005", "460.00"), ("unapplied", None, "363.96"),
        ("unapplied", None, "244.92"), ("denied", "MSF1007", "145.00"), ("reversed", "MSF1010", "95.00"),
        ("unapplied", None, "58.27"), ("denied", "MSF1013", "55.00"), ("denied", "MSF1004", "39.00")]
    assert [item["line"] for item in items if item["kind"] == "denied"] == ["MSF1007L1", "MSF1013L2", "MSF1004L2"]
    assert ["`edi match MSF1010 " in item["next_step"] for item in items if item["kind"] == "unapplied"] == [False, False, True]
    patients = [line for name in ("MSF1001", "MSF1017") for line in claim(demo, name)["lines"] if line["status"] == "patient"]
    assert [line["paid"] for line in patients] == ["0.00", "0.00", "0.00"]         # all deductible or copay: no denial


def test_how_the_odd_ones_were_matched(demo: Path) -> None:
    """A claim by the payer's number alone; one line by code, day and charge, without modifier; all others by our number."""
    unknown = [segment[1] for path in answers(demo, "835") for segment in segments(path)
               if segment[0] == "CLP" and segment[1].startswith("UNKNOWN")]
    assert len(unknown) == 1 and "MAT-1d" in {event["key"] for event in claim(demo, "MSF1023")["history"]}
    rows = map(json.loads, dump(demo))
    names = {row["claim"] for row in rows if row["kind"] == "claim" and row["status"] not in ("open", "rejected")}
    found = {name: {line["match"] for line in claim(demo, name)["lines"]} for name in sorted(names)}
    assert len(found) == 26
    assert {name: match for name, match in found.items() if match != {"MAT-2a"}} == {"NAN2003": {"MAT-2c"}}


@pytest.mark.parametrize("tag, element, said, times", [
    ("CLP", 2, "19", 1), ("CLP", 2, "2", 1), ("CLP", 2, "22", 2), ("MOA", 3, "MA15", 2), ("CAS", 2, "97", 1), ("CAS", 5, "94", 1),
    ("SVC", 6, "HC:90461", 1), ("CAS", 5, "253", 12), ("CAS", 2, "23", 1), ("PLB", 3, "L6", 1), ("PLB", 5, "L6", 1),
    ("AMT", 1, "I", 3), ("PLB", 3, "WO:C697348653500", 3), ("PLB", 3, "FB:407326042700009", 3), ("N1", 4, "1900000088", 1)])
def test_the_story_has_it(demo: Path, tag: str, element: int, said: str, times: int) -> None:
    """A crossover, reversals, a claim in two parts, a bundle, sequestration, interest, money handed back or moved: as often as told."""
    found = [segment for path in answers(demo, "835") for segment in segments(path) if segment[0] == tag and len(segment) > element]
    assert sum(segment[element] == said for segment in found) == times


def test_the_fixtures_know_the_payers(demo: Path) -> None:
    """edi.toml knows under which ids they pay, and the correction names the number that the 277CA told of its claim."""
    for one in settings.load(DEMO).payers:
        if one.id not in {each.id for each in deciding.NEXT}:
            assert one.aliases == (deciding.insurer(Name("PR", "2", one.name, id=one.id)).trn,)
    again = json.loads((DEMO / "encounters" / "2026-05-20-corrections.jsonl").read_text("utf-8"))
    told = [segment[2] for path in answers(demo, "277ca") for segment in segments(path) if segment[:2] == ["REF", "1K"]]
    assert again["payer_claim_number"] in told


def test_it_is_the_same_in_every_run(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice in one folder and on another day: the same pages and answers, reports included."""
    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for name in ("reports", "answers") for path in Path("here", name).iterdir()}

    monkeypatch.chdir(tmp_path)
    first, pages = edi("demo", "here"), files()
    monkeypatch.setenv("EDI_TODAY", "2031-01-01")
    assert edi("demo", "here") == first
    assert os.environ["EDI_TODAY"] == "2031-01-01"
    assert files() == pages and all(pages.values())
    assert dump(Path("here")) == dump(demo)
    assert len(list(Path("here/reports").iterdir())) == 6


def test_another_order_and_twice_gives_the_same_books(demo: Path, tmp_path: Path, on_that_day: None) -> None:
    """The answers before the claims, newest first, then everything again: the same dump (MAT-5, MAT-6)."""
    books = tmp_path / "books"
    edi("init", str(books))
    (books / "edi.toml").write_bytes((DEMO / "edi.toml").read_bytes())
    for path in reversed(answers(demo)):
        edi("-w", str(books), "receive", str(path))
    for _ in range(2):
        edi("-w", str(books), "import", str(demo / "outbox"))
        edi("-w", str(books), "receive", *map(str, answers(demo)))
    assert dump(books) == dump(demo)
    edi("-w", str(books), "rebuild")
    assert dump(books) == dump(demo)


def test_nobody_in_it_is_real() -> None:
    """Every NPI passes its check digit; every Medicare number has the S that no real one has."""
    text = "".join(path.read_text("utf-8") for path in DEMO.rglob("*") if path.is_file())
    npis = set(re.findall(r"\b19000\d{5}\b", text))
    assert npis and all(map(identifiers.npi, npis))
    medicare = set(re.findall(r"\b[1-9][A-Z][A-Z0-9]\d[A-Z][A-Z0-9]\d[A-Z]{2}\d\d\b", text))
    assert len(medicare) >= 9 and all(number[1] == "S" for number in medicare)


def test_all_of_it_is_private(demo: Path) -> None:
    """Files 0600, folders 0700, the answers, the reports and the mark of the demo among them."""
    assert not [path for path in (demo, *demo.rglob("*")) if path.stat().st_mode & 0o077]

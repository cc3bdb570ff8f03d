"""The demo: hand-made remittances that add up, and books that end with the amounts worked out by hand."""

import contextlib
import io
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from edi_engine import identifiers
from edi_engine.cli import main
from edi_engine.flows.demo import DAY
from edi_engine.money import cents

DEMO = Path(__file__).parents[1] / "fixtures" / "demo"
REMITTANCES = sorted((DEMO / "remittances").iterdir())
KEYS = {"claim": ("claim",), "line": ("claim", "line"), "check": ("trace",),
        "provider_adjustment": ("reason", "reference", "amount")}
AMOUNTS = ("charge", "paid", "contractual", "patient", "other", "balance")
UNBALANCED = "MSF1020"
Row = dict[str, Any]


def edi(*arguments: str) -> str:
    """What a command prints."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        assert main(list(arguments)) in (0, 1), arguments
    return said.getvalue()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Row]:
    """A workspace in which the demo ran, and what the demo said."""
    folder = tmp_path_factory.mktemp("demo") / "workspace"
    return folder, json.loads(edi("demo", str(folder), "--json"))


@pytest.fixture
def on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDI_TODAY", DAY)


def keyed(text: str) -> dict[tuple[str, ...], Row]:
    rows = [json.loads(line) for line in text.splitlines()]
    return {(row["kind"], *(row[name] for name in KEYS[row["kind"]])): row for row in rows}


def test_the_books_end_with_the_amounts_worked_out_by_hand(demo: tuple[Path, Row]) -> None:
    """Every amount of every claim, line, check and provider adjustment is the one of expected.jsonl, and there is no other."""
    expected = keyed((DEMO / "expected.jsonl").read_text("utf-8"))
    dumped = keyed(edi("-w", str(demo[0]), "dump"))
    assert dumped.keys() == expected.keys()
    assert {key: {name: dumped[key][name] for name in row} for key, row in expected.items()} == expected


def test_the_tables_of_its_readme_say_what_is_expected() -> None:
    """The README explains the very amounts that are compared."""
    told: dict[tuple[str, ...], list[str]] = {}
    claim = ""
    for row in (DEMO / "README.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        if len(cells) == 8 and re.fullmatch(r"[A-Z]{3}\d{4}L\d|claim level", cells[1]):
            claim = cells[0] or claim
            told["line", claim, cells[1]] = cells[2:]
        elif len(cells) == 6 and re.fullmatch(r"[A-Z]{2}\d+", cells[0]):
            told["check", cells[0]] = cells[1:5]
    in_books: dict[tuple[str, ...], list[str]] = {}
    for key, row in keyed((DEMO / "expected.jsonl").read_text("utf-8")).items():
        if key[0] == "line":
            in_books[key] = [row[name] for name in AMOUNTS]
        elif key[0] == "check":
            in_books[key] = [row[name] for name in ("amount", "posted", "unapplied", "held")]
        elif key[0] == "claim" and any(cents(amount) for amount in row["claim_level"].values()):
            in_books["line", key[1], "claim level"] = [row["claim_level"][name] for name in AMOUNTS]
    assert told == in_books


def segments(path: Path) -> Iterator[list[str]]:
    """The segments of a file, split by hand: the engine is not asked."""
    text = path.read_text("ascii")
    for start in [found.start() for found in re.finditer(r"ISA\*", text)]:
        stop = text.find("ISA*", start + 1)
        part = text[start:stop if stop > 0 else None]
        yield from (segment.strip("\r\n").split(part[3]) for segment in part.split(part[105]) if segment.strip())


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


@pytest.mark.parametrize("path", REMITTANCES, ids=lambda path: path.stem)
def test_every_remittance_adds_up_but_the_one_that_must_not(path: Path) -> None:
    """REM-1, REM-2 and REM-3, counted here without the engine: one claim is off, and even its check ties out."""
    off = set()
    for check in checks(path):
        assert check["amount"] == sum(claim["paid"] for claim in check["claims"]) - check["moved"]
        for claim in check["claims"]:
            lines = claim["lines"]
            taken = claim["taken"] + sum(line["taken"] for line in lines)
            assert claim["charge"] == sum(line["charge"] for line in lines)
            left = [claim["charge"] - taken - claim["paid"], *(line["charge"] - line["taken"] - line["paid"] for line in lines)]
            off |= {claim["id"]} if any(left) else set()
    assert off == ({UNBALANCED} if path.stem == "2026-05-28-granite-mutual" else set())


def test_what_is_left_for_a_person(demo: tuple[Path, Row]) -> None:
    """Denials, the claim that does not balance, the money of a claim never sent, a short payment."""
    kinds = {(item["kind"], item["claim"]) for item in demo[1]["worklist"]}
    assert kinds >= {("denied", claim) for claim in ("MSF1004", "MSF1007", "MSF1013", "MSF1021", "MSF1022")}
    assert kinds >= {("held claim payment", UNBALANCED), ("short", "MSF1023"), ("unapplied", None)}
    assert not kinds & {("denied", "MSF1003"), ("denied", "MSF1018"), ("denied", "MSF1019")}   # a deductible is no denial


def test_how_the_odd_ones_were_matched(demo: tuple[Path, Row]) -> None:
    """A dropped modifier is found by procedure, day and charge; the others by our own number."""
    lines = json.loads(edi("-w", str(demo[0]), "claim", "MSF1005", "--json"))["lines"]
    assert [line["match"] for line in lines] == ["MAT-2a", "MAT-2c", "MAT-2a", "MAT-2a"]


def test_it_is_the_same_in_every_run(demo: tuple[Path, Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice in one folder and on another day: the same pages, reports included."""
    monkeypatch.chdir(tmp_path)
    first = edi("demo", "here")
    pages = {path.name: path.read_bytes() for path in Path("here/reports").iterdir()}
    monkeypatch.setenv("EDI_TODAY", "2031-01-01")
    assert edi("demo", "here") == first
    assert os.environ["EDI_TODAY"] == "2031-01-01"
    assert {path.name: path.read_bytes() for path in Path("here/reports").iterdir()} == pages
    assert edi("-w", "here", "dump") == edi("-w", str(demo[0]), "dump")
    assert len(pages) == 6 and all(pages.values())


def test_another_order_and_twice_gives_the_same_books(demo: tuple[Path, Row], tmp_path: Path, on_that_day: None) -> None:
    """The remittances before the claims, newest first, then everything again: the same dump (MAT-5, MAT-6)."""
    books = str(tmp_path / "books")
    edi("init", books)
    (tmp_path / "books" / "edi.toml").write_bytes((DEMO / "edi.toml").read_bytes())
    for path in reversed(REMITTANCES):
        edi("-w", books, "receive", str(path))
    edi("-w", books, "submit", str(DEMO / "encounters"))
    edi("-w", books, "receive", str(DEMO / "remittances"))
    edi("-w", books, "submit", str(DEMO / "encounters"))
    assert edi("-w", books, "dump") == edi("-w", str(demo[0]), "dump")
    edi("-w", books, "rebuild")
    assert edi("-w", books, "dump") == edi("-w", str(demo[0]), "dump")


def test_nobody_in_it_is_real() -> None:
    """Every NPI passes its check digit; every Medicare number has the S that no real one has."""
    text = "".join(path.read_text("utf-8") for path in DEMO.rglob("*") if path.is_file())
    npis = set(re.findall(r"\b19000\d{5}\b", text))
    assert npis and all(map(identifiers.npi, npis))
    medicare = set(re.findall(r"\b[1-9][A-Z][A-Z0-9]\d[A-Z][A-Z0-9]\d[A-Z]{2}\d\d\b", text))
    assert len(medicare) >= 9 and all(number[1] == "S" for number in medicare)


def test_all_of_it_is_private(demo: tuple[Path, Row]) -> None:
    """Files 0600, folders 0700, the reports and the mark of the demo among them."""
    folder, _ = demo
    assert not [path for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077]

"""The command line and the reports on real books: those of the demo."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from edi_engine.cli import main
from edi_engine.cli.documents import KEYS
from edi_engine.flows.dump import dump as dump_of
from edi_engine.flows.house import open_house
from edi_engine.money import cents, dollars
from edi_engine.reports.pages import amount
from tests.far import folder_mailbox, put

ROOT = Path(__file__).parents[1]
UNBALANCED = ROOT / "fixtures/x12/broken/REM-2.claim.x12"
AMOUNTS = ("charge", "paid", "contractual", "patient", "other", "balance")


@pytest.fixture(scope="module")
def dump(demo: Path) -> list[dict[str, Any]]:
    """The state of its books."""
    return [json.loads(line) for line in _dumped(demo)]


@pytest.fixture
def ask(demo, capsys, monkeypatch):
    """Run a command on the demo's books: (exit code, stdout, stderr)."""
    monkeypatch.setenv("EDI_TODAY", "2026-06-30")

    def ask(*arguments: str | Path, of: Path = demo) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["-w", str(of), *map(str, arguments)])
        return code, *capsys.readouterr()

    return ask


def _dumped(folder: Path) -> list[str]:
    with open_house(folder) as house:
        return list(dump_of(house))


def _keys(document: Any, part: str = "") -> dict[str, set[tuple[str, ...]]]:
    """The keys of every object in a document, by the name under which it stands."""
    found: dict[str, set[tuple[str, ...]]] = {}
    if isinstance(document, dict):
        found[part] = {tuple(document)}
        for name, value in document.items():
            for inner, keys in _keys(value, name).items():
                found.setdefault(inner, set()).update(keys)
    elif isinstance(document, list):
        for value in document:
            for inner, keys in _keys(value, part).items():
                found.setdefault(inner, set()).update(keys)
    return found


def test_the_documents_are_those_of_the_reference(demo, ask, dump, tmp_path):
    """Every key is always there, and the reference names it."""
    spare = tmp_path / "books"
    shutil.copytree(demo, spare)
    with (spare / "edi.toml").open("a") as settings:
        settings.write("\n" + folder_mailbox(tmp_path / "far"))
    put(tmp_path / "far" / "from" / "no x12", b"none")
    assert ask("receive", UNBALANCED, of=spare)[0] == 1
    items = json.loads(ask("worklist", "--json", of=spare)[1])["items"]
    held = next(item for item in items if item["kind"] == "held claim payment")
    loose = next(item for item in items if item["kind"] == "unapplied")
    name = next(row["claim"] for row in dump if row["kind"] == "claim")
    remittance = next(iter(sorted((demo / "answers").glob("*.835.x12"))))
    sent = next((demo / "outbox").iterdir())
    commands = [
        ("init", tmp_path / "new"), ("receive", remittance), ("import", sent), ("submit", ROOT / "fixtures/demo/encounters"),
        ("send",), ("fetch",), ("sync",), ("secondary", name), ("replace", name), ("void", name), ("fix", name),
        ("claim", name), ("worklist",), ("provider-adjustments",), ("variance",), ("summary", remittance, sent), ("check", remittance),
        ("check-remit", remittance), ("diff-835", remittance, remittance), ("note", name, "said"),
        ("rewrite", remittance, "-o", tmp_path / "out"), ("guide", "837P"),
        ("acknowledge", remittance, "-o", tmp_path / "answers"),
        ("guide", "837P", "--coverage"), ("match", name, loose["remit"]), ("unmatch", loose["remit"]),
        ("release", held["remit"], "--reason", "agreed by telephone"), ("dump",), ("rebuild",), ("demo", tmp_path / "again"),
        ("simulate", ROOT / "fixtures/x12/rare/claims.837", "-o", tmp_path / "answered"), ("simulate", "--list"),
        ("fixtures",), ("fixtures copy", tmp_path / "samples", "broken/REM-3.*"),
        ("where", sent, "30"), ("edits",), ("profile", "list"),
        ("audit",), ("codes",), ("codes import", ROOT / "fixtures/x12/broken/CLM-24.unknown/codes.csv"), ("codes show", "99213")]
    assert {command[0] for command in commands} == set(KEYS)
    for command in commands:
        code, out, err = ask(*command[0].split(), *command[1:], "--json", of=spare)
        assert code in (0, 1), (command, err)
        for part, keys in _keys(json.loads(out)).items():
            part = part or next((word for word in command if word in ("--coverage", "--list")), "")
            if part in KEYS[command[0]]:
                assert keys == {KEYS[command[0]][part]}, (command, part)


def test_every_claim_can_be_explained(ask, dump):
    """For people and for programs; the steps of every line add up to its balance, the parts to the claim."""
    for row in dump:
        if row["kind"] != "claim":
            continue
        code, out, _ = ask("claim", row["claim"], "--json")
        document = json.loads(out)
        assert code == 0 and document["status"] == row["status"]
        parts = [document["claim_level"], *document["lines"]]
        for part in parts:
            assert dollars(sum(cents(step["amount"]) for step in part["steps"])) == part["balance"]
        for name in AMOUNTS:
            assert dollars(sum(cents(part[name]) for part in parts)) == document[name] == row[name]
        page = ask("claim", row["claim"])[1]
        assert page.startswith(f"Claim {row['claim']}\n")
        assert all(step["text"] in page for part in parts for step in part["steps"] if step["text"])


@pytest.mark.parametrize("form", ["txt", "html"])
def test_the_reconciliation_shows_every_line_and_adds_up(ask, dump, form):
    """Each claim and line with its six amounts, as in the dump; the sum of all claims at the end."""
    page = ask("report", "reconciliation", "--format", form)[1]
    words = re.sub(r"<[^>]*>", " ", page) if form == "html" else page
    claims = [row for row in dump if row["kind"] == "claim"]
    for row in dump:
        if row["kind"] in ("claim", "line"):
            figures = r"\s+".join(re.escape(amount(cents(row[name]))) for name in AMOUNTS)
            named = re.escape(row["line"] if row["kind"] == "line" else row["claim"])
            assert re.search(rf"{named}\b[^\n]*?\s(?:[^\n]*\n)?[^\n]*?{figures}", words), row
    total = r"\s+".join(re.escape(amount(sum(cents(row[name]) for row in claims))) for name in AMOUNTS)
    assert re.search(rf"all claims.*?{total}", words, re.DOTALL)


@pytest.mark.parametrize("form", ["txt", "html"])
def test_the_remittance_report_shows_every_check(ask, dump, form):
    """Each check with what was posted, unapplied and held; each says whether it ties out."""
    page = ask("report", "remittance", "--format", form)[1]
    checks = [row for row in dump if row["kind"] == "check"]
    assert checks
    for row in checks:
        assert row["trace"] in page
        assert all(amount(cents(row[name])) in page for name in ("amount", "posted", "unapplied", "held"))
    assert len(re.findall(r"ties out", page, re.IGNORECASE)) == len(checks)


def test_one_remittance_can_be_chosen(ask, dump):
    """By its trace number or by its name in the worklist; an unknown one is misuse."""
    trace = next(row["trace"] for row in dump if row["kind"] == "check")
    code, page, _ = ask("report", "remittance", trace)
    assert code == 0 and page.count("trace number") == 1
    name = re.search(r"^remittance +(\w+)$", page, re.MULTILINE)
    assert name and ask("report", "remittance", name[1])[1] == page == ask("report", "remittance", f"{name[1]}-1")[1]
    code, out, err = ask("report", "remittance", "NOBODY")
    assert (code, out) == (2, "") and "NOBODY" in err


@pytest.mark.parametrize("form", ["txt", "html"])
def test_the_worklist_report_holds_the_worklist(ask, form):
    """Every item with its amount and next step, in the same order."""
    items = json.loads(ask("worklist", "--json")[1])["items"]
    page = ask("report", "worklist", "--format", form)[1]
    assert items
    at = 0
    for item in items:
        at = page.index(item["claim"] or item["remit"], at)
        assert amount(cents(item["amount"])) in page[at:]


def test_a_decision_shows_in_the_explanation(demo, ask, dump, tmp_path):
    """A note stands in the claim's history; a match moves the money out of unapplied, an unmatch puts it back."""
    spare = tmp_path / "books"
    shutil.copytree(demo, spare)
    name = next(row["claim"] for row in dump if row["kind"] == "claim")
    assert ask("note", name, "called the payer", of=spare)[0] == 0
    assert "called the payer" in ask("claim", name, of=spare)[1]
    loose = next(item for item in json.loads(ask("worklist", "--json", of=spare)[1])["items"] if item["kind"] == "unapplied")
    before = _dumped(spare)
    assert ask("match", name, loose["remit"], of=spare)[1].startswith(f"Matched {loose['remit']} to {name}")
    assert "a person" in ask("claim", name, of=spare)[1]
    assert ask("unmatch", loose["remit"], of=spare)[0] == 0
    after = [line for line in _dumped(spare) if '"kind":"decision"' not in line]
    assert after == [line for line in before if '"kind":"decision"' not in line]


def test_the_demo_leaves_its_reports(demo):
    """In reports/, each a file of its own."""
    assert {path.name for path in (demo / "reports").iterdir()} == {
        f"{name}.{form}" for name in ("remittance", "reconciliation", "worklist") for form in ("txt", "html")}

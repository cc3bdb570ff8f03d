"""The audit: which commands are in it, what it says, and what it never says."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from edi_engine.cli import main
from edi_engine.cli.app import SECTIONS
from edi_engine.flows import rebuild
from tests.far import PAID, books, encounters, folder_mailbox, prepared, put

CODES = Path(__file__).parents[1] / "fixtures/x12/broken/CLM-24.unknown/codes.csv"
REMITTANCE = Path(__file__).parents[1] / "fixtures/x12/golden/835/paid-and-contractual.x12"
AUDITED = {                                              # what changes the books or the workspace, or carries files
    "init": ["{new}"], "demo": ["{new}"], "submit": ["{encounters}"], "sync": [], "send": [], "fetch": [], "receive": [],
    "secondary": ["FAR0001"], "replace": ["FAR0001"], "void": ["FAR0001"], "fix": ["FAR0001"], "note": ["FAR0001", "TESTER called"],
    "match": ["FAR0001", "nothing"], "unmatch": ["nothing"], "release": ["nothing", "--reason", "TESTER"], "import": ["{claims}"],
    "codes import": ["{codes}"], "rebuild": []}
LOOKING = {
    "worklist": [], "claim": ["FAR0001"], "where": ["{claims}", "3"], "report": ["worklist"], "proof": ["FAR0001"],
    "summary": ["{claims}"], "check": ["{claims}"], "rewrite": ["{claims}", "-o", "{new}"],
    "acknowledge": ["{claims}", "-o", "{new}"], "guide": ["TA1"], "schema": [], "edits": [], "profile": ["list"], "codes": [],
    "codes show": ["99213"], "audit": [], "dump": [], "check-remit": ["{remittance}"], "diff-835": ["{remittance}", "{remittance}"],
    "simulate": ["{claims}", "-o", "{new}"], "fixtures": [], "fixtures copy": ["{new}", "quirks"], "provider-adjustments": [], "variance": []}


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return tmp_path / "far"


@pytest.fixture
def here(tmp_path: Path, there: Path) -> Path:
    return books(tmp_path / "books", folder_mailbox(there))


def rows(folder: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(folder / "ledger.db") as db:
        return db.execute("SELECT command, sha256 FROM audit ORDER BY id").fetchall()


def commands(of: tuple[click.Command, ...], under: str = "") -> Iterator[str]:
    for command in of:
        yield f"{under}{command.name}"
        if isinstance(command, click.Group):
            yield from commands(tuple(command.commands.values()), f"{command.name} ")


def test_every_command_is_in_the_audit_or_only_looks():
    """A new command has to say which."""
    assert sorted(commands(tuple(command for section in SECTIONS.values() for command in section))) == sorted([*AUDITED, *LOOKING])
    assert not AUDITED.keys() & LOOKING.keys()


@pytest.mark.parametrize("command", [*AUDITED, *LOOKING])
def test_what_changes_something_is_noted_and_what_looks_is_not(here, tmp_path, capsys, command):
    """Whether it succeeds or not; what the person typed is never kept."""
    claims, new, coming = prepared(here), tmp_path / "new", tmp_path / "coming.json"
    coming.write_text(json.dumps(encounters(1, first=5)))
    before = rows(here)
    said = [part.format(claims=claims, new=new, encounters=coming, codes=CODES, remittance=REMITTANCE) for part in (AUDITED | LOOKING)[command]]
    assert main(["-w", str(here), *command.split(), *said]) in (0, 1, 2)
    own = rows(new) if command in ("init", "demo") else rows(here)[len(before):]
    if command in LOOKING:
        assert own == []
    else:
        assert (command, "") in own and {name for name, _ in own} <= {command, "init"}, own
    assert "TESTER" not in str(own) and "FAR0001" not in str(own)


def test_the_audit_is_shown(here, there, capsys):
    """Oldest first, each file with its hash and its name, from a day on; all of it after a rebuild."""
    claims = prepared(here)
    put(there / "from" / "a\x1b[2Jb.835", PAID)
    put(there / "from" / "no x12", b"none")
    main(["-w", str(here), "sync"])
    main(["-w", str(here), "note", "FAR0001", "TESTER called"])
    main(["-w", str(here), "codes", "import", str(CODES)])

    def shown(*options: str) -> list[dict[str, str | None]]:
        capsys.readouterr()
        assert main(["-w", str(here), "audit", "--json", *options]) == 0
        return json.loads(capsys.readouterr().out)["entries"]

    entries = shown()
    assert [(entry["command"], entry["file"]) for entry in entries] == [
        ("init", None), ("submit", None), ("submit", claims.name), ("sync", None), ("sync", claims.name), ("sync", "a_[2Jb.835"),
        ("sync", "no x12"), ("sync", "a_[2Jb.835"), ("sync", "no x12"), ("note", None), ("codes import", None),
        ("codes import", None)]
    assert all(entry["who"] and entry["at"] for entry in entries) and [entry["at"] for entry in entries] == sorted(
        entry["at"] for entry in entries)
    assert all((entry["sha256"] is None) != (len(entry["sha256"] or "") == 64) for entry in entries)
    assert not rebuild.rebuild(here)["problems"] and shown()[:len(entries)] == entries
    assert shown("--since", entries[0]["at"][:10]) == shown() and shown("--since", "9999-12-31") == []
    assert main(["-w", str(here), "audit"]) == 0
    out = capsys.readouterr().out
    assert claims.name in out and "TESTER" not in out and "\x1b" not in out
    assert main(["-w", str(here), "audit", "--since", "yesterday"]) == 2

"""The reference of the command line is complete and fresh."""

from pathlib import Path

import click
import pytest

from edi_engine.cli.app import SECTIONS, edi
from edi_engine.cli.reference import reference

DOCS = Path(__file__).parents[1] / "docs" / "cli.md"
COMMANDS = [command for commands in SECTIONS.values() for command in commands]
CONTRACT = {"init", "schema", "submit", "send", "fetch", "sync", "import", "receive", "claim", "worklist", "summary", "check", "rewrite", "guide", "note",
            "match", "unmatch", "release", "codes", "audit", "dump", "rebuild", "demo", "report", "acknowledge", "check-remit", "diff-835",
            "simulate", "fixtures"}


def test_the_reference_is_fresh():
    """docs/cli.md is what the commands say of themselves; run `python -m edi_engine.cli.reference > docs/cli.md`."""
    assert DOCS.read_text("utf-8") == reference()


def test_every_command_of_the_contract_is_there():
    """What the contract names is a command, in exactly one section of the help."""
    assert set(edi.commands) >= CONTRACT
    assert sorted(edi.commands) == sorted(command.name for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_and_option_is_documented(command):
    """Each command has a sentence that fits its line of the help, and each option says what it does."""
    first = command.get_short_help_str(200)
    assert first and not first.endswith("..."), f"edi {command.name} has no first sentence"
    assert len(first) <= 66, f"the first sentence of edi {command.name} is cut in `edi --help`"
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"edi {command.name} {option.opts[0]} is not documented"
    assert f"### edi {command.name}\n" in DOCS.read_text("utf-8")

"""What the README and the walk through the demo show is what happens: their commands are run and their outputs compared."""

import re
import shlex
from pathlib import Path

import click
import pytest

from edi_engine.cli.app import edi
from tests import readme

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("page", readme.PAGES, ids=lambda path: path.stem)
def test_the_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    """Every command of the page, in order, in a folder of its own; `python -m tests.readme` writes what they print now."""
    text = page.read_text("utf-8")
    shown = readme.commands(text)
    printed = readme.run(text, tmp_path)
    assert shown and len(printed) == len(shown)
    for command, now in zip(shown, printed, strict=True):
        assert "Traceback" not in now and "not found" not in now
        assert readme.like(command.said, now), f"$ {command.line}\n{now}"


@pytest.mark.parametrize("page", [*readme.PAGES, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.stem)
def test_every_command_in_passing_exists(page: Path) -> None:
    """`edi ...` anywhere in a page names a command, and every option that it shows is one of that command's."""
    for words in re.findall(r"`edi ([^`]*)`", page.read_text("utf-8")):
        name, options = "", []
        given = iter(shlex.split(words.replace("...", "")))
        for word in given:
            if word == "-w":
                next(given, None)
            elif word.startswith("-"):
                options.append(word)
            else:
                name = name or word
        if not name:
            continue
        assert name in edi.commands, f"edi {words}"
        known = {opt for option in edi.commands[name].params if isinstance(option, click.Option) for opt in option.opts}
        assert set(options) <= known | {"--help", "-h"}, f"edi {words}"


def test_the_ten_commands_are_ten() -> None:
    """The table of a biller's day has the ten rows that its title promises."""
    rows = re.findall(r"^\| (\d+) \| `", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert rows == [str(n) for n in range(1, 11)]


def test_make_demo_and_make_test_are_what_the_readme_says() -> None:
    """`make demo` runs `edi demo demo`; `make test` runs the tests; both make the environment first."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^DEMO \?= demo$", makefile, re.MULTILINE)
    assert re.search(r"^demo: \$\(VENV\)/\.dev\n\t\$\(BIN\)/edi demo \$\(DEMO\)$", makefile, re.MULTILINE)
    assert re.search(r"^test: \$\(VENV\)/\.dev\n\t\$\(BIN\)/python -m pytest", makefile, re.MULTILINE)


@pytest.mark.parametrize("page", [*readme.PAGES, ROOT / "fixtures" / "demo" / "README.md"], ids=str)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page is a file of the checkout."""
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        assert target.startswith("http") or (page.parent / target).exists(), target


def test_the_dots_stand_for_lines_and_nothing_else() -> None:
    """The comparison itself: `...` is any lines, everything else is what it is."""
    assert readme.like("a\n...\nz\n", "a\nb\nc\nz\n") and readme.like("...\n", "")
    assert not readme.like("a\n...\nz\n", "a\nb\n") and not readme.like("a.c\n", "abc\n") and not readme.like("", "a\n")

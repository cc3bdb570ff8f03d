"""Pages with commands in them, as something that can be run.

A block after ``<!-- run -->`` holds commands (``$ ...``), each followed by what it prints; ``...`` stands for any lines. A
block after ``<!-- file: NAME -->`` is a file that the commands find. All commands of a page run in one shell, in a folder of
their own.
``python -m tests.readme`` writes what the commands print into the pages, where a command is not followed by ``...``.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md",
         *(ROOT / "docs" / f"{name}.md" for name in ("demo", "secondary", "exchange", "acknowledging", "simulate", "testing")))
BLOCK = re.compile(r"<!-- (run|file: (\S+)) -->\n```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ANY, MARK = "...", "=====8<====="


class Command(NamedTuple):
    """One command of a page: where it stands in its block, the shell line, what the page says that it prints."""

    line: str
    said: str
    start: int
    stop: int


def files(page: str) -> Iterator[tuple[str, str]]:
    """The files that the page shows."""
    yield from ((found[2], found[3]) for found in BLOCK.finditer(page) if found[2])


def commands(page: str) -> list[Command]:
    """The commands of the page, in their order."""
    found = []
    for block in BLOCK.finditer(page):
        if block[1] == "run":
            for part in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block[3], re.MULTILINE):
                start = block.start(3) + part.start(2)
                found.append(Command(part[1], part[2], start, start + len(part[2])))
    return found


def run(page: str, folder: Path) -> list[str]:
    """What each command of the page prints, in an empty folder with the fixtures beside it."""
    for name, text in files(page):
        (folder / name).write_text(text, "utf-8")
    (folder / "fixtures").symlink_to(ROOT / "fixtures")
    script = "".join(f"{command.line}\necho '{MARK}'\n" for command in commands(page))
    outside = {name: value for name, value in os.environ.items() if not name.startswith("EDI_")}
    path = os.pathsep.join((str(Path(sys.executable).parent), outside["PATH"]))
    said = subprocess.run(["bash", "-c", script], cwd=folder, env=outside | {"PATH": path, "COLUMNS": "100"}, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False).stdout
    return said.split(f"{MARK}\n")[:-1]


def like(said: str, printed: str) -> bool:
    """Whether the page says what was printed; ``...`` on a line of its own stands for any lines."""
    parts = [re.escape(part) for part in re.split(rf"^{re.escape(ANY)}\n", said, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*".join(parts), printed) is not None


def fresh(page: str) -> str:
    """The page with what its commands print now, but where it says ``...``."""
    with TemporaryDirectory() as folder:
        printed = run(page, Path(folder))
    for command, now in reversed(list(zip(commands(page), printed, strict=True))):
        if f"{ANY}\n" not in command.said:
            page = page[:command.start] + now + page[command.stop:]
    return page


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(fresh(path.read_text("utf-8")), "utf-8")

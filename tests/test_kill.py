"""Killed at any step and run again: no claim is sent twice or lost, no number used again, no file dropped, the same books.

Real processes kill themselves (SIGKILL) at random steps of submit, send, fetch, receive and fix; a second run finishes.
40 times in every run of the tests, 400 times in `make soak`.
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from edi_engine.flows import dump, explain
from edi_engine.flows.house import open_house
from tests import acknowledged, far, servers
from tests.acknowledged import Sent
from tests.far import books, claims_in, encounters, folder_mailbox, names, put, remittance
from tests.killing import Executioner
from tests.properties import SOAK

CLAIMS = 3
LEAVE = [b"FAR0001", b"FAR0002", b"FAR0003", b"FAR0003"]          # the last is thrown back and leaves again
TIMES = 4 if SOAK == 1 else 2 * SOAK     # of each of the ten tests below: 40 in every run, 400 in a soak (EDI_SOAK=20)


@pytest.fixture(scope="module")
def execute() -> Iterator[Executioner]:
    with Executioner() as executioner:
        yield executioner


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, servers.Keys]]:
    keys = servers.Keys(tmp_path_factory.mktemp("kill-keys") / "keys")
    with servers.asyncssh_server(keys) as (port, _):
        yield port, keys


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, execute: Executioner) -> list[str]:
    """What the clearinghouse says of what will be sent: a 999 that takes all of it, and a 277CA that throws a claim back."""
    here = books(tmp_path_factory.mktemp("before") / "books")
    source = here.parent / "encounters.json"
    source.write_text(json.dumps(encounters(CLAIMS)))
    assert execute(here, ["submit", str(source)])["codes"] == [0]
    sent, later = Sent(next((here / "outbox").iterdir()).read_bytes()), datetime(2026, 6, 30, 13)
    return [acknowledged.group(sent, at=later).decode(),
            acknowledged.claims(sent, {"FAR0001": "A2", "FAR0002": "A2", "FAR0003": "A7"}, at=later).decode()]


class World:
    """A workspace and its far side, before anything has left or come."""

    def __init__(self, folder: Path, kind: str, after: str, serving: tuple[int, servers.Keys], answers: list[str]) -> None:
        self.here, self.there, self.source = folder / "books", folder / "far", folder / "encounters.json"
        folder.mkdir()
        port, keys = serving
        lines = folder_mailbox(self.there, after=after) if kind == "folder" else servers.mailbox(
            self.there, port, keys.host_key, f'key_file = "{keys.user_file}"', after=after)
        books(self.here, lines)
        self.source.write_text(json.dumps(encounters(CLAIMS)))
        (self.there / "picked").mkdir()
        self.theirs = [remittance(1, "FAR0001"), remittance(2, "FAR0002"), remittance(3, "NOBODY"), "no X12", far.CLAIM,
                       *answers]
        for number, text in enumerate(self.theirs):
            put(self.there / "from" / f"{number}.txt", text)
        self.commands = ["submit", str(self.source)], ["send"], ["fetch"], ["receive"], ["fix", "FAR0003"], ["sync"]

    def picked_up(self) -> None:
        """The clearinghouse takes what lies there under its name."""
        for path in (self.there / "to").iterdir():
            if not path.name.startswith("."):
                shutil.move(path, self.there / "picked")

    def dumped(self) -> list[str]:
        """The books, and what is known of each claim that left."""
        with open_house(self.here) as house:
            claims = (explain.explain(house, f"FAR{n:04d}") for n in range(1, CLAIMS + 1))
            return [*dump.dump(house), *(json.dumps({"claim": claim["claim"], "stage": claim["stage"]}) for claim in claims)]

    def check(self) -> None:
        """Everything is where it belongs, once."""
        assert claims_in(self.there / "to", self.there / "picked") == LEAVE
        assert not [name for name in names(self.there / "to") if name.startswith(".")]
        assert not names(self.here / "inbox") and not names(self.here / "outbox")
        came = [path.read_text() for folder in ("processed", "quarantine") for path in (self.here / folder).iterdir()
                if not path.name.endswith(".reason.txt")]
        assert sorted(came) == sorted(self.theirs)
        assert claims_in(self.here / "sent") == claims_in(self.there / "to", self.there / "picked")
        numbers = [number for path in (self.here / "archive").rglob("*") if path.is_file() and not path.suffix
                   for number in re.findall(rb"ISA\*.{70}.{0,12}\*CEDARRIDGE[^~]{40}\*(\d{9})\*", path.read_bytes())]
        assert len(numbers) == len(set(numbers))
        for path in self.here.rglob("*"):
            assert path.stat().st_mode & 0o077 == 0, path


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, execute: Executioner, serving, answers):
    """For each kind: how many steps the undisturbed run takes, and its books."""
    found = {}
    world = World(tmp_path_factory.mktemp("warm") / "sftp", "sftp", "keep", serving, answers)
    execute(world.here, *world.commands, fork=False)
    for kind in ("folder", "sftp"):
        world = World(tmp_path_factory.mktemp("whole") / kind, kind, "keep", serving, answers)
        said = execute(world.here, *world.commands)
        assert said["codes"] == [0, 0, 0, 1, 0, 0], said
        world.check()
        found[kind] = said["steps"], world.dumped()
    assert found["folder"][1] == found["sftp"][1] and len(found["folder"][1]) > 5
    assert [json.loads(line)["stage"] for line in found["folder"][1][-CLAIMS:]] == ["adjudicated", "adjudicated", "released"]
    return found


@pytest.mark.hypothesis
@pytest.mark.parametrize("seed", range(10))
def test_killed_anywhere_and_run_again_nothing_is_lost_or_doubled(seed, tmp_path, execute, serving, answers, undisturbed):
    """Eight of ten with a folder, two with a server; some are killed twice, some files are picked up in between."""
    kind = "sftp" if seed >= 8 else "folder"
    steps, books_of_whole = undisturbed[kind]
    for time_ in range(TIMES):
        chance = random.Random(f"{seed}.{time_}")
        world = World(tmp_path / str(time_), kind, chance.choice(["keep", "delete"]), serving, answers)
        for _ in range(chance.choice([1, 1, 1, 2])):
            at = chance.randint(1, steps)
            said = execute(world.here, *world.commands, kill=at)
            assert said["killed"] or said["codes"], (seed, time_, at, said)
            if chance.random() < 0.4:
                world.picked_up()
        said = execute(world.here, *world.commands)
        assert set(said["codes"]) <= {0, 1} and len(said["codes"]) == 6, (seed, time_, at, said)
        try:
            world.check()
            assert world.dumped() == books_of_whole
        except AssertionError as broken:
            raise AssertionError(f"seed {seed}.{time_}, killed at step {at} of {steps}") from broken
        shutil.rmtree(tmp_path / str(time_))


def test_killed_after_anything_that_lasts_a_file_that_was_picked_up_is_not_sent_again(tmp_path, execute, serving, answers, undisturbed):
    """Send alone, killed behind each rename, link, note and flush; whatever has its name by then is gone at the next run."""
    world = World(tmp_path / "whole", "folder", "keep", serving, answers)
    execute(world.here, ["submit", str(world.source)])
    lasting = execute(world.here, ["send"])["lasting"]
    assert len(lasting) > 20
    for at in sorted({*lasting[::1 if SOAK > 1 else 12], *lasting[-20:]}):
        world = World(tmp_path / str(at), "folder", "keep", serving, answers)
        execute(world.here, ["submit", str(world.source)])
        assert execute(world.here, ["send"], kill=at)["killed"]
        world.picked_up()
        assert execute(world.here, ["send"])["codes"] == [0]
        sent = claims_in(world.there / "to", world.there / "picked")
        assert sent == [b"FAR%04d" % n for n in range(1, CLAIMS + 1)], (at, sent)
        assert not names(world.here / "outbox") and len(names(world.here / "sent")) == 1
        shutil.rmtree(tmp_path / str(at))


# ---- two at once


def run(folder: Path, *command: str) -> subprocess.Popen[str]:
    """A command in a process of its own."""
    script = "import sys; from edi_engine.cli import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.Popen([sys.executable, "-c", script, "-w", str(folder), *command], text=True, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, env={**os.environ, "EDI_TODAY": "2026-06-30"})


def test_two_at_once_both_finish(tmp_path, serving, answers, undisturbed):
    """Submit, receive and sync twice at the same time, a reader in between: all end well, and nothing is done twice."""
    world = World(tmp_path / "world", "folder", "keep", serving, answers)
    for number, text in enumerate(world.theirs):
        put(world.here / "inbox" / f"{number}.txt", text)
    commands = [["submit", str(world.source)], ["sync"], ["sync"], ["receive"], ["submit", str(world.source)], ["worklist"],
                ["send"], ["fetch"]]
    running = [run(world.here, *command) for command in commands]
    for process, command in zip(running, commands, strict=True):
        out, err = process.communicate(timeout=120)
        assert process.returncode in (0, 1) and "Traceback" not in err and "locked" not in err, (command, out, err)
    for command in (["fix", "FAR0003"], ["sync"]):
        last = run(world.here, *command)
        last.communicate(timeout=60)
        assert last.returncode in (0, 1)
    assert claims_in(world.there / "to") == LEAVE
    assert world.dumped() == undisturbed["folder"][1] and not names(world.here / "inbox")


def test_a_new_workspace_opened_twice_at_once(tmp_path):
    """Its ledger is made once."""
    running = [run(tmp_path, "init", str(tmp_path / "new")) for _ in range(3)]
    for process in running:
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err


def test_who_waits_says_for_whom(tmp_path, serving, answers):
    """And goes on as soon as the other has ended, even by being killed."""
    world = World(tmp_path / "world", "folder", "keep", serving, answers)
    script = ("import sys, time; from pathlib import Path; from edi_engine.exchange import locking\n"
              "with locking.alone(Path(sys.argv[1]), 'sync', 'somebody', print): print('held', flush=True); time.sleep(60)")
    holder = subprocess.Popen([sys.executable, "-c", script, str(world.here)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout and holder.stdout.readline() == "held\n"
    waiting = run(world.here, "receive", "--json")
    assert waiting.stderr
    line = waiting.stderr.readline()
    assert line == f"Waiting for `edi sync` of somebody (process {holder.pid}), which is working in this workspace.\n"
    time.sleep(0.2)
    assert waiting.poll() is None
    holder.kill()
    holder.communicate()
    out, err = waiting.communicate(timeout=60)
    assert waiting.returncode == 0 and json.loads(out) == {"files": []} and not err


def test_who_waits_too_long_says_so(tmp_path, serving, answers, monkeypatch, capsys):
    from edi_engine.cli import main
    from edi_engine.exchange import locking

    world = World(tmp_path / "world", "folder", "keep", serving, answers)
    monkeypatch.setattr(locking.alone.__wrapped__, "__defaults__", (print, 0.1))
    with locking.alone(world.here, "sync", "somebody", print):
        assert main(["-w", str(world.here), "receive", "--json"]) == 1
    out, err = capsys.readouterr()
    assert "still working" in json.loads(out)["error"] and "Traceback" not in err

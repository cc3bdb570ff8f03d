"""Measuring commands, each run in a process of its own: CPU (user and system) and peak memory, ours and a peer's in turns."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from tempfile import TemporaryFile
from typing import Any

PYTHON = sys.executable
TASKS = "benchmarks.tasks"


class Failed(Exception):
    """A run that ended with an error; its last words."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of one side."""

    cpu: float                     # seconds, user and system, of the whole process and its children
    peak: float                    # MB, maximum resident set
    work: float                    # seconds of the part that the task marked; of the whole process when it marked none
    collector: str = ""            # the garbage collector's setting when the work ended
    counted: dict[str, int] = field(default_factory=dict)

    def of(self, part: str) -> float:
        return self.work if part == "work" else self.cpu


@dataclass(frozen=True, slots=True)
class Side:
    """A command that can be run again and again; what is made ready before it and cleared after it is not measured."""

    name: str
    command: list[str]
    before: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None

    def run(self) -> Measured:
        self.before()
        try:
            return measure(self.command)
        finally:
            self.after()


def task(name: str, *arguments: object) -> list[str]:
    """The command line of a task of ``benchmarks.tasks``."""
    return [PYTHON, "-m", TASKS, name, *map(str, arguments)]


def measure(command: list[str]) -> Measured:
    """Runs a command once. Failed when it does not end with 0."""
    with TemporaryFile() as out, TemporaryFile() as complaints:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=complaints)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            complaints.seek(0)
            words = complaints.read().decode(errors="replace").split("\n")
            raise Failed(next((line for line in reversed(words) if line.strip()), f"exit code {process.returncode}").strip())
        out.seek(0)
        last = out.read().splitlines()[-1:] if TASKS in command else []
    told: dict[str, Any] = json.loads(last[0]) if last else {}
    cpu = usage.ru_utime + usage.ru_stime
    return Measured(cpu, usage.ru_maxrss / 1024, told.get("work", cpu), told.get("collector", ""), told.get("counted", {}))


def in_turns(ours: Side, theirs: Side, times: int) -> tuple[list[Measured], list[Measured]]:
    """A B A B ...: what slows the machine down for a while slows both down."""
    pairs = [(ours.run(), theirs.run()) for _ in range(times)]
    return [one for one, _ in pairs], [other for _, other in pairs]


def ratio(ours: list[Measured], theirs: list[Measured], part: str) -> float:
    """The median over the pairs of A/B, by ``cpu`` or by ``work``."""
    return median(one.of(part) / other.of(part) for one, other in zip(ours, theirs, strict=True))


def middle(runs: list[Measured], part: str) -> float:
    return median(run.of(part) for run in runs)

"""Commands run in a process of their own, which kills itself (SIGKILL) at the n-th step of exchange, flows or ledger.

``python -m tests.killing`` takes orders as JSON lines on stdin and forks a process for each, so that nothing is imported anew.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
OURS = tuple(f"{ROOT}/edi_engine/{package}/" for package in ("exchange", "flows", "ledger"))
LASTING = frozenset(("renameat2", "rename", "replace", "unlink", "fsync", "open", "execute"))      # what outlives the process
SLOW = 120                               # seconds after which a command hangs


class Executioner:
    """Runs commands one after the other and says how each order ended."""

    def __enter__(self) -> "Executioner":
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.killing"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "EDI_TODAY": "2026-06-30"})
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()

    def __call__(self, workspace: Path, *commands: list[str], kill: int = 0, fork: bool = True) -> dict[str, Any]:
        """Run commands; killed at a step, when one is named. Whether it was killed, the exit codes, and how many steps it took.

        Without a fork they run in the process that all others are forked from, which then has everything loaded.
        """
        assert self.process.stdin and self.process.stdout
        order = {"workspace": str(workspace), "commands": commands, "kill": kill, "fork": fork}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def obey(order: dict[str, Any], pipe: int) -> None:
    """Run the commands of an order in this process, and say at its end how many steps were taken."""
    from edi_engine.cli import main

    steps, kill, marked = 0, order["kill"], []

    def step(frame: Any, event: str, called: Any) -> None:
        nonlocal steps
        lasts = event == "c_return" and getattr(called, "__name__", "") in LASTING
        if lasts or frame.f_code.co_filename.startswith(OURS):
            steps += 1
            if lasts:
                marked.append(steps)
            if steps == kill:
                os.kill(os.getpid(), signal.SIGKILL)

    signal.alarm(SLOW)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    codes = []
    sys.setprofile(step)
    try:
        for command in order["commands"]:
            codes.append(main(["-w", order["workspace"], *command]))
    finally:
        sys.setprofile(None)
    os.write(pipe, json.dumps({"killed": False, "codes": codes, "steps": steps, "lasting": marked}).encode())


def serve() -> None:
    """Take orders until there are no more."""
    from edi_engine import conformance, edits, encounters, x12  # noqa: F401  what a fork need not import again
    from edi_engine.cli import commands  # noqa: F401
    from edi_engine.flows import fetch, rebuild, send, sync  # noqa: F401

    said_to = os.dup(1)
    for line in sys.stdin:
        if not json.loads(line)["fork"]:
            obey(json.loads(line), said_to)
            os.dup2(said_to, 1)
            os.write(said_to, b"\n")
            signal.alarm(0)
            continue
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            obey(json.loads(line), writing)
            os._exit(0)
        os.close(writing)
        _, status = os.waitpid(child, 0)
        with os.fdopen(reading) as said:
            answer = said.read()
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print(answer or json.dumps({"killed": killed, "codes": [], "steps": 0, "status": status}), flush=True)


if __name__ == "__main__":
    serve()

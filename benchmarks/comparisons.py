"""What is compared with what, at which sizes, and what it must reach."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import PYTHON, Side, task

EDI = str(Path(sys.executable).with_name("edi"))
SMALL, MIDDLE, LARGE, HUGE = 1_000, 10_000, 100_000, 1_000_000
TIMES = {SMALL: 5, MIDDLE: 3, LARGE: 3, HUGE: 3}       # pairs of runs
STARTS = 9                                             # for what takes a blink


@dataclass(frozen=True, slots=True)
class Ground:
    """A generated pair of some size, and a workspace that knows its claims."""

    folder: Path
    claims: int

    @property
    def sent(self) -> Path:
        return self.folder / "claims.837"

    @property
    def remit(self) -> Path:
        return self.folder / "remit.835"

    @property
    def answered(self) -> Path:
        return self.folder / "claims.277"

    @property
    def fresh(self) -> Path:
        return self.folder / "fresh"

    @property
    def knowing(self) -> Path:
        return self.folder / "knowing"

    @property
    def scratch(self) -> Path:
        return self.folder / "scratch"

    def make(self) -> None:
        """Writes the pair and prepares the workspaces."""
        # in a process of its own: the peak of what is measured begins with the memory of whoever starts it
        _run(sys.executable, "-m", "benchmarks.pairs", str(self.claims), "-o", str(self.folder))
        _edi("init", str(self.fresh))
        shutil.copytree(self.fresh, self.knowing)
        _edi("-w", str(self.knowing), "import", str(self.sent), "--json")

    def work_off(self) -> None:
        """Everything that was sent is answered, and the claims of another pair, SMALL, are open."""
        _edi("-w", str(self.knowing), "receive", str(self.remit), "--json")
        _run(sys.executable, "-m", "benchmarks.pairs", str(SMALL), "--seed", "9", "-o", str(self.folder / "open"))
        _edi("-w", str(self.knowing), "import", str(self.folder / "open" / "claims.837"), "--json")

    def clear(self) -> None:
        """Removes what a run left behind."""
        shutil.rmtree(self.scratch, ignore_errors=True)

    def copy(self, workspace: Path) -> Callable[[], None]:
        """What makes the scratch folder a copy of a workspace."""
        def copy() -> None:
            shutil.copytree(workspace, self.scratch)

        return copy

    def empty(self) -> None:
        self.scratch.mkdir()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ours against a peer; ``part`` says whether the whole process counts (cpu) or the work alone."""

    name: str
    sizes: tuple[int, ...]
    sides: Callable[[Ground], tuple[Side, Side]]
    part: str = "cpu"
    at_most: float | None = None                       # ratio at the largest size that was measured
    peak: float | None = None                          # MB
    steady: tuple[str, ...] = ()                       # "flat": the same memory, "linear": CPU in step with claims
    note: str = ""


def _edi(*arguments: str) -> None:
    _run(EDI, *arguments)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def _reading(peer: str, command: str) -> Callable[[Ground], tuple[Side, Side]]:
    return lambda ground: (Side("edi-engine", task("nouns", ground.remit)), Side(peer, task(command, ground.remit)))


def _floor(ground: Ground, file: Path) -> Side:
    return Side("floor", task("floor", file, ground.scratch / "floor.db"), ground.empty, ground.clear)


def _receiving(ground: Ground) -> tuple[Side, Side]:
    ours = task("edi", "-w", ground.scratch, "receive", ground.remit, "--json")
    return Side("edi receive", ours, ground.copy(ground.knowing), ground.clear), _floor(ground, ground.remit)


def _acknowledged(ground: Ground) -> tuple[Side, Side]:
    """A claim of a 277CA against a claim of an 835; both files speak of all of them."""
    ours, theirs = (task("edi", "-w", ground.scratch, "receive", file, "--json") for file in (ground.answered, ground.remit))
    return (Side("edi receive 277CA", ours, ground.copy(ground.knowing), ground.clear),
            Side("edi receive 835", theirs, ground.copy(ground.knowing), ground.clear))


def _importing(ground: Ground) -> tuple[Side, Side]:
    ours = task("edi", "-w", ground.scratch, "import", ground.sent, "--json")
    return Side("edi import", ours, ground.copy(ground.fresh), ground.clear), _floor(ground, ground.sent)


def _into_much(ground: Ground) -> tuple[Side, Side]:
    """The same 835 into books of the ground's size, and into books of MIDDLE."""
    small = Ground(ground.folder / "middle", MIDDLE)
    small.make()
    return _into(ground), _into(small)


def _into(ground: Ground) -> Side:
    ground.work_off()
    command = task("edi", "-w", ground.scratch, "receive", ground.folder / "open" / "remit.835", "--json")
    return Side(f"into {ground.claims:,} claims", command, ground.copy(ground.knowing), ground.clear)


def _sent(ours: str, peer: str, theirs: str) -> Callable[[Ground], tuple[Side, Side]]:
    return lambda ground: (Side("edi-engine", task(ours, ground.sent)), Side(peer, task(theirs, ground.sent)))


def _starting(ground: Ground) -> tuple[Side, Side]:
    return Side("edi --help", [EDI, "--help"]), Side("import click", [PYTHON, "-c", "import click"])


COMPARISONS = (
    Comparison("835 to nouns / oxedi.parse_file", (SMALL, MIDDLE, LARGE), _reading("oxedi", "oxedi"),
               at_most=3.5, peak=150, steady=("flat",)),
    Comparison("835 to nouns / x12sdk models", (SMALL, MIDDLE), _reading("x12sdk", "x12sdk"), note="slow peer: no large size"),
    Comparison("835 to nouns / pyx12 verdict", (SMALL,), _reading("pyx12", "pyx12"), note="slow peer: smallest size only"),
    Comparison("edi receive / floor script", (SMALL, MIDDLE, LARGE), _receiving, at_most=6, peak=100,
               steady=("flat", "linear")),
    Comparison("edi receive 277CA / 835", (MIDDLE, LARGE), _acknowledged, at_most=1, peak=300, steady=("linear",)),
    Comparison("edi import / floor script", (SMALL, MIDDLE, LARGE), _importing, steady=("linear",)),
    Comparison("edi receive into 1,000,000 claims / into 10,000", (HUGE,), _into_much, at_most=1.5,
               note="an 835 of 1,000 claims; the others are all answered"),
    Comparison("claims to 837P / x12sdk", (MIDDLE,), _sent("write_claims", "x12sdk", "x12sdk_claims"), "work", at_most=1 / 20,
               note="claims and specifications made before; the levels are not"),
    Comparison("levels to 837P / x12sdk models", (MIDDLE,), _sent("write_nouns", "x12sdk", "x12sdk_models"), part="work",
               note="nouns and models made before, with their levels"),
    Comparison("837P to nouns to disk / its lines", (MIDDLE, LARGE), _sent("stream_claims", "lines", "join"),
               steady=("flat", "linear"), note="against cutting the file into segments and joining them"),
    Comparison("edits / claims to 837P", (MIDDLE,), _sent("edits", "writing", "write_claims"), "work", at_most=1.5,
               note="every edit over the claims; against writing them"),
    Comparison("edi --help / import click", (0,), _starting, at_most=2.5),
)


def grounds(folder: Path, sizes: tuple[int, ...]) -> Iterator[Ground]:
    """The sizes to measure at, made one after the other and thrown away when the next is asked for."""
    yield Ground(folder, 0)
    for size in sizes:
        ground = Ground(folder / str(size), size)
        ground.make()
        yield ground
        shutil.rmtree(ground.folder)

"""The loop closed on a generated pair: ``python -m benchmarks.closed_loop [CLAIMS] [--seed N]``.

A workspace imports the claims and receives the remittances; its dump must be the truth, line for line. Then everything
comes a second time; then another workspace gets the payers' files one by one, the last first, and the claims at the end;
then the books are rebuilt from the archive: the dump must stay the same. Exit code 1 when a line differs.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks import pairs
from benchmarks.world import World

EDI = Path(sys.executable).with_name("edi")
IDENTITY = {"claim": ("claim", "provider"), "line": ("claim", "provider", "line"), "check": ("payer", "trace", "payee"),
            "provider_adjustment": ("payer", "provider", "reason", "reference", "amount")}
SHOWN = 12                                             # differences of one sort that are shown

Row = dict[str, Any]


class Broken(Exception):
    """A command failed outright: nothing to compare."""


def edi(workspace: Path, *arguments: str | Path) -> str:
    """Runs a command in a workspace; what it printed. Broken when it did not end with 0."""
    command = [str(EDI), "-w", str(workspace), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        said = f"{done.stdout[-2000:]}{done.stderr[-2000:]}"
        raise Broken(f"edi {' '.join(map(str, arguments))} ended with {done.returncode}\n{said}")
    return done.stdout


def dump(workspace: Path) -> list[str]:
    return edi(workspace, "dump").splitlines()


def in_order(workspace: Path, pair: Path) -> list[str]:
    """Claims first, then the payers' answers, as in life."""
    edi(workspace, "init", workspace)
    edi(workspace, "import", pair / "claims.837", "--json")
    edi(workspace, "receive", pair / "remit.835", "--json")
    return dump(workspace)


def twice(workspace: Path, pair: Path) -> list[str]:
    """Both files once more, into the same workspace."""
    edi(workspace, "receive", pair / "remit.835", "--json")
    edi(workspace, "import", pair / "claims.837", "--json")
    return dump(workspace)


def backwards(workspace: Path, pair: Path) -> list[str]:
    """The payers' interchanges as files of their own, last first; the claims at the end."""
    edi(workspace, "init", workspace)
    for file in reversed(parts(pair / "remit.835", workspace.with_suffix(".parts"))):
        edi(workspace, "receive", file, "--json")
    edi(workspace, "import", pair / "claims.837", "--json")
    return dump(workspace)


def rebuilt(workspace: Path, pair: Path) -> list[str]:
    """The first workspace, its books made again from the archive."""
    edi(workspace, "rebuild")
    return dump(workspace)


def parts(file: Path, folder: Path) -> list[Path]:
    """The interchanges of a file as files of their own, in order."""
    folder.mkdir()
    found = []
    for number, text in enumerate(file.read_text("ascii").split("ISA*")[1:], 1):
        found.append(folder / f"part-{number:03d}.835")
        found[-1].write_text("ISA*" + text, "ascii")
    return found


RUNS = (("in order", in_order, "one"), ("a second time", twice, "one"), ("in another order", backwards, "two"),
        ("rebuilt", rebuilt, "one"))


def differences(truth: Iterable[str], said: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(sort, sentence) for each line that is missing, extra or different; fields are named with both values."""
    wanted, found = list(truth), list(said)
    if wanted == found:
        return
    if Counter(wanted) == Counter(found):
        yield "order", "the same lines, but not sorted bytewise"
    missing, extra = _by_identity(Counter(wanted) - Counter(found)), _by_identity(Counter(found) - Counter(wanted))
    for key in sorted(missing.keys() | extra.keys()):
        if key not in extra:
            yield f"{key[0]} missing", " ".join(key[1:])
        elif key not in missing:
            yield f"{key[0]} nobody expects", " ".join(key[1:])
        else:
            one, other = missing[key], extra[key]
            fields = [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]
            sort = f"{key[0]}: {', '.join(fields) or 'written differently'}"
            yield sort, " ".join(key[1:]) + ": " + "; ".join(
                f"{name} must be {one.get(name, 'absent')}, is {other.get(name, 'absent')}" for name in fields)


def _by_identity(lines: Counter[str]) -> dict[tuple[str, ...], Row]:
    found: dict[tuple[str, ...], Row] = {}
    for line in lines.elements():
        row = json.loads(line)
        key = (row["kind"], *(str(row.get(name, "")) for name in IDENTITY.get(row["kind"], ())))
        while key in found:
            key = (*key, "again")
        found[key] = row
    return found


def report(truth: list[str], said: list[str]) -> int:
    """Prints the differences by sort, the commonest first, a few of each; gives their count."""
    sorts: dict[str, list[str]] = {}
    for sort, sentence in differences(truth, said):
        sorts.setdefault(sort, []).append(sentence)
    for sort, sentences in sorted(sorts.items(), key=lambda item: -len(item[1])):
        print(f"  {len(sentences)} x {sort}")
        for sentence in sentences[:SHOWN]:
            print(f"      {sentence}")
    return sum(map(len, sorts.values()))


def close(world: World, folder: Path) -> bool:
    """The whole loop in a folder; whether every line was right every time."""
    pairs.generate(world, folder / "pair")
    truth = (folder / "pair" / "truth.jsonl").read_text("ascii").splitlines()
    print(f"{world.claims} claims, seed {world.seed}: the truth has {len(truth)} lines")
    right = True
    for name, run, workspace in RUNS:
        start = perf_counter()
        try:
            wrong = report(truth, run(folder / workspace, folder / "pair"))
        except Broken as broken:
            wrong = 1
            print(f"  {broken}")
        verdict = f"{wrong} differ" if wrong else "every line is right"
        print(f"{name}: {verdict} ({perf_counter() - start:.1f} s)")
        right = right and not wrong
    return right


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.closed_loop", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("claims", type=int, nargs="?", default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work in this new folder and keep it")
    given = parser.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True)
        return 0 if close(World(given.claims, given.seed), given.keep) else 1
    with tempfile.TemporaryDirectory() as folder:
        return 0 if close(World(given.claims, given.seed), Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())

"""``python -m benchmarks [--quick]``: measures edi-engine against its peers and a floor, prints a table, writes latest.json.

It never fails on a slow machine: everything that matters is a ratio of two commands run in turns, and a target that is
missed is said to be missed.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

from benchmarks.comparisons import COMPARISONS, HUGE, LARGE, MIDDLE, SMALL, STARTS, TIMES, Comparison, Ground, grounds
from benchmarks.measuring import Failed, in_turns, middle, ratio

LATEST = Path(__file__).with_name("latest.json")
PEERS = ("pyx12", "oxedi", "x12sdk", "click", "sqlite-utils")
LINEAR, FLAT = 1.25, 1.2                               # how much more per claim, or in memory, the largest size may take
COLUMNS = ("what", "claims", "ours s", "theirs s", "ratio", "ours MB", "theirs MB", "garbage collector (ours | theirs)")

Row = dict[str, Any]


def compare(comparison: Comparison, ground: Ground, times: int) -> Row:
    """One row of the table."""
    row: Row = {"what": comparison.name, "claims": ground.claims, "counts": comparison.part}
    ours, theirs = comparison.sides(ground)
    try:
        one, other = in_turns(ours, theirs, times)
    except Failed as failed:
        return row | {"failed": str(failed)}
    return row | {"pairs": times, "ratio": round(ratio(one, other, comparison.part), 2), "note": comparison.note,
                  "ours": _side(ours.name, one, comparison.part), "theirs": _side(theirs.name, other, comparison.part)}


def _side(name: str, runs: list[Any], part: str) -> Row:
    return {"name": name, "seconds": round(middle(runs, part), 3), "process_seconds": round(middle(runs, "cpu"), 3),
            "peak_mb": round(max(run.peak for run in runs), 1), "collector": runs[-1].collector, "counted": runs[-1].counted}


def targets(rows: list[Row]) -> Iterator[Row]:
    """What was promised, against what was measured at the largest size."""
    for comparison in COMPARISONS:
        found = [row for row in rows if row["what"] == comparison.name]
        if not found or not (comparison.at_most or comparison.peak or comparison.steady):
            continue
        if any("failed" in row for row in found):
            yield {"what": comparison.name, "target": "to run", "measured": "failed", "met": False}
            continue
        last = max(found, key=lambda row: int(row["claims"]))
        size = f" at {last['claims']:,} claims" if last["claims"] else ""
        if comparison.at_most:
            yield _target(comparison, f"ratio at most {comparison.at_most:g}{size}", last["ratio"], comparison.at_most)
        if comparison.peak:
            yield _target(comparison, f"peak under {comparison.peak:g} MB{size}", last["ours"]["peak_mb"], comparison.peak)
        before = next((row for row in found if MIDDLE <= row["claims"] == last["claims"] / 10), None)
        if before and "flat" in comparison.steady:
            growth = last["ours"]["peak_mb"] / before["ours"]["peak_mb"]
            yield _target(comparison, f"same memory for 10 x the claims (within {FLAT:g} x){size}", growth, FLAT)
        if before and "linear" in comparison.steady:
            growth = last["ours"]["seconds"] / before["ours"]["seconds"] / 10
            yield _target(comparison, f"linear (CPU per claim within {LINEAR:g} x of a tenth){size}", growth, LINEAR)


def _target(comparison: Comparison, text: str, measured: float, limit: float) -> Row:
    return {"what": comparison.name, "target": text, "measured": round(measured, 2), "met": measured <= limit}


def table(rows: Iterable[Row]) -> str:
    """The rows as text, columns aligned."""
    cells = [COLUMNS, *(_cells(row) for row in rows)]
    widths = [max(len(line[n]) for line in cells) for n in range(len(COLUMNS))]
    lines = ("  ".join(cell.ljust(width) if n in (0, 7) else cell.rjust(width)
                       for n, (cell, width) in enumerate(zip(line, widths, strict=True))).rstrip() for line in cells)
    return "\n".join(lines)


def _cells(row: Row) -> tuple[str, ...]:
    claims = f"{row['claims']:,}" if row["claims"] else "-"
    if "failed" in row:
        return (row["what"], claims, "-", "-", "-", "-", "-", f"failed: {row['failed']}"[:100])
    ours, theirs = row["ours"], row["theirs"]
    collectors = f"{ours['collector']} | {theirs['collector']}" if ours["collector"] else "as Python starts"
    return (row["what"], claims, f"{ours['seconds']:.3f}", f"{theirs['seconds']:.3f}", f"{row['ratio']:.2f}",
            f"{ours['peak_mb']:.0f}", f"{theirs['peak_mb']:.0f}", collectors + (f"  ({row['note']})" if row["note"] else ""))


def measure(sizes: tuple[int, ...], only: str) -> Iterator[Row]:
    """Every comparison at every size, size by size."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = [c for c in COMPARISONS if only in c.name]
        making = grounds(Path(folder), tuple(size for size in sizes if any(size in c.sizes for c in wanted)))
        while True:
            try:
                ground = next(making)
            except StopIteration:
                return
            except CalledProcessError as broken:
                yield {"what": "making ready", "claims": 0, "failed": (broken.stderr or str(broken)).strip()[-300:]}
                return
            for comparison in wanted:
                if ground.claims in comparison.sizes:
                    print(f"{comparison.name}, {ground.claims:,} claims ...", file=sys.stderr, flush=True)
                    yield compare(comparison, ground, TIMES.get(ground.claims, STARTS))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="1,000 and 10,000 claims only")
    parser.add_argument("--sizes", type=lambda text: tuple(map(int, text.split(","))), help="such as 1000,10000")
    parser.add_argument("--only", default="", metavar="WORDS", help="only comparisons with these words in their name")
    parser.add_argument("-o", "--out", type=Path, default=LATEST, metavar="FILE")
    given = parser.parse_args()
    sizes = given.sizes or ((SMALL, MIDDLE) if given.quick else (SMALL, MIDDLE, LARGE, HUGE))
    rows = sorted(measure(sizes, given.only), key=lambda row: [c.name for c in COMPARISONS].index(row["what"])
                  if row["what"] != "making ready" else -1)
    promised = list(targets(rows))
    print(table(rows))
    print()
    for target in promised:
        verdict = "met" if target["met"] else "missed"
        print(f"{target['what']}: target {target['target']}: {verdict} ({target['measured']})")
    result = {"date": date.today().isoformat(), "machine": _machine(), "sizes": sizes, "rows": rows, "targets": promised}
    given.out.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def _machine() -> Row:
    versions = {}
    for name in PEERS:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = ""
    return {"python": platform.python_version(), "system": f"{platform.system()} {platform.machine()}", "cpus": os.cpu_count(),
            "packages": versions}


if __name__ == "__main__":
    main()

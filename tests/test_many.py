"""Many small files in one sync: each lands once, and the memory that it takes does not grow with them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.far import books, folder_mailbox, names, put, remittance
from tests.properties import SOAK

FEW, MANY = 50, 300 if SOAK == 1 else 500 * SOAK     # 10,000 in a soak (EDI_SOAK=20)
GROWTH = 20 if SOAK == 1 else 40                     # MB; the ledger itself may take 64 MB of pages as it grows
SCRIPT = """
import json, resource, sys
from edi_engine.cli import main
code = main(["-w", sys.argv[1], "sync"])
print(json.dumps([code, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]), file=sys.stderr)
"""


def synced(folder: Path, count: int) -> int:
    """Sync as many remittances from a mailbox that is a folder; the MB that this took at most."""
    folder.mkdir()
    there = folder / "far"
    here = books(folder / "books", folder_mailbox(there))
    for number in range(1, count + 1):
        put(there / "from" / f"{number}.835", remittance(number, f"MANY{number:05d}"))
    run = subprocess.run([sys.executable, "-c", SCRIPT, str(here)], capture_output=True, text=True,
                         env={**os.environ, "EDI_TODAY": "2026-06-30"})
    code, megabytes = json.loads(run.stderr.splitlines()[-1])
    assert code == 0, run.stdout + run.stderr
    assert len(names(here / "processed")) == count and not names(here / "inbox")
    return int(megabytes)


@pytest.mark.hypothesis
def test_a_sync_of_many_small_files_takes_no_more_memory_than_one_of_few(tmp_path: Path) -> None:
    few, many = synced(tmp_path / "few", FEW), synced(tmp_path / "many", MANY)
    assert many - few < GROWTH, (few, many)

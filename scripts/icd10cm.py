"""Compile the ICD-10-CM codes that ship with the engine: ``python scripts/icd10cm.py``.

The codes are in the public domain: CDC (NCHS) and CMS publish them every year. The lists are taken out of packages on PyPI
that carry them, which are downloaded as data and never run or installed; only the codes are kept, no descriptions. A new
fiscal year is a row in RELEASES.
"""

import json
import lzma
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from edi_engine.codes import sets
from edi_engine.codes.compiling import Release, compiled, leaves
from edi_engine.codes.kinds import KINDS
from edi_engine.codes.knowing import SHIPPED

CDC = "simple-icd-10-cm"          # MIT; CDC's own files, unchanged
CMS = "drgpy==0.2.1"              # Apache-2.0; the MS-DRG definitions of CMS, whose index lists every code but V00 to Y99
UNTIL = date(2026, 9, 30)
SOURCE = ("CDC/NCHS ICD-10-CM of January 2021, April 2025 and April 2026; for October 2021 to September 2024 the index of the "
          "CMS MS-DRG definitions 39.1, 40, 41 and 41.1. Public domain.")


def order(data: bytes) -> frozenset[str]:
    """The codes of an order file whose flag says that they can be billed."""
    lines = data.decode("utf-8", "replace").splitlines()
    return frozenset(line[6:13].strip() for line in lines if line[14:15] == "1")


def listed(data: bytes) -> frozenset[str]:
    """The codes of a list that also names chapters and headings."""
    form = KINDS["icd10cm"].form
    return leaves([line for line in re.split(r"\s+", data.decode()) if form.fullmatch(line)])


def index(data: bytes) -> frozenset[str]:
    """The codes of the index to the MS-DRG definitions."""
    return frozenset(json.loads(lzma.decompress(data))["dxmap"])


Read = Callable[[bytes], frozenset[str]]
RELEASES: tuple[tuple[date, tuple[str, str, Read] | None], ...] = (
    (date(2021, 1, 1), (f"{CDC}==1.2.0", "simple_icd_10_cm/data/icd10cm-order-Jan-2021.txt", order)),
    (date(2021, 10, 1), None),        # 39 at hand is 39.1 of April 2022
    (date(2022, 4, 1), (CMS, "drgpy/runtime_data/v39.json.xz", index)),
    (date(2022, 10, 1), (CMS, "drgpy/runtime_data/v40.json.xz", index)),
    (date(2023, 4, 1), None),         # 42 codes were new in April 2023; 40.1 is not at hand
    (date(2023, 10, 1), (CMS, "drgpy/runtime_data/v41.json.xz", index)),
    (date(2024, 4, 1), (CMS, "drgpy/runtime_data/v41.1.json.xz", index)),
    (date(2024, 10, 1), (f"{CDC}==1.4.0", "simple_icd_10_cm/data/code-list-April-2025.txt", listed)),    # April brought none
    (date(2025, 10, 1), (f"{CDC}==1.5.0", "simple_icd_10_cm/data/code-list-April-2026.txt", listed)),    # April brought none
)


def fetch(folder: Path, package: str) -> ZipFile:
    """A package as the archive that it is."""
    home = folder / package.replace("==", "-")
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", home,
                    package], check=True)
    return ZipFile(next(home.glob("*.whl")))


def main() -> None:
    """Write the set and tell its size."""
    with TemporaryDirectory() as folder:
        packages = {package: fetch(Path(folder), package) for package in {row[0] for _, row in RELEASES if row}}
        releases = [Release(since, row[2](packages[row[0]].read(row[1])) if row else None) for since, row in RELEASES]
    codes = compiled("icd10cm", releases, UNTIL, SOURCE)
    SHIPPED.write_bytes(sets.pack(codes))
    for release in releases:
        print(release.since, len(release.codes) if release.codes else "no list")
    print(f"{SHIPPED.name}: {len(codes)} codes, {SHIPPED.stat().st_size} bytes")


if __name__ == "__main__":
    main()

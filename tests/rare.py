"""The files of fixtures/x12/rare: one folder for each thing that a payer may do, written by the payer in a box.

``python -m tests.rare`` (`make fixtures`) writes them; tests/test_rare.py fails when they are stale.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from edi_engine import payer
from edi_engine.testing import answered as asked
from edi_engine.testing.files import claim_file
from tests import loops

FOLDER = Path(__file__).parents[1] / "fixtures" / "x12" / "rare"
CLAIMS = "claims.837"
TRUTH = "truth.json"
NEEDS: dict[str, dict[str, float]] = {
    "trace_reused": {"denied": 1.0}, "together": {"checks_of_one": 1.0}, "concatenated": {"checks_of_one": 1.0}}
"""What else has to happen for a rate to be seen."""


def sent() -> bytes:
    """The claims that all of them answer: three of one provider to one payer."""
    first, *others = loops.plain_claims(20)
    parties = first.billing_provider, first.subscriber.payer
    alike = [claim for claim in others if (claim.billing_provider, claim.subscriber.payer) == parties]
    return claim_file([first, *alike[:2]], loops.WHEN)


def answered(rates: Mapping[str, float]) -> dict[str, bytes]:
    """Name -> content of what comes back, and the truth."""
    answers = asked(sent(), replace(payer.load("plain"), rates=rates))
    files = {f"{n:04d}.{arrival.kind}.x12": arrival.data for n, arrival in enumerate(answers.arrivals, 1)}
    return files | {TRUTH: json.dumps(answers.truth, indent=1).encode() + b"\n"}


def everything() -> Iterator[tuple[Path, bytes]]:
    """Every file with its content."""
    yield FOLDER / CLAIMS, sent()
    for rate in payer.RATES:
        for name, data in answered({**NEEDS.get(rate, {}), rate: 1.0}).items():
            yield FOLDER / rate / name, data


if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    for path, data in everything():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

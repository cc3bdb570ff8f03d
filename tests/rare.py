"""The files of fixtures/x12/rare: one folder for each thing that a payer may do, written by the payer in a box.

``python -m tests.rare`` (`make fixtures`) writes them; tests/test_rare.py fails when they are stale.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from edi_engine import payer
from edi_engine.billing.claim import Claim, Payer
from edi_engine.billing.party import Name
from edi_engine.testing import answered as asked
from edi_engine.testing.files import claim_file
from tests import loops

FOLDER = Path(__file__).parents[1] / "fixtures" / "x12" / "rare"
CLAIMS, LATER = "claims.837", "secondaries.837"
TRUTH = "truth.json"
SEVERAL, BACK = {"checks_of_one": 1.0}, {"taken_back_now": 1.0}
NEEDS: dict[str, dict[str, float]] = {
    "trace_reused": {"denied": 1.0}, "together": SEVERAL, "grouped": SEVERAL, "concatenated": SEVERAL,
    "named_by_account": BACK, "named_by_trace": BACK, "named_by_letter": BACK, "named_by_all": BACK, "named_apart": BACK}
"""What else has to happen for a rate to be seen."""

ASK_LATER = frozenset(("share_repeated",))
"""Rates of a payer that is asked after another."""


def claims() -> list[Claim]:
    """The claims that all of them answer: three of one provider to one payer."""
    first, *others = loops.plain_claims(20)
    parties = first.billing_provider, first.subscriber.payer
    alike = [claim for claim in others if (claim.billing_provider, claim.subscriber.payer) == parties]
    return [first, *alike[:2]]


def later(claim: Claim) -> Claim:
    """The claim as the next payer is asked."""
    payer_ = Payer(Name("PR", "2", "SUPPLEMENT MUTUAL", id_qualifier="PI", id="SUPP1"))
    return replace(claim, subscriber=replace(claim.subscriber, sequence="S", payer=payer_))


def sent(rate: str) -> dict[str, bytes]:
    """The files of claims that the answers of a rate are about."""
    files = {CLAIMS: claim_file(claims(), loops.WHEN)}
    if rate in ASK_LATER:
        files[LATER] = claim_file(map(later, claims()), loops.WHEN + timedelta(days=21), 2)
    return files


def answered(rate: str, rates: Mapping[str, float]) -> dict[str, bytes]:
    """Name -> content of what comes back for the claims of a rate when these happen, and the truth."""
    answers = asked(sent(rate).values(), replace(payer.load("plain"), rates=rates))
    files = {f"{n:04d}.{arrival.kind}.x12": arrival.data for n, arrival in enumerate(answers.arrivals, 1)}
    return files | {TRUTH: json.dumps(answers.truth, indent=1).encode() + b"\n"}


def everything() -> Iterator[tuple[Path, bytes]]:
    """Every file with its content."""
    for rate in payer.RATES:
        yield from ((FOLDER / name, data) for name, data in sent(rate).items())
        for name, data in answered(rate, {**NEEDS.get(rate, {}), rate: 1.0}).items():
            yield FOLDER / rate / name, data


if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    for path, data in everything():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

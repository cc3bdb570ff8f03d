"""A workspace in which claims leave, are answered and are followed up: what the tests of secondaries and corrections share."""

import copy
import io
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from edi_engine import x12
from edi_engine.billing.claim import Claim
from edi_engine.billing.remittance import (
    ClaimPayment,
    HeaderNumber,
    Payment,
    Remittance,
    RemittanceHead,
    RemittanceParty,
    Trace,
)
from edi_engine.cli import main
from edi_engine.guides import x221a1, x222a1
from tests.books import NPI, paid

DAY = date(2026, 1, 5)
ENCOUNTER: dict[str, Any] = {
    "id": "F1", "billing_provider": {"npi": "1999999984"}, "payer": {"id": "HARBR"},
    "subscriber": {"member_id": "HH100200300", "last": "TESTER", "first": "ANNA", "birth": "1980-02-03", "sex": "F",
                   "address": {"street": "1 ELM ST", "city": "CINCINNATI", "state": "OH", "zip": "45220"}},
    "other_payers": [{"id": "OHMCD", "sequence": "S", "subscriber": {"member_id": "910000001234"}}],
    "diagnoses": ["E11.9"], "patient_paid": "5.00", "prior_authorization": "HARBORPA",
    "lines": [{"from": "2026-01-05", "procedure": "99213", "charge": "125.00", "units": 1, "pointers": [1]},
              {"from": "2026-01-05", "procedure": "G0444", "charge": "39.00", "units": 1, "pointers": [1]}]}
LINES = (paid("F1L1", 12500, 7000, "CO-45 3500,PR-2 2000", code="99213", day=DAY),
         paid("F1L2", 3900, 3000, "CO-45 900", code="G0444", day=DAY))


def encounter(**changed: Any) -> dict[str, Any]:
    """The encounter with some fields changed; None takes a field away."""
    made = {**copy.deepcopy(ENCOUNTER), **changed}
    return {name: value for name, value in made.items() if value is not None}


def remittance(*payments: ClaimPayment, day: date, payer: str = "HARBR", trace: str = "T1") -> bytes:
    """An 835 of one payer."""
    head = RemittanceHead(Payment("I", sum(p.paid for p in payments), method="CHK", effective=day), Trace(trace, "1311111111"),
                          payer=RemittanceParty("PR", "A PAYER", "XV", payer), payee=RemittanceParty("PE", "PRACTICE", "XX", NPI))
    envelope = x12.Interchange("PAYER", "CEDARRIDGE", datetime(2026, 4, 1), int(trace[1:]), "PAYER", "CEDARRIDGE",
                               int(trace[1:]), "005010X221A1", "835", "HP")
    out, nouns = io.BytesIO(), x221a1.parts(Remittance(head, ((HeaderNumber("1"), payments),)))
    x12.write_interchange(out, envelope, [x221a1.write(nouns)])
    return out.getvalue()


class Office:
    """A workspace, and what its commands say."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.capsys, self.patch = folder, capsys, monkeypatch
        self.day, self.count = date(2026, 2, 1), 0
        self.said: dict[str, Any] = {}
        assert self.run("init", str(folder)) == 0

    def run(self, *words: str) -> int:
        """The exit code of a command, a day after the one before; what it said is kept."""
        self.day += timedelta(days=1)
        self.patch.setenv("EDI_TODAY", self.day.isoformat())
        code = main(["-w", str(self.folder), *words, "--json"])
        self.said = json.loads(self.capsys.readouterr().out or "{}")
        return code

    @property
    def problems(self) -> list[tuple[str, str]]:
        return [(problem["rule"], problem["kind"]) for problem in self.said["files"][0]["problems"]]

    def file(self, *encounters: dict[str, Any]) -> Path:
        self.count += 1
        path = self.folder / f"given-{self.count}.json"
        path.write_text(json.dumps({"version": 1, "encounters": encounters}))
        return path

    def submit(self, *encounters: dict[str, Any]) -> None:
        assert self.run("submit", str(self.file(*encounters))) == 0, self.said

    def receive(self, *payments: ClaimPayment, payer: str = "HARBR") -> None:
        self.count += 1
        path = self.folder / f"answer-{self.count}.835"
        path.write_bytes(remittance(*payments, day=self.day, payer=payer, trace=f"T{self.count}"))
        self.run("receive", str(path))

    def follow(self, *words: str) -> Claim:
        """The claim that a command lets leave."""
        assert self.run(*words) == 0, self.said
        return self.left()

    def left(self) -> Claim:
        """The newest claim in the outbox."""
        source = x12.Source(sorted((self.folder / "outbox").iterdir())[-1])
        return next(claim for ts in x12.survey(source) for claim in x222a1.claims(source, ts))

    def dump(self) -> str:
        assert main(["-w", str(self.folder), "dump"]) == 0
        return self.capsys.readouterr().out

"""The closed loop: claims of any kind, answered by the payer in a box, received in any order, and held against its truth."""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from edi_engine.billing.claim import (
    BillingProvider,
    Claim,
    Demographics,
    Diagnosis,
    Drug,
    Payer,
    Person,
    ServiceLine,
    Subscriber,
)
from edi_engine.billing.party import Address, Name, Period, Procedure
from edi_engine.flows import dump, imports, receive, setup, simulate
from edi_engine.flows.house import open_house
from edi_engine.payer import Scenario
from edi_engine.testing import answered, strategies
from edi_engine.testing.files import claim_file

PROVIDERS = (("1999999984", "311234567", "MAPLE STREET FAMILY PRACTICE"), ("1900000013", "319876543", "RIVER ROAD PEDIATRICS"))
AMOUNTS = ("charge", "paid", "contractual", "patient", "other", "balance")
CHECK = ("payer", "trace", "date", "amount", "payee", "posted", "unapplied", "held")
ITEM = ("payer", "provider", "reason", "reference", "amount", "open")
SPRING = date(2026, 3, 2)
PAYERS = (("SYNMCR", "CEDAR MEDICARE"), ("HARBR", "HARBOR HEALTH"), ("93000", "GRANITE MUTUAL"))
ELM, OAK = Address("1 ELM ST", city="DAYTON", state="OH", zip="45402"), Address("1 OAK ST", city="DAYTON", state="OH", zip="454020001")
WHEN = datetime.combine(SPRING + timedelta(days=35), time(9))
CODES = ("99213", "99214", "G0008", "G0439", "J1885", "36415")

# --- what leaves ------------------------------------------------------------------------------------------------------

numbers = st.sampled_from(("A1", "a-1 b", "0077", "LONGNUMBER1234567", "LONGNUMBER12345678X", "MSF1021", "PT99-12/7", "B12345678901234567"))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim of one of few numbers, so that numbers meet: also what no edit would let leave, lines of nothing and without numbers.

    Whether a line has a number depends on the claim's: whoever asks a second payer calls a service what he called it to the first.
    """
    encounters = strategies.encounters(numbers)
    claim = draw(strategies.claims(encounters | strategies.secondaries(encounters)))
    lines = tuple(replace(line, charge=line.charge * draw(st.sampled_from((1, 1, 1, 0))),
                          control_number=f"L{n}" if (len(claim.patient_control_number) + n) % 3 else "") for n, line in enumerate(claim.lines, 1))
    return replace(claim, charge=sum(line.charge for line in lines), lines=lines, frequency=draw(st.sampled_from("1111178")),
                   subscriber=replace(claim.subscriber, sequence="S" if claim.other_subscribers else draw(st.sampled_from("PPPPPS"))))


def practice(count: int) -> bytes:
    """An 837P of so many plain claims, each under a number of its own: the same for the same count."""
    return claim_file(plain_claims(count), WHEN)


def plain_claims(count: int) -> list[Claim]:
    """Plain claims, each under a number of its own."""
    chance = Random("practice")
    return [_plain(number, chance) for number in range(1, count + 1)]


def _plain(number: int, chance: Random) -> Claim:
    npi, tax_id, name = PROVIDERS[number % len(PROVIDERS)]
    id_, payer_name = chance.choice(PAYERS)
    day = SPRING + timedelta(days=chance.randrange(30))
    lines = tuple(ServiceLine(
        Procedure("HC", code, chance.choice(((), ("25",), ("59", "RT")))), chance.randint(500, 50_000), "UN", Decimal(chance.choice((1, 1, 2, 5))),
        pointers=(1,), number=str(n), service=Period("472", day), control_number=f"P{number:05d}L{n}",
        drug=Drug("00409379501", Decimal(1), "UN") if code == "J1885" else None)
        for n, code in enumerate(chance.sample(CODES, chance.randint(1, 4)), 1))
    return Claim(
        f"PRACTICE{number:06d}{chance.choice(('', 'X77'))}", sum(line.charge for line in lines),
        BillingProvider(Name("85", "2", name, id_qualifier="XX", id=npi), OAK, tax_id=tax_id),
        Subscriber("P", Person(Name("IL", "1", "TESTER", f"ANNA{number}", id_qualifier="MI", id=f"1S00AA0AA{number % 100:02d}"), ELM,
                               Demographics(date(1970, 1, 1), "F")),
                   Payer(Name("PR", "2", payer_name, id_qualifier="PI", id=id_)), "18", filing_indicator="CI"),
        place_of_service="11", signature="Y", assignment="A", benefits_assigned="Y", release="Y",
        diagnoses=(Diagnosis("ABK", "Z0000"),), lines=lines)


files = st.lists(st.lists(claims(), min_size=1, max_size=6), min_size=1, max_size=3).map(
    lambda batches: [claim_file(batch, datetime.combine(SPRING + timedelta(days=35 + n), time(9)), n)
                     for n, batch in enumerate(batches, 1)])


# --- what comes back --------------------------------------------------------------------------------------------------

class Simulation:
    """Files of claims, what payers answer, and the truth."""

    def __init__(self, sent: Sequence[bytes], scenario: Scenario, seed: str) -> None:
        answers = answered(sent, scenario, seed)
        self.sent, self.arrivals, self.truth = sent, answers.arrivals, answers.truth

    def keep(self, folder: Path) -> None:
        """Write it where it can be tried again: the claims, the answers, and the truth."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for n, data in enumerate(self.sent):
            (folder / f"{n}.837").write_bytes(data)
        simulate.written(folder, self.arrivals, self.truth)

    def books(self, order: Iterable[int]) -> list[str]:
        """The dump of an empty ledger that imported the claims and received the answers in this order."""
        with TemporaryDirectory() as folder:
            self.keep(Path(folder) / "files")
            return books(Path(folder) / "files", order)


class _Nothing(Exception):
    """What nobody raises, so that a fault of ours is let out."""


def books(kept: Path, order: Iterable[int] | None = None) -> list[str]:
    """The dump of an empty ledger that imported the claims of a kept simulation and received its answers, in this order."""
    answers = sorted(kept.glob("*.x12"))
    with TemporaryDirectory() as folder:
        setup.init(Path(folder))
        with open_house(Path(folder)) as house:
            imports.imports(house, sorted(kept.glob("*.837")), _Nothing)
            receive.receive(house, answers if order is None else [answers[n] for n in order], _Nothing)
            return list(dump.dump(house))


def as_truth(lines: Iterable[str]) -> dict[str, Any]:
    """A dump in the form of ``truth.json``, lists sorted."""
    rows = [json.loads(line) for line in lines]
    claims: dict[str, Any] = {row["claim"]: {**_only(row, AMOUNTS), "claim_level": row["claim_level"], "lines": {}}
                              for row in rows if row["kind"] == "claim"}
    for row in rows:
        if row["kind"] == "line":
            claims[row["claim"]]["lines"][row["line"]] = _only(row, AMOUNTS)
    return {"claims": claims,
            "checks": _sorted(_only(row, CHECK) for row in rows if row["kind"] == "check"),
            "provider_adjustments": _sorted(_only(row, ITEM) for row in rows if row["kind"] == "provider_adjustment")}


def expected(truth: Mapping[str, Any]) -> dict[str, Any]:
    """The truth with its lists sorted."""
    return {name: _sorted(found) if isinstance(found, list) else found for name, found in truth.items()}


def _only(row: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    return {key: row[key] for key in keys}


def _sorted(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))

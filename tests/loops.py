"""The closed loop: claims of any kind, answered by the payer in a box, received in any order, and held against its truth."""

import json
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

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
from edi_engine.flows import dump, imports, receive, setup, simulate, submit
from edi_engine.flows.house import open_house
from edi_engine.money import Cents, cents, dollars
from edi_engine.payer import Scenario
from edi_engine.testing import answered
from edi_engine.testing.files import claim_file
from tests import practices, splitting

PROVIDERS = (("1999999984", "311234567", "MAPLE STREET FAMILY PRACTICE"), ("1900000013", "319876543", "RIVER ROAD PEDIATRICS"))
AMOUNTS = ("charge", "paid", "contractual", "patient", "other", "balance")
CHECK = ("payer", "trace", "date", "amount", "payee", "posted", "unapplied", "held")
ITEM = ("payer", "provider", "reason", "reference", "amount", "open")
SPRING = date(2026, 3, 2)
PAYERS = (("SYNMCR", "CEDAR MEDICARE"), ("HARBR", "HARBOR HEALTH"), ("93000", "GRANITE MUTUAL"))
ELM, OAK = Address("1 ELM ST", city="DAYTON", state="OH", zip="45402"), Address("1 OAK ST", city="DAYTON", state="OH", zip="454020001")
WHEN = datetime.combine(SPRING + timedelta(days=35), time(9))
CODES = ("99213", "99214", "G0008", "G0439", "J1885", "36415")

# --- plain claims -----------------------------------------------------------------------------------------------------

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


def returning() -> list[bytes]:
    """Three 837Ps of claims that come again: replaced, voided, on other days, to another payer, from another provider."""
    claims = plain_claims(90)
    first = [claim for n, claim in enumerate(claims) if n % 6 != 5]
    second = [_AGAIN[n % 6](claim) for n, claim in enumerate(claims)]
    third = [_replaced(_replaced(claim)) for n, claim in enumerate(claims) if n % 6 == 0]
    return [claim_file(each, WHEN + timedelta(days=n), n + 1) for n, each in enumerate((first, second, third))]


def pennies(count: int) -> bytes:
    """An 837P of so many plain claims whose lines cost two cents each: amounts that are alike tell nothing."""
    return claim_file([replace(claim, charge=2 * len(claim.lines), lines=tuple(replace(line, charge=2) for line in claim.lines))
                       for claim in plain_claims(count)], WHEN)


def _replaced(claim: Claim) -> Claim:
    """With half of the charge of its first line, and the last of several lines left out."""
    first, *rest = claim.lines
    lines = (replace(first, charge=first.charge // 2), *rest[:-1])
    return replace(claim, frequency="7", payer_claim_control_number="ICN1", lines=lines, charge=sum(line.charge for line in lines))


def _on_other_days(claim: Claim) -> Claim:
    later = (replace(line, service=Period("472", line.service.since + timedelta(days=40)), control_number=f"{line.control_number}B")
             for line in claim.lines if line.service)
    return replace(claim, lines=tuple(later))


def _to_the_next(claim: Claim) -> Claim:
    payer = Payer(Name("PR", "2", "SUPPLEMENT MUTUAL", id_qualifier="PI", id="SUPP1"))
    return replace(claim, subscriber=replace(claim.subscriber, sequence="S", payer=payer))


def _from_the_other(claim: Claim) -> Claim:
    (npi, tax_id, name), = (each for each in PROVIDERS if each[0] != claim.billing_provider.name.id)
    return replace(claim, billing_provider=BillingProvider(Name("85", "2", name, id_qualifier="XX", id=npi), OAK, tax_id=tax_id))


_AGAIN: tuple[Callable[[Claim], Claim], ...] = (
    _replaced, lambda claim: replace(claim, frequency="8", payer_claim_control_number="ICN1"), _on_other_days, _to_the_next,
    _from_the_other, _to_the_next)             # the last one asks the next payer only


# --- the round ----------------------------------------------------------------------------------------------------

Files = tuple[tuple[str, bytes], ...]


class Simulation:
    """What a practice sends - encounters that it submits, 837Ps that it imports - what payers answer, and the truth."""

    def __init__(self, sent: Sequence[bytes], scenario: Scenario, seed: str) -> None:
        self._sent = {f"{n}.{'json' if data.startswith(b'{') else '837'}": data for n, data in enumerate(sent)}
        answers = answered(list(left(self._sent)), scenario, seed)
        self.arrivals, self.truth = answers.arrivals, answers.truth

    def keep(self, folder: Path) -> Path:
        """Write it where it can be tried again: what is sent, the answers, and the truth; the folder."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        simulate.written(folder, self.arrivals, self.truth)
        return _written(folder, self._sent)

    def books(self) -> list[str]:
        """The dump of books that submitted the encounters and took all other files as they come."""
        with TemporaryDirectory() as folder:
            return books(self.keep(Path(folder) / "files"))


def left(sent: Mapping[str, bytes]) -> Iterator[bytes]:
    """What payers read: encounters as they left the outbox, then each 837P as it is imported."""
    house = submitted(tuple((name, data) for name, data in sent.items() if name.endswith("json")))
    yield from (data for name, data in house.items() if name.startswith("outbox/"))
    yield from (data for name, data in sent.items() if name.endswith("837"))


def names(kept: Path) -> list[str]:
    """The files of a kept simulation that come, in their order: 837Ps of other systems, then the answers."""
    return sorted((path.name for path in kept.iterdir() if path.suffix in (".837", ".x12")), key=lambda name: (name.endswith("x12"), name))


def books(kept: Path, order: Iterable[str] = ()) -> list[str]:
    """The dump of books that submitted the encounters of a kept simulation and took its other files in this order."""
    encounters = tuple((path.name, path.read_bytes()) for path in sorted(kept.glob("*.json")) if path.name != simulate.TRUTH)
    with TemporaryDirectory() as folder, open_house(_written(Path(folder), submitted(encounters))) as house:
        for name in order or names(kept):
            errand = imports.imports if name.endswith("837") else receive.receive
            errand(house, [kept / name], _Nothing)
        return list(dump.dump(house))


@lru_cache(8)
def submitted(files: Files) -> Mapping[str, bytes]:
    """The files of a workspace that submitted files of encounters, each on its day; what edits refuse stays behind."""
    with TemporaryDirectory() as folder:
        workspace, encounters = Path(folder) / "house", Path(folder) / "encounters"
        _written(encounters, dict(files))
        setup.init(workspace)
        with open_house(workspace) as house:
            for name, _ in files:
                with patch.dict(os.environ, EDI_TODAY=practices.day(int(name.partition(".")[0])).isoformat()):
                    submit.submit(house, [encounters / name], _Nothing)
        return {path.relative_to(workspace).as_posix(): path.read_bytes() for path in sorted(workspace.rglob("*")) if path.is_file()}


class _Nothing(Exception):
    """What nobody raises, so that a fault of ours is let out."""


def _written(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


# --- what the books say -----------------------------------------------------------------------------------------------

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


def untied(lines: Iterable[str], remittances: Iterable[bytes]) -> list[str]:
    """The traces of the checks that do not tie out: what is posted, unapplied and held is the amount and what PLB moved.

    What PLB moved is split from the files. Several checks of nothing may share a key, and each of them moves its own.
    """
    moved: dict[Key, Counter[Cents]] = defaultdict(Counter)
    for segments in {tuple(segments[1:-1]) for data in remittances for segments in splitting.sets(data, "835")}:
        moved[_key(segments)][sum(_moved(segment) for segment in segments if segment[0] == "PLB")] += 1
    off = []
    for row in map(json.loads, lines):
        if row["kind"] == "check":
            lies = sum(cents(row[place]) for place in ("posted", "unapplied", "held")) - cents(row["amount"])
            key = row["payer"], row["trace"], row["date"], row["amount"], row["payee"]
            there = Counter({0: 1}) if row["status"] in ("duplicate", "check held") else moved[key]
            if there[lies] < 1:
                off.append(row["trace"])
            there[lies] -= 1
    return off


Key = tuple[str, str, str, str, str]


def _key(segments: Sequence[splitting.Segment]) -> Key:
    """Payer, trace, day, amount and payee of an 835 (REM-23)."""
    found = {segment[0] if segment[0] != "N1" else segment[1]: segment for segment in reversed(segments)}
    day = found["BPR"][16]
    return (found["TRN"][3], found["TRN"][2], f"{day[:4]}-{day[4:6]}-{day[6:]}", dollars(cents(found["BPR"][2])), found["PE"][4])


def _moved(segment: splitting.Segment) -> Cents:
    return sum(cents(amount) for amount in segment[4::2])

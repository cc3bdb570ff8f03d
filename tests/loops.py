"""The closed loop: claims of any kind, answered by the payer in a box, received in any order, and held against its truth."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from edi_engine import payer, x12
from edi_engine.billing.claim import (
    BillingProvider,
    Claim,
    Demographics,
    Diagnosis,
    Drug,
    Payer,
    Person,
    ServiceLine,
    Submission,
    Subscriber,
)
from edi_engine.billing.party import Address, Contact, Name, Period, Procedure
from edi_engine.flows import dump, imports, receive, setup
from edi_engine.flows.house import open_house
from edi_engine.guides import x222a1
from edi_engine.payer import Asked, Scenario

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
def services(draw: st.DrawFn, number: int, day: date) -> ServiceLine:
    """A line: sometimes of nothing, sometimes like another, with or without a number of its own."""
    code = draw(st.sampled_from(CODES))
    units = draw(st.sampled_from((1, 1, 2, 3, 10)))
    until = draw(st.sampled_from((None, None, day + timedelta(days=1))))
    return ServiceLine(
        Procedure("HC", code, draw(st.sampled_from(((), (), ("25",), ("59", "RT"))))),
        draw(st.sampled_from((0, 1, 100, 12345)) | st.integers(1, 50_000)), "UN", Decimal(units), pointers=(1,), number=str(number),
        service=Period("472", day + timedelta(days=draw(st.sampled_from((0, 0, 3)))) if until is None else day, until),
        control_number=draw(st.sampled_from((f"L{number}", f"L{number}", ""))),
        drug=Drug("00409379501", Decimal(1), "UN") if code == "J1885" else None)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim of one of few numbers, so that numbers meet."""
    npi, tax_id, name = draw(st.sampled_from(PROVIDERS))
    day = SPRING + timedelta(days=draw(st.sampled_from((0, 0, 30))))
    lines = tuple(draw(services(n, day)) for n in range(1, draw(st.integers(1, 5)) + 1))
    id_, payer_name = draw(st.sampled_from(PAYERS))
    person = Person(Name("IL", "1", "TESTER", "ANNA", id_qualifier="MI", id="1S00AA0AA00"), ELM)
    return Claim(
        draw(numbers), sum(line.charge for line in lines),
        BillingProvider(Name("85", "2", name, id_qualifier="XX", id=npi), OAK, tax_id=tax_id),
        Subscriber(draw(st.sampled_from("PPPPPS")), person, Payer(Name("PR", "2", payer_name, id_qualifier="PI", id=id_)), "18",
                   filing_indicator="CI"),
        place_of_service="11", frequency=draw(st.sampled_from("1111178")), lines=lines)


def file_of(batch: Sequence[Claim], number: int, created: datetime) -> bytes:
    """An 837P of some claims."""
    out = io.BytesIO()
    head = Submission(f"B{number:06d}", created.date(), created.time(), submitter=Name("41", "2", "OFFICE", id_qualifier="46", id="OFFICE"),
                      contacts=(Contact("IC", "OFFICE", (("TE", "6145550100"),)),), receiver=Name("40", "2", "HOUSE", id_qualifier="46", id="HOUSE"))
    x12.write_interchange(out, x12.Interchange("OFFICE", "HOUSE", created, number, "OFFICE", "HOUSE", number, "005010X222A1",
                                               reference="005010X222A1"), [x222a1.write(x222a1.arrange(head, batch))])
    return out.getvalue()


def practice(count: int) -> bytes:
    """An 837P of so many plain claims, each under a number of its own: the same for the same count."""
    return file_of(plain_claims(count), 1, WHEN)


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
    lambda batches: [file_of(batch, n, datetime.combine(SPRING + timedelta(days=35 + n), time(9)))
                     for n, batch in enumerate(batches, 1)])


SILENCING = frozenset(("interchange_rejected", "set_rejected", "claim_rejected"))       # what leaves little to be decided


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A scenario in which some of what may happen does."""
    often = st.dictionaries(st.sampled_from(sorted(payer.RATES.keys() - SILENCING)), st.sampled_from((0.1, 0.3, 1.0)), max_size=20)
    seldom = st.dictionaries(st.sampled_from(sorted(SILENCING)), st.sampled_from((0.1, 0.3)), max_size=1)
    rates = draw(often) | draw(seldom)
    own = draw(st.dictionaries(st.sampled_from([id_ for id_, _ in PAYERS]), often, max_size=1))
    return Scenario("drawn", "", rates, draw(st.sampled_from(((0.4, 1.0), (0.0, 0.0), (1.0, 1.0)))),
                    denials=(("CO", "50", "N115", 1.0), ("PR", "96", "N130", 1.0), ("OA", "18", "", 1.0), ("CO", "97", "M15", 1.0)),
                    most=draw(st.sampled_from((1, 3, 100))), checks=draw(st.sampled_from((1, 4))),
                    payers={id_: Scenario(id_, "", rates | of_its_own) for id_, of_its_own in own.items()})


# --- what comes back --------------------------------------------------------------------------------------------------

class Simulation:
    """Files of claims, what payers answer, and the truth."""

    def __init__(self, sent: Sequence[bytes], scenario: Scenario, seed: str) -> None:
        self.sent = sent
        asked = Asked()
        for data in sent:
            asked.add(x12.Source(data))
        self.arrivals, self.truth = payer.answers(asked, scenario, seed)

    def books(self, order: Iterable[int]) -> list[str]:
        """The dump of an empty ledger that imported the claims and received the answers in this order."""
        with TemporaryDirectory() as folder:
            here = Path(folder)
            setup.init(here)
            with open_house(here) as house:
                imports.imports(house, [_kept(here, f"{n}.837", data) for n, data in enumerate(self.sent)], _Nothing)
                paths = [_kept(here, f"{n:04d}.x12", arrival.data) for n, arrival in enumerate(self.arrivals)]
                receive.receive(house, [paths[n] for n in order], _Nothing)
                return list(dump.dump(house))


class _Nothing(Exception):
    """What nobody raises, so that a fault of ours is let out."""


def _kept(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


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

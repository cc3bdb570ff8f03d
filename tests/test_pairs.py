"""The generated pairs are what they claim to be: every balance and count worked out again from their text alone."""

import io
import json
import sqlite3
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from benchmarks import __main__ as report
from benchmarks import closed_loop, floor, measuring, pairs, truth
from benchmarks.comparisons import COMPARISONS
from benchmarks.world import PER_SET, World, luhn

WORLD = World(claims=50, seed=3)
MANY = 400                                             # enough for every kind of answer
Segments = list[list[str]]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pair")
    pairs.generate(WORLD, folder)
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    pairs.generate(World(MANY, seed=5), folder)
    return folder


def segments(file: Path) -> Segments:
    text = file.read_text("ascii")
    return [segment.strip().split("*") for segment in text.split("~") if segment.strip()]


def sets(file: Path) -> list[Segments]:
    """The transaction sets of a file, ST to SE."""
    found: list[Segments] = []
    for segment in segments(file):
        if segment[0] == "ST":
            found.append([])
        if found and (not found[-1] or found[-1][-1][0] != "SE"):
            found[-1].append(segment)
    return found


def adjusted(found: Segments) -> Decimal:
    """The sum of every CAS."""
    return sum((Decimal(amount) for segment in found if segment[0] == "CAS" for amount in segment[3::3] if amount), Decimal())


def split(found: Segments, tag: str) -> list[Segments]:
    """The parts of a set that begin with a tag; what stands before the first is left out."""
    parts: list[Segments] = []
    for segment in found:
        if segment[0] == tag:
            parts.append([])
        if parts:
            parts[-1].append(segment)
    return parts


def payments(remittance: Segments) -> list[Segments]:
    return split([segment for segment in remittance if segment[0] not in ("LX", "PLB", "SE")], "CLP")


def rows(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "truth.jsonl").read_text().splitlines()]


def test_the_same_seed_gives_the_same_bytes(pair: Path, tmp_path: Path) -> None:
    pairs.generate(WORLD, tmp_path / "again")
    pairs.generate(World(50, seed=4), tmp_path / "other")
    for name in ("claims.837", "remit.835", "truth.jsonl"):
        assert (tmp_path / "again" / name).read_bytes() == (pair / name).read_bytes()
        assert (tmp_path / "other" / name).read_bytes() != (pair / name).read_bytes()


@pytest.mark.parametrize("name", ["claims.837", "remit.835"])
def test_trailers_count(many: Path, name: str) -> None:
    """ENV-2: SE01, SE02, GE01, GE02, IEA02."""
    found = segments(many / name)
    for one in sets(many / name):
        assert one[-1] == ["SE", str(len(one)), one[0][2]]
    headers = {tag: [s for s in found if s[0] == tag] for tag in ("ISA", "IEA", "GS", "GE")}
    assert [s[13] for s in headers["ISA"]] == [s[2] for s in headers["IEA"]]
    assert [s[6] for s in headers["GS"]] == [s[2] for s in headers["GE"]]
    assert sum(int(s[1]) for s in headers["GE"]) == len(sets(many / name))
    assert (many / name).read_bytes()[105:106] == b"~"


def test_lines_and_claims_balance(many: Path) -> None:
    """REM-1, REM-2, REM-6 and the corollary of REM-2."""
    for remittance in sets(many / "remit.835"):
        for claim in payments(remittance):
            clp, lines = claim[0], split(claim, "SVC")
            charge, paid = Decimal(clp[3]), Decimal(clp[4])
            assert charge - adjusted(claim) == paid
            assert charge == sum(Decimal(line[0][2]) for line in lines)
            for line in lines:
                assert Decimal(line[0][2]) - adjusted(line) == Decimal(line[0][3])
            share = sum(adjusted([s]) for s in claim if s[0] == "CAS" and s[1] == "PR")
            assert clp[2] == "22" or Decimal(clp[5] or 0) == share


def test_checks_balance(many: Path) -> None:
    """REM-3, REM-4 and PLB-6: the interest of a check is its L6."""
    for remittance in sets(many / "remit.835"):
        paid = sum(Decimal(s[4]) for s in remittance if s[0] == "CLP")
        provider = [(s[n], Decimal(s[n + 1])) for s in remittance if s[0] == "PLB" for n in range(3, len(s), 2)]
        assert Decimal(remittance[1][2]) == paid - sum(amount for _, amount in provider) >= 0
        interest = sum(Decimal(s[2]) for s in remittance if s[:2] == ["AMT", "I"])
        assert interest == -sum(amount for reference, amount in provider if reference.startswith("L6"))
        assert all(amount for _, amount in provider)


def test_every_answer_occurs(many: Path) -> None:
    found = segments(many / "remit.835")
    reasons = {(s[1], reason) for s in found if s[0] == "CAS" for reason in s[2::3] if reason}
    assert reasons >= {("CO", "45"), ("PR", "1"), ("PR", "2"), ("PR", "3"), ("CO", "253"), ("CO", "144"), ("PI", "45"),
                       ("CO", "50"), ("CO", "16"), ("CO", "97"), ("CO", "29")}
    assert {s[2] for s in found if s[0] == "CLP"} == {"1", "22"}
    assert {s[n].split(":")[0] for s in found if s[0] == "PLB" for n in range(3, len(s), 2)} >= {"WO", "L6"}
    assert {"MOA", "LQ", "DTM", "REF", "AMT"} <= {s[0] for s in found}
    claims = [claim for remittance in sets(many / "remit.835") for claim in payments(remittance)]
    assert {sum(s[0] == "CAS" for s in line) for claim in claims for line in split(claim, "SVC")} == {0, 1, 2, 3}
    statuses = {row["status"] for row in rows(many) if row["kind"] in ("claim", "line")}
    assert statuses == {"open", "paid", "patient", "denied", "partly denied"}


def test_levels_count_up_and_point_back(many: Path) -> None:
    """CLM-2, CLM-3: one number after the other; own claims and dependents' claims never share a subscriber."""
    for one in sets(many / "claims.837"):
        levels = [s for s in one if s[0] == "HL"]
        assert [int(s[1]) for s in levels] == list(range(1, len(levels) + 1))
        kind = {s[1]: s[3] for s in levels}
        assert all(kind.get(s[2]) == {"20": None, "22": "20", "23": "22"}[s[3]] for s in levels)
        parents = {s[2] for s in levels}
        for part in split(one, "HL"):
            level, claims = part[0], [s for s in part if s[0] == "CLM"]
            assert (level[4] == "1") == (level[1] in parents)
            assert bool(claims) == (level[3] == "23" or (level[3] == "22" and level[4] == "0"))


def test_the_claims_are_those_of_the_truth(many: Path) -> None:
    """CLM-7; charges of the 837P, claim by claim and line by line."""
    said = {row.get("line", row["claim"]): Decimal(row["charge"]) for row in rows(many) if row["kind"] in ("claim", "line")}
    sent: dict[str, Decimal] = {}
    for one in sets(many / "claims.837"):
        for claim in split(one, "CLM"):
            lines = split(claim, "LX")
            sent[claim[0][1]] = Decimal(claim[0][2])
            assert sent[claim[0][1]] == sum(Decimal(line[1][2]) for line in lines)
            sent.update((next(s[2] for s in line if s[:2] == ["REF", "6R"]), Decimal(line[1][2])) for line in lines)
    assert sent == said
    assert sum(row["kind"] == "claim" for row in rows(many)) == MANY


def test_the_money_is_that_of_the_truth(many: Path) -> None:
    """What the checks pay to claims that were sent is what the claims have; the rest of a check is unapplied."""
    known = {row["claim"] for row in rows(many) if row["kind"] == "claim"}
    paid: dict[str, Decimal] = defaultdict(Decimal)
    checks = {row["trace"]: row for row in rows(many) if row["kind"] == "check"}
    for remittance in sets(many / "remit.835"):
        check = checks.pop(remittance[2][2])
        clps = [s for s in remittance if s[0] == "CLP"]
        for clp in clps:
            paid[clp[1]] += Decimal(clp[4])
        assert Decimal(check["amount"]) == Decimal(remittance[1][2])
        assert Decimal(check["posted"]) == sum(Decimal(s[4]) for s in clps if s[1] in known)
        assert Decimal(check["unapplied"]) == sum(Decimal(s[4]) for s in clps if s[1] not in known)
        assert check["payer"] == remittance[2][3]
        assert check["payee"] == next(s[4] for s in remittance if s[:2] == ["N1", "PE"])
    assert not checks
    assert all(paid[row["claim"]] == Decimal(row["paid"]) for row in rows(many) if row["kind"] == "claim")
    assert set(paid) - known, "somebody pays a claim that nobody sent"


def test_the_adjustments_are_those_of_the_truth(many: Path) -> None:
    """Contractual, patient and other of a claim are what its CLPs say in all, reversals included; denials are nowhere."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for remittance in sets(many / "remit.835"):
        for claim in payments(remittance):
            for cas in (s for s in claim if s[0] == "CAS"):
                for reason, amount in zip(cas[2::3], cas[3::3], strict=True):
                    contractual = {"45": "contractual", "253": "contractual", "144": "contractual"}.get(reason, "denied")
                    column = {"CO": contractual, "PR": "patient", "PI": "other"}[cas[1]]
                    said[claim[0][1]][column] += int(Decimal(amount) * 100)
    for row in (row for row in rows(many) if row["kind"] == "claim"):
        assert all(said[row["claim"]][name] == int(row[name].replace(".", "")) for name in ("contractual", "patient", "other"))
        assert row["status"] == "open" or said[row["claim"]]["denied"] == int(row["balance"].replace(".", ""))


def test_the_truth_adds_up(many: Path) -> None:
    """The ledger equation, and claims are their lines with what stands at claim level (which has no charge)."""
    lines: dict[str, Counter[str]] = defaultdict(Counter)
    names = ("charge", "paid", "contractual", "patient", "other", "balance")
    for row in rows(many):
        if row["kind"] in ("claim", "line"):
            cents = {name: int(row[name].replace(".", "")) for name in names}
            assert cents["balance"] == 2 * cents["charge"] - sum(cents[name] for name in names[:5])
            if row["kind"] == "line":
                lines[row["claim"]].update(cents)
            else:
                lines[row["claim"]].subtract(cents)
    assert all(not off["charge"] and not off["balance"] and off["paid"] == -off["patient"] for off in lines.values())


def test_the_truth_is_in_order(pair: Path) -> None:
    lines = (pair / "truth.jsonl").read_bytes().splitlines()
    assert lines == sorted(lines)
    assert all(json.dumps(json.loads(line), sort_keys=True, separators=(",", ":")).encode() == line for line in lines)
    again = truth.in_order(iter([line + b"\n" for line in reversed(lines)]), at_once=7)
    assert list(again) == [line + b"\n" for line in lines]


def test_nobody_is_real(many: Path) -> None:
    """NPIs pass their check digit; Medicare numbers have an S where no real one has."""
    found = segments(many / "claims.837")
    assert all(luhn(s[9][:9]) == s[9][9] for s in found if s[0] == "NM1" and s[8:9] == ["XX"])
    medicare = [s[9] for s in found if s[:2] == ["NM1", "IL"] and not s[9].startswith("SYN")]
    assert medicare and all(len(number) == 11 and number[1] == "S" for number in medicare)


def test_a_set_takes_so_many_claims() -> None:
    """ENV-12, without writing them all: 5,000 claims a set, each in exactly one, each practice in every set."""
    world = World(PER_SET * 2 + 3)
    households = [h for number in range(world.sets) for at in range(world.practices) for h in world.households_of(number, at)]
    assert world.sets == 3
    assert households == list(range(world.households))
    assert sum(len(world.households_of(0, at)) for at in range(world.practices)) * 4 == PER_SET


def test_pyx12_accepts_both(pair: Path, caplog: pytest.LogCaptureFixture) -> None:
    from pyx12.params import params
    from pyx12.x12n_document import x12n_document

    answer = io.StringIO()
    assert x12n_document(params(), str(pair / "claims.837"), answer, None)
    assert "AK9*A*" in answer.getvalue()
    assert x12n_document(params(), str(pair / "remit.835"), None, None), caplog.text


def test_oxedi_finds_nothing_wrong(many: Path) -> None:
    oxedi = pytest.importorskip("oxedi", reason="the bench extra is not installed")
    result = oxedi.parse_file(many / "remit.835")
    assert not list(result.diagnostics)
    assert len(result.tables["claims"]) == sum(s[0] == "CLP" for s in segments(many / "remit.835"))


def test_the_floor_stores_every_segment(pair: Path, tmp_path: Path) -> None:
    count = floor.store(pair / "remit.835", tmp_path / "floor.db")
    found = segments(pair / "remit.835")
    with sqlite3.connect(tmp_path / "floor.db") as connection:
        stored = connection.execute("SELECT tag, text FROM segment ORDER BY number").fetchall()
    connection.close()
    assert count == len(found) and stored == [(s[0], "*".join(s)) for s in found]


def test_differences_are_named(pair: Path) -> None:
    """The comparison behind the closed loop: silent when all is right, else it names row and field."""
    lines = (pair / "truth.jsonl").read_text().splitlines()
    claim = next(line for line in lines if '"kind":"claim"' in line and '"status":"paid"' in line)
    changed = [line for line in lines if line != claim] + [claim.replace('"status":"paid"', '"status":"open"')]
    assert not list(closed_loop.differences(lines, lines))
    assert [sort for sort, _ in closed_loop.differences(lines, lines[::-1])] == ["order"]
    [(sort, sentence)] = closed_loop.differences(lines, changed)
    assert sort == "claim: status" and sentence.endswith(": status must be paid, is open")
    assert next(sort for sort, _ in closed_loop.differences(lines, lines[:-1])).endswith(" missing")
    assert next(sort for sort, _ in closed_loop.differences(lines[:-1], lines)).endswith(" nobody expects")
    assert next(sort for sort, _ in closed_loop.differences(lines, [*lines, lines[-1]])).endswith(" nobody expects")


def test_interchanges_come_apart_and_together(pair: Path, tmp_path: Path) -> None:
    found = closed_loop.parts(pair / "remit.835", tmp_path / "parts")
    assert len(found) > 1
    assert b"".join(part.read_bytes() for part in found) == (pair / "remit.835").read_bytes()


def test_a_run_is_measured_and_a_failure_is_told() -> None:
    run = measuring.measure([measuring.PYTHON, "-c", "sum(range(10**6))"])
    assert run.cpu > 0 and run.peak > 1 and run.of("work") == run.of("cpu")
    with pytest.raises(measuring.Failed, match="too slow"):
        measuring.measure([measuring.PYTHON, "-c", "raise SystemExit('too slow')"])


def test_a_missed_target_is_said_and_never_fails() -> None:
    """The table and the targets of a run, without measuring anything."""
    def row(claims: int, ratio: float, peak: float) -> dict[str, Any]:
        side = {"name": "", "seconds": ratio, "peak_mb": peak, "collector": "on"}
        return {"what": COMPARISONS[0].name, "claims": claims, "ratio": ratio, "note": "", "ours": side, "theirs": side}

    def met(*rows: dict[str, Any]) -> list[bool]:
        return [target["met"] for target in report.targets(list(rows))]

    failed = {"what": COMPARISONS[0].name, "claims": 1_000, "failed": "no such module"}
    assert met(row(10_000, 2.0, 40), row(100_000, 3.5, 40)) == [True, True, True]
    assert met(row(10_000, 2.0, 40), row(100_000, 3.6, 160)) == [False, False, False]
    assert met(row(10_000, 9.0, 40)) == [False, True]
    assert met(failed) == [False]
    assert "no such module" in report.table([failed, row(10_000, 2.0, 40)])

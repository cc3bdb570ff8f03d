"""The payer in a box: what it writes passes our own checks, is the same for the same seed, and its scenarios say what they can."""

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from edi_engine import payer
from edi_engine.billing.party import Name
from edi_engine.cli import main
from edi_engine.flows import check, simulate
from edi_engine.money import cents
from edi_engine.payer import referring, truth
from edi_engine.payer.deciding import NEXT, insurer
from edi_engine.payer.decisions import Debt, Due, Payee
from edi_engine.payer.paying import Check
from edi_engine.testing.files import claim_file
from tests import loops, rare

ROOT = Path(__file__).parents[1]
SCENARIOS = payer.names()


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("claims") / "claims.837"
    path.write_bytes(loops.practice(40))
    return path


def assert_true(simulation: loops.Simulation) -> None:
    """The books say what is true."""
    with TemporaryDirectory() as folder:
        simulation.keep(Path(folder) / "files")
        assert loops.as_truth(loops.books(Path(folder) / "files")) == loops.expected(simulation.truth)


def answered(claims: Path, folder: Path, scenario: str, seed: str = "1") -> dict[str, bytes]:
    simulate.simulate([claims], payer.load(scenario), seed, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_what_is_asked_passes_our_own_checks(claims: Path) -> None:
    assert [file["verdict"] for file in check.check([claims], None)["files"]] == ["accepted"]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_it_writes_passes_our_own_checks(claims: Path, tmp_path: Path, scenario: str) -> None:
    """Every TA1, 999, 277CA and 835, by our rules and the guide's."""
    answered(claims, tmp_path, scenario)
    assert not wrong(tmp_path)
    assert {path.name.split(".")[1] for path in tmp_path.glob("*.x12")} | {"ta1"} == {"ta1", "999", "277ca", "835"}


def wrong(folder: Path) -> list[tuple[str, str]]:
    """What our own checks and the guide's find in the answers of a folder."""
    said = check.check(sorted(folder.glob("*.x12")), None)["files"]
    return [(Path(file["file"]).name, problem["message"]) for file in said for problem in file["problems"]
            if problem["severity"] == "error"]


# --- claims that are hard to answer -----------------------------------------------------------------------------------

UNSAYABLE = sorted((ROOT / "fixtures/x12/asked/thrown-back").glob("*.x12"))
ODD = sorted((ROOT / "fixtures/x12/asked/answered").glob("*.x12"))
CORPUS = ROOT.parent / "shared/corpus"
LOUD = payer.Scenario("loud", "", dict.fromkeys(
    payer.RATES.keys() - {"interchange_rejected", "set_rejected", "claim_rejected", "number_untold"}, 1.0))
"""All at once."""


def corpus() -> list[Any]:
    """The claims of others."""
    if not CORPUS.is_dir():
        return [pytest.param(CORPUS, marks=pytest.mark.skip(reason=f"no corpus at {CORPUS}"))]
    return sorted((CORPUS / "837P").iterdir())


def proved(sent: Path, scenario: payer.Scenario, folder: Path) -> loops.Simulation | None:
    """Claims answered: every answer passes our own checks, and the books say what is true; None where nothing is asked."""
    try:
        simulation = loops.Simulation([sent.read_bytes()], scenario, "1")
    except ValueError as nothing:
        assert "is an 837P" in str(nothing)
        return None
    simulation.keep(folder)
    assert not wrong(folder)
    assert_true(simulation)
    return simulation


@pytest.mark.parametrize("scenario", [payer.load("everything"), LOUD], ids=lambda scenario: scenario.name)
@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.name)
def test_the_claims_of_others_are_answered_by_the_guide(path: Path, scenario: payer.Scenario, tmp_path: Path) -> None:
    proved(path, scenario, tmp_path / "answers")


@pytest.mark.parametrize("scenario", [*map(payer.load, ("plain", "denials", "pieces")), LOUD], ids=lambda scenario: scenario.name)
@pytest.mark.parametrize("path", [*ODD, *UNSAYABLE], ids=lambda path: path.stem)
def test_odd_claims_are_answered_by_the_guide(path: Path, scenario: payer.Scenario, tmp_path: Path) -> None:
    simulation = proved(path, scenario, tmp_path / "answers")
    kinds = {arrival.kind for arrival in simulation.arrivals} if simulation else set()
    assert ("835" in kinds) is ("277ca" in kinds) is (path in ODD)


@pytest.mark.parametrize("path", UNSAYABLE, ids=lambda path: path.stem)
def test_a_claim_that_cannot_be_answered_is_thrown_back(path: Path) -> None:
    """Its set by the 999; what is charged stays open."""
    simulation = loops.Simulation([path.read_bytes()], payer.load("plain"), "1")
    acknowledgment, = (arrival.data for arrival in simulation.arrivals if arrival.kind == "999")
    assert b"~IK5*R*5~" in acknowledgment and b"~AK9*R*1*1*0~" in acknowledgment
    assert all(claim["balance"] == claim["charge"] for claim in simulation.truth["claims"].values())


def test_a_set_that_cannot_be_answered_costs_the_others_nothing() -> None:
    """Not even that of the same number in another group."""
    bad = next(path for path in UNSAYABLE if path.stem == "provider-without-a-number").read_bytes()
    good = claim_file(loops.plain_claims(2), loops.WHEN)
    other = bad[bad.index(b"GS*"):bad.rindex(b"IEA*")].replace(b"*1*X*", b"*2*X*").replace(b"GE*1*1~", b"GE*1*2~")
    both = good[:good.rindex(b"IEA*")] + other + b"IEA*2*000000001~"
    simulation = loops.Simulation([both], payer.load("plain"), "1")
    verdicts = [b"~IK5*A~" in arrival.data for arrival in simulation.arrivals if arrival.kind == "999"]
    assert sorted(verdicts) == [False, True]
    paid = [claim["paid"] != "0.00" for claim in simulation.truth["claims"].values()]
    assert sorted(paid) == [False, True, True]
    assert_true(simulation)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_books_say_what_each_scenario_says(claims: Path, scenario: str) -> None:
    for seed in "12":
        simulation = loops.Simulation([claims.read_bytes()], payer.load(scenario), seed)
        assert_true(simulation)


def test_the_same_seed_gives_the_same_bytes(claims: Path, tmp_path: Path) -> None:
    first = answered(claims, tmp_path / "a", "everything")
    assert answered(claims, tmp_path / "b", "everything") == first
    assert answered(claims, tmp_path / "c", "everything", "2") != first


def test_more_claims_leave_what_was_said_of_others() -> None:
    """A decision depends on its claim and the seed, not on its neighbours."""
    few, many = (loops.Simulation([loops.practice(count)], payer.load("ordinary"), "1").truth["claims"] for count in (10, 20))
    assert few == {name: many[name] for name in few}


def test_an_earlier_simulation_makes_way(claims: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    before = answered(claims, tmp_path, "envelopes")
    after = answered(claims, tmp_path, "plain")
    assert len(after) < len(before)
    assert after["notes.txt"] == b"mine"
    names = sorted(name for name in after if name.endswith(".x12"))
    assert [name[:4] for name in names] == [f"{n:04d}" for n in range(1, len(names) + 1)]


def test_files_arrive_in_the_order_of_their_days(claims: Path) -> None:
    arrivals = loops.Simulation([claims.read_bytes()], payer.load("everything"), "3").arrivals
    assert [arrival.when for arrival in arrivals] == sorted(arrival.when for arrival in arrivals)
    assert [arrival.kind for arrival in arrivals[:3]] == ["ta1", "999", "277ca"]


def test_a_rejected_interchange_is_answered_by_a_ta1_alone(claims: Path) -> None:
    simulation = loops.Simulation([claims.read_bytes()], payer.parse("x", "[rates]\ninterchange_rejected = 1"), "1")
    assert [arrival.kind for arrival in simulation.arrivals] == ["ta1"]
    assert all(claim["balance"] == claim["charge"] for claim in simulation.truth["claims"].values())


def test_a_forwarded_claim_is_paid_by_two(claims: Path) -> None:
    truth = loops.Simulation([claims.read_bytes()], payer.parse("x", "[rates]\nforwarded = 1\ncoinsurance = 1"), "1").truth
    assert {check["payer"] for check in truth["checks"]} >= {NEXT[0].trn}


@pytest.mark.parametrize("text, says", [
    ("[rates]\ndenied = 2", "from 0 (never) to 1"), ("[rates]\ndenied = true", "from 0"), ("[rates]\nunheard_of = 1", "no rate unheard_of"),
    ("[fees]\nshare = [0.9, 0.1]", "share is"), ('[fees.procedures]\n99213 = "-1"', "fee of 99213"),
    ('[fees.procedures]\n99213 = "lots"', "fee of 99213"), ('[denials]\n"CO-45" = 1', "none"), ('[denials]\n"50" = 1', "none"),
    ('[denials]\n"CO-50" = 0', "weight"), ('[denials]\n"CO-50" = nan', "weight"), ('[denials]\n"CO-50" = inf', "weight"),
    ('[denials]\n"CO-50 N115 M76" = 1', "remark code"), ('[denials]\n"CO-50 because" = 1', "remark code"),
    ("[checks]\nmost = 0", "most has to be"), ("[checks]\nrounds = 1.5", "rounds has to be"),
    ("rates = 1", "rates has to be a table"), ("[checks]\nevery = 1", "knows no every"), ("speed = 1", "knows no speed"), ("[", "is no TOML"),
    ("[payers]\nA = 1", "A has to be a table"), ("[payers.A]\nchecks = 1", "[payers.A] knows no checks"),
    ("[payers.A.rates]\ntogether = 1", "not one payer's"), ("[payers.A.rates]\ndenied = 2", "from 0 (never) to 1"),
])
def test_a_scenario_that_cannot_be_is_refused(text: str, says: str) -> None:
    with pytest.raises(payer.Refused, match="The scenario odd") as refused:
        payer.parse("odd", text)
    assert says in str(refused.value)


def test_a_payer_may_behave_otherwise_than_the_others(claims: Path) -> None:
    """What it does not say of itself is as for all."""
    scenario = payer.parse("x", '[rates]\ncoinsurance = 1\ndenied = 1\n[payers.HARBR.rates]\ndenied = 0\n[payers.HARBR.fees]\nshare = 1')
    simulation = loops.Simulation([claims.read_bytes()], scenario, "1")
    paid = {check["payer"]: cents(check["amount"]) > 0 for check in simulation.truth["checks"]}
    assert paid.pop(insurer(Name("PR", "2", "HARBOR HEALTH", id="HARBR")).trn) and paid and not any(paid.values())
    assert scenario.of("HARBR").rates == {"coinsurance": 1, "denied": 0} and scenario.of("HARBR").share == (1, 1)


def test_every_rate_can_happen() -> None:
    """None is a word that nothing listens to: a scenario in which it always happens says something else than one without."""
    for name in payer.RATES:
        needs = rare.NEEDS.get(name, {})
        base = replace(payer.load("plain"), rates=needs, most=3, share=(0.3, 0.8))
        sent = list(rare.sent(name).values()) if name in rare.ASK_LATER else [loops.practice(30)]
        without, with_it = (loops.Simulation(sent, replace(base, rates=rates), "1").arrivals for rates in (needs, {**needs, name: 1.0}))
        assert without != with_it, name


def test_the_command_says_what_it_did(claims: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "answers"
    assert main(["simulate", "--scenario", "plain", "-o", str(out), str(claims), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["scenario"], said["seed"], said["files"][0]["claims"]) == ("plain", "1", 40)
    assert all(Path(path).exists() for path in (*said["out"], said["truth"]))
    assert main(["simulate", "--scenario", "nowhere", "-o", str(out), str(claims)]) == 2
    assert "No scenario is called nowhere" in capsys.readouterr().err
    assert main(["simulate", str(claims)]) == 2


def test_what_asks_for_nothing_costs_the_others_nothing(claims: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An 835, and a file that is none, beside one of claims."""
    empty = tmp_path / "empty.837"
    empty.write_bytes(b"")
    other = next(answer for answer in (tmp_path / "a").iterdir() if answer.name.endswith("835.x12")) if answered(
        claims, tmp_path / "a", "plain") else claims
    assert main(["simulate", "-o", str(tmp_path / "out"), str(other), str(empty), str(claims), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert [file["verdict"] for file in said["files"]] == ["refused", "unreadable", "answered"]
    assert said["truth"]
    assert main(["simulate", "-o", str(tmp_path / "none"), str(empty), "--json"]) == 3


def test_no_delimiter_changes_a_value() -> None:
    """An apostrophe in a name ends no segment, and what is sent again is the same (MAT-5)."""
    first = loops.plain_claims(3)
    sent = claim_file([replace(claim, subscriber=replace(claim.subscriber, person=replace(
        claim.subscriber.person, name=replace(claim.subscriber.person.name, last="O'BRIEN")))) for claim in first], loops.WHEN)
    for seed in range(6):
        simulation = loops.Simulation([sent], payer.parse("x", "[rates]\nother_delimiters = 0.5\nsent_again = 1"), str(seed))
        assert all(b"O'BRIEN" in arrival.data for arrival in simulation.arrivals if arrival.kind == "835")
        assert_true(simulation)


def test_what_a_line_was_called_does_not_come_back() -> None:
    """SVC01-7 is not used in an 835, whatever SV101-7 says."""
    claim, = loops.plain_claims(1)
    lines = tuple(replace(line, procedure=replace(line.procedure, description="A VISIT")) for line in claim.lines)
    simulation = loops.Simulation([claim_file([replace(claim, lines=lines)], loops.WHEN)], payer.load("plain"), "1")
    assert not any(b"A VISIT" in arrival.data for arrival in simulation.arrivals)


def test_many_answers_sort_as_they_arrive(tmp_path: Path) -> None:
    arrivals = [payer.Arrival(loops.WHEN, "ta1", b"x")] * 10_001
    paths = simulate.written(tmp_path, arrivals, {})["out"]
    assert paths == sorted(paths)


def test_a_remittance_that_we_write_has_the_whole_header(claims: Path) -> None:
    """REM-32: address and business contact of the payer, the payee's NPI and tax id, the day of production, BPR16 also for NON."""
    for arrival in loops.Simulation([claims.read_bytes()], payer.parse("x", "[rates]\ndenied = 0.9"), "1").arrivals:
        if arrival.kind == "835":
            segments = [segment.split("*") for segment in arrival.data.decode().split("~")]
            tags = [segment[:2] for segment in segments[:segments.index(next(s for s in segments if s[0] == "LX"))]]
            assert all(tag in tags for tag in (["N1", "PR"], ["PER", "BL"], ["N1", "PE"], ["REF", "TJ"], ["DTM", "405"]))
            assert [tag for tag, *_ in tags].count("N3") >= 1 and [tag for tag, *_ in tags].count("N4") >= 1
            bpr, payee = (next(s for s in segments if s[:len(start)] == start) for start in (["BPR"], ["N1", "PE"]))
            assert bpr[16] and payee[3] == "XX" and payee[4]


# --- what the truth is made of ----------------------------------------------------------------------------------------

def segments(simulation: loops.Simulation, kind: str, tag: str) -> list[list[str]]:
    """Every segment of a tag in the answers of a kind, as elements."""
    return [segment.split("*") for arrival in simulation.arrivals if arrival.kind == kind
            for segment in arrival.data.decode().split("~") if segment.startswith(f"{tag}*")]


def always(*rates: str) -> payer.Scenario:
    return payer.Scenario("always", "", dict.fromkeys(rates, 1.0))


def test_one_id_is_one_payer() -> None:
    """However its name is spelled: one TIN, one 277CA, one check."""
    sent = (ROOT / "fixtures/x12/asked/answered/payer-spelled-in-three-ways.x12").read_bytes()
    simulation = loops.Simulation([sent], payer.Scenario("once", "", {}, checks=1), "1")
    assert [arrival.kind for arrival in simulation.arrivals] == ["ta1", "999", "277ca", "835"]
    assert len({check["payer"] for check in simulation.truth["checks"]}) == 1


def test_every_part_of_a_claim_says_its_place(claims: Path) -> None:
    """CLP08 and CLP09, and a number of the payer's own for each; a claim comes in more than two."""
    parts = segments(loops.Simulation([claims.read_bytes()], always("claim_split"), "1"), "835", "CLP")
    assert all(clp[8:10] == ["11", "1"] for clp in parts)
    assert len({clp[7] for clp in parts}) == len(parts) and max(Counter(clp[1] for clp in parts).values()) > 2


def test_a_line_comes_in_more_than_two(claims: Path) -> None:
    simulation = loops.Simulation([claims.read_bytes()], always("line_split"), "1")
    assert max(Counter(ref[2] for ref in segments(simulation, "835", "REF") if ref[1] == "6R").values()) > 2
    assert_true(simulation)


def test_a_debt_is_open_for_what_moved_on_its_account() -> None:
    """Whatever its adjustments are called, and whoever else moved as much."""
    wanted, other = Debt(), Debt()
    mover = Due(insurer(Name("PR", "2", "HARBOR HEALTH", id="HARBR")), Payee("1", "", "SOMEBODY"), loops.SPRING, "WO", 0)
    dues = [replace(mover, amount=amount, debt=debt, reference=reference) for amount, debt, reference in (
        (-500, wanted, "A"), (500, other, "A"), (200, wanted, "B"), (-70, None, ""))]
    check = Check(mover.insurer, mover.payee, loops.SPRING, "T", (), tuple(dues))
    assert [item["open"] for item in truth.of([], [check])["provider_adjustments"]] == ["-3.00", "5.00", "0.00", "0.00"]


@pytest.mark.parametrize("way", referring.WAYS)
def test_debts_are_named_so_that_they_can_be_told(claims: Path, way: str) -> None:
    """Nothing is open when all was taken back, and the way is seen."""
    simulation = loops.Simulation([claims.read_bytes()], always("taken_back_now", way), "1")
    items = [item for item in simulation.truth["provider_adjustments"] if item["reason"] == "WO"]
    numbers = {clp[7] for clp in segments(simulation, "835", "CLP")}
    assert items and {item["open"] for item in items} == {"0.00"}
    assert not {item["reference"] for item in items} <= numbers
    assert_true(simulation)


def test_a_name_that_is_another_claims_is_told_apart() -> None:
    """A1#2 is the second claim under A1: who has that number himself is called otherwise."""
    first, second, third = loops.plain_claims(3)
    days = tuple(replace(line, service=replace(line.service, since=line.service.since + timedelta(60))) for line in first.lines if line.service)
    again = replace(first, lines=days)
    mine = [replace(claim, patient_control_number=number, billing_provider=first.billing_provider)
            for claim, number in ((first, "A1"), (again, "A1"), (second, "A1#2"), (third, "B1#2"))]
    assert list(loops.Simulation([claim_file(mine, loops.WHEN)], payer.load("plain"), "1").truth["claims"]) == ["A1", "A1#2", "A1#2#1", "B1#2"]


def test_a_later_payer_thinks_again() -> None:
    """Misnamed, cut up, reversed, decided anew; with the first one's share taken twice; in another turn than it was asked."""
    sent = list(rare.sent("share_repeated").values())
    for rates in (("corrected_later", "modifiers_dropped"), ("reversed_only", "line_split"), ("correction_first", "claim_split"),
                  ("share_repeated", "corrected_later"), ("turn_mistold", "reversed_otherwise"), ("taken_back_later", "turn_mistold")):
        simulation = loops.Simulation(sent, payer.Scenario("later", "", {"coinsurance": 1.0, **dict.fromkeys(rates, 1.0)}), "1")
        assert_true(simulation)
    status = {clp[2] for clp in segments(loops.Simulation(sent, always("turn_mistold"), "1"), "835", "CLP")}
    assert len(status) > 1 and status <= {"1", "2", "3"}


def test_a_scenario_needs_a_name(claims: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--scenario", "", "-o", str(tmp_path / "out"), str(claims)]) == 2
    assert "A scenario without a name is none" in capsys.readouterr().err


@pytest.mark.parametrize("isa, gs, bht", [
    ("260428*1700", "20260410*0900", "20260410*0900"), ("260410*0900", "20260428*1700", "20260410*0900"),
    ("260410*0900", "20260410*0900", "20260428*1700"), ("261399*0900", "20260428*1700", "20260410*0900"),
    ("260428*1700", "99991231*0900", "20260410*0900")])
def test_nothing_is_answered_before_it_was_sent(isa: str, gs: str, bht: str) -> None:
    """Neither before its interchange nor its group nor its batch says that it was made."""
    sent = claim_file(loops.plain_claims(2), loops.WHEN)
    when = f"{loops.WHEN:%y%m%d*%H%M}".encode()
    for there, moment in ((b"*" + when + b"*^", f"*{isa}*^"), (b"*20" + when + b"*1*X", f"*{gs}*1*X"), (b"*20" + when + b"*CH", f"*{bht}*CH")):
        assert sent.count(there) == 1
        sent = sent.replace(there, moment.encode())
    simulation = loops.Simulation([sent], payer.load("plain"), "1")
    assert min(arrival.when for arrival in simulation.arrivals) == datetime(2026, 4, 28, 18)
    assert_true(simulation)

"""What leaves and what stays behind when the same encounters are submitted again, changed, in another mode, or twice at once."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from edi_engine import settings
from edi_engine.cli import main

ENCOUNTER: dict[str, Any] = {
    "id": "R1", "billing_provider": {"npi": "1999999984"}, "payer": {"id": "HARBR"},
    "subscriber": {"member_id": "HH100200300", "last": "TESTER", "first": "ANNA", "birth": "1980-02-03", "sex": "F",
                   "address": {"street": "1 ELM ST", "city": "CINCINNATI", "state": "OH", "zip": "45220"}},
    "diagnoses": ["E11.9", "I10"],
    "lines": [{"from": "2026-01-05", "procedure": "99213", "charge": "125.00", "units": 1, "pointers": [1, 2]}]}


def encounter(**changed: Any) -> dict[str, Any]:
    """The encounter with some fields changed: ``subscriber__member_id`` names a field within another."""
    made = copy.deepcopy(ENCOUNTER)
    for path, value in changed.items():
        *outer, last = path.split("__")
        inside: Any = made
        for step in outer:
            inside = inside[int(step) if step.isdigit() else step]
        inside[last] = value
    return made


class Desk:
    """A workspace, and what its commands say."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys, self.count = folder, capsys, 0
        assert main(["init", str(folder), "--json"]) == 0
        capsys.readouterr()

    def file(self, *encounters: dict[str, Any]) -> Path:
        self.count += 1
        path = self.folder / f"given-{self.count}.json"
        path.write_text(json.dumps({"version": 1, "encounters": encounters}))
        return path

    def submit(self, *encounters: dict[str, Any]) -> dict[str, Any]:
        return self.run(self.file(*encounters))[1]

    def run(self, *paths: Path) -> tuple[int, dict[str, Any]]:
        code = main(["-w", str(self.folder), "submit", *map(str, paths), "--json"])
        return code, json.loads(self.capsys.readouterr().out)["files"][0]

    def set(self, old: str, new: str) -> None:
        toml = self.folder / "edi.toml"
        assert old in toml.read_text()
        toml.write_text(toml.read_text().replace(old, new))

    def claims(self) -> list[str]:
        """The CLM of everything in the outbox."""
        texts = [path.read_text().split("~") for path in sorted((self.folder / "outbox").iterdir())]
        return [segment for text in texts for segment in text if segment.startswith("CLM*")]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path / "desk", capsys)


def test_the_very_same_claim_leaves_once(desk: Desk) -> None:
    assert desk.submit(encounter())["result"] == "prepared"
    again = desk.submit(encounter())
    assert again["result"] == "duplicate" and again["problems"][0]["rule"] == "CLM-25"
    assert len(desk.claims()) == 1


@pytest.mark.parametrize("change", [
    {"subscriber__member_id": "HH100200301"}, {"diagnoses": ["E11.9", "I11.9"]}, {"lines__0__pointers": [2]},
    {"place_of_service": "12"}, {"prior_authorization": "PA1"}, {"subscriber__last": "TASTER"},
    {"lines__0__charge": "126.00"}, {"rendering": {"npi": "1999999992", "last": "HEALER"}}], ids=lambda change: next(iter(change)))
def test_a_corrected_claim_leaves_again(desk: Desk, change: dict[str, Any]) -> None:
    """Whatever was corrected: a claim that a clearinghouse threw back may leave under its number again (ACK-7)."""
    assert desk.submit(encounter())["result"] == "prepared"
    assert desk.submit(encounter(**change))["result"] == "prepared"
    assert desk.submit(encounter(**change))["result"] == "duplicate"
    assert len(desk.claims()) == 2


def test_what_is_replaced_in_a_value_is_no_correction(desk: Desk) -> None:
    """The claim is compared as it is read by its receiver."""
    assert desk.submit(encounter(subscriber__last="MUÑOZ"))["result"] == "prepared"
    assert desk.submit(encounter(subscriber__last="MUÑOZ"))["result"] == "duplicate"


def test_a_test_is_no_submission(desk: Desk) -> None:
    """ENV-11: what left in test mode leaves in production, once."""
    assert desk.submit(encounter())["result"] == "prepared"
    desk.set('mode = "test"', 'mode = "production"')
    assert desk.submit(encounter())["result"] == "prepared"
    assert desk.submit(encounter())["result"] == "duplicate"
    assert [path.read_text()[102] for path in sorted((desk.folder / "outbox").iterdir())] == ["T", "P"]


def test_an_invented_medicare_number_leaves_in_test_mode_only(desk: Desk) -> None:
    """CLM-21."""
    invented = {"payer": {"id": "15202"}, "subscriber__member_id": "1S00AA0AA00"}
    assert desk.submit(encounter(**invented))["result"] == "prepared"
    desk.set('mode = "test"', 'mode = "production"')
    refused = desk.submit(encounter(**invented))
    assert refused["result"] == "refused" and [problem["kind"] for problem in refused["problems"]] == ["synthetic"]


def test_a_rebuilt_ledger_still_knows_what_left(desk: Desk) -> None:
    desk.submit(encounter())
    assert main(["-w", str(desk.folder), "rebuild"]) == 0
    desk.capsys.readouterr()
    assert desk.submit(encounter())["result"] == "duplicate"


def test_two_runs_at_once_send_a_claim_once(desk: Desk) -> None:
    path = desk.file(*(encounter(id=f"W{number}") for number in range(40)))
    command = [sys.executable, "-c", "import sys; from edi_engine.cli import main; sys.exit(main())",
               "-w", str(desk.folder), "submit", str(path), "--json"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    results = sorted(json.loads(run.communicate(timeout=120)[0])["files"][0]["result"] for run in runs)
    assert results == ["duplicate", "duplicate", "prepared"]
    assert len(desk.claims()) == len(set(desk.claims())) == 40


def test_what_the_partner_does_not_take_is_refused_when_the_settings_say_so(desk: Desk) -> None:
    """ENV-6, ENV-7: an error, exit 1, and the others leave."""
    desk.set('characters = "transliterate"', 'characters = "refuse"')
    code, said = desk.run(desk.file(encounter(id="N1", subscriber__last="MUÑOZ"),
                                    encounter(id="N2", lines__0__charge="126.00"), encounter(id="N3", subscriber__first="A*B")))
    assert code == 1 and said["claims"] == 1, said["problems"]
    assert [(p["rule"], p["severity"], p["message"].split(" (")[0]) for p in said["problems"]] == [
        ("ENV-7", "error", "encounter N1"), ("ENV-6", "error", "encounter N3")]
    assert {p["place"]["tag"] for p in said["problems"]} == {"NM1"}


@pytest.mark.parametrize("policy", ["transliterate", "refuse"])
def test_a_number_never_leaves_changed(desk: Desk, policy: str) -> None:
    """CLM-6, CLM-16: nobody would find its claim or line again."""
    desk.set('delimiters = "*^:~"', 'delimiters = "*^:/"')
    desk.set('characters = "transliterate"', f'characters = "{policy}"')
    code, said = desk.run(desk.file(encounter(id="E1", claim_id="E/1001"), encounter(id="E2", lines__0__control_number="L/1"), encounter(id="E3")))
    assert code == 1 and said["claims"] == 1, said["problems"]
    assert {(p["rule"], p["kind"]) for p in said["problems"] if p["severity"] == "error"} >= {("CLM-6", "changed"), ("CLM-16", "changed")}


def test_every_refused_encounter_is_named(desk: Desk) -> None:
    wrong = [encounter(id=f"B{number}", lines__0__pointers=[7]) for number in range(150)]
    path = desk.file(*wrong)
    code, said = desk.run(path)
    assert code == 1 and len([p for p in said["problems"] if p["rule"] == "CLM-13"]) == 150
    main(["-w", str(desk.folder), "submit", str(path)])
    text = desk.capsys.readouterr().out
    assert all(f"encounters[{number}]." in text for number in range(150))


def test_a_number_is_unique_within_its_provider(desk: Desk) -> None:
    """A claim is one patient control number of one billing provider."""
    said = desk.submit(encounter(id="A", claim_id="PP"), encounter(id="B", claim_id="PP", billing_provider__npi="1900000013"),
                       encounter(id="C", claim_id="pp"))
    assert said["claims"] == 3 and [p["kind"] for p in said["problems"] if p["rule"] == "CLM-6"] == ["alike"]


@pytest.mark.parametrize("id_", ["../../EVIL", "A*B", "A~B", "A\\nB"])
def test_an_id_is_no_path_and_holds_no_delimiter(desk: Desk, id_: str) -> None:
    desk.set('id = "CEDARRIDGE"', f'id = "{id_}"')
    assert main(["-w", str(desk.folder), "submit", str(desk.file(encounter())), "--json"]) != 0
    assert "ENV-13" in str(settings.load(desk.folder).problems)
    assert not list((desk.folder / "outbox").iterdir())


@pytest.mark.parametrize("signs", ["*^:.", "*^-~", "*^:\\u0000", "*^:_", "*^:A", "**:~"])
def test_a_delimiter_is_nothing_that_values_are_made_of(desk: Desk, signs: str) -> None:
    desk.set('delimiters = "*^:~"', f'delimiters = "{signs}"')
    assert [problem.kind for problem in settings.load(desk.folder).problems] == ["delimiters"]


def test_nothing_that_can_be_read_is_exit_3(desk: Desk, tmp_path: Path) -> None:
    junk = tmp_path / "junk"
    junk.write_bytes(bytes(range(256)))
    assert desk.run(junk)[0] == 3
    assert main(["-w", str(desk.folder), "receive", str(junk), "--json"]) == 3
    desk.capsys.readouterr()
    assert desk.run(junk, desk.file(encounter()))[0] == 1



def test_the_same_service_is_not_billed_twice(desk: Desk) -> None:
    """CLM-25: a patient's service under another number is warned of, in one run and from the books, unless a modifier says why."""
    def kinds(*encounters: dict[str, Any]) -> list[str]:
        said = desk.submit(*encounters)
        assert said["claims"] == len(encounters)
        return [f"{problem['kind']} {problem['message'].split(':')[0]}" for problem in said["problems"]]

    assert kinds(encounter(id="A"), encounter(id="B")) == ["same-service encounters[1].lines[0]"]
    assert kinds(encounter(id="C")) == ["same-service encounters[0].lines[0]"]
    assert kinds(encounter(id="D", lines__0__modifiers=["76"])) == []
    assert kinds(encounter(id="E", lines__0__charge="126.00")) == []
    assert kinds(encounter(id="F", subscriber__member_id="HH100200301")) == []


def test_a_claim_that_breaks_while_it_is_written_costs_the_others_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """EXC-4: it is named as a fault of ours, and the good ones of its file leave."""
    monkeypatch.setattr("edi_engine.edits.services._modifiers", lambda line, path: iter(()))       # as if no edit said so
    code, said = desk.run(desk.file(encounter(id="A"), encounter(id="B", lines__0__charge="126.00",
                                                                 lines__0__modifiers=["25", "59", "XU", "76", "77"])))
    assert code == 1 and said["claims"] == len(desk.claims()) == 1
    broken, = said["problems"]
    assert (broken["rule"], broken["kind"]) == ("EXC-5", "internal") and broken["message"].startswith("encounter B: ")


def test_what_was_refused_counts_for_nobody(desk: Desk) -> None:
    """CLM-6, CLM-25: two of a file with one number are told; a claim that never left is no other claim's duplicate."""
    bad = encounter(id="A", claim_id="ONE", lines__0__pointers=[7])
    said = desk.submit(bad, encounter(id="B"))
    assert said["claims"] == 1 and [problem["rule"] for problem in said["problems"]] == ["CLM-13"]
    assert main(["-w", str(desk.folder), "submit", str(desk.file(bad)), "--json"]) == 1
    desk.capsys.readouterr()
    other = {"subscriber__member_id": "HH100200309"}
    files = [desk.file(encounter(**other) | {"id": "C", "claim_id": "TWO", "frequency": "9"}),
             desk.file(encounter(**other) | {"id": "C", "claim_id": "TWO"})]
    main(["-w", str(desk.folder), "submit", *map(str, files), "--json"])
    first, second = json.loads(desk.capsys.readouterr().out)["files"]
    assert [problem["kind"] for problem in first["problems"]] == ["frequency"] and second["problems"] == []
    assert [problem["kind"] for problem in desk.submit(encounter(**other) | {"id": "D", "claim_id": "SIX", "frequency": "9"},
                                                       encounter(**other) | {"id": "E", "claim_id": "SIX", "frequency": "9"})
            ["problems"]] == ["frequency", "repeated", "frequency"]


@pytest.mark.parametrize("change", [
    {"subscriber__member_id": "AB*12~3"}, {"subscriber__member_id": "ABÑ12"}, {"prior_authorization": "PA~1"},
    {"referral_number": "R*1"}, {"payer": {"id": "HA^BR", "name": "X", "filing_indicator": "CI"}},
    {"frequency": "7", "payer_claim_number": "F8:1"}, {"subscriber__group_number": "G~7"}],
    ids=lambda change: "-".join(change))
def test_an_identifier_never_leaves_changed(desk: Desk, change: dict[str, Any]) -> None:
    """ENV-6, ENV-7: who is meant by another number? A name leaves changed, with a warning."""
    code, said = desk.run(desk.file(encounter(id="A", subscriber__last="MUÑOZ", lines__0__charge="126.00"),
                                    encounter(id="B", **change)))
    assert code == 1 and said["claims"] == len(desk.claims()) == 1
    first, *_ = said["problems"]
    assert first["kind"] == "identifier-changed" and first["message"].startswith("encounter B (")
    assert {problem["kind"] for problem in said["problems"]} == {"identifier-changed", "transliterated"}

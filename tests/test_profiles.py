"""Partner profiles: what a payer or a clearinghouse wants, said in TOML, told when it changes a claim, and never silently."""

import json
from pathlib import Path
from typing import Any

import pytest

from edi_engine import encounters, profiles, settings
from edi_engine.cli import main
from edi_engine.edits import listing
from edi_engine.profiles import Partners, examples
from edi_engine.profiles.partners import Partner
from edi_engine.settings import FRESH
from tests.test_submit import encounter

ROW = """
[[rows]]
path = "{path}"
must = "{must}"
value = '{value}'
severity = "{severity}"
reason = "So it is."
accept = ["REF*ZZ*1"]
refuse = ["REF*ZZ*2"]
"""
ENVELOPE = """
[[envelope]]
key = "{key}"
value = {value}
reason = "So it is."
accept = ["1"]
refuse = ["2"]
"""
SEVERITY = """
[[severities]]
rule = "{rule}"
kind = "{kind}"
severity = "{severity}"
reason = "So it is."
accept = ["REF*ZZ*1"]
refuse = ["REF*ZZ*2"]
"""


def row(path: str, must: str, value: str = "", severity: str = "error") -> str:
    return ROW.format(path=path, must=must, value=value, severity=severity)


class Desk:
    """A workspace with a profile for its receiver or its payer."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        assert main(["init", str(folder), "--json"]) == 0
        (folder / "profiles").mkdir()
        capsys.readouterr()

    def profile(self, *rows: str, of: str = "payer") -> None:
        text = "\n".join(('title = "Invented"', 'about = "For tests."', *rows))
        (self.folder / "profiles" / f"{of}.toml").write_text(text)
        old = 'aliases = ["1311111111"]\n' if of == "payer" else 'name = "EXAMPLE CLEARINGHOUSE"\n'
        toml = self.folder / "edi.toml"
        toml.write_text(toml.read_text().replace(old, f'{old}profile = "{of}"\n'))

    def submit(self, *encounters: dict[str, Any]) -> dict[str, Any]:
        path = self.folder / "given.json"
        path.write_text(json.dumps({"version": 1, "encounters": encounters}))
        main(["-w", str(self.folder), "submit", str(path), "--json"])
        return json.loads(self.capsys.readouterr().out)["files"][0]

    def segments(self, said: dict[str, Any]) -> list[str]:
        return Path(said["out"][0]).read_text().split("~")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path / "desk", capsys)


def kinds(said: dict[str, Any]) -> list[tuple[str, str]]:
    """What was said, but that the invented visits are alike."""
    return [(f"{found['rule']} {found['kind']}", found["severity"]) for found in said["problems"] if found["rule"] != "CLM-25"]


@pytest.mark.parametrize("name", profiles.names(None))
def test_a_profile_that_ships_is_as_its_examples_say(name: str) -> None:
    profile = profiles.load(None, name)
    assert profile and not profile.problems and not list(examples.failures(profile))
    assert all(row.accept and row.refuse and row.reason for row in (*profile.envelope, *profile.rows, *profile.severities))


@pytest.mark.parametrize("path, field, gone", [
    ("2300/REF*EA", {"medical_record_number": "MRN1"}, "REF*EA*MRN1"), ("2300/CLM/20", {"delay_reason": "1"}, "**1~HI"),
    ("2310D/NM1*DQ", {"supervising": {"npi": "1999999992", "last": "HEALER"}}, "NM1*DQ"),
    ("2000B/SBR/03", {"subscriber__group_number": "G1"}, "*G1*")], ids=lambda value: str(value))
def test_what_a_payer_does_not_want_is_left_out_and_told(desk: Desk, path: str, field: dict[str, Any], gone: str) -> None:
    said = encounter(**field)
    before = desk.submit(said)
    assert gone in "~".join(desk.segments(before)) and not before["problems"]
    desk.profile(row(path, "omitted"))
    after = desk.submit({**said, "id": "R2"})
    assert gone not in "~".join(desk.segments(after)) and kinds(after) == [("X12-partner left-out", "info")]
    message = after["problems"][0]["message"]
    assert "encounters[0]." in message and "profile payer" in message and "So it is." in message


def test_what_a_payer_wants_otherwise_is_put_in_and_told(desk: Desk) -> None:
    desk.profile(row("2300/CLM/08", "fixed", "N"), row("2000B/SBR/09", "fixed", "CI"))
    said = desk.submit(encounter())
    assert "CLM*R1*125***11:B:1*Y*A*N*Y" in desk.segments(said)
    assert kinds(said) == [("X12-partner put-in", "info")]                 # SBR09 said CI already
    assert said["problems"][0]["message"].startswith("edi.toml, defaults.benefits_assigned: 2300/CLM/08 was sent as N")


REFUSED = [("2010BB/N3", "required", "", {}), ("2310B/NM1*82", "required", "", {}), ("2000B/SBR/03", "required", "", {}),
           ("2400/REF*G1", "required", "", {}), ("2310B/PRV*PE", "required", "", {"rendering": {"npi": "1999999992", "last": "HEALER"}}),
           ("2300/REF*EA", "refused", "", {"medical_record_number": "MRN1"}), ("2300/CLM/05-3", "pattern", "7", {}),
           ("2010BA/NM1*IL/09", "pattern", "[0-9]+", {}), ("2400/SV1/01-2", "pattern", "[A-Z].*", {})]


@pytest.mark.parametrize("path, must, value, field", REFUSED, ids=[f"{case[0]} {case[1]}" for case in REFUSED])
def test_what_a_payer_would_throw_back_does_not_leave(desk: Desk, path: str, must: str, value: str, field: dict[str, Any]) -> None:
    desk.profile(row(path, must, value))
    said = desk.submit(encounter(**field), encounter(id="OTHER", payer={"id": "15202"}, subscriber__member_id="1S00AA0AA00"))
    kind = "pattern" if must == "pattern" else must
    assert kinds(said) == [(f"X12-partner {kind}", "error")] and said["claims"] == 1      # the other payer has no such wish
    assert path in said["problems"][0]["message"]


def test_a_wish_may_be_a_warning(desk: Desk) -> None:
    desk.profile(row("2010BB/N3", "required", severity="warning"))
    assert kinds(said := desk.submit(encounter())) == [("X12-partner required", "warning")] and said["result"] == "prepared"


def test_a_loop_that_is_not_there_lacks_nothing(desk: Desk) -> None:
    desk.profile(row("2310B/PRV*PE", "required"), row("2410/CTP/04", "required"))
    assert not desk.submit(encounter())["problems"]


def test_a_severity_may_be_raised(desk: Desk) -> None:
    nothing = encounter(lines__0__charge="0.00")
    assert desk.submit(nothing)["result"] == "prepared"
    desk.profile(SEVERITY.format(rule="CLM-7", kind="zero", severity="error"))
    said = desk.submit({**nothing, "id": "R2"})
    assert said["result"] == "refused" and "by profile payer: So it is." in said["problems"][0]["message"]


def test_a_lowered_error_lets_the_claim_go_with_a_warning(desk: Desk) -> None:
    odd = encounter(lines__0__modifiers=["25", "25"])
    assert desk.submit(odd)["result"] == "refused"
    desk.profile(SEVERITY.format(rule="CLM-24", kind="", severity="warning"))
    said = desk.submit(odd)
    assert said["result"] == "prepared" and kinds(said) == [("CLM-24 repeated", "warning")]
    assert "Here only a warning, by profile payer: So it is." in said["problems"][0]["message"]


def test_the_gate_cannot_be_lowered(desk: Desk) -> None:
    """A claim without a date of service is refused by the guide's own rules, whatever a profile says of ours."""
    desk.profile(SEVERITY.format(rule="CLM-1", kind="missing", severity="info"))
    said = desk.submit(encounter(lines__0__from=None))
    assert said["result"] == "refused" and ("X12-usage segment-missing", "error") in kinds(said)
    assert said["problems"][-1]["message"].startswith("encounter R1 (encounters[0].lines[0]): ")


def test_a_payer_speaks_before_the_clearinghouse(desk: Desk) -> None:
    desk.profile(SEVERITY.format(rule="CLM-7", kind="zero", severity="error"), row("2300/REF*EA", "omitted"), of="receiver")
    desk.profile(SEVERITY.format(rule="CLM-7", kind="zero", severity="info"))
    said = desk.submit(encounter(lines__0__charge="0.00", medical_record_number="M1"))
    assert kinds(said) == [("X12-partner left-out", "info"), ("CLM-7 zero", "info")]


def test_a_clearinghouse_decides_how_its_files_are_written(desk: Desk) -> None:
    desk.profile(*(ENVELOPE.format(key=key, value=value) for key, value in (
        ("receiver.qualifier", '"30"'), ("envelope.delimiters", '"|^>~"'), ("envelope.acknowledgment_requested", "true"),
        ("envelope.characters", '"upper"'), ("envelope.claims_per_transaction", "2"))),
        row("HEADER/BHT/02", "fixed", "18"), of="receiver")
    said = desk.submit(*(encounter(id=f"R{n}", subscriber__last="Tester") for n in range(3)))
    isa = Path(said["out"][0]).read_text()
    assert isa[3] == "|" and isa[51:53] == "30" and isa[100] == "1" and said["transactions"] == 2
    assert "BHT|0019|18|" in isa and "|TESTER|" in isa
    assert {kind.split()[0] for kind, _ in kinds(said)} == {"X12-partner", "ENV-7"}


def test_a_clearinghouse_may_refuse_the_head(desk: Desk) -> None:
    desk.profile(row("1000A/PER/02", "pattern", "HELP DESK"), of="receiver")
    said = desk.submit(encounter())
    assert said["result"] == "refused" and said["problems"][0]["message"].startswith("edi.toml, submitter.contact: ")


ODD = [path for path in sorted((Path(__file__).parents[1] / "fixtures/x12/broken").iterdir())
       if path.suffix in (".json", ".jsonl", ".csv")]


@pytest.mark.parametrize("path", ODD, ids=lambda path: path.name)
def test_a_profile_can_look_at_whatever_the_edits_refuse(path: Path) -> None:
    """No encounter that can be read is too odd for a profile."""
    ours = [profile for name in profiles.names(None) if (profile := profiles.load(None, name))]
    read = encounters.read(path, settings.parse(FRESH))
    for found in (*read.good, *read.drafts):
        for profile in ours:
            Partners(receiver=Partner(profile)).fitted(found)


FAULTS = """title = "Invented"
colour = "red"
[[rows]]
path = "2300/CLM/99"
must = "perhaps"
reason = "So it is."
accept = ["CLM*1"]
[[severities]]
rule = "CLM-99"
severity = "error"
reason = "So it is."
accept = ["CLM*1"]
refuse = ["CLM*2"]
"""


def test_every_fault_of_a_profile_is_told_at_once(desk: Desk) -> None:
    (desk.folder / "profiles/faulty.toml").write_text(FAULTS)
    assert main(["-w", str(desk.folder), "profile", "test", "faulty", "--json"]) == 1
    said = json.loads(desk.capsys.readouterr().out)["problems"]
    assert [found["message"].split(": ")[0] for found in said] == [
        f"profiles/faulty.toml, {key}" for key in ("colour", "about", "rows[0].must", "rows[0].refuse", "rows[0].path",
                                                   "severities[0].rule")]


def test_the_commands_show_and_test(desk: Desk) -> None:
    desk.profile(row("2300/REF*EA", "omitted"))
    for arguments, code in ((["list"], 0), (["show", "medicaid"], 0), (["test"], 1), (["test", "medicaid"], 0), (["show"], 2),
                            (["show", "nobody"], 2), (["list", "medicaid"], 2)):
        assert main(["-w", str(desk.folder), "profile", *arguments]) == code, arguments
    assert "profile-example" not in desk.capsys.readouterr().out


def test_edi_toml_is_checked_with_its_profiles(desk: Desk) -> None:
    (desk.folder / "edi.toml").write_text(FRESH.replace('aliases = ["1311111111"]', 'profile = "comercial"'))
    assert main(["check", str(desk.folder / "edi.toml"), "--json"]) == 1
    assert "but there is commercial" in json.loads(desk.capsys.readouterr().out)["files"][0]["problems"][0]["message"]


def test_every_edit_is_listed_with_the_function_that_finds_it() -> None:
    edits = list(listing.every())
    assert len(edits) == len({(edit.rule, edit.kind) for edit in edits})
    for edit in edits:
        assert not edit.function or edit.rule in edit.about or edit.rule.startswith("X12-"), edit


@pytest.mark.parametrize("path, must", [
    ("2300/CLM/01", "fixed"), ("2300/CLM", "omitted"), ("2400/REF*6R", "omitted"), ("2400/REF", "omitted"), ("2400/SV1/02", "fixed"),
    ("2300/CLM/02", "fixed"), ("2300/CLM/05", "omitted"), ("2400/DTP*472/03", "fixed"), ("2010AA/NM1*85", "omitted"),
    ("2400/LX", "omitted"), ("2400/SV1", "omitted"), ("2300/REF*F8/02", "fixed")], ids=str)
def test_no_profile_changes_what_identifies_a_claim(desk: Desk, path: str, must: str) -> None:
    """CLM-6, CLM-16: numbers, amounts and days by which an answer finds its claim; `profile test` and every use say so."""
    desk.profile(row(path, must, "1" if must == "fixed" else ""))
    assert main(["-w", str(desk.folder), "profile", "test", "payer", "--json"]) == 1
    assert [problem["kind"] for problem in json.loads(desk.capsys.readouterr().out)["problems"]] == ["profile-identity"]


def test_a_reason_ends_like_a_sentence(desk: Desk) -> None:
    desk.profile(row("2300/REF*EA", "refused").replace("So it is.", "So it is"))
    said = desk.submit(encounter(medical_record_number="MRN1"))
    assert "So it is. Leave out" in said["problems"][0]["message"]

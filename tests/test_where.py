"""An answer about segment 47 is said of a row: of what is replaced, of what is refused, and months later."""

import json
from pathlib import Path
from typing import Any

import pytest

from edi_engine import encounters, settings
from edi_engine.cli import main
from edi_engine.encounters.records import Origin, recalled

ROOT = Path(__file__).parents[1]
HEAD = ("enc_id,payer_id,member_id,sub_last,sub_first,sub_dob,sub_sex,sub_addr1,sub_city,sub_state,sub_zip,billing_npi,dx1,"
        "dos_from,hcpcs,units,charge,ptr,ndc,ndc_qty,ndc_unit")
ROWS = ("E1,HARBR,M1,TEÑTER,ANNA,2/3/1980,F,1 ELM ST,CINCINNATI,OH,45220,1999999984,E11.9,1/5/2026,99213,1,$125.00,1,,,",
        "E1,,,,,,,,,,,,,1/5/2026,J1100,2,$40.00,1,00517-4905-25,2,ML",
        "E2,HARBR,M2,TESTER,BRUNO,2/3/1981,M,2 ELM ST,CINCINNATI,OH,45220,1999999984,I10,1/6/2026,99213,1,$125.00,1,,,")


class Desk:
    """A workspace that has sent a spreadsheet."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        assert main(["init", str(folder), "--json"]) == 0
        (folder / "visits.csv").write_text("\n".join((HEAD, *ROWS)))
        capsys.readouterr()
        self.sent = self.run("submit", str(folder / "visits.csv"))["files"][0]
        self.segments = Path(self.sent["out"][0]).read_text().split("~")[2:]

    def run(self, *arguments: str) -> dict[str, Any]:
        assert main(["-w", str(self.folder), *arguments, "--json"]) in (0, 1)
        return json.loads(self.capsys.readouterr().out)

    def number(self, start: str) -> int:
        """Which segment, from ST = 1, begins so."""
        return next(n for n, segment in enumerate(self.segments, 1) if segment.startswith(start))

    def ask(self, start: str, *options: str, name: str = "1") -> dict[str, Any]:
        return self.run("where", name, str(self.number(start)), *options)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path / "desk", capsys)


CASES = [("NM1*IL*1*TENTER", ("--element", "3"), "E1", None, "subscriber.last", "row 2, column sub_last"),
         ("SV1*HC:J1100", ("--element", "2"), "E1", 2, "lines[1].charge", "row 3, column charge"),
         ("SV1*HC:J1100", ("--element", "1", "--component", "2"), "E1", 2, "lines[1].procedure", "row 3, column hcpcs"),
         ("LIN**N4", ("--element", "3"), "E1", 2, "lines[1].drug.ndc", "row 3, column ndc"),
         ("CTP*", ("--element", "5"), "E1", 2, "lines[1].drug.unit", "row 3, column ndc_unit"),
         ("HI*ABK:I10", ("--element", "1"), "E2", None, "diagnoses[0]", "row 4, column dx1"),
         ("CLM*E2", ("--element", "7"), "E2", None, "accept_assignment", "edi.toml, defaults.accept_assignment")]


@pytest.mark.parametrize("start, options, encounter, line, field, row", CASES, ids=[f"{c[0]} {' '.join(c[1])}" for c in CASES])
def test_a_segment_is_said_of_a_row(desk: Desk, start: str, options: tuple[str, ...], encounter: str, line: int | None,
                                    field: str, row: str) -> None:
    expected = {"claim": encounter, "line": line, "field": field, "encounter": encounter, "source": "visits.csv", "where": row}
    before = desk.ask(start, *options)
    assert before["claims"] == [expected]
    assert main(["-w", str(desk.folder), "rebuild"]) == 0
    desk.capsys.readouterr()
    (desk.folder / "visits.csv").unlink()
    assert desk.ask(start, *options) == before == desk.ask(start, *options, name=desk.sent["out"][0])


def test_what_is_replaced_is_said_of_its_column(desk: Desk) -> None:
    """ENV-7: the letter that the payer does not take stands in row 2, in the last name."""
    said = [
        found["message"].split(": ")[0] for found in desk.sent["problems"] if found["rule"] == "ENV-7"]
    assert said == ["encounter E1 (row 2, column sub_last)"]


def test_what_the_head_says_comes_from_the_settings(desk: Desk) -> None:
    said = desk.ask("NM1*41", "--element", "9")
    assert said["setting"] == "edi.toml, submitter.id" and len(said["claims"]) == 2


def test_a_file_of_another_system_has_claims_and_fields_but_no_rows(desk: Desk) -> None:
    other = desk.folder / "other.837"
    other.write_text(Path(desk.sent["out"][0]).read_text().replace("*E2*", "*E9*"))
    desk.run("import", str(other))
    assert desk.ask("HI*ABK:I10", "--element", "1", name="other.837")["claims"] == [
        {"claim": "E9", "line": None, "field": "diagnoses[0]", "encounter": None, "source": None, "where": None}]


@pytest.mark.parametrize("arguments", [("nobody.837", "1"), ("1", "9999"), ("1", "5", "--set", "2"), ("1", "0")], ids=" ".join)
def test_what_is_not_there_is_misuse(desk: Desk, arguments: tuple[str, ...]) -> None:
    assert main(["-w", str(desk.folder), "where", *arguments]) == 2


DEMO = settings.load(ROOT / "fixtures/demo")


@pytest.mark.parametrize("path", sorted((ROOT / "fixtures/demo/encounters").iterdir()), ids=lambda path: path.name)
def test_what_is_kept_answers_as_the_file_did(path: Path) -> None:
    """Of everything that was said, and of what edi.toml added; only a part that both make is said of edi.toml as a whole."""
    for found in encounters.read(path, DEMO).good:
        assert isinstance(found.where, Origin)
        kept = found.where.kept()
        parts = {path for path in found.where.master if any(other.startswith(f"{path}.") for other in kept)}
        asked = [*(kept.keys() - parts), "payer.name", "billing_provider.address.zip", "subscriber.last"]
        assert {field: recalled(kept, field) for field in asked} == {field: found.where[field] for field in asked}

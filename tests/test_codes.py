"""Code sets: what ships is what CDC counted, what is loaded wins, and a code is told valid, of other days, a heading or unknown."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_engine import edits, encounters, settings
from edi_engine.cli import main
from edi_engine.cli.commands import coding
from edi_engine.codes import files, knowing, sets
from edi_engine.codes.compiling import Release, compiled
from edi_engine.codes.files import Told
from edi_engine.codes.kinds import KINDS
from edi_engine.codes.knowing import CodeSets
from edi_engine.codes.sets import CodeSet, Entry
from edi_engine.flows import codes as errand
from edi_engine.flows.house import Unknown, open_house
from edi_engine.flows.setup import init

BROKEN = Path(__file__).parents[1] / "fixtures/x12/broken"
SHIPPED = knowing.shipped("icd10cm")
DAY = date(2026, 3, 1)


def standing(known: CodeSets, kind: str, code: str, day: date = DAY) -> tuple[str, bool] | None:
    verdict = known.judge(kind, code, day)
    return verdict and (verdict.standing, verdict.beyond)


@pytest.mark.parametrize("day, count", [(date(2021, 1, 1), 72_621), (date(2024, 10, 1), 74_260), (date(2025, 10, 1), 74_719)])
def test_as_many_codes_hold_as_cdc_counted(day: date, count: int) -> None:
    """On the first days of the lists of CDC that are whole."""
    own = [any(since <= day <= until for since, until in spans) for spans in SHIPPED.spans]
    numbers = (int.from_bytes(SHIPPED.numbers[place:place + 2]) for place in range(0, len(SHIPPED.numbers), 2))
    assert sum(own[number] for number in numbers) == count


@pytest.mark.parametrize("code, day, said", [
    ("I10", DAY, ("valid", False)), ("QA00101", DAY, ("valid", False)), ("M545", DAY, ("heading", False)),
    ("M545", date(2021, 9, 30), ("valid", False)), ("M5450", date(2021, 9, 30), ("other days", False)),
    ("E11", DAY, ("heading", False)), ("I1O", DAY, ("unknown", False)), ("ZZZ", DAY, ("unknown", False)),
    ("V200XXA", DAY, ("other days", False)), ("V200XXA", date(2023, 1, 1), ("valid", False)),
    ("I10", date(2026, 10, 1), ("valid", True)), ("I1O", date(2030, 1, 1), ("unknown", True)),
    ("I10", date(2016, 1, 1), ("valid", True)), ("", DAY, None), ("é", DAY, None)])
def test_a_diagnosis_stands_or_does_not(code: str, day: date, said: tuple[str, bool] | None) -> None:
    """On a day of ours, and beyond."""
    assert standing(CodeSets(), "icd10cm", code, day) == said


def test_the_set_is_small_and_is_not_read_before_it_is_asked_for() -> None:
    """Importing the edits reads no code set."""
    assert knowing.SHIPPED.stat().st_size < 25_000
    code = "from edi_engine import edits; edits.Context(); from edi_engine.codes import knowing; print(knowing.shipped.cache_info())"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "misses=0" in said


CODES = st.text("ABJ019", min_size=1, max_size=6)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2026, 1, 1))


@given(st.dictionaries(CODES, st.tuples(DAYS, st.text(max_size=9)), max_size=30), CODES)
def test_a_set_survives_its_file(told: dict[str, tuple[date | None, str]], other: str) -> None:
    """What is packed is unpacked: codes, days and texts, and nothing else is in it."""
    entries = [Entry(code, since, None, text) for code, (since, text) in told.items()]
    made = sets.of_entries("cpt", entries, date(2020, 1, 1), date(2026, 12, 31), "invented")
    again = sets.unpack(sets.pack(made))
    assert again == made and len(again) == len(told)
    for entry in entries:
        assert again.of(entry.code) == ((entry.since or made.since, made.until),)
        assert again.text(entry.code) == " ".join(entry.text.split())
    assert bool(again.of(other)) == (other in told)
    assert sorted(again.below(other)) == sorted(code for code in told if code.startswith(other) and code != other)


def test_where_no_list_speaks_the_neighbours_do() -> None:
    """A code counts as valid in a gap when the list before or after has it, and in letters that a list leaves out."""
    days = [date(year, 10, 1) for year in (2020, 2021, 2022, 2023)]
    lists = (frozenset({"A00", "V00"}), None, frozenset({"A01"}), frozenset({"A01", "V01"}))
    made = compiled("icd10cm", [Release(day, codes) for day, codes in zip(days, lists, strict=True)], date(2024, 9, 30), "invented")
    assert {code: made.of(code) for code in ("A00", "A01", "V00", "V01")} == {
        "A00": ((days[0], date(2022, 9, 30)),), "A01": ((days[1], made.until),),
        "V00": ((days[0], date(2023, 9, 30)),), "V01": ((days[1], made.until),)}


def hcpcs(code: str, record: str, added: str, ended: str = "") -> str:
    """A line of the alpha-numeric file by its record layout."""
    return f"{code:<5}00100{record}{'INVENTED TEXT':<80}{'INVENTED':<28}".ljust(268) + f"{added:<8}{added:<8}{ended:<8}N"


LISTS = {
    "icd10cm-order-2027.txt": "00001 A00     0 Cholera".ljust(77) + "Cholera\n" + "00002 A000    1 Cholera".ljust(77) + "Cholera\n",
    "icd10cm-codes-2027.txt": "A000    Cholera due to Vibrio\nA001    Cholera\n",
    "HCPC2026.txt": "\n".join((hcpcs("J3490", "3", "19960101"), hcpcs("J3490", "4", "19960101"), hcpcs("   A1", "7", "19950101"),
                               hcpcs("G9999", "3", "20250101", "20251231"))),
    "HCPC2026.csv": "HCPC,SEQNUM,RECID,LONG DESCRIPTION,ADD DT,ACT EFF DT,TERM DT\nJ3490,00100,3,Drugs,19960101,19960101,\n"
                    "J3490,00200,4,more,,,\nA1,00100,7,Dressing,19950101,19950101,\n",
    "ours.csv": "kind,code,from,to,text\ncpt,99213,1/1/2026,,invented\ncarc,45,2001-01-01,,\n",
}


@pytest.mark.parametrize("name, told, found", [
    ("icd10cm-order-2027.txt", Told(), {"icd10cm": (1, "2026-10-01", "2027-09-30")}),
    ("icd10cm-codes-2027.txt", Told(), {"icd10cm": (2, "2026-10-01", "2027-09-30")}),
    ("icd10cm-codes-2027.txt", Told("", date(2027, 4, 1)), {"icd10cm": (2, "2027-04-01", "2027-09-30")}),
    ("HCPC2026.txt", Told(), {"hcpcs": (2, "1996-01-01", "2025-12-31")}),
    ("HCPC2026.csv", Told("", None, date(2026, 3, 31)), {"hcpcs": (1, "1996-01-01", "2026-03-31")}),
    ("ours.csv", Told(), {"cpt": (1, "2026-01-01", "2026-12-31"), "carc": (1, "2001-01-01", "9999-12-31")})])
def test_a_list_is_known_by_its_content(name: str, told: Told, found: dict[str, tuple[int, str, str]]) -> None:
    """The files of CDC and CMS, and tables; each with the days that it covers."""
    made, problems = files.read(LISTS[name].encode(), name, told)
    assert not problems
    assert {codes.kind: (len(codes), str(codes.since), str(codes.until)) for codes in made} == found


@given(st.binary(max_size=80) | st.lists(st.sampled_from(
    ["code", "kind", ",", "\n", '"', "99213", "cpt", "2026-01-01", "00001 A000    1 ", "A000    x", "from", "\t", "recid", "\x00"]),
    max_size=20).map(lambda parts: "".join(parts).encode()))
def test_no_file_makes_the_reader_stumble(data: bytes) -> None:
    """Whatever the file: sets, or problems that can be said."""
    made, problems = files.read(data, "codes.csv", Told())
    assert bool(made) != bool(problems)
    assert all(problem.message for problem in problems)


def loaded(kind: str, since: str, until: str, *codes: str) -> CodeSet:
    return sets.of_entries(kind, map(Entry, codes), date.fromisoformat(since), date.fromisoformat(until), "invented")


def test_what_was_loaded_wins_on_its_days_alone() -> None:
    """A new year's list ends what it leaves out; other years are judged as before."""
    known = CodeSets((loaded("icd10cm", "2026-10-01", "2027-09-30", "I10", "ZZZ1", "E11"),))
    assert standing(known, "icd10cm", "ZZZ1", date(2026, 11, 1)) == ("valid", False)
    assert standing(known, "icd10cm", "E119", date(2026, 11, 1)) == ("other days", False)
    assert standing(known, "icd10cm", "E119") == ("valid", False)
    assert standing(known, "icd10cm", "M545", date(2026, 11, 1)) is not None


def test_procedures_are_judged_when_their_list_is_loaded() -> None:
    """And only codes that the list speaks of."""
    known = CodeSets((loaded("cpt", "2026-01-01", "2026-12-31", "99213"),))
    assert standing(known, "cpt", "99213") == ("valid", False)
    assert standing(known, "cpt", "99999") == ("unknown", False)
    assert standing(known, "cpt", "99999", date(2027, 1, 1)) == ("unknown", True)
    assert standing(known, "cpt", "00100") is standing(known, "hcpcs", "J3490") is None


@pytest.mark.parametrize("folder", sorted(path.name for path in BROKEN.iterdir() if (path / "codes.csv").exists()
                                          and (path / "encounters.json").exists()))
def test_the_good_neighbour_passes_the_loaded_list(folder: str, tmp_path: Path) -> None:
    """Of the encounters of a folder with a list, BAD has the problem that the folder is named for, GOOD none."""
    init(tmp_path)
    with open_house(tmp_path) as house:
        errand.load(house, BROKEN / folder / "codes.csv", Told())
    context = edits.Context(codes=errand.known(tmp_path))
    read = encounters.read(BROKEN / folder / "encounters.json", settings.parse(settings.FRESH))
    found = {e.id: [f"{problem.rule}.{problem.kind}" for problem in edits.check(e, context)] for e in read.good}
    assert found == {"GOOD": [], "BAD": [folder]}


def test_that_a_set_has_ended_is_said_once_of_all_claims() -> None:
    """Every claim of a new fiscal year would say it."""
    read = encounters.read(BROKEN / "CLM-12.outside.json", settings.parse(settings.FRESH))
    context, bad = edits.Context(), next(found for found in read.good if found.id == "BAD")
    assert [[problem.kind for problem in edits.of_claim(bad.claim, context)] for _ in range(2)] == [["outside"], []]


def test_the_command_line_knows_the_kinds() -> None:
    """Its list stands by itself, so that `edi --help` reads no engine room."""
    assert tuple(KINDS) == coding.KINDS


def test_a_list_is_loaded_once_and_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It lies in the workspace, open to its owner only; the same list again takes its place."""
    def ask(*arguments: Any) -> tuple[int, Any]:
        capsys.readouterr()
        return main(["-w", str(tmp_path / "books"), *map(str, arguments), "--json"]), json.loads(capsys.readouterr().out or "null")

    main(["init", str(tmp_path / "books")])
    table = tmp_path / "ours.csv"
    table.write_text(LISTS["ours.csv"])
    for _ in range(2):
        code, document = ask("codes", "import", table)
        assert code == 0 and [codes["kind"] for codes in document["sets"]] == ["cpt", "carc"]
    home = tmp_path / "books" / "codes"
    assert home.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in home.iterdir()} == {
        "cpt.2026-01-01.codes": 0o600, "carc.2001-01-01.codes": 0o600}
    assert [(codes["kind"], codes["ships"]) for codes in ask("codes")[1]["sets"]] == [
        ("icd10cm", True), ("cpt", False), ("pos", True), ("carc", False)]
    assert ask("codes", "show", "99213")[1]["codes"][0] == {
        "code": "99213", "kind": "cpt", "from": "2026-01-01", "to": None, "text": "invented", "source": "ours.csv"}
    assert main(["-w", str(tmp_path / "books"), "codes", "show", "99999"]) == 2
    (home / "cpt.2026-01-01.codes").write_bytes(b"noise")
    assert main(["-w", str(tmp_path / "books"), "codes"]) == 2


def test_a_code_has_its_own_end_however_far_its_list_goes() -> None:
    """CLM-15: the list covers the days to its last `to`; after it, a code without an end is not proved, one with an end is told."""
    table = b"code,kind,from,to\n99213,cpt,2020-01-01,\n99214,cpt,2020-01-01,2025-12-31\n99215,cpt,2020-01-01,2020-12-31\n"
    made, problems = files.read(table, "ours.csv", Told())
    again = tuple(sets.unpack(sets.pack(codes)) for codes in made)
    assert again == tuple(made) and not problems and (made[0].since, made[0].until) == (date(2020, 1, 1), date(2025, 12, 31))
    known = CodeSets(again)
    after = date(2026, 1, 5)
    assert [standing(known, "cpt", code, after) for code in ("99213", "99214", "99215", "99216")] == [
        ("valid", True), ("other days", False), ("other days", False), ("unknown", True)]
    said = known.judge("cpt", "99214", after), known.judge("cpt", "99213", date(2019, 1, 1))
    assert said[0] and said[0].days == "until 2025-12-31" and said[1] and said[1].beyond


def test_a_heading_is_shown_as_one(tmp_path: Path) -> None:
    with pytest.raises(Unknown, match="E11 is a heading and cannot be billed; the codes below it can, as E1100"):
        errand.show(tmp_path, ["E11"])

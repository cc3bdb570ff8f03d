"""Encounters: golden pairs of a file and its claims, and what files of the wild may look like."""

import json
from collections.abc import Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_engine import edits, encounters, settings
from edi_engine.encounters import claims, columns, csv_files
from edi_engine.encounters.records import recalled
from edi_engine.problems import Problem

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "fixtures/x12/golden/encounters"
FILES = sorted(path for path in GOLDEN.iterdir() if not path.name.endswith(".claims.json"))
SETTINGS = settings.parse(settings.FRESH)

HEAD = ("enc_id,payer_id,member_id,sub_last,sub_first,sub_dob,sub_sex,sub_addr1,sub_city,sub_state,sub_zip,billing_npi,dx1,"
        "dos_from,hcpcs,units,charge,ptr")
ROW = "E1,HARBR,M1,TESTER,ANNA,2/3/1980,F,1 ELM ST,CINCINNATI,OH,45220,1999999984,E11.9,1/5/2026,99213,1,$125.00,1"
COLUMNS, CELLS = HEAD.split(","), ROW.split(",")


def spoken(noun: Any) -> Any:
    """A noun as JSON, without what is at its default."""
    if is_dataclass(noun):
        return {field.name: spoken(value) for field in fields(noun)
                if (value := getattr(noun, field.name)) != field.default
                and not (field.default_factory is not MISSING and value == field.default_factory())}
    if isinstance(noun, tuple | list):
        return [spoken(item) for item in noun]
    return str(noun) if isinstance(noun, date | Decimal) else noun


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_becomes_these_claims(path: Path) -> None:
    """The claims of a golden file are those that stand beside it; the edits let them go."""
    read, context = encounters.read(path, SETTINGS), edits.Context(day=date(2026, 3, 1))
    assert read.problems == () and read.refused == 0
    assert [edits.check(found, context) for found in read.good] == [[]] * len(read.good)
    expected = json.loads(path.with_name(f"{path.stem}.claims.json").read_text("utf-8"))
    assert {found.id: spoken(found.claim) for found in read.good} == expected


def table(*rows: list[str], head: list[str] = COLUMNS, separator: str = ",") -> bytes:
    return "\n".join(separator.join(row) for row in (head, *rows)).encode()


def with_cell(name: str, cell: str, row: list[str] = CELLS) -> list[str]:
    return [cell if column == name else old for column, old in zip(COLUMNS, row, strict=True)]


def told(problems: Iterable[Problem]) -> list[tuple[str, str, str]]:
    return [(problem.rule, problem.kind, problem.where) for problem in problems]


def only(data: bytes) -> Any:
    """The claim of the only encounter of a file, which is good."""
    read = encounters.parse(data, SETTINGS)
    assert not read.problems, [problem.message for problem in read.problems]
    return read.good[0].claim


@pytest.mark.parametrize("more, path", [
    ({"billing_provider": {"npi": "1999999984", "address": {"street": "4 OAK RD", "city": "CINCINNATI", "state": "OH"}}},
     "billing_provider.address.zip"),
    ({"billing_provider": {"npi": "1999999984", "pay_to": {"street": "PO BOX 1", "city": "CINCINNATI", "zip": "45220"}}},
     "billing_provider.pay_to.state"),
    ({"billing_provider": {"npi": "1999999984", "pay_to_plan": {"id": "OTHER"}}}, "billing_provider.pay_to_plan.name"),
    ({"rendering": {"npi": "1900000021", "last": "OTHER"}}, "rendering.first"),
    ({"other_payers": [{"id": "15202", "subscriber": {"member_id": "M1"}}]}, "other_payers[0].subscriber.last"),
    ({"other_payers": [{"id": "15202"}]}, "other_payers[0].subscriber.last"),
])
def test_a_part_that_the_encounter_says_itself_is_not_blamed_on_the_settings(more: dict[str, Any], path: str) -> None:
    """An address, a contact and a name are taken whole; and edi.toml is not named for what it cannot say."""
    said = {"id": "E1", "payer": {"id": "HARBR"}, **more}
    read = encounters.parse(json.dumps({"version": 1, "encounters": [said]}).encode(), SETTINGS)
    where = (*read.good, *read.drafts)[0].where
    assert where[path] == f"encounters[0].{path}"
    assert not recalled(where.kept(), path).startswith("edi.toml")
    assert where["payer.name"] == recalled(where.kept(), "payer.name") == "edi.toml, payers[0].name"
    assert where["payer.address.zip"] == "edi.toml, payers[0].address.zip"


def ids(read: Any) -> list[str]:
    return [found.id for found in read.good]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_spreadsheet_may_be_saved_in_many_ways(separator: str, ends: str, encoding: str) -> None:
    """Separator, line ends and encoding are found out."""
    text = table(with_cell("sub_last", "MUÑOZ"), separator=separator).decode().replace("\n", ends)
    assert only(text.encode(encoding)).subscriber.person.name.last == "MUÑOZ"


def test_windows_1252_is_read_and_told() -> None:
    """A file in which no letter is UTF-8 is what spreadsheets on Windows write; each cell where that mattered is named."""
    read = encounters.parse(table(CELLS, with_cell("enc_id", "E2", with_cell("sub_last", "MUÑOZ"))).decode().encode("cp1252"), SETTINGS)
    assert read.good[1].claim.subscriber.person.name.last == "MUÑOZ"
    assert told(read.problems) == [("EXC-5", "csv-windows", "row 3, column sub_last")]


@pytest.mark.parametrize("rest", ["MUÑOZ".encode(), b"MUNOZ \x81", "MUÑOZ".encode("cp1252") + "MUÑOZ".encode()])
def test_a_letter_that_is_none_costs_its_encounter(rest: bytes) -> None:
    """Bytes of two encodings in one file, or one that means nothing in either, are never guessed."""
    bad = table(CELLS, with_cell("enc_id", "E2", with_cell("sub_last", "X"))).replace(b",X,", b",M\x8dLLER,")
    read = encounters.parse(bad + b"\n" + table(with_cell("enc_id", "E3")).split(b"\n")[1].replace(b"TESTER", rest), SETTINGS)
    assert ("EXC-5", "csv-bytes", "row 3, column sub_last") in told(read.problems) and "E2" not in ids(read)
    assert "E1" in ids(read)


def test_utf_16_that_is_cut_off_is_not_read() -> None:
    """The byte from which on nothing can be read is named."""
    problems = encounters.parse(table(CELLS).decode().encode("utf-16")[:-1], SETTINGS).problems
    assert [problem.kind for problem in problems] == ["encounters-unreadable"] and "byte 5" in problems[0].message


def row(name: str, *cells: tuple[str, str]) -> list[str]:
    """A row of the encounter with this id, and with these cells."""
    found = with_cell("enc_id", name)
    for column, cell in cells:
        found = with_cell(column, cell, found)
    return found


@pytest.mark.parametrize("bad", [
    row("Q1", ("charge", "1,250.00")), row("", ("hcpcs", "36415")), [*row("Q1"), ""], ["Q1", "more", *CELLS[1:]]],
    ids=["unquoted separator", "no id", "surplus cell at the end", "surplus cell at the beginning"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_no_claim_leaves_with_a_part_of_its_lines(bad: list[str], at: int) -> None:
    """A spoilt row costs its encounter, wherever its other rows stand, and no other encounter."""
    rows = [row("Q0"), row("Q1"), row("Q1", ("charge", "126.00")), row("Q2"), row("Q1", ("charge", "127.00"))]
    rows.insert(at if bad[0] else 2, bad)
    read = encounters.parse(table(*rows), SETTINGS)
    assert ids(read) == ["Q0", "Q2"] and read.refused == 1
    assert [problem.where.split(",")[0] for problem in read.problems] == [f"row {rows.index(bad) + 2}"]
    assert not [problem for found in read.drafts for problem in edits.check(found, edits.Context())]


def test_a_surplus_cell_may_have_moved_the_id() -> None:
    """Every encounter that the row can belong to stays behind."""
    rows = [["", *row("Q0")], ["", *row("Q1")], ["1,000", *row("Q1")], ["", *row("Q2")]]
    assert ids(encounters.parse(table(*rows, head=["total_charge", *COLUMNS]), SETTINGS)) == ["Q0", "Q2"]


def test_a_spoilt_row_alone_is_a_refused_encounter() -> None:
    """Nothing can be read of it, and it counts."""
    read = encounters.parse(table(CELLS, row("Q1", ("charge", "1,250.00"))), SETTINGS)
    assert ids(read) == ["E1"] and read.refused == 1


@pytest.mark.parametrize("cells", [
    [('"hello', "x"), ("", "y"), ("", "z")], [('"hello', "x"), ('hi"', "y"), ("", "z")], [('"hello', "x"), ('"hi"', "y"), ("", "z")],
    [('"hello" there', "x"), ("", "y"), ("", "z")],
], ids=["to the end", "to another quote", "before a quoted cell", "text behind it"])
def test_a_quote_swallows_no_row(cells: list[tuple[str, str]]) -> None:
    """Nobody can tell where the cells end: nothing of the file is used, and the row is named. The column need not be one of ours."""
    rows = [row(f"E{number}") + list(last) for number, last in enumerate(cells)]
    read = encounters.parse(table(*rows, head=[*COLUMNS, "memo", "memo2"]), SETTINGS)
    assert ids(read) == [] and told(read.problems) == [("EXC-5", "csv-quote", "row 2")]


def test_a_quote_in_the_last_cell_swallows_no_row() -> None:
    """The next row then has too many cells."""
    rows = [[*CELLS, '"hello'], ['E2"', *CELLS[1:], ""], [*row("E3"), ""]]
    read = encounters.parse(table(*rows, head=[*COLUMNS, "memo"]), SETTINGS)
    assert ids(read) == [] and told(read.problems) == [("EXC-5", "csv-quote", "row 2")]


def test_a_quoted_cell_may_have_lines() -> None:
    """When it can have swallowed nothing; rows are counted as a spreadsheet counts them."""
    rows = [[*CELLS, '"one\ntwo"'], [*row("E2", ("charge", "x")), ""]]
    read = encounters.parse(table(*rows, head=[*COLUMNS, "memo"]), SETTINGS)
    assert ids(read) == ["E1"] and ("CLM-7", "amount", "row 3, column charge") in told(read.problems)


def test_a_sum_that_nobody_said_is_named_by_its_charges() -> None:
    """A problem of the claim's charge names a column that is there."""
    read = encounters.parse(table(with_cell("charge", "0")), SETTINGS)
    assert told(edits.check(read.good[0], edits.Context())) == [("CLM-7", "zero", "row 2, column charge")]
    read = encounters.parse(table([*with_cell("charge", "0"), "0"], head=[*COLUMNS, "total_charge"]), SETTINGS)
    assert told(edits.check(read.good[0], edits.Context())) == [("CLM-7", "zero", "row 2, column total_charge")]


@pytest.mark.parametrize("day", ["1/5/2026", "01/05/2026", "1-5-2026", "2026-01-05", "20260105", "2026-01-05 00:00:00",
                                 "2026-01-05T00:00:00", "1/5/2026 0:00", " 1/5/2026 "])
def test_a_day_may_be_written_in_many_ways(day: str) -> None:
    """All of them are the fifth of January."""
    assert only(table(with_cell("dos_from", day))).lines[0].service.since == date(2026, 1, 5)


@pytest.mark.parametrize("day", ["5.1.2026", "1/5/26", "2026", "46027", "31/1/2026", "31-1-2026", "1/5-2026", "2026-1-5", "２０２６0105"])
def test_a_day_that_can_be_mistaken_is_none(day: str) -> None:
    """Two-digit years, day before month and serial numbers are refused, with row and column."""
    problems = encounters.parse(table(with_cell("dos_from", day)), SETTINGS).problems
    assert told(problems) == [("CLM-15", "date", "row 2, column dos_from")]


@pytest.mark.parametrize("cell, cents", [("125", 12500), ("125.5", 12550), ("$125.00", 12500), ("$ 125.00", 12500),
                                         ("0.07", 7)])
def test_money_may_be_written_in_many_ways(cell: str, cents: int) -> None:
    """Cents, exactly."""
    assert only(table(with_cell("charge", cell))).charge == cents


def test_thousands_may_have_commas() -> None:
    """In quotes, as a spreadsheet writes them."""
    assert only(table(with_cell("charge", '"$1,250.00"'))).charge == 125000


@pytest.mark.parametrize("cell", ["12,50", "1.2.3", "free", "1e3", "12.345", "(12.00)", "NaN", "1_000"])
def test_what_is_no_money_is_refused(cell: str) -> None:
    """No rounding and no guessing."""
    problems = encounters.parse(table(with_cell("charge", f'"{cell}"')), SETTINGS).problems
    assert told(problems) == [("CLM-7", "amount", "row 2, column charge")]


def visits(*changes: tuple[str, str]) -> bytes:
    """A JSON document of two encounters, V1 and V2, the text of the first changed."""
    visit = json.loads((GOLDEN / "visits.jsonl").read_text().splitlines()[0]) | {"claim_id": None}
    text = json.dumps(visit | {"id": "V1", "lines": [visit["lines"][0] | {"charge": "CHARGE", "units": "UNITS"}]})
    for old, new in (*changes, ('"CHARGE"', "125"), ('"UNITS"', "1")):
        text = text.replace(old, new)
    other = json.dumps(visit | {"id": "V2"})
    return f'{{"version": 1, "encounters": [{text}, {other}]}}'.encode()


@pytest.mark.parametrize("number", ["1e9999999", "1e99999999999999999999", "1e400", "1e-400", "1" * 5000, "-1e400", "NaN", "Infinity"])
@pytest.mark.parametrize("field, problem", [("CHARGE", ("CLM-7", "amount")), ("UNITS", ("CLM-14", "number"))])
def test_a_number_beyond_all_bounds_costs_its_encounter(number: str, field: str, problem: tuple[str, str]) -> None:
    """However many digits it has: the run goes on, and the sentence does not show them."""
    read = encounters.parse(visits((f'"{field}"', number)), SETTINGS)
    assert ids(read) == ["V2"] and read.refused == 1
    assert [(found.rule, found.kind) for found in read.problems] == [problem] and len(read.problems[0].message) < 250


@pytest.mark.parametrize("units", ["1e3", "1e2", "\u0663", "+2", "1_0", "one", "0x1", "1" * 40, "."])
def test_units_are_digits(units: str) -> None:
    """CLM-14: digits with at most a point, and of no other script."""
    assert told(encounters.parse(visits(("UNITS", units)), SETTINGS).problems) == [
        ("CLM-14", "number", "encounters[0].lines[0].units")]


@pytest.mark.parametrize("units", ["2", " 2 ", "0.5", ".5", "2.", "2.000"])
def test_units_may_be_text(units: str) -> None:
    """As a table says them."""
    assert encounters.parse(visits(("UNITS", units)), SETTINGS).good[0].claim.lines[0].units == Decimal(units.strip())


def test_half_a_letter_is_no_text() -> None:
    """An escape that is half of a pair costs its encounter."""
    read = encounters.parse(visits(('"V1"', '"V1\\ud800"')), SETTINGS)
    assert ids(read) == ["V2"] and told(read.problems) == [("EXC-5", "value-type", "encounters[0].id")]


SPOILT = [b'{"id": "V0",', b'{"id": "V0", "id": "V0"}', b"no JSON", b"[]", b'{"id": "M\xdcLLER"}', b'{"id": ' + b"[" * 100_000]


@pytest.mark.parametrize("spoilt", SPOILT, ids=range(len(SPOILT)))
@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
def test_a_line_that_cannot_be_read_costs_only_itself(spoilt: bytes, at: int, ends: bytes) -> None:
    """The first line as well as any other."""
    lines = [visits().split(b"[", 1)[1].split(b', {"', 1)[0], visits(('"V1"', '"V3"')).split(b"[", 1)[1].split(b', {"', 1)[0]]
    lines.insert(at, spoilt)
    read = encounters.parse(ends.join(lines), SETTINGS)
    assert ids(read) == ["V1", "V3"] and read.refused == 1
    assert [problem.where for problem in read.problems] == [f"line {at + 1}"]


@pytest.mark.parametrize("old, new", [(b"{", b"{{"), (b'"version"', b"version"), (b", {", b" {"), (b"]}", b"]"), (b"]}", b"")])
def test_a_spoilt_document_is_no_list_of_lines(old: bytes, new: bytes) -> None:
    """One problem for the whole, however its lines are broken: an encounter of it never leaves alone."""
    spread = visits().replace(b"[{", b"[\n{", 1).replace(b", {\"id", b",\n{\"id").replace(b"]}", b"]\n}")
    for document in (visits(), spread, json.dumps(json.loads(visits()), indent=1).encode()):
        head, found, tail = document.rpartition(old) if old == b"]}" else document.partition(old)
        read = encounters.parse(head + new + tail if found else document[:-1], SETTINGS)
        assert (ids(read), len(read.problems)) == ([], 1)


def test_a_sign_that_breaks_lines_elsewhere_breaks_none_here() -> None:
    """U+2028, U+2029 and U+0085 may stand in a string of JSON."""
    line = visits().split(b"[", 1)[1].split(b', {"', 1)[0]
    read = encounters.parse(line.replace(b'"V1"', '"V\u20281\u2029\u0085"'.encode()) + b"\n" + line, SETTINGS)
    assert len(read.good) == 2 and not read.problems


@pytest.mark.parametrize("number", ["125.00", 125, 125.0, "125"])
def test_json_money_is_text_or_a_number(number: Any) -> None:
    """125.1 of a JSON file is 125.10, not what a float makes of it."""
    visit = json.loads((GOLDEN / "visits.jsonl").read_text().splitlines()[0])
    visit["lines"] = [{**visit["lines"][0], "charge": number}]
    assert only(json.dumps(visit).encode()).charge == 12500


def test_rows_of_an_encounter_need_not_stand_together() -> None:
    """An encounter stands where its first row does; its lines in the order of its rows."""
    rows = [with_cell("enc_id", name, with_cell("hcpcs", code)) for name, code in
            (("E1", "99213"), ("E2", "99214"), ("E1", "36415"))]
    read = encounters.parse(table(*rows), SETTINGS)
    assert [(found.id, [line.procedure.code for line in found.claim.lines]) for found in read.good] == [
        ("E1", ["99213", "36415"]), ("E2", ["99214"])]


def test_every_fault_of_a_file_is_told_at_once() -> None:
    """Faults of cells and of sense, of one encounter and of another, each with its row and column; the good one comes out."""
    bad = with_cell("charge", "x", with_cell("dos_from", "soon", with_cell("billing_npi", "1999999983")))
    other = with_cell("enc_id", "E3", with_cell("ptr", "9", with_cell("sub_zip", "4522")))
    read, context = encounters.parse(table(with_cell("enc_id", "E0"), bad, other), SETTINGS), edits.Context()
    problems = [*read.problems, *(problem for found in (*read.good, *read.drafts) for problem in edits.check(found, context))]
    assert {problem.where for problem in problems} >= {
        "row 3, column charge", "row 3, column dos_from", "row 3, column billing_npi", "row 4, column ptr",
        "row 4, column sub_zip"}
    assert not any(problem.where.startswith("row 2") for problem in problems)
    assert [found.id for found in read.good] == ["E0", "E3"] and read.refused == 1


def test_what_edi_toml_says_is_at_fault_in_edi_toml() -> None:
    """A bad number of the master data is not the spreadsheet's fault."""
    known = settings.parse(settings.FRESH.replace('tax_id = "311234567"', 'tax_id = "31123456"'))
    read = encounters.parse(table(CELLS), known)
    problems = edits.check(read.good[0], edits.Context())
    assert [problem.where for problem in problems if problem.kind == "tax-id"] == ["edi.toml, providers[0].tax_id"] or \
        [problem.where for problem in known.problems if problem.kind == "tax-id"] == ["edi.toml, providers[0].tax_id"]


def test_the_only_provider_of_edi_toml_bills() -> None:
    """With one provider, an encounter need not name it."""
    text = settings.FRESH
    start, stop = text.index("[[providers]]"), text.rindex("# People who render")
    one = settings.parse(text[:text.index("[[providers]]", start + 5)] + text[stop:])
    claim = encounters.parse(table(with_cell("billing_npi", "")), one).good[0].claim
    assert claim.billing_provider.name.id == "1999999984" and claim.billing_provider.pay_to


def test_another_name_of_a_payer_is_sent_as_its_id() -> None:
    """An alias of edi.toml finds the payer; the claim is addressed to the payer's id."""
    assert only(table(with_cell("payer_id", "1311111111"))).subscriber.payer.name.id == "HARBR"


def test_columns_of_the_patient_may_repeat_the_subscriber() -> None:
    """CLM-3: with the relationship self, what stands in pat_ columns fills what the sub_ columns leave out."""
    head, row = [*COLUMNS, "rel_to_subscriber", "pat_last", "pat_middle"], [*CELLS, "18", "Tester", "Q"]
    claim = only(table(row, head=head))
    assert claim.patient is None and claim.subscriber.relationship == "18" and claim.subscriber.person.name.middle == "Q"


def test_a_patient_without_a_relationship_is_asked_for_it() -> None:
    """CLM-3: somebody else in pat_ columns is another person, and nobody guesses who."""
    read = encounters.parse(table([*CELLS, "BEN"], head=[*COLUMNS, "pat_first"]), SETTINGS)
    problems = edits.check(read.good[0], edits.Context())
    assert ("CLM-3", "relationship", "row 2, column rel_to_subscriber") in told(problems)


def test_a_gap_among_the_diagnoses_is_seen() -> None:
    """dx1 and dx3 without dx2 would move the pointers; the empty cell is at fault."""
    read = encounters.parse(table([*CELLS, "I10"], head=[*COLUMNS, "dx3"]), SETTINGS)
    problems = edits.check(read.good[0], edits.Context())
    assert told(problems) == [("CLM-12", "format", "row 2, column dx2")]


def test_a_gap_among_the_modifiers_is_none() -> None:
    """mod2 without mod1 is the only modifier."""
    claim = only(table([*CELLS, "", "25"], head=[*COLUMNS, "mod1", "mod2"]))
    assert claim.lines[0].procedure.modifiers == ("25",)


def test_headers_may_be_written_in_many_ways() -> None:
    """Case, blanks and dashes do not matter; an address needs no number."""
    assert only(table(CELLS, head=[name.upper().replace("_", " ") for name in COLUMNS])).charge == 12500
    assert only(table(CELLS, head=[name.replace("addr1", "addr") for name in COLUMNS])).charge == 12500
    claim = only(table([*CELLS, "CLINIC", "1 HIGH ST", "TROY", "OH", "45373-0001"], head=[
        *COLUMNS, "facility_name", "facility_addr", "facility_city", "facility_state", "facility-zip"]))
    assert claim.facility.address.zip == "453730001"


def test_the_json_schema_says_every_field_and_its_meaning() -> None:
    """Every property has a description, and every reference leads somewhere."""
    schema = encounters.schema()
    for part in (schema, *schema["$defs"].values()):
        for name, field in part["properties"].items():
            assert field.get("description"), name
    json.dumps(schema)


def test_every_column_fills_a_field_of_its_own() -> None:
    """No two columns fill one field, and the names are as the rules of the house list them."""
    paths = [(column.line, column.path) for column in columns.COLUMNS]
    assert len(set(paths)) == len(paths) == len({column.name for column in columns.COLUMNS})
    asked = ("enc_id claim_id payer_id payer_name filing_code payer_seq member_id group_no rel_to_subscriber sub_last "
             "sub_first sub_dob sub_sex sub_addr1 sub_city sub_state sub_zip pat_last pat_first pat_dob pat_sex "
             "pat_addr1 billing_npi billing_tin billing_name billing_addr1 billing_zip9 taxonomy rendering_npi "
             "rendering_last rendering_first referring_npi facility_npi facility_name facility_addr1 facility_zip9 pos "
             "freq payer_claim_no prior_auth referral_no accident_type accident_state accident_date onset_date "
             "admit_date dx1 dx12 line_no dos_from dos_to hcpcs mod1 mod4 units unit_type charge ptr line_control ndc "
             "ndc_qty ndc_unit note patient_paid signature accept_assignment benefits_assigned release line_pos "
             "line_rendering_npi description sub_death pat_death delay_reason ")
    assert set(asked.split()) <= {column.name for column in columns.COLUMNS}


def test_the_documents_name_every_column() -> None:
    """docs/encounters.md lists the columns as they are."""
    text = (ROOT / "docs/encounters.md").read_text("utf-8")
    for column in columns.COLUMNS:
        assert f"| `{column.name}` | {column.about} | `{column.path}` |" in text, column.name


def test_the_documents_example_leaves() -> None:
    """The smallest encounter of docs/encounters.md has nothing wrong with it."""
    text = (ROOT / "docs/encounters.md").read_text("utf-8")
    read = encounters.parse(text.split("```json")[1].split("```")[0].encode(), SETTINGS)
    assert read.problems == () and [edits.check(found, edits.Context()) for found in read.good] == [[]]


def test_made_claim_numbers_check_themselves_and_stay() -> None:
    """CLM-6: plain ids are the claim's number; others give one of nine that is the same in every run."""
    made = {claims.claim_number(f"visit {number}") for number in range(2000)}
    assert len(made) == 2000 and all(len(number) == 9 and number.isalnum() and number == number.upper() for number in made)
    assert claims.claim_number("A17") == "A17"


TEXT = st.text(st.characters(codec="utf-8"), max_size=300)


@given(st.one_of(TEXT, TEXT.map("{".__add__), TEXT.map('{"version": 1, "encounters": ['.__add__),
                 TEXT.map("enc_id,hcpcs,charge,dos_from\nE1,".__add__)))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    """Anything gives encounters or problems, never a traceback."""
    read = encounters.parse(text.encode("utf-8", "surrogatepass"), SETTINGS)
    assert read.good or read.problems
    for problem in read.problems:
        assert problem.message


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_stumble(data: bytes) -> None:
    """Nor does anything that is not text."""
    assert encounters.parse(data, SETTINGS).problems or not data.strip() or encounters.parse(data, SETTINGS).good


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
                        ["id", "lines", "payer", "subscriber", "diagnoses", "charge", "pointers", "from", "npi", "address"]),
                        inner, max_size=4), max_leaves=12)


@given(st.lists(JSON, max_size=3))
def test_no_json_makes_the_reader_stumble(said: list[Any]) -> None:
    """Values of any kind in any place are problems with a place."""
    read = encounters.parse(json.dumps({"version": 1, "encounters": said}).encode(), SETTINGS)
    assert len(read.good) + read.refused == len(said) or any(problem.kind == "json-shape" for problem in read.problems)
    for found in (*read.good, *read.drafts):
        edits.check(found, edits.Context())


@given(st.lists(st.sampled_from([column.name for column in columns.COLUMNS]), unique=True, max_size=12), st.data())
def test_no_table_makes_the_reader_stumble(names: list[str], data: st.DataObject) -> None:
    """Cells of any kind in any column are problems with a row."""
    head = [*csv_files.NEEDED, *(name for name in names if name not in csv_files.NEEDED)]
    cell = st.sampled_from(["", "E1", "E2", "1", "self", "19", "1/5/2026", "-3", "x", "#N/A", "1.5E+9", "A:B", "é", "Y"])
    rows = data.draw(st.lists(st.lists(cell, min_size=len(head), max_size=len(head)), max_size=4))
    read = encounters.parse(table(*rows, head=head), SETTINGS)
    for found in (*read.good, *read.drafts):
        for problem in edits.check(found, edits.Context()):
            assert problem.where.startswith(("row ", "edi.toml"))

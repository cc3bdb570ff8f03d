"""No leaks: what is a patient's - names, member ids, birth dates, addresses - is in no message, page, dump or exception."""

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from edi_engine.cli import main

ROOT = Path(__file__).parents[1]
DEMO, BROKEN = ROOT / "fixtures" / "demo", ROOT / "fixtures" / "x12" / "broken"

LAST, FIRST, MEMBER, STREET = "QUIMBLEWICK", "ZEBEDIAXH", "7SQ7QX7QX77", "77 QUIMBLE HOLLOW"
BIRTH = {"1937-07-13", "19370713", "1937, 7, 13"}
MARKS = {LAST, FIRST, MEMBER, "QUIMBLE", "ZEBEDIA", *BIRTH}

ENCOUNTER: dict[str, Any] = {
    "id": "E9", "claim_id": "MSF9009", "billing_provider": {"npi": "1900010012"}, "payer": {"id": "SYNMCR"},
    "subscriber": {"member_id": MEMBER, "last": LAST, "first": FIRST, "birth": "1937-07-13", "sex": "F",
                   "address": {"street": STREET, "city": "FAIRHAVEN", "state": "OH", "zip": "44101"}},
    "rendering": {"npi": "1900010038"}, "diagnoses": ["I10"], "patient_paid": "5.00",
    "lines": [{"control_number": "MSF9009L1", "from": "2026-03-16", "procedure": "99214", "charge": "210.00", "units": "1",
               "pointers": [1]}]}
MISPLACED = (("CLM", 2), ("SV1", 2), ("DTP", 3), ("CLP", 3), ("CLP", 5), ("SVC", 2), ("SVC", 5), ("CAS", 3), ("BPR", 2),
             ("BPR", 16), ("DTM", 2), ("LX", 1), ("SE", 1), ("AMT", 2), ("HL", 2), ("BHT", 4), ("DMG", 2))
NAMES_OF_ITS_OWN = {"id", "claim_id", "control_number"}        # what names an encounter or a line may be said

REMITTANCE = f"""\
ISA*00*          *00*          *ZZ*SYNMCR         *ZZ*MAPLESUB       *260414*0610*^*00501*000099044*0*T*:~
GS*HP*SYNMCR*MAPLESUB*20260414*0610*99044*X*005010X221A1~
ST*835*0001~
BPR*I*100*C*ACH*CCP*01*000000102*DA*4400102*1970000102**01*000000201*DA*5500201*20260414~
TRN*1*LEAK1*1937789260~
DTM*405*20260414~
N1*PR*CEDAR MEDICARE~
N3*77 QUARRY RD~
N4*COLUMBUS*OH*432150077~
REF*2U*SYNMCR~
PER*BL*EDI DESK*TE*8005550102~
N1*PE*MAPLE STREET FAMILY MEDICINE*XX*1900010012~
REF*TJ*970000201~
LX*1~
CLP*MSF9009*1*210*100*20*MB*CM9009*11*1~
NM1*QC*1*{LAST}*{FIRST}****MI*{MEMBER}~
NM1*IL*1*{LAST}*{FIRST}****MI*{MEMBER}~
NM1*74*1*{LAST}*{FIRST}****C*{MEMBER}~
DTM*232*20260316~
SVC*HC:99214*210*100**1~
DTM*472*20260316~
CAS*CO*45*90~
CAS*PR*2*20~
REF*6R*MSF9009L1~
AMT*B6*120~
SE*24*0001~
GE*1*99044~
IEA*1*000099044~
"""


def workspace(folder: Path) -> Path:
    """A workspace of the demo's practice."""
    assert main(["init", str(folder), "--json"]) == 0
    (folder / "edi.toml").write_bytes((DEMO / "edi.toml").read_bytes())
    return folder


def submitted(books: Path) -> str:
    """The 837P of the marked encounter, sent from this workspace."""
    (books / "marked.json").write_text(json.dumps({"version": 1, "encounters": [ENCOUNTER]}))
    assert main(["-w", str(books), "submit", str(books / "marked.json"), "--json"]) == 0
    text = next((books / "outbox").iterdir()).read_text()
    assert LAST in text and MEMBER in text and "19370713" in text
    return text


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that takes whatever comes."""
    return workspace(tmp_path_factory.mktemp("leaks"))


@pytest.fixture
def said(books: Path, capsys: pytest.CaptureFixture[str]):
    """Everything that a command says, on both streams."""

    def said(*arguments: str | Path, of: Path = books) -> str:
        capsys.readouterr()
        assert main(["-w", str(of), *map(str, arguments)]) in (0, 1, 2, 3)
        out, err = capsys.readouterr()
        assert "Traceback" not in err and "does not expect" not in err, err
        return out + err

    return said


def leaks(text: str, marks: set[str] = MARKS) -> list[str]:
    """The lines that tell a mark."""
    return [line for line in text.splitlines() if any(mark.upper() in line.upper() for mark in marks)]


def replaced(noun: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """The noun with another value at a path."""
    if not path:
        return value
    head, *rest = path
    if isinstance(noun, dict):
        return {**noun, head: replaced(noun[head], tuple(rest), value)}
    return [replaced(part, tuple(rest), value) if n == head else part for n, part in enumerate(noun)]


def leaves(noun: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(noun, dict | list):
        for key, part in noun.items() if isinstance(noun, dict) else enumerate(noun):
            yield from leaves(part, (*path, key))
    elif path[-1] not in NAMES_OF_ITS_OWN:
        yield path


def distorted(text: str) -> Iterator[tuple[str, str]]:
    """(what was done, the file) for everything that goes wrong around the segments that hold what is a patient's."""
    segments = re.split(r"~\n?", text.strip().removesuffix("~"))
    marked = [n for n, segment in enumerate(segments) if any(mark in segment for mark in (*MARKS, STREET))]
    inside = next(n for n, segment in enumerate(segments) if segment.startswith("ST*"))
    end = next(n for n, segment in enumerate(segments) if segment.startswith("SE*"))
    for n in marked:
        segment, tag = segments[n], segments[n].partition("*")[0]
        for what, others in {
                "another tag": [segment.replace(tag, "ZZ9", 1)], "no tag": [segment.partition("*")[2]],
                "twice": [segment, segment], "other qualifiers": [re.sub(r"\*(IL|QC|74|D8|MI|C)\b", "*Q9", segment)],
                "elements run together": [segment.replace("*", "", 3)], "too long": [segment + "X" * 90],
                "more elements": [f"{segment}*{LAST}*{MEMBER}*{LAST}"], "repeated": [segment + "^" + LAST],
                "components": [segment + ":" + LAST], "other characters": [segment + "\u00d1\u00e9\x07"],
                "run into the next": None, "elsewhere": [], "at the head": []}.items():
            if others is None:
                made = [*segments[:n], segment + segments[n + 1], *segments[n + 2:]]
            else:
                made = [*segments[:n], *others, *segments[n + 1:]]
            if what == "elsewhere":
                made.insert(end - 1, segment)
            if what == "at the head":
                made.insert(inside + 1, segment)
            yield f"segment {n} {tag} {what}", "~".join(made) + "~"
        yield f"cut off in segment {n}", "~".join(segments[:n + 1])[:-3]
    for tag, element in MISPLACED:
        for n, segment in enumerate(segments):
            parts = segment.split("*")
            if parts[0] == tag and len(parts) > element:
                parts[element] = LAST
                yield f"a name in {tag}{element:02d}", "~".join([*segments[:n], "*".join(parts), *segments[n + 1:]]) + "~"
                break


def test_the_words_of_an_encounter_stay_inside(said, tmp_path):
    """A value in the wrong field of a JSON encounter is never repeated in a message."""
    values = (LAST, f"{MEMBER} {LAST}" * 5, [LAST], {"name": LAST})
    bad = [replaced(ENCOUNTER, path, value) for path in leaves(ENCOUNTER) for value in values]
    for n, encounter in enumerate(bad):
        encounter["id"] = encounter["claim_id"] = f"L{n}"
    file = tmp_path / "bad.json"
    file.write_text(json.dumps({"version": 1, "encounters": bad}))
    text = said("submit", file, "--json")
    assert text.count('"rule"') > 50
    assert not leaks(text)
    assert not leaks(said("submit", file))


@pytest.mark.parametrize("text", [
    f'{{"version": 1, "encounters": [{{"last": "{LAST}"', f'["{LAST}"]', f'{{"last": "{LAST}"}}', LAST, f"enc_id,{LAST}\n1,2\n",
    f'enc_id,sub_last\n1,"{LAST}\n', f"{LAST},{MEMBER}\n"])
@pytest.mark.parametrize("end", ["json", "jsonl", "csv"])
def test_a_file_that_is_none_is_not_quoted(said, tmp_path, text, end):
    """Nor is what stands in a file that cannot be read at all."""
    file = tmp_path / f"none.{end}"
    file.write_text(text)
    for command in ("submit", "import", "receive", "summary", "check", "check-remit"):
        found = leaks(said(command, file))
        assert not found, command


def test_the_words_of_a_superbill_stay_inside(said, tmp_path):
    """A value in the wrong column of a CSV is never repeated in a message."""
    with next((DEMO / "encounters").glob("*.csv")).open(newline="") as file:
        row = next(csv.DictReader(file))
    row |= {"sub_last": LAST, "sub_first": FIRST, "member_id": MEMBER, "sub_dob": "1937-07-13", "sub_addr1": STREET}
    rows = [{**row, "enc_id": f"C{n}", "claim_id": f"C{n}", "line_control": f"C{n}L", column: f"{LAST} {MEMBER}"}
            for n, column in enumerate(row) if column not in ("enc_id", "claim_id", "line_control")]
    out = StringIO()
    writer = csv.DictWriter(out, list(row))
    writer.writeheader()
    writer.writerows(rows)
    target = tmp_path / "bad.csv"
    target.write_text(out.getvalue())
    assert not leaks(said("submit", target, "--json"))
    assert not leaks(said("submit", target))


@pytest.mark.parametrize("kind", ["837", "835"])
def test_the_words_of_a_file_stay_inside(said, books, tmp_path, kind):
    """Whatever is wrong around a name, no command repeats it."""
    file = tmp_path / f"distorted.{kind}"
    commands = [("summary", file), ("check", file, "--json"), ("import" if kind == "837" else "receive", file, "--json"),
                ("rewrite", file, "-o", tmp_path / "out", "--json")]
    commands += [("check-remit", file), ("check-remit", file, "--json")] if kind == "835" else []
    found = []
    for what, text in distorted(submitted(books) if kind == "837" else REMITTANCE):
        file.write_text(text, encoding="latin-1")
        found += [(command[0], what, leaks(said(*command))) for command in commands]
    assert [leak for leak in found if leak[-1]] == []


ENVELOPE = ("ISA", "GS", "ST", "SE", "GE", "IEA")


@pytest.mark.parametrize("value", [LAST, MEMBER, "19370713", f"{LAST[:3]}77", "M123456"])
def test_what_slips_into_an_envelope_is_not_quoted(said, tmp_path, value):
    """A member id or a birth date in any element of an envelope, and in the place of a tag."""
    file, found = tmp_path / "slipped.835", []
    segments = [segment.split("*") for segment in re.split("~\n?", REMITTANCE.removesuffix("~\n"))]
    for n, segment in enumerate(segments):
        for element in range(1, len(segment)) if segment[0] in ENVELOPE else (0,):
            slipped = [*segment[:element], value.ljust(len(segment[element]) if segment[0] == "ISA" else 0), *segment[element + 1:]]
            file.write_text("~".join("*".join(each) for each in [*segments[:n], slipped, *segments[n + 1:]]) + "~")
            for command in ("summary", "check", "rewrite"):
                more = ("-o", tmp_path / "out") if command == "rewrite" else ()
                text = re.sub(r'"(version|control_number|\w*_control_number|transaction)": "[^"]*"', "", said(command, file, *more, "--json"))
                found += [(command, segment[0], element, leak) for leak in leaks(text, {value})]
    assert found == []


def test_no_page_names_a_patient(said, tmp_path):
    """Claims are named by their patient control number: in the worklist, in explanations, in the dump and in every report."""
    books = workspace(tmp_path / "books")
    submitted(books)
    file = tmp_path / "remit.835"
    file.write_text(REMITTANCE)
    commands = [("receive", file), ("summary", file), ("worklist",), ("note", "MSF9009", "called the payer"), ("rebuild",)]
    naming = [("dump",), ("claim", "MSF9009"), ("claim", "MSF9009", "--json")]
    naming += [("report", name, "--format", form) for name in ("remittance", "reconciliation") for form in ("txt", "html")]
    commands += [*naming, ("report", "worklist", "--format", "html"), ("report", "worklist", "--format", "txt")]
    pages = {command: said(*command, of=books) for command in commands}
    assert {command: found for command, page in pages.items() if (found := leaks(page))} == {}
    assert [command for command in naming if "MSF9009" not in pages[command]] == []


@pytest.mark.parametrize("file", sorted(BROKEN.glob("*.x12")), ids=lambda path: path.stem)
def test_broken_files_are_not_quoted(said, file):
    """Every sentence, with the file that causes it: no name, member id or birth date of a patient in that file."""
    assert not leaks(said("check", file, "--json"), private(file.read_text("latin-1")))


def private(text: str) -> set[str]:
    """The patients' names, member ids and birth dates in a file, as far as its segments can be told apart."""
    found: set[str] = set()
    for segment in re.split(r"[~\n]", text):
        parts = segment.strip().split("*")
        if parts[0] == "NM1" and parts[1:2] and parts[1] in ("IL", "QC", "74"):
            found |= {part for part in (*parts[3:5], *parts[9:10]) if len(part) > 4}
        if parts[0] == "DMG":
            found |= {part for part in parts[2:3] if len(part) > 6}
    return found

"""A workspace over time: what people decide, what edi.toml says, what the archive holds."""

import json
import re
import sqlite3
from pathlib import Path

import pytest

from edi_engine.cli import main
from edi_engine.exchange import folders
from edi_engine.flows import decide, dump, imports, rebuild, receive, worklist
from edi_engine.flows.explain import explain
from edi_engine.flows.house import House, Unknown, open_house
from edi_engine.flows.setup import init

BROKEN = Path(__file__).parents[1] / "fixtures" / "x12" / "broken"
CLAIM = (BROKEN / "REM-25.other-id" / "1.x12").read_text("ascii")                      # B1, one line of 100.00
PAID = (BROKEN / "REM-25.unknown-payee" / "1.x12").read_text("ascii").replace("1999999992", "1999999984")
NPI = "1999999984"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    init(tmp_path / "books")
    return tmp_path / "books"


def take(folder: Path, *texts: str) -> list[dict[str, str]]:
    """Receive texts as files, one after the other."""
    with open_house(folder) as house:
        return [receive.receive(house, [written(folder, text)])["files"][0] for text in texts]


def written(folder: Path, text: str) -> Path:
    path = folder.parent / f"{abs(hash(text))}.x12"
    path.write_text(text, "ascii")
    return path


def dumped(folder: Path) -> list[str]:
    with open_house(folder) as house:
        return list(dump.dump(house))


def unapplied(house: House) -> str:
    return next(item["remit"] for item in worklist.worklist(house)["items"] if item["kind"] == "unapplied")


def served(text: str, day: str, created: str, number: str) -> str:
    """The same claim of another day."""
    return text.replace("20260302", day).replace("20260303", created).replace("000000001", number)


# ---- decisions

FIRST, SECOND = served(CLAIM, "20260302", "20260303", "000000001"), served(CLAIM, "20260502", "20260503", "000000002")
OLDER = served(CLAIM, "20260102", "20260103", "000000009")
LOST = PAID.replace("CLP*B1", "CLP*ZZZ")


def test_a_decision_stays_with_its_claim(folder):
    """It names days of service: an older claim with the same number, that comes later, moves nothing."""
    take(folder, FIRST, SECOND, LOST)
    with open_house(folder) as house:
        decide.match(house, "B1#2", unapplied(house))
        decide.note(house, "B1#2", "of May")
    take(folder, OLDER)
    with open_house(folder) as house:
        assert {name: explain(house, name)["status"] for name in ("B1", "B1#2", "B1#3")} == {
            "B1": "open", "B1#2": "open", "B1#3": "paid"}
        assert [event["note"] for event in explain(house, "B1#3")["history"] if event["what"] == "noted"] == ["of May"]
    before = dumped(folder)
    assert rebuild.rebuild(folder) == {"files": 4, "decisions": 2, "problems": []}
    assert dumped(folder) == before


def test_what_the_ledger_refuses_never_reaches_the_archive(folder, monkeypatch):
    """And what it took, the archive gets sooner or later."""
    take(folder, CLAIM)
    decisions = folder / "archive" / "decisions.jsonl"
    with open_house(folder) as house:
        with monkeypatch.context() as patch, pytest.raises(sqlite3.OperationalError):
            patch.setattr(decide, "settle", raises(sqlite3.OperationalError("disk full")))
            decide.note(house, "B1", "refused")
        with monkeypatch.context() as patch, pytest.raises(OSError, match="disk full"):
            patch.setattr(folders, "append", raises(OSError("disk full")))
            decide.note(house, "B1", "kept")
        assert not decisions.exists()
        decide.note(house, "B1", "later")
    assert [json.loads(line)["text"] for line in decisions.read_text().splitlines()] == ["kept", "later"]


def raises(error):
    def fail(*_, **__):
        raise error

    return fail


def test_a_decision_that_was_torn_off_is_written_again_when_the_ledger_has_it(folder):
    """EXC-5: told as a warning; a line that nobody has is an error, and the books stay."""
    take(folder, CLAIM)
    with open_house(folder) as house:
        decide.note(house, "B1", "one")
        decide.note(house, "B1", "two")
    decisions, before = folder / "archive" / "decisions.jsonl", dumped(folder)
    whole = decisions.read_bytes()
    decisions.write_bytes(whole[:-40])
    done = rebuild.rebuild(folder)
    assert [(p["kind"], p["severity"]) for p in done["problems"]] == [("archive-torn", "warning")]
    assert (done["decisions"], dumped(folder), decisions.read_bytes()) == (2, before, whole)
    decisions.write_bytes(whole + b'{"days": "", "kind": "no')
    assert [p["kind"] for p in rebuild.rebuild(folder)["problems"]] == ["archive-line"]
    assert dumped(folder) == before


@pytest.mark.parametrize("arguments", [("note", "B1", " "), ("release", "0123456789", "--reason", ""), ("claim", "B1#\u00b2"),
                                       ("claim", "B1#99999999999999999999"), ("unmatch", "0123456789-\u00b2")], ids=" ".join)
def test_nothing_said_and_nothing_named_is_misuse(folder, capsys, arguments):
    take(folder, CLAIM)
    assert main(["-w", str(folder), *arguments]) == 2
    assert "Error:" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["A@B", "A#2", "A#2@B", "A@B#1"])
def test_a_number_may_hold_the_signs_of_names(folder, number):
    """The whole text is tried as a number first."""
    take(folder, CLAIM.replace("CLM*B1*", f"CLM*{number}*"))
    with open_house(folder) as house:
        assert explain(house, number)["claim"] == explain(house, f"{number}@{NPI}")["claim"] == number


# ---- the archive

def test_a_rebuild_that_would_lose_money_is_refused(folder, capsys):
    """EXC-3: the file is named, the old books stay, exit 1."""
    take(folder, CLAIM, PAID)
    before = dumped(folder)
    kept = max((p for p in (folder / "archive").glob("??/*")), key=lambda p: p.read_bytes() == PAID.encode())
    kept.rename(folder / "away")
    assert main(["-w", str(folder), "rebuild", "--json"]) == 1
    problem, = json.loads(capsys.readouterr().out)["problems"]
    assert problem["kind"] == "archive-missing" and written(folder, PAID).name in problem["message"]
    assert main(["-w", str(folder), "rebuild"]) == 1
    assert "stay as they are" in capsys.readouterr().out
    assert dumped(folder) == before
    assert not list(folder.glob("ledger.new*"))
    (folder / "away").rename(kept)
    assert main(["-w", str(folder), "rebuild"]) == 0 and dumped(folder) == before


# ---- edi.toml


def test_books_follow_the_aliases_of_payers(folder, capsys):
    """A payer that takes back under another id: the books change with edi.toml, once, and it is said."""
    back = PAID.replace("CLP*B1*1*100*80", "CLP*B1*22*-100*-80").replace("*100*80**1~", "*-100*-80**1~").replace("CO*45*20", "CO*45*-20")
    back = back.replace("BPR*I*80*C*CHK", "BPR*H*0*C*NON").replace("1311111111", "1311111119").replace("20260401", "20260501")
    back = back.replace("REF*6R*1~SE*17", f"REF*6R*1~PLB*{NPI}*20261231*WO*-80~SE*18")
    take(folder, CLAIM, PAID, back)
    assert main(["-w", str(folder), "claim", "B1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "paid"
    said = (folder / "edi.toml").read_text("utf-8")
    (folder / "edi.toml").write_text(said.replace('"1311111111"', '"1311111111", "1311111119"'), "utf-8")
    assert main(["-w", str(folder), "claim", "B1", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["status"] == "reversed" and "edi.toml" in err
    before = dumped(folder)
    assert main(["-w", str(folder), "dump"]) == 0
    assert not capsys.readouterr().err
    rebuild.rebuild(folder)
    assert dumped(folder) == before


# ---- files of several kinds

OFF = PAID.replace("BPR*I*80", "BPR*I*81")
UNBALANCED = PAID.replace("CO*45*20", "CO*45*10").replace("T9001", "T9002")
ACKNOWLEDGED = ("ISA*00*          *00*          *ZZ*HARBORHEALTH   *ZZ*CEDARRIDGE     *260401*0900*^*00501*000000007*0*T*:~"
                "GS*FA*HARBORHEALTH*CEDARRIDGE*20260401*0900*7*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~"
                "AK9*A*1*1*1~SE*4*0001~GE*1*7~IEA*1*000000007~")


@pytest.mark.parametrize("texts, result, code", [
    ((CLAIM, PAID), "posted", 0), ((PAID, CLAIM), "posted", 0), ((ACKNOWLEDGED, PAID), "posted", 0), ((ACKNOWLEDGED, CLAIM), "applied", 0),
    ((OFF, CLAIM), "partly held", 1), ((CLAIM, OFF), "partly held", 1), ((OFF,), "held", 1), ((PAID, UNBALANCED), "partly held", 1),
    ((PAID, PAID), "posted", 1), ((OFF, OFF), "held", 1)])
def test_a_file_has_one_result_whatever_it_holds(folder, capsys, texts, result, code):
    """And the exit code follows from it (a repeated interchange is an error); what comes again posts nothing again."""
    path = written(folder, "".join(texts))
    assert main(["-w", str(folder), "receive", str(path), "--json"]) == code
    found, = json.loads(capsys.readouterr().out)["files"]
    assert found["result"] == result
    assert sum(float(found[name]) for name in ("posted", "unapplied", "held")) == sum(
        {PAID: 80, OFF: 81, UNBALANCED: 80}.get(text, 0) for text in set(texts))
    main(["-w", str(folder), "receive", str(path), "--json"])
    again, = json.loads(capsys.readouterr().out)["files"]
    assert (again["result"], again["posted"], again["unapplied"], again["held"]) == ("duplicate", "0.00", "0.00", "0.00")


def test_answers_are_not_imported(folder):
    """`edi import` takes claims; nothing of the refused file is kept, so that `edi receive` can take it."""
    with open_house(folder) as house:
        refused, = imports.imports(house, [written(folder, PAID)])["files"]
    assert (refused["result"], refused["kind"], [p["kind"] for p in refused["problems"]]) == ("refused", "835", ["import-other"])
    assert not dumped(folder)
    assert take(folder, PAID)[0]["result"] == "posted"


# ---- what owes nothing

ESTIMATE = PAID.replace("CLP*B1*1*100*80", "CLP*B1*25*100*0").replace("*100*80**1~", "*100*0**1~").replace(
    "CAS*CO*45*20", "CAS*OA*101*100").replace("BPR*I*80*C*CHK", "BPR*H*0*C*NON")
REPORTED = PAID.replace("CLP*B1*1*100*80", "CLP*B1*1*100*0").replace("*100*80**1~", "*100*0**1~").replace(
    "CAS*CO*45*20", "CAS*CO*24*100").replace("BPR*I*80*C*CHK", "BPR*H*0*C*NON")


@pytest.mark.parametrize("sent, answer, status, what", [
    (CLAIM.replace("005010X222A1", "005010X291"), ESTIMATE, "predetermination", "estimated"),
    (CLAIM.replace("*CH~", "*RP~"), REPORTED, "reporting", "answered")])
def test_what_owes_nothing_is_shown_and_waits_for_nobody(folder, sent, answer, status, what):
    """MAT-13, REM-10."""
    take(folder, sent, answer)
    with open_house(folder) as house:
        shown = explain(house, "B1")
        assert (shown["status"], shown["balance"], [event["what"] for event in shown["history"]]) == (status, "0.00", ["submitted", what])
        assert shown["history"][1]["text"].startswith("CLP*B1*")
        assert not worklist.worklist(house)["items"]


def test_an_estimate_that_says_it_pays_is_not_released(folder):
    """REM-10: held for ever, and the worklist does not recommend it."""
    take(folder, CLAIM, PAID.replace("CLP*B1*1*", "CLP*B1*25*"))
    with open_house(folder) as house:
        item = next(item for item in worklist.worklist(house)["items"] if item["remit"])
        assert item["kind"] == "held estimate" and "release" not in item["next_step"]
        with pytest.raises(Unknown, match="predetermination"):
            decide.release(house, item["remit"], "please")


def test_the_dump_is_one_document_too(folder, capsys):
    take(folder, CLAIM, PAID)
    capsys.readouterr()
    assert main(["-w", str(folder), "dump", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"lines": [json.loads(line) for line in dumped(folder)]}


def test_a_provider_without_an_id_has_a_claim_of_its_own(folder):
    """Two providers with one number, and one of them says no NPI, no tax id and no name."""
    nobody = CLAIM.replace("NM1*85*2*CEDAR RIDGE FAMILY PRACTICE*****XX*1999999984~", "NM1*85*2~").replace("REF*EI*311234567~", "")
    take(folder, CLAIM, nobody.replace("SE*25*", "SE*24*"))
    with open_house(folder) as house:
        assert explain(house, "B1@")["provider"] == "" and explain(house, f"B1@{NPI}")["provider"] == NPI


def test_a_held_payment_says_that_it_does_not_balance_whatever_remarks_it_bears(tmp_path, capsys):
    """The remarks follow the reason and do not take its place."""
    off = (BROKEN / "REM-2.claim.x12").read_text()
    name = next(part for part in re.split(r"[~\n]+", off) if part.startswith("NM1*QC"))
    (tmp_path / "held.835").write_text(off.replace(name, f"{name}~\nMOA***MA01"))
    main(["init", str(tmp_path / "books")])
    main(["-w", str(tmp_path / "books"), "receive", str(tmp_path / "held.835")])
    capsys.readouterr()
    main(["-w", str(tmp_path / "books"), "worklist", "--json"])
    item = next(item for item in json.loads(capsys.readouterr().out)["items"] if item["kind"] == "held claim payment")
    assert item["reason"] == "The claim payment does not balance. MA01"

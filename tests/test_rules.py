"""The rules that say what is done, example by example, where no other test holds them; and the list of all rules is fresh."""

import ast
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from edi_engine import encounters, settings, x12
from edi_engine.cli import main
from edi_engine.codes import adjustments as codes
from edi_engine.guides import x222a1
from edi_engine.problems import clm, table
from edi_engine.reconcile import balancing, deadlines, matching
from edi_engine.reconcile.books import Line, Paid, PaidLine
from tests import rules
from tests.books import Books, Check, Sent, cas, claim, hold, line, paid, payment, reversal

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "fixtures" / "demo"
MAY = date(2026, 5, 1)


# ---- lines (MAT-2)

def billed(key: str, lx: str, procedure: str = "G0008", modifiers: str = "", charge: int = 1000) -> Line:
    return Line(key, key, lx, procedure, modifiers, "2026-03-02", charge, "1", 1)


def answered(control: str = "", procedure: str = "G0008", modifiers: str = "", charge: int = 1000,
             submitted: str = "") -> PaidLine:
    return PaidLine(control, procedure, modifiers, submitted, "", "2026-03-02", charge, charge, "", 1, ())


def whole(*lines: PaidLine) -> Paid:
    return Paid(1, "", "", "", "A1", "", "1", 0, 0, "", "", "", "", "", 1, (), lines)


TWO = (billed("A1L1", "1", "G0008", "RT"), billed("A1L2", "2", "G0009", "", 2000))


@pytest.mark.parametrize("line_paid, found", [
    (answered("A1L2", "X9999", "", 5), ("A1L2", "MAT-2a")),                       # our own number beats everything
    (answered("", "G0008", "RT", 1000), ("A1L1", "MAT-2b")),
    (answered("", "G0008RT", "", 1000), ("A1L1", "MAT-2b")),                      # the modifier is glued to the code (REM-17)
    (answered("", "G0008", "", 1000), ("A1L1", "MAT-2c")),                        # the payer dropped the modifier
    (answered("", "X0001", "", 2000, submitted="G0009"), ("A1L2", "MAT-2d")),     # recoded, SVC06 says from what
    (answered("02", "X0001", "", 7), ("A1L2", "MAT-2e")),                         # the position instead of our number
    (answered("", "X0001", "", 2000), ("A1L2", "MAT-2f")),                        # the only line with that charge
    (answered("", "X0001", "", 7), None),
])
def test_a_line_is_found_by_the_first_key_that_fits(line_paid: PaidLine, found: tuple[str, str] | None) -> None:
    """MAT-2 a to f, and a line that nobody billed is matched to none."""
    match, = matching.lines(whole(line_paid), TWO)
    assert (match and (match.key, match.how)) == found


def test_identical_lines_are_paired_in_order() -> None:
    """MAT-2: the same code, day and charge twice."""
    twins = (billed("A1L1", "1"), billed("A1L2", "2"))
    found = matching.lines(whole(answered(), answered()), twins)
    assert [match and match.key for match in found] == ["A1L1", "A1L2"]


@pytest.mark.parametrize("sent, back, found", [
    # two lines of ours with one number, in either order, and one of them alone
    ("A 10 G0008,A#2 20 G0009", "A 10 G0008,A 20 G0009", "A,A#2"), ("A 10 G0008,A#2 20 G0009", "A 20 G0009,A 10 G0008", "A#2,A"),
    ("A 10 G0008,A#2 20 G0009", "A 20 G0009", "A#2"), ("A 10 G0008,A#2 10 G0008", "A 10 G0008,A 10 G0008", "A,A#2"),
    # the payer repeats the number of one line for another
    ("A 10 G0008,B 20 G0009", "A 10 G0008,A 20 G0009", "A,B"), ("A 10 G0008,B 10 G0008", "A 10 G0008,A 10 G0008", "A,B"),
    ("A 10 G0008,B 20 G0009", "A 20 G0009,A 10 G0008", "B,A"),
    # a split, an unbundling, and what fits nothing else stay with the number
    ("A 30 G0008,B 20 G0009", "A 10 G0008,A 20 G0009", "A,A"), ("A 10 G0008,B 20 G0009", "A 10 X0001,A 0 G0009", "A,A"),
    ("A 10 G0008,B 20 G0009", "A 10 G0008,A 7 X0001", "A,A"), ("A 10 G0008,B 20 G0009", "A 10 G0008,A 20 G0009,B 20 G0009", "A,A,B")])
def test_a_number_that_two_lines_have_tells_nothing(sent: str, back: str, found: str) -> None:
    """MAT-2: then procedure, modifiers, day and charge tell; a part of a line keeps its number."""
    lines = [billed(key.partition("#")[0], f"{n}", code, "", int(charge))._replace(key=key)
             for n, (key, charge, code) in enumerate((each.split() for each in sent.split(",")), 1)]
    payment = whole(*(answered(key, code, "", int(charge)) for key, charge, code in (each.split() for each in back.split(","))))
    assert ",".join(match.key if match else "none" for match in matching.lines(payment, lines)) == found


# ---- what an adjustment means (DEN-1, DEN-2, DEN-4, MAT-9)

@pytest.mark.parametrize("group, reason, paid_cents, meaning", [
    ("CO", "45", 100, "contractual"), ("CO", "45", 0, "contractual"), ("CO", "253", 100, "contractual"),
    ("CO", "144", 100, "contractual"), ("CO", "237", 100, "contractual"), ("CO", "24", 0, "contractual"),
    ("PR", "1", 0, "patient"), ("PR", "2", 100, "patient"), ("PR", "3", 0, "patient"), ("PR", "45", 0, "patient"),
    ("PR", "96", 100, "patient"), ("PR", "96", 0, "denied"), ("CO", "50", 0, "denied"), ("OA", "18", 0, "denied"),
    ("PI", "119", 0, "denied"), ("CO", "151", 100, "reduced"), ("OA", "209", 100, "other"), ("PI", "45", 100, "other"),
    ("OA", "23", 0, "prior payer"), ("OA", "23", 100, "prior payer"), ("CO", "9999", 0, "denied"),
])
def test_group_reason_and_payment_say_what_an_adjustment_means(group: str, reason: str, paid_cents: int, meaning: str) -> None:
    """DEN-1, DEN-4, MAT-9: a deductible is no denial, a denial is one in any group, and an unknown code never fails (DEN-6)."""
    assert codes.meaning(group, reason, paid=paid_cents) == meaning


def test_every_category_of_denials_has_a_next_step() -> None:
    """DEN-2: the worklist knows what to do about each."""
    assert set(codes.CATEGORIES.values()) == codes.NEXT_STEPS.keys()
    assert {codes.CATEGORIES[code] for code in ("16", "18", "29", "50", "97", "197")} == {
        "information missing or wrong", "duplicate", "timely filing", "medical necessity", "bundling", "authorisation"}


def test_medicare_deadlines() -> None:
    """DEN-5: a year from the service to file; 120 days from receipt, presumed after five, to appeal. No other is guessed."""
    assert deadlines.filing("MB", date(2024, 2, 29)) == date(2025, 2, 28)
    assert deadlines.appeal("MB", date(2026, 4, 14)) == date(2026, 8, 17)
    assert deadlines.filing("CI", date(2026, 4, 14)) is deadlines.appeal("CI", date(2026, 4, 14)) is None


# ---- the books

A = claim("A1", line("A1-1", 10000), line("A1-2", 5000, code="G0009"))


def test_parts_of_a_line_are_summed() -> None:
    """REM-15: several SVC with one number are that line."""
    parts = (paid("A1-1", 6000, 5000, "CO-45 1000"), paid("A1-1", 4000, 3000, "CO-45 1000"),
             paid("A1-2", 5000, 5000, code="G0009"))
    books = Books().take(Sent(A), Check(payment("A1", *parts)))
    hold(books)
    row = books.lines("A1")["A1-1"]
    assert (row["paid"], row["contractual"], row["balance"], row["status"]) == ("80.00", "20.00", "0.00", "paid")


def test_another_charge_is_a_finding_and_no_mismatch() -> None:
    """MAT-4: the payment is posted, and a person is told."""
    books = Books().take(Sent(A), Check(payment("A1", paid("A1-1", 9000, 9000), paid("A1-2", 5000, 5000, code="G0009"))))
    hold(books)
    assert books.claim("A1")["paid"] == "140.00"
    assert books.findings() == [("MAT-4", "line")]


def test_paid_twice_without_a_reversal_is_a_finding() -> None:
    """REM-31: never a silent credit balance; parts of one claim are no double payment (REM-16)."""
    lines = paid("A1-1", 10000, 10000), paid("A1-2", 5000, 5000, code="G0009")
    books = Books().take(Sent(A), Check(payment("A1", *lines, ccn="X1")),
                         Check(payment("A1", *lines, ccn="X2"), trace="T2", day=MAY))
    hold(books)
    assert books.claim("A1")["status"] == "overpaid"
    assert books.findings() == [("REM-31", "twice")]
    parts = Books().take(Sent(A), Check(payment("A1", lines[0], ccn="X1"), payment("A1", lines[1], ccn="X2")))
    assert parts.findings() == []


@pytest.mark.parametrize("says, found", [
    ("OA-23 42500,CO-45 1000", []), ("OA-23 40000,CO-45 3500", [("REM-13", "differs")]),
    ("CO-45 43500", [("REM-13", "contractual")])])
def test_what_prior_payers_did_is_compared(says: str, found: list[tuple[str, str]]) -> None:
    """REM-13 (RFI 1696): OA-23 is what is posted from prior payers; their share is contractual only once."""
    books = Books().take(Sent(claim("B1", line("B1-1", 50000))),
                         Check(payment("B1", paid("B1-1", 50000, 30000, "CO-45 12500,PR-1 7500"))),
                         Check(payment("B1", paid("B1-1", 50000, 6500, says), status="2"), payer="1322222222", day=MAY))
    hold(books)
    assert books.findings() == found


def test_an_answer_waits_for_the_prior_payers() -> None:
    """REM-13: held while nothing of them is here, posted by itself when their 835 comes; a place we did not ask is said (MAT-3)."""
    second = Check(payment("B1", paid("B1-1", 50000, 6500, "OA-23 42500,CO-45 1000"), status="2"), payer="1322222222", day=MAY)
    books = Books().take(Sent(claim("B1", line("B1-1", 50000), payer="1322222222")), second)
    hold(books)
    assert (books.check()["held"], books.findings()) == ("65.00", [("REM-13", "prior-unknown")])
    books.take(Check(payment("B1", paid("B1-1", 50000, 30000, "CO-45 12500,PR-1 7500")), trace="T2"))
    hold(books)
    assert (books.claim("B1")["balance"], books.findings()) == ("0.00", [("MAT-3", "sequence")])


def test_several_things_may_be_odd_about_one_payment() -> None:
    """Each is kept, and said when the file is received, with its place."""
    books = Books().take(Sent(A), Check(payment("A1", paid("A1-1", 9000, 9000), paid("", 700, 700, code="X9"))))
    hold(books)
    assert books.findings() == [("MAT-2", "line"), ("MAT-4", "line")]


def test_our_own_position_is_a_number_only_where_we_sent_none() -> None:
    """MAT-2e: a payer that numbers the lines as they stood; what could as well be a twin says so (MAT-2b)."""
    books = Books().take(Sent(claim("F1", line("", 10000), line("", 5000))),
                         Check(payment("F1", paid("2", 5000, 5000), paid("1", 10000, 10000))))
    assert books.matches() == {"1": "MAT-2e", "2": "MAT-2e"}
    twins = Books().take(Sent(claim("F1", line("", 5000), line("", 5000))), Check(payment("F1", *[paid("", 5000, 5000)] * 2)))
    assert set(twins.matches().values()) == {"MAT-2b interchangeable"}


def test_a_reversal_that_differs_is_paired_and_said() -> None:
    """REM-11: the payer's number ties them; the difference is a finding and stays in the balance."""
    first = payment("A1", paid("A1-1", 10000, 6000, "CO-45 4000"), paid("A1-2", 5000, 5000, code="G0009"), ccn="X1")
    other = payment("A1", paid("A1-1", 10000, 5900, "CO-45 4100"), paid("A1-2", 5000, 5000, code="G0009"), ccn="X1")
    books = Books().take(Sent(A), Check(first), Check(reversal(other), trace="T2", day=MAY, plb=[("FB", "T2", -10900)]))
    hold(books)
    assert books.findings() == [("REM-11", "line")]
    assert books.check("T2")["unapplied"] == "0.00"


def test_a_reversal_without_its_payment_waits() -> None:
    """REM-11, REM-12: its money is in unapplied until there is something to undo."""
    undone = reversal(payment("A1", paid("A1-1", 10000, 6000, "CO-45 4000"), ccn="X1"))
    books = Books().take(Sent(A), Check(undone, plb=[("FB", "T1", -6000)]))
    hold(books)
    assert books.check()["unapplied"] == "-60.00" and books.claim("A1")["balance"] == "150.00"


def test_a_check_of_provider_adjustments_alone() -> None:
    """REM-29, PLB-2, PLB-3: no claims; positive takes, negative gives; a forwarded balance is open until it is taken up."""
    books = Books().take(Check(trace="T9", plb=[("FB", "T9", 5000), ("CT", "", -5000)]))
    hold(books)
    assert books.check("T9")["amount"] == "0.00"
    assert {row["reason"]: row["open"] for row in books.rows("provider_adjustment")} == {"FB": "50.00", "CT": "0.00"}
    books.take(Check(trace="T8", day=MAY, plb=[("FB", "T9", -5000)]))
    assert {row["open"] for row in books.rows("provider_adjustment")} == {"0.00"}


# ---- what leaves

@pytest.fixture(scope="module")
def sent(demo: Path) -> list[Path]:
    """The 837P files of the demo."""
    return sorted((demo / "outbox").iterdir())


def wire(path: Path) -> list[list[str]]:
    return [segment.split("*") for segment in path.read_text("ascii").rstrip("~").split("~")]


def test_what_leaves_is_numbered_anew_and_stands_alone(sent: list[Path]) -> None:
    """ENV-4, ENV-5, ENV-9, ENV-10, ENV-11: no number twice, one interchange, group and set a file, no line breaks, T."""
    heads = []
    for path in sent:
        tags = [segment[0] for segment in wire(path)]
        assert tags[:3] == ["ISA", "GS", "ST"] and tags[-3:] == ["SE", "GE", "IEA"] and tags.count("ST") == 1
        assert b"\r" not in path.read_bytes() and b"\n" not in path.read_bytes()
        isa, bht = wire(path)[0], wire(path)[3]
        assert (isa[15], bht[0]) == ("T", "BHT")
        heads.append((isa[13], bht[3]))
    assert len(sent) > 1 and all(len(set(numbers)) == len(sent) for numbers in zip(*heads, strict=True))


def test_levels_and_line_numbers_of_what_leaves(sent: list[Path]) -> None:
    """CLM-2, CLM-3, CLM-16: levels count up, own and dependents' claims never share one, each line has its number."""
    for path in sent:
        own, dependents, level, lines = set(), set(), 0, []
        for tag, *e in wire(path):
            if tag == "HL":
                level += 1
                assert int(e[0]) == level
                kind, above = e[2], int(e[1] or 0)
            elif tag == "CLM":
                (own if kind == "22" else dependents).add(level if kind == "22" else above)
            elif tag == "REF" and e[0] == "6R":
                lines.append(e[1])
        assert not own & dependents
        assert len(set(lines)) == len(lines) == sum(segment[0] == "SV1" for segment in wire(path))


def test_a_plan_is_named_only_without_its_number() -> None:
    """CLM-4: SBR04 goes only where SBR03 does not."""
    said = json.loads((DEMO / "encounters" / "2026-05-12-nightingale.json").read_text("utf-8"))
    for number, name in (("", "PLAN"), ("GRP7001", "")):
        said["encounters"][0]["subscriber"] |= {"group_number": number, "group_name": "PLAN"}
        read = encounters.parse(json.dumps(said).encode(), settings.load(DEMO))
        subscriber = read.good[0].claim.subscriber
        assert (subscriber.group_number, subscriber.group_name) == (number, name)


@pytest.mark.parametrize("was, now, owed", [
    ("*CH~", "*CH~", True), ("*CH~", "*RP~", False), ("005010X222A1", "005010X298", False),
    ("005010X222A1", "005010X291", False)])
def test_what_expects_no_payment_is_no_receivable(sent: list[Path], tmp_path: Path, was: str, now: str, owed: bool) -> None:
    """ENV-14, MAT-13: a reporting encounter or a predetermination is kept and owes nothing; a claim owes."""
    changed = tmp_path / "changed.837"
    changed.write_text(sent[0].read_text("ascii").replace(was, now), "ascii")
    books = tmp_path / "books"
    assert main(["init", str(books), "--json"]) == 0
    assert main(["-w", str(books), "import", str(changed), "--json"]) in (0, 1)
    assert list(x222a1.claims(x12.Source(changed), next(iter(x12.survey(x12.Source(changed))))))
    assert bool(dumped(books)) is owed


# ---- what comes back

def dumped(books: Path) -> list[str]:
    from edi_engine.flows.dump import dump
    from edi_engine.flows.house import open_house

    with open_house(books) as house:
        return list(dump(house))


def test_files_are_told_by_content_and_a_bad_one_costs_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """EXC-1 to EXC-4: any name will do; what is none goes to quarantine with its reason; the bytes are kept for ever."""
    books = tmp_path / "books"
    assert main(["init", str(books), "--json"]) == 0
    good, bad = ROOT / "fixtures/x12/golden/835/paid-and-contractual.x12", b"no X12 at all"
    (books / "inbox" / "b-letter.txt").write_bytes(good.read_bytes())
    (books / "inbox" / "a-remittance.835").write_bytes(bad)
    (books / "inbox" / ".c-growing.835").write_bytes(good.read_bytes()[:500])
    capsys.readouterr()
    assert main(["-w", str(books), "receive", "--json"]) == 1
    results = {Path(file["file"]).name: file["result"] for file in json.loads(capsys.readouterr().out)["files"]}
    assert results == {"a-remittance.835": "quarantined", "b-letter.txt": "posted"}
    assert [path.name for path in (books / "inbox").iterdir()] == [".c-growing.835"]
    assert [path.name for path in (books / "processed").iterdir()] == ["b-letter.txt"]
    assert any(path.read_bytes() == bad for path in (books / "quarantine").rglob("*") if path.is_file())
    kept = [path.read_bytes() for path in (books / "archive").rglob("*") if path.is_file()]
    assert good.read_bytes() in kept and bad in kept


# ---- the list

def test_the_list_of_rules_is_fresh() -> None:
    """docs/rules.md is what the tables say; run `python -m tests.rules > docs/rules.md`."""
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == rules.page()


def test_every_rule_stands_somewhere_and_only_once() -> None:
    """A rule is a problem, a behaviour, both, or later; never later and done."""
    done = {rule for rule, _ in table()} | rules.BEHAVIOUR.keys()
    assert not done & rules.LATER.keys()
    for family, last in rules.FAMILIES.items():
        assert not {f"{family}-{n}" for n in range(1, last + 1)} - done - rules.LATER.keys()


def test_no_rule_of_a_claim_has_sentences_in_two_tables() -> None:
    """One table would silently overwrite the other."""
    tables = [{rule for rule, _ in part.SENTENCES} for part in (clm.claim, clm.people, clm.services, clm.specialties)]
    assert sum(map(len, tables)) == len({rule for rule, _ in clm.SENTENCES})


@pytest.mark.parametrize("rule", rules.BEHAVIOUR)
def test_the_test_that_holds_a_rule_exists(rule: str) -> None:
    """Each behaviour names a test function that is there."""
    _, *tests = rules.BEHAVIOUR[rule]
    assert tests
    for test in tests:
        name, _, function = test.partition("::")
        tree = ast.parse((ROOT / "tests" / f"{name}.py").read_text("utf-8"))
        assert function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, test


def test_rule_ids_in_the_code_are_known() -> None:
    """Docstrings and comments speak of rules that are in the list."""
    known = {rule for rule, _ in table()} | rules.BEHAVIOUR.keys() | rules.LATER.keys()
    for path in (ROOT / "edi_engine").rglob("*.py"):
        for rule in re.findall(r"\b(?:ENV|CLM|COB|ACK|REM|PLB|EFT|MAT|DEN|EXC)-\d+\b", path.read_text("utf-8")):
            assert rule in known, f"{path.relative_to(ROOT)} speaks of {rule}"


@pytest.mark.parametrize("level, lines, kind", [
    ("CO-45 6000", ("CO-45 2000", "CO-45 4000"), ("REM-8", "twice")),                # as their sum
    ("CO-45 6000, PR-1 1000", ("CO-45 2000, PR-1 1000", "CO-45 4000"), ("REM-8", "twice")),
    ("CO-45 4000", ("CO-45 2000", "CO-45 4000"), ("REM-8", "twice")),                # as one of them
    ("CO-97 500", ("CO-45 2000", "CO-45 4000"), ("REM-2", "claim")),
])
def test_what_is_told_of_the_claim_and_of_its_lines_is_told_twice(level, lines, kind):
    """REM-8: the imbalance is what was told twice, and the sentence says so."""
    told = payment("A1", *(paid(str(n), 20_000, 20_000 - sum(a.amount for a in cas(text)), text) for n, text in enumerate(lines, 1)),
                   adjustments=level)
    told = replace(told, paid=sum(line.paid for line in told.lines))
    assert [(found.rule, found.kind) for found in balancing.of_claim(told)] == [kind]


@pytest.mark.parametrize("amount", [0, 8_000])
def test_an_estimate_says_nothing_of_its_claim(amount):
    """REM-10: also where it says that it pays, and is held."""
    cut = f"CO-45 {10_000 - amount}"
    estimate = payment("A1", paid("1", 10_000, amount, cut), status="25")
    assert Books().take(Sent(claim("A1", line("1", 10_000))), Check(estimate)).claim("A1")["status"] == "open"

"""What payers allowed beside what their contracts say (MAT-11), and what is too little to go after (MAT-10)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from edi_engine import settings
from edi_engine.flows import variance, worklist
from edi_engine.reconcile.books import Adjusted
from edi_engine.reconcile.contracts import VERDICTS, Rate, Served, contract, verdicts
from tests.books import Books, Check, Sent, claim, line, paid, payment, reversal

TABLE = "procedure,rate,modifiers,place,from,to,multiple\n"
CONTRACT = '\n[[contracts]]\npayer = "HARBR"\nrates = "harbor.csv"\n'


def served(charge, taken, *, code="99213", modifiers="", place="11", day="2026-03-02", units="1", amount=None):
    adjustments = [Adjusted(*said.partition(" ")[0].split("-"), int(said.partition(" ")[2]), 1) for said in filter(None, taken.split(","))]
    left = charge - sum(a.amount for a in adjustments) if amount is None else amount
    return Served(code, frozenset(modifiers.split()), place, day, Decimal(units), charge, left, adjustments)


RATES = [Rate("99213", 9000), Rate("99213", 8000, place="22"), Rate("99213", 9500, since="2026-07-01"),
         Rate("99213", 4000, frozenset(("26",))), Rate("11102", 12000, multiple=True), Rate("11103", 6000, multiple=True)]
AGREED = contract(RATES, (100, 50), {"50": 150})


@pytest.mark.parametrize("line_served, verdict, expected", [
    (served(15000, "CO-45 6000"), "match", 9000),
    (served(15000, "CO-45 6000,PR-2 1800"), "match", 9000),                       # what the patient bears was allowed
    (served(15000, "CO-45 6000,CO-253 180"), "match", 9000),                      # sequestration is taken after allowing
    (served(15000, "CO-45 6000,CO-144 -200"), "match", 9000),
    (served(15000, "CO-45 6500"), "underpaid", 9000),
    (served(15000, "CO-131 5500"), "overpaid", 9000),
    (served(7000, ""), "lesser of charge", 7000),
    (served(7000, "CO-45 500"), "underpaid", 7000),
    (served(30000, "CO-45 12000", units="2"), "match", 18000),
    (served(15000, "CO-45 7000", place="22"), "match", 8000),
    (served(15000, "CO-45 5500", day="2026-07-01"), "match", 9500),
    (served(15000, "CO-45 11000", modifiers="26"), "match", 4000),                # a rate of its own
    (served(20000, "CO-45 6500", modifiers="50"), "match", 13500),                # a percentage
    (served(15000, "CO-45 6000", code="G0008"), "no rate", None),
    (served(15000, "CO-50 15000"), "not compared", None),
    (served(20000, "CO-151 15000"), "not compared", None),                        # a part is reduced: nobody allowed the charge
    (served(20000, "CO-45 6000,PI-16 5000"), "not compared", None),
    (served(20000, "CO-45 6000,PR-96 5000"), "not compared", None),               # what the patient bears, but not of what was allowed
    (served(15000, "CO-45 6000,OA-23 5000"), "not compared", None),
    (served(15000, "CO-97 15000"), "not compared", None),
    (served(15000, "CO-45 6000,PR-1 9000"), "match", 9000),                       # paid nothing, all of it a deductible
])
def test_a_line_is_held_against_its_rate(line_served, verdict, expected):
    found, = verdicts(AGREED, [line_served])
    assert (found.word, found.expected) == (verdict, expected)
    assert found.word in VERDICTS


def test_several_procedures_of_a_day_are_cut_the_highest_first():
    small, large = served(10000, "CO-45 7000", code="11103"), served(20000, "CO-45 8000", code="11102")
    assert [(found.word, found.expected) for found in verdicts(AGREED, [small, large])] == [("match", 3000), ("match", 12000)]
    other = replace_day(small, "2026-03-03")
    assert [found.expected for found in verdicts(AGREED, [other, large])] == [6000, 12000]


def replace_day(line_served, day):
    return line_served._replace(day=day)


def house(tmp_path, books, said=CONTRACT, rates="G0008,90.00\n"):
    (tmp_path / "harbor.csv").write_text(TABLE.splitlines()[0].split(",modifiers")[0] + "\n" + rates)
    parsed = settings.parse(settings.FRESH.replace('"0.00"', '"5.00"') + said)
    assert not parsed.problems
    books.db.executemany("INSERT OR REPLACE INTO state_alias VALUES (?, ?)", parsed.aliases.items())
    return SimpleNamespace(db=books.db, settings=parsed, folder=tmp_path, at=lambda name: tmp_path / name)


def test_what_was_taken_back_is_not_compared(tmp_path, monkeypatch):
    """The live answer of the first payer is, in the worklist as in `edi variance`."""
    monkeypatch.setenv("EDI_TODAY", "2026-04-30")
    low, right = (payment("A1", paid("A1-1", 10000, amount, f"CO-45 {10000 - amount}"), ccn="N1") for amount in (8000, 9000))
    books = Books().take(Sent(claim("A1", line("A1-1", 10000))), Check(low))
    us = house(tmp_path, books)
    document = variance.variance(us)
    assert [(each["verdict"], each["allowed"], each["expected"], each["short"]) for each in document["lines"]] == [
        ("underpaid", "80.00", "90.00", "10.00")]
    assert document["underpaid"] == "10.00" and document["counts"]["underpaid"] == 1
    assert [(item["kind"], item["amount"], item["claim"]) for item in worklist.worklist(us)["items"]] == [("underpaid", "10.00", "A1")]
    books.take(Check(reversal(low), right, trace="T2", day=date(2026, 4, 9)))
    assert variance.variance(us)["counts"] | {"match": 1} == dict.fromkeys(VERDICTS, 0) | {"match": 1}
    assert worklist.worklist(us)["items"] == []


MULTIPLE = "11102,120.00,yes\n11104,100.00,yes\n"


def against(tmp_path, books):
    us = house(tmp_path, books, CONTRACT + "multiple_procedures = [100, 50]\n", "")
    (tmp_path / "harbor.csv").write_text("procedure,rate,multiple\n" + MULTIPLE)
    return [(each["procedure"], each["verdict"], each["allowed"], each["expected"])
            for each in sorted(variance.variance(us, tuple(VERDICTS))["lines"], key=lambda each: each["procedure"])]


def test_several_procedures_of_a_claim_are_cut_though_each_has_its_own_answer(tmp_path):
    """REM-16: the parts of a claim are one claim."""
    sent = Sent(claim("A1", line("L1", 30000, code="11102"), line("L2", 30000, code="11104")))
    parts = (payment("A1", paid("L1", 30000, 12000, "CO-45 18000", code="11102"), ccn="N1"),
             payment("A1", paid("L2", 30000, 5000, "CO-45 25000", code="11104"), ccn="N2"))
    agreed = [("11102", "match", "120.00", "120.00"), ("11104", "match", "50.00", "50.00")]
    assert against(tmp_path, Books().take(sent, Check(*parts))) == agreed
    assert against(tmp_path, Books().take(sent, Check(parts[0]), Check(parts[1], trace="T2"))) == agreed


def test_the_parts_of_a_line_are_one_line(tmp_path):
    """REM-15: of two parts of one service the second is no second procedure."""
    half = paid("L1", 15000, 6000, "CO-45 9000", code="11102")
    half = replace(half, units=Decimal("0.5"))
    sent = Sent(claim("A1", line("L1", 30000, code="11102")))
    agreed = [("11102", "match", "120.00", "120.00")]
    assert against(tmp_path, Books().take(sent, Check(payment("A1", half, half)))) == agreed
    assert against(tmp_path, Books().take(sent, Check(payment("A1", half, ccn="N1"), payment("A1", half, ccn="N2")))) == agreed


def test_of_two_answers_to_a_line_the_later_is_compared(tmp_path):
    """REM-31: a line that is answered again is no second procedure of its day."""
    first, again = (payment("A1", paid("L1", 30000, cents, f"CO-45 {30000 - cents}", code="11102"), ccn="N1") for cents in (11000, 12000))
    books = Books().take(Sent(claim("A1", line("L1", 30000, code="11102"))), Check(first),
                         Check(again, trace="T2", day=date(2026, 4, 9)))
    assert against(tmp_path, books) == [("11102", "match", "120.00", "120.00")]
    denied = payment("A1", paid("L1", 30000, 0, "CO-18 30000", code="11102"), ccn="N2")
    assert against(tmp_path, books.take(Check(denied, trace="T3", day=date(2026, 4, 16)))) == [("11102", "match", "120.00", "120.00")]


def test_another_payer_has_no_contract(tmp_path):
    books = Books().take(Sent(claim("A1", line("A1-1", 10000))), Check(payment("A1", paid("A1-1", 10000, 8000, "CO-45 2000"))))
    assert variance.variance(house(tmp_path, books, CONTRACT.replace("HARBR", "OHMCD")))["lines"] == []
    assert len(variance.variance(house(tmp_path, books))["lines"]) == 1
    other = house(tmp_path, books, CONTRACT + 'filing_indicator = "MB"\n')
    assert variance.variance(other)["lines"] == []                        # only its Medicare plans


@pytest.mark.parametrize("amount, kind", [(9600, "small balance"), (9400, "short")])
def test_a_small_balance_is_to_be_written_off_and_nobody_does(amount, kind, tmp_path, monkeypatch):
    """MAT-10: up to what edi.toml says; the balance stays."""
    monkeypatch.setenv("EDI_TODAY", "2026-04-30")
    books = Books().take(Sent(claim("A1", line("A1-1", 10000))),
                         Check(payment("A1", paid("A1-1", 10000, amount, f"CO-16 {10000 - amount}"))))
    us = house(tmp_path, books, "")
    item, = worklist.worklist(us)["items"]
    assert (item["kind"], item["amount"]) == (kind, f"{(10000 - amount) // 100}.00")
    assert books.claim("A1")["balance"] == item["amount"]
    us = SimpleNamespace(**vars(us) | {"settings": replace(us.settings, tolerance=settings.parse(settings.FRESH).tolerance)})
    assert worklist.worklist(us)["items"][0]["kind"] == "short"           # by default none is small


def test_many_small_rests_of_a_claim_are_none(tmp_path, monkeypatch):
    """MAT-10: what counts is the claim."""
    monkeypatch.setenv("EDI_TODAY", "2026-04-30")
    both = [paid(f"A1-{n}", 10000, 9600, "CO-16 400") for n in (1, 2)]
    books = Books().take(Sent(claim("A1", line("A1-1", 10000), line("A1-2", 10000))), Check(payment("A1", *both)))
    assert [item["kind"] for item in worklist.worklist(house(tmp_path, books, ""))["items"]] == ["short", "short"]

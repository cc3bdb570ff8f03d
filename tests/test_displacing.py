"""What a file takes from checks that were posted before it is told by that file: nothing moves without a word (REM-23, REM-28)."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from edi_engine.flows import receive, setup
from edi_engine.flows.displacing import displaced
from edi_engine.flows.house import House, open_house
from edi_engine.ledger import queries
from tests.books import DAY, Books, Check, Sent, claim, line, paid, payment, reversal

BROKEN = Path(__file__).parents[1] / "fixtures/x12/broken"
LATER, EARLIER = (BROKEN / "REM-23.takes-place" / name for name in ("1.x12", "2.x12"))
FORWARD = (("FB", "T2", -8000),)      # a check below zero is carried forward


@pytest.fixture
def house(tmp_path: Path):
    setup.init(tmp_path)
    with open_house(tmp_path) as house:
        yield house


def said(house: House, path: Path) -> tuple[str, list[tuple[str, str]], str]:
    told = receive.receive(house, [path])["files"][0]
    kinds = [(p["rule"], p["kind"]) for p in told["problems"] if p["rule"] in ("REM-23", "REM-28")]
    return told["result"], kinds, told["held"]


def test_the_earlier_of_two_with_one_key_says_that_it_takes_the_place(house: House) -> None:
    assert said(house, LATER) == ("posted", [], "0.00")
    assert said(house, EARLIER) == ("posted", [("REM-23", "takes-place")], "0.00")


def test_one_that_waited_and_comes_in_an_earlier_envelope_says_so(house: House, tmp_path: Path) -> None:
    """The same content once more is no duplicate when it counts from now on."""
    said(house, EARLIER)
    assert said(house, LATER)[0] == "held"
    again = tmp_path / "again.x12"
    isa = LATER.read_text().split("*")
    again.write_text(LATER.read_text().replace(f"*{isa[9]}*{isa[10]}*", "*260330*0900*", 1))
    assert said(house, again) == ("posted", [("REM-23", "takes-place")], "0.00")
    assert said(house, again) == ("duplicate", [], "0.00")


def test_both_in_one_file_are_counted_as_they_stand(house: House, tmp_path: Path) -> None:
    """The first of its sets was posted, and is held when the second takes its place: the sums are those of the books."""
    both = tmp_path / "both.x12"
    both.write_text(LATER.read_text() + EARLIER.read_text())
    told = receive.receive(house, [both])["files"][0]
    amounts = {(row["amount"], row["held"]) for row in checks(house)}
    assert (told["posted"], told["unapplied"], told["held"]) == ("0.00", "80.00", "80.00") and amounts == {("80.00", "0.00"), ("80.00", "80.00")}


def checks(house: House) -> list[dict[str, str]]:
    return [row for row in map(json.loads, queries.dump(house.db)) if row["kind"] == "check"]


def test_a_second_claim_of_a_number_says_what_it_unsettles(house: House) -> None:
    """REM-28: a payment that was posted waits when another claim fits it as well."""
    folder = BROKEN / "REM-28.others-wait"
    assert [said(house, folder / f"{n}.x12")[1] for n in (1, 2, 3)] == [[], [], [("REM-28", "others-wait")]]


def waits(books: Books, *events) -> list[tuple[str, str, str]]:
    books.take(*events)
    return [(problem.kind, problem.facts["trace"], problem.facts["amount"]) for problem in displaced(books.moved, 1)]


def test_a_takeback_that_waited_and_is_posted_now_is_nothing_lost() -> None:
    """REM-28: less than nothing is posted of its check then, and yet it is what was waited for."""
    first = payment("A1", paid("L1", 10000, 8000, "CO-45 2000"), ccn="N1")
    books = Books().take(Sent(claim("A1", line("L1", 10000))), Check(reversal(first), trace="T2", plb=FORWARD))
    assert [row["unapplied"] for row in books.rows("check")] == ["-80.00"]
    assert waits(books, Check(first)) == []
    assert {(row["posted"], row["unapplied"]) for row in books.rows("check")} == {("80.00", "0.00"), ("-80.00", "0.00")}


def test_a_takeback_that_waits_again_is_told_as_a_payment_is() -> None:
    """REM-28: of a check that holds both, one does not make up for the other."""
    between, later = DAY + timedelta(7), DAY + timedelta(14)
    first = payment("A1", paid("", 10000, 8000, "CO-45 2000", day=between), ccn="N1")
    sent = [Sent(claim("A1", line(key, 10000, day=day))) for key, day in (("L1", DAY), ("L2", later))]
    apart = Books().take(sent[0], Check(first), Check(reversal(first), trace="T2", plb=FORWARD))
    assert waits(apart, sent[1]) == [("others-wait", "T1", "80.00"), ("others-wait", "T2", "80.00")]
    assert waits(Books().take(sent[0], Check(first, reversal(first))), sent[1]) == [("others-wait", "T1", "160.00")]

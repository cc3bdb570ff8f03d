"""Keys that tell little: numbers cut short, payers' numbers that many claims share, payees of whom only half is known."""

from datetime import date
from itertools import permutations

import pytest

from edi_engine.ledger import queries
from edi_engine.reconcile.findings import unpack
from tests.books import NPI, TIN, Books, Check, Sent, claim, hold, line, paid, payment

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
THEIRS, FOREIGN = "1900000013", "329999999"


@pytest.mark.parametrize("sent, said, found", [
    ("MSF-2026-000123-A7", "MSF-2026-000123", True),          # 15 characters as sent, 13 without punctuation
    ("000012345678901234", "000012345678901", True),          # leading zeros count as well
    ("msf-2026-000123-a7", "MSF-2026-000123", True),
    ("MSF-2026-000123-A7X9", "MSF2026000123A7", True),        # without punctuation, and cut short after that
    ("MSF-2026-000123-A7", "MSF-2026-00012", False),          # 14 characters
    ("1234567", "000000000000123", False),                    # zeros make no prefix
])
def test_a_number_cut_short_is_measured_as_it_was_sent(sent, said, found):
    """MAT-1c: 15 characters or more."""
    events = Sent(claim(sent, line("1", 3000))), Check(payment(said, paid("1", 3000, 3000)))
    for order in permutations(events):
        books = Books().take(*order)
        hold(books)
        assert books.claim(sent)["status"] == ("paid" if found else "open")


def shared(n, ccn="0"):
    """A claim and its payment, whose payer's number is that of all others."""
    return (Sent(claim(f"P{n}", line("1", 1000 + n))),
            Check(payment(f"P{n}", paid("1", 1000 + n, 1000 + n), ccn=ccn), trace=f"T{n}", day=MAY))


def test_a_payers_number_that_many_claims_share_is_no_key():
    """MAT-1d: of few it tells the claim, of many it tells nothing, whatever came first."""
    lost = Check(payment("LOST", paid("1", 700, 700), ccn="0"), trace="LOST", day=JUNE)
    few = [lost, *shared(1)]
    for order in permutations(few):
        assert Books().take(*order).check("LOST")["posted"] == "7.00"
    many = [lost, *(event for n in range(1, 23) for event in shared(n))]
    one, other = Books().take(*many), Books().take(*reversed(many))
    hold(one)
    assert one.dump() == other.dump() == Books().take(*many[1:], many[0]).dump() == Books().take(*many[20:], *many[:20]).dump()
    assert one.check("LOST")["unapplied"] == "7.00"
    assert [(p.rule, p.kind) for kept, in one.db.execute("SELECT finding FROM state_payment WHERE state = 'unapplied'")
            for p in unpack(kept)] == [("MAT-1", "crowded")]


@pytest.mark.parametrize("npi, tin, standing, posted", [
    (NPI, TIN, "ours", "30.00"), (NPI, "", "ours", "30.00"), (NPI, "31-1234567", "ours", "30.00"),
    (THEIRS, TIN, "other id", "30.00"),                       # a new NPI of our tax id
    (NPI, FOREIGN, "other tax id", "0.00"), (THEIRS, FOREIGN, "unknown", "0.00"),
])
def test_a_check_is_ours_by_npi_and_tax_id(npi, tin, standing, posted):
    """REM-25: what is made out to somebody else's tax id waits in unapplied, in whatever order the files come."""
    events = Sent(claim("A1", line("1", 3000))), Check(payment("A1", paid("1", 3000, 3000)), npi=npi, tin=tin)
    for order in permutations(events):
        books = Books().take(*order)
        hold(books)
        set_id, = books.db.execute("SELECT id FROM remittance").fetchone()
        assert (queries.check(books.db, set_id).payee_standing, books.check()["posted"]) == (standing, posted)
        waits = {"other tax id": ("REM-25", "other-tax-id"), "unknown": ("REM-25", "unknown-payee")}
        assert books.findings() == ([waits[standing]] if standing in waits else [])


def test_a_tax_id_that_becomes_known_lets_the_money_go():
    """REM-25: the provider's other tax id, or a claim that brings it, comes after the check."""
    check = Check(payment("A1", paid("1", 3000, 3000)), tin=FOREIGN)
    ours, theirs = Sent(claim("A1", line("1", 3000))), Sent(claim("B1", line("1", 1000), npi=THEIRS, tin=FOREIGN))
    unnamed = Sent(claim("A1", line("1", 3000), tin=""))                   # a claim that says no tax id
    for events, posted in (((check, ours), "0.00"), ((check, ours, theirs), "30.00"), ((check, unnamed), "30.00"),
                           ((check, unnamed, Sent(claim("A2", line("1", 500)))), "0.00")):
        for order in permutations(events):
            books = Books().take(*order)
            hold(books)
            assert books.check()["posted"] == posted


@pytest.mark.parametrize("first, second", [("L1", ""), ("", "L1"), ("", ""), ("L1", "L1")])
def test_a_payment_without_numbers_is_for_the_claim_of_its_day_and_charge(first, second):
    """MAT-1: of two claims under one number, whether the lines of either left with numbers or not."""
    early, late = (claim("A1", line(key, charge, day=day)) for key, charge, day in ((first, 10_000, MAY), (second, 25_000, JUNE)))
    check = Check(payment("A1", paid("", 10_000, 8_000, "CO-45 2000", day=MAY)), day=JUNE)
    for order in permutations([Sent(early), Sent(late, created=JUNE), check]):
        books = Books().take(*order)
        hold(books)
        assert (books.claim("A1")["status"], books.claim("A1#2")["status"]) == ("paid", "open")

"""The books: what files do to claims, lines and checks, whatever the order in which they come."""

import sqlite3
from dataclasses import replace
from datetime import date
from itertools import islice, permutations

import pytest

from edi_engine.billing.party import Name
from edi_engine.ledger import acknowledgments, database, decisions, facts, numbers, queries, transfers
from edi_engine.ledger.acknowledgments import Fault, Said
from edi_engine.ledger.decisions import Decision
from tests.books import Books, Check, Sent, claim, hold, line, paid, payment, reversal

A = claim("A1", line("A1-1", 10000), line("A1-2", 5000, code="G0009"))
PAID = payment("A1", paid("A1-1", 10000, 6000, "CO-45 3000,PR-2 1000"), paid("A1-2", 5000, 5000, code="G0009"), ccn="ICN1")
DENIED = payment("A1", paid("A1-1", 10000, 0, "CO-45 2000,CO-50 8000"), paid("A1-2", 5000, 5000, code="G0009"), ccn="ICN1")
APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)
SECOND = "1322222222"
TWO_DAYS = claim("D1", line("D1-1", 10000), line("D1-2", 10000, day=APRIL))

STORIES = {
    "paid": ([Sent(A), Check(PAID)],
             {"A1": ("paid", "150.00", "110.00", "30.00", "10.00", "0.00", "0.00")}),
    "not answered": ([Sent(A)], {"A1": ("open", "150.00", "0.00", "0.00", "0.00", "0.00", "150.00")}),
    "denied line": ([Sent(A), Check(DENIED)],
                    {"A1": ("partly denied", "150.00", "50.00", "20.00", "0.00", "0.00", "80.00")}),
    "reversal and correction": (
        [Sent(A), Check(DENIED), Check(reversal(DENIED), PAID, trace="T2", day=MAY)],
        {"A1": ("paid", "150.00", "110.00", "30.00", "10.00", "0.00", "0.00")}),
    "reversal of a payment that is not here, and its correction": (
        [Sent(A), Check(reversal(PAID), PAID, trace="T2", day=MAY)],
        {"A1": ("paid", "150.00", "110.00", "30.00", "10.00", "0.00", "0.00")}),
    "reversal of a payment that is not here, corrected later": (
        [Sent(A), Check(reversal(PAID), trace="T2", day=MAY, plb=[("WO", "A1", -11000)]), Check(PAID, trace="T3", day=JUNE)],
        {"A1": ("paid", "150.00", "110.00", "30.00", "10.00", "0.00", "0.00")}),
    "reversal of a payment that is not here": (
        [Sent(A), Check(reversal(PAID), trace="T2", day=MAY, plb=[("WO", "A1", -11000)])],
        {"A1": ("open", "150.00", "0.00", "0.00", "0.00", "0.00", "150.00")}),
    "reversal alone": ([Sent(A), Check(PAID), Check(reversal(PAID), trace="T2", day=MAY, plb=[("WO", "A1", -11000)])],
                       {"A1": ("reversed", "150.00", "0.00", "0.00", "0.00", "0.00", "150.00")}),
    "claim in two parts": (
        [Sent(A), Check(payment("A1", paid("A1-1", 10000, 7000, "CO-45 3000"), ccn="X1"),
                        payment("A1", paid("A1-2", 5000, 4000, "CO-45 1000", code="G0009"), ccn="X2"))],
        {"A1": ("paid", "150.00", "110.00", "40.00", "0.00", "0.00", "0.00")}),
    "claim level": ([Sent(A), Check(payment("A1", charge=15000, amount=9000, adjustments="CO-45 4000,PR-1 2000"))],
                    {"A1": ("paid", "150.00", "90.00", "40.00", "20.00", "0.00", "0.00")}),
    "claim level beside lines": (
        [Sent(A), Check(payment("A1", paid("A1-1", 10000, 7000, "CO-45 3000"), paid("A1-2", 5000, 5000, code="G0009"),
                                adjustments="CO-253 200"))],
        {"A1": ("paid", "150.00", "118.00", "32.00", "0.00", "0.00", "0.00")}),
    "secondary (RFI 1696)": (
        [Sent(claim("B1", line("B1-1", 50000))),
         Check(payment("B1", paid("B1-1", 50000, 30000, "CO-45 12500,PR-1 7500"))),
         Check(payment("B1", paid("B1-1", 50000, 6500, "OA-23 42500,CO-45 1000"), status="2"), payer=SECOND,
               trace="M1", day=MAY)],
        {"B1": ("paid", "500.00", "365.00", "135.00", "0.00", "0.00", "0.00")}),
    "secondary with the primary's share as contractual (RFI 1696)": (
        [Sent(claim("B1", line("B1-1", 50000))),
         Check(payment("B1", paid("B1-1", 50000, 30000, "CO-45 12500,PR-1 7500"))),
         Check(payment("B1", paid("B1-1", 50000, 6500, "CO-45 43500"), status="2"), payer=SECOND, trace="M1", day=MAY)],
        {"B1": ("overpaid", "500.00", "365.00", "560.00", "0.00", "0.00", "-425.00")}),
    "copay at claim level, and a secondary that speaks of one line": (
        [Sent(A), Check(payment("A1", paid("A1-1", 10000, 9000, "CO-45 1000"), paid("A1-2", 5000, 3000, "PR-2 2000", code="G0009"),
                                adjustments="PR-3 1000")),
         Check(payment("A1", paid("A1-2", 5000, 1500, "OA-23 3000,PR-2 500", code="G0009"), status="2"), payer=SECOND,
               trace="M1", day=MAY)],
        {"A1": ("paid", "150.00", "125.00", "10.00", "15.00", "0.00", "0.00")}),
    "primary that answers the claim, secondary by line": (
        [Sent(A), Check(payment("A1", charge=15000, amount=12000, adjustments="PR-2 3000")),
         Check(payment("A1", paid("A1-1", 10000, 2000, "OA-23 8000"), paid("A1-2", 5000, 0, "OA-23 4000,PR-2 1000", code="G0009"),
                       status="2"), payer=SECOND, trace="M1", day=MAY)],
        {"A1": ("paid", "150.00", "140.00", "0.00", "10.00", "0.00", "0.00")}),
    "prior payer's share at claim level": (
        [Sent(A), Check(PAID), Check(payment("A1", paid("A1-1", 10000, 10000), paid("A1-2", 5000, 5000, code="G0009"),
                                             adjustments="OA-23 14000", status="2"), payer=SECOND, trace="M1", day=MAY)],
        {"A1": ("paid", "150.00", "120.00", "30.00", "0.00", "0.00", "0.00")}),
    "a number used again, and a part that begins with a later line": (
        [Sent(TWO_DAYS), Sent(claim("D1", line("D2-1", 7000, day=JUNE)), created=JUNE),
         Check(payment("D1", paid("", 10000, 8000, "CO-45 2000", day=APRIL)))],
        {"D1": ("partly answered", "200.00", "80.00", "20.00", "0.00", "0.00", "100.00"),
         "D1#2": ("open", "70.00", "0.00", "0.00", "0.00", "0.00", "70.00")}),
    "secondary that says it is the first": (
        [Sent(claim("B1", line("B1-1", 50000))), Sent(claim("B1", line("B1-1", 50000), sequence="S", payer=SECOND), created=MAY),
         Check(payment("B1", paid("B1-1", 50000, 30000, "CO-45 10000,PR-2 10000"))),
         Check(payment("B1", paid("B1-1", 50000, 6000, "OA-23 40000,PR-2 4000")), payer=SECOND, trace="M1", day=JUNE)],
        {"B1": ("paid", "500.00", "360.00", "100.00", "40.00", "0.00", "0.00")}),
    "secondary for the open line alone": (
        [Sent(TWO_DAYS), Sent(claim("D1", line("D1-2", 10000, day=APRIL), sequence="S", payer=SECOND), created=MAY),
         Check(payment("D1", paid("D1-1", 10000, 8000, "CO-45 2000"), paid("D1-2", 10000, 4000, "CO-45 2000,PR-2 4000", day=APRIL))),
         Check(payment("D1", paid("D1-2", 10000, 3000, "OA-23 6000,PR-2 1000", day=APRIL), status="2"), payer=SECOND, trace="M1",
               day=JUNE)],
        {"D1": ("paid", "200.00", "150.00", "40.00", "10.00", "0.00", "0.00")}),
    "secondary without its primary": (
        [Sent(claim("B1", line("B1-1", 50000), sequence="S", payer=SECOND)),
         Check(payment("B1", paid("B1-1", 50000, 6000, "OA-23 40000,PR-2 4000"), status="2"), payer=SECOND)],
        {"B1": ("held", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00")}),
    "primary's answer not here": (
        [Sent(claim("B1", line("B1-1", 50000))),
         Check(payment("B1", paid("B1-1", 50000, 6000, "OA-23 40000,PR-2 4000"), status="2"), payer=SECOND)],
        {"B1": ("held", "500.00", "0.00", "0.00", "0.00", "0.00", "500.00")}),
    "three payers": (
        [Sent(claim("B1", line("B1-1", 50000))), Check(payment("B1", paid("B1-1", 50000, 30000, "CO-45 10000,PR-2 10000"))),
         Check(payment("B1", paid("B1-1", 50000, 6000, "OA-23 40000,PR-2 4000"), status="2"), payer=SECOND, trace="M1", day=MAY),
         Check(payment("B1", paid("B1-1", 50000, 3000, "OA-23 46000,PR-2 1000"), status="3"), payer="1333333333", trace="N1",
               day=JUNE)],
        {"B1": ("paid", "500.00", "390.00", "100.00", "10.00", "0.00", "0.00")}),
    "deductible, then paid, and no reversal": (
        [Sent(claim("B1", line("B1-1", 10000))), Check(payment("B1", paid("B1-1", 10000, 0, "CO-45 2000,PR-1 8000"), ccn="X1")),
         Check(payment("B1", paid("B1-1", 10000, 6400, "CO-45 2000,PR-2 1600"), ccn="X2"), trace="T2", day=MAY)],
        {"B1": ("paid", "100.00", "64.00", "20.00", "16.00", "0.00", "0.00")}),
    "paid, then refused as a duplicate": (
        [Sent(A), Check(PAID), Check(payment("A1", paid("A1-1", 10000, 0, "OA-18 10000"),
                                             paid("A1-2", 5000, 0, "OA-18 5000", code="G0009"), ccn="ICN2"), trace="T2", day=MAY)],
        {"A1": ("paid", "150.00", "110.00", "30.00", "10.00", "0.00", "0.00")}),
    "reversal with a number of its own": (
        [Sent(A), Check(PAID), Check(replace(reversal(PAID), payer_claim_control_number="ICN2"), trace="T2", day=MAY,
                                     plb=[("WO", "A1", -11000)])],
        {"A1": ("reversed", "150.00", "0.00", "0.00", "0.00", "0.00", "150.00")}),
    "identical lines reversed in another order": (
        [Sent(claim("E1", line("", 5000), line("", 5000))),
         Check(payment("E1", paid("", 5000, 3000, "CO-45 2000"), paid("", 5000, 0, "CO-18 5000"), ccn="X1")),
         Check(reversal(payment("E1", paid("", 5000, 0, "CO-18 5000"), paid("", 5000, 3000, "CO-45 2000"), ccn="X1")),
               trace="T2", day=MAY, plb=[("WO", "E1", -3000)])],
        {"E1": ("reversed", "100.00", "0.00", "0.00", "0.00", "0.00", "100.00")}),
    "bundled": (
        [Sent(A), Check(payment("A1", paid("A1-1", 10000, 12000, "CO-94 -2000"),
                                paid("A1-2", 5000, 0, "CO-97 5000", submitted="G0009")))],
        {"A1": ("paid", "150.00", "120.00", "30.00", "0.00", "0.00", "0.00")}),
    "replaced": (
        [Sent(A), Sent(claim("A1", line("A1-1", 9000), frequency="7"), created=date(2026, 3, 20)),
         Check(payment("A1", paid("A1-1", 9000, 9000), ccn="X9"))],
        {"A1": ("paid", "90.00", "90.00", "0.00", "0.00", "0.00", "0.00")}),
    "replaced, and paid without control numbers before": (
        [Sent(A), Check(payment("A1", paid("", 10000, 8000, "CO-45 2000"), paid("", 5000, 3000, "CO-45 2000", code="G0009"))),
         Sent(claim("A1", line("A1-1", 13000), frequency="7"), created=date(2026, 3, 20))],
        {"A1": ("overpaid", "130.00", "110.00", "40.00", "0.00", "0.00", "-20.00")}),
    "voided": ([Sent(A), Sent(replace(A, frequency="8"), created=date(2026, 3, 20))],
               {"A1": ("voided", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00")}),
    "a number used again": (
        [Sent(A), Sent(claim("A1", line("A1-1", 7000, day=date(2026, 5, 5))), created=date(2026, 5, 6)), Check(PAID),
         Check(payment("A1", paid("A1-1", 7000, 7000, day=date(2026, 5, 5))), trace="T3", day=JUNE)],
        {"A1": ("paid", "150.00", "110.00", "30.00", "10.00", "0.00", "0.00"),
         "A1#2": ("paid", "70.00", "70.00", "0.00", "0.00", "0.00", "0.00")}),
    "a number used again for another payer": (
        [Sent(A), Sent(claim("A1", line("A1-1", 7000, day=date(2026, 5, 5)), payer="GRAN"), created=date(2026, 5, 6))],
        {"A1": ("open", "150.00", "0.00", "0.00", "0.00", "0.00", "150.00"),
         "A1#2": ("open", "70.00", "0.00", "0.00", "0.00", "0.00", "70.00")}),
    "billed once more to the right payer": (
        [Sent(A), Sent(replace(A, subscriber=claim("A1", payer="GRAN").subscriber), created=MAY)],
        {"A1": ("open", "150.00", "0.00", "0.00", "0.00", "0.00", "150.00")}),
    "a number used again, the first corrected by its control numbers": (
        [Sent(A), Sent(claim("A1", line("Z1", 7000, day=date(2026, 5, 5))), created=date(2026, 5, 6)),
         Sent(claim("A1", line("A1-1", 9000, day=date(2026, 3, 3)), frequency="7"), created=JUNE)],
        {"A1": ("open", "90.00", "0.00", "0.00", "0.00", "0.00", "90.00"),
         "A1#2": ("open", "70.00", "0.00", "0.00", "0.00", "0.00", "70.00")}),
    "a number used again, the first corrected by the payer's number": (
        [Sent(claim("A1", line("", 10000))), Sent(claim("A1", line("", 7000, day=date(2026, 5, 5))), created=date(2026, 5, 6)),
         Check(payment("A1", paid("", 10000, 10000), ccn="ICN1")),
         Sent(claim("A1", line("", 9000, day=date(2026, 3, 3)), frequency="7", replaces="ICN1"), created=JUNE)],
        {"A1": ("overpaid", "90.00", "100.00", "0.00", "0.00", "0.00", "-10.00"),
         "A1#2": ("open", "70.00", "0.00", "0.00", "0.00", "0.00", "70.00")}),
    "two practices with one number": (
        [Sent(A), Sent(claim("A1", line("1", 3000), npi="1900000013", tin="317654321")), Check(PAID),
         Check(payment("A1", paid("1", 3000, 3000)), npi="1900000013", trace="Z")],
        {"A1@1999999984": ("paid", "150.00", "110.00", "30.00", "10.00", "0.00", "0.00"),
         "A1@1900000013": ("paid", "30.00", "30.00", "0.00", "0.00", "0.00", "0.00")}),
    "mangled number": ([Sent(claim("00AB-12", line("1", 3000))), Check(payment("ab12", paid("1", 3000, 3000)))],
                       {"00AB-12": ("paid", "30.00", "30.00", "0.00", "0.00", "0.00", "0.00")}),
    "number cut short": (
        [Sent(claim("PRACTICE0000012345", line("1", 3000))), Check(payment("PRACTICE00000123", paid("1", 3000, 3000)))],
        {"PRACTICE0000012345": ("paid", "30.00", "30.00", "0.00", "0.00", "0.00", "0.00")}),
    "learned number": (
        [Sent(A), Check(PAID), Check(replace(reversal(PAID), patient_control_number="LOST"), trace="T2", day=MAY,
                                     plb=[("FB", "T2", -11000)])],
        {"A1": ("reversed", "150.00", "0.00", "0.00", "0.00", "0.00", "150.00")}),
    "estimate": ([Sent(A), Check(payment("A1", paid("A1-1", 10000, 0, "OA-101 10000"), status="25", charge=10000))],
                 {"A1": ("open", "150.00", "0.00", "0.00", "0.00", "0.00", "150.00")}),
    "claim payment out of balance": (
        [Sent(A), Check(payment("A1", paid("A1-1", 10000, 6000, "CO-45 3000"), charge=10000))],
        {"A1": ("held", "150.00", "0.00", "0.00", "0.00", "0.00", "150.00")}),
    "answered in a check that does not add up": (
        [Sent(A), Check(PAID, amount=12000)], {"A1": ("held", "150.00", "0.00", "0.00", "0.00", "0.00", "150.00")}),
    "paid in full twice under one trace": (
        [Sent(A), Check(PAID), Check(DENIED, amount=11000, trace="T1")],
        {"A1": ("paid", "150.00", "110.00", "30.00", "10.00", "0.00", "0.00")}),
}


@pytest.mark.parametrize("story", STORIES)
def test_a_story_ends_the_same_in_every_order(story):
    """MAT-5, MAT-6, MAT-7: order and repeats change nothing, the invariants hold after every file."""
    events, ends = STORIES[story]
    dumps = set()
    for order in islice(permutations(events), 24):
        books = Books()
        for event in order:
            books.take(event)
            hold(books)
        books.take(*order)
        hold(books)
        dumps.add("\n".join(books.dump()))
    assert len(dumps) == 1, dumps
    assert {row["claim"]: tuple(row[name] for name in ("status", "charge", "paid", "contractual", "patient", "other", "balance"))
            for row in books.rows("claim")} == ends


def test_of_two_checks_with_one_key_one_counts_in_every_order():
    """REM-23: the same payer, trace, date, amount and payee with other content waits for a person."""
    twin = Check(DENIED, plb=[("WO", "X", -6000)])
    dumps = {"\n".join(Books().take(*order).dump()) for order in permutations([Sent(A), Check(PAID), twin])}
    books = Books().take(Sent(A), Check(PAID), twin)
    hold(books)
    assert len(dumps) == 1
    assert sorted(row["status"] for row in books.rows("check")) == ["duplicate", "posted"]
    assert sum(row["posted"] != "0.00" for row in books.rows("check")) == 1


def test_money_without_a_claim_waits_in_unapplied():
    """MAT-12: the check ties out although nothing is known of the claim."""
    books = Books().take(Sent(A), Check(payment("NOBODY", paid("1", 3000, 3000)), PAID, plb=[("L6", "", -100)]))
    hold(books)
    assert {name: books.check()[name] for name in ("amount", "posted", "unapplied", "held")} == {
        "amount": "141.00", "posted": "110.00", "unapplied": "30.00", "held": "0.00"}


def test_a_check_that_does_not_add_up_is_held_whole():
    """REM-3, REM-28."""
    books = Books().take(Sent(A), Check(PAID, amount=12000))
    hold(books)
    assert (books.check()["status"], books.check()["held"], books.check()["posted"]) == ("held", "120.00", "0.00")
    assert books.claim("A1")["status"] == "held"


def test_an_unknown_payee_waits_until_its_provider_is_known():
    """REM-25."""
    stranger = Check(payment("S1", paid("1", 3000, 3000)), npi="1900000013", tin="317654321")
    theirs = Sent(claim("S1", line("1", 3000), npi="1900000013", tin="317654321"))
    books = Books().take(stranger)
    assert books.check()["unapplied"] == "30.00"
    books.take(theirs)
    hold(books)
    assert books.check()["posted"] == "30.00"


def test_a_number_that_looks_like_a_made_name_is_told_apart():
    """Identity: A1#2 is the second claim under A1; somebody's own number A1#2 is then called A1#2#1, and only then."""
    own = Sent(claim("A1#2", line("1", 3000)))
    assert [row["claim"] for row in Books().take(own).rows("claim")] == ["A1#2"]
    later = Sent(claim("A1", line("A1-3", 7000, day=date(2026, 3, 20))), created=date(2026, 3, 21))
    for events in permutations((Sent(A), own, later)):
        books = Books().take(*events)
        names = {row["claim"]: row["charge"] for row in books.rows("claim")}
        assert names.pop("A1") and names == {"A1#2": "70.00", "A1#2#1": "30.00"}
        for name in ("A1", "A1#2", "A1#2#1"):
            assert [key.name for key in queries.claims_named(books.db, name)] == [name]


def test_facts_only_grow():
    """Facts and journal refuse what would rewrite history, whoever opens the ledger and however it is said."""
    books = Books().take(Sent(A), Check(replace(PAID, corrected_payer=Name("PR", last="CEDAR")), plb=[("WO", "X", 100)]))
    with database.transaction(books.db):
        numbers.allocate(books.db, "ISA13")
        decisions.add(books.db, Decision("note", text="so", made="2026-05-01"))
        set_id, _ = facts.add_set(books.db, "999", "D", "005010X231A1")
        facts.add_trial(books.db, set_id)
        acknowledgments.add(books.db, set_id, "", "receiver", "HARBOR")
        acknowledgments.add_answers(books.db, set_id, [Said(1, "set", "rejected", faults=(Fault(2, "SV1", 3, "2400", "8"),))])
        transfers.step(books.db, transfers.Upload("clearinghouse", "0" * 64, 1, "a.837", 1), transfers.BEGUN)
        transfers.fetched(books.db, "clearinghouse", transfers.Seen("in/a.835", 1, 1), "0" * 64, ".whole")
        transfers.refuse(books.db, transfers.Refusal("clearinghouse", "in/b.835", 1, "too-large"))
        transfers.audit(books.db, "send")
    db = books.db
    tables = [name for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
              if not name.startswith(("state_", "sqlite_", "_"))]
    assert {"journal", "claim_payment", "submission", "decision", "allocation", "provider_adjustment"} <= set(tables)
    for table in tables:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        assert db.execute(f"SELECT 1 FROM {table}").fetchone(), table
        rewritings = [f"UPDATE {table} SET {columns[-1]} = {columns[-1]}", f"UPDATE OR REPLACE {table} SET {columns[0]} = {columns[0]}",
                      f"DELETE FROM {table}", f"REPLACE INTO {table} SELECT * FROM {table}", f"INSERT INTO {table} SELECT * FROM {table}"]
        if columns[0] == "id" and table not in ("journal", "submission", "remittance", "acknowledgment", "answer",
                                                "audit"):      # by another of its keys
            rewritings.append(f"REPLACE INTO {table} SELECT id + 1000, {', '.join(columns[1:])} FROM {table}")
        for rewriting in rewritings:
            with pytest.raises(sqlite3.IntegrityError, match=f"{table} only grows|UNIQUE constraint failed: {table}"):
                db.execute(rewriting)


def test_the_reason_of_a_line_is_that_of_an_answer_that_stands():
    """A denial that was taken back is no reason any more: the reversal is where to look."""
    books = Books().take(Sent(A), Check(DENIED))
    said = "SELECT l.reasons, r.trace FROM state_line l LEFT JOIN claim_payment p ON p.id = l.payment LEFT JOIN remittance r " \
           "ON r.id = p.remittance WHERE l.line = 'A1-1'"
    assert books.db.execute(said).fetchone() == ("CO-50", "T1")
    books.take(Check(reversal(DENIED), trace="T2", day=MAY, plb=[("WO", "A1", -5000)]))
    assert books.db.execute(said).fetchone() == ("", "T2")


def test_a_part_of_an_unbundled_line_is_found_by_what_it_names():
    """REM-14, MAT-2d: the second part charges nothing, has no control number, and names the line in SVC06."""
    books = Books().take(
        Sent(claim("U1", line("U1-1", 12000, code="80053"), line("U1-2", 5000))),
        Check(payment("U1", paid("", 12000, 4000, "CO-94 4000,CO-45 4000", code="80047", submitted="80053"),
                      paid("", 0, 4000, "CO-94 -4000", code="80048", submitted="80053"), paid("", 5000, 5000))))
    hold(books)
    found = books.lines("U1")["U1-1"]
    assert (found["paid"], found["contractual"], found["balance"]) == ("80.00", "40.00", "0.00") and not books.findings()

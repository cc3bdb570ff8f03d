"""What waits for a person is listed, whatever the sum of the claim says."""

from dataclasses import replace
from datetime import date

import pytest

from edi_engine.ledger.worklist import waiting
from tests.books import Books, Check, Sent, claim, hold, line, paid, payment

A = claim("A1", line("A1-1", 10000), line("A1-2", 5000, code="G0009"))
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
ONE = payment("A1", paid("A1-1", 10000, 8000, "PR-2 2000"), charge=10000)
BOTH = payment("A1", paid("A1-1", 10000, 10000), paid("A1-2", 5000, 0, "CO-50 5000", code="G0009"))
AGAIN = payment("A1", paid("A1-1", 5000, 5000), ccn="ICN9")
UNBALANCED = payment("A1", paid("A1-1", 10000, 6000, "CO-45 3000"), charge=10000)

HIDDEN = {
    "a line that a replacement added is open, the one that it dropped is overpaid": (
        [Sent(claim("A1", line("A1-1", 10000))), Check(ONE),
         Sent(claim("A1", line("A1-2", 10000, code="G0009"), frequency="7"), created=date(2026, 5, 10))],
        "partly answered", [("A1-1", "overpaid", -10000), ("A1-2", "not answered", 10000)]),
    "an overpaid line beside a denied one": (
        [Sent(A), Check(BOTH), Check(AGAIN, trace="T2", day=MAY)],
        "partly denied", [("", "finding", 5000), ("A1-1", "overpaid", -5000), ("A1-2", "denied", 5000)]),
    "an overpaid line beside a short one": (
        [Sent(A), Check(payment("A1", paid("A1-1", 10000, 9000, "CO-45 500,CO-151 500"), paid("A1-2", 5000, 5000, code="G0009")),
                        payment("A1", paid("A1-2", 500, 500, code="G0009"), ccn="X"))],
        "overpaid", [("", "finding", 500), ("A1-1", "short", 500), ("A1-2", "overpaid", -500)]),
    "a denied line of a claim with another answer that is held": (
        [Sent(A), Check(UNBALANCED), Check(payment("A1", paid("A1-2", 5000, 0, "CO-50 5000", code="G0009"), ccn="X"), trace="T2", day=MAY)],
        "held", [("", "finding", 0), ("", "held claim payment", 6000), ("A1-2", "denied", 5000)]),
}


@pytest.mark.parametrize("story", HIDDEN)
def test_no_line_hides_another(story):
    """MAT-7, MAT-9: a claim is settled only when each of its lines is."""
    events, status, listed = HIDDEN[story]
    books = Books().take(*events)
    hold(books)
    assert books.claim("A1")["status"] == status
    assert sorted((row.line, row.kind, row.amount) for row in waiting(books.db)) == listed


def test_a_line_that_a_replacement_dropped_and_nobody_answered_leaves_the_claim_paid():
    """Nothing is left of it, so that nothing waits."""
    books = Books().take(Sent(A), Sent(replace(claim("A1", line("A1-1", 10000)), frequency="7"), created=date(2026, 3, 20)),
                         Check(ONE))
    assert (books.claim("A1")["status"], waiting(books.db)) == ("paid", [])

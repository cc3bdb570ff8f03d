"""docs/ledger.md is run: its accounts are those of the journal, its example is what the books do."""

import re
from pathlib import Path

from edi_engine.money import dollars
from tests.books import Books, Check, Sent, claim, hold, line, paid, payment, reversal
from tests.test_books import APRIL, JUNE, MAY

DOC = Path(__file__).parent.parent / "docs" / "ledger.md"
SENT = Sent(claim("A1", line("A1-1", 10000), line("A1-2", 5000, code="G0009")))
FIRST = payment("A1", paid("A1-1", 10000, 6000, "CO-45 3000,PR-2 1000"), paid("A1-2", 5000, 0, "CO-50 5000", code="G0009"), ccn="ICN1")
THEN = payment("A1", paid("A1-1", 10000, 6000, "CO-45 3000,PR-2 1000"), paid("A1-2", 5000, 4000, "CO-45 1000", code="G0009"), ccn="ICN1")
LIFE = (
    ("the claim leaves", SENT),
    ("the first 835: one line paid, one denied", Check(FIRST, trace="T1", day=APRIL)),
    ("the second 835: reversal and correction, with interest", Check(reversal(FIRST), THEN, trace="T2", day=MAY, plb=[("L6", "", -25)])),
    ("the third 835: money for a claim that nobody knows", Check(payment("X9", paid("1", 700, 700)), trace="T3", day=JUNE)),
)


def life():
    """(event, debit, credit, cents, claim, line) of every entry, in the order in which they were appended."""
    books, rows, seen = Books(), [], 0
    for event, file in LIFE:
        books.take(file)
        hold(books)
        for id_, debit, credit, cents, account, line_ in books.db.execute(
                "SELECT id, debit, credit, cents, account, line FROM journal WHERE id > ? ORDER BY id", (seen,)):
            rows.append((event, debit, credit, cents, "A1" if account else "", line_ or ""))
            seen = id_
    return rows


def table(rows):
    lines = ["| event | debit | credit | amount | claim | line |", "| --- | --- | --- | ---: | --- | --- |"]
    before = ""
    for event, debit, credit, cents, name, key in rows:
        lines.append(f"| {event if event != before else ''} | {debit} | {credit} | {dollars(cents)} | {name} | {key} |")
        before = event
    return "\n".join(lines)


def test_the_example_is_what_the_books_do():
    assert table(life()) in DOC.read_text(encoding="utf-8")


def test_every_account_of_the_journal_is_listed():
    listed = set(re.findall(r"^\| `([a-z ]+)` \|", DOC.read_text(encoding="utf-8"), re.MULTILINE))
    used = {account for _, debit, credit, *_ in life() for account in (debit, credit)}
    assert used <= listed

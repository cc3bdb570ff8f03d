"""What a payer knows otherwise - the patient's number or name, which payer comes first - is told until a claim leaves so (REM-26)."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from types import SimpleNamespace

import pytest

from edi_engine import settings
from edi_engine.billing.party import Name
from edi_engine.flows import explain, worklist
from edi_engine.reconcile.claim_notes import corrected
from tests.books import Books, Check, Sent, claim, line, paid, payment

OLD, NEW = "1S00AA0AA00", "1S00BB0BB00"
JO = Name("QC", "1", "DOE", "JO", id_qualifier="MI", id=OLD, at=16)
A = claim("A1", line("A1-1", 10000))
NUMBER = Name("74", "1", id_qualifier="C", id=NEW, at=17)
NAMED = Name("74", "1", "DOE", "JOAN", at=17)
OTHER = Name("PR", "2", "CEDAR", id_qualifier="PI", id="CEDAR", at=18)


def answered(*said, pcn="A1"):
    fields = {"74": "corrected", "PR": "corrected_payer"}
    return replace(payment(pcn, paid(f"{pcn}-1", 10000, 10000)), patient=JO, **{fields[name.role]: name for name in said})


def with_member(sent, member, first="JO"):
    person = sent.subscriber.person
    named = replace(sent.subscriber, person=replace(person, name=replace(person.name, id=member, first=first)))
    return replace(sent, subscriber=named)


def corrections(books, monkeypatch):
    monkeypatch.setenv("EDI_TODAY", "2026-04-10")
    house = SimpleNamespace(db=books.db, settings=settings.parse(settings.FRESH))
    items = worklist.worklist(house)["items"]
    return [(item["kind"], item["claim"], item["segment"]) for item in items if item["kind"].startswith(("new", "other payer"))]


@pytest.mark.parametrize("said, kind, after", [
    (NUMBER, "new member id", with_member(A, NEW)), (NAMED, "new name", with_member(A, OLD, "JOAN")),
    (OTHER, "other payer first", claim("A1", line("A1-1", 10000), payer="CEDAR"))])
def test_it_is_on_the_worklist_until_a_claim_leaves_so(said, kind, after, monkeypatch):
    """Whichever comes first, and once however many answers say it."""
    sent, first, again = Sent(A), Check(answered(said)), Check(answered(said), trace="T2", day=date(2026, 4, 2))
    for order in permutations((sent, first, again)):
        books = Books().take(*order)
        assert corrections(books, monkeypatch) == [(kind, "A1", said.at)]
        books.take(Sent(after, created=date(2026, 4, 5)))
        assert corrections(books, monkeypatch) == []


def test_a_claim_tells_of_it_and_not_what_it_is(monkeypatch):
    """Where it stands, not the number: that is the patient's."""
    books = Books().take(Sent(A), Check(answered(NUMBER, OTHER)))
    monkeypatch.setattr(explain, "_texts", lambda *_: {})
    house = SimpleNamespace(db=books.db, settings=settings.parse(settings.FRESH))
    told = [event for event in explain.explain(house, "A1")["history"] if event["what"] in ("new member id", "other payer first")]
    assert [(event["what"], event["segment"], event["text"]) for event in told] == [
        ("new member id", 17, None), ("other payer first", 18, None)]
    assert NEW not in str(told)


@pytest.mark.parametrize("said, kinds", [
    (Name("74", "1", id=OLD), []), (Name("74", "1", "doe", "jo"), []), (Name("74", "1", "", "JOAN"), ["name"]),
    (Name("74", "1", "DOE", "JOAN", id=NEW), ["member-id"]), (Name("74", "1", "DOE", suffix="JR"), ["name"])])
def test_what_says_the_same_corrects_nothing(said, kinds):
    assert [kind for kind, _ in corrected(replace(answered(), corrected=said))] == kinds

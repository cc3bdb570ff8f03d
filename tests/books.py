"""A ledger in memory, fed with nouns: what the tests of the books share."""

import json
import sqlite3
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

from edi_engine.billing.claim import BillingProvider, Claim, Payer, Person, ServiceLine, Submission, Subscriber
from edi_engine.billing.party import Adjustment, Dated, Name, Period, Procedure, Reference
from edi_engine.billing.remittance import (
    ClaimPayment,
    Payment,
    ProviderAdjustment,
    RemittanceHead,
    RemittanceParty,
    RemittanceTail,
    ServicePayment,
    Trace,
)
from edi_engine.ledger import database, facts, queries
from edi_engine.ledger.settle import Moved, settle
from edi_engine.ledger.touching import Touched
from edi_engine.reconcile import balancing
from edi_engine.reconcile.findings import unpack

NPI, TIN, PAYER = "1999999984", "311234567", "1311111111"
DAY = date(2026, 3, 2)


def line(key, charge, *, code="G0008", modifiers=(), day=DAY):
    return ServiceLine(Procedure("HC", code, tuple(modifiers)), charge, control_number=key, service=Period("472", day))


def claim(pcn, *lines, npi=NPI, tin=TIN, payer="HARBR", sequence="P", frequency="1", replaces="", at=10):
    provider = BillingProvider(Name("85", "2", "PRACTICE", id_qualifier="XX", id=npi), tax_id=tin)
    subscriber = Subscriber(sequence, Person(Name("IL", "1", "DOE", "JO", id_qualifier="MI", id="1S00AA0AA00")),
                            Payer(Name("PR", "2", "HARBOR", id_qualifier="PI", id=payer)))
    return Claim(pcn, sum(found.charge for found in lines), provider, subscriber, frequency=frequency, lines=tuple(lines),
                 payer_claim_control_number=replaces, at=at)


def cas(text):
    """Adjustments from "CO-45 1000, PR-1 500"."""
    found = []
    for part in filter(None, text.split(",")):
        code, cents = part.split()
        group, reason = code.split("-")
        found.append(Adjustment(group, reason, int(cents), at=len(found) + 1))
    return tuple(found)


def paid(key, charge, amount, adjustments="", *, code="G0008", modifiers=(), submitted=None, day=DAY):
    return ServicePayment(Procedure("HC", code, tuple(modifiers)), charge, amount, adjustments=cas(adjustments), control_number=key,
                          submitted=Procedure("HC", submitted) if submitted else None, dates=(Dated("472", day),), at=20)


def payment(pcn, *lines, status="1", ccn="", adjustments="", charge=None, amount=None):
    taken = cas(adjustments)
    return ClaimPayment(
        pcn, status, sum(found.charge for found in lines) if charge is None else charge,
        sum(found.paid for found in lines) - sum(a.amount for a in taken) if amount is None else amount,
        payer_claim_control_number=ccn, adjustments=taken, lines=tuple(lines), at=15)


def reversal(original):
    """Minus the payment, line by line (REM-11)."""
    def minus(adjustments):
        return tuple(replace(a, amount=-a.amount) for a in adjustments)

    lines = tuple(replace(found, charge=-found.charge, paid=-found.paid, adjustments=minus(found.adjustments))
                  for found in original.lines)
    return replace(original, status="22", charge=-original.charge, paid=-original.paid, adjustments=minus(original.adjustments),
                   lines=lines)


class Sent:
    """An 837P: claims that left on a day."""

    def __init__(self, *claims, created=date(2026, 3, 3)):
        self.claims, self.created = claims, created

    def into(self, books):
        db, digest = books.db, sha256(repr((self.claims, self.created)).encode()).hexdigest()
        set_id, new = books.set("837P", digest)
        if not new:
            return
        head = Submission("1", self.created)
        known = facts.add_claims(db, set_id, 1, head, self.claims, "claim", [""] * len(self.claims))
        facts.release(db, set_id)
        books.moved = settle(db, Touched((set_id,), tuple(known)), {})


class Check:
    """An 835: one check with its claim payments."""

    def __init__(self, *payments, trace="T1", day=date(2026, 4, 1), npi=NPI, payer=PAYER, plb=(), amount=None, tin=TIN):
        self.payments, self.trace, self.day, self.npi, self.payer, self.tin = payments, trace, day, npi, payer, tin
        self.plb = tuple(ProviderAdjustment(npi, "20261231", reason, reference, cents, slot)
                         for slot, (reason, reference, cents) in enumerate(plb, 1))
        owed = sum(p.paid for p in payments) - sum(item.amount for item in self.plb)
        self.amount = owed if amount is None else amount

    def into(self, books):
        db = books.db
        key = (self.payments, self.trace, self.day, self.npi, self.payer, self.plb, self.amount, self.tin)
        set_id, new = books.set("835", sha256(repr(key).encode()).hexdigest())
        if not new:
            return
        head = RemittanceHead(Payment("I", self.amount, effective=self.day), Trace(self.trace, self.payer),
                              payer=RemittanceParty("PR", "HARBOR"),
                              payee=RemittanceParty("PE", "PRACTICE", "XX", self.npi, references=(Reference("TJ", self.tin),)))
        tail, total = RemittanceTail(self.plb), sum(p.paid for p in self.payments)
        facts.add_remittance(db, set_id, 1, head, tail, len(self.payments), total, balancing.check_off(head, tail, total))
        facts.add_claim_payments(db, set_id, 1, 1, ((p, not list(balancing.of_claim(p))) for p in self.payments))
        books.moved = settle(db, Touched((set_id,)), {})


class Books:
    """A ledger that takes events in any order."""

    def __init__(self):
        self.db: sqlite3.Connection = database.connect(Path(":memory:"))
        self.file = facts.add_file(self.db, "0" * 64, "file", "x")
        self.control = 0
        self.moved: list[Moved] = []           # the checks that the last event moved

    def set(self, kind, digest):
        set_id, new = facts.add_set(self.db, kind, digest, "")
        self.control += 1
        isa = ("ISA", *["" for _ in range(8)], "260301", "1200", "", "", digest[:9], "0", "T", ":")
        facts.add_sending(self.db, set_id, self.file, SimpleNamespace(
            first=1, isa=isa, group_control_number="1", control_number="1"))
        return set_id, new

    def take(self, *events):
        for event in events:
            with database.transaction(self.db):
                event.into(self)
        return self

    def dump(self):
        return list(queries.dump(self.db))

    def rows(self, kind):
        return [row for row in map(json.loads, self.dump()) if row["kind"] == kind]

    def claim(self, name):
        return next(row for row in self.rows("claim") if row["claim"] == name)

    def lines(self, name):
        return {row["line"]: row for row in self.rows("line") if row["claim"] == name}

    def findings(self):
        """(rule, kind) of everything that is odd about a claim payment."""
        return [(found.rule, found.kind) for kept, in self.db.execute("SELECT finding FROM state_payment ORDER BY payment")
                for found in unpack(kept)]

    def matches(self):
        """The line key that fired, by line."""
        return dict(self.db.execute("SELECT line, match FROM state_line WHERE line <> ''"))

    def check(self, trace="T1"):
        return next(row for row in self.rows("check") if row["trace"] == trace)


def hold(books):
    """The invariants of the books: state is what the views say, each check ties out, each balance is what its parts leave."""
    db = books.db
    sums = "charge, paid, contractual, patient, other, balance"
    for state, view, key in (("state_claim", "claim_books", "account, claim"), ("state_line", "line_books", "account, claim, line")):
        kept = set(db.execute(f"SELECT {key}, {sums} FROM {state} WHERE (charge, paid, contractual, patient, other) <> (0, 0, 0, 0, 0)"))
        derived = set(db.execute(f"SELECT {key}, {sums} FROM {view} WHERE (charge, paid, contractual, patient, other) <> (0, 0, 0, 0, 0)"))
        assert kept == derived, (state, kept ^ derived)
    assert not db.execute("SELECT * FROM state_claim WHERE balance <> charge - paid - contractual - patient - other").fetchall()
    for posted, unapplied, held, adjusted, *books_say in db.execute("""
            SELECT s.posted, s.unapplied, s.held, s.adjusted, b.posted, b.unapplied, b.held, b.adjusted, b.untied
            FROM state_check s JOIN check_books b USING (remittance) WHERE s.state IN ('counts', 'released')"""):
        assert books_say == [posted, unapplied, held, adjusted, 0]
    for amount, posted, unapplied, held, adjusted, off in db.execute("""
            SELECT r.amount, s.posted, s.unapplied, s.held, s.adjusted, CASE s.state WHEN 'released' THEN r.off ELSE 0 END
            FROM state_check s JOIN remittance r ON r.id = s.remittance WHERE s.state IN ('counts', 'released')"""):
        assert amount == posted + unapplied + held - adjusted + off

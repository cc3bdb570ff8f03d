"""What an 835 adds up to, and whether it does (REM-1, REM-2, REM-3)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from edi_engine.guides.counting.counter import Count, Found, Read
from edi_engine.guides.values import day
from edi_engine.money import Cents, dollars
from edi_engine.problems import Problem, shortfalls
from edi_engine.x12 import TransactionSet

TRIPLETS = range(2, 20, 3)                 # CAS: reason, amount, quantity
PAIRS = range(3, 15, 2)                    # PLB: reason and reference, amount


@dataclass(slots=True)
class Open:
    """A claim payment or a service line while its adjustments are added up."""

    at: int
    charge: Cents
    paid: Cents
    taken: Cents = 0

    @property
    def off(self) -> Cents:
        return self.charge - self.taken - self.paid


class Remittances(Count):
    """Counts one 835."""

    def __init__(self, ts: TransactionSet, found: Found) -> None:
        super().__init__(ts, found)
        self.payment: Cents | None = None
        self.payment_known = False         # BPR02 is there and a number
        self.payment_at = 0                # 0: no BPR has come
        self.method = self.trace = ""
        self.day: date | None = None
        self.claim: Open | None = None
        self.line: Open | None = None
        self.by_status: Counter[str] = Counter()
        self.adjustments: dict[str, Cents] = {}
        self.claims = self.lines = self.unbalanced_claims = self.unbalanced_lines = 0
        self.charged = self.paid = self.reported = self.patient = self.provider = 0

    def reads(self) -> dict[str, Read]:
        return {"BPR": self.bpr, "TRN": self.trn, "LX": self.lx, "CLP": self.clp, "SVC": self.svc, "CAS": self.cas,
                "PLB": self.plb}

    def bpr(self, at: int, bpr: list[str]) -> None:
        self.payment_at, self.method = at, bpr[4]
        self.payment = self.amount(bpr[2], at, 2) if bpr[2] else None
        self.payment_known = self.payment is not None and self.is_amount(bpr[2])
        try:
            self.day = day(bpr[16]) if bpr[16] else None
        except ValueError:
            self.found(Problem("X12-type", "date", at, element=16))

    def trn(self, at: int, trn: list[str]) -> None:
        self.trace = self.trace or trn[2]

    def lx(self, at: int, lx: list[str]) -> None:
        self.close()

    def clp(self, at: int, clp: list[str]) -> None:
        self.close()
        charge, paid = self.amount(clp[3], at, 3), self.amount(clp[4], at, 4)
        self.claim = Open(at, charge, paid)
        self.claims += 1
        self.by_status[clp[2]] += 1
        self.charged += charge
        self.paid += paid
        self.reported += self.amount(clp[5], at, 5)

    def svc(self, at: int, svc: list[str]) -> None:
        self.close_line()
        self.line = Open(at, self.amount(svc[2], at, 2), self.amount(svc[3], at, 3))
        self.lines += 1

    def cas(self, at: int, cas: list[str]) -> None:
        taken = 0
        for reason in TRIPLETS:
            if cas[reason] or cas[reason + 1]:
                amount = self.amount(cas[reason + 1], at, reason + 1)
                name = f"{cas[1]}-{cas[reason]}"
                self.adjustments[name] = self.adjustments.get(name, 0) + amount
                taken += amount
        if cas[1] == "PR":
            self.patient += taken
        for part in (self.claim, self.line):
            if part:
                part.taken += taken

    def plb(self, at: int, plb: list[str]) -> None:
        self.close()
        self.provider += sum(self.amount(plb[pair + 1], at, pair + 1) for pair in PAIRS)

    def close_line(self) -> None:
        """REM-1: the line that ends here: SVC02 less its adjustments is SVC03."""
        line, self.line = self.line, None
        if line and line.off:
            self.unbalanced_lines += 1
            self.found(shortfalls.of_line(line.at, line.charge, line.paid, line.taken))

    def close(self) -> None:
        """REM-2: the claim that ends here: CLP03 less every adjustment of claim and lines is CLP04."""
        self.close_line()
        claim, self.claim = self.claim, None
        if claim and claim.off:
            self.unbalanced_claims += 1
            self.found(shortfalls.of_claim(claim.at, claim.charge, claim.paid, claim.taken))

    def ties_out(self) -> bool:
        """REM-3: BPR02 is the sum of CLP04 less the provider-level adjustments; without a payment nothing ties out."""
        expected = self.paid - self.provider
        if self.payment is None or not self.payment_known:
            self.found(shortfalls.of_no_payment(self.payment_at, expected) if self.payment_at else
                       shortfalls.of_no_bpr(self.ts.first, expected))
        elif self.payment != expected:
            self.found(shortfalls.of_payment(self.payment_at, self.payment, expected))
        return self.payment_known and self.payment == expected

    def facts(self) -> dict[str, Any]:
        self.close()
        return {
            "payment_amount": None if self.payment is None else dollars(self.payment),
            "trace_number": self.trace or None,
            "payment_method": self.method or None,
            "payment_date": self.day.isoformat() if self.day else None,
            "claims": self.claims,
            "service_lines": self.lines,
            "charged": dollars(self.charged),
            "paid": dollars(self.paid),
            "patient_responsibility": dollars(self.patient),
            "patient_responsibility_reported": dollars(self.reported),
            "provider_adjustments": dollars(self.provider),
            "adjustments": {name: dollars(self.adjustments[name]) for name in sorted(self.adjustments)},
            "by_status": dict(sorted(self.by_status.items())),
            "balances": {"transaction": self.ties_out(), "claims": not self.unbalanced_claims,
                         "lines": not self.unbalanced_lines},
            "unbalanced_claims": self.unbalanced_claims,
            "unbalanced_lines": self.unbalanced_lines,
        }

"""What an 837 adds up to, professional, institutional or dental, and whether its claims do (CLM-7)."""

from typing import Any

from edi_engine.guides.counting.counter import Count, Found, Read
from edi_engine.guides.families import named
from edi_engine.money import Cents, dollars
from edi_engine.problems import Problem
from edi_engine.x12 import TransactionSet

CHARGES = {"SV1": (2, "837P"), "SV2": (3, "837I"), "SV3": (2, "837D")}
"""Tag of the service -> the element of its charge, and the family that has it."""

PATIENT = "23"                             # HL03: the claims below are a patient's who is not the subscriber


class Claims(Count):
    """Counts one 837."""

    def __init__(self, ts: TransactionSet, found: Found) -> None:
        super().__init__(ts, found)
        self.level = self.kind = ""
        self.claims = self.lines = self.under_patient = self.mismatches = 0
        self.charged: Cents = 0
        self.line_charges: Cents = 0
        self.claim_at = 0                  # 0: no claim is open
        self.claim_charge: Cents = 0
        self.claim_lines: Cents = 0

    def reads(self) -> dict[str, Read]:
        return {"HL": self.hl, "CLM": self.clm, "LX": self.lx, "SV1": self.service, "SV2": self.service, "SV3": self.service}

    def hl(self, at: int, hl: list[str]) -> None:
        self.close()
        self.level = hl[3]

    def clm(self, at: int, clm: list[str]) -> None:
        self.close()
        self.claims += 1
        self.under_patient += self.level == PATIENT
        self.claim_at, self.claim_charge = at, self.amount(clm[2], at, 2)
        self.charged += self.claim_charge

    def lx(self, at: int, lx: list[str]) -> None:
        self.lines += 1

    def service(self, at: int, service: list[str]) -> None:
        element, family = CHARGES[service[0]]
        self.kind = self.kind or family
        charge = self.amount(service[element], at, element)
        self.line_charges += charge
        self.claim_lines += charge

    def close(self) -> None:
        """CLM-7: the claim that ends here: CLM02 is the sum of its lines."""
        off = self.claim_charge - self.claim_lines
        if self.claim_at and off:
            self.mismatches += 1
            self.found(Problem("CLM-7", "sum", self.claim_at, element=2, said=dollars(self.claim_charge),
                               total=dollars(self.claim_lines), off=dollars(off)))
        self.claim_at = self.claim_charge = self.claim_lines = 0

    def facts(self) -> dict[str, Any]:
        self.close()
        guessed = {"transaction": self.kind} if self.kind and not named(self.ts) else {}
        return guessed | {
            "claims": self.claims,
            "service_lines": self.lines,
            "charged": dollars(self.charged),
            "line_charges": dollars(self.line_charges),
            "claims_under_patient": self.under_patient,
            "charge_mismatches": self.mismatches,
        }

"""What payers know otherwise than the claims told them: the patient's number or name, or which payer comes first (REM-26)."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from edi_engine.billing import likeness
from edi_engine.billing.remittance import ClaimPayment
from edi_engine.reconcile.claim_notes import corrected

KINDS = {"member-id": "new member id", "name": "new name", "other-payer": "other payer first"}


class Correction(NamedTuple):
    """A correction, and the NM1 that says it."""

    payment: int
    at: int
    kind: str                      # a key of KINDS


def rows(payment: int, claim: ClaimPayment, start: int) -> Iterator[tuple[object, ...]]:
    """Of a claim payment, where it says any; ``start`` is the index of its ST."""
    for kind, name in corrected(claim):
        member, called = likeness.of_correction(claim) if kind != "other-payer" else (0, 0)
        yield (payment, name.at - start + 1, kind, member if kind == "member-id" else 0, called,
               name.id if kind == "other-payer" else "")


def of_payments(db: sqlite3.Connection, payments: Iterable[int]) -> list[Correction]:
    """Those that these claim payments say."""
    return [Correction._make(row) for payment in payments for row in db.execute(
        "SELECT claim_payment, at, kind FROM correction WHERE claim_payment = ? ORDER BY at", (payment,))]

"""What is odd about the claim payments of a remittance, as settling found it."""

import sqlite3
from collections.abc import Iterator

from edi_engine.problems import Problem
from edi_engine.reconcile.findings import OTHER_TAX_ID, UNKNOWN_PAYEE, unpack


def of_remittance(db: sqlite3.Connection, set_id: int, first: int) -> Iterator[Problem]:
    """In the order of the claim payments, placed in a file in which the set's ST has the index ``first``.

    That the payee is not known is said once for the whole check and not here.
    """
    for kept, in db.execute("""SELECT s.finding FROM claim_payment p JOIN state_payment s ON s.payment = p.id
                               WHERE p.remittance = ? AND s.finding <> '' ORDER BY p.position""", (set_id,)):
        yield from (problem for problem in unpack(kept, first) if (problem.rule, problem.kind) not in _OF_THE_CHECK)


_OF_THE_CHECK = (OTHER_TAX_ID, UNKNOWN_PAYEE)

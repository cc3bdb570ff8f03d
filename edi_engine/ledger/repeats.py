"""What was billed before under another number (CLM-25)."""

import json
import sqlite3
from collections.abc import Iterable

from edi_engine.billing.claim import Claim
from edi_engine.billing.service import Service, patient


def billed(db: sqlite3.Connection, claims: Iterable[Claim], usage: str) -> dict[Service, str]:
    """The services of these patients in originals of other numbers that left in this mode and stand, with their numbers."""
    wanted = sorted({(patient(claim), claim.patient_control_number) for claim in claims})
    return {Service(*row[:5]): row[5] for row in db.execute("""
        SELECT DISTINCT h.patient, l.since, l.procedure, l.modifiers, l.charge, a.pcn
        FROM json_each(?) j CROSS JOIN claim_patient h ON h.patient = j.value ->> 0
        CROSS JOIN submission s ON s.id = h.submission AND s.frequency = '1' AND s.meaning = 'claim'
        CROSS JOIN account a ON a.id = s.account AND a.pcn <> j.value ->> 1
        CROSS JOIN state_claim c ON c.account = s.account AND c.submission = s.id AND c.status NOT IN ('voided', 'rejected')
        CROSS JOIN submitted_line l ON l.submission = s.id
        WHERE EXISTS (SELECT 1 FROM sending x WHERE x.transaction_set = s.transaction_set AND x.usage = ?)""",
        (json.dumps(wanted), usage))}

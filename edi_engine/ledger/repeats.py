"""What was billed before under another number, and what was decided under the same (CLM-25)."""

import json
import sqlite3
from collections.abc import Iterable

from edi_engine.billing.claim import Claim
from edi_engine.billing.service import Service, patient
from edi_engine.ledger.prepared import Key, key


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


def decided(db: sqlite3.Connection, claims: Iterable[Claim], usage: str) -> set[tuple[Key, str]]:
    """Which of these claims left in this mode for the same turn and were decided since, each with its first day of service."""
    wanted = json.dumps(sorted({key(claim) for claim in claims}))
    return {((provider, number, turn), day) for provider, number, turn, day in db.execute("""
        SELECT a.provider, a.pcn, j.value ->> 2, (SELECT MIN(l.since) FROM submitted_line l WHERE l.submission = c.submission)
        FROM json_each(?) j CROSS JOIN account a ON a.provider = j.value ->> 0 AND a.pcn = j.value ->> 1
        CROSS JOIN state_claim c ON c.account = a.id AND c.status NOT IN ('open', 'rejected', 'voided')
        WHERE EXISTS (SELECT 1 FROM submission s JOIN sending x ON x.transaction_set = s.transaction_set AND x.usage = ?
                      WHERE s.account = a.id AND s.sequence = j.value ->> 2 AND s.meaning = 'claim' AND NOT EXISTS (
                          SELECT 1 FROM state_rejection r WHERE r.account = s.account AND r.submission = s.id))""",
        (wanted, usage))}

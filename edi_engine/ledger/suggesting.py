"""Which claims a payment in unapplied may be for, when no number of it finds one: only a person can say so (MAT-1 e, f)."""

import sqlite3
from collections import defaultdict

KEYS = {"MAT-1e": "the member, the day and the charge agree",
        "MAT-1f": "the name, most of the member's number and the day agree"}
Suggestions = dict[tuple[int, int], tuple[str, list[str]]]


def suggestions(db: sqlite3.Connection) -> Suggestions:
    """(remittance, position) of a payment in unapplied -> the key that fired, and the claims not settled that it fits.

    A key that fires hides the weaker one. What a person has decided on is left alone, and so are reversals, and
    money that went to somebody else.
    """
    found: dict[tuple[int, int], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for remittance, position, key, name in db.execute(_SQL):
        found[remittance, position][key].append(name)
    return {payment: min(by_key.items()) for payment, by_key in found.items()}


_SQL = """
    WITH loose AS MATERIALIZED (
        SELECT p.* FROM state_payment s JOIN claim_payment p ON p.id = s.payment JOIN transaction_set t ON t.id = p.remittance
        JOIN payee_standing y ON y.remittance = p.remittance AND y.standing <> 'unknown'
        LEFT JOIN standing_decision d ON d.digest = t.digest AND d.position = p.position
        WHERE s.state = 'unapplied' AND p.since <> '' AND p.status <> '22' AND d.kind IS NULL),
    alike AS (
        SELECT p.remittance, p.position, p.since, 'MAT-1e' AS key, p.charge, h.submission
        FROM loose p CROSS JOIN claim_patient h ON h.member = p.member AND h.member <> 0
        UNION ALL
        SELECT p.remittance, p.position, p.since, 'MAT-1f', NULL, h.submission
        FROM loose p CROSS JOIN claim_patient h ON h.name = p.name AND h.name <> 0)
    SELECT l.remittance, l.position, l.key, n.name
    FROM alike l CROSS JOIN submission b ON b.id = l.submission AND b.since = l.since
         AND b.charge = COALESCE(l.charge, b.charge)
    CROSS JOIN state_claim c ON c.account = b.account AND c.submission = b.id AND c.balance <> 0
    JOIN claim_name n USING (account, claim)
    ORDER BY l.remittance, l.position, l.key, n.name"""

"""The facts of a batch of accounts as the reconciler's tuples."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping

from edi_engine.ledger.touching import canonical
from edi_engine.reconcile.books import Adjusted, Line, Paid, PaidLine, Submitted

_SUBMISSIONS = """
    SELECT s.account, s.id,
           s.created || '|' || (SELECT MIN(isa_control) FROM sending x WHERE x.transaction_set = s.transaction_set)
           || '|' || t.digest || '|' || printf('%07d', s.at),
           s.frequency, s.sequence, s.payer, s.charge, s.since, s.until, s.at
    FROM batch b CROSS JOIN submission s ON s.account = b.id JOIN released USING (transaction_set)
    JOIN transaction_set t ON t.id = s.transaction_set WHERE s.meaning = 'claim'"""
_LINES = """
    SELECT l.submission, l.key, l.lx, l.procedure, l.modifiers, l.since, l.charge, l.units, l.at
    FROM batch b CROSS JOIN submission s ON s.account = b.id CROSS JOIN submitted_line l ON l.submission = s.id
    ORDER BY l.submission, l.position"""
_PAYMENTS = """
    SELECT c.account, p.id, r.date, r.payer, r.payer_id, u.digest, p.position, p.ccn, p.status, p.charge, p.paid, p.since,
           CASE WHEN k.standing IN ('held', 'duplicate') THEN 'check held'
                WHEN p.off AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.kind = 'release' AND d.digest = u.digest
                                           AND d.position = p.position) THEN 'held' ELSE '' END,
           c.key, c.days, p.remarks, p.at
    FROM batch_payment b CROSS JOIN claim_payment p ON p.id = b.id JOIN choice c ON c.payment = p.id
    JOIN remittance r ON r.id = p.remittance JOIN transaction_set u ON u.id = r.id JOIN touched_check k ON k.id = r.id"""
_SERVICES = """
    SELECT v.claim_payment, v.position, v.control_number, v.procedure, v.modifiers, v.submitted, v.submitted_modifiers,
           v.since, v.charge, v.paid, v.remarks, v.at
    FROM batch_payment b CROSS JOIN service_payment v ON v.claim_payment = b.id ORDER BY v.claim_payment, v.position"""
_ADJUSTMENTS = """
    SELECT a.claim_payment, a.line, a.grp, a.reason, a.amount, a.at
    FROM batch_payment b CROSS JOIN adjustment a ON a.claim_payment = b.id ORDER BY a.claim_payment, a.line, a.at, a.slot"""


def submissions(db: sqlite3.Connection, aliases: Mapping[str, str]) -> dict[int, list[Submitted]]:
    """The counting submissions of every account in ``batch``."""
    lines: dict[int, list[Line]] = defaultdict(list)
    for submission, *rest in db.execute(_LINES):
        lines[submission].append(Line(*rest))
    found: dict[int, list[Submitted]] = defaultdict(list)
    for account, id_, order, frequency, sequence, payer, charge, since, until, at in db.execute(_SUBMISSIONS):
        found[account].append(Submitted(id_, order, frequency, sequence, aliases.get(payer, payer), charge, since, until, at,
                                        tuple(lines.get(id_, ()))))
    return found


def payments(db: sqlite3.Connection, aliases: Mapping[str, str]) -> Iterator[tuple[int, Paid]]:
    """(account, payment) for every payment in ``batch_payment`` for which an account was chosen."""
    adjustments: dict[tuple[int, int], list[Adjusted]] = defaultdict(list)
    for payment, line, *what in db.execute(_ADJUSTMENTS):
        adjustments[payment, line].append(Adjusted(*what))
    services: dict[int, list[PaidLine]] = defaultdict(list)
    for payment, position, *line in db.execute(_SERVICES):
        services[payment].append(PaidLine._make((*line, tuple(adjustments.get((payment, position), ())))))
    for (account, id_, date, payer, payer_id, digest, position, ccn, status, charge, paid, since, standing, key, days,
         remarks, at) in db.execute(_PAYMENTS):
        name = canonical(payer, payer_id, aliases)
        yield account, Paid(
            id_, f"{date}|{name}|{digest}|{position:07d}", name, (name, payer, payer_id), date, ccn, status, charge, paid,
            since, standing, key, days, remarks, at, tuple(adjustments.get((id_, 0), ())), tuple(services.get(id_, ())))

"""The facts of a batch of accounts as the reconciler's tuples."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping

from edi_engine.ledger import hearing
from edi_engine.ledger.touching import canonical
from edi_engine.reconcile.acknowledging import rejected
from edi_engine.reconcile.books import Adjusted, Line, Paid, PaidLine, Submitted, maker

_SUBMISSIONS = """
    SELECT s.account, s.id,
           s.created || '|' || (SELECT MIN(isa_control) FROM sending x WHERE x.transaction_set = s.transaction_set)
           || '|' || t.digest || '|' || printf('%07d', s.at),
           NOT EXISTS (SELECT 1 FROM sending x WHERE x.transaction_set = s.transaction_set AND x.usage <> 'T'),
           s.frequency, s.sequence, s.payer, s.payer_claim, s.charge, s.since, s.until, s.at
    FROM batch b CROSS JOIN submission s ON s.account = b.id JOIN released USING (transaction_set)
    JOIN transaction_set t ON t.id = s.transaction_set WHERE s.meaning = 'claim'"""
_LINES = """
    SELECT l.submission, l.key, l.control_number, l.lx, l.procedure, l.modifiers, l.since, l.charge, l.units, l.at
    FROM batch b CROSS JOIN submission s ON s.account = b.id CROSS JOIN submitted_line l ON l.submission = s.id
    ORDER BY l.submission, l.position"""
_PAYMENTS = """
    SELECT COALESCE(c.account, 0), p.id, r.date, r.payer, r.payer_id, r.trace, u.digest, p.position, p.ccn, p.status, p.charge,
           p.paid, p.since, k.standing, p.off, COALESCE(c.key, ''), COALESCE(c.days, ''), p.remarks, p.at
    FROM batch_payment b CROSS JOIN claim_payment p ON p.id = b.id LEFT JOIN choice c ON c.payment = p.id
    JOIN remittance r ON r.id = p.remittance JOIN transaction_set u ON u.id = r.id JOIN touched_check k ON k.id = r.id"""
_SERVICES = """
    SELECT v.claim_payment, v.position, v.control_number, v.procedure, v.modifiers, v.submitted, v.submitted_modifiers,
           v.since, v.charge, v.paid, v.remarks, v.at
    FROM batch_payment b CROSS JOIN service_payment v ON v.claim_payment = b.id ORDER BY v.claim_payment, v.position"""
_ADJUSTMENTS = """
    SELECT a.claim_payment, a.line, a.grp, a.reason, a.amount, a.at
    FROM batch_payment b CROSS JOIN adjustment a ON a.claim_payment = b.id ORDER BY a.claim_payment, a.line, a.at, a.slot"""

_line, _adjusted, _paid_line = maker(Line), maker(Adjusted), maker(PaidLine)


def submissions(db: sqlite3.Connection, aliases: Mapping[str, str]) -> dict[int, list[Submitted]]:
    """The counting submissions of every account in ``batch``."""
    lines: dict[int, list[Line]] = defaultdict(list)
    for row in db.execute(_LINES):
        lines[row[0]].append(_line(row[1:]))
    found: dict[int, list[Submitted]] = defaultdict(list)
    news = hearing.news(db)
    for account, id_, order, test, frequency, sequence, payer, *rest in db.execute(_SUBMISSIONS):
        thrown_back = id_ in news and rejected(news[id_].sendings, news[id_].answers)
        found[account].append(Submitted._make((id_, order, frequency, sequence, aliases.get(payer, payer), *rest, thrown_back,
                                               tuple(lines.get(id_, ())), bool(test))))
    return found


def payments(db: sqlite3.Connection, aliases: Mapping[str, str]) -> Iterator[tuple[int, Paid]]:
    """(account, payment) for every payment in ``batch_payment``; account 0 where none was chosen."""
    adjustments: dict[tuple[int, int], list[Adjusted]] = defaultdict(list)
    for row in db.execute(_ADJUSTMENTS):
        adjustments[row[:2]].append(_adjusted(row[2:]))
    services: dict[int, list[PaidLine]] = defaultdict(list)
    for row in db.execute(_SERVICES):
        services[row[0]].append(_paid_line((*row[2:], tuple(adjustments.get(row[:2], ())))))
    released = set(db.execute("SELECT digest, position FROM decision WHERE kind = 'release'"))
    for (account, id_, date, payer, payer_id, trace, digest, position, ccn, status, charge, paid, since, check, off, key,
         days, remarks, at) in db.execute(_PAYMENTS):
        name = canonical(payer, payer_id, aliases)
        standing = ("check held" if check in ("held", "duplicate") else "released" if (digest, position) in released
                    else "held" if off else "")
        yield account, Paid(
            id_, f"{date}|{name}|{trace}|{digest}|{position:07d}", name, (name, payer, payer_id), date, ccn, status, charge,
            paid, since, standing, key, days, remarks, at, tuple(adjustments.get((id_, 0), ())),
            tuple(services.get(id_, ())))

"""Writing facts: files, transaction sets, submissions and remittances, as they came, in sets."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import count

from edi_engine.billing import likeness
from edi_engine.billing.claim import Claim, ServiceLine, Submission
from edi_engine.billing.party import Procedure
from edi_engine.billing.remittance import ClaimPayment, RemittanceHead, RemittanceTail, ServicePayment
from edi_engine.billing.service import patient
from edi_engine.identifiers import normal
from edi_engine.ledger import corrections
from edi_engine.x12 import TransactionSet


def once(db: sqlite3.Connection, table: str, row: Sequence[object], columns: str, key: str) -> bool:
    """Write a row of these columns unless one with the same key is there; whether it was new.

    Facts refuse every other way to say so: the triggers know no INSERT that may be ignored.
    """
    named = dict(zip(columns.split(", "), row, strict=True))
    same = " AND ".join(f"{name} = :{name}" for name in key.split(", "))
    return db.execute(f"""INSERT INTO {table} ({columns}) SELECT {', '.join(f':{name}' for name in named)}
                          WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {same})""", named).rowcount > 0


def add_file(db: sqlite3.Connection, sha256: str, name: str, kind: str) -> int:
    """The id of the file with this content; a file that came before keeps its first name."""
    once(db, "file", (sha256, name, kind), "sha256, name, kind", "sha256")
    return _one(db, "SELECT id FROM file WHERE sha256 = ?", sha256)


def add_set(db: sqlite3.Connection, kind: str, digest: str, version: str) -> tuple[int, bool]:
    """(id, new) of the transaction set with this content."""
    known = db.execute("SELECT id FROM transaction_set WHERE kind = ? AND digest = ?", (kind, digest)).fetchone()
    if known:
        return known[0], False
    db.execute("INSERT INTO transaction_set (kind, digest, version) VALUES (?, ?, ?)", (kind, digest, version))
    return _one(db, "SELECT last_insert_rowid()"), True


def add_sending(db: sqlite3.Connection, set_id: int, file: int, ts: TransactionSet) -> bool:
    """Note in which envelope the transaction set came; whether that was new."""
    part = [ts.isa[n].strip() if len(ts.isa) > n else "" for n in (9, 10, 13, 6, 8, 15)]
    row = (set_id, file, ts.first, *part[:3], ts.group_control_number, ts.control_number, *part[3:])
    columns = "transaction_set, file, first, isa_date, isa_time, isa_control, group_control, control, sender, receiver, usage"
    return once(db, "sending", row, columns, "transaction_set, file, first")


def add_trial(db: sqlite3.Connection, set_id: int) -> None:
    """Note that the set came as a test while we are in production: it changes nothing of what is in earnest (ENV-11)."""
    once(db, "trial", (set_id,), "transaction_set", "transaction_set")


def is_trial(db: sqlite3.Connection, set_id: int) -> bool:
    """Whether the set came as a test alone."""
    return bool(db.execute("SELECT EXISTS (SELECT 1 FROM tried WHERE transaction_set = ?)", (set_id,)).fetchone()[0])


def release(db: sqlite3.Connection, set_id: int) -> None:
    """The claims of the set count from now on."""
    once(db, "released", (set_id,), "transaction_set", "transaction_set")


def unknown_providers(db: sqlite3.Connection, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of the (provider, id) that the books do not know."""
    known = set(db.execute("SELECT provider, id FROM provider_id"))
    return [pair for pair in pairs if pair not in known]


def add_provider_ids(db: sqlite3.Connection, ids: Iterable[tuple[str, str]]) -> list[str]:
    """Learn by which ids (NPI, TIN, pay-to) providers of ours are known; all ids of those of which there was something new."""
    new = [(provider, id_) for provider, id_ in ids if provider and id_ and once(
        db, "provider_id", (provider, id_), "provider, id", "provider, id")]
    return list(dict.fromkeys(id_ for pair in new for id_ in pair))


def add_claims(db: sqlite3.Connection, set_id: int, start: int, head: Submission, claims: Iterable[Claim],
               meaning: str, encounters: Iterable[str]) -> list[str]:
    """Write the claims of an 837 as submissions; the ids by which a provider became known.

    ``start`` is the index of the set's ST, from which segments are counted.
    """
    created = f"{_day(head.created)}T{head.created_at or ''}" if head.created else ""
    once(db, "claim_batch", (set_id, head.reference), "transaction_set, reference", "transaction_set")
    accounts: dict[tuple[str, str], int] = {}
    seen: set[object] = set()
    known: list[str] = []
    submissions: list[tuple[object, ...]] = []
    patients: list[tuple[int, str, int, int]] = []
    lines: list[tuple[object, ...]] = []
    next_id = count(_one(db, "SELECT COALESCE(MAX(id), 0) + 1 FROM submission"))
    for claim, encounter in zip(claims, encounters, strict=False):
        provider = claim.billing_provider.known_as
        key = (provider, claim.patient_control_number)
        if key not in accounts:
            accounts[key] = _account(db, *key)
        if claim.billing_provider not in seen:
            seen.add(claim.billing_provider)
            known += add_provider_ids(db, provider_ids(claim))
        id_ = next(next_id)
        days = [line.service for line in claim.lines if line.service]
        since = min((day.since for day in days), default=None)
        until = max((day.until or day.since for day in days), default=None)
        payer = claim.subscriber.payer.name
        submissions.append((
            id_, set_id, max(claim.at - start + 1, 0), accounts[key], meaning, claim.frequency, claim.charge,
            claim.subscriber.sequence, payer.id, payer.last, claim.subscriber.filing_indicator, created, _day(since),
            _day(until), claim.payer_claim_control_number, claim.patient_paid, encounter))
        lines.extend(submitted_lines(id_, claim.lines, start))
        patients.append((id_, patient(claim), *likeness.of_claim(claim)))
    db.executemany(f"INSERT INTO submission VALUES ({marks(17)})", submissions)
    db.executemany(f"INSERT INTO submitted_line VALUES ({marks(13)})", lines)
    db.executemany("INSERT INTO claim_patient VALUES (?, ?, ?, ?)", patients)
    return known


def provider_ids(claim: Claim) -> list[tuple[str, str]]:
    """(provider, id) for every id of the claim's billing provider."""
    provider, tax = claim.billing_provider.known_as, claim.billing_provider.tax_id.replace("-", "")
    return [(provider, id_) for id_ in (provider, tax) if id_]


def add_remittance(db: sqlite3.Connection, set_id: int, start: int, head: RemittanceHead, tail: RemittanceTail,
                   claims: int, paid: int, off: int) -> None:
    """Write the head and the tail of an 835; ``off`` is what REM-3 leaves unexplained, in cents."""
    payer, payee, trace = head.payer, head.payee, head.trace
    items = tail.provider_adjustments
    db.execute(f"INSERT INTO remittance VALUES ({marks(18)})", (
        set_id, trace.payer if trace else "", head.payer_id, payer.name if payer else "",
        trace.number if trace else "", _day(head.payment.effective), head.payment.amount, head.payment.method,
        head.payment.handling, payee.id if payee else "", head.payee_tax_id, payee.name if payee else "", _day(head.produced),
        claims, paid, sum(item.amount for item in items), off, max(head.payment.at - start + 1, 0)))
    db.executemany(f"INSERT INTO provider_adjustment VALUES ({marks(8)})", (
        (set_id, max(i.at - start + 1, n), i.slot, i.provider, i.fiscal_period, i.reason, i.reference, i.amount)
        for n, i in enumerate(items, 1)))


def add_claim_payments(db: sqlite3.Connection, set_id: int, start: int, position: int,
                       claims: Iterable[tuple[ClaimPayment, bool]]) -> int:
    """Write claim payments, each with whether it balances, from the given position on; the position after the last."""
    next_id = count(_one(db, "SELECT COALESCE(MAX(id), 0) + 1 FROM claim_payment"))
    payments, services, adjustments = [], [], []
    corrected: list[tuple[object, ...]] = []
    for position, (claim, balances) in enumerate(claims, position):  # noqa: B020  the count goes on where it stood
        id_ = next(next_id)
        since = _day(claim.since)
        payments.append((
            id_, set_id, position, claim.at - start + 1, claim.patient_control_number, normal(claim.patient_control_number),
            claim.payer_claim_control_number, claim.status, claim.charge, claim.paid, claim.patient_responsibility,
            claim.filing_indicator, since, not balances, " ".join(claim.remarks),
            *likeness.of_payment(claim), claim.facility_type))
        if claim.corrected is not None or claim.corrected_payer is not None:
            corrected += corrections.rows(id_, claim, start)
        for a in claim.adjustments:
            adjustments.append((id_, 0, a.at - start + 1, a.slot, a.group, a.reason, a.amount, _number(a.quantity)))
        for n, line in enumerate(claim.lines, 1):
            services.append(_service(id_, n, line, start, _day(line.since) or since))
            for a in line.adjustments:
                adjustments.append((id_, n, a.at - start + 1, a.slot, a.group, a.reason, a.amount, _number(a.quantity)))
    db.executemany(f"INSERT INTO claim_payment VALUES ({marks(18)})", payments)
    db.executemany(f"INSERT INTO service_payment VALUES ({marks(14)})", services)
    db.executemany(f"INSERT INTO adjustment VALUES ({marks(8)})", adjustments)
    db.executemany(f"INSERT INTO correction VALUES ({marks(6)})", corrected)
    return position + 1 if payments else position


def submitted_lines(submission: int, lines: Sequence[ServiceLine], start: int) -> Iterator[tuple[object, ...]]:
    """The rows of a claim's lines; a control number that a claim repeats gets its LX so that no line hides another.

    A line's place is its SV1, which says the charge and stands right behind the LX that begins the loop (2400).
    """
    taken: set[str] = set()
    for n, line in enumerate(lines, 1):
        lx = line.number.lstrip("0") or str(n)
        key = line.control_number or lx
        key = f"{key}#{lx}" if key in taken else key
        taken.add(key)
        service = line.service
        yield (submission, n, key, lx, line.procedure.code, _modifiers(line.procedure),
               _day(service.since if service else None), _day((service.until or service.since) if service else None),
               line.charge, line.unit, _number(line.units), line.at - start + 2 if line.at else 0,
               line.control_number)


def _service(payment: int, n: int, line: ServicePayment, start: int, day: str) -> tuple[object, ...]:
    was = line.submitted
    return (payment, n, line.at - start + 1, line.control_number, line.procedure.qualifier, line.procedure.code,
            _modifiers(line.procedure), was.code if was else "", _modifiers(was) if was else "", line.charge, line.paid,
            _number(line.units), day, " ".join(code for _, code in line.remarks))


def _account(db: sqlite3.Connection, provider: str, pcn: str) -> int:
    row = (provider, pcn, normal(pcn))
    known = db.execute("SELECT id FROM account WHERE provider = ? AND pcn = ? AND norm = ?", row).fetchone()
    if known:
        return int(known[0])
    return db.execute("INSERT INTO account (provider, pcn, norm) VALUES (?, ?, ?)", row).lastrowid or 0


def _modifiers(procedure: Procedure) -> str:
    return " ".join(procedure.modifiers)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(number: Decimal | None) -> str:
    return "" if number is None else str(number)


def marks(n: int) -> str:
    """The place holders of a row of n values."""
    return ", ".join("?" * n)


def _one(db: sqlite3.Connection, sql: str, *values: object) -> int:
    value: int = db.execute(sql, values).fetchone()[0]
    return value

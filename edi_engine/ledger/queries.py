"""Reading the books: what flows ask of the ledger."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from edi_engine.identifiers import normal
from edi_engine.ledger import provider_items
from edi_engine.money import Cents, dollars

AMOUNTS = ("charge", "paid", "contractual", "patient", "other", "balance")


class Check(NamedTuple):
    """A check as the books have it."""

    payer: str
    trace: str
    date: str
    amount: Cents
    payee: str
    standing: str                  # counts, held, duplicate, released
    posted: Cents
    unapplied: Cents
    held: Cents
    payee_standing: str            # ours, other id, other tax id, unknown


def check(db: sqlite3.Connection, set_id: int) -> Check:
    """The check with this id."""
    row = db.execute("""
        SELECT r.payer, r.trace, r.date, r.amount, r.payee, s.state, s.posted, s.unapplied, s.held,
               (SELECT standing FROM payee_standing y WHERE y.remittance = r.id)
        FROM remittance r JOIN state_check s ON s.remittance = r.id WHERE r.id = ?""", (set_id,)).fetchone()
    return Check._make(row)


class ClaimKey(NamedTuple):
    """Which claim: its account, its ordinal there, and its name."""

    account: int
    claim: int
    name: str
    provider: str
    pcn: str


def claims_named(db: sqlite3.Connection, name: str) -> list[ClaimKey]:
    """The claims that a person may mean by a name: PCN, PCN#2, PCN@NPI, PCN#2@NPI.

    A number may hold these signs itself, so the whole text is tried first.
    """
    bare, at, provider = name.rpartition("@")
    found: list[ClaimKey] = []
    for text, of in ((name, None), *([(bare, provider)] if at else ())):
        for number, ordinal in _numbers(text):
            rows = db.execute("""
                SELECT n.account, n.claim, n.name, n.provider, n.pcn FROM account a JOIN claim_name n ON n.account = a.id
                WHERE a.norm = ? AND a.pcn = ? AND n.claim = ? AND COALESCE(?, a.provider) = a.provider""",
                (normal(number), number, ordinal, of))
            found += [key for key in map(ClaimKey._make, rows) if key not in found]
        if found:
            break
    return [key for key in found if key.name == name] or found


def _numbers(text: str) -> list[tuple[str, int]]:
    """Each (number, ordinal) that a text can be read as."""
    number, sign, ordinal = text.rpartition("#")
    return [(text, 1), (number, int(ordinal))] if sign and _is_ordinal(ordinal) else [(text, 1)]


def _is_ordinal(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def dump(db: sqlite3.Connection) -> Iterator[str]:
    """The derived state, one compact JSON object with sorted keys per line, lines sorted bytewise."""
    return iter(sorted(json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False) for row in _dumped(db)))


def _dumped(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    for name, provider, status, *amounts in db.execute(f"""
            SELECT n.name, n.provider, c.status, {', '.join('c.' + a for a in AMOUNTS)},
                   {', '.join(f'COALESCE(l.{a}, 0)' for a in AMOUNTS)}
            FROM state_claim c JOIN claim_name n USING (account, claim)
            LEFT JOIN state_line l ON l.account = c.account AND l.claim = c.claim AND l.line = ''"""):
        yield {"kind": "claim", "claim": name, "provider": provider, "status": status, **_amounts(amounts[:6]),
               "claim_level": _amounts(amounts[6:])}
    for name, provider, line, status, *amounts in db.execute(f"""
            SELECT n.name, n.provider, c.line, c.status, {', '.join('c.' + a for a in AMOUNTS)}
            FROM state_line c JOIN claim_name n USING (account, claim)
            WHERE c.line <> ''"""):
        yield {"kind": "line", "claim": name, "provider": provider, "line": line, "status": status, **_amounts(amounts)}
    for payer, trace, date, payee, state, *amounts in db.execute("""
            SELECT r.payer, r.trace, r.date, r.payee, CASE WHEN s.state <> 'counts' THEN s.state
                   WHEN s.held <> 0 THEN 'partly held' ELSE 'posted' END, r.amount, s.posted, s.unapplied, s.held
            FROM remittance r JOIN state_check s ON s.remittance = r.id"""):
        yield {"kind": "check", "payer": payer, "trace": trace, "date": date or None, "payee": payee, "status": state,
               **dict(zip(("amount", "posted", "unapplied", "held"), map(dollars, amounts), strict=True))}
    items = provider_items.items(db)
    for item, standing in zip(items, provider_items.standings(db, items)[1], strict=True):
        yield {"kind": "provider_adjustment", "payer": item.payer, "provider": item.provider, "reason": item.reason,
               "reference": item.reference, "amount": dollars(item.amount), "open": dollars(standing.open)}
    for kind, provider, pcn, days, digest, position, text in db.execute(
            "SELECT kind, provider, pcn, days, digest, position, text FROM decision"):
        yield {"kind": "decision", "decision": kind, "claim": pcn or None, "days": days or None, "provider": provider or None,
               "remit": remit_name(digest, position) if digest else None, "text": text}


def notes(db: sqlite3.Connection, key: ClaimKey, days: Collection[str]) -> list[tuple[str, str]]:
    """(when, text) of what people noted on the claim of these days of service."""
    said = db.execute("""SELECT days, made, text FROM decision WHERE kind = 'note' AND provider = ? AND pcn = ?
                         ORDER BY made, text""", (key.provider, key.pcn))
    return [(made, text) for noted, made, text in said if noted in days]


def sets_of_files(db: sqlite3.Connection) -> dict[str, tuple[str, int]]:
    """By the hash of each file that the books took: its name, and how many transaction sets it brought.

    A set that was archived before it could be understood, and the one that took its place, are one.
    """
    return {sha256: (name, sets) for sha256, name, sets in db.execute(
        "SELECT f.sha256, f.name, COUNT(DISTINCT s.first) FROM sending s JOIN file f ON f.id = s.file GROUP BY f.id")}


class Home(NamedTuple):
    """Where a transaction set stands."""

    file: str
    control_number: str            # ST02


def homes(db: sqlite3.Connection, sets: Iterable[int]) -> dict[int, Home]:
    """By transaction set: the file that brought it; of several the first by its envelope."""
    return {id_: Home(*home) for id_, *home in db.execute("""
        SELECT s.transaction_set, f.name, s.control FROM json_each(?) j JOIN first_sending s ON s.transaction_set = j.value
        JOIN file f ON f.id = s.file""", (json.dumps(sorted(set(sets))),))}


def remit_name(digest: str, position: int) -> str:
    """How a person names a claim payment (or, at position 0, a whole check): the content's first letters and its ordinal."""
    return f"{digest[:10]}-{position}" if position else digest[:10]


def remits_named(db: sqlite3.Connection, name: str) -> list[tuple[str, int]]:
    """(digest, position) of what a person may mean by a remit name."""
    digest, _, position = name.partition("-")
    if not digest.isalnum() or len(digest) < 6 or (position and not _is_ordinal(position)):
        return []
    return [(found, int(position or 0)) for found, in db.execute("""
        SELECT t.digest FROM transaction_set t JOIN remittance r ON r.id = t.id
        WHERE t.kind = '835' AND t.digest LIKE ? || '%' AND (? = '' OR EXISTS (
            SELECT 1 FROM claim_payment p WHERE p.remittance = r.id AND p.position = CAST(? AS INTEGER)))""",
        (digest, position, position))]


def _amounts(cents: list[Cents]) -> dict[str, str]:
    return dict(zip(AMOUNTS, map(dollars, cents), strict=True))

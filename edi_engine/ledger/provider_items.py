"""The provider level of the checks that count: its items, in which files they stand, and which claims they name (PLB-8)."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from edi_engine.identifiers import normal
from edi_engine.ledger.touching import canonical
from edi_engine.money import Cents
from edi_engine.reconcile.provider_items import LEAST, Item, Standing, parts, settle

BATCH = 2_000                      # references that are looked up at once


class ProviderItem(NamedTuple):
    """One provider-level adjustment as it stood; positive took from the check (PLB-2)."""

    payer: str                     # TRN03
    payer_id: str                  # N104 or REF*2U
    payer_name: str
    provider: str
    reason: str
    reference: str
    amount: Cents
    date: str
    trace: str
    digest: str
    remittance: int
    at: int
    slot: int
    known_as: str                  # the payer's id in edi.toml, or its own


class Named(NamedTuple):
    """A claim that a reference names."""

    account: int
    claim: int


def items(db: sqlite3.Connection, texts: Collection[str] = ()) -> list[ProviderItem]:
    """Every provider-level adjustment of the checks that count, by payment date; or those whose reference holds a text.

    An amount of 0.00 is none (PLB-7).
    """
    aliases = dict(db.execute("SELECT id, payer FROM state_alias"))
    wanted = "".join(f" {'OR' if n else 'AND ('} instr(upper(a.reference), ?)" for n in range(len(texts)))
    rows = db.execute(f"""
        SELECT r.payer, r.payer_id, r.payer_name, a.provider, a.reason, a.reference, a.amount, r.date, r.trace, t.digest,
               a.remittance, a.at, a.slot
        FROM provider_adjustment a JOIN remittance r ON r.id = a.remittance JOIN state_check s ON s.remittance = r.id
        JOIN transaction_set t ON t.id = r.id
        WHERE s.state IN ('counts', 'released') AND a.amount <> 0{wanted}{')' if texts else ''}
        ORDER BY r.date, r.payer, r.trace, t.digest, a.at, a.slot""", [text.upper() for text in texts])
    return [ProviderItem._make((*row, canonical(row[0], row[1], aliases))) for row in rows]


def standings(db: sqlite3.Connection, found: Collection[ProviderItem]) -> tuple[list[Item], list[Standing]]:
    """The items as they settle each other, and what became of each (PLB-3 to PLB-5).

    A provider of ours is one whether PLB01 is its NPI or its tax id, unless several have that.
    """
    claims = named(db, found)
    owners = dict(db.execute("SELECT id, provider FROM provider_id GROUP BY id HAVING COUNT(*) = 1"))
    plain = [Item(each.known_as, owners.get(each.provider.replace("-", ""), each.provider), each.reason, each.reference,
                  each.amount, each.date, claims.get((each.known_as, each.reference))) for each in found]
    return plain, settle(plain)


def named(db: sqlite3.Connection, found: Iterable[ProviderItem]) -> dict[tuple[str, str], Named]:
    """The claim that each (payer, reference) names: one that the payer has answered, by its number (CLP07) or ours (CLP01).

    The whole reference wins, then the longest part of it that is such a number; what several claims have names none.
    """
    aliases = dict(db.execute("SELECT id, payer FROM state_alias"))
    wanted = sorted({(each.known_as, each.reference, each.reason == "FB") for each in found if each.reference.strip()})
    lengths = [length for length, in db.execute(f"""
        SELECT length(ccn) FROM claim_payment WHERE ccn <> '' AND length(ccn) >= {LEAST}
        UNION SELECT length(norm) FROM claim_payment WHERE length(norm) >= {LEAST} ORDER BY 1 DESC""")]
    claims: dict[tuple[str, str], Named] = {}
    for start in range(0, len(wanted), BATCH):
        chunk = wanted[start:start + BATCH]
        known = _known(db, aliases, chain.from_iterable(map(_spellings, (reference for _, reference, _ in chunk))))
        claims |= {(payer, reference): name for payer, reference, _ in chunk
                   if (name := _only(known, payer, _spellings(reference)))}
        rest = [(payer, reference) for payer, reference, forwarded in chunk
                if not forwarded and (payer, reference) not in claims]       # a forwarded balance is named by a trace number
        known = _known(db, aliases, (part for _, reference in rest for part in _parts(reference, lengths)))
        for payer, reference in rest:
            for length in lengths if known else ():
                theirs = [text for text in _parts(reference, (length,)) if payer in known.get(text, ())]
                if theirs:
                    if name := _only(known, payer, theirs):
                        claims[payer, reference] = name
                    break
    return claims


def names(db: sqlite3.Connection, claims: Iterable[Named]) -> dict[Named, str]:
    """What the claims are called."""
    db.execute("""CREATE TEMP TABLE IF NOT EXISTS called (
                  account INTEGER, claim INTEGER, PRIMARY KEY (account, claim)) WITHOUT ROWID""")
    db.execute("DELETE FROM called")
    db.executemany("INSERT OR IGNORE INTO called VALUES (?, ?)", claims)
    return {Named(account, claim): name for account, claim, name in db.execute(
        "SELECT n.account, n.claim, n.name FROM called c CROSS JOIN claim_name n USING (account, claim)")}


Known = Mapping[str, Mapping[str, set[Named]]]         # by number and payer: the claims that have it


def _spellings(reference: str) -> tuple[str, ...]:
    """A reference as a payer's number is compared, and as one of ours is (MAT-1b)."""
    plain, ours = reference.strip(), normal(reference)
    return (plain,) if plain == ours else (plain, ours)


def _parts(reference: str, lengths: Iterable[int]) -> Iterator[str]:
    return chain.from_iterable(parts(text, lengths) for text in _spellings(reference))


def _only(known: Known, payer: str, texts: Iterable[str]) -> Named | None:
    """The one claim of this payer that has one of these numbers."""
    found: set[Named] = set().union(*(known.get(text, {}).get(payer, ()) for text in texts))
    return found.pop() if len(found) == 1 else None


def _known(db: sqlite3.Connection, aliases: Mapping[str, str], texts: Iterable[str]) -> Known:
    """Which of the texts are numbers of claims, and of which."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS part (text TEXT)")
    db.execute("DELETE FROM part")
    db.executemany("INSERT INTO part VALUES (?)", zip(set(texts)))
    known: dict[str, dict[str, set[Named]]] = defaultdict(lambda: defaultdict(set))
    for text, payer, payer_id, account, claim in db.execute(" UNION ".join(f"""
            SELECT x.text, r.payer, r.payer_id, s.account, s.claim
            FROM part x CROSS JOIN claim_payment p ON p.{number} = x.text JOIN state_payment s ON s.payment = p.id
            JOIN remittance r ON r.id = p.remittance
            WHERE s.account IS NOT NULL AND p.{number} <> ''""" for number in ("ccn", "norm"))):
        known[text][canonical(payer, payer_id, aliases)].add(Named(account, claim))
    return known

"""Files of ours of which nobody speaks (ACK-6)."""

import sqlite3
from collections import defaultdict
from typing import NamedTuple

from edi_engine.ledger import hearing
from edi_engine.reconcile.acknowledging import RANKS, Answer


class Silent(NamedTuple):
    """A file of ours whose claims wait for an answer."""

    file: str
    sent: str                      # YYYYMMDD, ISA09
    claims: int
    amount: int                    # their open balances, in cents
    answered: bool                 # by a TA1, 999 or 997
    heard: int                     # how many of its claims a 277CA spoke of


def silent(db: sqlite3.Connection, sender: str) -> list[Silent]:
    """The files of this sender with claims that no payer has answered, and what acknowledgments came for them."""
    open_ones = db.execute("""
        SELECT s.id, c.account, f.name, '20' || x.isa_date, c.balance
        FROM state_claim c JOIN submission s ON s.id = c.submission
        JOIN sending x ON x.transaction_set = s.transaction_set AND x.sender = ? JOIN file f ON f.id = x.file
        WHERE c.status = 'open' ORDER BY x.isa_date, x.isa_control, f.name""", (sender,)).fetchall()
    heard = {submission: (any(map(_taken_note_of, said.answers)), any(map(_taken_up, said.answers)))
             for submission, said in hearing.in_turn(db, sorted({account for _, account, *_ in open_ones}))}
    files: dict[tuple[str, str], list[tuple[int, bool, bool]]] = defaultdict(list)
    for submission, _, name, sent, balance in open_ones:
        files[name, sent].append((balance, *heard.get(submission, (False, False))))
    return [Silent(name, sent, len(claims), sum(balance for balance, *_ in claims), any(answered for _, answered, _ in claims),
                   sum(taken for *_, taken in claims)) for (name, sent), claims in files.items()]


def _taken_note_of(answer: Answer) -> bool:
    """Whether it is an answer to a file; that its number was used before (025) says nothing of it."""
    return answer.rank < RANKS["clearinghouse"] and answer.verdict != "again"


def _taken_up(answer: Answer) -> bool:
    return answer.rank >= RANKS["clearinghouse"] and answer.verdict != "none"

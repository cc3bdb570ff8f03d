"""Files of ours of which nobody speaks (ACK-6)."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from edi_engine.ledger import hearing
from edi_engine.reconcile.acknowledging import RANKS, Answer


class Silent(NamedTuple):
    """A file of ours with claims that no payer has answered."""

    file: str
    sent: str                      # YYYYMMDD, ISA09
    claims: int
    waiting: tuple[int, ...]       # open balances of those of which no 277CA spoke, in cents
    read: bool                     # a 999 or 997 came for it; a TA1 says nothing of what is in it
    again: bool                    # a TA1 says that its number was used before (025), and no later one takes it


def silent(db: sqlite3.Connection, sender: str) -> list[Silent]:
    """The files of this sender with claims that no payer has answered, and what acknowledgments came for them."""
    open_ones = db.execute("""
        SELECT s.id, c.account, f.name, '20' || x.isa_date, c.balance
        FROM state_claim c JOIN submission s ON s.id = c.submission
        JOIN sending x ON x.transaction_set = s.transaction_set AND x.sender = ? JOIN file f ON f.id = x.file
        WHERE c.status = 'open' ORDER BY x.isa_date, x.isa_control, f.name""", (sender,)).fetchall()
    heard = {submission: (any(map(_taken_up, said.answers)), any(map(_read, said.answers)), _again(said.answers))
             for submission, said in hearing.in_turn(db, sorted({account for _, account, *_ in open_ones}))}
    files: dict[tuple[str, str], list[tuple[int, bool, bool, bool]]] = defaultdict(list)
    for submission, _, name, sent, balance in open_ones:
        files[name, sent].append((balance, *heard.get(submission, (False, False, False))))
    return [Silent(name, sent, len(claims), tuple(balance for balance, taken_up, *_ in claims if not taken_up),
                   any(read for *_, read, _ in claims), any(again for *_, again in claims))
            for (name, sent), claims in files.items()]


def _taken_up(answer: Answer) -> bool:
    return answer.rank >= RANKS["clearinghouse"] and answer.verdict != "none"


def _read(answer: Answer) -> bool:
    return answer.rank == RANKS["set"]


def _again(answers: Sequence[Answer]) -> bool:
    said = [answer for answer in answers if answer.rank == RANKS["interchange"]]
    return bool(said) and max(said, key=lambda answer: (answer.told, answer.verdict == "again")).verdict == "again"

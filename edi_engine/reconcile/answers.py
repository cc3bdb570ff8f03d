"""What payers answered to one claim: each claim payment put on its lines, in its payer's place in the sequence."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from edi_engine.money import Cents
from edi_engine.reconcile import matching, posting, reversing
from edi_engine.reconcile.books import Paid, Step
from edi_engine.reconcile.claims import RANKS, Claim
from edi_engine.reconcile.matching import LineMatch

SAID = {"1": 1, "19": 1, "2": 2, "20": 2, "3": 3, "21": 3}                # CLP02


class Answer(NamedTuple):
    """A claim payment with what it does to the claim."""

    payment: Paid
    original: Paid | None          # what it undoes, when it is a reversal
    seat: tuple[str, int]          # who speaks: the payer and, as one payer may cover a patient twice, in which sequence
    rank: int                      # in the sequence of payers: 1 is the first; whoever tells of prior payers is not
    matches: Sequence[LineMatch | None]
    steps: Sequence[Step]
    lines: frozenset[str]          # keys of the lines that it speaks of; "" = the claim as a whole, or a line nobody billed
    charges: Mapping[str, Cents]   # what it says was charged for each line, and with "" for the claim
    whole: bool                    # whether it decides the claim level: it names every line, none, or adjusts the claim

    def speaks_of(self, key: str) -> bool:
        """Whether it has a say about the line; about the claim level ("") every answer has."""
        return not key or key in self.lines or not self.payment.lines

    def decides(self, key: str) -> bool:
        """Whether what it says there can take the place of what was said before."""
        return self.speaks_of(key) if key else self.whole

    def shares_lines(self, other: "Answer") -> bool:
        return "" in self.lines or "" in other.lines or not self.lines.isdisjoint(other.lines)

    def moves(self, key: str) -> bool:
        """Whether it does anything to the balance of the line, or with "" of the claim."""
        return any(step.amount for step in self.steps if not key or step.line == key)


def answer(claim: Claim, payment: Paid) -> Answer:
    """The answer that is no reversal."""
    matches = matching.lines(payment, claim.as_billed(payment.charge))
    steps = list(posting.steps(payment, matches))
    seat = _seat(claim, payment)
    tells = any(step.what == "prior payer" and step.reported for step in steps)
    charges: dict[str, Cents] = {}
    for line, match in zip(payment.lines, matches, strict=True):
        key = match.key if match else ""
        charges[key] = charges.get(key, 0) + line.charge
    lines = frozenset(charges or ("",))
    whole = bool(payment.adjustments) or "" in lines or lines.issuperset(line.key for line in claim.current.lines)
    charges[""] = payment.charge
    return Answer(payment, None, (payment.payer, seat), max(seat, 2) if tells else seat, matches, steps, lines, charges, whole)


def reversed_answer(claim: Claim, reversal: Paid, undone: Answer) -> Answer:
    """The answer that takes another one back: its lines are found through those that it reverses (REM-11)."""
    mirror = matching.mirrored(reversal, undone.payment)
    matches = [None if n is None else undone.matches[n] for n in mirror]
    if None in mirror:
        own = matching.lines(reversal, claim.as_billed(-reversal.charge))
        matches = [found if n is None else match for n, match, found in zip(mirror, matches, own, strict=True)]
    return undone._replace(payment=reversal, original=undone.payment, matches=matches,
                           steps=list(posting.steps(reversal, matches)))


def answers(claim: Claim, payments: Sequence[Paid]) -> tuple[list[Answer], list[Paid]]:
    """Every answer in the order of its date, and the reversals that have nothing to undo yet."""
    found = {p.id: answer(claim, p) for p in payments if p.status != reversing.REVERSAL}
    if len(payments) == len(found) < 2:
        return list(found.values()), []
    pairs = reversing.pairs(payments)
    found |= {p.id: reversed_answer(claim, p, found[pairs[p.id].id]) for p in payments if p.id in pairs}
    return sorted(found.values(), key=order), [p for p in payments if p.id not in found]


def order(answer: Answer) -> str:
    """Ties go by payment date, payer, trace, hash, position - never by arrival."""
    return answer.payment.order


def _seat(claim: Claim, payment: Paid) -> int:
    """The payer's place in the sequence: as we asked it, where it is known, else as it says (MAT-3)."""
    said = SAID.get(payment.status, 1)
    ours = [RANKS.get(s.sequence, 12) for s in claim.submissions if s.payer in payment.payer_ids]
    return said if said in ours or not ours else min(ours)

"""What a submission that was thrown back asks for, beside what else left of its claim (ACK-7)."""

from collections.abc import Iterator, Sequence

from edi_engine.reconcile.answers import Answer
from edi_engine.reconcile.books import Submitted
from edi_engine.reconcile.claims import RANKS, VOID, Claim
from edi_engine.reconcile.splitting import FOLLOWING

NEXT = {
    "again": "it is corrected and sent again as what it was: an original, a replacement, a void",
    "anew": "no original of it ever stood at its payer: it is corrected and sent again as one",
    "replace": "an earlier original stands at its payer: it is that one which has to be replaced",
    "earlier": "the same left before and stands: nothing has to be done",
    "later": "it left again since, or its payer has decided all the same: nothing has to be done",
}


def rejections(claim: Claim, heard: Sequence[Answer]) -> Iterator[tuple[int, str]]:
    """(submission, what it asks for, one of NEXT) of each that was thrown back; ``heard`` is what payers decided."""
    for submission in claim.submissions:
        if submission.rejected:
            yield submission.id, _next(submission, claim, heard)


def _next(thrown: Submitted, claim: Claim, heard: Sequence[Answer]) -> str:
    asked = [s for s in claim.submissions if _turn(s) == _turn(thrown)]        # the same payer in turn, oldest first
    standing = [s for s in asked if not s.rejected and s.order < thrown.order and s.payer == thrown.payer]
    answers = [a for a in heard if a.seat[1] == _turn(thrown)]
    changes = bool(standing) or thrown.frequency in FOLLOWING
    if asked[-1] is not thrown or (_taken_back(answers, thrown.order[:10]) if changes else answers):
        return "later"
    if not standing and thrown.frequency in FOLLOWING and any(
            s.frequency not in FOLLOWING and s.payer == thrown.payer for s in asked):
        return "later" if thrown.frequency == VOID else "anew"
    if not standing or thrown.frequency in FOLLOWING:
        return "again"
    return "earlier" if _content(standing[-1]) == _content(thrown) else "replace"


def _taken_back(answers: Sequence[Answer], since: str) -> bool:
    """Whether a decision was taken back from a day on: so a payer decides on what changes an earlier submission."""
    return any(a.original is not None and a.payment.date >= since for a in answers)


def _turn(submission: Submitted) -> int:
    return RANKS.get(submission.sequence, 12)


def _content(submission: Submitted) -> tuple[object, ...]:
    return submission.charge, submission.days, tuple(line._replace(at=0) for line in submission.lines)

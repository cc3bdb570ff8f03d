"""What acknowledgments say of each time a claim left: whether it still counts, and how far it has come (ACK-1 to ACK-8)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

RANKS = {"interchange": 0, "group": 1, "set": 1, "clearinghouse": 2, "payer": 3}
"""How near to the payer somebody stands who speaks: a TA1, a 999, a clearinghouse's 277CA, the payer's."""

VERDICTS = {
    "accepted": "taken: a file by its receiver, a claim for adjudication by whoever speaks",
    "received": "has arrived and is not accepted yet (A0, A1)",
    "again": "has come before under this control number; that alone says nothing of its claims (TA105 = 025)",
    "partly": "taken in part, without a word on which",
    "rejected": "thrown back; it never entered adjudication",
    "none": "nothing is decided",
}
_TAKEN = frozenset({"accepted", "received"})


class Answer(NamedTuple):
    """What an acknowledgment says of a submission: by its interchange, group or set, by its batch, or of the claim itself."""

    told: str                      # when, as YYYYMMDDHHMM: the order of news, never of arrival
    rank: int                      # RANKS
    sending: str                   # which of the times its set left; "" = all of them
    verdict: str                   # VERDICTS


def rejected(sendings: Sequence[str], answers: Sequence[Answer]) -> bool:
    """Whether the submission was thrown back and does not count.

    A rejection stands until somebody at least as near to the payer takes the claim later (ACK-5). A TA1 or 999 speaks of one
    sending: what was sent again counts until every sending is rejected (ACK-7).
    """
    standing = [answer for answer in answers if answer.verdict == "rejected" and not _undone(answer, answers)]
    return any(not answer.sending for answer in standing) or (bool(sendings) and all(
        any(answer.sending == sending for answer in standing) for sending in sendings))


def _undone(rejection: Answer, answers: Iterable[Answer]) -> bool:
    return any(answer.verdict in _TAKEN and answer.told > rejection.told and answer.rank >= rejection.rank
               and answer.sending in ("", rejection.sending) for answer in answers)


STAGES = ("released", "received", "accepted by the clearinghouse", "accepted")
"""How far a claim has come before a payer decides on it (ACK-8, ACK-11)."""


def stage(sendings: Sequence[str], answers: Sequence[Answer]) -> str:
    """The farthest that the submission has come: news that is older than a rejection takes nothing forward."""
    if rejected(sendings, answers):
        return "rejected"
    reached = [_reached(answer) for answer in answers if answer.verdict in _TAKEN]
    return STAGES[max(reached, default=0)]


def _reached(answer: Answer) -> int:
    if answer.rank < RANKS["clearinghouse"] or answer.verdict == "received":
        return 1 if answer.rank >= RANKS["clearinghouse"] else 0
    return 2 if answer.rank == RANKS["clearinghouse"] else 3

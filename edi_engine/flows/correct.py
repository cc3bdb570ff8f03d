"""Correcting a claim at its payer: a replacement (frequency 7) or a void (8), under the payer's number of it (CLM-9, EXC-6), or
what was thrown back once more (ACK-7)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from edi_engine.billing.claim import Claim
from edi_engine.billing.encounter import Encounter
from edi_engine.flows import standing, submit
from edi_engine.flows.house import House, Unknown
from edi_engine.flows.outcome import Outcome, report
from edi_engine.flows.standing import Answer, Standing
from edi_engine.problems import Problem, worst
from edi_engine.reconcile.books import Submitted
from edi_engine.reconcile.claims import RANKS
from edi_engine.reconcile.reversing import REVERSAL

ORIGINAL, REPLACEMENT, VOID = "1", "7", "8"
_WHICH = ("CLM-6", "CLM-9", "CLM-16")      # rules of the numbers that say which claim and line is meant
_CHANGES = "2300/CLM/05"                   # where a profile says whether its payer takes replacements and voids


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person said: which payer, its number of the claim, and whether to send in spite of a doubt."""

    payer: str = ""
    number: str = ""
    force: bool = False


def replacement(house: House, name: str, file: Path | None, wish: Wish) -> dict[str, Any]:
    """Replace the claim by a corrected encounter, or by itself as it last left."""
    return report([change(house, name, REPLACEMENT, file, wish)])


def void(house: House, name: str, wish: Wish) -> dict[str, Any]:
    """Void the claim; it repeats the charges that it left with."""
    return report([change(house, name, VOID, None, wish)])


def fix(house: House, name: str, file: Path | None, wish: Wish) -> dict[str, Any]:
    """Send a claim that was thrown back once more: a corrected encounter under its number, or as it left (ACK-7)."""
    return report([again(house, name, file, wish)])


def change(house: House, name: str, frequency: str, file: Path | None, wish: Wish) -> Outcome:
    """What became of the replacement or the void."""
    errand = _Errand(house, name, file)
    base = _base(errand.known, errand.known_as(wish.payer or errand.payer))
    number = errand.number(base, wish)
    errand.outcome.say(_refusals(errand.known, base, number, wish))
    return errand.send(base, frequency, number, wish)


def again(house: House, name: str, file: Path | None, wish: Wish) -> Outcome:
    """What became of what is sent again as it left - an original, a replacement, a void - to the payer that threw it back."""
    errand = _Errand(house, name, file)
    base = _thrown_back(errand.known, errand.known_as(wish.payer), errand.turn)
    asks = errand.known.asks.get(base.id, "")
    frequency = base.frequency if base.frequency in (REPLACEMENT, VOID) and asks != "anew" else ORIGINAL
    number = "" if frequency == ORIGINAL else errand.number(base, wish)
    errand.outcome.say(_doubts(base, asks, errand.turn, wish))
    errand.outcome.say(_unnumbered(errand.known, base, frequency, number))
    return errand.send(base, frequency, number, wish)


class _Errand:
    """A claim that is to leave once more: how it stands, and the corrected encounter of the file, when there is one."""

    def __init__(self, house: House, name: str, file: Path | None) -> None:
        submit.let_go(house)
        self.house, self.known = house, standing.of(house, name)
        self.outcome = Outcome(self.known.key.name, "claim", "refused")
        self.corrected, problems = standing.encounter_in(house, file, self.known) if file else (None, ())
        self.outcome.say(problems)

    @property
    def payer(self) -> str:
        """The id of the payer that the file asks; "" without a file."""
        return self.corrected.claim.subscriber.payer.name.id if self.corrected else ""

    @property
    def turn(self) -> str:
        """SBR01 of the payer that the file asks; "" without a file."""
        return self.corrected.claim.subscriber.sequence if self.corrected else ""

    def known_as(self, payer: str) -> str:
        """The id by which the books know a payer."""
        return self.house.settings.aliases.get(payer, payer)

    def number(self, base: Submitted, wish: Wish) -> str:
        """CLM-9: the payer's number of the claim: as the person says, its newest answer, how it left, the file."""
        return (wish.number or _number(self.known, base) or base.payer_claim
                or (self.corrected.claim.payer_claim_control_number if self.corrected else ""))

    def send(self, base: Submitted, frequency: str, number: str, wish: Wish) -> Outcome:
        """Let it leave, unless something keeps it back."""
        self.outcome.say(_otherwise(self.corrected, frequency, number) if self.corrected else ())
        if worst(self.outcome.problems) != "error":
            claim = standing.as_left(self.house, base)
            said = self.corrected or standing.encounter(self.house, self.known, base, claim)
            made = replace(said.claim, frequency=frequency, payer_claim_control_number=number,
                           lines=_numbered(said.claim, claim))
            judge = partial(_judged, _repeats(frequency, self.corrected), wish)
            submit.alone(self.house, replace(said, claim=made), self.outcome, judge)
        return self.outcome


def _base(known: Standing, payer: str) -> Submitted:
    """The newest time that the claim left to the payer, or to the first payer when none is named, and was not thrown back."""
    found = _newest(known, payer) if payer else _newest(known, "", known.current.sequence)
    if found is None:
        asked = ", ".join(dict.fromkeys(submission.payer for submission in known.submissions))
        raise Unknown(f"Claim {known.key.name} never left for {payer}, but for {asked}.")
    return found


def _newest(known: Standing, payer: str, sequence: str = "") -> Submitted | None:
    counting = known._replace(submissions=tuple(s for s in known.submissions if not s.rejected))
    return counting.newest(sequence, payer) or known.newest(sequence, payer)


def _thrown_back(known: Standing, payer: str, turn: str) -> Submitted:
    """What asks to be sent again: to the payer that is named, else in the turn of the file, else to the first payer that threw
    it back; the newest that left so where nothing does."""
    def fits(one: Submitted) -> bool:
        return one.payer == payer if payer else not turn or _place(turn) == _place(one.sequence)

    fitting = [s for s in known.submissions if s.id in known.asks and fits(s)]
    asking = [s for s in fitting if known.asks[s.id] in ("again", "anew")] or \
             [s for s in fitting if known.asks[s.id] != "later"]
    if asking:
        return min(asking, key=lambda s: _place(s.sequence))
    if payer:
        return _base(known, payer)
    return (turn and known.newest(turn)) or known.newest(known.current.sequence) or known.current


def _place(sequence: str) -> int:
    return RANKS.get(sequence, 12)


def _number(known: Standing, base: Submitted) -> str:
    """The payer's newest number of the claim: of its remittances, never a reversal's, else as its acknowledgments tell it."""
    paid = (answer.paid.ccn for answer in reversed(known.answered(base)) if answer.paid.ccn and answer.paid.status != REVERSAL)
    told = (known.told[s.id] for s in reversed(known.submissions) if s.id in known.told and s.sequence == base.sequence)
    return next(chain(paid, told), "")


def _answered(answers: Sequence[Answer]) -> str:
    """How a payer has answered that did not tell its number."""
    if not answers:
        return "has not answered it"
    reversals = all(answer.paid.status == REVERSAL for answer in answers)
    return "has only taken a decision back (CLP02 22)" if reversals else "has answered it without saying its number (CLP07)"


def _refusals(known: Standing, base: Submitted, number: str, wish: Wish) -> Iterator[Problem]:
    """CLM-9: why it cannot be changed."""
    if base.rejected and not known.answered(base) and not wish.number:
        yield Problem("ACK-7", "thrown-back")
    elif base.frequency == VOID:
        yield Problem("CLM-9", "voided", payer=base.payer)
    else:
        yield from _unnumbered(known, base, REPLACEMENT, number)


def _unnumbered(known: Standing, base: Submitted, frequency: str, number: str) -> Iterator[Problem]:
    """CLM-9: the payer's number of the claim that is to be changed is not known."""
    if frequency != ORIGINAL and not number:
        yield Problem("CLM-9", "number-unknown", payer=base.payer, answered=_answered(known.answered(base)))


def _otherwise(corrected: Encounter, frequency: str, number: str) -> Iterator[Problem]:
    """CLM-9: the file says another frequency, or another number at the payer, than what would leave."""
    said, where = corrected.claim, corrected.where.get
    if said.frequency not in (ORIGINAL, frequency):
        yield Problem("CLM-9", "frequency-differs", said=said.frequency, sent=frequency, where=where("frequency", ""))
    elif number and said.payer_claim_control_number not in ("", number):
        yield Problem("CLM-9", "number-differs", said=said.payer_claim_control_number, sent=number,
                      where=where("payer_claim_number", ""))


def _doubts(base: Submitted, asks: str, turn: str, wish: Wish) -> Iterator[Problem]:
    """ACK-7: what was not thrown back, or stands beside another, would be a duplicate; a file may mean another payer."""
    if turn and _place(turn) != _place(base.sequence):
        yield Problem("ACK-7", "other-turn", payer=base.payer, said=turn, sent=base.sequence)
    elif wish.force or asks in ("again", "anew"):
        return
    elif asks in ("replace", "earlier"):
        yield Problem("ACK-7", "earlier-stands", payer=base.payer)
    else:
        yield Problem("ACK-7", "not-thrown-back", payer=base.payer)


def _repeats(frequency: str, corrected: Encounter | None) -> str:
    """Why the contents keep nothing back: they left so before, and what is wrong with them may be why; "" when they may."""
    if frequency == VOID:
        return "as a void takes the claim back as it left."
    return "" if corrected else "as the claim left so before."


def _judged(why: str, wish: Wish, problem: Problem) -> Problem:
    """A problem as a correction takes it: the numbers that say which claim it is are right, the rest may have left so."""
    if problem.severity != "error" or problem.rule in _WHICH:
        return problem
    if str(problem.facts.get("path", "")).startswith(_CHANGES):
        return problem.judge("warning", "by --force.") if wish.force else problem
    return problem.judge("warning", why) if why else problem


def _numbered(claim: Claim, left: Claim) -> tuple[Any, ...]:
    """MAT-2: a line in the place of one that left keeps that one's control number, unless it was given its own."""
    made = {f"{claim.patient_control_number}L{n}" for n in range(1, len(claim.lines) + 1)}
    old = [line.control_number for line in left.lines]
    return tuple(replace(line, control_number=old[n]) if n < len(old) and old[n] and line.control_number in made else line
                 for n, line in enumerate(claim.lines))

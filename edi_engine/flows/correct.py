"""Correcting a claim at its payer: a replacement (frequency 7) or a void (8), under the payer's number of it (CLM-9, EXC-6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
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
    return report([one(house, name, REPLACEMENT, file, wish)])


def void(house: House, name: str, wish: Wish) -> dict[str, Any]:
    """Void the claim; it repeats the charges that it left with."""
    return report([one(house, name, VOID, None, wish)])


def fix(house: House, name: str, file: Path | None, wish: Wish) -> dict[str, Any]:
    """Send a claim that was thrown back once more: a corrected encounter under its number, or as it left (ACK-7)."""
    return report([one(house, name, ORIGINAL, file, wish)])


def one(house: House, name: str, frequency: str, file: Path | None, wish: Wish) -> Outcome:
    """What became of the replacement, the void, or what is sent again."""
    submit.let_go(house)
    known = standing.of(house, name)
    outcome = Outcome(known.key.name, "claim", "refused")
    corrected = _corrected(house, known, file, outcome) if file else None
    payer = wish.payer or (corrected.claim.subscriber.payer.name.id if corrected else "")
    base = _base(house, known, payer)
    claim, number = standing.as_left(house, base), ""
    if frequency == ORIGINAL:
        outcome.say(_again(known, base, wish))
    else:
        number = wish.number or _number(known, base) or (corrected.claim.payer_claim_control_number if corrected else "")
        outcome.say(_refusals(known, base, number, wish))
    outcome.say(_otherwise(corrected, frequency, number) if corrected else ())
    if worst(outcome.problems) != "error":
        said = corrected or standing.encounter(house, known, base, claim)
        made = replace(said.claim, frequency=frequency, payer_claim_control_number=number,
                       lines=_numbered(said.claim, claim))
        submit.alone(house, replace(said, claim=made), outcome, partial(_judged, _repeats(frequency, corrected), wish))
    return outcome


def _corrected(house: House, known: Standing, file: Path, outcome: Outcome) -> Encounter:
    """The encounter in the file whose claim has this number; what is wrong with it is told."""
    found, problems = standing.encounter_in(house, file, known)
    outcome.say(problems)
    return found


def _base(house: House, known: Standing, payer: str) -> Submitted:
    """The newest time that the claim left to the payer, or to the first payer when none is named."""
    id_ = house.settings.aliases.get(payer, payer)
    found = known.newest(payer=id_) if payer else known.newest(known.current.sequence)
    if found is None:
        asked = ", ".join(dict.fromkeys(submission.payer for submission in known.submissions))
        raise Unknown(f"Claim {known.key.name} never left for {payer}, but for {asked}.")
    return found


def _number(known: Standing, base: Submitted) -> str:
    """CLM-9: the payer's newest number of the claim, never a reversal's."""
    return next((answer.paid.ccn for answer in reversed(known.answered(base))
                 if answer.paid.ccn and answer.paid.status != REVERSAL), "")


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
    elif not number:
        yield Problem("CLM-9", "number-unknown", payer=base.payer, answered=_answered(known.answered(base)))


def _otherwise(corrected: Encounter, frequency: str, number: str) -> Iterator[Problem]:
    """CLM-9: the file says another frequency, or another number at the payer, than what would leave."""
    said, where = corrected.claim, corrected.where.get
    if said.frequency not in (ORIGINAL, frequency):
        yield Problem("CLM-9", "frequency-differs", said=said.frequency, sent=frequency, where=where("frequency", ""))
    elif number and said.payer_claim_control_number not in ("", number):
        yield Problem("CLM-9", "number-differs", said=said.payer_claim_control_number, sent=number,
                      where=where("payer_claim_number", ""))


def _again(known: Standing, base: Submitted, wish: Wish) -> Iterator[Problem]:
    """ACK-7: what was thrown back leaves again as an original; what was not would be a duplicate."""
    if not wish.force and (not base.rejected or known.answered(base)):
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

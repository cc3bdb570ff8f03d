"""Codes of a claim that come from a short list (CLM-8, CLM-10, CLM-11, CLM-27, CLM-28, CLM-29)."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from edi_engine.billing.claim import Claim, Note
from edi_engine.codes import claims as codes
from edi_engine.codes.regions import PROVINCES, STATES, at_home
from edi_engine.edits.context import Context
from edi_engine.problems import Problem


def places(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-8: every place of service is on the list, and was on the day of the service."""
    day = context.first_day(claim) or context.day
    if claim.place_of_service and not _usual(claim.place_of_service, day, context):
        yield from _place(claim.place_of_service, day, context, partial(
            Problem, at=claim.at, element=5, component=1, loop="2300", where="place_of_service"))
    for number, line in enumerate(claim.lines):
        if line.place_of_service and not _usual(line.place_of_service, day, context):
            yield from _place(line.place_of_service, line.service.since if line.service else day, context, partial(
                Problem, at=line.at, element=5, loop="2400", where=f"lines[{number}].place_of_service"))


def _usual(code: str, day: date, context: Context) -> bool:
    verdict = context.codes.judge("pos", code, day)
    return verdict is not None and verdict.standing == "valid"


def _place(code: str, day: date, context: Context, here: Callable[..., Problem]) -> Iterator[Problem]:
    verdict = context.codes.judge("pos", code, day)
    if verdict is None or verdict.standing == "unknown":
        yield here("CLM-8", "place")
    elif verdict and verdict.standing == "other days":
        yield here("CLM-8", "place-then", days=verdict.days, day=day)


def frequency(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-8: a claim is an original, a replacement or a void."""
    if claim.frequency not in codes.FREQUENCIES:
        yield Problem("CLM-8", "frequency", claim.at, element=5, component=3, loop="2300", where="frequency")


def lists(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-10, CLM-27, CLM-28: what is said in one letter or two is said in those that the guide knows."""
    for rule, kind, value, known, path, loop, element in (
        ("CLM-10", "choice", claim.signature, codes.SIGNATURES, "signature", "2300", 6),
        ("CLM-10", "choice", claim.assignment, codes.ASSIGNMENTS, "accept_assignment", "2300", 7),
        ("CLM-10", "choice", claim.benefits_assigned, codes.BENEFITS, "benefits_assigned", "2300", 8),
        ("CLM-10", "choice", claim.release, codes.RELEASES, "release", "2300", 9),
        ("CLM-10", "choice", claim.signature_source, {"P": "signed by somebody else"}, "signature_source", "2300", 10),
        ("CLM-27", "filing", claim.subscriber.filing_indicator, codes.FILING_INDICATORS, "payer.filing_indicator", "2000B", 9),
        ("CLM-28", "choice", claim.special_program, codes.PROGRAMS, "special_program", "2300", 12),
        ("CLM-28", "choice", claim.delay_reason, codes.DELAYS, "delay_reason", "2300", 20),
    ):
        if value and value not in known:
            yield Problem(rule, kind, claim.at, element=element, loop=loop, where=path, known=listed(known))


def accident(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-11: an accident has a cause from the list, a date, and after a car accident a state."""
    causeless = not claim.accident or not claim.accident.causes
    if causeless and any(period.qualifier == "439" for period in claim.dates):
        yield Problem("CLM-11", "no-cause", claim.at, element=11, loop="2300", where="accident.causes")
    if not claim.accident:
        return
    causes = claim.accident.causes
    here = partial(Problem, at=claim.at, element=11, loop="2300")
    if any(cause not in codes.CAUSES for cause in causes) or len(causes) > 2:
        yield here("CLM-11", "cause", where="accident.causes", known=listed(codes.CAUSES))
    elif len(set(causes)) < len(causes):
        yield here("CLM-11", "repeated", where="accident.causes")
    if not any(period.qualifier == "439" for period in claim.dates):
        if {"AA", "OA"} & set(causes):
            yield here("CLM-11", "date", where="dates.accident")
        elif "EM" in causes:
            yield here("CLM-11", "employment-date", where="dates.accident")
    near = at_home(claim.accident.country) or claim.accident.country in ("CA", "CAN")
    if "AA" in causes and near and claim.accident.state not in STATES | PROVINCES:
        yield here("CLM-11", "state", component=4, where="accident.state")


def notes(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-29: one note a claim and a line, of a kind that the guide knows; on a line one more for the repricer."""
    if claim.notes:
        yield from _notes(claim.notes, codes.CLAIM_NOTES, "", partial(Problem, at=claim.at, loop="2300"))
    for number, line in enumerate(claim.lines):
        if line.notes:
            yield from _notes(line.notes, codes.LINE_NOTES, f"lines[{number}].", partial(Problem, at=line.at, loop="2400"))


def _notes(said: tuple[Note, ...], known: dict[str, str], at: str, here: Callable[..., Problem]) -> Iterator[Problem]:
    counted = [note for note in said if known is codes.CLAIM_NOTES or note.qualifier != "TPO"]
    if len(counted) > 1:
        yield here("CLM-29", "too-many", where=f"{at}notes[1]", count=len(counted))
    for number, note in enumerate(said):
        if note.qualifier not in known:
            yield here("CLM-29", "kind", element=1, where=f"{at}notes[{number}].kind", known=listed(known))


def listed(known: dict[str, str]) -> str:
    """A code list in words."""
    return ", ".join(f"{code} ({words})" for code, words in known.items())

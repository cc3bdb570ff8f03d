"""Numbers that tell claims and lines apart (CLM-6, CLM-9, CLM-16), and how many lines a claim may have (ENV-12)."""

import re
from collections.abc import Iterator
from functools import partial

from edi_engine.billing.claim import Claim
from edi_engine.edits.context import Context, key
from edi_engine.identifiers import normal
from edi_engine.problems import Problem

LINES = 50
_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._/#-]*[A-Za-z0-9._/#-])?")
STURDY = 17                    # some payers cut off what is longer


def claim_number(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-6: CLM01 has 1 to 20 characters that survive every payer, and no two claims of a batch share it."""
    number = claim.patient_control_number
    said = partial(Problem, at=claim.at, element=1, loop="2300", where="claim_id")
    if not 1 <= len(number) <= 20:
        yield said("CLM-6", "length", length=len(number))
    elif not _safe(number):
        yield said("CLM-6", "characters")
    elif len(number) > STURDY:
        yield said("CLM-6", "fragile", length=len(number))
    if not context.seen:
        return
    if other := context.seen.get(key(claim, number)):
        yield said("CLM-6", "repeated", other=other)
    elif _safe(number):
        first, where = context.alike.get(key(claim, normal(number)), (number, ""))
        if first != number:
            yield said("CLM-6", "alike", other=where)


def _safe(number: str) -> bool:
    return (number.isalnum() and number.isascii()) or _SAFE.fullmatch(number) is not None


def payer_number(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-9: a replacement or void names the payer's claim number; an original never does."""
    if claim.frequency in ("7", "8") and not claim.payer_claim_control_number:
        yield Problem("CLM-9", "number-missing", claim.at, loop="2300", where="payer_claim_number", frequency=claim.frequency)
    if claim.frequency == "1" and claim.payer_claim_control_number:
        yield Problem("CLM-9", "number-with-original", claim.at, loop="2300", where="payer_claim_number")


def line_numbers(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-16: a line's control number has at most 30 characters and is its claim's only one of that name."""
    seen: dict[str, int] = {}
    for position, line in enumerate(claim.lines, 1):
        number = line.control_number
        again = number and seen.setdefault(number, position) != position
        if again or (number and (len(number) > 30 or not _safe(number))):
            said = partial(Problem, at=line.at, loop="2400", where=f"lines[{position - 1}].control_number")
            if len(number) > 30:
                yield said("CLM-16", "length", length=len(number))
            elif not _safe(number):
                yield said("CLM-16", "characters")
            if again:
                yield said("CLM-16", "repeated", first=seen[number])


def line_count(claim: Claim, context: Context) -> Iterator[Problem]:
    """ENV-12: a claim has at most 50 lines."""
    if len(claim.lines) > LINES:
        yield Problem("ENV-12", "lines", claim.at, loop="2400", where="lines", count=len(claim.lines))

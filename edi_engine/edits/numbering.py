"""Numbers that tell claims and lines apart (CLM-6, CLM-9, CLM-16), and how many lines a claim may have (ENV-12)."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from edi_engine.billing.claim import Claim
from edi_engine.billing.party import Reference
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


_OWN_OF_CLAIM = {"F8": "payer_claim_number", "G1": "prior_authorization", "9F": "referral_number", "X4": "clia",
                 "EW": "mammography", "EA": "medical_record_number", "6R": "lines.control_number"}
_OWN_OF_LINE = {"G1": "prior_authorization", "9F": "referral_number", "6R": "control_number", "EW": "mammography",
                "X4": "clia", "F4": "referring_clia", "F8": "payer_claim_number of the claim", "VY": "drug.link_number",
                "XZ": "drug.prescription_number"}
_FIRST_OF_CLAIM, _FIRST_OF_LINE = ("EW", "EA"), ("EW", "X4", "F4")      # fields of their own that stand before the others


def other_numbers(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-9: a number that has a field of its own, like the payer's claim number (REF*F8), is no other number."""
    if claim.references:
        yield from _own(claim.references, _OWN_OF_CLAIM, _FIRST_OF_CLAIM, "", partial(Problem, at=claim.at, loop="2300"))
    for number, line in enumerate(claim.lines):
        if line.references:
            yield from _own(line.references, _OWN_OF_LINE, _FIRST_OF_LINE, f"lines[{number}].",
                            partial(Problem, at=line.at, loop="2400"))


def _own(said: tuple[Reference, ...], own: dict[str, str], first: tuple[str, ...], at: str,
         here: Callable[..., Problem]) -> Iterator[Problem]:
    """What stands among the other numbers and has a field; those that were said in their fields come before them."""
    fields = list(first)
    before = 0
    for reference in said:
        if reference.qualifier not in fields:
            break
        del fields[:fields.index(reference.qualifier) + 1]
        before += 1
    for number, reference in enumerate(said[before:]):
        if field := own.get(reference.qualifier):
            yield here("CLM-9", "own-field", element=1, where=f"{at}references[{number}]", qualifier=reference.qualifier,
                       field=field)


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

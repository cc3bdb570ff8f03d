"""The number by which Medicare knows a person (CLM-21)."""

import re
from collections.abc import Iterator
from datetime import date

from edi_engine.billing.claim import Claim
from edi_engine.codes.claims import MEDICARE
from edi_engine.edits.context import Context
from edi_engine.problems import Problem

SINCE = date(2020, 1, 1)           # services from which Medicare takes no older number
_LETTER = "AC-HJKMNP-RT-Y"         # without S L O I B Z
_FORM = "[1-9][{second}][{letter}0-9][0-9][{letter}][{letter}0-9][0-9][{letter}]{{2}}[0-9]{{2}}"
_REAL = re.compile(_FORM.format(second=_LETTER, letter=_LETTER))
_SYNTHETIC = re.compile(_FORM.format(second="S", letter="A-Z"))


def beneficiaries(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-21: Medicare's number of a person has its form, whether it is asked or another payer; no invented one is billed."""
    asked = claim.subscriber
    if asked.filing_indicator in MEDICARE and asked.person.name.id:
        yield from _judged(claim, context, asked.person.name.id, asked.person.at, "2010BA", "subscriber.member_id")
    for number, other in enumerate(claim.other_subscribers):
        if other.filing_indicator in MEDICARE and other.insured.name.id:
            yield from _judged(claim, context, other.insured.name.id, other.insured.at, "2330A",
                               f"other_payers[{number}].subscriber.member_id")


def _judged(claim: Claim, context: Context, number: str, at: int, loop: str, path: str) -> Iterator[Problem]:
    if _REAL.fullmatch(number) or (context.first_day(claim) or SINCE) < SINCE:
        return
    if not _SYNTHETIC.fullmatch(number):
        yield Problem("CLM-21", "form", at, element=9, loop=loop, where=path, length=len(number))
    elif context.usage == "P":
        yield Problem("CLM-21", "synthetic", at, element=9, loop=loop, where=path)

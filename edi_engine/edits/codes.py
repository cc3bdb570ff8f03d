"""Codes that exist, and hold on the day of the service: diagnoses (CLM-12, CLM-15), procedures (CLM-24, CLM-15), taxonomies.

What a set says of a day that it covers is an error; of a day before or after, it is only a warning. Procedures and taxonomies
are looked up when a person has loaded their set; none ships with the engine.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from edi_engine.billing.claim import Claim, ServiceLine
from edi_engine.codes.kinds import KINDS, of_procedure
from edi_engine.codes.knowing import Verdict
from edi_engine.codes.unlisted import unlisted
from edi_engine.edits.context import Context
from edi_engine.problems import Problem

ICD10_BEGAN = date(2015, 10, 1)
_ICD9, _ICD10 = ("BK", "BF"), ("ABK", "ABF")


def diagnosis_version(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-12: ICD-9 until September 2015, ICD-10 since, by the claim's first day."""
    day = context.first_day(claim)
    if day is None:
        return
    kind, wrong = ("icd10", _ICD10) if day < ICD10_BEGAN else ("icd9", _ICD9)
    for position, diagnosis in enumerate(claim.diagnoses, 1):
        if diagnosis.qualifier in wrong:
            yield Problem("CLM-12", kind, claim.at, loop="2300", where=f"diagnoses[{position - 1}]", position=position, day=day)


def diagnoses_known(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-12, CLM-15: a diagnosis is in ICD-10-CM, is no heading, and holds on the claim's first day."""
    day = context.first_day(claim)
    if day is None or not ICD10_BEGAN <= day <= context.day:
        return
    for position, diagnosis in enumerate(claim.diagnoses, 1):
        verdict = context.codes.judge("icd10cm", diagnosis.code, day) if diagnosis.qualifier in _ICD10 else None
        if verdict and (verdict.beyond or verdict.standing != "valid") and KINDS["icd10cm"].form.fullmatch(diagnosis.code):
            here = partial(Problem, at=claim.at, loop="2300", where=f"diagnoses[{position - 1}]", position=position, day=day,
                           since=verdict.asked.since, until=verdict.asked.until)
            yield from _diagnosis(verdict, here, len(diagnosis.code), context)


def _diagnosis(verdict: Verdict, here: Callable[..., Problem], length: int, context: Context) -> Iterator[Problem]:
    if verdict.beyond:
        if verdict.standing != "valid":
            yield here("CLM-12", "unproved")
        elif context.first("icd10cm"):
            yield here("CLM-12", "outside")
    elif verdict.standing == "heading":
        longer = [len(code) for code in verdict.below]
        yield here("CLM-12", "heading", length=length, count=len(longer), most=max(longer))
    elif verdict.standing == "unknown":
        yield here("CLM-12", "unknown")
    else:
        yield here("CLM-15", "diagnosis", days=verdict.days)


def procedures_known(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-24, CLM-15: a procedure is written like CPT or HCPCS, is in the set that was loaded, and holds on the line's day."""
    for number, line in enumerate(claim.lines):
        done = line.procedure
        if done.qualifier != "HC" or len(done.code) != 5:
            continue
        kind = of_procedure(done.code)
        if kind is None and done.code.isascii() and done.code.isalnum() and done.code.upper() == done.code:
            yield _of_procedure(number, line)("CLM-24", "form")
        if kind and line.service and context.codes.knows(kind):
            verdict = context.codes.judge(kind, done.code, line.service.since)
            if verdict and verdict.standing != "valid":
                yield _procedure(verdict, partial(_of_procedure(number, line), name=KINDS[kind].name, day=line.service.since,
                                                  since=verdict.asked.since, until=verdict.asked.until))


def _procedure(verdict: Verdict, here: Callable[..., Problem]) -> Problem:
    if verdict.beyond:
        return here("CLM-24", "unproved")
    return here("CLM-15", "procedure", days=verdict.days) if verdict.spans else here("CLM-24", "unknown")


def unlisted_described(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-24: a code for what has no code of its own comes with a description of it (SV101-7)."""
    for number, line in enumerate(claim.lines):
        done = line.procedure
        if done.qualifier == "HC" and not done.description and unlisted(done.code):
            yield Problem("CLM-24", "unlisted", line.at, element=1, component=7, loop="2400",
                          where=f"lines[{number}].description")


def taxonomies_known(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-19: a taxonomy is in the set that was loaded; of one that is not, nobody can say whether the payer knows it."""
    day = context.first_day(claim)
    for party in context.parties(claim) if day and context.codes.knows("taxonomy") else ():
        if party.taxonomy and KINDS["taxonomy"].form.fullmatch(party.taxonomy):
            verdict = context.codes.judge("taxonomy", party.taxonomy, day or context.day)
            if verdict and verdict.standing != "valid":
                yield Problem("CLM-19", "taxonomy-unknown", party.name.at, loop=party.loop, where=f"{party.path}.taxonomy")


def _of_procedure(number: int, line: ServiceLine) -> Callable[..., Problem]:
    return partial(Problem, at=line.at, element=1, component=2, loop="2400", where=f"lines[{number}].procedure")


"""Other payers and what they decided (COB-1 to COB-9), their order (CLM-27), Medicare as a later one (CLM-5)."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from edi_engine.billing.claim import Claim
from edi_engine.billing.coordination import LineAdjudication, OtherSubscriber
from edi_engine.billing.party import Adjustment
from edi_engine.codes import claims as codes
from edi_engine.edits.choices import listed
from edi_engine.edits.context import Context, Rule
from edi_engine.money import Cents, dollars
from edi_engine.problems import Problem

ORDER = {sequence: rank for rank, sequence in enumerate(codes.SEQUENCES, 1)}
TRIPLETS, SEGMENTS, DECISIONS = 6, 5, 15       # reasons a CAS, CAS a level, 2430 a line
REMARKS, MODIFIERS = 5, 4                      # MOA03 to 07, SVD03-3 to 6
_REASON = re.compile(r"[A-Za-z0-9]{1,5}")
_REMARK = re.compile(r"(?:M|MA|N)\d{1,4}")

Decision = tuple[int, int, LineAdjudication]   # line and place within it, both from 0, and what was decided


def sequences(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-27: each payer has its own place in the order, without a gap before the one that is asked; each says its kind."""
    asked = claim.subscriber
    if asked.sequence not in codes.SEQUENCES:
        yield Problem("CLM-27", "sequence", asked.at, element=1, loop="2000B", where="payer.sequence",
                      known=listed(codes.SEQUENCES))
    taken = {asked.sequence}
    for path, other in _others(claim):
        here = partial(Problem, at=other.at, element=1, loop="2320", where=f"{path}.sequence")
        if other.sequence not in codes.SEQUENCES:
            yield here("CLM-27", "sequence", known=listed(codes.SEQUENCES))
        elif other.sequence in taken - {"U"}:
            yield here("CLM-27", "repeated", sequence=other.sequence)
        taken.add(other.sequence)
        if other.filing_indicator and other.filing_indicator not in codes.FILING_INDICATORS:
            yield Problem("CLM-27", "filing", other.at, element=9, loop="2320", where=f"{path}.filing_indicator",
                          known=listed(codes.FILING_INDICATORS))
    before = list(codes.SEQUENCES)[:ORDER.get(asked.sequence, 1) - 1] if asked.sequence != "U" else []
    if claim.other_subscribers and (gap := [sequence for sequence in before if sequence not in taken]):
        yield Problem("CLM-27", "gap", asked.at, element=1, loop="2000B", where="payer.sequence", sequence=asked.sequence,
                      missing=", ".join(gap))


def medicare(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-5: SBR05 says why Medicare does not come first, and is sent for nobody else; Medicare takes one payer before it."""
    asked = claim.subscriber
    payers = [("payer", "2000B", asked.at, asked.sequence, asked.filing_indicator, asked.medicare_secondary)]
    payers += [(path, "2320", other.at, other.sequence, other.filing_indicator, other.medicare_secondary)
               for path, other in _others(claim)]
    for path, loop, at, sequence, filing, reason in payers:
        if not reason:
            continue
        here = partial(Problem, at=at, element=5, loop=loop, where=f"{path}.medicare_secondary")
        if reason not in codes.MEDICARE_SECONDARY:
            yield here("CLM-5", "choice", known=listed(codes.MEDICARE_SECONDARY))
        elif filing not in codes.MEDICARE:
            yield here("CLM-5", "not-medicare", filing=filing or "nothing")
        elif sequence == "P":
            yield here("CLM-5", "first")
    if asked.filing_indicator in codes.MEDICARE and claim.other_subscribers and asked.sequence not in ("P", "U"):
        if not asked.medicare_secondary:
            yield Problem("CLM-5", "missing", asked.at, element=5, loop="2000B", where="payer.medicare_secondary",
                          known=listed(codes.MEDICARE_SECONDARY))
        if (count := sum(_before(claim, other) for other in claim.other_subscribers)) > 1:
            yield Problem("CLM-5", "several", asked.at, loop="2000B", where="other_payers", count=count)


def said(claim: Claim, context: Context) -> Iterator[Problem]:
    """COB-1: what a claim must say of every other payer; the guide's map asks it of a claim that somebody else wrote."""
    for path, other in _others(claim):
        insured, payer = other.insured.name, other.payer.name
        for value, field, what, loop in (
            (payer.id, "id", "The id of another payer", "2330B"), (payer.last, "name", "The name of another payer", "2330B"),
            (other.filing_indicator, "filing_indicator", "The kind of insurance of another payer", "2320"),
            (insured.id, "subscriber.member_id", "The member id at another payer", "2330A"),
            (insured.last, "subscriber.last", "The name of the insured at another payer", "2330A"),
            (other.benefits_assigned, "benefits_assigned", "Whether benefits of another payer are assigned", "2320"),
            (other.release, "release", "The release of information for another payer", "2320"),
        ):
            if not value:
                yield Problem("COB-1", "missing", other.at, loop=loop, where=f"{path}.{field}", what=what)
        if other.relationship not in codes.INSURED_RELATIONSHIPS:
            yield Problem("COB-1", "relationship", other.at, element=2, loop="2320", where=f"{path}.relationship",
                          known=listed(codes.INSURED_RELATIONSHIPS))


def others(claim: Claim, context: Context) -> Iterator[Problem]:
    """COB-1: a claim to a later payer says who comes before it."""
    asked = claim.subscriber
    if asked.sequence in codes.SEQUENCES and asked.sequence not in ("P", "U") and not claim.other_subscribers:
        yield Problem("COB-1", "nobody-before", asked.at, element=1, loop="2000B", where="other_payers",
                      sequence=asked.sequence)


def decided(claim: Claim, context: Context) -> Iterator[Problem]:
    """COB-2: a payer that has decided says what it paid, one that has not says nothing; no amount stands at both levels."""
    for path, other in _others(claim):
        here = partial(Problem, at=other.at, loop="2320", payer=other.payer.name.id)
        lines = _decisions(claim, other)
        told = bool(lines or other.adjustments or other.outpatient or other.payer.adjudicated
                    or other.patient_liability is not None)
        if other.paid is None and told and other.non_covered is None:
            yield here("COB-2", "paid-missing", where=f"{path}.paid")
        if other.paid is None and other.non_covered is None and not told and _before(claim, other):
            yield here("COB-2", "undecided", where=f"{path}.paid")
        if (off := _claim_off(claim, other, lines)) and (twice := _twice(other, lines, off)):
            yield here("COB-2", "twice", where=f"{path}.adjustments", code=f"{twice.group}-{twice.reason}",
                       amount=dollars(twice.amount or 0))


def balances(claim: Claim, context: Context) -> Iterator[Problem]:
    """COB-3: for each payer that has decided, charge = paid + adjustments, on each line and on the claim.

    That what was paid for the lines makes up what was paid for the claim (AMT*D) follows from the two.
    """
    for path, other in _others(claim):
        if other.paid is None:
            continue
        lines, here = _decisions(claim, other), partial(Problem, at=other.at, loop="2320", payer=other.payer.name.id)
        unsaid = [n for n in range(len(claim.lines)) if lines and all(n != line for line, _, _ in lines)]
        yield from _line_balances(claim, other, lines)
        off = _claim_off(claim, other, lines)
        if unsaid and off == sum(claim.lines[n].charge for n in unsaid):
            yield here("COB-3", "line-unsaid", where="lines", lines=", ".join(str(n + 1) for n in unsaid))
        elif off and not _twice(other, lines, off):
            yield here("COB-3", "claim", where=f"{path}.paid", charge=dollars(claim.charge), paid=dollars(other.paid),
                       taken=dollars(claim.charge - other.paid - off), off=dollars(off))


def dates(claim: Claim, context: Context) -> Iterator[Problem]:
    """COB-4: when a payer decided is said once: on its lines when it decided lines, else with the payer."""
    for path, other in _others(claim):
        lines = _decisions(claim, other)
        here = partial(Problem, at=other.payer.at or other.at, loop="2330B", where=f"{path}.adjudicated",
                       payer=other.payer.name.id)
        if lines and other.payer.adjudicated:
            yield here("COB-4", "twice")
        if other.paid is not None and not lines and not other.payer.adjudicated:
            yield here("COB-4", "date-missing")
        if (day := other.payer.adjudicated) and day > context.day:
            yield here("COB-4", "future", day=day, today=context.day)
        for line, place, found in lines:
            if not found.adjudicated:
                yield Problem("COB-4", "date-missing", found.at, loop="2430", payer=found.payer,
                              where=f"lines[{line}].adjudications[{place}].adjudicated")
            elif found.adjudicated > context.day:
                yield Problem("COB-4", "future", found.at, loop="2430", payer=found.payer, day=found.adjudicated,
                              today=context.day, where=f"lines[{line}].adjudications[{place}].adjudicated")


def details(claim: Claim, context: Context) -> Iterator[Problem]:
    """COB-5: what a payer decided on a line names the payer, the code and the units; amounts and reasons come in pairs."""
    known = {other.payer.name.id for other in claim.other_subscribers}
    for path, other in _others(claim):
        yield from _adjustments(other.adjustments, f"{path}.adjustments", partial(Problem, at=other.at, loop="2320"))
    for n, line in enumerate(claim.lines):
        if len(line.adjudications) > DECISIONS:
            yield Problem("COB-5", "too-many", line.at, loop="2430", where=f"lines[{n}].adjudications",
                          count=len(line.adjudications))
        for place, found in enumerate(line.adjudications):
            path = f"lines[{n}].adjudications[{place}]"
            here = partial(Problem, at=found.at, loop="2430")
            yield from _detail(found, path, here, known, len(claim.lines))
            yield from _adjustments(found.adjustments, f"{path}.adjustments", here)


def liabilities(claim: Claim, context: Context) -> Iterator[Problem]:
    """COB-6: what is left after a payer is said once, on its lines or on the claim; remarks are remark codes."""
    for path, other in _others(claim):
        lines, here = _decisions(claim, other), partial(Problem, at=other.at, loop="2320", payer=other.payer.name.id)
        on_lines = [found.patient_liability for _, _, found in lines]
        whole, parts = other.patient_liability, [amount for amount in on_lines if amount is not None]
        if whole is not None and parts:
            yield here("COB-6", "twice", where=f"{path}.remaining")
        elif whole is None and other.paid is not None and (len(parts) < len(lines) or not lines):
            yield here("COB-6", "remaining-missing", where=f"{path}.remaining")
        elif other.paid is not None and (left := sum(parts) + (whole or 0)) != (share := _share(other, lines)):
            yield here("COB-6", "differs", where=f"{path}.remaining", left=dollars(left), share=dollars(share))
        if other.outpatient and (count := len(other.outpatient.remarks)) > REMARKS:
            yield here("COB-6", "too-many-remarks", where=f"{path}.remarks", count=count)
        for n, remark in enumerate(other.outpatient.remarks if other.outpatient else ()):
            if not _REMARK.fullmatch(remark):
                yield here("COB-6", "remark", where=f"{path}.remarks[{n}]")
            elif (verdict := context.codes.judge("rarc", remark, context.day)) and verdict.standing == "unknown":
                yield here("COB-6", "remark-unknown", where=f"{path}.remarks[{n}]", remark=remark)


def numbers(claim: Claim, context: Context) -> Iterator[Problem]:
    """COB-7: the payer that is asked and another payer each have their own number of the claim (REF*F8)."""
    number = claim.payer_claim_control_number
    for other in claim.other_subscribers:
        if number and other.payer.claim_control_number == number:
            yield Problem("COB-7", "same-number", claim.at, loop="2300", where="payer_claim_number", payer=other.payer.name.id)


def reversals(claim: Claim, context: Context) -> Iterator[Problem]:
    """COB-8: what another payer took back is not sent along; the decision that stands is."""
    for path, other in _others(claim):
        if other.paid is not None and other.paid < 0:
            yield Problem("COB-8", "negative", other.at, loop="2320", where=f"{path}.paid", payer=other.payer.name.id,
                          paid=dollars(other.paid))


def bypassed(claim: Claim, context: Context) -> Iterator[Problem]:
    """COB-9: a payer that was not asked has AMT*A8 with the whole charge and decided nothing."""
    for path, other in _others(claim):
        here = partial(Problem, at=other.at, loop="2320", where=f"{path}.not_covered", payer=other.payer.name.id)
        if other.non_covered is None:
            continue
        told = other.paid is not None or other.patient_liability is not None or other.payer.adjudicated is not None
        if told or other.adjustments or other.outpatient or _decisions(claim, other):
            yield here("COB-9", "decided")
        elif other.non_covered != claim.charge:
            yield here("COB-9", "amount", amount=dollars(other.non_covered), charge=dollars(claim.charge))


def _others(claim: Claim) -> Iterator[tuple[str, OtherSubscriber]]:
    return ((f"other_payers[{n}]", other) for n, other in enumerate(claim.other_subscribers))


def _before(claim: Claim, other: OtherSubscriber) -> bool:
    """Whether the other payer decides before the one that is asked."""
    return ORDER.get(other.sequence, 99) < ORDER.get(claim.subscriber.sequence, 0) and claim.subscriber.sequence != "U"


def _decisions(claim: Claim, other: OtherSubscriber) -> list[Decision]:
    """What the payer decided on lines."""
    return [(n, place, found) for n, line in enumerate(claim.lines) for place, found in enumerate(line.adjudications)
            if found.payer == other.payer.name.id]


def _sum(adjustments: Iterable[Adjustment]) -> Cents:
    return sum(each.amount or 0 for each in adjustments)


def _share(other: OtherSubscriber, lines: Sequence[Decision]) -> Cents:
    """Everything that the payer leaves to the patient."""
    every = [*other.adjustments, *(each for _, _, found in lines for each in found.adjustments)]
    return _sum(each for each in every if each.group == "PR")


def _claim_off(claim: Claim, other: OtherSubscriber, lines: Sequence[Decision]) -> Cents:
    """CLM02 less AMT*D less every adjustment of the payer, in cents; 0 when it has not decided."""
    if other.paid is None:
        return 0
    return claim.charge - other.paid - _sum(other.adjustments) - sum(_sum(found.adjustments) for _, _, found in lines)


def _twice(other: OtherSubscriber, lines: Sequence[Decision], off: Cents) -> Adjustment | None:
    """The claim-level adjustment that also stands on the lines, when that is what the claim is off by (R689)."""
    on_lines: Counter[tuple[str, str]] = Counter()
    for _, _, found in lines:
        for each in found.adjustments:
            on_lines[each.group, each.reason] += each.amount or 0
    return next((each for each in other.adjustments
                 if each.amount and each.amount == on_lines[each.group, each.reason] == -off), None)


def _line_balances(claim: Claim, other: OtherSubscriber, lines: Sequence[Decision]) -> Iterator[Problem]:
    for n, found in groupby(lines, key=lambda each: each[0]):
        parts = list(found)
        paid, taken = sum(part.paid for _, _, part in parts), sum(_sum(part.adjustments) for _, _, part in parts)
        charge, (_, place, first) = claim.lines[n].charge, parts[0]
        if off := charge - paid - taken:
            yield Problem("COB-3", "line", first.at, element=2, loop="2430", where=f"lines[{n}].adjudications[{place}].paid",
                          payer=other.payer.name.id, charge=dollars(charge), paid=dollars(paid), taken=dollars(taken),
                          off=dollars(off))


def _detail(found: LineAdjudication, path: str, here: Callable[..., Problem], known: set[str], lines: int) -> Iterator[Problem]:
    if found.payer not in known:
        yield here("COB-5", "payer", element=1, where=f"{path}.payer", known=", ".join(sorted(filter(None, known))) or "nobody")
    if found.paid < 0:
        yield here("COB-5", "negative", element=2, where=f"{path}.paid", paid=dollars(found.paid))
    if found.procedure.qualifier not in codes.CODE_SETS:
        yield here("COB-5", "code-set", element=3, component=1, where=f"{path}.procedure_type", known=listed(codes.CODE_SETS))
    if (count := len(found.procedure.modifiers)) > MODIFIERS:
        yield here("COB-5", "too-many-modifiers", element=3, where=f"{path}.modifiers", count=count)
    if found.units is None:
        yield here("COB-5", "units-missing", element=5, where=f"{path}.units")
    if found.bundled_into and found.bundled_into not in map(str, range(1, lines + 1)):
        yield here("COB-5", "bundled", element=6, where=f"{path}.bundled_into", count=lines)


def _adjustments(found: Sequence[Adjustment], path: str, here: Callable[..., Problem]) -> Iterator[Problem]:
    for n, each in enumerate(found):
        at = partial(here, at=each.at) if each.at else here
        if each.group not in codes.ADJUSTMENT_GROUPS:
            yield at("COB-5", "group", element=1, where=f"{path}[{n}].group", known=listed(codes.ADJUSTMENT_GROUPS))
        if not each.reason or each.amount is None:
            yield at("COB-5", "pair", where=f"{path}[{n}].{'amount' if each.reason else 'reason'}")
        elif not each.amount:
            yield at("COB-5", "zero", where=f"{path}[{n}].amount")
        if each.reason and not _REASON.fullmatch(each.reason):
            yield at("COB-5", "reason", where=f"{path}[{n}].reason", length=len(each.reason))
        if each.quantity is not None and not each.quantity:
            yield at("COB-5", "quantity", where=f"{path}[{n}].quantity")
    runs = [(group, len(list(run))) for group, run in groupby(found, key=lambda each: each.group)]
    if len(runs) > len({group for group, _ in runs}):
        yield here("COB-5", "scattered", where=path)
    if (count := sum(-(-size // TRIPLETS) for _, size in runs)) > SEGMENTS:
        yield here("COB-5", "too-many-adjustments", where=path, count=count)


OF_OTHERS: tuple[Rule, ...] = (said, decided, balances, dates, details, liabilities, numbers, reversals, bypassed)
"""What is asked of a claim with other payers, or with what they decided, alone."""

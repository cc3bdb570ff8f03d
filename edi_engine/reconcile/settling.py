"""The state of an account as a pure function of its facts: the same for every order in which they came."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from edi_engine.money import Cents
from edi_engine.reconcile import answers, findings, matching, standing
from edi_engine.reconcile.answers import Answer
from edi_engine.reconcile.books import Amounts, ClaimState, Line, LineState, Paid, Placement, Settled, Step, Submitted, Why
from edi_engine.reconcile.claims import Claim
from edi_engine.reconcile.findings import Case
from edi_engine.reconcile.rejections import rejections
from edi_engine.reconcile.splitting import claims_of
from edi_engine.reconcile.statuses import claim_status, line_status

ESTIMATE = "25"
BY_PERSON = "released"


def settle(submissions: Iterable[Submitted], payments: Sequence[Paid]) -> Settled:
    """The claims of one account with every step of every line, and what became of each payment (MAT-6, MAT-7)."""
    claims = claims_of(submissions, payments)
    placements: list[Placement] = []
    per_claim: dict[int, list[Paid]] = defaultdict(list)
    for payment in payments:
        ordinal, state, named = _place(payment, claims)
        if state == "posted":
            per_claim[ordinal].append(payment)
        else:
            placements.append(Placement(payment.id, ordinal, state, payment.key,
                                        findings.of_payment(named, payment) if named else ()))
    estimates = {payment.id for payment in payments if payment.status == ESTIMATE}   # they say nothing of it (REM-10)
    states = []
    for claim in claims:
        waiting = {p.state for p in placements if p.ordinal == claim.ordinal and p.payment not in estimates}
        settled, placed = _settle_claim(claim, per_claim.get(claim.ordinal, []), waiting)
        states.append(settled)
        placements.extend(placed)
    return Settled(tuple(states), tuple(placements))


class Stranger(NamedTuple):
    """A payee that is no provider of ours, or is one by its NPI and not by its tax id (REM-25)."""

    payee: str
    by_tax_id: bool


def loose(payment: Paid, stranger: Stranger | None, crowded: Collection[str]) -> Placement:
    """A payment that no account fits; ``stranger`` is its payee where the money may not be ours, else None.

    ``crowded`` are the payer claim control numbers that stand on the payments of too many claims to tell one of them.
    """
    if state := _waits(payment):
        return Placement(payment.id, 0, state, payment.key)
    named = (findings.SEVERAL if payment.key.startswith("MAT") else findings.CROWDED if payment.ccn in crowded
             else findings.NO_CLAIM)
    if stranger is not None:
        named = findings.OTHER_TAX_ID if stranger.by_tax_id else findings.UNKNOWN_PAYEE
    return Placement(payment.id, 0, "unapplied", payment.key,
                     findings.of_payment(named, payment, stranger.payee if stranger else ""))


def _waits(payment: Paid) -> str:
    """The state of a payment that is posted to no claim whatever it says; "" for others."""
    if payment.standing and payment.standing != BY_PERSON:
        return payment.standing
    if payment.status == ESTIMATE:
        return "held" if payment.paid else "estimate"
    return ""


def _place(payment: Paid, claims: Sequence[Claim]) -> tuple[int, str, tuple[str, str] | None]:
    """(claim, state, what is odd) of a payment before reversals are paired."""
    ordinal = claims[0].ordinal if len(claims) == 1 and not payment.days else matching.choose(payment, claims)
    if state := _waits(payment):
        return ordinal, state, None
    if not ordinal:
        return 0, "unapplied", findings.SEVERAL
    if payment.key in ("MAT-1b", "MAT-1c") and not matching.agrees(payment, claims[ordinal - 1]):
        return 0, "unapplied", findings.ALIKE
    return ordinal, "posted", None


def _settle_claim(claim: Claim, payments: list[Paid], waiting: Collection[str]) -> tuple[ClaimState, list[Placement]]:
    """The claim with the payments that are for it; ``waiting`` are the states of others that are, too, and not posted."""
    heard, early = answers.answers(claim, payments)
    undone = {a.original.id for a in heard if a.original is not None} if len(heard) > 1 else frozenset()
    live = [a for a in heard if a.original is None and a.payment.id not in undone]
    held = standing.premature(claim, live) if any(a.rank > 1 for a in live) else set()
    if held:
        heard = [a for a in heard if a.payment.id not in held]
        live = [a for a in live if a.payment.id not in held]

    lines, billed = claim.lines(), claim.billed() if heard else {}
    steps = _charges(claim, lines)
    matched: dict[str, str] = {}
    for answer in heard:
        for match in answer.matches:
            if match:
                matched[match.key] = match.how
        for step in answer.steps:
            steps[step.line].append(step)
    twice: set[int] = set()
    if len(heard) > 1:
        stand = {a.payment.id for a in live}
        twice = standing.supersede(billed, live, [a for a in heard if a.payment.id not in stand], steps)

    state = _state(claim, lines, steps, matched, live, once=bool(heard),
                   waiting=(*waiting, "held") if held else waiting)
    if any(submission.rejected for submission in claim.submissions):
        state = state._replace(rejections=tuple(rejections(claim, heard)))
    case = Case(claim, billed, live, steps, twice)
    placed = [Placement(a.payment.id, claim.ordinal, "posted", a.payment.key, findings.of_answer(a, case),
                        a.original.id if a.original else 0) for a in heard]
    for payment in payments if early or held else ():
        if payment.id in held:
            placed.append(_beside(claim, payment, "held", findings.PRIOR_UNKNOWN))
        elif payment in early:
            placed.append(_beside(claim, payment, "unapplied", findings.NO_ORIGINAL))
    return state, placed


def _beside(claim: Claim, payment: Paid, state: str, named: tuple[str, str]) -> Placement:
    return Placement(payment.id, claim.ordinal, state, payment.key, findings.of_payment(named, payment))


def _charges(claim: Claim, lines: Sequence[Line]) -> dict[str, list[Step]]:
    """The first step of each line: what was billed; of the claim level only for a claim without lines."""
    current = claim.current
    steps = {line.key: [Step(line.key, "charge", line.charge, line.charge, "", "", "", line.since, current.id, 0, line.at)]
             for line in lines}
    steps[""] = [] if lines or not claim.charges else [
        Step("", "charge", current.charge, current.charge, "", "", "", current.since, current.id, 0, current.at)]
    return steps


def _state(claim: Claim, lines: Sequence[Line], steps: Mapping[str, Sequence[Step]], matched: Mapping[str, str],
           live: Sequence[Answer], *, once: bool, waiting: Collection[str]) -> ClaimState:
    """The claim as its steps leave it; ``once`` tells whether it ever had an answer."""
    voided, thrown_back, whole = claim.voided, claim.current.rejected, any(not a.payment.lines for a in live)
    answered = {key for a in live for key in a.lines}
    heard = {a.payment.id for a in live}
    states = []
    for position, line in enumerate(lines, 1):
        key = line.key
        here = steps[key]
        amounts, denied = weigh(here)
        status = line_status(amounts, denied=denied > 0, voided=voided, rejected=thrown_back, answered=key in answered,
                             once=len(here) > 1, whole=whole)
        states.append(LineState(key, position, line, amounts, status, matched.get(key, ""), _why(here, amounts.balance, heard)))
    amounts, denied = weigh(steps[""])
    total = Amounts(*map(sum, zip(amounts, *[s.amounts for s in states])))  # noqa: B905  strict costs as much as the sum
    level = LineState("", 0, None, amounts, "", "", _why(steps[""], total.balance, heard))
    held = "held" in waiting or ("check held" in waiting and not live)
    left = [s.status for s in states if s.amounts.balance]
    if amounts.balance and not total.balance and (set(left) <= {"at claim level", "short"} or set(left) == {"overpaid"}):
        left = []                  # what stands at claim level is what the lines lack or have too much
    status = claim_status(left, total, denied=denied > 0, voided=voided, rejected=thrown_back, answered=bool(live),
                          once=once, held=held)
    return ClaimState(claim.ordinal, claim.current.id, claim.current.payer, status, total, level, tuple(states),
                      tuple(chain.from_iterable(steps.values())))


def weigh(steps: Sequence[Step]) -> tuple[Amounts, Cents]:
    """The six amounts of a line or a level, and what is denied of it, reversals netted.

    What lowers the balance is negative in a step and positive in the amounts.
    """
    if not steps:
        return NONE, 0
    total = {"charge": 0, "payment": 0, "contractual": 0, "patient": 0, "other": 0, "denied": 0}
    for step in steps:
        if amount := step.amount:
            total[step.what] += amount
        elif step.what == "denied":
            total["denied"] += step.reported
    charge, payment, contractual, patient, other, denied = total.values()
    return Amounts(charge, -payment, -contractual, -patient, -other, charge + payment + contractual + patient + other), denied


NONE, NOTHING = Amounts(), Why()


def _why(steps: Sequence[Step], balance: Cents, live: Collection[int]) -> Why:
    """What the last answer that left something in the balance says of it; where it was taken back when none stands."""
    if not balance:
        return NOTHING
    left = [step for step in steps if step.what in ("denied", "reduced") and step.reported > 0 and step.payment in live]
    if not left:
        back = steps[-1] if steps and not live else None
        return Why(payment=back.payment, at=back.at) if back and back.payment else NOTHING
    last = [step for step in left if step.payment == left[-1].payment]
    remarks = next((s.remarks for s in steps if s.payment == last[0].payment and s.what == "payment"), "")
    return Why(" ".join(f"{s.group}-{s.reason}" for s in last), remarks, last[0].payment, last[0].at)

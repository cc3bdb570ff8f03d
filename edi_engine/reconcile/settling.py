"""The state of an account as a pure function of its facts: the same for every order in which they came."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from edi_engine.money import Cents
from edi_engine.reconcile import matching, posting, reversing
from edi_engine.reconcile.books import Amounts, ClaimState, LineState, Paid, Placement, Settled, Step, Submitted, Why
from edi_engine.reconcile.claims import Claim, claims_of
from edi_engine.reconcile.statuses import claim_status, line_status

_PAYER_RANK = {"1": 1, "19": 1, "2": 2, "20": 2, "3": 3, "21": 3}
ESTIMATE = "25"


def settle(submissions: Iterable[Submitted], payments: Sequence[Paid]) -> Settled:
    """The claims of one account with every step of every line, and what became of each payment (MAT-6, MAT-7)."""
    claims = claims_of(submissions)
    placements: list[Placement] = []
    per_claim: dict[int, list[Paid]] = defaultdict(list)
    for payment in payments:
        ordinal, state, finding = _place(payment, claims)
        if state == "posted":
            per_claim[ordinal].append(payment)
        else:
            placements.append(Placement(payment.id, ordinal, state, payment.key, finding, 0))
    states = []
    for claim in claims:
        settled, placed = _settle_claim(claim, per_claim.get(claim.ordinal, []), _held(claim, placements))
        states.append(settled)
        placements.extend(placed)
    return Settled(tuple(states), tuple(placements))


def _place(payment: Paid, claims: Sequence[Claim]) -> tuple[int, str, str]:
    """(claim, state, finding) of a payment before reversals are paired."""
    ordinal = claims[0].ordinal if len(claims) == 1 and not payment.days else matching.choose(payment, claims)
    if payment.standing:
        return ordinal, payment.standing, ""
    if payment.status == ESTIMATE:
        return ordinal, "estimate", ""
    if not ordinal:
        return 0, "unapplied", "several claims fit"
    if payment.key in ("MAT-1b", "MAT-1c") and not matching.agrees(payment, claims[ordinal - 1]):
        return 0, "unapplied", "the number is only alike and the charge differs"
    return ordinal, "posted", ""


def _held(claim: Claim, placements: Iterable[Placement]) -> bool:
    return any(p.ordinal == claim.ordinal and p.state == "held" for p in placements)


def _settle_claim(claim: Claim, payments: list[Paid], held: bool) -> tuple[ClaimState, list[Placement]]:
    reverses = reversing.pairs(payments) if any(p.status == reversing.REVERSAL for p in payments) else {}
    posted = [p for p in payments if p.status != reversing.REVERSAL or p.id in reverses]
    posted.sort(key=lambda p: p.order)
    undone = {original.id for original in reverses.values()}
    live = [p for p in posted if p.id not in reverses and p.id not in undone]

    current, lines, voided = claim.current, claim.lines(), claim.voided
    found: dict[str, list[Step]] = {line.key: [
        Step(line.key, "charge", line.charge, line.charge, "", "", "", line.since, current.id, 0, line.at)] for line in lines}
    found[""] = [] if lines or voided else [
        Step("", "charge", current.charge, current.charge, "", "", "", current.since, current.id, 0, current.at)]
    matched: dict[str, str] = {}
    answered: dict[int, set[str]] = {}
    for payment in posted:
        matches = matching.lines(payment, lines)
        answered[payment.id] = {match.key if match else "" for match in matches} or {""}
        matched.update((match.key, match.how) for match in matches if match)
        for step in posting.steps(payment, matches):
            found[step.line].append(step)
    if len(live) > 1 or reverses:
        _supersede(found, posted, reverses, live, answered)

    whole = any(not p.lines for p in live)
    states = []
    for position, line in enumerate(lines, 1):
        steps = found[line.key]
        answers = [p.id for p in live if line.key in answered[p.id]]
        once = len(steps) > 1
        amounts, denied = weigh(steps)
        status = line_status(amounts, denied=denied > 0, voided=voided, answered=bool(answers), once=once, whole=whole)
        states.append(LineState(line.key, position, line, amounts, status, matched.get(line.key, ""),
                                _why(steps, amounts.balance)))
    amounts, denied = weigh(found[""])
    total = Amounts(*map(sum, zip(amounts, *(s.amounts for s in states), strict=True)))
    level = LineState("", 0, None, amounts, "", "", _why(found[""], total.balance))
    left = [s.status for s in states if s.amounts.balance]
    status = claim_status(left, total, denied=denied > 0, voided=voided, answered=bool(live), once=bool(payments), held=held)
    every = tuple(step for line in lines for step in found[line.key]) + tuple(found[""])
    state = ClaimState(claim.ordinal, current.id, current.payer, status, total, level, tuple(states), every)
    return state, [_placement(p, claim, reverses, live, answered) for p in payments]


def _placement(payment: Paid, claim: Claim, reverses: dict[int, Paid], live: Sequence[Paid],
               answered: dict[int, set[str]]) -> Placement:
    """Posted, or a reversal that still waits for what it undoes; with what a person should look at."""
    if payment.status == reversing.REVERSAL and payment.id not in reverses:
        return Placement(payment.id, claim.ordinal, "unapplied", payment.key, "nothing here to reverse yet", 0)
    original = reverses.get(payment.id)
    finding = ""
    if original is not None:
        finding = "the reversal differs from what was paid" if reversing.differs(payment, original) else ""
    elif payment.lines and "" in answered[payment.id]:
        finding = "a line matches no submitted line"
    elif not any(s.charge == abs(payment.charge) for s in claim.submissions) and len(live) == 1:
        finding = "the charge differs from the one submitted"
    elif _paid_twice(payment, claim, live, answered):
        finding = "paid twice or reversal missing"
    return Placement(payment.id, claim.ordinal, "posted", payment.key, finding, original.id if original else 0)


def _paid_twice(payment: Paid, claim: Claim, live: Sequence[Paid], answered: dict[int, set[str]]) -> bool:
    """REM-31: an earlier live payment of the same payer answered the same lines, and together they pass the charge."""
    earlier = [p for p in live if p.payer == payment.payer and p.order < payment.order and p.status == payment.status
               and answered[p.id] & answered[payment.id] and p.paid]
    return bool(earlier) and bool(payment.paid) and sum(p.charge for p in (*earlier, payment)) > claim.current.charge


def _supersede(found: dict[str, list[Step]], posted: Sequence[Paid], reverses: dict[int, Paid], live: Sequence[Paid],
               answered: dict[int, set[str]]) -> None:
    """The patient owes what the last payer in sequence that answered the line says, not the sum over payers."""
    rank = {p.id: _PAYER_RANK.get(reverses.get(p.id, p).status, 1) for p in posted}
    for key, steps in found.items():
        last = max((rank[p.id] for p in live if not key or key in answered[p.id] or not p.lines), default=0)
        found[key] = [posting.supersede(s) if s.what == "patient" and rank[s.payment] < last else s for s in steps]


def weigh(steps: Sequence[Step]) -> tuple[Amounts, Cents]:
    """The six amounts of a line or a level, and what is denied of it, reversals netted.

    What lowers the balance is negative in a step and positive in the amounts.
    """
    total = {"charge": 0, "payment": 0, "contractual": 0, "patient": 0, "other": 0, "denied": 0}
    for step in steps:
        if step.amount:
            total[step.what] += step.amount
        elif step.what == "denied":
            total["denied"] += step.reported
    charge, payment, contractual, patient, other, denied = total.values()
    return Amounts(charge, -payment, -contractual, -patient, -other, charge + payment + contractual + patient + other), denied


NOTHING = Why()


def _why(steps: Sequence[Step], balance: Cents) -> Why:
    """What the last answer that left something in the balance says of it."""
    left = [step for step in steps if step.what in ("denied", "reduced") and step.reported > 0] if balance else []
    if not left:
        return NOTHING
    last = [step for step in left if step.payment == left[-1].payment]
    remarks = next((s.remarks for s in steps if s.payment == last[0].payment and s.what == "payment"), "")
    return Why(" ".join(f"{s.group}-{s.reason}" for s in last), remarks, last[0].payment, last[0].at)

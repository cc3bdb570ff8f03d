"""Which answers stand where several payers, or one payer more than once, answered (REM-13, REM-31, MAT-8)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from edi_engine.money import Cents
from edi_engine.reconcile.answers import Answer, order
from edi_engine.reconcile.books import Step
from edi_engine.reconcile.claims import Billed, Claim, first

REPLACED = frozenset(("contractual", "patient", "other", "denied", "reduced"))


def premature(claim: Claim, live: Sequence[Answer]) -> set[int]:
    """REM-13: ids of answers whose line would be left open for what prior payers paid, as none of them answered here.

    They tell of prior payers (OA-23), or the claim is known only as a later payer got it and charges nothing. What a
    person released is posted.
    """
    found: set[int] = set()
    prior: list[Answer] = []
    unknown = not first(claim.current)
    for answer in sorted(live, key=lambda a: a.rank):
        needs = answer.rank > 1 and (unknown or tells(answer)) and answer.payment.standing != "released"
        if needs and not any(before(other, answer) and other.shares_lines(answer) for other in prior):
            found.add(answer.payment.id)
        else:
            prior.append(answer)
    return found


def tells(answer: Answer) -> Cents:
    """What prior payers paid or adjusted, as this answer says (OA-23)."""
    return sum(step.reported for step in answer.steps if step.what == "prior payer")


def before(one: Answer, other: Answer) -> bool:
    """Whether one is the answer of a payer that comes before the other's."""
    return one.rank < other.rank and one.seat != other.seat


def supersede(billed: Billed, live: Sequence[Answer], gone: Sequence[Answer], found: dict[str, list[Step]]) -> set[int]:
    """Strike, in the steps of each line, what a later answer takes the place of; the ids of answers given twice.

    A payer's later answer to a line replaces what its earlier one said, but for the money (REM-31). The patient owes what
    the last payer in sequence says, not the sum over payers. ``gone`` are answers taken back, with their reversals.
    """
    twice: set[int] = set()
    for key, steps in found.items():
        seats: dict[tuple[str, int], list[Answer]] = defaultdict(list)
        for answer in live:
            if answer.decides(key):
                seats[answer.seat].append(answer)
        if not seats:
            continue
        stand = {seat: parts(billed, key, heard) for seat, heard in seats.items()}
        twice |= {heard[-1].payment.id for seat, heard in seats.items() if len(stand[seat]) < len(heard)}
        last = max(stand.values(), key=lambda heard: (heard[0].rank, heard[0].moves(key), order(heard[0])))
        said = {a.payment.id for heard in stand.values() for a in heard} | {a.payment.id for a in gone}
        owed = {a.payment.id for a in last} | {a.payment.id for a in gone if a.rank >= last[0].rank}
        found[key] = [_struck(step, said, owed) for step in steps]
    return twice


def parts(billed: Billed, key: str, heard: Sequence[Answer]) -> list[Answer]:
    """The answer of one payer to a line that stands, last part first: its last one, and those beside it.

    Parts stand side by side while their charges together are no more than was billed (REM-15, REM-16), or while they speak
    of different lines. One that only denies - a duplicate, as a rule - replaces none that moved something.
    """
    if len(heard) == 1:
        return list(heard)
    latest_first = sorted(heard, key=lambda a: (a.moves(key), order(a)), reverse=True)
    most = max(billed.get(key, (0,)))
    stand = latest_first[:1]
    for answer in latest_first[1:]:
        charge = sum(weight(billed, key, a) for a in (*stand, answer))
        if charge <= most or not any(answer.shares_lines(other) for other in stand):
            stand.append(answer)
    return stand


def weight(billed: Billed, key: str, answer: Answer) -> Cents:
    """The charge on which it answers the line; an answer on the whole claim answers each of its lines."""
    if key and not answer.payment.lines:
        return max(billed[key]) if answer.charges[""] in billed[""] else 0
    return answer.charges.get(key, 0)


def _struck(step: Step, said: Collection[int], owed: Collection[int]) -> Step:
    if not step.payment or step.what not in REPLACED:
        return step
    stands = step.payment in said and (step.what != "patient" or step.payment in owed)
    return step if stands else step._replace(what="superseded", amount=0)


def posted(found: Mapping[str, Sequence[Step]], keys: Collection[str], payments: Collection[int], *whats: str) -> Cents:
    """What payments took from the balance of some lines, of these sorts; positive lowers it."""
    return -sum(step.amount for key in keys for step in found[key] if step.payment in payments and step.what in whats)

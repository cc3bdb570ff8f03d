"""What is odd about a claim payment that has found its place: rules that yield problems, and how the ledger keeps them."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from edi_engine.money import Cents, dollars
from edi_engine.problems import Problem
from edi_engine.reconcile import reversing, standing
from edi_engine.reconcile.answers import SAID, Answer
from edi_engine.reconcile.books import Paid, Step
from edi_engine.reconcile.claims import Billed, Claim
from edi_engine.reconcile.matching import REPEATED

# Of payments that are posted to no claim, or wait beside it.
SEVERAL, ALIKE, CROWDED = ("MAT-1", "several"), ("MAT-1", "alike"), ("MAT-1", "crowded")
NO_CLAIM = ("MAT-12", "no-claim")
UNKNOWN_PAYEE, OTHER_TAX_ID = ("REM-25", "unknown-payee"), ("REM-25", "other-tax-id")
NO_ORIGINAL, PRIOR_UNKNOWN = ("REM-11", "no-original"), ("REM-13", "prior-unknown")


class Case(NamedTuple):
    """A claim with all that was answered to it."""

    claim: Claim
    billed: Billed
    live: Sequence[Answer]         # neither a reversal nor taken back
    steps: Mapping[str, Sequence[Step]]
    twice: Collection[int]         # payments that answer what their payer had answered

    def parts(self, answer: Answer, key: str) -> list[Answer]:
        """The answer that stands of which this is a part."""
        return standing.parts(self.billed, key, [a for a in self.live if a.seat == answer.seat and a.speaks_of(key)])


def of_answer(answer: Answer, case: Case) -> tuple[Problem, ...]:
    """Everything that is odd about a posted answer; one that was taken back is history."""
    if answer.original is not None:
        return tuple(reversing.differences(answer.payment, answer.original))
    if not any(answer is other for other in case.live):
        return ()
    return tuple(chain.from_iterable([rule(answer, case) for rule in RULES]))


def unmatched_lines(answer: Answer, _: Case) -> Iterator[Problem]:
    """MAT-2: a line that nobody billed."""
    if None not in answer.matches:
        return
    for line, match in zip(answer.payment.lines, answer.matches, strict=True):
        if match is None:
            yield Problem("MAT-2", "line", line.at, element=1, charge=dollars(line.charge))


def repeated_numbers(answer: Answer, _: Case) -> Iterator[Problem]:
    """MAT-2: a line that carries the control number of another one."""
    for line, match in zip(answer.payment.lines, answer.matches, strict=True):
        if match is not None and match.how.endswith(REPEATED):
            yield Problem("MAT-2", "number-repeated", line.at, element=1, charge=dollars(line.charge))


def other_sequence(answer: Answer, _: Case) -> Iterator[Problem]:
    """MAT-3: the payer has another place in the sequence than the one in which we asked it."""
    asked = answer.seat[1]
    if SAID.get(answer.payment.status, asked) != asked:
        yield Problem("MAT-3", "sequence", answer.payment.at, element=2, status=answer.payment.status, asked=asked)


def other_charge(answer: Answer, case: Case) -> Iterator[Problem]:
    """MAT-4: the charge is not the one submitted, on a line, or on the claim where no line says it."""
    odd = {key: whole for key, charge in answer.charges.items()
           if charge not in case.billed[key] and (whole := _other(answer, key, case)) is not None}
    for key, charge in odd.items():
        if key or len(odd) == 1:
            at = next((line.at for line, match in zip(answer.payment.lines, answer.matches, strict=True)
                       if match and match.key == key), answer.payment.at)
            yield Problem("MAT-4", "line" if key else "claim", at, element=2 if key else 3, charge=dollars(charge),
                          billed=_amounts(case.billed[key]))


def prior_payers(answer: Answer, case: Case) -> Iterator[Problem]:
    """REM-13: OA-23 is not what prior payers paid and adjusted here, or their share was taken as contractual once more."""
    prior = {a.payment.id for a in case.live if standing.before(a, answer)} if answer.rank > 1 else set()
    if not prior or case.claim.voided:
        return
    keys = answer.lines if _keeps_to_lines(answer, case) else set(case.steps)
    if told := standing.tells(answer):
        done = standing.posted(case.steps, keys, prior, "payment", "contractual", "other")
        if told != done:
            yield Problem("REM-13", "differs", answer.payment.at, element=4, told=dollars(told), posted=dollars(done))
        return
    own = standing.posted(case.steps, keys, (answer.payment.id,), "contractual")
    given_up = standing.posted(case.steps, keys, prior, "contractual")
    left = sum(max(case.billed[key]) for key in keys if key) or max(case.billed[""])
    left -= standing.posted(case.steps, keys, {a.payment.id for a in case.live}, "payment")
    if own > 0 and given_up + own > left:
        yield Problem("REM-13", "contractual", answer.payment.at, element=4, own=dollars(own), prior=dollars(given_up),
                      left=dollars(left))


def given_twice(answer: Answer, case: Case) -> Iterator[Problem]:
    """REM-31: the payer had answered these lines, and no reversal took that back."""
    if answer.payment.id in case.twice:
        yield Problem("REM-31", "twice", answer.payment.at, element=4, paid=dollars(answer.payment.paid))


Rule = Callable[[Answer, Case], Iterator[Problem]]
RULES: tuple[Rule, ...] = (unmatched_lines, repeated_numbers, other_sequence, other_charge, prior_payers, given_twice)


def of_payment(named: tuple[str, str], payment: Paid, payee: str = "") -> tuple[Problem, ...]:
    """What a payment that is posted to no claim, or waits beside it, is waiting for."""
    return (Problem(*named, payment.at, element=4, paid=dollars(payment.paid), payee=payee),)


def _other(answer: Answer, key: str, case: Case) -> Cents | None:
    """On which charge the payer answered a line in all its parts, said with the last; None where it was billed so."""
    parts = case.parts(answer, key)
    whole = sum(standing.weight(case.billed, key, a) for a in parts)
    return whole if answer is parts[0] and whole not in case.billed[key] else None


def _keeps_to_lines(answer: Answer, case: Case) -> bool:
    """Whether it speaks of some lines of the claim only."""
    return "" not in answer.lines and not answer.payment.adjustments and answer.lines != case.steps.keys() - {""}


def _amounts(cents: Iterable[int]) -> str:
    return " or ".join(dollars(amount) for amount in sorted(cents, reverse=True))


def pack(problems: Sequence[Problem]) -> str:
    """Problems as the ledger keeps them with a payment: JSON, "" for none."""
    if not problems:
        return ""
    return json.dumps([(p.rule, p.kind, p.at, p.element, dict(p.facts)) for p in problems], separators=(",", ":"))


def unpack(kept: str, first: int = 1) -> list[Problem]:
    """The problems that were kept, in a file in which their set's ST has the index ``first``.

    >>> kept = pack([Problem("REM-31", "twice", 12, element=4, paid="80.00")])
    >>> unpack(kept)[0].facts, pack(unpack(kept)) == kept, unpack("")
    ({'paid': '80.00'}, True, [])
    """
    return [Problem(rule, kind, at + first - 1, element=element, **facts)
            for rule, kind, at, element, facts in (json.loads(kept) if kept else ())]


def sentences(kept: str) -> str:
    """The problems that were kept, as a person reads them."""
    return " ".join(problem.message for problem in unpack(kept))

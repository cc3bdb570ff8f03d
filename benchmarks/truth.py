"""What the books must say of an invented world: the lines that ``edi dump`` prints, worked out without the engine."""

import heapq
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import NamedTuple

from benchmarks.rulings import Adjustments, Cents, Ruling
from benchmarks.world import RUNS, Answer, Check, Claim, World, payer, practice

# What the contract calls things; the only place to change when it does.
OPEN, PAID, PATIENT, CLOSED, DENIED, PARTLY_DENIED = "open", "paid", "patient", "closed", "denied", "partly denied"
CHECK_STATUS = {"all": "posted", "some unapplied": "posted"}
CONTRACTUAL = frozenset(("45", "253", "144"))


Row = dict[str, str | dict[str, str]]


class Amounts(NamedTuple):
    """The amounts of the architecture's section "The five amounts"; the balance follows from them."""

    charge: Cents = 0
    paid: Cents = 0
    contractual: Cents = 0
    patient: Cents = 0
    other: Cents = 0

    @property
    def balance(self) -> Cents:
        return self.charge - self.paid - self.contractual - self.patient - self.other

    def __add__(self, more: "Amounts") -> "Amounts":  # type: ignore[override]
        return Amounts(*(one + other for one, other in zip(self, more, strict=True)))


class ProviderAdjustment(NamedTuple):
    """One reason and amount of a PLB; positive reduces the check."""

    reason: str
    reference: str
    amount: Cents
    open: Cents


class Totals(NamedTuple):
    """What a check comes to."""

    posted: Cents
    unapplied: Cents
    provider: tuple[ProviderAdjustment, ...]
    claims: int

    @property
    def amount(self) -> Cents:
        """BPR02 (REM-3)."""
        return self.posted + self.unapplied - sum(adjustment.amount for adjustment in self.provider)


def trace(world: World, check: Check) -> str:
    """TRN02."""
    return f"T{world.seed % 1000:03d}{check.payer:02d}{check.run + 1}{check.practice:03d}"


def totals(world: World, check: Check) -> Totals:
    """The sums of a check and what stands at provider level on it."""
    posted = unapplied = interest = claims = 0
    for answer in world.answers(check):
        posted, unapplied = (posted + answer.paid, unapplied) if answer.known else (posted, unapplied + answer.paid)
        interest += answer.interest
        claims += 1
    found = []
    if interest:                                       # PLB-6: the net of all AMT*I, its sign turned
        found.append(ProviderAdjustment("L6", trace(world, check), -interest, 0))
    found.extend(_overpayments(world, check, posted + unapplied + interest))
    rest = posted + unapplied - sum(adjustment.amount for adjustment in found)
    if rest < 0:                                       # REM-4: a net debt moves to a later check
        found.append(ProviderAdjustment("FB", trace(world, check), rest, rest))
    return Totals(posted, unapplied, tuple(found), claims)


def _overpayments(world: World, check: Check, amount: Cents) -> Iterator[ProviderAdjustment]:
    """An overpayment handed back in the first run and recovered in the second, or recovered without a word before."""
    other = Check(check.payer, 1 - check.run, check.practice)
    size = 1_234 + 100 * check.practice
    reference = f"OLD{check.payer:02d}{check.practice:03d}"
    if check.practice % 2 == 0 and next(world.answers(other), None):
        yield ProviderAdjustment("WO", reference, -size if check.run == 0 else size, 0)
    elif check.practice % 2 and check.run == 0 and amount > 2 * size:
        yield ProviderAdjustment("WO", reference, size, size)


def rows(world: World) -> Iterator[Row]:
    """Everything that the dump says, in no order."""
    for number in range(world.sets):
        for at in range(world.practices):
            for household in world.households_of(number, at):
                for claim in world.claims_of(household):
                    yield from _claim_rows(world, claim, practice(at).npi)
    for check in world.checks():
        yield from _check_rows(world, check)


def _claim_rows(world: World, claim: Claim, provider: str) -> Iterator[Row]:
    answers = world.final(claim)
    lines = {line.number: (Amounts(line.charge), OPEN) for line in claim.lines}
    for answer in answers:
        lines.update((ruling.line.number, _line(ruling)) for ruling in answer.rulings)
    level = _claim_level(answers)
    total = sum((amounts for amounts, _ in lines.values()), level)
    status = _status(total, any(status == DENIED for _, status in lines.values())) if answers else OPEN
    yield {"kind": "claim", "claim": claim.number, "provider": provider, "status": status,
           "claim_level": _money(level), **_money(total)}
    for number, (amounts, status) in lines.items():
        yield {"kind": "line", "claim": claim.number, "provider": provider, "line": number, "status": status,
               **_money(amounts)}


def _line(ruling: Ruling) -> tuple[Amounts, str]:
    amounts = Amounts(ruling.line.charge, ruling.paid) + _booked(ruling.adjustments)
    return amounts, _status(amounts, denied=True)


def _claim_level(answers: Iterable[Answer]) -> Amounts:
    """What a claim-level CAS takes is paid less than the lines say."""
    adjustments = tuple(adjustment for answer in answers for adjustment in answer.adjustments)
    return Amounts(0, -sum(amount for *_, amount in adjustments)) + _booked(adjustments)


def _booked(adjustments: Adjustments) -> Amounts:
    """Contractual, patient and other; a denial books nothing and so stays in the balance."""
    contractual = sum(amount for group, reason, amount in adjustments if group == "CO" and reason in CONTRACTUAL)
    patient = sum(amount for group, _, amount in adjustments if group == "PR")
    other = sum(amount for group, _, amount in adjustments if group in ("OA", "PI"))
    return Amounts(0, 0, contractual, patient, other)


def _status(amounts: Amounts, denied: bool) -> str:
    if amounts.balance and denied:
        return PARTLY_DENIED if amounts.paid else DENIED
    return PAID if amounts.paid else PATIENT if amounts.patient else CLOSED


def _check_rows(world: World, check: Check) -> Iterator[Row]:
    sums, plan, payee = totals(world, check), payer(check.payer), practice(check.practice)
    yield {"kind": "check", "payer": f"1{plan.tin}", "trace": trace(world, check), "date": RUNS[check.run].isoformat(),
           "amount": dollars(sums.amount), "payee": payee.npi, "posted": dollars(sums.posted),
           "unapplied": dollars(sums.unapplied), "held": dollars(0),
           "status": CHECK_STATUS["some unapplied" if sums.unapplied else "all"]}
    for adjustment in sums.provider:
        yield {"kind": "provider_adjustment", "payer": f"1{plan.tin}", "provider": payee.npi, "reason": adjustment.reason,
               "reference": adjustment.reference, "amount": dollars(adjustment.amount), "open": dollars(adjustment.open)}


def _money(amounts: Amounts) -> dict[str, str]:
    named = {name: dollars(amount) for name, amount in zip(Amounts._fields, amounts, strict=True)}
    return named | {"balance": dollars(amounts.balance)}


def dollars(amount: Cents) -> str:
    """Two decimals.

    >>> dollars(1250), dollars(-7)
    ('12.50', '-0.07')
    """
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def lines(world: World) -> Iterator[bytes]:
    """The truth as ``edi dump`` prints it: compact JSON, keys sorted, lines sorted bytewise."""
    return in_order(json.dumps(row, sort_keys=True, separators=(",", ":")).encode() + b"\n" for row in rows(world))


def in_order(found: Iterator[bytes], at_once: int = 200_000) -> Iterator[bytes]:
    """The lines sorted, with no more than ``at_once`` of them in memory."""
    with ExitStack() as stack:
        runs = []
        while chunk := sorted(islice(found, at_once)):
            run = stack.enter_context(TemporaryFile())
            run.writelines(chunk)
            run.seek(0)
            runs.append(run)
        yield from heapq.merge(*runs)

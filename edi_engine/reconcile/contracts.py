"""What a contract lets a payer allow for a line, and whether it did (MAT-11). Allowed amounts are compared, never paid ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from edi_engine.codes.adjustments import COST_SHARE, meaning
from edi_engine.money import Cents
from edi_engine.reconcile.books import Adjusted

# Contractual reasons that a payer takes after it has allowed: sequestration, incentives, penalties, withholds (REM-5, REM-27).
AFTER_ALLOWING = frozenset(("44", "104", "105", "137", "144", "161", "237", "245", "253"))
BUNDLING = frozenset(("94", "97"))
VERDICTS = {
    "match": "allowed as agreed", "underpaid": "allowed less than agreed", "overpaid": "allowed more than agreed",
    "lesser of charge": "billed below the agreed rate, and allowed as billed", "no rate": "the contract has no rate for it",
    "not compared": "denied or reduced (even in part), bundled, split, or after a prior payer: nothing can be said of the rate",
}


class Rate(NamedTuple):
    """A row of a contract: what is allowed for a unit of a procedure."""

    procedure: str
    cents: Cents
    modifiers: frozenset[str] = frozenset()      # that have to stand with it
    place: str = ""                # "" = any
    since: str = ""                # ISO dates; "" = ever
    until: str = ""
    multiple: bool = False         # whether it is cut when it is not the first of a day


class Contract(NamedTuple):
    """What is agreed with a payer."""

    rates: Mapping[str, Sequence[Rate]]          # by procedure
    multiple: Sequence[int]        # percent of the first, second ... procedure of a day
    modifiers: Mapping[str, int]   # percent with a modifier that no rate names


class Served(NamedTuple):
    """A line as a payer adjudicated it."""

    procedure: str
    modifiers: frozenset[str]
    place: str
    day: str
    units: Decimal
    charge: Cents
    paid: Cents
    adjustments: Sequence[Adjusted]
    number: str = ""               # REF*6R
    billed: Cents = 0              # what our line of that number was billed at; 0 where there is none


class Verdict(NamedTuple):
    """What a line was allowed beside what was agreed; ``expected`` is None where nothing was."""

    word: str                      # a key of VERDICTS
    allowed: Cents
    expected: Cents | None = None


def contract(rates: Iterable[Rate], multiple: Sequence[int] = (), modifiers: Mapping[str, int] | None = None) -> Contract:
    """A contract of these rates."""
    by_procedure: dict[str, list[Rate]] = defaultdict(list)
    for rate in rates:
        by_procedure[rate.procedure].append(rate)
    return Contract(by_procedure, multiple, modifiers or {})


def verdicts(agreed: Contract, lines: Sequence[Served]) -> list[Verdict]:
    """What the contract says of each line of a claim.

    >>> agreed = contract([Rate("99213", 9000), Rate("11102", 12000, multiple=True)], (100, 50))
    >>> cut = [Served("11102", frozenset(), "11", "2026-03-02", Decimal(1), 20000, 12000, [Adjusted("CO", "45", 8000, 1)])] * 2
    >>> [(verdict.word, verdict.expected) for verdict in verdicts(agreed, cut)]
    [('match', 12000), ('overpaid', 6000)]
    """
    rates = [_rate(agreed, line) for line in lines]
    shares = _shares(agreed, lines, rates)
    return [_verdict(agreed, line, rate, share) for line, rate, share in zip(lines, rates, shares, strict=True)]


def whole(answers: Sequence[Sequence[Served]]) -> list[tuple[int, int, Served]]:
    """The lines of a claim from its answers, oldest first: which answer, which line there, and the line.

    The parts of a line are one line (REM-15), also in several answers (REM-16) as far as they come to no more than was billed;
    past that the payer answered it again, and its last answer stands, if it can be one that paid (REM-31).
    """
    parts: dict[tuple[object, ...], list[tuple[int, int, Served]]] = defaultdict(list)
    for n, lines in enumerate(answers):
        for m, line in enumerate(lines):
            same = (line.number, line.procedure, line.modifiers, line.day) if line.number else (n, m)
            parts[same].append((n, m, line))
    return [_joined(_standing(those)) for those in parts.values()]


def _standing(parts: Sequence[tuple[int, int, Served]]) -> Sequence[tuple[int, int, Served]]:
    if sum(line.charge for _, _, line in parts) <= parts[0][2].billed:
        return parts
    last = max((n for n, _, line in parts if line.paid), default=parts[-1][0])
    return [part for part in parts if part[0] == last]


def _joined(parts: Sequence[tuple[int, int, Served]]) -> tuple[int, int, Served]:
    (n, m, line), lines = parts[0], [line for _, _, line in parts]
    return n, m, line._replace(
        units=sum((each.units for each in lines), Decimal()), charge=sum(each.charge for each in lines),
        paid=sum(each.paid for each in lines), adjustments=[a for each in lines for a in each.adjustments])


def allowed(line: Served) -> Cents:
    """SVC02 less what is contractual, but for what is taken after allowing."""
    return line.charge - sum(a.amount or 0 for a in line.adjustments
                             if a.reason not in AFTER_ALLOWING and _contractual(line, a))


def comparable(line: Served) -> bool:
    """Whether it says what was allowed: not if any was denied, reduced, bundled or split, nor after a prior payer (REM-5)."""
    if line.charge <= 0 or any(a.reason in BUNDLING for a in line.adjustments):
        return False
    if any(a.amount and not _of_the_rate(line, a) for a in line.adjustments):
        return False
    return line.paid != 0 or any(a.group == "PR" and a.reason in COST_SHARE for a in line.adjustments)


def _of_the_rate(line: Served, taken: Adjusted) -> bool:
    """Whether it leads from the charge to what was allowed, or is taken from that; all else is a decision on the line."""
    if taken.group == "PR":
        return taken.reason in COST_SHARE
    return taken.reason in AFTER_ALLOWING or _contractual(line, taken)


def _contractual(line: Served, taken: Adjusted) -> bool:
    return meaning(taken.group, taken.reason, paid=line.paid) == "contractual"


def _verdict(agreed: Contract, line: Served, rate: Rate | None, share: int) -> Verdict:
    found = allowed(line)
    if not comparable(line):
        return Verdict("not compared", found)
    if rate is None:
        return Verdict("no rate", found)
    full = _expected(agreed, line, rate, share)
    expected = min(full, line.charge)
    if found != expected:
        return Verdict("underpaid" if found < expected else "overpaid", found, expected)
    return Verdict("match" if expected == full else "lesser of charge", found, expected)


def _rate(agreed: Contract, line: Served) -> Rate | None:
    """The rate that says most of the line: by its modifiers, then its place, then the newest."""
    fits = [rate for rate in agreed.rates.get(line.procedure, ())
            if rate.modifiers <= line.modifiers and rate.place in ("", line.place)
            and (not line.day or (rate.since <= line.day and (not rate.until or line.day <= rate.until)))]
    return max(fits, key=lambda rate: (len(rate.modifiers), bool(rate.place), rate.since), default=None)


def _shares(agreed: Contract, lines: Sequence[Served], rates: Sequence[Rate | None]) -> list[int]:
    """The percent that multiple-procedure rules leave of each rate: by day, the highest rate first."""
    shares = [100] * len(lines)
    of_day: dict[str, list[tuple[Cents, int]]] = defaultdict(list)
    for n, (line, rate) in enumerate(zip(lines, rates, strict=True)):
        if rate is not None and rate.multiple and comparable(line):
            of_day[line.day].append((-rate.cents, n))
    for ranked in of_day.values() if agreed.multiple else ():
        for place, (_, n) in enumerate(sorted(ranked)):
            shares[n] = agreed.multiple[min(place, len(agreed.multiple) - 1)]
    return shares


def _expected(agreed: Contract, line: Served, rate: Rate, share: int) -> Cents:
    amount = rate.cents * line.units * share / 100
    for modifier in line.modifiers - rate.modifiers:
        amount = amount * agreed.modifiers.get(modifier, 100) / 100
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))

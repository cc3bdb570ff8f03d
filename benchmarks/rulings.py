"""How an invented payer decides a service line: full, by contract, to the patient, denied; in about the shares of real life.

Every decision gives adjustments that, taken from the charge, leave what is paid (REM-1), and its remark codes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

Cents = int
Adjustments = tuple[tuple[str, str, Cents], ...]       # (group, reason, amount)
Decision = tuple[Adjustments, tuple[str, ...]]         # and remark codes


@dataclass(frozen=True, slots=True)
class Line:
    number: str            # REF*6R
    code: str
    modifiers: tuple[str, ...]
    units: int
    charge: Cents
    pointers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """How a payer decides one line."""

    line: Line
    paid: Cents
    adjustments: Adjustments
    remarks: tuple[str, ...] = ()


def rule_full(charge: Cents, rng: Random) -> Decision:
    return (), ()


def rule_contract(charge: Cents, rng: Random) -> Decision:
    return (("CO", "45", off(charge, rng)),), ()


def rule_coinsurance(charge: Cents, rng: Random) -> Decision:
    write_off = off(charge, rng)
    return (("CO", "45", write_off), ("PR", "2", (charge - write_off) // 5)), ()


def rule_copay(charge: Cents, rng: Random) -> Decision:
    write_off = off(charge, rng)
    return (("CO", "45", write_off), ("PR", "3", min(2_500, (charge - write_off) // 2))), ()


def rule_deductible(charge: Cents, rng: Random) -> Decision:
    write_off = off(charge, rng)
    return (("CO", "45", write_off), ("PR", "1", charge - write_off)), ()


def rule_part_deductible(charge: Cents, rng: Random) -> Decision:
    write_off = off(charge, rng)
    deductible = (charge - write_off) // 3
    return (("CO", "45", write_off), ("PR", "1", deductible), ("PR", "2", (charge - write_off - deductible) // 5)), ()


def rule_sequestered(charge: Cents, rng: Random) -> Decision:
    write_off = off(charge, rng)
    share = (charge - write_off) // 5
    cut = max(1, (charge - write_off - share) // 50)
    return (("CO", "45", write_off), ("CO", "253", cut), ("PR", "2", share)), ("N807",)


def rule_bonus(charge: Cents, rng: Random) -> Decision:
    write_off = off(charge, rng)
    return (("CO", "45", write_off), ("CO", "144", -max(1, (charge - write_off) // 30))), ("N807",)


def rule_payer_initiated(charge: Cents, rng: Random) -> Decision:
    write_off = off(charge, rng)
    rest = charge - write_off
    return (("CO", "45", write_off), ("PI", "45", rest // 20 + 1), ("PR", "2", rest // 5)), ()


def rule_not_necessary(charge: Cents, rng: Random) -> Decision:
    return (("CO", "50", charge),), ("N115",)


def rule_information(charge: Cents, rng: Random) -> Decision:
    return (("CO", "16", charge),), ("N290", "M77")


def rule_bundled(charge: Cents, rng: Random) -> Decision:
    write_off = off(charge, rng)
    return (("CO", "45", write_off), ("CO", "97", charge - write_off)), ("M15",)


def rule_late(charge: Cents, rng: Random) -> Decision:
    return (("CO", "29", charge),), ("N211",)


def off(charge: Cents, rng: Random) -> Cents:
    """What the contract takes off a charge."""
    return charge * rng.randrange(150, 600) // 1000


Rule = Callable[[Cents, Random], Decision]
RULES: tuple[tuple[int, Rule], ...] = (
    (6, rule_full), (38, rule_contract), (16, rule_coinsurance), (10, rule_copay), (7, rule_deductible),
    (5, rule_part_deductible), (6, rule_sequestered), (2, rule_bonus), (2, rule_payer_initiated), (4, rule_not_necessary),
    (3, rule_information), (1, rule_bundled),
)
WEIGHTS, DECISIONS = zip(*RULES, strict=True)


def ruling(line: Line, decide: Rule, rng: Random) -> Ruling:
    """The payer's decision on a line; an adjustment of nothing is not sent (REM-7)."""
    adjustments, remarks = decide(line.charge, rng)
    adjustments = tuple(adjustment for adjustment in adjustments if adjustment[2])
    return Ruling(line, line.charge - sum(amount for *_, amount in adjustments), adjustments, remarks)


def some_ruling(line: Line, rng: Random) -> Ruling:
    return ruling(line, rng.choices(DECISIONS, WEIGHTS)[0], rng)

"""Deciding on a claim: what of each line is allowed, who bears the rest, and what is denied."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from edi_engine.billing.claim import Claim, ServiceLine
from edi_engine.money import Cents
from edi_engine.payer.cases import keyed
from edi_engine.payer.decisions import Cut, Service, taken
from edi_engine.payer.scenario import Scenario

COPAYS = (1000, 2000, 2500, 4000)


def adjudicate(claim: Claim, scenario: Scenario, chance: Random) -> tuple[Service, ...]:
    """The services of a claim as decided, in its order."""
    extras = [extra for extra in ("sequestration", "incentive") if scenario.happens(extra, chance)]
    return tuple(_service(key, line, extras, scenario, chance) for key, line in keyed(claim))


def _service(key: str, line: ServiceLine, extras: list[str], scenario: Scenario, chance: Random) -> Service:
    service = _undecided(key, line)
    if line.charge > 0 and scenario.happens("denied", chance):
        group, reason, remark, _ = chance.choices(scenario.denials, [weight for *_, weight in scenario.denials])[0]
        return replace(service, cuts=(Cut(group, reason, line.charge, "nothing"),), remarks=(remark,) if remark else ())
    cuts = tuple(cut for cut in _cuts(line, extras, scenario, chance) if cut.amount)
    return replace(service, cuts=cuts, remarks=("N807",) if any(cut.reason == "144" for cut in cuts) else ())


def _cuts(line: ServiceLine, extras: list[str], scenario: Scenario, chance: Random) -> Iterator[Cut]:
    """What a line that is not denied loses, each from what the cuts before it left."""
    left = allowed(line, scenario, chance)
    yield Cut("CO", "45", line.charge - left, "contractual")
    for name, reason in (("deductible", "1"), ("copay", "3"), ("coinsurance", "2")):
        if left > 0 and scenario.happens(name, chance):
            share = min(_share(name, left, chance), left)
            left -= share
            yield Cut("PR", reason, share, "patient")
    for name, group, reason in (("reduced", "CO", "151"), ("withheld", "PI", "B10")):
        if left > 1 and scenario.happens(name, chance):
            off = chance.randint(1, left - 1)              # something stays paid: on an unpaid line it would be a denial
            left -= off
            yield Cut(group, reason, off, "nothing" if group == "CO" else "other")
    if left > 50 and "sequestration" in extras:
        yield Cut("CO", "253", left // 50, "contractual")
    if left > 0 and "incentive" in extras:
        yield Cut("CO", "144", -max(left // 25, 1), "contractual")


def allowed(line: ServiceLine, scenario: Scenario, chance: Random) -> Cents:
    """What the fee table, or failing that a share of the charge, allows for a line: never more than was billed."""
    low, high = scenario.share
    fee = scenario.fees.get(line.procedure.code)
    if fee is None:
        return int(line.charge * chance.uniform(low, high))
    return min(int(fee * (line.units or 1)), line.charge)


def _share(name: str, left: Cents, chance: Random) -> Cents:
    return {"deductible": chance.choice((left, left, chance.randint(1, left))), "copay": chance.choice(COPAYS),
            "coinsurance": left // 5}[name]


Prior = Callable[[Cents, Cents], tuple[Cut, ...]]
"""How the next insurer writes what was paid and taken before, and what its own contract takes."""


def told(prior: Cents, own: Cents) -> tuple[Cut, ...]:
    """As RFI 1696 wants it."""
    return Cut("OA", "23", prior, "prior payer"), Cut("CO", "45", own, "contractual")


def taken_for_own(prior: Cents, own: Cents) -> tuple[Cut, ...]:
    """As some do: all of it is contractual, and stands twice in the books (REM-13)."""
    return (Cut("CO", "45", prior + own, "contractual"),)


def next_in_turn(before: tuple[Service, ...], claim: Claim, write: Prior, chance: Random) -> tuple[Service, ...]:
    """The services as the next insurer decides on them, after others decided as in ``before`` (REM-13).

    What they left to the patient is paid in part; what they denied or reduced stays so.
    """
    done: dict[str, list[Cut]] = {}
    for service in before:
        done.setdefault(service.key, []).extend(service.cuts)
    return tuple(_next(_undecided(key, line), done.get(key), write, chance) for key, line in keyed(claim))


def _next(service: Service, before: list[Cut] | None, write: Prior, chance: Random) -> Service:
    share = taken(cut for cut in before or () if cut.means == "patient")
    left_open = taken(cut for cut in before or () if cut.means == "nothing")
    prior = service.charge - share - left_open if before is not None else 0
    left = service.charge - prior - left_open
    own = chance.randint(0, left) // 4
    owed = chance.choice((0, 0, (left - own) // 3))
    cuts = (*write(prior, own), Cut("PR", "2", owed, "patient"), Cut("CO", "50", left_open, "nothing"))
    return replace(service, cuts=tuple(cut for cut in cuts if cut.amount))


def _undecided(key: str, line: ServiceLine) -> Service:
    served = line.service
    return Service(key, line.procedure, line.charge, (), line.control_number, served.since if served else None,
                   served.until if served else None, line.units)

"""How a payer cuts a claim up when it answers: bundles, splits, or one word on the whole; and what that means for its lines."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from random import Random

from edi_engine.billing.party import Procedure
from edi_engine.money import Cents
from edi_engine.payer.decisions import Cut, Decision, Service

Way = Callable[[Decision, Random], Decision | None]
Parting = Callable[[Decision, Random], tuple[Decision, ...] | None]
"""Give a decision with its lines cut up, and the parts in which it is told; None where it cannot be told so."""


def _told_plainly(service: Service) -> bool:
    return service.charge > 0 and not any(cut.means == "nothing" for cut in service.cuts)


def _untouched(decision: Decision) -> list[Service]:
    """The services that are not cut up yet."""
    keys = Counter(service.key for service in decision.services)
    return [service for service in decision.services if keys[service.key] == 1 and not service.submitted]


def _says_bundled(decision: Decision) -> bool:
    """Whether a line is denied as part of another already: beside a real bundle nobody could tell the two apart."""
    return any(cut.reason == "97" for service in decision.services for cut in service.cuts)


def bundled(decision: Decision, chance: Random) -> Decision | None:
    """The first line that is paid takes the money of the next one, which is cut for its whole charge (REM-14, RFI 2283)."""
    pair = [service for service in _untouched(decision) if _told_plainly(service) and service.paid > 0][:2]
    if len(pair) < 2 or pair[0].procedure == pair[1].procedure or _says_bundled(decision):
        return None
    survivor, gone = pair
    more = gone.paid
    kept = replace(survivor, cuts=(*survivor.cuts, Cut("CO", "94", -more, "contractual")))
    lost = replace(gone, procedure=survivor.procedure, submitted=gone.procedure, remarks=(),
                   cuts=(Cut("CO", "97", gone.charge, "contractual"),))
    return _with(decision, {survivor.key: (kept,), gone.key: (lost,)})


def unbundled(decision: Decision, chance: Random) -> Decision | None:
    """A paid line comes back as two; the second has no charge and is paid through a negative cut (REM-14, RFI 2551)."""
    found = next((s for s in _untouched(decision) if _told_plainly(s) and s.paid > 1 and s.control_number), None)
    if found is None or _says_bundled(decision):
        return None
    moved = chance.randint(1, found.paid - 1)
    first = replace(found, procedure=Procedure("HC", "G0101"), submitted=found.procedure,
                    cuts=(*found.cuts, Cut("CO", "45", moved, "contractual")))
    second = replace(found, procedure=Procedure("HC", "Q0091"), submitted=found.procedure, charge=0, remarks=(),
                     cuts=(Cut("CO", "94", -moved, "contractual"),))
    return _with(decision, {found.key: (_merged(first), second)})


def _merged(service: Service) -> Service:
    """With one amount for each reason of a group."""
    sums: dict[tuple[str, str, str], int] = {}
    for cut in service.cuts:
        key = (cut.group, cut.reason, cut.means)
        sums[key] = sums.get(key, 0) + cut.amount
    return replace(service, cuts=tuple(Cut(group, reason, amount, means)  # type: ignore[arg-type]
                                       for (group, reason, means), amount in sums.items() if amount))


def line_split(decision: Decision, chance: Random) -> Decision | None:
    """The units of a line come back on two to four lines with its control number (REM-15)."""
    found = next((s for s in _untouched(decision)
                  if s.control_number and s.charge > 1 and s.units is not None and s.units >= 2 and s.units % 1 == 0), None)
    if found is None:
        return None
    every = int(found.units or 2)
    most = min(4, every, found.charge)
    bounds = sorted(chance.sample(range(1, every), chance.randint(2, most) - 1))
    units = [until - since for since, until in pairwise((0, *bounds, every))]
    charges = [max(found.charge * some // every, 1) for some in units[:-1]]
    charges.append(found.charge - sum(charges))
    if charges[-1] < 1:
        return None
    whole = replace(found, submitted_units=found.units)
    parts = tuple(replace(whole, charge=charge, units=Decimal(some), cuts=cuts)
                  for charge, some, cuts in zip(charges, units, _shared(found.cuts, charges), strict=True))
    if any(part.paid <= 0 and any(cut.means == "other" for cut in part.cuts) for part in parts):
        return None
    return _with(decision, {found.key: parts})


def _shared(cuts: Sequence[Cut], charges: Sequence[Cents]) -> Iterator[tuple[Cut, ...]]:
    """The cuts of each part: one bears what it can of each cut, the last the rest."""
    left = list(cuts)
    for charge in charges[:-1]:
        own = []
        for n, cut in enumerate(left):
            share = min(cut.amount, charge) if cut.amount > 0 else 0
            charge -= share
            own.append(replace(cut, amount=share))
            left[n] = replace(cut, amount=cut.amount - share)
        yield tuple(cut for cut in own if cut.amount)
    yield tuple(cut for cut in left if cut.amount)


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def claim_split(decision: Decision, chance: Random) -> tuple[Decision, ...] | None:
    """The lines come back in two claims or more, down to one for each, all with a number of their own (REM-16, REM-33)."""
    keys = list(dict.fromkeys(service.key for service in decision.services))
    if len(keys) < 2 or decision.interest or _says_bundled(decision):
        return None
    many = chance.randint(2, min(len(keys), len(LETTERS)))
    bounds = (0, *sorted(chance.sample(range(1, len(keys)), many - 1)), len(keys))
    parts = [tuple(s for s in decision.services if s.key in keys[since:until]) for since, until in pairwise(bounds)]
    return tuple(replace(decision, services=services, charge=sum(s.charge for s in services),
                         payer_claim_control_number=f"{decision.payer_claim_control_number}{letter}", remarks=("MA15",))
                 for services, letter in zip(parts, LETTERS, strict=False))


def claim_level(decision: Decision, chance: Random) -> tuple[Decision, ...] | None:
    """The claim is decided as a whole."""
    cuts = [cut for service in decision.services for cut in service.cuts]
    if any(cut.means == "nothing" for cut in cuts) or decision.paid <= 0 or _says_bundled(decision) or not decision.services:
        return None
    whole = _merged(replace(decision.services[0], cuts=tuple(cuts)))
    return (replace(decision, services=(), cuts=whole.cuts),)


def claim_deductible(decision: Decision, chance: Random) -> tuple[Decision, ...] | None:
    """The deductible of a claim whose lines have none stands at its own level."""
    paid = sum(service.paid for service in decision.services)
    if paid < 2 or any(cut.group == "PR" for service in decision.services for cut in service.cuts):
        return None
    return (replace(decision, cuts=(Cut("PR", "1", chance.randint(1, paid), "patient"),)),)


def _with(decision: Decision, changed: dict[str, tuple[Service, ...]]) -> Decision:
    return replace(decision, services=tuple(
        new for service in decision.services for new in changed.get(service.key, (service,))))


LINES: dict[str, Way] = {"bundled": bundled, "unbundled": unbundled, "line_split": line_split}
CLAIMS: dict[str, Parting] = {"claim_split": claim_split, "claim_level": claim_level, "claim_deductible": claim_deductible}
"""By the rate that they happen at: lines in each that happens, then the claim in one at most."""

LATER_LINES: dict[str, Way] = {"line_split": line_split}
LATER_CLAIMS: dict[str, Parting] = {"claim_split": claim_split}
"""Where others have a share in the claim."""

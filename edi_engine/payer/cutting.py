"""How a payer cuts a claim up when it answers: bundles, splits, or one word on the whole; and what that means for its lines."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from edi_engine.billing.party import Procedure
from edi_engine.payer.decisions import Cut, Decision, Service

Way = Callable[[Decision, Random], tuple[Decision, ...] | None]
"""Gives the parts in which a decision is told; None where it cannot be told so."""


def _told_plainly(service: Service) -> bool:
    return service.charge > 0 and not any(cut.means == "nothing" for cut in service.cuts)


def _says_bundled(decision: Decision) -> bool:
    """Whether a line is denied as part of another already: beside a real bundle nobody could tell the two apart."""
    return any(cut.reason == "97" for service in decision.services for cut in service.cuts)


def bundled(decision: Decision, chance: Random) -> tuple[Decision, ...] | None:
    """The first line that is paid takes the money of the next one, which is cut for its whole charge (REM-14, RFI 2283)."""
    pair = [service for service in decision.services if _told_plainly(service) and service.paid > 0][:2]
    if len(pair) < 2 or pair[0].procedure == pair[1].procedure or _says_bundled(decision):
        return None
    survivor, gone = pair
    more = gone.paid
    kept = replace(survivor, cuts=(*survivor.cuts, Cut("CO", "94", -more, "contractual")))
    lost = replace(gone, procedure=survivor.procedure, submitted=gone.procedure, remarks=(),
                   cuts=(Cut("CO", "97", gone.charge, "contractual"),))
    return (_with(decision, {survivor.key: (kept,), gone.key: (lost,)}),)


def unbundled(decision: Decision, chance: Random) -> tuple[Decision, ...] | None:
    """A paid line comes back as two; the second has no charge and is paid through a negative cut (REM-14, RFI 2551)."""
    found = next((s for s in decision.services if _told_plainly(s) and s.paid > 1 and s.control_number), None)
    if found is None or _says_bundled(decision):
        return None
    moved = chance.randint(1, found.paid - 1)
    first = replace(found, procedure=Procedure("HC", "G0101"), submitted=found.procedure,
                    cuts=(*found.cuts, Cut("CO", "45", moved, "contractual")))
    second = replace(found, procedure=Procedure("HC", "Q0091"), submitted=found.procedure, charge=0, remarks=(),
                     cuts=(Cut("CO", "94", -moved, "contractual"),))
    return (_with(decision, {found.key: (_merged(first), second)}),)


def _merged(service: Service) -> Service:
    """With one amount for each reason of a group."""
    sums: dict[tuple[str, str, str], int] = {}
    for cut in service.cuts:
        key = (cut.group, cut.reason, cut.means)
        sums[key] = sums.get(key, 0) + cut.amount
    return replace(service, cuts=tuple(Cut(group, reason, amount, means)  # type: ignore[arg-type]
                                       for (group, reason, means), amount in sums.items() if amount))


def line_split(decision: Decision, chance: Random) -> tuple[Decision, ...] | None:
    """The units of a line come back on two lines with its control number (REM-15)."""
    found = next((s for s in decision.services
                  if s.control_number and s.charge > 1 and s.units is not None and s.units >= 2 and s.units % 1 == 0), None)
    if found is None:
        return None
    units = Decimal(chance.randint(1, int(found.units or 2) - 1))
    charge = min(max(int(found.charge * units / (found.units or 2)), 1), found.charge - 1)
    first, second, left = [], [], charge
    for cut in found.cuts:                               # the first part bears what it can of each cut
        part = min(cut.amount, left) if cut.amount > 0 else 0
        left -= part
        first.append(replace(cut, amount=part))
        second.append(replace(cut, amount=cut.amount - part))
    whole = replace(found, submitted_units=found.units)
    parts = [replace(whole, charge=share, units=some, cuts=tuple(cut for cut in cuts if cut.amount))
             for share, some, cuts in ((charge, units, first), (found.charge - charge, (found.units or 2) - units, second))]
    if any(part.paid <= 0 and any(cut.means == "other" for cut in part.cuts) for part in parts):
        return None
    return (_with(decision, {found.key: tuple(parts)}),)


def claim_split(decision: Decision, chance: Random) -> tuple[Decision, ...] | None:
    """The lines come back in two claims, each with a number of its own (REM-16, REM-33)."""
    if len(decision.services) < 2 or decision.interest:
        return None
    at = chance.randint(1, len(decision.services) - 1)
    parts = decision.services[:at], decision.services[at:]
    return tuple(replace(decision, services=services, charge=sum(s.charge for s in services), of=n,
                         payer_claim_control_number=f"{decision.payer_claim_control_number}{'AB'[n]}", remarks=("MA15",))
                 for n, services in enumerate(parts))


def claim_level(decision: Decision, chance: Random) -> tuple[Decision, ...] | None:
    """The claim is decided as a whole."""
    cuts = [cut for service in decision.services for cut in service.cuts]
    if any(cut.means == "nothing" for cut in cuts) or decision.paid <= 0:
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


WAYS: dict[str, Way] = {
    "bundled": bundled, "unbundled": unbundled, "line_split": line_split, "claim_split": claim_split,
    "claim_level": claim_level, "claim_deductible": claim_deductible,
}
"""By the rate that it happens at; a decision is told in one of them at most."""

"""Services that were billed before under another number, or twice in one claim (CLM-25)."""

from collections.abc import Iterator

from edi_engine.billing.claim import Claim, ServiceLine
from edi_engine.billing.service import services
from edi_engine.edits.context import Context
from edi_engine.money import dollars
from edi_engine.problems import Problem

AGAIN = frozenset({"59", "76", "77", "91", "XE", "XP", "XS", "XU"})        # modifiers that say that it was done twice


def services_once(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-25: an original bills no service of a patient and a day that another claim of ours has billed for the same charge."""
    if not context.billed or claim.frequency != "1":
        return
    for number, (line, service) in enumerate(zip(claim.lines, services(claim), strict=True)):
        other = context.billed.get(service)
        if other and other != claim.patient_control_number and AGAIN.isdisjoint(line.procedure.modifiers):
            yield Problem("CLM-25", "same-service", line.at, loop="2400", where=f"lines[{number}]", day=service.since,
                          charge=dollars(service.charge), other=other)


def lines_once(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-25: no two lines of a claim are the same service of the same day for the same charge, unless a modifier says so.

    The ingredients of a compound are told by CLM-31.
    """
    if len(claim.lines) < 2:
        return
    seen: dict[tuple[object, ...], int] = {}
    for number, line in enumerate(claim.lines):
        if line.drug and line.drug.prescription and line.drug.prescription.qualifier == "VY":
            continue
        if (first := seen.setdefault(_service(line), number)) != number and AGAIN.isdisjoint(line.procedure.modifiers):
            yield Problem("CLM-25", "same-line", line.at, loop="2400", where=f"lines[{number}]", first=first + 1)


def _service(line: ServiceLine) -> tuple[object, ...]:
    """What tells a line from another; two drugs under one code are two services."""
    done, drug = line.procedure, line.drug
    return done.qualifier, done.code, done.modifiers, done.description, line.service, line.charge, drug and drug.ndc

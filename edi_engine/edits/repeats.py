"""Services that were billed before under another number (CLM-25)."""

from collections.abc import Iterator

from edi_engine.billing.claim import Claim
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

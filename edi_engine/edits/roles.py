"""Who took part, as what (CLM-19): in the guide's order, and only where it is not said already; who has no NPI (CLM-33)."""

from collections.abc import Iterable, Iterator

from edi_engine.billing.claim import Claim, Provider
from edi_engine.edits.context import Context
from edi_engine.problems import Problem


def referring(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-19: who referred the patient comes first, and the primary care provider only after."""
    yield from _referring(claim.referring, "", "2310A", claim.at)
    for number, line in enumerate(claim.lines):
        yield from _referring(line.referring, f"lines[{number}].", "2420F", line.at)


def _referring(said: tuple[Provider, ...], at: str, loop: str, place: int) -> Iterator[Problem]:
    if said and [provider.name.role for provider in said] not in (["DN"], ["DN", "P3"]):
        yield Problem("CLM-19", "referring", said[0].at or place, element=1, loop=loop, where=f"{at}referring")


def rendering(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-19: who rendered the service is named only when not the billing provider, on a line only when not the claim's."""
    biller, usual = claim.billing_provider.name.id, claim.rendering
    if usual and usual.name.id and usual.name.id == biller:
        yield Problem("CLM-19", "rendering", usual.at or claim.at, element=9, loop="2310B", where="rendering.npi",
                      what="the billing provider")
    for number, line in enumerate(claim.lines):
        if line.rendering and line.rendering.name.id and line.rendering.name.id == (usual.name.id if usual else biller):
            yield Problem("CLM-19", "rendering", line.rendering.at or line.at, element=9, loop="2420A",
                          where=f"lines[{number}].rendering.npi",
                          what="the claim's rendering provider" if usual else "the billing provider")


def atypical(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-33: who has no NPI is known by the payer's number, which stands with the payer."""
    biller, payer = claim.billing_provider, claim.subscriber.payer
    if not biller.name.id and payer.provider_ids:
        yield Problem("CLM-33", "atypical", biller.at, element=9, loop="2010AA", where="payer.provider_number")
    for reference in biller.licenses:
        if reference.qualifier not in ("0B", "1G"):
            yield Problem("CLM-33", "place", reference.at or biller.at, element=1, loop="2010AA", where="payer.provider_number")
        elif reference.value in {known.value for known in payer.provider_ids}:
            yield Problem("CLM-33", "license", reference.at or biller.at, element=2, loop="2010AA",
                          where="payer.provider_number")


def nameless(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-33: whoever took part is known by an NPI, or by another number when there is none."""
    yield from _nameless((("referring", "2310A", each) for each in claim.referring), "", claim.at)
    yield from _nameless((("rendering", "2310B", claim.rendering), ("facility", "2310C", claim.facility)), "", claim.at)
    for number, line in enumerate(claim.lines):
        if line.rendering or line.facility or line.ordering or line.referring:
            yield from _nameless((("rendering", "2420A", line.rendering), ("facility", "2420C", line.facility),
                                  ("ordering", "2420E", line.ordering),
                                  *(("referring", "2420F", each) for each in line.referring)), f"lines[{number}].", line.at)


def _nameless(said: Iterable[tuple[str, str, Provider | None]], at: str, place: int) -> Iterator[Problem]:
    for name, loop, provider in said:
        if provider and not provider.name.id and not provider.references:
            field = "primary_care" if provider.name.role == "P3" else name
            yield Problem("CLM-33", "nameless", provider.at or place, element=9, loop=loop, where=f"{at}{field}.npi")


def unknown(claim: Claim) -> Iterator[Problem]:
    """CLM-33: a claim that somebody else has written names the billing provider by NPI or by the payer's number."""
    if not claim.billing_provider.name.id and not claim.subscriber.payer.provider_ids:
        yield Problem("CLM-33", "unknown", claim.billing_provider.at, element=9, loop="2010AA")

"""From a FHIR Claim to the record that every door hands in."""

from collections.abc import Iterator
from typing import Any

from edi_engine.encounters.fhir.finishing import finish
from edi_engine.encounters.fhir.resources import Resources
from edi_engine.encounters.fhir.table import TABLE
from edi_engine.encounters.mapping import joined
from edi_engine.encounters.records import Record, Refusal
from edi_engine.encounters.sheet import Sheet
from edi_engine.encounters.walking import Walk
from edi_engine.problems import Problem
from edi_engine.settings import Settings

BUNDLES = ("collection", "transaction", "batch", "searchset")


def knows(said: Any) -> bool:
    """Whether a JSON value is a FHIR resource."""
    return isinstance(said, dict) and isinstance(said.get("resourceType"), str)


def records(said: dict[str, Any], at: str, settings: Settings) -> Iterator[Record | Refusal | Problem]:
    """The claims of a resource: of a bundle, or the one that it is."""
    if problem := _other(said, at):
        yield Refusal(problem)
        return
    resources = Resources(said, at)
    for claim, place in resources.claims:
        sheet = Sheet(TABLE, place)
        Walk(TABLE, sheet, resources.follow).whole(claim, place)
        finish(sheet)
        yield sheet.record()


def _other(said: dict[str, Any], at: str) -> Problem | None:
    """Why a resource is neither a claim nor a bundle that can hold some."""
    kind = said["resourceType"]
    if kind not in ("Bundle", "Claim"):
        return Problem("EXC-5", "door-not-taken", where=joined(at, "resourceType"),
                       what="A resource that is neither Claim nor Bundle",
                       how="Put it into a Bundle with the claims that refer to it.")
    if kind == "Bundle" and said.get("type") not in (None, *BUNDLES):
        return Problem("EXC-5", "door-not-taken", where=joined(at, "type"), what=f"A Bundle that is no {', '.join(BUNDLES)}",
                       how="Send the claims as a collection.")
    return None

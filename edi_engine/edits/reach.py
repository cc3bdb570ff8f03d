"""Every name and address of a claim, with its field in an encounter and its loop: so that a rule need not know them."""

from collections.abc import Iterator
from typing import NamedTuple

from edi_engine.billing.claim import Claim, Provider, ServiceLine
from edi_engine.billing.party import Address, Name


class Party(NamedTuple):
    """Somebody whom a claim names: made for every claim, which a frozen class would make dear."""

    path: str                      # the field of the encounter: lines[0].rendering
    loop: str
    what: str                      # in words: "the rendering provider"
    name: Name
    address: Address | None = None
    taxonomy: str = ""
    provider: bool = False         # of the claim or of a line
    zip9: bool = False             # loops that hold a ZIP of nine digits only (CLM-18)


def parties(claim: Claim) -> list[Party]:
    """Everybody whom the claim names, in the guide's order."""
    biller, insured, payer = claim.billing_provider, claim.subscriber.person, claim.subscriber.payer
    found = [Party("billing_provider", "2010AA", "the billing provider", biller.name, biller.address, biller.taxonomy,
                   zip9=True),
             Party("subscriber", "2010BA", "the subscriber", insured.name, insured.address),
             Party("payer", "2010BB", "the payer", payer.name, payer.address)]
    if biller.pay_to:
        place = biller.pay_to
        found.append(Party("billing_provider.pay_to", "2010AB", "the pay-to address", place.name, place.address))
    if biller.pay_to_plan:
        plan = biller.pay_to_plan
        found.append(Party("billing_provider.pay_to_plan", "2010AC", "the plan that has paid", plan.name, plan.address))
    if claim.patient:
        found.append(Party("patient", "2010CA", "the patient", claim.patient.person.name, claim.patient.person.address))
    if claim.referring:
        found += _referring("", "2310A", claim.referring)
    if claim.rendering:
        found.append(_provider("rendering", "2310B", "the rendering provider", claim.rendering))
    if claim.facility:
        found.append(_provider("facility", "2310C", "the service facility", claim.facility))
    if claim.supervising:
        found.append(_provider("supervising", "2310D", "the supervising provider", claim.supervising))
    for number, line in enumerate(claim.lines):
        if line.rendering or line.purchased or line.facility or line.supervising or line.ordering or line.referring:
            found += _of_line(f"lines[{number}].", line)
        if line.pick_up or line.drop_off:
            found += _locations(f"lines[{number}].", line, "2420G", "2420H")
    if claim.pick_up or claim.drop_off:
        found += _locations("", claim, "2310E", "2310F")
    if claim.other_subscribers:
        found += _others(claim)
    return found


def _locations(at: str, said: Claim | ServiceLine, pick_up: str, drop_off: str) -> Iterator[Party]:
    """Where an ambulance picked up and dropped off."""
    for name, loop, found in (("pick_up", pick_up, said.pick_up), ("drop_off", drop_off, said.drop_off)):
        if found:
            yield Party(f"{at}{name}", loop, "the place of the ambulance", found.name, found.address)


def _others(claim: Claim) -> Iterator[Party]:
    """The other payers and whose insurance theirs is."""
    for number, other in enumerate(claim.other_subscribers):
        at = f"other_payers[{number}]"
        yield Party(f"{at}.subscriber", "2330A", "the insured at another payer", other.insured.name, other.insured.address)
        yield Party(at, "2330B", "another payer", other.payer.name, other.payer.address)


def _of_line(at: str, line: ServiceLine) -> Iterator[Party]:
    for found, path, loop, what in ((line.rendering, "rendering", "2420A", "the rendering provider of a line"),
                                    (line.purchased, "purchased", "2420B", "the purchased service provider"),
                                    (line.facility, "facility", "2420C", "the service facility of a line"),
                                    (line.supervising, "supervising", "2420D", "the supervising provider of a line"),
                                    (line.ordering, "ordering", "2420E", "the ordering provider")):
        if found:
            yield _provider(at + path, loop, what, found)
    yield from _referring(at, "2420F", line.referring)


def _referring(at: str, loop: str, found: tuple[Provider, ...]) -> Iterator[Party]:
    for provider in found:
        primary = provider.name.role == "P3"
        yield _provider(f"{at}{'primary_care' if primary else 'referring'}", loop,
                        "the primary care provider" if primary else "the referring provider", provider)


def _provider(path: str, loop: str, what: str, found: Provider) -> Party:
    return Party(path, loop, what, found.name, found.address, found.taxonomy, provider=True,
                 zip9=loop in ("2310C", "2420C"))

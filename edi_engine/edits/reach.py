"""Every name and address of a claim, with its field in an encounter and its loop: so that a rule need not know them."""

from collections.abc import Iterator
from dataclasses import dataclass

from edi_engine.billing.claim import Claim, Provider, ServiceLine
from edi_engine.billing.party import Address, Name


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody whom a claim names."""

    path: str                      # the field of the encounter: lines[0].rendering
    loop: str
    what: str                      # in words: "the rendering provider"
    name: Name
    address: Address | None = None
    taxonomy: str = ""
    zip9: bool = False             # loops that hold a ZIP of nine digits only (CLM-18)


def parties(claim: Claim) -> Iterator[Party]:
    """Everybody whom the claim names, in the guide's order."""
    biller, insured = claim.billing_provider, claim.subscriber.person
    yield Party("billing_provider", "2010AA", "the billing provider", biller.name, biller.address, biller.taxonomy, zip9=True)
    if biller.pay_to:
        yield Party("billing_provider.pay_to", "2010AB", "the pay-to address", biller.pay_to.name, biller.pay_to.address)
    yield Party("subscriber", "2010BA", "the subscriber", insured.name, insured.address)
    payer = claim.subscriber.payer
    yield Party("payer", "2010BB", "the payer", payer.name, payer.address)
    if claim.patient:
        yield Party("patient", "2010CA", "the patient", claim.patient.person.name, claim.patient.person.address)
    if biller.pay_to_plan:
        plan = biller.pay_to_plan
        yield Party("billing_provider.pay_to_plan", "2010AC", "the plan that has paid", plan.name, plan.address)
    yield from providers(claim)
    yield from _locations(claim)
    yield from _others(claim)


def _locations(claim: Claim) -> Iterator[Party]:
    """Where an ambulance picked up and dropped off."""
    if not (claim.pick_up or claim.drop_off or any(line.pick_up or line.drop_off for line in claim.lines)):
        return
    yield from _location("", claim, "2310E", "2310F")
    for number, line in enumerate(claim.lines):
        yield from _location(f"lines[{number}].", line, "2420G", "2420H")


def _location(at: str, said: Claim | ServiceLine, pick_up: str, drop_off: str) -> Iterator[Party]:
    for name, loop, found in (("pick_up", pick_up, said.pick_up), ("drop_off", drop_off, said.drop_off)):
        if found:
            yield Party(f"{at}{name}", loop, "the place of the ambulance", found.name, found.address)


def _others(claim: Claim) -> Iterator[Party]:
    """The other payers and whose insurance theirs is."""
    for number, other in enumerate(claim.other_subscribers):
        at = f"other_payers[{number}]"
        yield Party(f"{at}.subscriber", "2330A", "the insured at another payer", other.insured.name, other.insured.address)
        yield Party(at, "2330B", "another payer", other.payer.name, other.payer.address)


def providers(claim: Claim) -> Iterator[Party]:
    """The providers of the claim and of its lines."""
    yield from _referring("", "2310A", claim.referring)
    yield from _provider("rendering", "2310B", "the rendering provider", claim.rendering)
    yield from _provider("facility", "2310C", "the service facility", claim.facility)
    yield from _provider("supervising", "2310D", "the supervising provider", claim.supervising)
    for number, line in enumerate(claim.lines):
        at = f"lines[{number}]."
        yield from _provider(f"{at}rendering", "2420A", "the rendering provider of a line", line.rendering)
        yield from _provider(f"{at}purchased", "2420B", "the purchased service provider", line.purchased)
        yield from _provider(f"{at}facility", "2420C", "the service facility of a line", line.facility)
        yield from _provider(f"{at}supervising", "2420D", "the supervising provider of a line", line.supervising)
        yield from _provider(f"{at}ordering", "2420E", "the ordering provider", line.ordering)
        yield from _referring(at, "2420F", line.referring)


def _referring(at: str, loop: str, found: tuple[Provider, ...]) -> Iterator[Party]:
    for provider in found:
        primary = provider.name.role == "P3"
        yield from _provider(f"{at}{'primary_care' if primary else 'referring'}", loop,
                             "the primary care provider" if primary else "the referring provider", provider)


def _provider(path: str, loop: str, what: str, found: Provider | None) -> Iterator[Party]:
    if found:
        yield Party(path, loop, what, found.name, found.address, found.taxonomy, zip9=loop in ("2310C", "2420C"))

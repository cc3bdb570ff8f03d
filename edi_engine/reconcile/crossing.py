"""Numbers that payers give to providers, when the next payer is asked: each goes with its payer (2310 and 2330, 2420). Pure."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from edi_engine.billing.claim import Claim, Provider, ServiceLine
from edi_engine.billing.coordination import OtherPayerProvider, OtherSubscriber
from edi_engine.billing.party import Name, Reference

NUMBERS = ("G2", "LU")         # what a payer calls a provider or a place; a licence (0B) or UPIN (1G) is no payer's
_ALONE = ("rendering", "facility", "supervising")              # 2310B to D, 2330D to F
_OF_LINE = (*_ALONE, "purchased", "ordering")                  # 2420A to E


def theirs(claim: Claim) -> dict[str, Any]:
    """2330C to F of the payer that was asked: what it called the providers of the claim."""
    alone = {name: _known(provider) for name in _ALONE if (provider := getattr(claim, name))}
    return {"referring": tuple(known for each in claim.referring if (known := _known(each))), **alone}


def ours(claim: Claim, next_one: OtherSubscriber) -> dict[str, Any]:
    """2310A to D as the next payer knows them: its own numbers, and none of the payer that was asked."""
    roles = {each.name.role: each for each in next_one.referring}
    alone = {name: _called(provider, getattr(next_one, name)) for name in _ALONE if (provider := getattr(claim, name))}
    return {"referring": tuple(_called(each, roles.get(each.name.role)) for each in claim.referring), **alone}


def of_line(line: ServiceLine, asked: str, next_payer: str) -> dict[str, Any]:
    """2420A to F, authorizations and referrals of a line: a number says whose it is unless it is the next payer's (REF04)."""
    alone = {name: _owned_by(provider, asked, next_payer) for name in _OF_LINE if (provider := getattr(line, name))}
    return {"referring": tuple(_owned_by(each, asked, next_payer) for each in line.referring), **alone,
            "prior_authorizations": owned(line.prior_authorizations, asked, next_payer),
            "referrals": owned(line.referrals, asked, next_payer)}


def owned(references: Iterable[Reference], asked: str, next_payer: str) -> tuple[Reference, ...]:
    """Numbers with the payer that gave them; without one when that is the payer that is asked now."""
    return tuple(replace(each, payer="" if each.payer == next_payer else each.payer or asked) for each in references)


def bare(name: Name) -> Name:
    """Role and kind alone, as 2330C to G name a provider."""
    return Name(name.role, name.entity)


def _known(provider: Provider) -> OtherPayerProvider | None:
    numbers = tuple(each for each in provider.references if each.qualifier in NUMBERS)
    return OtherPayerProvider(bare(provider.name), numbers) if numbers else None


def _called(provider: Provider, known: OtherPayerProvider | None) -> Provider:
    own = known.references if known else ()
    given = {*NUMBERS, *(each.qualifier for each in own)}
    return replace(provider, references=(*(each for each in provider.references if each.qualifier not in given), *own))


def _owned_by(provider: Provider, asked: str, next_payer: str) -> Provider:
    return replace(provider, references=tuple(
        owned((each,), asked, next_payer)[0] if each.qualifier in NUMBERS else each for each in provider.references))

"""Writing an 837P: nouns to neutral segments, and the order in which claims of any origin go into a transaction set."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from edi_engine.billing.claim import BillingProvider, Claim, Level, Patient, Submission, Subscriber
from edi_engine.guides.origins import Origin
from edi_engine.guides.table import compiled
from edi_engine.guides.x222a1 import table
from edi_engine.guides.x222a1.reading import Noun

CLAIMS_PER_LEVEL = 100                     # 2300 under one 2000B or 2000C (ENV-12)
CLAIMS_PER_SET = 5000                      # 2300 in one ST (ENV-12)

LEVELS: dict[type[Any], str] = {BillingProvider: "billing_provider", Subscriber: "subscriber", Patient: "patient"}
"""The nouns above a claim and the fields in which it holds them."""


def write(nouns: Iterable[Noun]) -> Iterator[str]:
    """The nouns as neutral segments without ST and SE, in the order given, each level with the number it carries."""
    return chain.from_iterable(segments for _, segments in parts(nouns))


def parts(nouns: Iterable[Noun]) -> Iterator[tuple[Noun, list[str]]]:
    """Each noun with its segments: what an acknowledgment that counts segments is looked up in (ST is segment 1)."""
    codecs: dict[type[Any], Callable[[Any], list[str]]] = {loop.noun: compiled(loop).write for loop in table.LOOPS}
    for noun in nouns:
        segments = codecs[type(noun)](noun)
        yield noun, segments[1:] if isinstance(noun, Submission) else segments


def told(noun: Noun) -> Iterator[Origin]:
    """A noun segment by segment, each with the path, from its claim, of the field that it comes from; a head begins with ST."""
    loop = next(loop for loop in table.LOOPS if loop.noun is type(noun))
    return compiled(loop).told(noun, LEVELS.get(type(noun), ""))


def batches(claims: Iterable[Claim], at_most: int = CLAIMS_PER_SET) -> Iterator[list[Claim]]:
    """The claims in batches for a transaction set each, in their order."""
    rest = iter(claims)
    while batch := list(islice(rest, at_most)):
        yield batch


def arrange(submission: Submission, claims: Iterable[Claim]) -> Iterator[Noun]:
    """The nouns of one transaction set: claims under their patient, subscriber and billing provider, numbered (CLM-2).

    Equal providers, subscribers and patients are one level. A subscriber's own claims and dependents' claims never share a
    subscriber level (CLM-3), and no level has more than a hundred claims (ENV-12): then it is repeated.
    """
    yield submission
    count = 0

    def numbered(noun: Any, parent: str, child: str) -> Any:
        nonlocal count
        count += 1
        return replace(noun, level=Level(str(count), parent, child))

    for provider, subscribers in _tree(claims).items():
        billing = numbered(provider, "", "1")
        yield billing
        for subscriber, (own, dependents) in subscribers.items():
            for some in batches(own, CLAIMS_PER_LEVEL):
                yield numbered(subscriber, billing.level.id, "0")
                yield from some
            if dependents:
                insured = numbered(subscriber, billing.level.id, "1")
                yield insured
                for patient, theirs in dependents.items():
                    for some in batches(theirs, CLAIMS_PER_LEVEL):
                        yield numbered(patient, insured.level.id, "0")
                        yield from some


Dependents = dict[Patient, list[Claim]]
Subscribers = dict[Subscriber, tuple[list[Claim], Dependents]]


def _tree(claims: Iterable[Claim]) -> dict[BillingProvider, Subscribers]:
    """The claims under provider, subscriber and patient, each in the order of its first claim."""
    tree: dict[BillingProvider, Subscribers] = {}
    known: dict[int, Subscribers] = {}     # by identity: most claims share the very object, and a hash of it all is dear
    for claim in claims:
        subscribers = known.get(id(claim.billing_provider))
        if subscribers is None:
            subscribers = known[id(claim.billing_provider)] = tree.setdefault(claim.billing_provider, {})
        own, dependents = subscribers.setdefault(claim.subscriber, ([], {}))
        (own if claim.patient is None else dependents.setdefault(claim.patient, [])).append(claim)
    return tree

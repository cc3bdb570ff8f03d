"""Reading an 837P: every noun of its hierarchy in file order, as a stream."""

from collections.abc import Iterable, Iterator

from edi_engine import x12
from edi_engine.billing.claim import BillingProvider, Claim, Patient, Payer, Person, Submission, Subscriber
from edi_engine.billing.party import Name
from edi_engine.guides.table import compiled
from edi_engine.guides.x222a1 import table

Noun = Submission | BillingProvider | Subscriber | Patient | Claim

NO_PROVIDER = BillingProvider(Name("", ""), tax_id_qualifier="")
NO_SUBSCRIBER = Subscriber("", Person(Name("", "")), Payer(Name("", "")), relationship="")
"""Who stands for the level above a claim that the file left out."""

OPENERS = frozenset({"HL", "CLM"})
KINDS = frozenset({"20", "22", "23", "CLM"})


def read(source: x12.Source, ts: x12.TransactionSet) -> Iterator[Noun]:
    """The submission, then every level and claim as they stand; a claim refers to the objects of the levels above it.

    Constant memory. Nothing is lost: what the rows do not know is ``kept``, a level that is none of ours by the noun before it.
    """
    return nouns(x12.slices(source, ts, OPENERS), ts.delimiters)


def nouns(slices: Iterable[tuple[int, list[str]]], delimiters: x12.Delimiters) -> Iterator[Noun]:
    """The nouns of the slices of one set."""
    header, billing, insured, sick, claim = (compiled(loop).reader(delimiters) for loop in table.LOOPS)
    provider, subscriber, patient = NO_PROVIDER, NO_SUBSCRIBER, None
    for kind, at, segments in _pieces(slices, delimiters.element):
        if kind == "CLM":
            yield claim(segments, at, provider, subscriber, patient)
        elif kind == "20":
            provider, subscriber, patient = billing(segments, at), NO_SUBSCRIBER, None
            yield provider
        elif kind == "22":
            subscriber, patient = insured(segments, at), None
            yield subscriber
        elif kind == "23":
            patient = sick(segments, at)
            yield patient
        else:
            yield header(segments, at)


def submission(source: x12.Source, ts: x12.TransactionSet) -> Submission:
    """The head of the set alone."""
    return next(noun for noun in read(source, ts) if isinstance(noun, Submission))


def claims(source: x12.Source, ts: x12.TransactionSet) -> Iterator[Claim]:
    """The claims alone, each with the levels above it."""
    return (noun for noun in read(source, ts) if isinstance(noun, Claim))


def _pieces(slices: Iterable[tuple[int, list[str]]], separator: str) -> Iterator[tuple[str, int, list[str]]]:
    """(kind, index of its first segment, segments) of every piece that is one noun: "" the head, an HL03, or CLM.

    ST says nothing that the noun must hold (its number is the envelope's), SE is the writer's.
    """
    held: tuple[str, int, list[str]] | None = None
    for at, segments in slices:
        if held is None:
            held = "", at, [f"ST{separator}837", *segments[1:]]
            continue
        kind = _kind(segments[0], separator)
        if kind in KINDS:
            yield held
            held = kind, at, segments
        else:
            held[2].extend(segments)
    if held:
        if held[2][-1].partition(separator)[0] == "SE":
            del held[2][-1]
        yield held


def _kind(opening: str, separator: str) -> str:
    elements = opening.split(separator, 4)
    return "CLM" if elements[0] == "CLM" else elements[3].rstrip(" ") if len(elements) > 3 else ""

"""The 835 as a stream of nouns: head, groups and claim payments, tail. It needs the memory of one claim at a time."""

from collections.abc import Iterable, Iterator

from edi_engine import x12
from edi_engine.billing.remittance import ClaimPayment, HeaderNumber, Remittance, RemittanceHead, RemittanceTail
from edi_engine.guides.table import compiled
from edi_engine.guides.x221a1.table import CLAIM_PAYMENT, HEAD, HEADER_NUMBER, TAIL

RemittancePart = RemittanceHead | HeaderNumber | ClaimPayment | RemittanceTail

OPENERS = frozenset({"LX", "CLP", "PLB"})


def read(source: x12.Source, ts: x12.TransactionSet) -> Iterator[RemittancePart]:
    """The parts of the transaction set in its order: a head, then header numbers and claim payments, then a tail.

    A tail stands at the end of every set, and wherever PLB segments come before claims.
    """
    return parts(x12.slices(source, ts, OPENERS), ts.delimiters)


def claim_payments(source: x12.Source, ts: x12.TransactionSet) -> Iterator[ClaimPayment]:
    """The claim payments alone."""
    return (part for part in read(source, ts) if type(part) is ClaimPayment)


def whole(source: x12.Source, ts: x12.TransactionSet) -> Remittance:
    """The whole remittance, for tests and for writing.

    Claims before the first LX stand under a header number of ""; PLB segments between claims are gathered behind them.
    """
    return gathered(read(source, ts))


def parts(slices: Iterable[tuple[int, list[str]]], delimiters: x12.Delimiters) -> Iterator[RemittancePart]:
    """The nouns of the slices of one set."""
    element = delimiters.element
    claim, group = compiled(CLAIM_PAYMENT).reader(delimiters), compiled(HEADER_NUMBER).reader(delimiters)
    claims, groups = f"CLP{element}", f"LX{element}"
    tail: list[str] = []
    since = 0
    for at, segments in slices:
        if segments[-1].startswith("SE") and segments[-1].split(element)[0] == "SE":
            segments.pop()
        first = segments[0] + element
        if first.startswith("PLB"):
            since = since or at
            tail += segments
            continue
        if tail:
            yield compiled(TAIL).read(tail, since, delimiters)
            tail, since = [], 0
        if first.startswith(claims):
            yield claim(segments, at)
        elif first.startswith(groups):
            yield group(segments, at)
        else:
            yield compiled(HEAD).read(segments[1:], at + 1, delimiters)
    yield compiled(TAIL).read(tail, since, delimiters) if tail else RemittanceTail()


def gathered(nouns: Iterable[RemittancePart]) -> Remittance:
    """The parts of one remittance put together."""
    head, tails = None, []
    groups: list[tuple[HeaderNumber, list[ClaimPayment]]] = []
    for noun in nouns:
        if isinstance(noun, RemittanceHead):
            head = noun
        elif isinstance(noun, HeaderNumber):
            groups.append((noun, []))
        elif isinstance(noun, RemittanceTail):
            tails.append(noun)
        else:
            if not groups:
                groups.append((HeaderNumber(""), []))
            groups[-1][1].append(noun)
    assert head
    tail = tails[-1] if len(tails) == 1 else RemittanceTail(tuple(each for tail in tails for each in tail.provider_adjustments))
    return Remittance(head, tuple((number, tuple(claims)) for number, claims in groups), tail)

"""The nouns of an 835 as neutral segments, without ST and SE."""

from collections.abc import Iterable, Iterator
from typing import Any

from edi_engine.billing.remittance import ClaimPayment, HeaderNumber, Remittance, RemittanceHead, RemittanceTail
from edi_engine.guides.codec import Codec
from edi_engine.guides.table import Loop, compiled
from edi_engine.guides.x221a1.reading import RemittancePart
from edi_engine.guides.x221a1.table import CLAIM_PAYMENT, HEAD, HEADER_NUMBER, TAIL

LOOPS: dict[type[Any], Loop[Any]] = {
    RemittanceHead: HEAD, HeaderNumber: HEADER_NUMBER, ClaimPayment: CLAIM_PAYMENT, RemittanceTail: TAIL}


def write(nouns: Iterable[RemittancePart]) -> Iterator[str]:
    """The segments of the parts in the order in which they come."""
    for noun in nouns:
        if not _unsaid(noun):
            yield from codec(noun).write(noun)


def parts(remittance: Remittance) -> Iterator[RemittancePart]:
    """The parts of a whole remittance, as ``read`` gives them and ``write`` takes them."""
    yield remittance.head
    for number, claims in remittance.groups:
        yield number
        yield from claims
    yield remittance.tail


def codec(noun: RemittancePart) -> Codec[Any]:
    """The codec of a part's loop."""
    return compiled(LOOPS[type(noun)])


def _unsaid(noun: RemittancePart) -> bool:
    """The header number that claims have when no LX stands before them; an LX that says nothing was read somewhere."""
    return isinstance(noun, HeaderNumber) and not noun.number and not noun.at and noun == HeaderNumber("")

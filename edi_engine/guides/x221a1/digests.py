"""The claims of an 835 told apart by a few numbers each, and any of them read again when it is wanted."""

from array import array
from collections.abc import Container, Iterator

from edi_engine import x12
from edi_engine.billing.remittance import ClaimPayment
from edi_engine.guides.x221a1.reading import OPENERS, parts

Slice = tuple[int, list[str]]
_CLAIM, _HEADING, _TRAILER = (tag + x12.ELEMENT for tag in ("CLP", "LX", "SE"))


class Digests:
    """Of each claim payment, by its ordinal from 0: 64-bit hashes of CLP01, CLP07, CLP02 and of all its text. 32 bytes a claim.

    Hashes are Python's own: they hold within one process. ``headings`` is that of every LX with its TS3 and TS2.
    """

    def __init__(self, source: x12.Source, ts: x12.TransactionSet) -> None:
        self.numbers, self.payer_numbers, self.statuses, self.texts = (array("q") for _ in range(4))
        neutral = str.maketrans({ts.delimiters.element: x12.ELEMENT, ts.delimiters.repetition: x12.REPEAT,
                                 ts.delimiters.component: x12.COMPONENT})
        headings: list[tuple[str, ...]] = []
        for _, segments in x12.slices(source, ts, OPENERS):
            said = tuple(segment.translate(neutral) for segment in segments)
            if said[-1].startswith(_TRAILER):
                said = said[:-1]
            if said and said[0].startswith(_CLAIM):
                self._add(said)
            elif said and said[0].startswith(_HEADING):
                headings.append(said)
        self.headings = hash(tuple(headings))

    def __len__(self) -> int:
        return len(self.texts)

    def _add(self, said: tuple[str, ...]) -> None:
        clp = [*said[0].split(x12.ELEMENT), *[""] * 8]
        self.numbers.append(hash(clp[1]))
        self.payer_numbers.append(hash(clp[7]))
        self.statuses.append(hash(clp[2]))
        self.texts.append(hash(said))


def chosen(source: x12.Source, ts: x12.TransactionSet, ordinals: Container[int]) -> Iterator[tuple[int, Slice]]:
    """The slices of some claim payments, each led by its ordinal from 0, in the order of the file."""
    opener, ordinal = f"CLP{ts.delimiters.element}", 0
    for at, segments in x12.slices(source, ts, OPENERS):
        if segments[0].startswith(opener):
            if ordinal in ordinals:
                yield ordinal, (at, segments)
            ordinal += 1


def claim_payment(claim: Slice, ts: x12.TransactionSet) -> ClaimPayment:
    """The claim payment of one slice."""
    noun = next(parts([claim], ts.delimiters))
    assert isinstance(noun, ClaimPayment)
    return noun

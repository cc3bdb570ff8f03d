"""Whose segment is it? From a place in an 837P to the claims that stand or fall with it, and to the field that said it."""

from bisect import bisect_right

from edi_engine import x12
from edi_engine.billing.claim import BillingProvider, Claim, Patient, Submission, Subscriber
from edi_engine.encounters import paths
from edi_engine.guides import x222a1
from edi_engine.guides.origins import Origin

_DEPTHS = {Submission: 0, BillingProvider: 1, Subscriber: 2, Patient: 3, Claim: 4}


class Owners:
    """The claims of a transaction set, and by a segment's index which of them it belongs to: a level's to all below it."""

    def __init__(self, source: x12.Source, ts: x12.TransactionSet) -> None:
        self.claims: list[Claim] = []
        self._nouns: list[x222a1.Noun] = []
        self._starts: list[int] = []
        self._owned: list[list[int]] = []
        above: dict[int, list[int]] = {}                  # the levels that are open, by depth; one may be left out
        for noun in x222a1.read(source, ts):
            depth = _DEPTHS[type(noun)]
            above = {level: owned for level, owned in above.items() if level < depth} | {depth: []}
            self._nouns.append(noun)
            self._starts.append(noun.at)
            self._owned.append(above[depth])
            if isinstance(noun, Claim):
                for owned in above.values():
                    owned.append(len(self.claims))
                self.claims.append(noun)

    def of(self, index: int | None) -> list[int]:
        """The positions in ``claims`` of those that a segment belongs to; all of them for the envelope and the head."""
        position = self._position(index)
        return self._owned[position] if position > 0 else list(range(len(self.claims)))

    def origin(self, index: int | None) -> Origin | None:
        """Where a segment comes from; None for those of the envelope and for what is no segment of ours."""
        position = self._position(index)
        if index is None or position < 0:
            return None
        segments = list(x222a1.told(self._nouns[position]))
        return segments[index - self._starts[position]] if index - self._starts[position] < len(segments) else None

    def field(self, index: int | None, element: int | None, component: int | None, claim: int) -> str:
        """The path, in the encounter of one of its claims, of the field that an element says; "" when none does."""
        origin = self.origin(index)
        if origin is None or isinstance(self._nouns[self._position(index)], Submission):
            return ""
        return paths.field_of(self.claims[claim], origin.field(element, component))

    def part(self, index: int | None, claim: int) -> str:
        """The path of the part of an encounter that a segment belongs to: lines[1]; "" for the encounter itself."""
        origin = self.origin(index)
        return paths.field_of(self.claims[claim], origin.path) if origin else ""

    def setting(self, index: int | None, element: int | None) -> str:
        """The key of edi.toml that an element of the head says; "" when none does."""
        origin = self.origin(index)
        head = origin and isinstance(self._nouns[self._position(index)], Submission)
        return paths.setting_of(origin.field(element)) if origin and head else ""

    def _position(self, index: int | None) -> int:
        return bisect_right(self._starts, index) - 1 if index else -1

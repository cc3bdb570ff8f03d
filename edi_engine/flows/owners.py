"""Whose segment is it? From a place in an 837P to the claims that stand or fall with it, and to the field that said it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property

from edi_engine import x12
from edi_engine.billing.claim import BillingProvider, Claim, Patient, Submission, Subscriber
from edi_engine.encounters import paths
from edi_engine.guides import x222a1
from edi_engine.guides.origins import Origin
from edi_engine.identifiers import normal

_DEPTHS = {Submission: 0, BillingProvider: 1, Subscriber: 2, Patient: 3, Claim: 4}


def _members(claim: Claim) -> tuple[str, ...]:
    return claim.subscriber.person.name.id, *(reference.value for reference in claim.subscriber.person.references)


def _patient(claim: Claim) -> tuple[str, ...]:
    return ((claim.patient or claim.subscriber).person.name.id,)


UNITS: dict[str, Callable[[Claim], Iterable[str]]] = {
    "CLM01": lambda claim: (claim.patient_control_number,), "SUBSCRIBER NUMBER REF02": _members, "PATIENT NAME NM109": _patient,
    "NM109": lambda claim: (*_members(claim)[:1], *_patient(claim))}
"""What a 999 may call the business unit of an 837 (CTX01-1), and the numbers of a claim that it then tells (ACK-10). Those of
other transaction sets (TRN02, ENT01) tell nothing of a claim."""


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

    def named(self, unit: str, number: str) -> frozenset[int]:
        """The positions in ``claims`` of those that a business unit names, in whatever way payers write its number."""
        return frozenset(self._units[unit].get(normal(number), ())) if unit in UNITS and number else frozenset()

    @cached_property
    def _units(self) -> dict[str, dict[str, list[int]]]:
        found: dict[str, dict[str, list[int]]] = {unit: defaultdict(list) for unit in UNITS}
        for position, claim in enumerate(self.claims):
            for unit, numbers in UNITS.items():
                for number in filter(None, numbers(claim)):
                    found[unit][normal(number)].append(position)
        return found

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

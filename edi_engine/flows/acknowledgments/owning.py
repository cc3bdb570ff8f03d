"""Whose segment a 999 finds fault with: the claim that it names, then the number of the segment (ACK-10)."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from edi_engine import x12
from edi_engine.flows.acknowledgments import saying
from edi_engine.flows.house import House, Unknown
from edi_engine.flows.where import Written
from edi_engine.ledger.acknowledgments import Fault
from edi_engine.ledger.quoting import About

MISSING = frozenset({"3", "I6", "I7", "I8"})
"""IK304 of what is not there: the number is that of the place where it was expected, and may be that of the next claim."""


class Meant(NamedTuple):
    """The claims that a fault is in, each as `edi where` tells it, and how the two ways to find them agree."""

    claims: list[dict[str, Any]]
    odd: str = ""                  # disagree: another claim has the number; stranger: the claim that is named is not in the set
    counted: Sequence[dict[str, Any]] = ()       # with disagree: whose the number is


class Ownership:
    """Finds the claims of the faults of one 999; each file of ours is read once."""

    def __init__(self, house: House, source: x12.Source, ts: x12.TransactionSet) -> None:
        self.house = house
        self._said = saying.units(source, ts)
        self._written: dict[tuple[str, int], Written | None] = {}

    def meant(self, where: About, fault: Fault) -> Meant:
        """The claims that a fault in the set of ``where`` is in."""
        written = self._set(where.sha256, where.number)
        if written is None:
            return Meant([])
        units = self._said.get(fault.at, ())
        named = {position for unit in units for position in written.owners.named(unit.name, unit.value)}
        number = fault.segment or 0
        near = set(written.positions(number)).union(written.positions(number - 1) if fault.code in MISSING else ())
        if named and not named & near:
            return Meant(written.claims(sorted(named)), "disagree", written.claims(sorted(near)))
        at = (number, fault.element, fault.component) if fault.code in MISSING or written.tag(number) == fault.tag else ()
        found = written.claims(sorted(named & near) or written.positions(number), *at)
        return Meant(found, "" if named or not any(unit.name == "CLM01" for unit in units) else "stranger")

    def _set(self, sha256: str, number: int) -> Written | None:
        if (sha256, number) not in self._written:
            try:
                self._written[sha256, number] = Written(self.house, sha256, number)
            except Unknown:
                self._written[sha256, number] = None
        return self._written[sha256, number]


def listed(claims: Iterable[dict[str, Any]]) -> str:
    """Claims in a sentence, the first three of them, with encounter, row and field."""
    names = [named(claim["claim"], claim["encounter"], claim["where"], claim["field"]) for claim in claims]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{'; '.join(names[:3])}{more}"


def named(claim: str, encounter: str | None, where: str | None, field: str | None) -> str:
    """A claim in a sentence."""
    of_row = f", encounter {encounter}" if encounter and encounter != claim else ""
    return f"claim {claim}{of_row}" + (f" ({where})" if where else f" ({field})" if field else "")

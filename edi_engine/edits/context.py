"""What an edit knows besides the claim."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from edi_engine.billing.claim import Claim
from edi_engine.billing.service import Service, services
from edi_engine.clock import today
from edi_engine.codes.knowing import CodeSets, all_shipped
from edi_engine.edits.reach import Party, parties
from edi_engine.identifiers import normal
from edi_engine.problems import Problem

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Context:
    """The run that a claim leaves in: its day, its BHT06 and ISA15, and the claims that went before it in the same batch."""

    day: date = field(default_factory=today)
    use: str = "CH"
    usage: str = "T"               # ISA15: P when the claim is to be paid
    seen: dict[Key, str] = field(default_factory=dict)                 # -> where that claim was said
    alike: dict[Key, tuple[str, str]] = field(default_factory=dict)    # the same of numbers as payers mangle them (MAT-1b)
    codes: CodeSets = field(default_factory=all_shipped)
    billed: dict[Service, str] | None = None                           # before, with its claim; None = nobody looks (CLM-25)
    told: set[str] = field(default_factory=set)                        # what is said once of all claims
    _noted: list[tuple[dict[Any, Any], Any, Key]] = field(default_factory=list)      # of this file: where, under what, by whom
    _looked_at: list[tuple[Claim, list[Party], date | None]] = field(default_factory=list)       # the last claim

    def first(self, what: str) -> bool:
        """Whether this was not told yet; from now on it counts as told."""
        new = what not in self.told
        self.told.add(what)
        return new

    def parties(self, claim: Claim) -> list[Party]:
        """Everybody whom the claim names; worked out once for all rules that ask."""
        seen = self._looked_at
        return seen[0][1] if seen and seen[0][0] is claim else self._look(claim)[1]

    def first_day(self, claim: Claim) -> date | None:
        """The first day on which anything was done."""
        seen = self._looked_at
        return seen[0][2] if seen and seen[0][0] is claim else self._look(claim)[2]

    def _look(self, claim: Claim) -> tuple[Claim, list[Party], date | None]:
        days = [line.service.since for line in claim.lines if line.service]
        self._looked_at[:] = [(claim, parties(claim), min(days, default=None))]
        return self._looked_at[0]

    def note(self, claim: Claim, where: str) -> None:
        """Remember that a claim was said here; the first of a number stands."""
        number = claim.patient_control_number
        self.seen.setdefault(key(claim, number), where)
        self.alike.setdefault(key(claim, normal(number)), (number, where))

    def consider(self, claim: Claim, where: str) -> None:
        """Remember a claim of the file in work: whether it counts for those of other files is known when ``settle`` is told."""
        number, who = claim.patient_control_number, _key_of(claim)
        names = ((self.seen, key(claim, number)), (self.alike, key(claim, normal(number))))
        self._noted.extend((table, name, who) for table, name in names if name not in table)
        self.note(claim, where)

    def bill(self, claim: Claim) -> None:
        """Remember what an original bills that passes (CLM-25)."""
        if self.billed is not None and claim.frequency == "1":
            found = dict.fromkeys(services(claim), claim.patient_control_number)
            self._noted.extend((self.billed, service, _key_of(claim)) for service in found)
            self.billed.update(found)

    def settle(self, passed: Iterable[Claim]) -> None:
        """A file is through: what was refused of it never left and counts for nobody."""
        kept = set(map(_key_of, passed))
        for table, name, who in self._noted:
            if who not in kept:
                table.pop(name, None)
        self._noted.clear()


def key(claim: Claim, number: str) -> Key:
    """What a number is unique within: its billing provider and CLM05-3."""
    return claim.billing_provider.known_as, number, claim.frequency


def _key_of(claim: Claim) -> Key:
    return key(claim, claim.patient_control_number)


Rule = Callable[[Claim, Context], Iterator[Problem]]

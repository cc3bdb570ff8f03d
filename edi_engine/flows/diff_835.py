"""``edi diff-835``: what a re-sent or corrected remittance changes, claim by claim, without a workspace."""

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from edi_engine import x12
from edi_engine.billing.remittance import ClaimPayment
from edi_engine.flows import advising, looking
from edi_engine.guides import x221a1
from edi_engine.guides.families import family
from edi_engine.problems import Problem, failures
from edi_engine.reconcile.comparing import Difference, between, facts, of_claims
from edi_engine.reconcile.pairing import out_of_order, paired


@dataclass(frozen=True, slots=True)
class Side:
    """One remittance of one of the two files."""

    source: x12.Source
    ts: x12.TransactionSet
    check: x221a1.Check

    @property
    def key(self) -> tuple[object, ...]:
        """What tells a check from every other: payer, trace, date, amount, payee (REM-23)."""
        head = self.check.head
        return (self.payer, self.trace, head.payment.effective, head.payment.amount, head.payee.id if head.payee else "")

    @property
    def payer(self) -> str:
        trace = self.check.head.trace
        return (trace.payer if trace else "") or self.check.head.payer_id

    @property
    def trace(self) -> str:
        return self.check.head.trace.number if self.check.head.trace else ""

    @property
    def envelope(self) -> tuple[str, ...]:
        """Its control numbers."""
        return (self.ts.interchange_control_number, self.ts.group_control_number, self.ts.control_number)

    def segment(self, at: int) -> int | None:
        """The place in the set, from ST = 1, of what stands there in the file."""
        return at - self.ts.first + 1 if at else None


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that is not the same in both: changed, added (no old) or dropped (no new)."""

    old: ClaimPayment | None
    new: ClaimPayment | None
    differences: tuple[Difference, ...] = ()

    @property
    def result(self) -> str:
        return "added" if self.old is None else "dropped" if self.new is None else "changed"


@dataclass(slots=True)
class Counts:
    """How many claims are what; complete when the changes have been read."""

    same: int = 0
    changed: int = 0
    added: int = 0
    dropped: int = 0
    reordered: int = 0             # the same, but for the order within, or the way in which something is written

    def add(self, result: str) -> None:
        setattr(self, result, getattr(self, result) + 1)


@dataclass(slots=True)
class Comparison:
    """An old remittance beside the new one that stands for it; without one of them it was added or dropped."""

    old: Side | None
    new: Side | None
    differences: tuple[Difference, ...] = ()       # of the check itself and its provider-level adjustments
    moved: bool = False                            # claims that stayed stand in another order
    counts: Counts = field(default_factory=Counts)
    changes: Iterator[ClaimChange] = field(default_factory=lambda: iter(()))      # a stream, read once

    @property
    def result(self) -> str:
        """added, dropped, same (MAT-5), same check (REM-23: its key with other content), or other check."""
        if self.old is None or self.new is None:
            return "dropped" if self.new is None else "added"
        if self.old.check.digest == self.new.check.digest:
            return "same"
        return "same check" if self.old.key == self.new.key else "other check"

    @property
    def same_envelope(self) -> bool:
        """Whether even the control numbers are the same."""
        return self.old is not None and self.new is not None and self.old.envelope == self.new.envelope


class Diff:
    """Two files compared. ``problems`` of either (as JSON), and the comparisons as a stream that is read once.

    Of each claim 32 bytes a file are kept, and of what has changed and stands in another order its packed text.
    """

    def __init__(self, old: Path, new: Path, caught: type[Exception] = Exception) -> None:
        self.files: list[dict[str, Any]] = []
        sides = [self._sides(path, caught) for path in (old, new)]
        self.readable = all(sides)
        self.differs = False
        self._old, self._new = sides

    def comparisons(self) -> Iterator[Comparison]:
        """Every remittance of both files; of a file that cannot be read nothing is said."""
        if not self.readable:
            return
        old, new = self._old, self._new
        pairs = paired(len(old), len(new), [(lambda n, key=key: key(old[n]), lambda n, key=key: key(new[n]))  # type: ignore[misc]
                                            for key in _SETS])
        for n, partner in enumerate(pairs):
            yield self._noted(Comparison(None, new[n]) if partner is None else _compared(old[partner], new[n]))
        for n in sorted(set(range(len(old))) - set(pairs)):
            yield self._noted(Comparison(old[n], None))

    def _noted(self, found: Comparison) -> Comparison:
        self.differs = self.differs or found.result != "same"
        return found

    def _sides(self, path: Path, caught: type[Exception]) -> list[Side]:
        sides: list[Side] = []

        def look(path: Path) -> tuple[dict[str, Any], list[Problem]]:
            source = x12.Source(path)
            survey, other = x12.survey(source), dict[str, None]()
            for ts in survey:
                if family(ts) == "835":
                    sides.append(Side(source, ts, x221a1.survey(source, ts)))
                else:
                    other[family(ts)] = None
            unread = [problem for problem in survey.problems if failures.nothing_read([problem])]
            return {}, unread or ([] if sides else [advising.no_remittance(other)])

        self.files.append(looking.at_file(path, look, {}, caught))
        return sides if not self.files[-1]["problems"] else []


_SETS: Sequence[Callable[[Side], object]] = (
    lambda side: side.check.digest, lambda side: side.key, lambda side: (side.payer, side.trace), lambda side: side.trace,
    lambda side: ())


def _compared(old: Side, new: Side) -> Comparison:
    if old.check.digest == new.check.digest:
        return Comparison(old, new, counts=Counts(same=new.check.claims))
    was, now = (x221a1.Digests(side.source, side.ts) for side in (old, new))
    pairs = paired(len(was), len(now), [
        (lambda n: was.texts[n], lambda n: now.texts[n]),
        (lambda n: hash((was.numbers[n], was.payer_numbers[n], was.statuses[n])),
         lambda n: hash((now.numbers[n], now.payer_numbers[n], now.statuses[n]))),
        (lambda n: hash((was.numbers[n], was.payer_numbers[n])), lambda n: hash((now.numbers[n], now.payer_numbers[n]))),
        (lambda n: was.numbers[n], lambda n: now.numbers[n])])
    unequal = {n: partner for n, partner in enumerate(pairs) if partner is None or was.texts[partner] != now.texts[n]}
    dropped = set(range(len(was))) - set(pairs)
    headings = (Difference("other", "headings (LX, TS3, TS2)", None, None, 0, 0),) if was.headings != now.headings else ()
    found = Comparison(old, new, (*between(facts(old.check.head), facts(new.check.head)),
                                  *between(facts(old.check.tail), facts(new.check.tail)), *headings),
                       out_of_order(pairs), Counts(same=len(now) - len(unequal)))
    found.changes = _changes(old, new, unequal, dropped, found.counts)
    return found


def _changes(old: Side, new: Side, unequal: dict[int, int | None], dropped: set[int], counts: Counts) -> Iterator[ClaimChange]:
    """The claims that are not the same, in the order of the new file, then those that it lacks."""
    shelf = _Shelf(old, {partner for partner in unequal.values() if partner is not None} | dropped)
    for n, claim in x221a1.chosen(new.source, new.ts, unequal):
        partner, now = unequal[n], x221a1.claim_payment(claim, new.ts)
        change = ClaimChange(None, now) if partner is None else _change(shelf.take(partner), now)
        if change.result == "changed" and not change.differences:
            counts.reordered += 1
            continue
        counts.add(change.result)
        yield change
    for n in sorted(dropped):
        counts.add("dropped")
        yield ClaimChange(shelf.take(n), None)


def _change(was: ClaimPayment, now: ClaimPayment) -> ClaimChange:
    return ClaimChange(was, now, tuple(of_claims(was, now)))


class _Shelf:
    """Claims of a file by ordinal, read as far as they are asked for; what is passed on the way is kept packed."""

    def __init__(self, side: Side, wanted: set[int]) -> None:
        self.ts, self.terminator = side.ts, side.ts.delimiters.terminator
        self.coming = x221a1.chosen(side.source, side.ts, wanted)
        self.packed: dict[int, tuple[int, bytes]] = {}

    def take(self, ordinal: int) -> ClaimPayment:
        if ordinal in self.packed:
            at, data = self.packed.pop(ordinal)
            return x221a1.claim_payment((at, zlib.decompress(data).decode().split(self.terminator)), self.ts)
        for n, (at, segments) in self.coming:
            if n == ordinal:
                return x221a1.claim_payment((at, segments), self.ts)
            self.packed[n] = at, zlib.compress(self.terminator.join(segments).encode())
        raise KeyError(ordinal)

"""What a file holds: its interchanges, groups and transaction sets, and every problem of its envelopes and encoding."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from edi_engine.problems import Place, Problem
from edi_engine.x12 import envelopes, sniffing
from edi_engine.x12.cutting import BLANKS
from edi_engine.x12.delimiters import LOOK
from edi_engine.x12.envelopes import value
from edi_engine.x12.findings import Findings
from edi_engine.x12.layout import BROKEN, FOREIGN, ODDITIES, WRAPPED
from edi_engine.x12.scanning import Hit
from edi_engine.x12.showing import shown
from edi_engine.x12.source import BOM, Source
from edi_engine.x12.walking import Acknowledged, Alone, Closed, Ended, Event, Opened, Outside, TransactionSet, Walk

Key = TypeVar("Key")

ENCODINGS = {"utf-8": "UTF-8", "latin-1": "Latin-1 (it is no UTF-8)"}
_BLANKS = BLANKS.decode()
SHORTEST = 100                    # bytes of an interchange; an ISA alone has more
REMEMBERED = 100_000              # control numbers that are remembered to find one that is used again


class Survey:
    """Gives the transaction sets of a file in its order; ``interchanges`` and ``problems`` are complete behind the last."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.interchanges = 0
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[TransactionSet]:
        surveyor = Surveyor(self.source)
        for _, ts in surveyor:
            if ts is not None:
                yield ts
        self.interchanges, self.problems = surveyor.interchanges, surveyor.findings.close()


def survey(source: Source) -> Survey:
    """The survey of a file, ready to be iterated."""
    return Survey(source)


def crowded(source: Source, limit: int) -> bool:
    """Whether a file holds more interchanges; each would cost what a whole file costs. Read no further than it takes to know.

    The letters of an IEA are counted first, which takes no time, and one more where two blocks meet; who has a name with them
    is not taken for one.
    """
    if source.size < limit * SHORTEST or sum(block.count(b"IEA") + 1 for block in source.blocks()) <= limit:
        return False
    surveyor = Surveyor(source)
    return any(surveyor.interchanges > limit for _ in surveyor)


class Surveyor:
    """Turns the events of one walk into transaction sets and problems."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.walk = Walk(source)
        self.findings = Findings()
        self.interchanges = self.found = 0
        self.numbers: dict[tuple[str, ...], None] = {}           # of interchanges, by sender and receiver
        self.set_numbers: dict[str, None] = {}                   # of transaction sets in this interchange
        self.faults: tuple[Problem, ...] = ()                    # of the set that is open
        self.other = 0                                           # bytes before the first segment
        self.lead = b""

    def __iter__(self) -> Iterator[tuple[Event, TransactionSet | None]]:
        """Every event of the walk, with the transaction set that it completes."""
        for event in self.walk:
            yield event, next(_EVENTS[type(event)](self, event), None)
        self._finish()

    def _add(self, *problems: Problem) -> None:
        for problem in problems:
            self.findings.add(problem)

    def _opened(self, event: Opened) -> Iterator[TransactionSet]:
        if self.other:
            self._before()
        hit, header = event.hit, event.window.header
        assert header is not None
        if hit is None:
            self._add(*envelopes.of_header(self.walk, header, event.index, event.window.offset))
        elif hit.tag == "ISA":
            self.interchanges += 1
            self.set_numbers = {}
            self._add(*envelopes.of_header(self.walk, header, hit.index, hit.offset), *envelopes.of_fields(self.walk, hit),
                      *self._interchange_number(hit))
        elif hit.tag == "GS":
            self._add(*self._enclosed(hit), *envelopes.of_fields(self.walk, hit))
        else:
            self.faults = (*self._enclosed(hit), *envelopes.of_set(self.walk, hit), *self._set_number(hit))
        return iter(())

    def _enclosed(self, hit: Hit) -> Iterator[Problem]:
        """ENV-2: a group stands in an interchange, a set in a group; said once for a file that has no ISA at all."""
        enclosing = self.walk.isa if hit.tag == "GS" else self.walk.gs
        if enclosing is None and self.interchanges:
            yield Problem("ENV-2", "not-enclosed", hit.index, tag=hit.tag,
                          enclosing=envelopes.ENCLOSING[hit.tag]).placed(self.walk.place(hit.index, hit.tag, hit.offset))

    def _interchange_number(self, hit: Hit) -> Iterator[Problem]:
        """ENV-4: an interchange control number is never used twice between the same two."""
        key = tuple(value(hit.values, number) for number in (5, 6, 7, 8, 13))
        if _known(self.numbers, key):
            yield Problem("ENV-4", "interchange-repeated", hit.index, element=13, number=shown(key[-1], "ISA13")
                          ).placed(self.walk.place(hit.index, "ISA", hit.offset))

    def _set_number(self, hit: Hit) -> Iterator[Problem]:
        """ENV-3: ST02 is unique inside the interchange."""
        number = value(hit.values, 2)
        if _known(self.set_numbers, number):
            yield Problem("ENV-3", "set-number-repeated", hit.index, element=2, number=shown(number, "ST02")
                          ).placed(self.walk.place(hit.index, "ST", hit.offset))

    def _closed(self, event: Closed) -> Iterator[TransactionSet]:
        problems = tuple(envelopes.of_close(self.walk, event))
        opened = event.envelope
        if opened.hit.tag != "ST":
            if self.interchanges or opened.hit.tag == "GS":
                self._add(*problems)
            return
        self.faults += problems
        self._add(*self.faults)
        yield self._set(event)
        self.faults = ()

    def _set(self, event: Closed) -> TransactionSet:
        walk, opened = self.walk, event.envelope
        gs, isa, st = (walk.gs.hit.values if walk.gs else ()), (walk.isa.hit.values if walk.isa else ()), opened.hit.values
        self.found += 1
        return TransactionSet(
            walk.interchange, walk.gs.ordinal if walk.gs else None, opened.ordinal, value(st, 1), value(st, 2),
            value(gs, 8) or value(st, 3), value(gs, 1), value(gs, 6), value(isa, 13), isa, gs, walk.delimiters,
            opened.hit.index, event.counted, opened.hit.offset, event.stop, st, self.faults, walk.scan.seen)

    def _acknowledged(self, event: Acknowledged) -> Iterator[TransactionSet]:
        walk, hit = self.walk, event.hit
        faults: tuple[Problem, ...] = ()
        if not event.proper:
            faults = (Problem("ENV-10", "ta1-place", hit.index).placed(walk.place(hit.index, "TA1", hit.offset)),)
            self._add(*faults)
        isa = walk.isa.hit.values if walk.isa else ()
        self.found += 1
        yield TransactionSet(walk.interchange, None, None, "TA1", "", "", "", "", value(isa, 13), isa, (), walk.delimiters,
                             hit.index, 1, hit.offset, hit.stop, hit.values, faults, walk.scan.seen)

    def _alone(self, event: Alone) -> Iterator[TransactionSet]:
        hit = event.hit
        if not (hit.tag == "IEA" and not self.interchanges):
            self._add(Problem("ENV-2", "no-header", hit.index, trailer=hit.tag, header=envelopes.TRAILERS[hit.tag].header
                              ).placed(self.walk.place(hit.index, hit.tag, hit.offset)))
        return iter(())

    def _outside(self, event: Outside) -> Iterator[TransactionSet]:
        if event.count == 1 and not self._is_segment(self._text(event)):
            place = self.walk.place(event.index, None, event.start)
            self._add(Problem("ENV-10", "text-after", event.index, bytes=event.stop - event.start).placed(place))
        else:
            self._add(Problem("ENV-10", "outside", event.index, count=event.count))
        return iter(())

    def _text(self, event: Outside) -> str:
        return self.source.bytes(event.start, min(event.stop, event.start + 256)).decode("latin-1").lstrip(_BLANKS)

    def _is_segment(self, text: str) -> bool:
        tag = text.partition(self.walk.delimiters.element)[0]
        return tag != text and 2 <= len(tag) <= 3 and tag.isalnum()

    def _ended(self, event: Ended) -> Iterator[TransactionSet]:
        window = event.window
        if window.edge is None:
            self.other += len(window.data)
            self.lead += window.data[:LOOK - len(self.lead)] if len(self.lead) < LOOK else b""
        else:
            if window.last and window.data.rstrip(window.edge.blanks) and not window.data.rstrip(window.edge.blanks).endswith(
                    window.edge.terminator) and self._tail_is_segment(window.data, window.edge.terminator):
                self._add(Problem("ENV-10", "no-terminator", self.walk.scan.index))
        return iter(())

    def _tail_is_segment(self, data: bytes, terminator: bytes) -> bool:
        tail = data[data.rfind(terminator) + len(terminator):] if terminator in data else data
        return self._is_segment(tail[:256].decode("latin-1").lstrip(_BLANKS))

    def _finish(self) -> None:
        scan = self.walk.scan
        for index, flag in sorted((index, flag) for flag, index in scan.first.items()):
            facts: dict[str, Any] = {"encoding": ENCODINGS[self.source.encoding]} if flag == FOREIGN else {}
            if not (flag == BROKEN and scan.seen & WRAPPED):
                self._add(Problem(ODDITIES[flag].rule, ODDITIES[flag].kind, index, **facts))
        if scan.index and not self.found:
            self._add(Problem("ENV-10", "no-sets", 1))
        if not scan.index:
            self._nothing()

    def _before(self) -> None:
        """What stands before the first segment."""
        lead = self.lead.removeprefix(BOM)
        if lead != self.lead:
            self._add(Problem("ENV-10", "bom", place=Place(offset=0)))
        if lead.strip(BLANKS):
            self._add(Problem("ENV-10", "text-before", place=Place(offset=0), bytes=self.other - len(self.lead) + len(lead)))
        elif lead:
            self._add(Problem("ENV-10", "indented", 1))
        self.other = 0

    def _nothing(self) -> None:
        """What the file is when it holds no segment at all."""
        lead = self.lead.removeprefix(BOM)
        if lead.strip(BLANKS):
            self._add(Problem("ENV-10", "not-x12", place=Place(), what=sniffing.guess(lead)))
        else:
            self._add(Problem("ENV-10", "empty", place=Place()))


def _known(remembered: dict[Key, None], key: Key) -> bool:
    """Whether the key is remembered; it is from now on, and the oldest is forgotten when there are too many."""
    if key in remembered:
        return True
    remembered[key] = None
    if len(remembered) > REMEMBERED:
        del remembered[next(iter(remembered))]
    return False


_EVENTS: dict[type, Callable[[Surveyor, Any], Iterator[TransactionSet]]] = {
    Opened: Surveyor._opened, Closed: Surveyor._closed, Acknowledged: Surveyor._acknowledged,
    Alone: Surveyor._alone, Outside: Surveyor._outside, Ended: Surveyor._ended}

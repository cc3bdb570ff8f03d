"""What a file holds: its interchanges, groups and transaction sets, and every problem of its envelopes and encoding."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from edi_engine.problems import Place, Problem
from edi_engine.x12.delimiters import Delimiters
from edi_engine.x12.scanning import Hit, Scan
from edi_engine.x12.source import Source


@dataclass(frozen=True, slots=True)
class TransactionSet:
    """A transaction set (ST to SE) or a TA1: what its envelope says, and where its bytes are."""

    interchange: int                    # ordinals from 1
    group: int | None                   # a TA1 has none
    ordinal: int | None
    kind: str                           # ST01, or "TA1"
    control_number: str                 # ST02
    version: str                        # GS08, else ST03, else ""
    functional_id: str                  # GS01
    group_control_number: str           # GS06
    interchange_control_number: str     # ISA13
    isa: tuple[str, ...]                # isa[6] is ISA06, trailing blanks aside; () for none
    gs: tuple[str, ...]
    delimiters: Delimiters
    first: int                          # index of its ST in the file, from 1
    segments: int                       # ST to SE, as counted
    start: int                          # bytes of the file, up to and without ``stop``
    stop: int
    st: tuple[str, ...] = ()
    faults: tuple[Problem, ...] = ()    # the problems of its own envelope
    layout: int = field(default=0, compare=False)


@dataclass(slots=True)
class _Open:
    """An envelope that is open: its segment, ordinal, what it holds so far."""

    hit: Hit
    ordinal: int | None
    held: int = 0


class Survey:
    """Gives the transaction sets of a file in its order; ``interchanges`` and ``problems`` are complete behind the last."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.interchanges = 0
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[TransactionSet]:
        self.interchanges, self.problems = 0, []
        yield from _Walk(self).sets()


def survey(source: Source) -> Survey:
    """The survey of a file, ready to be iterated."""
    return Survey(source)


class _Walk:
    """One walk over the envelopes of a file."""

    def __init__(self, result: Survey) -> None:
        self.result = result
        self.scan = Scan(result.source)
        self.delimiters = Delimiters()
        self.isa: _Open | None = None
        self.gs: _Open | None = None
        self.st: _Open | None = None
        self.interchange = self.interchanges = 0
        self.end = 0

    def sets(self) -> Iterator[TransactionSet]:
        for stretch in self.scan:
            if stretch.window.header is None:
                continue
            if stretch.window.opens:
                self.delimiters = stretch.window.header.delimiters
                if not stretch.window.header.isa:
                    self.interchange += 1
            for hit in stretch.hits:
                yield from self._step(hit)
            self.end = stretch.window.offset + len(stretch.window.data)
        yield from self._close_set(None)
        self.result.interchanges = self.interchanges

    def _step(self, hit: Hit) -> Iterator[TransactionSet]:
        match hit.tag:
            case "ISA":
                yield from self._close_set(hit)
                self.interchange += 1
                self.interchanges += 1
                self.isa, self.gs = _Open(hit, self.interchange), None
            case "IEA":
                yield from self._close_set(hit)
                self.gs = None
            case "GS":
                yield from self._close_set(hit)
                if self.isa:
                    self.isa.held += 1
                self.gs = _Open(hit, self.isa.held if self.isa else (self.gs.ordinal or 0) + 1 if self.gs else 1)
            case "GE":
                yield from self._close_set(hit)
            case "ST":
                yield from self._close_set(hit)
                if self.gs:
                    self.gs.held += 1
                self.st = _Open(hit, self.gs.held if self.gs else 1)
            case "SE":
                if self.st:
                    yield self._set(self.st, hit.index - self.st.hit.index + 1, hit.stop)
                    self.st = None
            case "TA1":
                if not self.st:
                    yield self._ta1(hit)

    def _close_set(self, hit: Hit | None) -> Iterator[TransactionSet]:
        if self.st:
            last, stop = (hit.index, hit.offset) if hit else (self.scan.index + 1, self.end)
            yield self._set(self.st, last - self.st.hit.index, stop)
            self.st = None

    def _set(self, opened: _Open, segments: int, stop: int) -> TransactionSet:
        gs = self.gs.hit.values if self.gs else ()
        isa = self.isa.hit.values if self.isa else ()
        st = opened.hit.values
        return TransactionSet(
            self.interchange, self.gs.ordinal if self.gs else None, opened.ordinal, _at(st, 1), _at(st, 2),
            _at(gs, 8) or _at(st, 3), _at(gs, 1), _at(gs, 6), _at(isa, 13), isa, gs, self.delimiters,
            opened.hit.index, segments, opened.hit.offset, stop, st, (), self.scan.seen)

    def _ta1(self, hit: Hit) -> TransactionSet:
        isa = self.isa.hit.values if self.isa else ()
        return TransactionSet(self.interchange, None, None, "TA1", "", "", "", "", _at(isa, 13), isa, (), self.delimiters,
                              hit.index, 1, hit.offset, hit.stop, hit.values, (), self.scan.seen)


def _at(values: tuple[str, ...], number: int) -> str:
    return values[number] if len(values) > number else ""

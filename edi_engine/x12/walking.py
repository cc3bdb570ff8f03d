"""The envelopes of a file as events: what opens, what closes, what stands outside; one pass, nothing kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from edi_engine.problems import Place, Problem
from edi_engine.x12.delimiters import Delimiters
from edi_engine.x12.framing import Window
from edi_engine.x12.scanning import Hit, Scan
from edi_engine.x12.source import Source


@dataclass(frozen=True, slots=True)
class TransactionSet:
    """A transaction set (ST to SE) or a TA1: what its envelope says, and where its bytes are."""

    interchange: int                    # ordinals from 1
    group: int | None                   # None outside a group, as a TA1 is
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
    start: int                          # its bytes in the file, up to and without ``stop``
    stop: int
    st: tuple[str, ...] = ()            # the elements of ST, or of TA1
    faults: tuple[Problem, ...] = ()    # the problems of its own envelope; the survey holds them too
    layout: int = field(default=0, compare=False)


@dataclass(slots=True)
class Envelope:
    """An envelope that is open: the segment that opened it, its ordinal, and how many it holds so far."""

    hit: Hit
    ordinal: int
    held: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """An interchange or a group opens; an interchange without an ISA has no segment."""

    window: Window
    hit: Hit | None
    index: int


@dataclass(frozen=True, slots=True)
class Closed:
    """An envelope ends: with its trailer, or (None) without one, where the next envelope or the file's end stands."""

    envelope: Envelope
    trailer: Hit | None
    counted: int
    stop: int                           # the byte where it ends


@dataclass(frozen=True, slots=True)
class Alone:
    """A trailer that closes nothing."""

    hit: Hit


@dataclass(frozen=True, slots=True)
class Outside:
    """Segments that belong to no transaction set and are no envelope's: how many, the first one's index, their bytes."""

    count: int
    index: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A TA1, and whether it stands where it should: before the groups of its interchange."""

    hit: Hit
    proper: bool
    inside: bool                        # within a transaction set, of which it is a segment too


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a window: what the layout of the file is like."""

    window: Window
    before: int


Event = Opened | Closed | Alone | Outside | Acknowledged | Ended


class Walk:
    """Walks over a file. At every event ``isa``, ``gs`` and ``st`` are what is open, ``interchange`` the ordinal."""

    def __init__(self, source: Source) -> None:
        self.scan = Scan(source)
        self.delimiters = Delimiters()
        self.interchange = 0
        self.isa: Envelope | None = None
        self.gs: Envelope | None = None
        self.st: Envelope | None = None
        self._groups = 0                # in this interchange, with or without an ISA
        self._strays = 0                # sets outside a group
        self._next = 1                  # the index that follows what is told already
        self._told = 0                  # and its byte

    def __iter__(self) -> Iterator[Event]:
        end = 0
        for stretch in self.scan:
            window = stretch.window
            end = window.offset + len(window.data)
            if window.opens and window.header:
                yield from self._finish(stretch.before + 1, window.offset)
                self.delimiters = window.header.delimiters
                self.interchange, self._groups = self.interchange + 1, 0
                self._strays = 0
                if not window.header.isa:
                    self._told = window.offset
                    yield Opened(window, None, stretch.before + 1)
            for hit in stretch.hits:
                yield from self._step(window, hit)
            yield Ended(window, stretch.before)
        yield from self._finish(self.scan.index + 1, end)

    def place(self, index: int, tag: str | None = None, offset: int | None = None, element: int | None = None) -> Place:
        """The place of a segment, by what is open now."""
        return Place(interchange=self.interchange or None, group=self.gs.ordinal if self.gs else None,
                     transaction=self.st.ordinal if self.st else None,
                     segment=index - self.st.hit.index + 1 if self.st else None,
                     index=index, tag=tag, element=element, offset=offset)

    def _step(self, window: Window, hit: Hit) -> Iterator[Event]:
        if hit.tag == "TA1":
            yield from self._acknowledged(hit)
            return
        if hit.tag == "SE" and self.st:
            yield from self._close_set(hit, hit.index + 1, hit.stop)
        else:
            yield from self._close_set(None, hit.index, hit.offset)
            yield from self._outside(hit.index, hit.offset)
            yield from _STEPS[hit.tag](self, window, hit)
        self._next, self._told = hit.index + 1, hit.stop

    def _acknowledged(self, hit: Hit) -> Iterator[Event]:
        if not self.st:
            yield from self._outside(hit.index, hit.offset)
            self._next, self._told = hit.index + 1, hit.stop
        yield Acknowledged(hit, self._groups == 0 and not self.st, self.st is not None)

    def _interchange(self, window: Window, hit: Hit) -> Iterator[Event]:
        self.isa = Envelope(hit, self.interchange)
        yield Opened(window, hit, hit.index)

    def _group(self, window: Window, hit: Hit) -> Iterator[Event]:
        yield from self._close_group(None, hit.offset)
        self._groups += 1
        if self.isa:
            self.isa.held += 1
        self.gs = Envelope(hit, self._groups)
        yield Opened(window, hit, hit.index)

    def _set(self, window: Window, hit: Hit) -> Iterator[Event]:
        if self.gs:
            self.gs.held += 1
        else:
            self._strays += 1
        self.st = Envelope(hit, self.gs.held if self.gs else self._strays)
        yield Opened(window, hit, hit.index)

    def _group_end(self, window: Window, hit: Hit) -> Iterator[Event]:
        yield from self._close_group(hit, hit.stop) if self.gs else iter((Alone(hit),))

    def _interchange_end(self, window: Window, hit: Hit) -> Iterator[Event]:
        yield from self._close_group(None, hit.offset)
        yield from self._close_interchange(hit, hit.stop) if self.isa else iter((Alone(hit),))

    def _set_end(self, window: Window, hit: Hit) -> Iterator[Event]:
        yield Alone(hit)

    def _close_set(self, trailer: Hit | None, index: int, stop: int) -> Iterator[Event]:
        if self.st:
            yield Closed(self.st, trailer, index - self.st.hit.index, stop)
            self.st, self._next = None, index

    def _close_group(self, trailer: Hit | None, stop: int) -> Iterator[Event]:
        if self.gs:
            yield Closed(self.gs, trailer, self.gs.held, stop)
            self.gs = None

    def _close_interchange(self, trailer: Hit | None, stop: int) -> Iterator[Event]:
        if self.isa:
            yield Closed(self.isa, trailer, self.isa.held, stop)
            self.isa = None

    def _finish(self, index: int, offset: int) -> Iterator[Event]:
        """What is open ends here, without trailers."""
        yield from self._close_set(None, index, offset)
        yield from self._outside(index, offset)
        yield from self._close_group(None, offset)
        yield from self._close_interchange(None, offset)

    def _outside(self, index: int, offset: int) -> Iterator[Event]:
        if index > self._next:
            yield Outside(index - self._next, self._next, self._told, offset)
        self._next, self._told = index, offset


_STEPS = {"ISA": Walk._interchange, "GS": Walk._group, "ST": Walk._set,
          "IEA": Walk._interchange_end, "GE": Walk._group_end, "SE": Walk._set_end}

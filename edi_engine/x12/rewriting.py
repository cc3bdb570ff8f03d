"""A file written again: envelopes, control numbers and delimiters kept, counts and padding corrected, wrapping gone."""

from collections.abc import Callable, Iterable
from typing import Any

from edi_engine.problems import Problem
from edi_engine.x12.characters import Characters
from edi_engine.x12.cutting import BLANKS, knife
from edi_engine.x12.delimiters import WIDTHS, Delimiters
from edi_engine.x12.framing import Window
from edi_engine.x12.scanning import Hit
from edi_engine.x12.slicing import neat
from edi_engine.x12.source import BOM, Source
from edi_engine.x12.survey import Surveyor
from edi_engine.x12.walking import Acknowledged, Alone, Closed, Ended, Opened, Outside, TransactionSet
from edi_engine.x12.writing import Pen, Sink

Translate = Callable[[TransactionSet], Iterable[str] | None]


def rewrite(source: Source, out: Sink, translate: Translate) -> list[Problem]:
    """Writes the file again and gives the problems of its envelopes and of what could not be written as it was.

    ``translate`` gives the neutral segments of a set without ST and SE, or None for a set to be passed through. Nothing is
    refused, nothing left out: text around the interchanges, segments outside of sets and lone trailers stay in place; an
    envelope that is not closed stays open.
    """
    return _Copy(source, out, translate).run()


class _Copy:
    """Follows the events of one walk with a pen."""

    def __init__(self, source: Source, out: Sink, translate: Translate) -> None:
        self.source = source
        self.out = out
        self.translate = translate
        self.surveyor = Surveyor(source)
        self.pen = self._pen(Delimiters())
        self.replaced: list[Problem] = []

    def run(self) -> list[Problem]:
        for event, ts in self.surveyor:
            _EVENTS[type(event)](self, event, ts)
        self._put_down()
        return [*self.surveyor.findings.close(), *self.replaced]

    def _pen(self, delimiters: Delimiters) -> Pen:
        return Pen(self.out, delimiters, Characters(self.source.encoding, "as they are"))

    def _put_down(self) -> None:
        self.pen.flush()
        self.replaced += self.pen.findings.close()

    def _opened(self, event: Opened, ts: TransactionSet | None) -> None:
        assert event.window.header is not None
        hit, delimiters = event.hit, event.window.header.delimiters
        if hit is None or hit.tag == "ISA":
            self._put_down()
            self.pen = self._pen(delimiters)
        if hit is not None and hit.tag == "ISA":
            self._isa(hit, event.window, delimiters)
        elif hit is not None and hit.tag == "GS":
            self._envelope(hit.values)

    def _closed(self, event: Closed, ts: TransactionSet | None) -> None:
        if ts is not None:
            self._set(ts, event.trailer)
        elif event.trailer is not None:
            trailer = event.trailer.values
            self._envelope((trailer[0], str(event.counted), *trailer[2:]))

    def _set(self, ts: TransactionSet, trailer: Hit | None) -> None:
        first = self.pen.index
        self._envelope(ts.st)
        segments = self.translate(ts)
        if segments is None:
            stop = trailer.offset if trailer else ts.stop
            self._pass(ts.start, stop, skip=1)
        else:
            self.pen.write_all(segments)
        if trailer is not None:
            self._envelope(("SE", str(self.pen.index - first + 1), *trailer.values[2:]))

    def _acknowledged(self, event: Acknowledged, ts: TransactionSet | None) -> None:
        if not event.inside:
            self._envelope(event.hit.values)

    def _alone(self, event: Alone, ts: TransactionSet | None) -> None:
        self._envelope(event.hit.values)

    def _outside(self, event: Outside, ts: TransactionSet | None) -> None:
        self._pass(event.start, event.stop, skip=0)

    def _ended(self, event: Ended, ts: TransactionSet | None) -> None:
        window = event.window
        if window.edge is None and (window.offset or window.data.removeprefix(BOM).strip(BLANKS)):
            self.pen.raw(window.data.removeprefix(BOM) if not window.offset else window.data)

    def _envelope(self, values: Iterable[str]) -> None:
        mark = self.pen.delimiters.element
        self.pen.copy((mark.join(values).rstrip(mark),))

    def _isa(self, hit: Hit, window: Window, delimiters: Delimiters) -> None:
        """An ISA of sixteen elements is padded; another one stays as it is."""
        if len(hit.values) == len(WIDTHS):
            self.pen.write_isa((*hit.values[:13], _zero_filled(hit.values[13]), *hit.values[14:16], delimiters.component))
        elif window.edge is not None:
            self.pen.copy((window.edge.text(window.data[:hit.stop - hit.offset]),))

    def _pass(self, start: int, stop: int, skip: int) -> None:
        """Segments as they are, but for breaks, blanks between them and empty ones."""
        edge = knife(self.pen.delimiters, self.source.encoding)
        for data in neat(self.source, edge, self.surveyor.walk.scan.seen, start, stop):
            if skip:
                data, skip = data.partition(edge.terminator)[2], 0
            self.pen.passed(data, data.count(edge.terminator))


def _zero_filled(number: str) -> str:
    return number.zfill(WIDTHS[13]) if number.isdigit() else number


_EVENTS: dict[type, Callable[[_Copy, Any, TransactionSet | None], None]] = {
    Opened: _Copy._opened, Closed: _Copy._closed, Acknowledged: _Copy._acknowledged, Alone: _Copy._alone,
    Outside: _Copy._outside, Ended: _Copy._ended}

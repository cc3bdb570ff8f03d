"""What is known of a code on a day: by the sets that ship, and by those that a person has loaded, which win."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from edi_engine.codes import sets
from edi_engine.codes.kinds import KINDS
from edi_engine.codes.places import PLACES, SINCE
from edi_engine.codes.sets import CodeSet, Entry, Span

Standing = Literal["valid", "other days", "heading", "unknown"]
SHIPPED = Path(__file__).with_name("icd10cm.codes")
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a code stands on a day; ``beyond`` when no set covers that day and the nearest day that one covers was asked."""

    standing: Standing
    asked: CodeSet
    beyond: bool
    spans: tuple[Span, ...] = ()   # the days on which it holds, when these are others
    below: tuple[str, ...] = ()    # the codes under a heading

    @property
    def days(self) -> str:
        """The days on which it holds, in words."""
        return ", ".join(_words(span, self.asked) for span in self.spans)


@dataclass(frozen=True, slots=True)
class CodeSets:
    """All sets of a run, those that win first. A set is read when its kind is first asked for."""

    loaded: tuple[CodeSet, ...] = ()
    _known: dict[tuple[str, str, date], Verdict | None] = field(default_factory=dict)

    def of(self, kind: str) -> list[CodeSet]:
        """The sets of a kind, loaded ones first and of these the newest first; the one that ships is last."""
        mine = sorted((s for s in self.loaded if s.kind == kind), key=lambda s: (s.since, s.until), reverse=True)
        return [*mine, *(shipped(kind),)] if kind in READERS else mine

    def knows(self, kind: str) -> bool:
        """Whether there is a set of this kind."""
        return bool(kind in READERS or (self.loaded and any(one.kind == kind for one in self.loaded)))

    def judge(self, kind: str, code: str, day: date) -> Verdict | None:
        """How the code stands on the day; None when no set of the kind is known, or none that speaks of such codes."""
        key = kind, code, day
        try:
            return self._known[key]
        except KeyError:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known[key] = self._judge(kind, code, day)
            return self._known[key]

    def _judge(self, kind: str, code: str, day: date) -> Verdict | None:
        known = [s for s in self.of(kind) if s.speaks_of(code)]
        if not known:
            return None
        asked = min(known, key=lambda s: _distance(s, day))        # the first of the nearest; 0 when it covers the day
        spans = asked.of(code)
        if asked.ends_own and spans and max(until for _, until in spans) < day:
            return Verdict("other days", asked, False, spans)      # it has ended, however far the list goes
        beyond, day = _distance(asked, day) > 0, min(max(day, asked.since), asked.until)
        if any(since <= day <= until for since, until in spans):
            return Verdict("valid", asked, beyond)
        if KINDS[kind].graded and (below := asked.below(code)):
            return Verdict("heading", asked, beyond, below=tuple(below))
        spans = next((found for s in known if (found := s.of(code))), ())
        return Verdict("other days" if spans else "unknown", asked, beyond, spans)


def _distance(codes: CodeSet, day: date) -> int:
    return max((codes.since - day).days, (day - codes.until).days, 0)


def _words(span: Span, asked: CodeSet) -> str:
    """A span in words; what reaches to the end of what is known has no end yet.

    >>> asked = CodeSet("pos", date(2021, 1, 1), date(2026, 9, 30), "", 2, (), b"", b"")
    >>> _words((date(2025, 10, 1), date(2026, 9, 30)), asked), _words((date(2021, 1, 1), date(2024, 9, 30)), asked)
    ('from 2025-10-01 on', 'until 2024-09-30')
    """
    since, until = span
    if until == date.max or (until >= asked.until and not asked.ends_own):
        return f"from {since} on"
    return f"until {until}" if since <= asked.since else f"from {since} to {until}"


@lru_cache
def shipped(kind: str) -> CodeSet:
    """The set of a kind that ships with the engine; KeyError when none does."""
    return READERS[kind]()


def _diagnoses() -> CodeSet:
    return sets.unpack(SHIPPED.read_bytes())


def _places() -> CodeSet:
    entries = (Entry(code, SINCE.get(code), text=words) for code, words in PLACES.items())
    return sets.of_entries("pos", entries, date.min, date.max, "the list of CMS, in our own words")


READERS = {"icd10cm": _diagnoses, "pos": _places}


@lru_cache
def all_shipped() -> CodeSets:
    """The sets that ship, the same for every run of this process."""
    return CodeSets()


def every(known: CodeSets) -> Iterable[tuple[CodeSet, bool]]:
    """Each set, by kind, with whether it ships."""
    for kind in KINDS:
        for codes in known.of(kind):
            yield codes, kind in READERS and codes is shipped(kind)

"""Several yearly lists of the same codes, compiled into one set that knows on which days each code held.

Where no list speaks - a stretch for which none could be had, or letters that a list leaves out - a code counts as valid when
the list before or the list after has it: nothing is refused that cannot be proved wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from edi_engine.codes import sets
from edi_engine.codes.sets import CodeSet, Entry


@dataclass(frozen=True, slots=True)
class Release:
    """The codes that can be billed from a day until the next release; None when no list of that stretch is at hand."""

    since: date
    codes: frozenset[str] | None

    @property
    def letters(self) -> frozenset[str]:
        return frozenset(code[0] for code in self.codes or ())


def compiled(kind: str, releases: Sequence[Release], until: date, source: str) -> CodeSet:
    """One set of these releases, which stand by their days; the last holds until the day given."""
    letters = frozenset[str]().union(*(release.letters for release in releases))
    held = [frozenset[str]().union(*(_held(releases, place, letter) for letter in letters)) for place in range(len(releases))]
    ends = [release.since - timedelta(days=1) for release in releases[1:]] + [until]
    entries = (Entry(code, releases[first].since, ends[last]) for code in sorted(frozenset[str]().union(*held))
               for first, last in _stretches([code in codes for codes in held]))
    return sets.of_entries(kind, entries, releases[0].since, until, source)


def _held(releases: Sequence[Release], place: int, letter: str) -> frozenset[str]:
    """The codes of a letter that count as valid in a release: its own, or those of its neighbours when it is silent."""
    if letter in releases[place].letters:
        return _of_letter(releases[place], letter)
    before = next((r for r in reversed(releases[:place]) if letter in r.letters), None)
    after = next((r for r in releases[place + 1:] if letter in r.letters), None)
    return frozenset[str]().union(*(_of_letter(release, letter) for release in (before, after) if release))


def _of_letter(release: Release, letter: str) -> frozenset[str]:
    return frozenset(code for code in release.codes or () if code[0] == letter)


def _stretches(held: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last of every run of True."""
    first = None
    for place, holds in enumerate([*held, False]):
        if holds and first is None:
            first = place
        elif not holds and first is not None:
            yield first, place - 1
            first = None


def leaves(codes: Sequence[str]) -> frozenset[str]:
    """The codes that no longer code of the list begins with: what a list with headings lets one bill.

    >>> sorted(leaves(["E11", "E110", "E1100", "I10"]))
    ['E1100', 'I10']
    """
    ordered = sorted(codes)
    return frozenset(code for code, after in zip(ordered, [*ordered[1:], ""], strict=True) if not after.startswith(code))

"""Two X12 files that say the same: compared segment by segment, whoever wrote them and whenever."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from edi_engine.testing.segments import File, Given, Segment, shown

IGNORED = frozenset((
    "ISA13", "IEA02", "GS06", "GE02", "ST02", "SE02", "BHT03",             # control numbers
    "ISA09", "ISA10", "GS04", "GS05", "BHT04", "BHT05",                    # clocks
    "ISA11", "ISA16"))                                                     # delimiters
"""The elements that ``assert_same_x12`` passes over.

Numbers and days that mean something count: a check's trace number and dates, the control numbers that an acknowledgment
answers (TA101, AK102, AK202), and counts (SE01, GE01, IEA01)."""

SHOWN = 20                     # differences in a message


class Difference(NamedTuple):
    """A segment of one file and what stands in its place in the other; None: nothing does."""

    actual: Segment | None
    expected: Segment | None


def assert_same_x12(actual: Given, expected: Given, *, ignored: Collection[str] = IGNORED) -> None:
    """Fail when two X12 files do not say the same; a path is a file, text and bytes are what stands in one.

    Delimiters, line ends, text around the interchanges, trailing blanks and trailing empty elements never count, nor do the
    ignored elements (``IGNORED | {"DTM02"}`` for more). AssertionError names each segment that differs, where it stands in
    both, and the values: it shows what the files say, so compare invented people.
    """
    __tracebackhide__ = True
    ours, theirs = File("actual", actual, ignored), File("expected", expected, ignored)
    found = list(_differences(ours.segments, theirs.segments))
    if found:
        raise AssertionError("\n".join(_message(found, ours, theirs)))


# --- differences ------------------------------------------------------------------------------------------------------

def _differences(ours: Sequence[Segment], theirs: Sequence[Segment]) -> Iterator[Difference]:
    """What differs, segment by segment."""
    start = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a.elements != b.elements),
                 min(len(ours), len(theirs)))
    ours, theirs = ours[start:], theirs[start:]
    for same, a, b in _aligned(ours, theirs, [each.elements for each in ours], [each.elements for each in theirs]):
        if not same:
            yield from _paired(a, b)


def _paired(ours: Sequence[Segment], theirs: Sequence[Segment]) -> Iterator[Difference]:
    """Segments in each other's place: those of one tag go together, in their order."""
    for same, a, b in _aligned(ours, theirs, [each.tag for each in ours], [each.tag for each in theirs]):
        if same:
            yield from map(Difference, a, b)
        else:
            yield from (Difference(each, None) for each in a)
            yield from (Difference(None, each) for each in b)


def _aligned(ours: Sequence[Segment], theirs: Sequence[Segment], by: Sequence[object],
             and_by: Sequence[object]) -> Iterator[tuple[bool, Sequence[Segment], Sequence[Segment]]]:
    """Stretches that are the same by their keys, and those between them that are not."""
    from difflib import SequenceMatcher

    for what, since, until, begin, end in SequenceMatcher(None, by, and_by).get_opcodes():
        yield what == "equal", ours[since:until], theirs[begin:end]


# --- words ------------------------------------------------------------------------------------------------------------

def _message(found: Sequence[Difference], ours: File, theirs: File) -> Iterator[str]:
    told = found[:SHOWN]
    here = ours.places([each.actual.index for each in told if each.actual])
    there = theirs.places([each.expected.index for each in told if each.expected])
    yield f"The X12 differs in {len(found)} segment{'s' if len(found) != 1 else ''}:"
    for each in told:
        yield ""
        yield from _told(each, here, there)
    if len(found) > SHOWN:
        yield f"\nand {len(found) - SHOWN} more."


def _told(each: Difference, here: Mapping[int, str], there: Mapping[int, str]) -> Iterator[str]:
    actual, expected = each
    if actual and expected:
        at, wanted = here[actual.index], there[expected.index]
        yield f"{actual.tag}: {at}" + (f", expected at {wanted}" if at != wanted else "")
        yield from _elements(actual, expected)
    elif actual:
        yield f"{actual.tag} is not expected: {here[actual.index]}"
    elif expected:
        yield f"{expected.tag} is missing: expected at {there[expected.index]}"
    if actual:
        yield f"  actual    {actual.text}"
    if expected:
        yield f"  expected  {expected.text}"


def _elements(actual: Segment, expected: Segment) -> Iterator[str]:
    """Each element that differs, with both values."""
    for n in range(max(len(actual.elements), len(expected.elements))):
        ours, theirs = ("".join(each.elements[n:n + 1]) for each in (actual, expected))
        if ours != theirs:
            yield f"  {actual.tag}{n:02d} is {shown(ours) or 'empty'}, expected {shown(theirs) or 'empty'}"

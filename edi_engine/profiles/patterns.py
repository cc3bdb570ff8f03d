"""Regular expressions of profiles: how many ways one can be tried, so that no value of a claim holds a run up."""

import re
from collections.abc import Iterator
from re import _parser  # type: ignore[attr-defined]
from typing import Any

LONGEST = 80                   # characters that are matched: elements are rarely longer
WAYS = 10_000_000              # more than this takes longer than a second

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def regular(pattern: str) -> bool:
    """Whether it is a regular expression."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def quick(pattern: str) -> bool:
    """Whether a regular expression is done with any value in time.

    >>> quick("[A-Z]{3}[A-Z0-9]{6,14}"), quick("(\\\\d{3}-?){2}\\\\d{4}"), quick("(H+)+X"), quick("(a|aa)+b"), quick("(a?){50}")
    (True, True, False, False, False)
    """
    return _ways(_parser.parse(pattern)) <= WAYS


def fits(pattern: str, text: str) -> bool:
    """Whether all of the text is as the pattern says; what is longer than an element should be is not."""
    return len(text) <= LONGEST and re.fullmatch(pattern, text) is not None


def _ways(parsed: Any) -> int:
    """In how many ways the expression can part a text of the longest length among its repetitions and choices."""
    found = 1
    for kind, what in parsed:
        found = min(found * _of(str(kind), what), WAYS + 1)
    return found


def _of(kind: str, what: Any) -> int:
    if kind == "BRANCH":
        return sum(map(_ways, what[1]))
    if kind in _REPEATS:
        most = max(min(what[1], LONGEST), 1)
        spread: int = max(most - what[0] + 1, 1)
        return spread * int(_ways(what[2]) ** most)
    found = 1
    for part in _parts(what):
        found *= _ways(part)
    return found


def _parts(what: Any) -> Iterator[Any]:
    """The expressions inside a group, an assertion or a condition."""
    if isinstance(what, _parser.SubPattern):
        yield what
    elif isinstance(what, tuple):
        yield from (part for each in what for part in _parts(each))

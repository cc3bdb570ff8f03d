"""Conversions of a mapping table that more than one vocabulary uses. What a value may be is for the model and the edits."""

from collections.abc import Callable, Mapping
from typing import Any

from edi_engine.encounters.mapping import Conversion, Stop

_YES = {"Y": True, "N": False, True: True, False: False}


def coded(known: Mapping[str, Any], words: str = "") -> Conversion:
    """A code that is another one here."""
    listed = ", ".join(f"{code} is {ours}" for code, ours in known.items())
    return Conversion(words or listed, lambda said: look_up(said, known))


def only(*known: str) -> Conversion:
    """A code that must be one of these and says nothing more."""
    return Conversion(f"must be {' or '.join(known)}", lambda said: look_up(said, dict.fromkeys(known)))


def constant(value: Any) -> Conversion:
    """What is said here when anything is said there."""
    return Conversion(f"says {value}", lambda said: value)


def refused(what: str) -> Conversion:
    """What this version cannot put on a claim, although it belongs there."""
    def of(said: Any) -> None:
        if said not in ([], {}):
            raise Stop("door-unmapped", what=what)
    return Conversion(f"refused: {what}", of)


def unused(why: str) -> Conversion:
    """What does not belong on a claim; nothing is said of it."""
    return Conversion(f"not used: {why}", lambda said: None)


def look_up(said: Any, known: Mapping[str, Any]) -> Any:
    """What a code means; Stop for one that means nothing here."""
    if not isinstance(said, str) or said not in known:
        raise Stop("door-code", known=", ".join(known))
    return known[said]


def _day(said: Any) -> Any:
    """The date of a date with a time, as it is written: the day at the place where it was given."""
    return said[:10] if isinstance(said, str) and said[10:11] == "T" else said


def _numbers(said: Any) -> Any:
    """Numbers of a list that are written as text."""
    if not isinstance(said, list):
        return said
    return [int(one) if isinstance(one, str) and one.isascii() and one.isdecimal() and len(one) < 3 else one for one in said]


def _phone(said: Any) -> Any:
    """A number without the code of the United States."""
    return said.removeprefix("+1").lstrip("- .") if isinstance(said, str) else said


def _yes(said: Any) -> Any:
    return _YES.get(said, said) if isinstance(said, str | bool) else said


def _listed(said: Any) -> Any:
    return said if isinstance(said, list) else [said]


def of(words: str, function: Callable[[Any], Any]) -> Conversion:
    """A conversion by a function."""
    return Conversion(words, function)


DAY = of("the date, a time behind it left out", _day)
NUMBERS = of("numbers, also written as text", _numbers)
PHONE = of("without +1", _phone)
YES = of("Y is true, N is false", _yes)
LISTED = of("a list, also of one", _listed)

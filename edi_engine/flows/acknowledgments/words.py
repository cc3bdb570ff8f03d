"""The codes of an answer in our own words; never what it says in its own (STC12), which may name the patient."""

import re

from edi_engine.codes.acknowledgments import GROUP_ERRORS, INTERCHANGE_NOTES, SET_ERRORS, VERDICTS
from edi_engine.codes.statuses import contradicts, words


def in_words(scope: str, verdict: str, codes: str) -> str:
    """The codes of an answer, and whether its verdict is another.

    >>> in_words("claim", "rejected", "A7:562:85"), in_words("interchange", "rejected", "R 004")
    ('rejected, something is wrong: NPI (billing provider) (A7:562:85)', 'the segment terminator cannot be used (TA105 004)')
    >>> in_words("claim", "rejected", "A2")
    'STC03 says rejected and counts; the category says otherwise (accepted into adjudication (A2)): ask what is meant'
    """
    if scope == "interchange":
        note = codes.partition(" ")[2]
        said = f"{INTERCHANGE_NOTES[note]} (TA105 {note})" if note.strip("0") and note in INTERCHANGE_NOTES else ""
    elif scope in _ERRORS:
        verdict, *reasons = codes.split(" ")
        known = _ERRORS[scope]
        said = ", ".join(f"{known[code]} ({code})" for code in reasons if code in known) or VERDICTS.get(verdict, "")
    elif contradicts(verdict, codes):
        said = f"STC03 says {verdict} and counts; the category says otherwise ({of_statuses(codes)}): ask what is meant"
    else:
        said = of_statuses(codes)
    return said


def of_statuses(codes: str) -> str:
    """The codes of claim statuses (STC01 and its like)."""
    return ", ".join(f"{words(*code.split(':')[:3])} ({code})" for code in codes.split() if _CODE.fullmatch(code))


def counted(number: int, what: str) -> str:
    """So many of something.

    >>> counted(1, "claim"), counted(2_000, "claim")
    ('1 claim', '2,000 claims')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"


_CODE = re.compile("[A-Z][A-Z0-9]{1,3}(:[A-Z0-9]{0,4}){0,3}")
_ERRORS = {"group": GROUP_ERRORS, "set": SET_ERRORS}

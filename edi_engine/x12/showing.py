"""What a message may show of an envelope: only what cannot be anyone's name, member id or birth date, by its element."""

import re

_NUMBER = "(?!(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]$)[0-9]{1,9}"          # no day
_COUNT = "[0-9]{1,5}"
_QUALIFIER = "[0-9]{2}|ZZ"
VERSION = "(?P<release>00[0-9]{4})(?P<guide>X[0-9]{3})?(?:[AE][0-9]{1,2}){0,2}"

SHAPES = {
    "ISA05": _QUALIFIER, "ISA07": _QUALIFIER, "ISA12": "00[0-9]{3}", "ISA13": "[0-9]{9}", "ISA14": "[0-9]", "ISA15": "[A-Z]",
    "GS01": "HB|HC|HI|HN|HP|HR|HS|FA|RA|BE", "GS06": _NUMBER, "GS07": "[A-Z]", "GS08": VERSION,
    "ST01": "[0-9]{3}", "ST02": _NUMBER, "SE01": _COUNT, "SE02": _NUMBER, "GE01": _COUNT, "GE02": _NUMBER,
    "IEA01": _COUNT, "IEA02": "[0-9]{9}",
}
"""Element -> the form in which it may be shown, no other at all. Where segments have run into each other, anything may stand
there."""


def shown(text: str, element: str) -> str:
    """The text, when it has the form of its element; else how long it is.

    >>> shown("0001", "SE02"), shown("19370713", "SE02"), shown("M123456", "GE02"), shown("", "GS08")
    ('0001', 'something of 8 characters', 'something of 7 characters', 'missing')
    """
    if not text:
        return "missing"
    return text if re.fullmatch(SHAPES.get(element, "(?!)"), text) else f"something of {len(text)} characters"

"""Where an address can be: postal codes of states and provinces, and what a ZIP looks like there."""

import re

_STATES = """
AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC
SD TN TX UT VT VA WA WV WI WY AS FM GU MH MP PR PW VI AA AE AP
"""
_PROVINCES = "AB BC MB NB NF NL NS NT NU ON PE PQ QC SK YT"     # NF and PQ are old names still in use
STATES = frozenset(_STATES.split())
PROVINCES = frozenset(_PROVINCES.split())

_ZIP = re.compile(r"\d{5}(\d{4})?")
_POSTAL = re.compile(r"[A-Z]\d[A-Z]\d[A-Z]\d")


def at_home(country: str) -> bool:
    """Whether an address with this N404 lies in the US (where N404 is not sent)."""
    return country in ("", "US", "USA")


def postal_code(text: str, country: str = "") -> bool:
    """Whether the text is a ZIP (5 or 9 digits) or, in Canada, a postal code; other countries are not judged.

    >>> postal_code("45220"), postal_code("452201234"), postal_code("2134"), postal_code("K1A0B1", "CA")
    (True, True, False, True)
    """
    if at_home(country):
        return bool(_ZIP.fullmatch(text))
    return bool(_POSTAL.fullmatch(text)) if country in ("CA", "CAN") else True

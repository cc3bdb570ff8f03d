"""Identifiers: numbers that name somebody, and how each one checks itself."""

import re
from functools import lru_cache
from typing import Any

_NPI = re.compile(r"[12]\d{9}")
_TAX_ID = re.compile(r"\d{9}")
_TAXONOMY = re.compile(r"[0-9A-Z]{9}X")
_CLIA = re.compile(r"\d{2}D\d{7}")
_PHONE = re.compile(r"[2-9]\d{2}[2-9]\d{6}")
_SENTINELS = frozenset({"000000000", "123456789", "999999999"})


@lru_cache(4096)
def npi(text: str) -> bool:
    """Whether the text is an NPI: ten digits beginning with 1 or 2, Luhn over 80840 and the NPI (CLM-19).

    >>> npi("1999999984"), npi("1999999983"), npi("3999999984"), npi("199999998")
    (True, False, False, False)
    """
    if not _NPI.fullmatch(text) or not text.isascii():
        return False
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in text[8::-2])
    return (24 + doubled + sum(int(digit) for digit in text[9::-2])) % 10 == 0


def fault(text: str) -> dict[str, Any]:
    """What a sentence may say of a number that does not check, never the number itself.

    >>> fault("1999999983")["why"], fault("199999998")["why"]
    ('its last digit would have to be 4', 'it has 9 characters instead of 10 digits')
    """
    if len(text) != 10 or not (text.isdecimal() and text.isascii()):
        why = f"it has {len(text)} characters instead of 10 digits" if len(text) != 10 else "it holds other signs than digits"
    elif text[0] not in "12":
        why = "it does not begin with 1 or 2"
    else:
        why = f"its last digit would have to be {next(digit for digit in range(10) if npi(f'{text[:9]}{digit}'))}"
    return {"length": len(text), "why": why}


def tax_id(text: str) -> bool:
    """Whether the text can be an EIN or an SSN: nine digits, no dashes, no placeholder."""
    return bool(_TAX_ID.fullmatch(text)) and text.isascii() and text not in _SENTINELS


def taxonomy(text: str) -> bool:
    """Whether the text has the form of a provider taxonomy code: nine digits or letters, then X."""
    return bool(_TAXONOMY.fullmatch(text))


def clia(text: str) -> bool:
    """Whether the text has the form of a CLIA number: two digits, D, seven digits."""
    return bool(_CLIA.fullmatch(text))


def phone(text: str) -> bool:
    """Whether the text is a ten-digit number whose area code and exchange begin with 2 to 9 (CLM-20)."""
    return bool(_PHONE.fullmatch(text)) and text.isascii()


_PUNCTUATION = re.compile(r"[^0-9A-Z]")


def normal(number: str) -> str:
    """A patient control number without what payers mangle: case, spaces, punctuation, leading zeros (MAT-1b).

    >>> normal("00ab-12 3"), normal("000")
    ('AB123', '0')
    """
    text = number.upper()
    if not text.isalnum() or not text.isascii():
        text = _PUNCTUATION.sub("", text)
    return text.lstrip("0") or text[-1:] or number

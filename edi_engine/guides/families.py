"""Which implementation guide a transaction set follows, and what it is for.

Payers and vendors write the guide's name in many ways (``005010X222``, ``005010X222A2``, ``004010X098A1``): the number after
the X names the guide whatever its version and addenda, and a transaction set without one is told by its ST01.
"""

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from edi_engine.x12 import TransactionSet

Meaning = Literal["claim", "predetermination", "reporting"]

NUMBERS = {
    "837": {"098": "837P", "222": "837P", "291": "837P", "298": "837P",
            "096": "837I", "223": "837I", "292": "837I", "299": "837I",
            "097": "837D", "224": "837D", "300": "837D"},
    "277": {"167": "277CA", "214": "277CA", "364": "277CA"},
}
"""ST01 -> number of the guide -> family; a number that is not listed falls to the default."""

DEFAULTS = {"837": "837P"}

MEANINGS: dict[str, Meaning] = {"291": "predetermination", "292": "predetermination",
                                "298": "reporting", "299": "reporting", "300": "reporting"}
"""What a guide's number says of the money (ENV-14); every other number is a claim."""

KINDS = {"HC": "837", "HP": "835", "HN": "277"}
"""GS01 -> ST01, for a set whose ST names none."""

_NUMBER = re.compile(r"X(\d{3})")


def family(ts: "TransactionSet") -> str:
    """"835", "837P", "837I", "837D", "999", "997", "277CA", "277", "TA1", or ST01 for every other set."""
    kind = ts.kind or KINDS.get(ts.functional_id, "")
    return NUMBERS.get(kind, {}).get(number(ts)) or DEFAULTS.get(kind, kind)


def number(ts: "TransactionSet") -> str:
    """The number of the guide: "222" of 005010X222A1; "" when the set names none."""
    found = _NUMBER.search(ts.version)
    return found[1] if found else ""


def named(ts: "TransactionSet") -> bool:
    """Does the set name a guide that we know, or is its family a guess?"""
    return ts.kind not in NUMBERS or number(ts) in NUMBERS[ts.kind]


def meaning(ts: "TransactionSet", use: str = "CH") -> Meaning:
    """What an 837 asks for, by its guide (GS08) and its BHT06: only a claim expects a payment (ENV-14)."""
    return "reporting" if use == "RP" else MEANINGS.get(number(ts), "claim")

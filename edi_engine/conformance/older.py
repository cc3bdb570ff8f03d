"""What a 997 of 4010 can say of what a 999 says, for a sender that knows no 999."""

from dataclasses import replace

from edi_engine.billing.acknowledgment import ElementError, FunctionalAcknowledgment, SegmentError, TransactionSetResponse

VERSION = "004010"

SEGMENTS = {"I4": "2", "I6": "3", "I7": "3", "I8": "3", "I9": "2"}            # IK304 -> AK304
ELEMENTS = {"12": "3", "13": "3", "I6": "7", "I9": "2", "I10": "10", "I11": "1", "I12": "7", "I13": "10"}    # IK403 -> AK403
SETS = {"18": "6", "19": "1", "I5": "5", "I6": "1"}                            # IK502 -> AK502
GROUPS = {"19": "6"}                                                           # AK905
"""A code that came after 4010 -> the one that says the nearest to it; all others stay."""


def understood(version: str) -> bool:
    """Whether a group of this version (GS08) has a sender that knows a 997 and no 999: 4010 and what was before."""
    return version[:6].isdigit() and version < "005010"


def response(said: FunctionalAcknowledgment) -> FunctionalAcknowledgment:
    """The 997 that says the same: no loops, contexts, repeats and versions of guides, and the codes of its time."""
    return replace(said, version="", responses=tuple(map(_set, said.responses)), codes=_codes(GROUPS, said.codes))


def _set(said: TransactionSetResponse) -> TransactionSetResponse:
    return replace(said, version="", errors=tuple(map(_segment, said.errors)), codes=_codes(SETS, said.codes))


def _segment(error: SegmentError) -> SegmentError:
    return replace(error, loop="", code=SEGMENTS.get(error.code, error.code), contexts=(),
                   elements=tuple(map(_element, error.elements)))


def _element(error: ElementError) -> ElementError:
    return replace(error, repeat=None, code=ELEMENTS.get(error.code, error.code), contexts=())


def _codes(older: dict[str, str], codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(older.get(code, code) for code in codes))

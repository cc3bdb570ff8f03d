"""The hash that tells a transaction set from every other, whatever its delimiters, wrapping and control numbers."""

import hashlib
import re

from edi_engine.x12.delimiters import COMPONENT, ELEMENT, REPEAT, SEGMENT
from edi_engine.x12.layout import IDLE, PADDED
from edi_engine.x12.slicing import texts
from edi_engine.x12.source import Source
from edi_engine.x12.walking import TransactionSet

_BLANKS = re.compile(f" +(?=[{ELEMENT}{REPEAT}{COMPONENT}{SEGMENT}])")
_PARTS = re.compile(f"[{REPEAT}{COMPONENT}]+(?=[{ELEMENT}{SEGMENT}])|{COMPONENT}+(?={REPEAT})")
_ELEMENTS = re.compile(f"{ELEMENT}+(?={SEGMENT})")
_NOTHING = tuple(f"{nothing}{before}" for nothing, before in (           # what counts for nothing, before what
    (COMPONENT, ELEMENT), (COMPONENT, SEGMENT), (COMPONENT, REPEAT), (REPEAT, ELEMENT), (REPEAT, SEGMENT),
    (" ", COMPONENT), (" ", REPEAT)))
_TRAILER = re.compile(f"SE[{ELEMENT}{SEGMENT}]")


def digest(source: Source, ts: TransactionSet) -> str:
    """The SHA-256 of the set's segments between ST and SE in neutral separators, trailing empty elements and blanks aside."""
    marks = ts.delimiters
    neutral = str.maketrans({marks.repetition: REPEAT, marks.component: COMPONENT, marks.element: ELEMENT,
                             marks.terminator: SEGMENT})
    found, held, leading = hashlib.sha256(), "", ts.kind != "TA1"
    for text in texts(source, ts):
        text = held + text.translate(neutral)
        if leading:
            leading, text = False, text.partition(SEGMENT)[2]
        if ts.layout & (PADDED | IDLE) or any(nothing in text for nothing in _NOTHING):
            text = _ELEMENTS.sub("", _PARTS.sub("", _BLANKS.sub("", text)))
        last = text.rfind(SEGMENT, 0, -1) + 1
        held = text[last:]
        found.update(text[:last].encode())
    if not _TRAILER.match(held):
        found.update(held.encode())
    return found.hexdigest()

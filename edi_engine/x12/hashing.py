"""The hash that tells a transaction set from every other, whatever its delimiters, wrapping and control numbers."""

import hashlib
import re
from collections.abc import Iterator

from edi_engine.x12.cutting import knife
from edi_engine.x12.delimiters import COMPONENT, ELEMENT, REPEAT, SEGMENT, Delimiters
from edi_engine.x12.slicing import neat, texts
from edi_engine.x12.source import Source
from edi_engine.x12.walking import TransactionSet

_E, _R, _C, _S = (mark.encode() for mark in (ELEMENT, REPEAT, COMPONENT, SEGMENT))
_BLANKS = re.compile(b"(?<! ) ++(?=[" + _E + _R + _C + _S + b"])")                     # each run is looked at once
_PARTS = re.compile(b"(?<![" + _R + _C + b"])[" + _R + _C + b"]++(?=[" + _E + _S + b"])"
                    b"|(?<!" + _C + b")" + _C + b"++(?=" + _R + b")")
_ELEMENTS = re.compile(b"(?<!" + _E + b")" + _E + b"++(?=" + _S + b")")
_NOTHING = (*(b" " + mark for mark in (_E, _S, _C, _R)), _E + _S,                     # what counts for nothing, before what
            _C + _E, _C + _S, _C + _R, _R + _E, _R + _S)
_TRAILER = re.compile(b"SE[" + _E + _S + b"]")


def digest(source: Source, ts: TransactionSet) -> str:
    """The SHA-256 of the set's segments between ST and SE in neutral separators, trailing empty elements and blanks aside."""
    found, held, leading = hashlib.sha256(), b"", ts.kind != "TA1"
    for data in _neutral(source, ts):
        data = held + data
        if leading:
            leading, data = False, data.partition(_S)[2]
        if any(nothing in data for nothing in _NOTHING):
            data = _trimmed(data)
        last = data.rfind(_S, 0, -1) + 1
        held = data[last:]
        found.update(data[:last])
    if not _TRAILER.match(held):
        found.update(_trimmed(held))
    return found.hexdigest()


def _trimmed(data: bytes) -> bytes:
    """Segments without what counts for nothing."""
    return _ELEMENTS.sub(b"", _PARTS.sub(b"", _BLANKS.sub(b"", data)))


def _neutral(source: Source, ts: TransactionSet) -> Iterator[bytes]:
    """The set's bytes in blocks of whole segments, in UTF-8 and neutral separators."""
    marks = _marks(ts.delimiters)
    edge = knife(ts.delimiters, source.encoding)
    if any(len(mark.encode(source.encoding)) > 1 for mark in marks):
        neutral = str.maketrans(marks)
        yield from (text.translate(neutral).encode() for text in texts(source, ts))
        return
    table = bytes.maketrans("".join(marks).encode(source.encoding), "".join(marks.values()).encode())
    for data in neat(source, edge, ts.layout, ts.start, ts.stop):
        data = data.translate(table)
        yield data if source.encoding != "latin-1" or data.isascii() else data.decode("latin-1").encode()


def _marks(delimiters: Delimiters) -> dict[str, str]:
    return {delimiters.repetition: REPEAT, delimiters.component: COMPONENT, delimiters.element: ELEMENT,
            delimiters.terminator: SEGMENT}

"""Whether the end of a file is there."""

import re

from edi_engine.x12.cutting import BLANKS
from edi_engine.x12.source import BOM, Source

_END = re.compile(rb"(?i)\bIEA\s*(\W)\s*\d+\s*\1[\s\d]*(?:\d{9}|\d\W)\W*\Z")


def unended(source: Source) -> bool:
    """Whether a file is empty or begins as X12 does, and no whole IEA stands at its end: somebody may still be writing it.

    >>> ends = b"ISA*00*...~GS*HP*...~", b"ISA*00*...~IEA*1*000000001~\\r\\n", b"%PDF"
    >>> [unended(Source(data)) for data in ends]
    [True, False, False]
    """
    begins = source.bytes(0, 64).removeprefix(BOM).lstrip(BLANKS)[:3].upper()
    return b"ISA".startswith(begins) and not _END.search(source.bytes(max(source.size - 256, 0)))

"""Blanks at the end of a value count for nothing (ENV-8): how whoever reads a segment takes them off."""

import re
from functools import lru_cache

from edi_engine.x12.delimiters import Delimiters


@lru_cache(maxsize=64)
def padding(delimiters: Delimiters) -> re.Pattern[str]:
    """Finds the blanks at the end of elements and components; a run of blanks is looked at once, however long it is."""
    return re.compile(f"(?<! ) ++(?=[{re.escape(delimiters.element + delimiters.component)}]|\\Z)")


def unpadded(segment: str, delimiters: Delimiters) -> str:
    """The segment without the blanks at the end of its values.

    >>> unpadded("N1*PR*OAK  * *X", Delimiters()), unpadded("SVC*HC :99213 *10", Delimiters())
    ('N1*PR*OAK**X', 'SVC*HC:99213*10')
    """
    return padding(delimiters).sub("", segment) if " " in segment else segment

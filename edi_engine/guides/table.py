"""The neutral separators of a written segment.

A guide writes segments as text with ASCII's own separators, which no data value can hold; the writer of the envelope puts
the partner's delimiters in their place, and finds data that holds one of those (ENV-6) with one look at the segment.
"""

ELEMENT, REPEAT, COMPONENT = "\x1d", "\x1e", "\x1f"

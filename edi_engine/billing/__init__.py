"""Nouns: what billers and payers speak of, as frozen values without I/O, named as the standard names them.

Absent text is "", an absent amount, number or date is None, an absent repeat is (). Money is whole cents, units are Decimal.
Every noun that stands for a loop or a segment carries ``at``, the index of its first segment in the file it was read from
(1 = the file's first segment, 0 = made by us), which is no part of its identity; a loop's noun also carries ``kept``,
what no row of its guide reads.
"""

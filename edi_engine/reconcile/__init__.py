"""Reconciling, pure: balancing, matching, posting. Values in, values out; no database, no files, no clock.

``settling.settle`` is a function of the facts of one account - one patient control number of one billing provider - and so
the books do not depend on the order in which the files came.
"""

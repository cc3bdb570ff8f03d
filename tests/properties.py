"""How often a property is tried: the same examples in every `make test`, many more and new ones in `make soak`."""

import os

from hypothesis import settings

SOAK = int(os.environ.get("EDI_SOAK", "1"))


def examples(count: int) -> settings:
    """The settings of a property that is tried ``count`` times, ``EDI_SOAK`` times as often with new examples in a soak."""
    return settings(max_examples=count * SOAK, derandomize=SOAK == 1, deadline=None)

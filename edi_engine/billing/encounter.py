"""The encounter: a coded visit as somebody handed it in, and the claim that it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from edi_engine.billing.claim import Claim


@dataclass(frozen=True, slots=True)
class Encounter:
    """One encounter. ``where`` answers a field's name (``lines[1].pointers``) with where it was said (``row 7, column ptr``).

    ``flaws`` are the fields that could not be read: the claim says nothing in their place and must not leave.
    """

    id: str
    claim: Claim
    where: Mapping[str, str] = field(default_factory=dict, compare=False)
    flaws: frozenset[str] = frozenset()

"""What an edit knows besides the claim."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from edi_engine.billing.claim import Claim
from edi_engine.clock import today
from edi_engine.problems import Problem


@dataclass(frozen=True, slots=True)
class Context:
    """The run that a claim leaves in: its day, its BHT06, and the claims that went before it in the same batch."""

    day: date = field(default_factory=today)
    use: str = "CH"
    seen: dict[tuple[str, str], str] = field(default_factory=dict)     # CLM01 and CLM05-3 -> where that claim was said


Rule = Callable[[Claim, Context], Iterator[Problem]]

"""What a file takes from checks that were posted before it: told by the file that does it, wherever the money waits now."""

from collections.abc import Iterable, Iterator

from edi_engine.ledger.settle import Moved
from edi_engine.money import dollars
from edi_engine.problems import Problem


def displaced(moved: Iterable[Moved], at: int, set_id: int = 0) -> Iterator[Problem]:
    """A problem for each check, but the one of this set, of which something waits again; ``at``: the ST of the file."""
    for check in moved:
        if check.remittance != set_id and (check.was, check.now) == ("counts", "duplicate"):
            yield Problem("REM-23", "takes-place", at, trace=check.trace, amount=dollars(check.amount))
        elif check.remittance != set_id and check.lost > 0:
            yield Problem("REM-28", "others-wait", at, trace=check.trace, date=check.date or "no date",
                          amount=dollars(check.lost))

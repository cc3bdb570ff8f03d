"""Importing 837P files that another system sent, so that their answers find them."""

from collections.abc import Sequence
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Any

from edi_engine import x12
from edi_engine.exchange import folders
from edi_engine.flows.chunks import chunks
from edi_engine.flows.displacing import displaced
from edi_engine.flows.house import House
from edi_engine.flows.outcome import Outcome, guarded, report
from edi_engine.guides import x222a1
from edi_engine.guides.families import family, meaning
from edi_engine.ledger import database, facts
from edi_engine.ledger.settle import settle
from edi_engine.ledger.touching import Touched
from edi_engine.problems import Problem
from edi_engine.progress import tell


def imports(house: House, paths: Sequence[Path], caught: type[Exception] = Exception) -> dict[str, Any]:
    """Take 837P files as submissions that count from now on; what comes back from payers is for ``receive``."""
    return report(guarded(str(path), partial(one, house, path, caught), caught) for path in folders.files(paths))


def one(house: House, path: Path, caught: type[Exception] = Exception) -> Outcome:
    """Take one file, unless it is an answer of a payer."""
    from edi_engine.flows.receive import take

    if other := _answer(path):
        outcome = Outcome(str(path), other, "refused")
        outcome.say([Problem("EXC-5", "import-other", transaction=other)])
        return outcome
    return take(house, path, "import", caught)


def _answer(path: Path) -> str:
    """The kind of the first transaction set when it is none of claims; "" when it is one, or nothing can be read."""
    try:
        first = next(iter(x12.survey(x12.Source(path))), None)
    except OSError:
        return ""
    return family(first) if first and not family(first).startswith("837") else ""


def take_claims(house: House, source: x12.Source, ts: x12.TransactionSet, file: int, outcome: Outcome) -> str:
    """Write the claims of one transaction set, let them count, and settle what they change; all or nothing."""
    db = house.db
    with database.transaction(db):
        set_id, new = facts.add_set(db, "837P", x12.digest(source, ts), ts.version)
        sent_anew = facts.add_sending(db, set_id, file, ts)
        known: list[str] = []
        if new:
            head = x222a1.submission(source, ts)
            for chunk in chunks(x222a1.claims(source, ts)):
                known += facts.add_claims(db, set_id, ts.first, head, chunk, meaning(ts, head.use), repeat(""))
                outcome.claims += len(chunk)
                tell(source.name, outcome.claims)
                outcome.say([p for claim in chunk for p in x222a1.problems(claim)])
            facts.release(db, set_id)
        if new or sent_anew:
            moved = settle(db, Touched((set_id,), tuple(known)), house.settings.aliases)
            outcome.say(displaced(moved, ts.first))
    return "applied" if new else "duplicate"

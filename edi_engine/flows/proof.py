"""Proof of timely filing: each time a claim left and each answer to it, with the hash of the file that says so (ACK-7)."""

from collections.abc import Iterator
from typing import Any

from edi_engine.clock import today
from edi_engine.flows.explain import explain
from edi_engine.flows.house import House
from edi_engine.ledger import accounts, prepared, queries
from edi_engine.reconcile.acknowledging import RANKS
from edi_engine.reports import pages
from edi_engine.reports.views import Letterhead, Proof, ProofStep

PROVES = frozenset({"submitted", "replaced", "voided", "file taken", "sent twice", "told", "received", "accepted", "rejected",
                    "adjudicated", "reversed"})
"""What of a claim's history a payer has to be shown; notes and doubts of ours are not."""
LEFT = frozenset({"submitted", "replaced", "voided"})


def proof(house: House, claim: str, form: str) -> Iterator[str]:
    """The chain of one claim as a page; Unknown when there is none. Where it left in earnest, tests are left out (ENV-11)."""
    said = explain(house, claim)
    tests = all(event["test"] for event in said["history"] if event["what"] in LEFT)
    steps = tuple(ProofStep(event["date"] or "", event["what"], _who(event), event["note"] or "", event["file"] or "",
                            event["sha256"] or "", event["segment"] or 0, event["text"] or "")
                  for event in said["history"] if event["what"] in PROVES and (tests or not event["test"]))
    served = sorted({line["date"] for line in said["lines"] if line["date"]})
    first = next((step.date for step in steps if step.what in LEFT), "")
    cleared, taken = _taken(house, claim, tests)
    days = tuple(served[:1] + served[1:][-1:])
    view = Proof(said["claim"], said["provider"] or "", days, first, cleared, taken, tests, steps)
    return pages.page("proof", form, view, Letterhead(house.settings.submitter.name, today().isoformat()))


def _taken(house: House, claim: str, tests: bool) -> tuple[str, str]:
    """The days on which a clearinghouse and a payer first accepted what stands of the claim (ACK-11); "" for not yet."""
    key = next(iter(queries.claims_named(house.db, claim)), None)
    if key is None:
        return "", ""
    found = accounts.account(house.db, key.account, house.settings.aliases)
    left = [submission.id for submission in found.left(key.claim) if not submission.rejected and submission.id in found.news]
    passed_over = set() if tests else prepared.tests(house.db, left)
    accepted = [answer for id_ in left if id_ not in passed_over for answer in found.news[id_].answers
                if answer.verdict == "accepted"]
    clearinghouse, payer = (min((answer.told for answer in accepted if answer.rank == RANKS[who]), default="")
                            for who in ("clearinghouse", "payer"))
    return _day(clearinghouse), _day(payer)


def _day(told: str) -> str:
    return "-".join(filter(None, (told[:4], told[4:6], told[6:8])))


def _who(event: dict[str, Any]) -> str:
    """Who says so; of what left, to whom."""
    return f"to {event['payer']}" if event["what"] in LEFT else event["payer"] or ""

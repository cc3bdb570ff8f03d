"""Proof of timely filing: each time a claim left and each answer to it, with the hash of the file that says so (ACK-7)."""

from collections.abc import Iterator
from typing import Any

from edi_engine.clock import today
from edi_engine.flows.explain import explain
from edi_engine.flows.house import House
from edi_engine.reports import pages
from edi_engine.reports.views import Letterhead, Proof, ProofStep

PROVES = frozenset({"submitted", "replaced", "voided", "file taken", "sent twice", "told", "received", "accepted", "rejected",
                    "adjudicated", "reversed"})
"""What of a claim's history a payer has to be shown; notes and doubts of ours are not."""
LEFT = frozenset({"submitted", "replaced", "voided"})


def proof(house: House, claim: str, form: str) -> Iterator[str]:
    """The chain of one claim as a page; Unknown when there is none."""
    said = explain(house, claim)
    steps = tuple(ProofStep(event["date"] or "", event["what"], _who(event), event["note"] or "", event["file"] or "",
                            event["sha256"] or "", event["segment"] or 0, event["text"] or "")
                  for event in said["history"] if event["what"] in PROVES)
    served = sorted({line["date"] for line in said["lines"] if line["date"]})
    first = next((step.date for step in steps if step.what == "submitted"), "")
    news = [step for step in steps if step.what in ("accepted", "rejected")]
    taken = next((step.date for step in news if step.what == "accepted"), "") if news and news[-1].what == "accepted" else ""
    view = Proof(said["claim"], said["provider"] or "", tuple(served[:1] + served[1:][-1:]), first, taken, steps)
    return pages.page("proof", form, view, Letterhead(house.settings.submitter.name, today().isoformat()))


def _who(event: dict[str, Any]) -> str:
    """Who says so; of what left, to whom."""
    return f"to {event['payer']}" if event["what"] in LEFT else event["payer"] or ""

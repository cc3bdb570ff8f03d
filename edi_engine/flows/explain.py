"""Explaining a claim: every step of every line, each with its file, segment and raw text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from typing import Any, NamedTuple

from edi_engine import x12
from edi_engine.flows import recoveries, unowed
from edi_engine.flows.acknowledgments.lines import Lines
from edi_engine.flows.acknowledgments.words import in_words
from edi_engine.flows.house import House, Unknown
from edi_engine.flows.recoveries import Moved
from edi_engine.ledger import accounts, corrections, prepared, queries, quoting
from edi_engine.ledger.accounts import Account, Source
from edi_engine.ledger.queries import ClaimKey
from edi_engine.ledger.quoting import Spoken
from edi_engine.money import dollars
from edi_engine.problems import Problem
from edi_engine.reconcile import acknowledging
from edi_engine.reconcile.books import Amounts, ClaimState, Placement, Step
from edi_engine.reconcile.statuses import PAYMENT

Texts = Mapping[tuple[str, int], str]


def explain(house: House, claim: str) -> dict[str, Any]:
    """The claim as the contract shows it; Unknown when there is none or when several answer to the name."""
    if not queries.claims_named(house.db, claim) and (owes_nothing := unowed.explain(house, claim)):
        return owes_nothing
    key = one_claim(house, claim)
    found = accounts.account(house.db, key.account, house.settings.aliases)
    state = found.settled.claims[key.claim - 1]
    placements = [p for p in found.settled.placements if p.ordinal == key.claim]
    submitted, paid = accounts.sources(house.db, (s.id for s in found.submissions), (p.id for p in found.payments))
    heard = _heard(house, found, key)
    placed = {p.payment for p in placements}
    moved = recoveries.of_claim(house, key, (p.ccn for p in found.payments if p.id in placed))
    where = _Where(submitted, paid, _texts(house, state, found, placements, submitted, paid,
                                          (*(each.spoken for each in heard), *moved)))
    lines: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for step in state.steps:
        lines[step.line].append(where.step(step))
    return {
        "claim": key.name, "provider": key.provider, "status": state.status, "stage": _stage(state, found),
        **amounts(state.amounts),
        "history": _history(house, key, found, placements, where, heard, moved),
        "claim_level": {**amounts(state.level.amounts), "steps": lines[""]},
        "lines": [{
            "line": line.position, "control_number": (line.line and line.line.control_number) or None,
            "procedure": line.line.procedure if line.line else None,
            "modifiers": line.line.modifiers.split() if line.line else [], "date": (line.line and line.line.since) or None,
            "status": line.status, **amounts(line.amounts), "match": line.match or None, "steps": lines[line.key],
        } for line in state.lines],
    }


def one_claim(house: House, name: str) -> ClaimKey:
    """The one claim with this name."""
    found = queries.claims_named(house.db, name)
    if not found:
        raise Unknown(f"No claim is called {name}. `edi worklist` and `edi dump` show the names of claims.")
    if len(found) > 1:
        raise Unknown(f"Several claims are called {name}: {', '.join(key.name for key in found)}. Name one of them.")
    return found[0]


def amounts(six: Amounts) -> dict[str, str]:
    """The six amounts as JSON shows them."""
    return {name: dollars(value) for name, value in six._asdict().items()}


class _Where:
    """Knows in which file and segment a step stands, and what it says there."""

    def __init__(self, submitted: Mapping[int, Source], paid: Mapping[int, Source], texts: Texts) -> None:
        self.submitted, self.paid, self.texts = submitted, paid, texts

    def of(self, submission: int, payment: int, at: int) -> dict[str, Any]:
        source = self.paid.get(payment) or self.submitted.get(submission)
        if source is None or not at:
            return {"file": source.name if source else None, "segment": None, "text": None}
        return {"file": source.name, "segment": at, "text": self.texts.get((source.sha256, source.first + at - 1))}

    def event(self, submission: int, payment: int, at: int) -> dict[str, Any]:
        """The same with the hash of the file, which tells it from others of its name."""
        source = self.paid.get(payment) or self.submitted.get(submission)
        return {**self.of(submission, payment, at), "sha256": source.sha256 if source else None}

    def step(self, step: Step) -> dict[str, Any]:
        return {"date": step.date or None, "what": step.what, "amount": dollars(step.amount),
                "reported": dollars(step.reported), "group": step.group or None, "reason": step.reason or None,
                "remarks": step.remarks.split(),
                **self.of(step.submission, step.payment, step.at)}


def _texts(house: House, state: ClaimState, found: Account, placements: Iterable[Placement], submitted: Mapping[int, Source],
           paid: Mapping[int, Source], said: Iterable[Spoken | Moved]) -> Texts:
    """The raw text of every segment that the explanation names, each file read once."""
    wanted: dict[str, set[int]] = defaultdict(set)
    placed = {p.payment for p in placements}
    spoken = [(submitted.get(s.submission) or paid.get(s.payment), s.at) for s in state.steps]
    spoken += [(submitted[s.id], s.at) for s in found.submissions]
    spoken += [(paid[p.id], p.at) for p in found.payments if p.id in placed]
    for source, at in spoken:
        if source and at:
            wanted[source.sha256].add(source.first + at - 1)
    for each in said:
        wanted[each.sha256].add(each.first + each.at - 1)
    return {(sha256, index): text for sha256, indexes in wanted.items()
            for index, text in x12.raw(x12.Source(house.bytes_of(sha256)), indexes).items()}


def _history(house: House, key: ClaimKey, found: Account, placements: Iterable[Placement], where: _Where,
             heard: "Iterable[_Heard]", moved: Iterable[Moved]) -> list[dict[str, Any]]:
    """What happened to the claim, oldest first: how it left, who took it or not, what was answered, moved and noted."""
    rows = []
    left = found.left(key.claim)
    tests = prepared.tests(house.db, (submission.id for submission in left))
    for submission in left:
        rows.append((submission.order, {
            "date": submission.order.partition("|")[0][:10] or None,
            "what": _FREQUENCIES.get(submission.frequency, "submitted"),
            "payer": submission.payer, "by": None, "test": submission.id in tests, "amount": dollars(submission.charge),
            "key": None, "note": None, **where.event(submission.id, 0, submission.at)}))
    lines = Lines(house, (submission.id for submission in left))
    rows += [each.event(house, where.texts, tests, lines) for each in heard]
    payments = {p.id: p for p in found.payments}
    for placement in placements:
        payment = payments[placement.payment]
        what = "reversed" if payment.status == "22" else PAYMENT[placement.state]
        rows.append((payment.order, {
            "date": payment.date or None, "what": what, "payer": payment.payer, "by": "payer", "test": False,
            "amount": dollars(payment.paid), "key": placement.key,
            "note": " ".join(p.message for p in placement.findings) or None, **where.event(0, payment.id, payment.at)}))
    for said in corrections.of_payments(house.db, (p.payment for p in placements)):
        payment = payments[said.payment]
        rows.append((f"{payment.order}|~", {
            "date": payment.date or None, "what": corrections.KINDS[said.kind], "payer": payment.payer, "by": "payer",
            "test": False, "amount": None, "key": None, "note": Problem("REM-26", said.kind).message,
            **where.event(0, said.payment, said.at)}))         # its text names the patient, so it was not asked for
    rows += [recoveries.event(each, where.texts) for each in moved]
    for made, text in queries.notes(house.db, key, found.days(key.claim)):
        rows.append((made, {"date": made[:10], "what": "noted", "payer": None, "by": None, "test": False, "amount": None,
                            "key": None, "note": text, "file": None, "segment": None, "text": None, "sha256": None}))
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _stage(state: ClaimState, found: Account) -> str:
    """How far the claim has come: to a payer's decision, or as acknowledgments say (ACK-8)."""
    if any(step.payment for step in state.steps):
        return "adjudicated"
    said = found.news.get(state.submission)
    return acknowledging.stage(said.sendings, said.answers) if said else acknowledging.STAGES[0]


class _Heard(NamedTuple):
    """An answer, and the submissions of the claim that it means."""

    spoken: Spoken
    means: list[int]

    def event(self, house: House, texts: Texts, tests: Set[int], lines: Lines) -> tuple[str, dict[str, Any]]:
        """What it says, and who: it comes after what left in the same minute, and within that goes by its content."""
        answer = self.spoken
        day = f"{answer.told[:4]}-{answer.told[4:6]}-{answer.told[6:8]}"
        said = "told" if answer.verdict == "none" else answer.verdict
        return f"{day}T{answer.told[8:10]}:{answer.told[10:12]}:60|{answer.digest}|{answer.at:07d}", {
            "date": day, "what": HEARD.get((answer.scope, answer.verdict)) or said, "payer": answer.name, "by": answer.source,
            "test": tests >= set(self.means), "amount": None, "key": None, "note": self._note(house, lines) or None,
            "file": answer.file, "segment": answer.at, "text": texts.get((answer.sha256, answer.first + answer.at - 1)),
            "sha256": answer.sha256}

    def _note(self, house: House, lines: Lines) -> str:
        answer = self.spoken
        if answer.scope != "line":
            return in_words(answer.scope, answer.verdict, answer.codes)
        submission = self.means[0]
        return lines.said(submission, answer.line, answer.codes, *prepared.place_of(house.db, submission))


def _heard(house: House, found: Account, key: ClaimKey) -> list[_Heard]:
    """Every answer that means the claim, and which of its submissions."""
    means: dict[int, list[int]] = defaultdict(list)
    for submission in found.left(key.claim):
        for event in found.news[submission.id].events if submission.id in found.news else ():
            means[event.answer].append(submission.id)
    spoken = quoting.spoken(house.db, means)
    return [_Heard(spoken[answer], submissions) for answer, submissions in means.items()]


HEARD = {("interchange", "accepted"): "file taken", ("group", "accepted"): "file taken", ("set", "accepted"): "file taken",
         ("interchange", "again"): "sent twice"}
"""What an answer is called in a history where it is not called by its verdict; one that decides nothing is told."""

_FREQUENCIES = {"1": "submitted", "7": "replaced", "8": "voided"}

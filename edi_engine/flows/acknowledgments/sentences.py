"""What an acknowledgment means for whoever has to correct a claim: a sentence with the row that says it (ACK-2, ACK-3)."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from edi_engine import x12
from edi_engine.codes.acknowledgments import ELEMENT_ERRORS, SEGMENT_ERRORS, VERDICTS
from edi_engine.codes.statuses import CATEGORIES, contradicts
from edi_engine.flows.acknowledgments import fields, owning
from edi_engine.flows.acknowledgments.lines import Lines
from edi_engine.flows.acknowledgments.steps import step
from edi_engine.flows.acknowledgments.words import counted, in_words, of_statuses
from edi_engine.flows.house import House
from edi_engine.ledger import acknowledgments, quoting
from edi_engine.ledger.acknowledgments import Fault, Odd, Stored
from edi_engine.ledger.quoting import About
from edi_engine.problems import Problem

TOLD = 1_000                               # answers that are told one by one; the books know all
LINES = 3                                  # lines of a claim that are told

Found = Iterator[Problem]


def of(house: House, set_id: int, source: x12.Source, ts: x12.TransactionSet) -> Iterator[Problem]:
    """The sentences of one acknowledgment, each at the segment that says it."""
    told = acknowledgments.stored(house.db, set_id, TOLD)
    about = quoting.about(house.db, (one.id for one in told))
    desk = _Desk(house, source, ts, (where.submission for one in told if one.lines for where in about.get(one.id, ())))
    for one in told:
        yield from _SENTENCES[one.scope](desk, one, about.get(one.id, ()))
    for odd in acknowledgments.oddities(house.db, set_id, TOLD):
        rule, facts = _ODDITIES[odd.kind]
        yield desk.problem(rule, odd.kind, odd.at, who=odd.name, **facts(odd))
    if count := acknowledgments.strangers(house.db, set_id):
        yield desk.problem("ACK-3", "unknown", 1, count=counted(count, "claim"))


def _total(odd: Odd) -> dict[str, Any]:
    return {"said": odd.said, "found": odd.found, "what": "taken" if odd.verdict == "accepted" else "thrown back"}


def _disagreement(odd: Odd) -> dict[str, Any]:
    return {"what": f"claim {odd.pcn}" if odd.scope == "claim" else "a batch", "verdict": odd.verdict,
            "why": of_statuses(odd.codes),
            "step": "you send it again (`edi fix`)" if odd.verdict == "rejected" else "you wait for its payment"}


def _category(odd: Odd) -> dict[str, Any]:
    category = odd.codes.partition(":")[0]
    return {"verdict": odd.verdict, "category": category, "words": CATEGORIES.get(category, "unknown")}


_ODDITIES: dict[str, tuple[str, Callable[[Odd], dict[str, Any]]]] = {
    "total": ("ACK-4", _total), "disagree": ("ACK-3", _disagreement), "category": ("ACK-3", _category)}


class _Desk:
    """Looks up what segments of our files say, each file once."""

    def __init__(self, house: House, source: x12.Source, ts: x12.TransactionSet, with_lines: Iterable[int]) -> None:
        self.ts, self.ownership, self.lines = ts, owning.Ownership(house, source, ts), Lines(house, with_lines)

    def problem(self, rule: str, kind: str, at: int, **facts: Any) -> Problem:
        return Problem(rule, kind, self.ts.first + at - 1, **facts)

    def row(self, where: About, field: str) -> str:
        """Where the field of a claim was said, in a sentence."""
        said = self.lines.rows(where.sha256).where(where.position, field) if field or where.encounter else None
        return f"See {owning.named(where.pcn, where.encounter, said, field)}." if said or field else ""

    def about(self, one: Stored, where: About) -> str:
        """Which field of the claim, and which of its lines, an answer is about, in sentences."""
        said = [self.lines.said(where.submission, of.line, of.codes, where.sha256, where.position) for of in one.lines[:LINES]]
        said += [f"{len(one.lines) - LINES} more"] * (len(one.lines) > LINES)
        lines = f"Of its lines: {'; '.join(said)}." if said else ""
        return " ".join(filter(None, (self.row(where, fields.of(one.codes)), lines)))


def _interchange(desk: _Desk, one: Stored, about: Sequence[About]) -> Found:
    verdict = one.codes.partition(" ")[0]
    facts = {"who": one.name, "why": _why(one), "claims": counted(len(about), "claim"),
             "file": about[0].file if about else "", "number": one.number}
    if not about:
        yield desk.problem("ACK-1", "unknown", one.at, **facts)
    elif one.verdict == "rejected":
        yield _overtaken(desk, one, about, "a file") or desk.problem("ACK-1", "rejected", one.at, **facts)
    elif one.verdict == "none":
        yield desk.problem("ACK-1", "verdict", one.at, **facts)
    elif one.verdict == "again":
        yield desk.problem("ACK-1", "again", one.at, **facts)
    elif verdict == "E":
        yield desk.problem("ACK-1", "errors", one.at, **facts)


def _group(desk: _Desk, one: Stored, about: Sequence[About]) -> Found:
    if not about:
        yield desk.problem("ACK-2", "unknown", one.at, number=one.number)
    elif one.verdict == "rejected":
        yield _overtaken(desk, one, about, "a group") or desk.problem("ACK-2", "rejected", one.at, what="the whole group",
                                                                      **_of_set(one, about))
    elif one.verdict == "partly":
        yield desk.problem("ACK-2", "partly", one.at, **_of_set(one, about))
    elif one.codes.split(" ")[0] not in VERDICTS:
        yield desk.problem("ACK-2", "verdict", one.at, **_of_set(one, about))


def _set(desk: _Desk, one: Stored, about: Sequence[About]) -> Found:
    if not about:
        if one.control:
            yield desk.problem("ACK-2", "unknown", one.at, number=f"{one.number}, set {one.control}")
        return
    if one.verdict == "rejected":
        yield _overtaken(desk, one, about, "a transaction set") or desk.problem(
            "ACK-2", "rejected", one.at, what="a transaction set", **_of_set(one, about))
    elif one.verdict == "none":
        yield desk.problem("ACK-2", "verdict", one.at, **_of_set(one, about))
    elif one.faults:
        yield desk.problem("ACK-2", "errors", one.at, **_of_set(one, about))
    odd = set[int | None]()
    for fault in one.faults:
        yield from _segment(desk, one.name, about[0], fault, odd)


def _segment(desk: _Desk, who: str, where: About, fault: Fault, odd: set[int | None]) -> Found:
    """One fault; where name and number do not agree, that is said once of a segment."""
    meant = desk.ownership.meant(where, fault)
    facts = {"who": who, "file": where.file, "segment": fault.segment or "?",
             "tag": fault.tag if _TAG.fullmatch(fault.tag) else "?"}
    claims = owning.listed(meant.claims)
    yield desk.problem("ACK-2", "segment", fault.at, why=_fault(fault),
                       about=f"It comes from {claims}." if claims else "There is no such segment.", **facts)
    if meant.odd and fault.segment not in odd:
        odd.add(fault.segment)
        found = owning.listed(meant.counted) or "no claim"
        yield desk.problem("ACK-10", meant.odd, fault.at, named=claims, found=found, **facts)


def _of_set(one: Stored, about: Sequence[About]) -> dict[str, Any]:
    return {"who": one.name, "file": about[0].file, "claims": counted(len(about), "claim"), "why": _why(one)}


def _fault(fault: Fault) -> str:
    """What a 999 says in our own words, never what it copies of the data (IK404)."""
    if not fault.fault:
        return f"{SEGMENT_ERRORS[fault.code]} (IK304 {fault.code})" if fault.code in SEGMENT_ERRORS else "an error"
    at = f"element {fault.element or '?'}" + (f"-{fault.component}" if fault.component else "")
    known = ELEMENT_ERRORS.get(fault.fault)
    return f"{at}: {known} (IK403 {fault.fault})" if known else f"{at}: an error"


def _batch(desk: _Desk, one: Stored, about: Sequence[About]) -> Found:
    if contradicts(one.verdict, one.codes):
        return                             # said as an oddity
    if about:
        yield _overtaken(desk, one, about, "a batch") or desk.problem("ACK-3", "batch", one.at, who=one.name,
                                                                      claims=counted(len(about), "claim"), why=_why(one))
    else:
        yield desk.problem("ACK-3", "unclear", one.at, who=one.name, what="a batch", why=_why(one))


def _claim(desk: _Desk, one: Stored, about: Sequence[About]) -> Found:
    if not about and one.known:
        yield desk.problem("ACK-3", "unclear", one.at, who=one.name, what=f"claim {one.pcn}", why=_why(one))
    for where in () if contradicts(one.verdict, one.codes) else about:         # which is said as an oddity
        yield _overtaken(desk, one, [where], f"claim {one.pcn}") or desk.problem(
            "ACK-3", "rejected", one.at, who=one.name, claim=one.pcn, why=_why(one),
            about=" ".join(filter(None, (desk.about(one, where), _step(where)))))


def _step(where: About) -> str:
    return step(where.next, where.claim, where.frequency, where.sequence, where.payer)


def _overtaken(desk: _Desk, one: Stored, about: Sequence[About], what: str) -> Problem | None:
    """What is said of a rejection for which nothing has to be sent again; None while something has (ACK-5, ACK-7)."""
    facts = {"who": one.name, "what": what, "why": _why(one)}
    if all(where.next in ("", "later") for where in about):
        return desk.problem("ACK-5", "overtaken", one.at, **facts)
    if all(where.next in ("", "later", "earlier") for where in about):
        return desk.problem("ACK-7", "beside", one.at, **facts, step=_step(next(w for w in about if w.next == "earlier")))
    return None


def _why(one: Stored) -> str:
    return in_words(one.scope, one.verdict, one.codes) or "it does not say why"


_TAG = re.compile("[A-Z][A-Z0-9]{1,2}")


def _nothing(desk: _Desk, one: Stored, about: Sequence[About]) -> Found:
    return iter(())


_SENTENCES: dict[str, Callable[[_Desk, Stored, Sequence[About]], Found]] = {
    "interchange": _interchange, "group": _group, "set": _set, "batch": _batch, "provider": _batch, "claim": _claim,
    "line": _nothing, "other group": _nothing}

"""What each kind of acknowledgment says, one answer for each thing that it speaks of (ACK-1 to ACK-4, ACK-9 to ACK-11)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice

from edi_engine import x12
from edi_engine.billing.acknowledgment import Context, FunctionalAcknowledgment, SegmentError, TransactionSetResponse
from edi_engine.billing.status import (
    ClaimAcknowledgment,
    InformationReceiver,
    InformationSource,
    Status,
    StatusHead,
    StatusProvider,
)
from edi_engine.codes.acknowledgments import ACCEPTED, REJECTED, USED_BEFORE
from edi_engine.codes.statuses import OUTCOMES
from edi_engine.guides import ta1, x212, x214, x230, x231a1
from edi_engine.guides.families import family
from edi_engine.guides.statuses import Noun
from edi_engine.ledger.acknowledgments import Fault, Said

CLAIMS = "HC"                              # GS01 of an 837
PARTLY = "P"                               # AK901
ELSEWHERE = "other group"                  # the scope of an answer to what holds no claims


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who answers, and when: BHT04 and BHT05; "" where only the envelope says when."""

    told: str
    source: str                            # receiver, clearinghouse or payer (ACK-11)
    name: str


Read = tuple[Speaker, Iterator[Said]]


def of_interchange(source: x12.Source, ts: x12.TransactionSet) -> Read:
    """TA1: found by ISA13 with date and time. That a number was used before says nothing of its claims (025)."""
    said = next(iter(ta1.read(source, ts)))
    note = said.note.zfill(3)
    verdict = {"A": "accepted", "E": "accepted", "R": "again" if note == USED_BEFORE else "rejected"}.get(said.verdict, "none")
    answer = Said(1, "interchange", verdict, said.control_number.zfill(9), said.date, said.time,
                  codes=f"{said.verdict} {note}")
    return Speaker("", "receiver", _sender(ts)), iter([answer])


def of_group(source: x12.Source, ts: x12.TransactionSet) -> Read:
    """999: a verdict on the group, and one on each set that it names, with what is wrong in it."""
    return Speaker("", "receiver", _sender(ts)), _responses(next(iter(x231a1.read(source, ts))), ts)


def of_group_997(source: x12.Source, ts: x12.TransactionSet) -> Read:
    """997: as a 999, without contexts."""
    return Speaker("", "receiver", _sender(ts)), _responses(next(iter(x230.read(source, ts))), ts)


def _responses(said: FunctionalAcknowledgment, ts: x12.TransactionSet) -> Iterator[Said]:
    ours = said.functional_id == CLAIMS
    group, number = ("group", "set") if ours else (ELSEWHERE, ELSEWHERE), said.control_number
    yield Said(_at(said.at, ts), group[0], _of_group(said), group_control=number,
               codes=" ".join((said.verdict, *said.codes)))
    for response in said.responses:
        yield Said(_at(response.at, ts), group[1], _verdict(response.verdict), group_control=number,
                   control=response.control_number, codes=" ".join((response.verdict, *response.codes)),
                   faults=tuple(_faults(response, ts)))


def _of_group(said: FunctionalAcknowledgment) -> str:
    """A group that names its sets says nothing of its own, unless it throws back what they say was taken or do not name, or a
    part that none of them is."""
    named, verdict = said.responses, _verdict(said.verdict)
    unsaid = (said.included or 0) > len(named) or any(_verdict(part.verdict) != "rejected" for part in named)
    if said.verdict == PARTLY:
        return "partly" if unsaid and not any(_verdict(part.verdict) == "rejected" for part in named) else "none"
    return verdict if not named or (verdict == "rejected" and unsaid) else "none"


def _verdict(code: str) -> str:
    return "rejected" if code in REJECTED else "accepted" if code in ACCEPTED else "none"


def _faults(response: TransactionSetResponse, ts: x12.TransactionSet) -> Iterator[Fault]:
    for error in response.errors:
        at, claim = _at(error.at, ts), _claim(error)
        if not error.elements:
            yield Fault(at, error.segment, _number(error.position), error.loop, error.code, pcn=claim)
        for element in error.elements:
            yield Fault(_at(element.at, ts), error.segment, _number(error.position), error.loop, error.code,
                        _number(element.element), _number(element.component), element.code, claim)


def _number(said: int | None) -> int | None:
    """A position that can be one."""
    return said if said is not None and 0 < said < 10 ** 9 else None


def _claim(error: SegmentError) -> str:
    """The business unit names the claim without counting segments (ACK-10)."""
    return next((context.value for context in error.contexts if context.name == "CLM01"), "")


def units(source: x12.Source, ts: x12.TransactionSet) -> dict[int, tuple[Context, ...]]:
    """By the segment of a fault (from ST = 1): what the 999 says it is about, whatever the number of the segment (ACK-10).

    These are patients' numbers, and none of the ledger's: they are read when a sentence asks for them.
    """
    if family(ts) != "999":
        return {}
    said = next(iter(x231a1.read(source, ts)))
    return {_at(at, ts): error.contexts for response in said.responses for error in response.errors
            for at in (error.at, *(element.at for element in error.elements))}


def of_claims(source: x12.Source, ts: x12.TransactionSet) -> Read:
    """277CA: STC03 is the verdict on the batch, a provider's part of it, and each claim (ACK-3)."""
    return _statuses(x214.read(source, ts), ts)


def of_question(source: x12.Source, ts: x12.TransactionSet) -> Read:
    """277: what a payer says when it is asked. It takes nothing; it may say that a claim was sent back."""
    speaker, said = _statuses(x212.read(source, ts), ts)
    return speaker, (one if one.verdict == "rejected" and not one.codes.startswith("A4") else one._replace(verdict="none")
                     for one in said)


def _statuses(nouns: Iterator[Noun], ts: x12.TransactionSet) -> Read:
    first = list(islice(nouns, 2))         # the head and who speaks
    head = next((noun for noun in first if isinstance(noun, StatusHead)), None)
    source = next((noun for noun in first if isinstance(noun, InformationSource)), None)
    told = f"{head.created:%Y%m%d}{head.created_at:%H%M}" if head and head.created and head.created_at else ""
    who = "payer" if source and source.name.role == "PR" else "clearinghouse"
    return Speaker(told, who, source.name.last if source else _sender(ts)), _levels(chain(first, nouns), ts)


def _levels(nouns: Iterable[Noun], ts: x12.TransactionSet) -> Iterator[Said]:
    """The answers of the levels. A level's verdict is that of its claims only where none stand below it (ACK-4)."""
    batch, waiting = "", list[Said]()      # waiting: levels below which no claim has come yet
    for noun in nouns:
        if isinstance(noun, ClaimAcknowledgment):
            yield from (said._replace(verdict="none") for said in waiting)
            waiting = []
            yield from _of_claim(noun, batch, ts)
        elif isinstance(noun, InformationReceiver):
            yield from waiting
            batch = noun.trace
            waiting = list(_level(noun, "batch", ts, batch))
        elif isinstance(noun, StatusProvider):
            yield from (said for said in waiting if said.scope == "provider")
            waiting = [said for said in waiting if said.scope == "batch"]
            waiting += _level(noun, "provider", ts, batch, noun.names[0].id if noun.names else "")
    yield from waiting


def _level(noun: InformationReceiver | StatusProvider, scope: str, ts: x12.TransactionSet, batch: str,
           provider: str = "") -> Iterator[Said]:
    if statuses := noun.statuses:
        yield Said(_at(statuses[0].at or noun.at, ts), scope, _outcome(statuses), batch=batch, provider=provider,
                   day=_day(statuses), codes=_codes(statuses), text=_text(statuses), accepted=_whole(noun.accepted),
                   rejected=_whole(noun.rejected))


def _whole(count: Decimal | None) -> int | None:
    return int(count) if count is not None and 0 <= count < 10 ** 9 else None


def _of_claim(claim: ClaimAcknowledgment, batch: str, ts: x12.TransactionSet) -> Iterator[Said]:
    provider = claim.provider.names[0].id if claim.provider and claim.provider.names else ""
    about = Said(_at(claim.at, ts), "claim", "none", batch=batch, provider=provider, pcn=claim.patient_control_number)
    yield about._replace(
        at=_at(claim.statuses[0].at if claim.statuses else claim.at, ts), verdict=_outcome(claim.statuses),
        ccn=claim.payer_claim_control_number, trace=claim.clearinghouse_trace, day=_day(claim.statuses),
        codes=_codes(claim.statuses), text=_text(claim.statuses))
    for line in claim.lines:
        if line.statuses:
            yield about._replace(at=_at(line.statuses[0].at or line.at, ts), scope="line", line=line.control_number,
                                 day=_day(line.statuses), codes=_codes(line.statuses), text=_text(line.statuses))


def _outcome(statuses: Sequence[Status]) -> str:
    """STC03 decides: U is a rejection whatever the category says, and any outweighs an acceptance; WQ in a category of mere
    receipt is no acceptance. Without an STC03 that is one, what the category says by itself."""
    found = {_one(status) for status in statuses}
    return next((verdict for verdict in ("rejected", "accepted", "received") if verdict in found), "none")


def _one(status: Status) -> str:
    said = OUTCOMES.get(status.code.category, "none")
    if status.verdict == "U":
        return "rejected"
    return "accepted" if status.verdict in ("WQ", "EZ") and said != "received" else said


def _codes(statuses: Sequence[Status]) -> str:
    return " ".join(":".join((code.category, code.status, code.entity)).rstrip(":")
                    for status in statuses for code in status.codes)


def _text(statuses: Sequence[Status]) -> str:
    return " ".join(filter(None, (status.text for status in statuses)))


def _day(statuses: Sequence[Status]) -> str:
    return next((status.day.isoformat() for status in statuses if status.day), "")


def _at(index: int, ts: x12.TransactionSet) -> int:
    return max(index - ts.first + 1, 1)


def _sender(ts: x12.TransactionSet) -> str:
    return ts.isa[6].strip() if len(ts.isa) > 6 else ""


READERS: dict[str, Callable[[x12.Source, x12.TransactionSet], Read]] = {
    "TA1": of_interchange, "999": of_group, "997": of_group_997, "277CA": of_claims, "277": of_question}

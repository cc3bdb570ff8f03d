"""Acknowledgments of what an office sent, written with the guides: what the tests of answers share."""

import io
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from edi_engine import x12
from edi_engine.billing.acknowledgment import (
    Context,
    ElementError,
    FunctionalAcknowledgment,
    InterchangeAcknowledgment,
    SegmentError,
    TransactionSetResponse,
)
from edi_engine.billing.claim import Level
from edi_engine.billing.party import Name, Procedure
from edi_engine.billing.status import (
    ClaimAcknowledgment,
    InformationReceiver,
    InformationSource,
    LineAcknowledgment,
    Status,
    StatusCode,
    StatusHead,
    StatusPatient,
    StatusProvider,
)
from edi_engine.guides import ta1, x214, x231a1
from tests.books import NPI


class Sent:
    """What a file of an office says of itself."""

    def __init__(self, data: bytes) -> None:
        self.source = x12.Source(data)
        self.set = next(iter(x12.survey(self.source)))
        self.segments = data.decode("latin-1").split("~")
        self.batch = next(text for text in self.segments if text.startswith("BHT")).split("*")[3]

    def segment(self, tag: str, nth: int = 1) -> int:
        """The number, from ST = 1, of the nth segment with this tag."""
        at = [n for n, text in enumerate(self.segments) if text.startswith(f"{tag}*")][nth - 1]
        return at - self.segments.index(next(text for text in self.segments if text.startswith("ST*"))) + 1


def interchange(sent: Sent, verdict: str = "A", note: str = "000", number: int = 501) -> bytes:
    """A TA1 for the file."""
    noun = InterchangeAcknowledgment(sent.set.isa[13], sent.set.isa[9], sent.set.isa[10], verdict, note)
    out = io.BytesIO()
    x12.write_acknowledgments(out, _envelope(sent, datetime(2026, 2, 4, 8), number, "", "", ""), ta1.write([noun]))
    return out.getvalue()


def group(sent: Sent, verdict: str = "A", errors: Iterable[SegmentError] = (), at: datetime = datetime(2026, 2, 4, 9),
          number: int = 502) -> bytes:
    """A 999 for the file with its one transaction set."""
    response = TransactionSetResponse("837", sent.set.control_number, "005010X222A1", tuple(errors), verdict,
                                      ("5",) if verdict != "A" else ())
    noun = FunctionalAcknowledgment("HC", sent.set.group_control_number, "005010X222A1", (response,),
                                    verdict if verdict in "AE" else "R", 1, 1, int(verdict in "AE"))
    return _written(sent, "999", "FA", "005010X231A1", x231a1.write([noun]), at, number)


def fault(segment: int, tag: str, element: int, code: str, claim: str = "") -> SegmentError:
    """An element that a 999 finds wrong."""
    contexts = (Context("CLM01", claim),) if claim else ()
    return SegmentError(tag, segment, "2400", "8", contexts, (ElementError(element, code),))


def claims(sent: Sent, verdicts: dict[str, str], at: datetime = datetime(2026, 2, 5, 9), who: str = "PR", number: int = 503,
           batch: str | None = None, **more: Any) -> bytes:
    """A 277CA for claims of the file: claim number -> its category, A2 accepted or A7 rejected ...; no claims, "" -> the batch's."""
    def status(category: str) -> tuple[Status, ...]:
        rejected = category in ("A3", "A4", "A6", "A7", "A8")
        code = StatusCode(category, "562" if rejected else "20", "85" if rejected else "PR")
        return (Status(code, at.date(), more.get("verdict") or ("U" if rejected else "WQ"), 12500),)

    whole, below = verdicts.get(""), {claim: category for claim, category in verdicts.items() if claim}
    source = InformationSource(Name(who, "2", more.get("name", "HARBOR HEALTH") if who == "PR" else "EXAMPLE CLEARINGHOUSE", id_qualifier="46", id="X"),
                               trace="T1", received=at.date(), processed=at.date(), level=Level("1", "", "1"))
    receiver = InformationReceiver(Name("41", "2", "CEDAR RIDGE", id_qualifier="46", id="CEDARRIDGE"), batch or sent.batch,
                                   status(whole or "A1"), level=Level("2", "1", "1" if below else "0"), **more.get("totals", {}))
    nouns: list[Any] = [StatusHead("CA1", at.date(), time(at.hour, at.minute), use="TH"), source, receiver]
    if below:
        nouns.append(StatusProvider((Name("85", "2", "PRACTICE", id_qualifier="XX", id=NPI),), "0", level=Level("3", "2", "1")))
    for n, (claim, category) in enumerate(below.items(), 4):
        nouns += [StatusPatient(Name("QC", "1", "TESTER", "ANNA", id_qualifier="MI", id="HH1"), level=Level(str(n), "3", "")),
                  ClaimAcknowledgment(claim, status(category), more.get("ccn", ""), lines=tuple(
                      LineAcknowledgment(Procedure("HC", "99213"), 12500, control_number=control,
                                         statuses=(Status(StatusCode("A7", code), at.date(), "U"),))
                      for control, code in more.get("lines", {}).items()))]
    return _written(sent, "277", "HN", "005010X214", x214.write(nouns), at, number)


def _written(sent: Sent, kind: str, functional: str, version: str, segments: Iterable[str], at: datetime, number: int) -> bytes:
    out = io.BytesIO()
    x12.write_interchange(out, _envelope(sent, at, number, version, kind, functional), [segments])
    return out.getvalue()


def _envelope(sent: Sent, at: datetime, number: int, version: str, kind: str, functional: str) -> x12.Interchange:
    us, them = sent.set.isa[6].strip(), sent.set.isa[8].strip()
    return x12.Interchange(them, us, at, number, them, us, number, version or "005010", kind, functional, reference=version)


DAY = date(2026, 2, 5)

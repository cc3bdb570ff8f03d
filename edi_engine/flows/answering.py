"""The envelope of an answer: that of what came, turned round. Nothing of it is ours, so nothing of it depends on the day."""

from datetime import datetime
from typing import NamedTuple

from edi_engine import x12
from edi_engine.conformance import older
from edi_engine.x12 import REPEAT, Delimiters


class Form(NamedTuple):
    """A way to answer a group."""

    kind: str                      # ST01
    version: str                   # GS08
    reference: str = ""            # ST03


NEW, OLD = Form("999", "005010X231A1", "005010X231A1"), Form("997", older.VERSION)
UNDATED = datetime(1970, 1, 1)     # where neither ISA nor GS has a date: an answer must have one, and none is ours to choose


def addressed(received: x12.Received) -> bool:
    """Whether an interchange says from whom and to whom it is."""
    return bool(_plain(_said(received.isa, 6), 15) and _plain(_said(received.isa, 8), 15))


def of_interchange(received: x12.Received) -> x12.Interchange:
    """The envelope of a TA1: of 4010 where that is what came (ISA12)."""
    return envelope(received, OLD if "0" < _said(received.isa, 12) < "00402" else NEW)


def envelope(received: x12.Received, form: Form, group: x12.Group | None = None, number: int = 1) -> x12.Interchange:
    """The envelope of the answer to an interchange, or to one of its groups; in that stands set ``number`` of the answer."""
    isa, gs = received.isa, group.gs if group else ()
    return x12.Interchange(
        sender=_plain(_said(isa, 8), 15), receiver=_plain(_said(isa, 6), 15), sender_qualifier=_plain(_said(isa, 7), 2) or "ZZ",
        receiver_qualifier=_plain(_said(isa, 5), 2) or "ZZ", created=_created(gs, isa, received.groups),
        control_number=_number(_said(isa, 13), 1), usage=_said(isa, 15) if _said(isa, 15) in ("P", "T") else "T",
        application_sender=_plain(_said(gs, 3) or _said(isa, 8), 15),
        application_receiver=_plain(_said(gs, 2) or _said(isa, 6), 15),
        group_control_number=_number(_said(gs, 6), number), version=form.version, kind=form.kind, functional_id="FA",
        reference=form.reference, set_control_number=number, delimiters=_delimiters(received.delimiters))


def _said(values: tuple[str, ...], element: int) -> str:
    return values[element].strip() if len(values) > element else ""


def _plain(text: str, most: int) -> str:
    """An identification as an envelope can hold it: without what is no plain sign."""
    return "".join(sign for sign in text if " " <= sign <= "~")[:most].strip()


def _number(said: str, otherwise: int) -> int:
    """A control number; one that is none cannot be echoed."""
    found = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    return found or otherwise


def _created(gs: tuple[str, ...], isa: tuple[str, ...], groups: list[x12.Group]) -> datetime:
    """The date and time of what is answered: of the group, else of the interchange, else of its first group."""
    first = groups[0].gs if groups else ()
    days = ((_said(gs, 4), "%Y%m%d"), (_said(isa, 9), "%y%m%d"), (_said(first, 4), "%Y%m%d"))
    day = next((found for said, form in days if (found := _read(said, form))), UNDATED)
    times = (_said(gs, 5), _said(isa, 10), _said(first, 5))
    hour = next((found for said in times if (found := _read(said[:4], "%H%M"))), UNDATED)
    return datetime.combine(day.date(), hour.time())


def _read(said: str, form: str) -> datetime | None:
    """A date or a time, None for what is none."""
    try:
        return datetime.strptime(said, form) if said.isascii() and said.isdigit() else None
    except ValueError:
        return None


def _delimiters(marks: Delimiters) -> Delimiters:
    """The delimiters of what is answered, so that no value that is echoed holds one; where it separates no repeats, another."""
    if marks.repetition != REPEAT:
        return marks
    free = next(sign for sign in "^!|" if sign not in (marks.element, marks.component, marks.terminator))
    return Delimiters(marks.element, free, marks.component, marks.terminator)

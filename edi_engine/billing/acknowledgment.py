"""What became of a file before anyone looked at its claims: TA1 of an interchange, 999 (or 997) of a functional group."""

from dataclasses import dataclass, field

from edi_engine.billing.kept import Kept


@dataclass(frozen=True, slots=True)
class InterchangeAcknowledgment:
    """What became of an interchange (TA1): number, date and time are those of its ISA, as text to compare all three (ACK-1)."""

    control_number: str            # TA101: ISA13
    date: str                      # TA102: ISA09, YYMMDD
    time: str                      # TA103: ISA10, HHMM
    verdict: str                   # TA104: A accepted, E accepted with errors, R rejected
    note: str = "000"              # TA105
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Context:
    """What an error has to do with (CTX): the element that makes another one necessary, or the claim that it is in (ACK-10)."""

    name: str                      # CTX01-1: SITUATIONAL TRIGGER, or what the value is (CLM01)
    value: str = ""                # CTX01-2: of the business unit
    segment: str = ""              # CTX02
    position: int | None = None    # CTX03: its number in the transaction set, ST is 1
    loop: str = ""                 # CTX04
    element: int | None = None     # CTX05-1
    component: int | None = None
    repeat: int | None = None
    references: tuple[str, ...] = ()            # CTX06: numbers of data elements
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ElementError:
    """What is wrong with an element (IK4, AK4)."""

    element: int | None            # IK401-1: its position in the segment
    code: str                      # IK403
    component: int | None = None   # IK401-2
    repeat: int | None = None      # IK401-3
    reference: str = ""            # IK402: number of the data element
    value: str = ""                # IK404: a copy of what is wrong - a patient's data, never for a message
    contexts: tuple[Context, ...] = ()          # 999 only
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class SegmentError:
    """What is wrong with a segment (IK3, AK3). One that is missing is told where it was expected."""

    segment: str                   # IK301
    position: int | None           # IK302: its number in the transaction set, ST is 1
    loop: str = ""                 # IK303
    code: str = ""                 # IK304
    contexts: tuple[Context, ...] = ()          # 999 only
    elements: tuple[ElementError, ...] = ()
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class TransactionSetResponse:
    """What became of a transaction set (AK2 to IK5 or AK5)."""

    kind: str                      # AK201: ST01
    control_number: str            # AK202: ST02
    version: str = ""              # AK203: ST03
    errors: tuple[SegmentError, ...] = ()
    verdict: str = ""              # IK501: A accepted, E accepted with errors, R M W X rejected
    codes: tuple[str, ...] = ()    # IK502 to IK506: why
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FunctionalAcknowledgment:
    """What became of a functional group and its transaction sets: a whole 999, or 997 (AK1 to AK9)."""

    functional_id: str             # AK101: GS01
    control_number: str            # AK102: GS06
    version: str = ""              # AK103: GS08
    responses: tuple[TransactionSetResponse, ...] = ()
    verdict: str = ""              # AK901: A E accepted, P partly, R M W X rejected
    included: int | None = None    # AK902: how many transaction sets its GE says that it has
    received: int | None = None    # AK903
    accepted: int | None = None    # AK904
    codes: tuple[str, ...] = ()    # AK905 to AK909: why
    kept: Kept | None = None
    at: int = field(default=0, compare=False)

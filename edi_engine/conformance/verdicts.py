"""What TA1, AK9 and IK5 say of envelopes: the problems of a survey as codes and verdicts (ACK-1, ACK-2)."""

from collections.abc import Iterable, Sequence

from edi_engine import x12
from edi_engine.billing.acknowledgment import (
    FunctionalAcknowledgment,
    InterchangeAcknowledgment,
    SegmentError,
    TransactionSetResponse,
)
from edi_engine.codes.acknowledgments import ACCEPTED
from edi_engine.problems import Problem

ACCEPT, WITH_ERRORS, PARTLY, REJECT = "AEPR"

INTERCHANGE: dict[tuple[str, str, str], tuple[str, str] | None] = {     # rule, kind, what of it -> TA105 and TA104
    ("ENV-2", "no-trailer", "ISA"): ("023", REJECT), ("ENV-2", "interchange-number", ""): ("001", REJECT),
    ("ENV-2", "group-count", ""): ("021", REJECT), ("ENV-2", "no-header", ""): ("022", REJECT),
    ("ENV-2", "not-enclosed", ""): ("022", REJECT), ("ENV-10", "outside", ""): ("022", REJECT),
    ("ENV-1", "isa-elements", ""): ("022", REJECT), ("ENV-1", "isa-width", ""): ("022", REJECT),
    ("ENV-1", "terminator", ""): ("004", REJECT), ("ENV-4", "interchange-repeated", ""): ("025", REJECT),
    ("ENV-13", "interchange-number", ""): ("018", REJECT),
    ("ENV-13", "isa-qualifier", "5"): ("005", WITH_ERRORS), ("ENV-13", "isa-qualifier", "7"): ("007", WITH_ERRORS),
    ("ENV-13", "date", "9"): ("014", WITH_ERRORS), ("ENV-13", "time", "10"): ("015", WITH_ERRORS),
    ("ENV-13", "repetition", ""): ("016", WITH_ERRORS), ("ENV-13", "interchange-version", ""): ("017", WITH_ERRORS),
    ("ENV-13", "interchange-version", "00401"): None,
    ("ENV-13", "acknowledgment", ""): ("019", WITH_ERRORS), ("ENV-13", "usage", ""): ("020", WITH_ERRORS),
    ("ENV-13", "component", ""): ("027", WITH_ERRORS),
}
"""The first of the worst is said, for TA1 has room for one. What the reader takes as it stands is accepted with errors; where
the control structure does not hold, or the number cannot be echoed, nothing of the interchange is taken."""

GROUP = {                          # rule and kind -> AK905
    ("ENV-2", "no-trailer"): "3", ("ENV-2", "group-number"): "4", ("ENV-2", "set-count"): "5", ("ENV-13", "group-number"): "6",
}
SET = {                            # rule and kind -> IK502
    ("ENV-2", "no-trailer"): "2", ("ENV-2", "set-number"): "3", ("ENV-2", "segment-count"): "4",
    ("ENV-13", "functional-id"): "18", ("ENV-14", "other-kind"): "18", ("ENV-3", "version-differs"): "19",
    ("ENV-3", "no-version"): "19", ("ENV-3", "set-number-repeated"): "23",
}
TRAILERS = {                       # segment and element -> IK502
    ("ST", 1): "6", ("ST", 2): "7", ("ST", 3): "19", ("SE", 1): "4", ("SE", 2): "3",
}
UNTAKEN, GUIDE_UNTAKEN = "1", "I6"             # IK502 of what there is no map for
IN_ERROR, GUIDE_IN_ERROR = "5", "I5"           # IK502: see its segments; those of code I... break the guide alone
NUMBERLESS = "0000"                            # AK202 of a set without ST02, for the element cannot be empty
ROOM = 5                                       # for codes in IK5 and AK9


def interchange(found: x12.Received) -> InterchangeAcknowledgment:
    """TA1: number, date and time of the interchange, and what is wrong with its own envelope, or within its groups' order."""
    problems = (*found.problems, *(problem for group in found.groups for problem in group.problems))
    notes = [note for problem in problems if (note := _note(problem))]
    code, verdict = next((note for note in notes if note[1] == REJECT), notes[0] if notes else ("000", ACCEPT))
    number, day, time = (_echo(found.isa, at, found.delimiters) for at in (13, 9, 10))
    return InterchangeAcknowledgment(number or "0" * 9, day or "0" * 6, time or "0" * 4, verdict, code)


def _note(problem: Problem) -> tuple[str, str] | None:
    """TA105 and TA104 of a problem, None for one that no TA1 speaks of."""
    rule, kind = problem.rule, problem.kind
    of = problem.facts.get("header") or (problem.facts["said"] if kind == "interchange-version" else problem.element)
    return INTERCHANGE.get((rule, kind, str(of)), INTERCHANGE.get((rule, kind, "")))


def of_trailer(tag: str, element: int | None) -> str | None:
    """IK502 of a fault in ST or SE, which no IK3 speaks of; None of any other segment."""
    return TRAILERS.get((tag, element or 0))


def untaken(ts: x12.TransactionSet) -> str:
    """IK502 of a set that there is no map for: its guide is not taken, or its kind is not."""
    return GUIDE_UNTAKEN if ts.kind in x12.FUNCTIONAL and ts.version else UNTAKEN


def response(ts: x12.TransactionSet, errors: tuple[SegmentError, ...], codes: Iterable[str]) -> TransactionSetResponse:
    """AK2 to IK5 of a set, by its segments, by these codes and by what is wrong with its envelope."""
    noted = {SET[key]: problem.severity for problem in ts.faults if (key := (problem.rule, problem.kind)) in SET}
    fatal = [*codes, *(code for code, severity in noted.items() if severity == "error")]
    if errors:
        fatal += [GUIDE_IN_ERROR if all(map(_of_guide, errors)) else IN_ERROR]
    verdict = REJECT if fatal else WITH_ERRORS if noted else ACCEPT
    kind, number, version = (_echo(ts.st, at, ts.delimiters) for at in (1, 2, 3))
    return TransactionSetResponse(kind, number or NUMBERLESS, version, errors, verdict,
                                  tuple(dict.fromkeys((*fatal, *noted)))[:ROOM])


def _of_guide(error: SegmentError) -> bool:
    """Whether a segment breaks the guide alone, and not the standard."""
    codes = [element.code for element in error.elements] or [error.code]
    return all(code.startswith("I") for code in codes)


def group(found: x12.Group, marks: x12.Delimiters, responses: Sequence[TransactionSetResponse]) -> FunctionalAcknowledgment:
    """The 999 of a group. Where its own envelope does not hold, none of its sets is taken, and AK9 alone says why."""
    noted = [(GROUP[key], problem.severity) for problem in found.problems if (key := (problem.rule, problem.kind)) in GROUP]
    whole = any(severity == "error" for _, severity in noted)
    said = tuple(_refused(each) for each in responses) if whole else tuple(responses)
    accepted = sum(each.verdict in ACCEPTED for each in said)
    flawed = bool(noted) or any(each.verdict != ACCEPT for each in said)
    verdict = REJECT if whole or (said and not accepted) else PARTLY if accepted < len(said) else \
        WITH_ERRORS if flawed else ACCEPT
    functional_id, number, version = (_echo(found.gs, at, marks) for at in (1, 6, 8))
    return FunctionalAcknowledgment(functional_id, number, version, said, verdict, _included(found), len(said), accepted,
                                    tuple(dict.fromkeys(code for code, _ in noted))[:ROOM])


def _refused(said: TransactionSetResponse) -> TransactionSetResponse:
    return said if said.verdict == REJECT else TransactionSetResponse(said.kind, said.control_number, said.version, (), REJECT)


def _included(found: x12.Group) -> int:
    """GE01; without one that is a count, the sets that are there."""
    said = found.ge[1] if len(found.ge) > 1 else ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else len(found.sets)


def _echo(values: tuple[str, ...], element: int, marks: x12.Delimiters) -> str:
    """An element of an envelope as an answer can repeat it: without delimiters and what is no plain sign."""
    said = values[element] if len(values) > element else ""
    taken = (marks.element, marks.repetition, marks.component, marks.terminator)
    return "".join(sign for sign in said if " " <= sign <= "~" and sign not in taken).strip()

"""Which claim, and which line, a payment is for (MAT-1, MAT-2). A match says how it was made."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from edi_engine.money import Cents
from edi_engine.reconcile.books import Adjusted, Line, Paid, PaidLine
from edi_engine.reconcile.claims import Claim, with_days


class LineMatch(NamedTuple):
    """A submitted line and the key that found it."""

    key: str
    how: str                       # "MAT-2a"; "MAT-2b interchangeable" when an identical line could stand in its place


LineKey = tuple[str, Callable[[PaidLine, Line], bool], bool]      # its name, whether two lines agree, and whether one alone may


def choose(payment: Paid, claims: Sequence[Claim]) -> int:
    """The ordinal of the claim of an account that the payment is for; 0 when several fit equally (MAT-1).

    Several are narrowed by payer, then by line item control number, then by day and charge.
    """
    if payment.days:
        return with_days(claims, payment.days)
    left = list(claims)
    for fits in _NARROWINGS:
        if len(left) == 1:
            return left[0].ordinal
        left = [claim for claim in left if fits(payment, claim)] or left
    return left[0].ordinal if len(left) == 1 else 0


def _same_payer(payment: Paid, claim: Claim) -> bool:
    return any(s.payer in payment.payer_ids for s in claim.submissions)


def _shares_control_number(payment: Paid, claim: Claim) -> bool:
    return not _numbers(payment.lines).isdisjoint(_sent(claim))


def _has_every_control_number(payment: Paid, claim: Claim) -> bool:
    """Claims of one number may number their lines alike: 1, 2, 3. What comes back without a number says nothing of it."""
    return _numbers(payment.lines) <= _sent(claim)


def _sent(claim: Claim) -> set[str]:
    return _numbers(line for submission in claim.submissions for line in submission.lines)


def _numbers(lines: Iterable[Line] | Iterable[PaidLine]) -> set[str]:
    return {line.control_number for line in lines} - {""}


def _billed_its_lines(payment: Paid, claim: Claim) -> bool:
    sent = {(number, line.charge) for s in claim.submissions for line in s.lines for number in ("", line.control_number)}
    return all((line.control_number, abs(line.charge)) in sent for line in payment.lines)


def _same_day_and_charge(payment: Paid, claim: Claim) -> bool:
    day = _first_day(payment)
    return any(s.since == day and s.charge == abs(payment.charge) for s in claim.submissions)


def _same_day(payment: Paid, claim: Claim) -> bool:
    day = _first_day(payment)
    return any(s.since == day for s in claim.submissions)


def _day_of_a_line(payment: Paid, claim: Claim) -> bool:
    """A part of a split claim may begin with a later line."""
    day = _first_day(payment)
    return any(line.since == day for s in claim.submissions for line in s.lines)


def _same_charge(payment: Paid, claim: Claim) -> bool:
    return not _first_day(payment) and agrees(payment, claim)


def _first_day(payment: Paid) -> str:
    return payment.since or min((line.since for line in payment.lines if line.since), default="")


_NARROWINGS: tuple[Callable[[Paid, Claim], bool], ...] = (
    _same_payer, _shares_control_number, _has_every_control_number, _same_day_and_charge, _same_day, _day_of_a_line,
    _billed_its_lines, _same_charge)


def agrees(payment: Paid, claim: Claim) -> bool:
    """MAT-1 b and c post by themselves only when the charge agrees."""
    return any(s.charge == abs(payment.charge) for s in claim.submissions)


def lines(payment: Paid, billed: Sequence[Line]) -> list[LineMatch | None]:
    """For each adjudicated line the submitted line it answers, or None (MAT-2).

    ``billed`` may hold a line as it left each time; where several fit, the first counts. Lines that share a control number
    all answer the same line (a split or an unbundling: REM-14, REM-15) unless they charge more than was billed for it or our
    own lines share it, and so does a part of an unbundled line, which charges nothing and names it (SVC06). By any other key
    a submitted line is taken once, and identical ones are paired in order.
    """
    known: dict[str, str] = {}
    several: set[str] = set()      # numbers that two lines of ours have
    for line in billed:
        number = line.control_number
        if number and known.setdefault(number, line.key) != line.key:
            several.add(number)
    found: list[LineMatch | None] = [
        LineMatch(known[paid.control_number], "MAT-2a") if paid.control_number in known else None for paid in payment.lines]
    if several or len({paid.control_number for paid in payment.lines}) < len(found):
        _tell_apart(payment, billed, found, several)
    if None not in found:
        return found
    named = {match.key for match in found if match}
    free = [line for line in billed if line.key not in named]
    if named:                      # who returns our numbers leaves out only those that we did not send
        free.sort(key=lambda line: bool(line.control_number))
    for n, match in _by_other_keys(payment, [n for n, match in enumerate(found) if match is None], free, _LINE_KEYS):
        found[n] = match
    for n, paid in enumerate(payment.lines):
        if found[n] is None and not paid.charge:
            whole = {line.key for line in free if _recoded(paid, line)}
            found[n] = LineMatch(whole.pop(), "MAT-2d") if len(whole) == 1 else None
    return found


def _by_other_keys(payment: Paid, those: Sequence[int], free: Sequence[Line], keys: Sequence[LineKey]
                   ) -> Iterator[tuple[int, LineMatch]]:
    """Of these lines each that a key finds, by the first key that does; a submitted line is taken once."""
    taken: set[str] = set()
    found: set[int] = set()
    for how, same, unique in keys:
        for n in those:
            if n not in found:
                alike = dict.fromkeys(line.key for line in free if same(payment.lines[n], line))
                left = [key for key in alike if key not in taken]
                if left and (not unique or len(left) == 1):
                    taken.add(left[0])
                    found.add(n)
                    yield n, LineMatch(left[0], how if unique or len(alike) == 1 else f"{how} {INTERCHANGEABLE}")


def _tell_apart(payment: Paid, billed: Sequence[Line], found: list[LineMatch | None], several: Collection[str]) -> None:
    """Put lines of one control number where they belong by procedure, modifiers, day and charge: the number tells nothing where
    two lines of ours have it, or where the payer repeats it for more than was billed under it."""
    numbers = {paid.control_number for paid, match in zip(payment.lines, found, strict=True) if match}
    for key in {match.key for match in found if match}:
        those = [n for n, match in enumerate(found) if match and match.key == key]
        number = payment.lines[those[0]].control_number
        if number not in several and (len(those) == 1 or sum(abs(payment.lines[n].charge) for n in those) <= max(
                line.charge for line in billed if line.key == key)):
            continue
        free = sorted((line for line in billed if line.control_number == number or line.control_number not in numbers),
                      key=lambda line: line.control_number != number)
        for n, match in _by_other_keys(payment, those, free, _OWN_KEYS):
            if match.key != key:
                found[n] = LineMatch(match.key, f"MAT-2b {REPEATED}")


def mirrored(reversal: Paid, original: Paid) -> list[int | None]:
    """For each line of a reversal the index of the line that it takes back; None where there is none (REM-11)."""
    found: list[int | None] = [None] * len(reversal.lines)
    left = list(range(len(original.lines)))
    for same in _MIRRORS:
        for n, line in enumerate(reversal.lines):
            if found[n] is None:
                found[n] = next((m for m in left if same(line, original.lines[m])), None)
                if found[n] is not None:
                    left.remove(found[n])  # type: ignore[arg-type]
    return found


def undoes(line: PaidLine, original: PaidLine) -> bool:
    """Whether a reversed line is minus the original: charge, paid and every adjustment."""
    return _same_service(line, original) and line.paid == -original.paid and taken(line.adjustments, -1) == taken(
        original.adjustments)


def taken(adjustments: Sequence[Adjusted], sign: int = 1) -> list[tuple[str, str, Cents]]:
    """The amounts of adjustments in a fixed order, to be compared."""
    return sorted((a.group, a.reason, sign * a.amount) for a in adjustments if a.amount)


def _same_service(line: PaidLine, original: PaidLine) -> bool:
    return (line.procedure == original.procedure and line.charge == -original.charge
            and (line.control_number == original.control_number or not (line.control_number and original.control_number)))


_MIRRORS: tuple[Callable[[PaidLine, PaidLine], bool], ...] = (
    lambda line, original: line.modifiers == original.modifiers and undoes(line, original),
    undoes,
    _same_service,
    lambda line, original: bool(line.control_number) and line.control_number == original.control_number,
    lambda line, original: line.procedure == original.procedure,
)


def _modifiers(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _day(paid: PaidLine, line: Line) -> bool:
    return not paid.since or paid.since == line.since


def _procedure_and_modifiers(paid: PaidLine, line: Line) -> bool:
    return (paid.procedure == line.procedure and _modifiers(paid.modifiers) == _modifiers(line.modifiers)
            and _day(paid, line) and abs(paid.charge) == line.charge)


def _glued(paid: PaidLine, line: Line) -> bool:
    """Modifiers that came back as part of the code (REM-17)."""
    return (len(paid.procedure) > len(line.procedure) and paid.procedure == line.procedure + "".join(line.modifiers.split())
            and _day(paid, line) and abs(paid.charge) == line.charge)


def _procedure(paid: PaidLine, line: Line) -> bool:
    return paid.procedure == line.procedure and _day(paid, line) and abs(paid.charge) == line.charge


def _place_and_procedure(paid: PaidLine, line: Line) -> bool:
    """The payer numbers as we did where we sent no number of our own."""
    return not line.control_number and _position(paid, line) and line.procedure in (paid.procedure, paid.submitted)


def _recoded(paid: PaidLine, line: Line) -> bool:
    return bool(paid.submitted) and paid.submitted == line.procedure and _day(paid, line) and (
        not paid.submitted_modifiers or _modifiers(paid.submitted_modifiers) == _modifiers(line.modifiers))


def _position(paid: PaidLine, line: Line) -> bool:
    return paid.control_number.isdigit() and paid.control_number.lstrip("0") == line.lx


def _charge(paid: PaidLine, line: Line) -> bool:
    return abs(paid.charge) == line.charge


INTERCHANGEABLE, REPEATED = "interchangeable", "repeated"
_LINE_KEYS: tuple[LineKey, ...] = (
    ("MAT-2e", _place_and_procedure, True),
    ("MAT-2b", _procedure_and_modifiers, False),
    ("MAT-2b", _glued, False),
    ("MAT-2c", _procedure, True),
    ("MAT-2d", _recoded, True),
    ("MAT-2e", _position, True),
    ("MAT-2f", _charge, True),
)
_OWN_KEYS = tuple(key for key in _LINE_KEYS if key[0] == "MAT-2b")

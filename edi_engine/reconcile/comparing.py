"""What differs between two answers of a payer: every field of their nouns as facts, compared without regard to order."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from edi_engine.billing.kept import Kept
from edi_engine.billing.party import Adjustment, Amount, Dated, Name, Procedure, Quantity, Reference
from edi_engine.billing.remittance import Adjudication, ClaimPayment, ProviderAdjustment, ServicePayment
from edi_engine.codes import adjustments, remittances
from edi_engine.money import dollars
from edi_engine.reconcile.pairing import paired

PATIENTS = frozenset({"QC", "IL", "74", "GB"})                   # NM101 of people whose names are theirs
PRIVATE = frozenset({"1L", "1W", "EA", "IG", "SY"})              # REF01 of numbers that are a patient's
ACCOUNTS = frozenset({"sender_account", "receiver_account"})     # of a bank


class Fact(NamedTuple):
    """One thing that an answer says: what kind it is, which one, and what it says of it."""

    kind: str                      # amount, adjustment, remark, identifier, date, person ...
    name: str
    value: str
    at: int
    private: bool = False          # nobody prints it unasked


class Difference(NamedTuple):
    """One thing that two answers say otherwise; None where one of them says nothing of it."""

    kind: str
    name: str
    old: str | None
    new: str | None
    old_at: int
    new_at: int
    line: str = ""                 # which service line; "" = the claim or check itself
    words: str = ""
    private: bool = False


def of_claims(old: ClaimPayment, new: ClaimPayment) -> Iterator[Difference]:
    """What differs between two answers to one claim: the claim, then its lines; nothing when only the order does."""
    yield from between(facts(old), facts(new))
    pairs = _lines(old.lines, new.lines)
    for n, partner in enumerate(pairs):
        line = new.lines[n]
        if partner is None:
            yield Difference("line", "service line", None, _shown(line), 0, line.at, _label(n, line))
        else:
            yield from (difference._replace(line=_label(n, line))
                        for difference in between(facts(old.lines[partner]), facts(line)))
    for n in sorted(set(range(len(old.lines))) - set(pairs)):
        yield Difference("line", "service line", _shown(old.lines[n]), None, old.lines[n].at, 0, _label(n, old.lines[n]))


def between(old: Iterable[Fact], new: Iterable[Fact]) -> Iterator[Difference]:
    """The facts that are not the same, by kind and name; several of one name are compared as they are, in any order."""
    was, now = _by_name(old), _by_name(new)
    for key in dict.fromkeys((*was, *now)):
        before, after = was.get(key, []), now.get(key, [])
        if sorted(fact.value for fact in before) != sorted(fact.value for fact in after):
            kind, name = key
            yield Difference(kind, name, _said(before), _said(after), before[0].at if before else 0,
                             after[0].at if after else 0, words=_words(kind, name),
                             private=any(fact.private for fact in (*before, *after)))


def facts(noun: Any) -> Iterator[Fact]:
    """Everything that a noun says, service lines aside; an empty field says nothing."""
    kind: Any = type(noun)
    for name in _names(kind):
        yield from _facts(name, getattr(noun, name), noun.at)


@cache
def _names(noun: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(noun) if field.compare and (noun, field.name) != (ClaimPayment, "lines"))


def _facts(name: str, value: Any, at: int) -> Iterator[Fact]:
    if value is None or value == "":
        return
    if tell := _TELL.get(type(value)):
        yield tell(name, value, at)
    elif type(value) is tuple and name == "remarks":
        yield from (Fact("remark", code_list, code, at) for code_list, code in value)
    elif type(value) is tuple:
        for part in value:
            yield from _facts(name, part, at)
    elif type(value) is Adjudication:
        yield from (Fact("remark" if name == "outpatient" and n in range(3, 8) else "adjudication",
                         f"{'MIA' if name == 'inpatient' else 'MOA'}{n:02d}", each, value.at)
                    for n, each in enumerate(value.values, 1) if each)
    elif type(value) is Kept:
        raw = [each[-1] for each in value.segments] + [each[-1] for each in value.elements]
        yield from (Fact("other", "what no field of ours holds", text, at, True) for text in raw)
    elif type(value) is Name:
        who = remittances.PEOPLE.get(value.role, value.role)
        yield from (fact._replace(kind="person", name=f"{who} {fact.name}", private=value.role in PATIENTS)
                    for fact in facts(value) if fact.name != "role")
    elif is_dataclass(value):
        yield from (fact._replace(name=f"{_spaced(name)} {fact.name}") for fact in facts(value))


_KINDS = {"status": "status", "frequency": "status", "method": "payment", "handling": "payment"}
_TELL: dict[type[Any], Callable[[str, Any, int], Fact]] = {
    str: lambda name, text, at: Fact(_KINDS.get(name, "identifier"), _spaced(name), text, at, name in ACCOUNTS),
    int: lambda name, cents, at: Fact("amount", _spaced(name), dollars(cents), at),
    Decimal: lambda name, number, at: Fact("quantity", _spaced(name), f"{number.normalize():f}", at),
    date: lambda name, day, at: Fact("date", _spaced(name), day.isoformat(), at),
    Adjustment: lambda _, a, at: Fact("adjustment", f"{a.group}-{a.reason}", _adjusted(a), a.at or at),
    Amount: lambda _, a, at: Fact("amount", f"AMT*{a.qualifier}", dollars(a.amount), a.at or at),
    Quantity: lambda _, q, at: Fact("quantity", f"QTY*{q.qualifier}", f"{q.quantity.normalize():f}", q.at or at),
    Dated: lambda _, d, at: Fact("date", f"DTM*{d.qualifier}", d.day.isoformat() if d.day else "", d.at or at),
    Reference: lambda _, r, at: Fact("identifier", f"REF*{r.qualifier}", _composed(r.value, r.description, r.payer), r.at or at,
                                     r.qualifier in PRIVATE),
    Procedure: lambda name, p, at: Fact(
        "procedure", _spaced(name), _composed(p.qualifier, p.code, " ".join(p.modifiers), p.description), at),
    ProviderAdjustment: lambda _, p, at: Fact(
        "provider adjustment", _joined(p.reason, p.reference, p.provider, p.fiscal_period), dollars(p.amount), p.at or at),
}


def _adjusted(a: Adjustment) -> str:
    amount = "no amount" if a.amount is None else dollars(a.amount)
    return amount if a.quantity is None else f"{amount}, units {a.quantity.normalize():f}"


def _by_name(said: Iterable[Fact]) -> dict[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in said:
        found[fact.kind, fact.name].append(fact)
    return found


def _said(found: list[Fact]) -> str | None:
    return ", ".join(sorted(fact.value for fact in found)) if found else None


def _words(kind: str, name: str) -> str:
    """Our words for a code, where it is one."""
    if kind == "adjustment":
        return adjustments.words(name.partition("-")[2])
    return remittances.PROVIDER_REASONS.get(name.split(" ")[0], "") if kind == "provider adjustment" else ""


def _lines(old: tuple[ServicePayment, ...], new: tuple[ServicePayment, ...]) -> list[int | None]:
    """Which line of the old answer each line of the new one is: the same one, else by control number, service, order."""
    def by(key: Callable[[ServicePayment], Any]) -> tuple[Callable[[int], Any], Callable[[int], Any]]:
        return lambda n: key(old[n]), lambda n: key(new[n])

    return paired(len(old), len(new), [
        by(lambda line: line), by(lambda line: (line.control_number, line.procedure) if line.control_number else None),
        by(lambda line: line.control_number or None), by(lambda line: (line.procedure, line.since, line.charge)),
        by(lambda line: line.procedure.code), by(lambda line: ())])


def _label(n: int, line: ServicePayment) -> str:
    return f"{n + 1} {line.procedure.code}" + (f" ({line.control_number})" if line.control_number else "")


def _shown(line: ServicePayment) -> str:
    return f"charge {dollars(line.charge)}, paid {dollars(line.paid)}"


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _composed(*parts: str) -> str:
    return ":".join(parts).rstrip(":")


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))

"""Envelopes as the world sends them: the same segments, wrapped, ended, padded and cut otherwise."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from edi_engine import x12
from edi_engine.guides import ta1, x214, x221a1, x231a1
from edi_engine.payer.scenario import Scenario

WIDTH = 80

PLAIN = x12.Delimiters()
OTHERS = (x12.Delimiters("|", "!", ">", "'"), x12.Delimiters("*", "^", "<", "\n"))


@dataclass(frozen=True, slots=True)
class Parties:
    """Who answers whom: the sender and the receiver of the claims, turned round."""

    sender: str
    receiver: str
    sender_qualifier: str
    receiver_qualifier: str
    usage: str


def turned(isa: Sequence[str]) -> Parties:
    """The parties of an answer to an interchange."""
    def said(element: int, otherwise: str) -> str:
        return (isa[element].strip() if len(isa) > element else "") or otherwise

    return Parties(said(8, "PAYER"), said(6, "PROVIDER"), said(7, "ZZ"), said(5, "ZZ"), said(15, "T"))


KINDS = {"999": ("FA", "005010X231A1", True), "277": ("HN", "005010X214", True), "835": ("HP", "005010X221A1", False)}
"""ST01 -> GS01, GS08, and whether ST03 says so, too."""


def envelope(parties: Parties, kind: str, when: datetime, number: int, delimiters: x12.Delimiters = PLAIN) -> x12.Interchange:
    """The envelope of an answer."""
    functional, version, named = KINDS.get(kind, ("", "005010", False))
    return x12.Interchange(
        parties.sender, parties.receiver, when, number, parties.sender, parties.receiver, number, version, kind, functional,
        parties.sender_qualifier, parties.receiver_qualifier, parties.usage, delimiters=delimiters,
        reference=version if named else "")


GUIDES = {"999": x231a1, "277": x214, "835": x221a1}


def written(of: x12.Interchange, sets: Iterable[Iterable[object]]) -> bytes:
    """An interchange with these transaction sets, each given as its nouns; other delimiters where a value holds one."""
    guide = GUIDES[of.kind]
    segments = [list(guide.write(nouns)) for nouns in sets]
    for marks in (of.delimiters, PLAIN, *OTHERS):
        out = io.BytesIO()
        if not x12.write_interchange(out, replace(of, delimiters=marks), segments).problems:
            break
    return out.getvalue()


def acknowledged(of: x12.Interchange, nouns: Iterable[object]) -> bytes:
    """An interchange of TA1s."""
    out = io.BytesIO()
    x12.write_acknowledgments(out, of, ta1.write(nouns))  # type: ignore[arg-type]
    return out.getvalue()


def wrapped(data: bytes) -> bytes:
    """Lines of 80 characters, wherever segments end (ENV-9)."""
    return b"\r\n".join(data[at:at + WIDTH] for at in range(0, len(data), WIDTH))


def line_ends(data: bytes) -> bytes:
    """Each segment on a line of its own."""
    return data.replace(b"~", b"~\r\n")


def byte_order_mark(data: bytes) -> bytes:
    """As some editors save it (ENV-10)."""
    return b"\xef\xbb\xbf" + data


def blank_tail(data: bytes) -> bytes:
    """As some systems fill their records."""
    return data + b"  \r\n\r\n   "


def no_repetition(data: bytes) -> bytes:
    """ISA11 as 4010 had it, where nothing repeats."""
    head = data[:106].split(b"*")
    return b"*".join((*head[:11], b"U", *head[12:])) + data[106:] if len(head) == 17 and b"^" not in data[106:] else data


QUIRKS: dict[str, Callable[[bytes], bytes]] = {
    "wrapped": wrapped, "line_ends": line_ends, "no_repetition": no_repetition, "blank_tail": blank_tail,
    "byte_order_mark": byte_order_mark,
}
"""By the rate that it happens at: what is done to a file that was written with the usual delimiters."""


def delimiters(scenario: Scenario, chance: Random) -> x12.Delimiters:
    """With which delimiters a file is written."""
    return chance.choice(OTHERS) if scenario.happens("other_delimiters", chance) else PLAIN


def odd(data: bytes, scenario: Scenario, chance: Random) -> bytes:
    """The file with at most one way of wrapping, and whatever else the scenario does to it."""
    if data[105:106] != b"~":
        return data
    happening = [quirk for name, quirk in QUIRKS.items() if scenario.happens(name, chance)]
    if wrapped in happening and line_ends in happening:
        happening.remove(line_ends)
    for quirk in happening:
        data = quirk(data)
    return data

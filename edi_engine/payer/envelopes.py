"""Envelopes as the world sends them: the same segments, wrapped, ended, padded and cut otherwise."""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from edi_engine import x12
from edi_engine.guides import ta1, x214, x221a1, x231a1
from edi_engine.payer.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that arrives."""

    when: datetime
    kind: str                      # ta1, 999, 277ca, 835; a TA1 may come with a 999
    data: bytes


HEAD = 106                         # bytes of an ISA with its terminator

PLAIN = x12.Delimiters()
OTHERS = (x12.Delimiters("|", "!", ">", "'"), x12.Delimiters("*", "^", "<", "\n"), x12.Delimiters("*", "^", ":", "\r"))
MARKS = frozenset("*^:~|!>'<")


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
    def said(element: int, width: int, otherwise: str) -> str:
        text = isa[element].strip() if len(isa) > element else ""
        fits = 0 < len(text) <= width and text.isascii() and text.isprintable() and MARKS.isdisjoint(text)
        return text if fits else otherwise

    return Parties(said(8, 15, "PAYER"), said(6, 15, "PROVIDER"), said(7, 2, "ZZ"), said(5, 2, "ZZ"), said(15, 1, "T"))


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


def written(groups: Sequence[tuple[x12.Interchange, Iterable[Iterable[object]]]]) -> bytes:
    """An interchange of groups with their transaction sets, each as its nouns; other delimiters where a value holds one."""
    envelope = groups[0][0]
    segments, numbers = [], 1
    for of, sets in groups:
        segments.append((replace(of, set_control_number=numbers), [list(GUIDES[of.kind].write(nouns)) for nouns in sets]))
        numbers += len(segments[-1][1])
    for marks in (envelope.delimiters, PLAIN, *OTHERS):
        out = io.BytesIO()
        if not x12.write_groups(out, replace(envelope, delimiters=marks), segments).problems:
            break
    return out.getvalue()


def acknowledged(of: x12.Interchange, nouns: Iterable[object]) -> bytes:
    """An interchange of TA1s."""
    out = io.BytesIO()
    x12.write_acknowledgments(out, of, ta1.write(nouns))  # type: ignore[arg-type]
    return out.getvalue()


def along(acknowledgment: bytes, other: bytes) -> bytes:
    """The TA1 of the one interchange in front of the groups of the other."""
    said = acknowledgment[HEAD:acknowledgment.rindex(b"IEA")]
    return other[:HEAD] + said.replace(b"*", other[3:4]).replace(b"~", other[HEAD - 1:HEAD]) + other[HEAD:]


# --- what is done to a file that was written with the usual delimiters: to its segments, then to its lines, its end, its front

def no_repetition(data: bytes, chance: Random) -> bytes:
    """ISA11 as 4010 had it, where nothing repeats."""
    head = data[:HEAD].split(b"*")
    return b"*".join((*head[:11], b"U", *head[12:])) + data[HEAD:] if len(head) == 17 and b"^" not in data[HEAD:] else data


def small_letters(data: bytes, chance: Random) -> bytes:
    """Segment tags in small letters, that of the ISA aside (ENV-10)."""
    return data[:HEAD] + re.sub(rb"(?:^|(?<=~))(?!ISA)[A-Z0-9]+(?=\*)", lambda tag: tag[0].lower(), data[HEAD:])


def padded(data: bytes, chance: Random) -> bytes:
    """Names with blanks behind them (ENV-8)."""
    return re.sub(rb"(?<=~)((?:N1\*P[ER]|NM1\*[0-9A-Z]+\*\d)\*[^*~]+)", rb"\1   ", data)


def spare_separators(data: bytes, chance: Random) -> bytes:
    """Separators behind the last element (ENV-8)."""
    return re.sub(rb"(?<=~)((?:LX|DTM|DTP|SVC|REF)\*[^~]*[^~*:])(?=~)", rb"\1**", data)


def empty_segments(data: bytes, chance: Random) -> bytes:
    """Segments without anything in them (ENV-10)."""
    return data.replace(b"~", b"~~ ~")


def wrapped(data: bytes, chance: Random) -> bytes:
    """Lines of 80 characters, or of a few, wherever segments end (ENV-9)."""
    width = chance.choice((80, 80, 72, 5))
    return b"\r\n".join(data[at:at + width] for at in range(0, len(data), width))


def line_ends(data: bytes, chance: Random) -> bytes:
    """Each segment on a line of its own (ENV-9)."""
    return data.replace(b"~", chance.choice((b"~\r\n", b"~\n")))


def indented(data: bytes, chance: Random) -> bytes:
    """Each segment on a line of its own, after some blanks (ENV-10)."""
    return data.replace(b"~", b"~\n\t  ").rstrip(b" \t")


def unterminated(data: bytes, chance: Random) -> bytes:
    """Without the last terminator (ENV-10)."""
    return data.rstrip().removesuffix(b"~")


def blank_tail(data: bytes, chance: Random) -> bytes:
    """As some systems fill their records."""
    return data + b"  \r\n\r\n   "


def nul_tail(data: bytes, chance: Random) -> bytes:
    """As others do."""
    return data + bytes(64)


def text_around(data: bytes, chance: Random) -> bytes:
    """As some mail programs send it (ENV-10); where the ISA is broken up, nobody would find it in there."""
    return data if b"\n" in data[:HEAD] else b"-- begin --\r\n" + data + b"\r\n-- end --\r\n"


def byte_order_mark(data: bytes, chance: Random) -> bytes:
    """As some editors save it (ENV-10)."""
    return b"\xef\xbb\xbf" + data


def blank_head(data: bytes, chance: Random) -> bytes:
    """After some empty lines (ENV-10)."""
    return b"\r\n \r\n" + data


Quirk = Callable[[bytes, Random], bytes]
SEGMENTS: dict[str, Quirk] = {
    "no_repetition": no_repetition, "small_letters": small_letters, "padded": padded, "spare_separators": spare_separators,
    "empty_segments": empty_segments}
LINES: dict[str, Quirk] = {"wrapped": wrapped, "line_ends": line_ends, "indented": indented}
ENDS: dict[str, Quirk] = {
    "unterminated": unterminated, "blank_tail": blank_tail, "nul_tail": nul_tail, "text_around": text_around}
FRONTS: dict[str, Quirk] = {"byte_order_mark": byte_order_mark, "blank_head": blank_head}
"""By the rate that they happen at: all of what is done to segments, of the others one each."""


def delimiters(scenario: Scenario, chance: Random) -> x12.Delimiters:
    """With which delimiters a file is written."""
    return chance.choice(OTHERS) if scenario.happens("other_delimiters", chance) else PLAIN


def odd(data: bytes, scenario: Scenario, chance: Random) -> bytes:
    """The file with whatever the scenario does to it."""
    if data[HEAD - 1:HEAD] != b"~":
        return data
    for quirk in (*scenario.happening(SEGMENTS, chance), *(
            quirk for table in (LINES, ENDS, FRONTS) for quirk in scenario.happening(table, chance)[:1])):
        data = quirk(data, chance)
    return data

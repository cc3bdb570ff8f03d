"""A code set: which codes there are and on which days each holds, packed so small that it can be shipped and so plainly that it
loads in a millisecond.

The file is one line of JSON - the kind, the days it covers, where it comes from, the spans of days that its codes share -
and then the sorted codes, each padded to the width of the longest and followed by the number of its spans in two bytes. The
bytes stand by columns, not by codes, since a column of sorted codes repeats itself and packs to a tenth. The texts, when
there are any, follow packed by themselves and are unpacked only when somebody asks.
"""

import json
import zlib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

FORMAT = "edi codes 1"
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Entry:
    """One code, the days from and to which it holds (None: as far as its list goes), and its text if any."""

    code: str
    since: date | None = None
    until: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class CodeSet:
    """The codes of one kind over the days that one list, or several, speak of."""

    kind: str
    since: date
    until: date
    source: str
    width: int
    spans: tuple[tuple[Span, ...], ...]
    codes: bytes                   # padded to the width, sorted
    numbers: bytes                 # two bytes a code: which of the spans are its own
    packed_texts: bytes = b""
    ends_own: bool = False         # an end on the last day is the code's own; else it is as far as the list goes

    def __len__(self) -> int:
        return len(self.numbers) // 2

    def of(self, code: str) -> tuple[Span, ...]:
        """The days on which the code holds; () when the set does not know it."""
        place = self._place(code)
        if self._at(place) != code.encode().ljust(self.width) or not code:
            return ()
        return self.spans[int.from_bytes(self.numbers[2 * place:2 * place + 2])]

    def below(self, code: str) -> list[str]:
        """The codes that begin with this one and are longer."""
        first, after = self._place(code), self._place(code + "\x7f")
        found = (self._at(place).decode().rstrip() for place in range(first, after))
        return [longer for longer in found if longer != code]

    def text(self, code: str) -> str:
        """The text that the set came with for the code; "" when there is none."""
        if not self.packed_texts or not self.of(code):
            return ""
        return zlib.decompress(self.packed_texts).decode().split("\n")[self._place(code)]

    def speaks_of(self, code: str) -> bool:
        """Whether the set has any code with this one's first sign: a list without letters V to Y says nothing of them."""
        return bool(code) and self._at(self._place(code[0])).startswith(code[0].encode())

    def _place(self, code: str) -> int:
        return bisect_left(range(len(self)), code.encode().ljust(self.width), key=self._at)

    def _at(self, place: int) -> bytes:
        return self.codes[place * self.width:(place + 1) * self.width]


def of_entries(kind: str, entries: Iterable[Entry], since: date, until: date, source: str) -> CodeSet:
    """A set of these codes; several entries of one code are several spans of days."""
    days: dict[str, list[Span]] = {}
    texts: dict[str, str] = {}
    for entry in entries:
        days.setdefault(entry.code, []).append((entry.since or since, entry.until or until))
        texts[entry.code] = " ".join(entry.text.split()) or texts.get(entry.code, "")
    codes = sorted(days)
    own = [tuple(sorted(days[code])) for code in codes]
    spans = tuple(sorted(set(own)))
    number = {span: place.to_bytes(2) for place, span in enumerate(spans)}
    width = max(map(len, codes), default=1)
    said = "\n".join(texts[code] for code in codes)
    return CodeSet(kind, since, until, source, width, spans, b"".join(code.encode().ljust(width) for code in codes),
                   b"".join(number[span] for span in own), zlib.compress(said.encode(), 9) if said.strip() else b"")


def pack(codes: CodeSet) -> bytes:
    """The set as the bytes of a file."""
    body = zlib.compress(_columns(codes.codes, codes.width) + _columns(codes.numbers, 2), 9)
    head = {"format": FORMAT, "kind": codes.kind, "from": codes.since.isoformat(), "to": codes.until.isoformat(),
            "source": codes.source, "codes": len(codes), "width": codes.width, "packed": len(body),
            "spans": [[[since.isoformat(), until.isoformat()] for since, until in own] for own in codes.spans],
            **({"ends": "own"} if codes.ends_own else {})}
    return json.dumps(head).encode() + b"\n" + body + codes.packed_texts


def unpack(data: bytes) -> CodeSet:
    """The set in the bytes of a file; ValueError when they are none."""
    line, _, rest = data.partition(b"\n")
    head = json.loads(line)
    if head["format"] != FORMAT:
        raise ValueError(f"not {FORMAT}")
    count, width = head["codes"], head["width"]
    columns = zlib.decompress(rest[:head["packed"]])
    day = date.fromisoformat
    spans = tuple(tuple((day(since), day(until)) for since, until in own) for own in head["spans"])
    return CodeSet(head["kind"], day(head["from"]), day(head["to"]), head["source"], width, spans,
                   _rows(columns[:count * width], count), _rows(columns[count * width:], count), rest[head["packed"]:],
                   head.get("ends") == "own")


def _columns(rows: bytes, width: int) -> bytes:
    return b"".join(rows[column::width] for column in range(width))


def _rows(columns: bytes, count: int) -> bytes:
    """The rows of what stands by columns of so many bytes."""
    rows, width = bytearray(len(columns)), len(columns) // count if count else 0
    for column in range(width):
        rows[column::width] = columns[column * count:(column + 1) * count]
    return bytes(rows)

"""The knife for one set of delimiters: the patterns that find segments in a file's bytes, compiled once.

Everything here works on whole blocks with the bytes and patterns of C; nothing looks at single characters. Delimiters are
cut as bytes of the file's encoding: UTF-8 never holds one character inside another, so the cut is right there too.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from edi_engine.x12.delimiters import Delimiters

BLANKS = b" \t\r\n\0\x0b\x0c\x1a"        # what may stand between a terminator and the next segment without belonging to it
CONTROLS = bytes(range(32)) + b"\x7f"
ENVELOPE = ("IEA", "GS", "GE", "ST", "SE", "TA1")
INDENTED, EMPTY, LOWER = 2, 4, 8         # oddities that are met in the search for envelopes


@dataclass(frozen=True, slots=True)
class Knife:
    """How the bytes of an interchange are cut."""

    encoding: str
    terminator: bytes
    element: bytes
    breaks: bytes                  # CR and LF, unless one of them is a delimiter
    blanks: bytes                  # BLANKS, without delimiters
    filled: re.Pattern[bytes]      # a segment that is not empty, with its terminator; only for text that ends with one
    padded: re.Pattern[bytes]      # blanks at the end of a value
    controls: bytes                # control characters that delimit nothing and are no break
    control: re.Pattern[bytes]     # such a character within a segment
    wrapped: re.Pattern[bytes]     # a break within a segment
    lower: re.Pattern[bytes]       # a tag in lower case and the terminator before it
    opening: re.Pattern[bytes]     # the tag of an ISA, perhaps wrapped, and before its separator
    loose: re.Pattern[bytes]       # a terminator and the blanks and empty segments behind it (breaks are gone already)

    def text(self, data: bytes) -> str:
        """The text of one segment: no terminator, no breaks, no blanks before it."""
        if data.endswith(self.terminator):
            data = data[:-len(self.terminator)]
        return data.translate(None, self.breaks).lstrip(self.blanks).decode(self.encoding, "replace")

    def count(self, data: bytes, start: int, stop: int, layout: int) -> int:
        """The segments that are not empty and end in ``data[start:stop]``.

        It must begin where a segment does, or the rest of one counts as a whole. What stands behind its last terminator is
        not looked at: the pattern would search it for an end from every byte anew.
        """
        if layout & EMPTY:
            return len(self.filled.findall(data, start, self.end(data, start, stop)))
        return data.count(self.terminator, start, stop)

    def end(self, data: bytes, start: int, stop: int) -> int:
        """Behind the last terminator of ``data[start:stop]``; ``start`` when there is none."""
        found = data.rfind(self.terminator, start, stop)
        return found + len(self.terminator) if found >= 0 else start


def _any(characters: bytes, but: bytes) -> bytes:
    return bytes(each for each in characters if each not in but)


@lru_cache(maxsize=64)
def knife(delimiters: Delimiters, encoding: str) -> Knife:
    """The knife for these delimiters in a file of this encoding."""
    terminator, element = delimiters.terminator.encode(encoding), delimiters.element.encode(encoding)
    taken = "".join((delimiters.element, delimiters.repetition, delimiters.component, delimiters.terminator)).encode(encoding)
    blanks, breaks, cut = _any(BLANKS, taken), _any(b"\r\n", taken), re.escape(terminator)
    blank = b"[" + re.escape(blanks) + b"]"
    ink = b"[^" + re.escape(blanks) + cut + b"]"
    gap = b"[" + re.escape(breaks) + b"]*+" if breaks else b""
    word = b"(?:(?!" + cut + b")[^" + re.escape(blanks) + b"])"
    return Knife(encoding, terminator, element, breaks, blanks,
                 filled=re.compile(word + b"(?s:(?!" + cut + b").)*" + cut if len(terminator) > 1 else
                                   b"[^" + re.escape(blanks) + cut + b"][^" + cut + b"]*" + cut),
                 padded=re.compile(ink + b" +(?=" + re.escape(element) + b"|" + cut + b")"),
                 controls=_any(CONTROLS, taken + b"\r\n"),
                 control=re.compile(b"[" + re.escape(_any(CONTROLS, taken + BLANKS)) + b"]|(?<=" + ink + b")["
                                    + re.escape(_any(BLANKS, taken + b" \r\n")) + b"]+(?=" + ink + b")"),
                 wrapped=re.compile(ink + b"[ \t]*[" + re.escape(breaks) + b"](?=" + blank + b"*[^" + re.escape(blanks) + b"])"
                                    if breaks else b"(?!)"),
                 lower=re.compile(b"(?:\\A|" + cut + b")(?=[A-Z0-9]{0,2}[a-z])[A-Za-z][A-Za-z0-9]{1,2}(?="
                                  + re.escape(element) + b"|" + cut + b")"),
                 opening=re.compile(gap.join((b"I", b"S", b"A", b"(?=[^A-Za-z0-9 \r\n])"))),
                 loose=re.compile(cut + b"(?:" + blank + b"+|" + cut + b")(?:" + blank + b"|" + cut + b")*"))


@dataclass(frozen=True, slots=True)
class Marks:
    """The patterns that find the segments of envelopes, and the first oddity of a kind that was not seen yet."""

    inner: re.Pattern[bytes]       # behind a terminator
    first: re.Pattern[bytes]       # at the beginning of a block


@lru_cache(maxsize=256)
def marks(edge: Knife, seen: int) -> Marks:
    """The patterns for a file whose oddities ``seen`` so far are known: those are stepped over, the others are found."""
    cut, element = re.escape(edge.terminator), re.escape(edge.element)
    gap = b"[" + re.escape(edge.breaks) + b"]*" if edge.breaks else b""
    spaces = _any(edge.blanks, edge.breaks)
    lead = b"[" + re.escape(edge.blanks if seen & INDENTED else edge.breaks) + b"]*" if seen & INDENTED or edge.breaks else b""
    ink = b"[^" + re.escape(edge.blanks) + b"]"
    oddities = ((INDENTED, b"(?=(?P<indented>[" + re.escape(spaces) + b"])[" + re.escape(edge.blanks) + b"]*" + ink + b")"),
                (LOWER, b"(?=(?P<lower>[a-z]))"), (EMPTY, b"(?=(?P<empty>" + cut + b"))"))
    choices = [pattern for flag, pattern in oddities if not seen & flag]
    letters = [gap.join(b"[" + letter.encode() + letter.lower().encode() + b"]" if letter.isalpha() else letter.encode()
                        for letter in tag) for tag in ENVELOPE]
    tag = b"(?P<tag>" + b"|".join(letters) + b")" + gap + b"(?=" + element + b"|" + cut + rb"|\Z)"
    body = lead + b"(?:" + b"|".join([*choices, tag]) + b")"
    return Marks(re.compile(cut + body), re.compile(body))

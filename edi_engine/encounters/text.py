"""The text of a file of encounters. A byte that is no text is neither guessed nor lost: it stays in the text, marked as stray,
until it is known which line or row it spoils."""

import codecs
import re

STRAY = re.compile("[\udc80-\udcff]")
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of(data: bytes) -> str:
    """UTF-16 with its mark, else UTF-8; UnicodeDecodeError for UTF-16 that is cut off or mixed with something else."""
    return data.decode("utf-16") if data.startswith(_MARKS) else data.decode("utf-8", "surrogateescape")


def unmarked(text: str) -> str:
    """The text without its byte order mark."""
    return text.removeprefix("\ufeff")


def is_windows(text: str) -> bool:
    """Whether there are letters outside ASCII and none is UTF-8, as in what spreadsheets on Windows write.

    >>> is_windows(text_of(b"MU\\xd1OZ")), is_windows(text_of(b"MU\\xd1OZ, JOS\\xc3\\xa9")), is_windows("MUNOZ")
    (True, False, False)
    """
    return STRAY.search(text) is not None and STRAY.sub("", text).isascii()


def as_windows(text: str) -> str:
    """The text read as Windows-1252, in which a few bytes mean nothing and stay stray.

    >>> as_windows(text_of(b"MU\\xd1OZ")), len(STRAY.findall(as_windows(text_of(b"\\x80\\x81"))))
    ('MUÑOZ', 1)
    """
    return text.encode("utf-8", "surrogateescape").decode("cp1252", "surrogateescape")

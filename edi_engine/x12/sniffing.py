"""What a file is when it is no X12, told from its first bytes."""

import re

CONTAINERS = (                                    # nothing within these is read, whatever it says
    (rb"PK(?:\x03\x04|\x05\x06|\x07\x08)", "a ZIP archive (or an Office document)"),
    (rb"%PDF-", "a PDF document"),
    (rb"\x1f\x8b", "a gzip archive"),
    (rb"BZh[1-9]", "a bzip2 archive"),
    (rb"\xfd7zXZ\0", "an xz archive"),
    (rb"\x28\xb5\x2f\xfd", "a zstd archive"),
    (rb"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (rb"Rar!\x1a\x07", "a RAR archive"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (rb"\x89PNG\r\n", "a picture"),
    (rb"\xff\xd8\xff|GIF8|II\*\0|MM\0\*", "a picture"),
    (rb"\x7fELF|MZ[\x00-\xff]{4}", "a program"),
    (rb"SQLite format 3\0", "a database"),
    (rb"-----BEGIN PGP", "a PGP message; it has to be decrypted first"),
    (rb"\xff\xfe|\xfe\xff|I\0S\0A\0|\0I\0S\0A", "text in UTF-16; it has to be saved as plain text first"),
    (rb"\xc9\xe2\xc1", "text in EBCDIC; it has to be transferred as text"),
    (rb"\s*(?i:<!doctype html|<html|<head|<body)", "a web page (HTML)"),
    (rb"\s*(?:<\?xml|<[A-Za-z][\w:.-]*[\s/>])", "XML"),
    (rb"\s*(?:\{\\rtf)", "a rich text document"),
    (rb"\s*(?:\{\s*[\"}]|\[\s*[\{\"\]])", "JSON"),
)
LOOKALIKES = (
    (rb"\s*(?:MSH|FHS|BHS)\|", "an HL7 message"),
    (rb"\s*UN[AB][:+]", "UN/EDIFACT"),
    (rb"[^\r\n]*\0", "binary data"),
    (rb"\s*(?:\"[^\"\r\n]*\"|[^,;\t\r\n]*)(?:,|;|\t)[^\r\n]*[\r\n]", "a table (CSV)"),
)


def container(head: bytes) -> str:
    """What kind of container the file is; "" for none."""
    return _first(CONTAINERS, head)


def guess(head: bytes) -> str:
    """What a file without any X12 segment looks like."""
    found = container(head) or _first(LOOKALIKES, head)
    if found:
        return found
    odd = len(head.translate(None, bytes(range(32, 127)) + b"\t\r\n\f"))
    return "binary data" if odd * 10 > len(head) * 3 or b"\0" in head else "text without an ISA, GS or ST segment"


def _first(table: tuple[tuple[bytes, str], ...], head: bytes) -> str:
    return next((name for pattern, name in table if re.match(pattern, head)), "")

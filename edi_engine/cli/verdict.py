"""The exit code, worked out from the JSON document alone; so a program that reads the document knows why."""

from collections.abc import Iterator, Mapping
from typing import Any

DONE, TROUBLE, MISUSE, UNREADABLE = 0, 1, 2, 3

_WAITING = frozenset(("held", "partly held", "quarantined", "refused", "rejected", "unreadable"))


def exit_code(document: Mapping[str, Any]) -> int:
    """0 done; 1 done, with an error or something held, refused or quarantined; 3 none of the files could be read."""
    files = document.get("files") or ()
    if files and all(unreadable(file) for file in files):
        return UNREADABLE
    return TROUBLE if any(_troubled(part) for part in (document, *files)) else DONE


def unreadable(file: Mapping[str, Any]) -> bool:
    """Nothing could be read of the file: it says so itself, or it has no transaction set and an error to show for it."""
    said = file.get("verdict") or file.get("result")
    if said is not None:
        return bool(said == "unreadable")
    return not file.get("transactions", True) and any(p["severity"] == "error" for p in file["problems"])


def _troubled(part: Mapping[str, Any]) -> bool:
    return any(said in _WAITING for said in _said(part)) or any(p["severity"] == "error" for p in part.get("problems") or ())


def _said(part: Mapping[str, Any]) -> Iterator[str]:
    for name in ("verdict", "result"):
        if isinstance(said := part.get(name), str):
            yield said

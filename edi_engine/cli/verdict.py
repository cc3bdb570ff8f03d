"""The exit code, worked out from the JSON document alone; so a program that reads the document knows why."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

DONE, TROUBLE, MISUSE, UNREADABLE = 0, 1, 2, 3

_WAITING = frozenset(("held", "partly held", "quarantined", "refused", "rejected", "partly accepted", "unreadable",
                      "unwritable"))


def exit_code(document: Mapping[str, Any]) -> int:
    """0 done; 1 done, with an error or something held, refused or quarantined; 3 nothing could be read, carried or answered."""
    said = document.get("files")
    files: list[Sequence[Mapping[str, Any]]] = [said, document.get("received", ())] if isinstance(said, Sequence) else []
    if (any(files[:1]) and all(map(unreadable, files[0]))) or any(map(_not_carried, chain([document], *files))):
        return UNREADABLE
    return TROUBLE if any(map(_troubled, chain([document], *files))) else DONE


def unreadable(file: Mapping[str, Any]) -> bool:
    """Nothing could be read of the file, or written for it: its verdict, what it is, or one of its problems says so."""
    if "verdict" in file:
        return file["verdict"] in ("unreadable", "unwritable")
    if "direction" in file:
        return False                              # it was carried or not; nobody read it
    if "result" in file:
        return file["kind"] is None and file["result"] != "waiting"
    from edi_engine.problems.failures import NOTHING_READ

    return any((problem["rule"], problem["kind"]) in NOTHING_READ for problem in file.get("problems") or ())


def _not_carried(part: Mapping[str, Any]) -> bool:
    problems = part.get("problems") or ()
    if not problems:
        return False
    from edi_engine.problems.failures import TRANSPORT

    return any((problem["rule"], problem["kind"]) in TRANSPORT for problem in problems)


def _troubled(part: Mapping[str, Any]) -> bool:
    return part.get("verdict") in _WAITING or part.get("result") in _WAITING or _in_error(part)


def _in_error(part: Mapping[str, Any]) -> bool:
    return any(problem["severity"] == "error" for problem in part.get("problems") or ())

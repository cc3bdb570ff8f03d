"""Problems for people: ``file: segment 15 (SVC03): sentence``, grouped by severity, worst first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from sys import maxsize
from typing import Any

from edi_engine.cli.printing.blocks import Block, Line, Title, count

HEADINGS = {"error": "Errors", "warning": "Warnings", "info": "For your information"}
AT_MOST = {"error": 10, "warning": 5, "info": 1}    # of one rule and kind: who makes a mistake makes it on every claim
EVERY_ERROR = {**AT_MOST, "error": maxsize}         # where each is a row that somebody has to correct

Problem = Mapping[str, Any]


def of_files(files: Iterable[Mapping[str, Any]], at_most: Mapping[str, int] = AT_MOST) -> Iterator[Block]:
    """The problems of every file, errors first; within a severity by rule, then by file and place."""
    groups: dict[str, list[tuple[str, Problem]]] = defaultdict(list)
    for file in files:
        for problem in file.get("problems") or ():
            groups[problem["severity"]].append((str(file.get("file") or ""), problem))
    for severity, heading in HEADINGS.items():
        if group := groups.get(severity):
            yield Title(f"{heading} ({len(group):,})", severity)
            yield from _lines(group, at_most[severity])


def sentence(file: str, problem: Problem) -> str:
    """One problem on one line.

    >>> sentence("835/acme.x12", {"rule": "REM-1", "message": "off by 10.00",
    ...                           "place": {"segment": 15, "tag": "SVC", "element": 3}})
    '835/acme.x12: segment 15 (SVC03): off by 10.00 [REM-1]'
    """
    parts = (file, place(problem.get("place") or {}), f"{problem['message']} [{problem['rule']}]")
    return ": ".join(part for part in parts if part)


def place(where: Mapping[str, Any]) -> str:
    """Where in its file: the segment counted from ST where there is one, else from the file's first; "" for the whole file."""
    known = {name: where.get(name) for name in ("transaction", "segment", "index", "tag", "element", "component")}
    number = known["segment"] or known["index"]
    if not number:
        return ""
    several = f"transaction {known['transaction']}, " if (known["transaction"] or 1) > 1 else ""
    if not known["tag"]:
        return f"{several}segment {number}"
    component = f"-{known['component']}" if known["component"] else ""
    element = f"{known['element']:02d}{component}" if known["element"] else ""
    return f"{several}segment {number} ({known['tag']}{element})"


def _lines(group: list[tuple[str, Problem]], at_most: int) -> Iterator[Block]:
    kinds: dict[tuple[str, str], list[tuple[str, Problem]]] = defaultdict(list)
    for file, problem in group:
        kinds[problem["rule"], problem["kind"]].append((file, problem))
    for (rule, _), found in kinds.items():
        yield from (Line(sentence(file, problem), indent=2) for file, problem in found[:at_most])
        if rest := found[at_most:]:
            where = count(len({file for file, _ in rest}), "file")
            yield Line(f"and {len(rest):,} more of this kind, in {where} [{rule}]; `--json` lists more", indent=2)

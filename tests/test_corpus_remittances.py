"""835s that nobody here wrote, received by books that sent nothing: held where they do not balance, else in unapplied.

What each holds is split from its bytes with the plainest of means, and held against what somebody else has counted.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from edi_engine.flows import dump, receive, setup
from edi_engine.flows.house import open_house
from edi_engine.money import cents, dollars
from tests import splitting
from tests.splitting import Segment

CORPUS = Path(__file__).parents[2] / "shared/corpus"
WITHOUT = pytest.param({}, marks=pytest.mark.skip(reason=f"no corpus at {CORPUS}"))


class Level(NamedTuple):
    """A claim or a service line, or the whole of a check: where it says what is paid, and what of it nobody explains."""

    segment: int                   # of the set, ST = 1
    name: str                      # CLP01; "" of a check
    number: int                    # of the line in its claim; 0 of a claim or a check
    paid: int
    off: int


class Check(NamedTuple):
    """A check, its claims and their service lines, as split."""

    whole: Level
    levels: tuple[Level, ...]
    trace: str
    says_paid: bool                # BPR02 is an amount

    @property
    def held(self) -> bool:
        return bool(self.whole.off) or not self.says_paid


@cache
def remittances() -> list[Any]:
    """The files that hold an 835."""
    if not CORPUS.is_dir():
        return [WITHOUT]
    rows = map(json.loads, (CORPUS / "expected.jsonl").read_text("utf-8").splitlines())
    return [pytest.param(row, id=row["file"]) for row in rows if any(t["kind"] == "835" for t in row["transactions"])]


@pytest.mark.parametrize("row", remittances())
def test_it_balances_as_others_have_counted(row: dict[str, Any]) -> None:
    """Every check, claim and line of the sets that they counted (of many in one file the first sixty)."""
    checks = [counted(segments) for segments in splitting.sets((CORPUS / row["file"]).read_bytes(), "835")]
    theirs = [each for each in row["transactions"] if each["kind"] == "835"]
    assert len(checks) >= len(theirs) > 0
    for check, said in zip(checks, theirs, strict=False):
        if said["bpr02"] is not None:                          # they count no amount with commas
            assert check.says_paid
            assert (check.whole.paid, check.whole.off) == (cents(said["bpr02"]), cents(said["txn_diff"]))
        off = [each for each in check.levels if each.off]
        assert [(each.name, each.off) for each in off if not each.number] == [
            (each["clp01"], cents(each["diff"])) for each in said["unbalanced_claims"]]
        assert [(each.name, each.number, each.off) for each in off if each.number] == [
            (each["clp01"], each["line"], cents(each["diff"])) for each in said["unbalanced_lines"]]


@pytest.mark.parametrize("row", remittances())
def test_what_balances_is_in_unapplied_and_what_does_not_is_held(row: dict[str, Any], tmp_path: Path) -> None:
    """Check by check; a set that says the same under other control numbers is the same check (MAT-5)."""
    path = CORPUS / row["file"]
    _, rows = received(path, tmp_path)
    assert Counter((each["trace"], each["amount"], each["posted"], each["unapplied"], each["held"]) for each in rows
                   if each["kind"] == "check") == Counter(
        (check.trace, dollars(check.whole.paid), "0.00", *map(dollars, lies(check))) for check in different(path))
    assert not any(each["kind"] in ("claim", "line") for each in rows)


@pytest.mark.parametrize("row", remittances())
def test_the_cents_and_the_place_are_told(row: dict[str, Any], tmp_path: Path) -> None:
    """Of everything that does not balance, and of nothing else; the bytes there are those of the segment."""
    path = CORPUS / row["file"]
    said = [p for p in received(path, tmp_path)[0]["problems"] if (p["rule"], p["severity"]) in SHORT]
    for problem in said:
        assert path.read_bytes()[problem["place"]["offset"]:].startswith(problem["place"]["tag"].encode())
    expected = [(each.segment, f"{dollars(each.off)} is unexplained" if check.says_paid or each.name else dollars(-each.off))
                for check in different(path) for each in (check.whole, *check.levels)
                if each.off or (not check.says_paid and not each.name)]
    assert sorted(p["place"]["segment"] for p in said) == sorted(segment for segment, _ in expected)
    for segment, words in expected:
        assert any(p["place"]["segment"] == segment and re.search(rf"(?<![\d-]){re.escape(words)}", p["message"]) for p in said), words


SHORT = {(rule, "error") for rule in ("REM-1", "REM-2", "REM-3", "REM-8")}


# --- as it stands -----------------------------------------------------------------------------------------------------

def different(path: Path) -> list[Check]:
    """The checks of a file, those that say the same once."""
    found = {tuple(segments[1:-1]): segments for segments in splitting.sets(path.read_bytes(), "835")}
    return list(map(counted, found.values()))


def counted(segments: Sequence[Segment]) -> Check:
    """REM-1 to REM-3 of a set: SVC02 less CAS less SVC03, CLP03 less every CAS less CLP04, BPR02 less CLP04 plus PLB."""
    levels = tuple(_levels(segments))
    at = next((n for n, segment in enumerate(segments, 1) if segment[0] == "BPR"), 1)
    amount = _element(segments[at - 1], 2) if at > 1 else ""
    moved = sum(_cents(each) for segment in segments if segment[0] == "PLB" for each in segment[4::2])
    off = _cents(amount) - sum(level.paid for level in levels if not level.number) + moved
    trace = next((_element(segment, 2) for segment in segments if segment[0] == "TRN"), "")
    return Check(Level(at, "", 0, _cents(amount), off), levels, trace, _is_amount(amount))


def _levels(segments: Sequence[Segment]) -> Iterator[Level]:
    """The claims, each with its lines behind it."""
    claim: Level | None = None
    lines: list[Level] = []
    for n, segment in enumerate((*segments, ("END",)), 1):
        if segment[0] in ("CLP", "LX", "PLB", "SE", "END") and claim:
            yield claim
            yield from lines
            claim = None
        if segment[0] == "CLP":
            paid = _cents(_element(segment, 4))
            claim, lines = Level(n, _element(segment, 1), 0, paid, _cents(_element(segment, 3)) - paid), []
        elif segment[0] == "SVC" and claim:
            paid = _cents(_element(segment, 3))
            lines.append(Level(n, claim.name, len(lines) + 1, paid, _cents(_element(segment, 2)) - paid))
        elif segment[0] == "CAS" and claim:
            taken = sum(map(_cents, segment[3::3]))
            claim = claim._replace(off=claim.off - taken)
            if lines:
                lines[-1] = lines[-1]._replace(off=lines[-1].off - taken)


def lies(check: Check) -> tuple[int, int]:
    """What is in unapplied and what is held: of a check all of it, of a claim what it is paid."""
    claims = [n for n, level in enumerate(check.levels) if not level.number]
    off = [check.levels[start].paid for start, end in pairwise([*claims, len(check.levels)])
           if any(level.off for level in check.levels[start:end])]
    return (0, check.whole.paid) if check.held else (sum(check.levels[n].paid for n in claims) - sum(off), sum(off))


def _element(segment: Segment, number: int) -> str:
    return segment[number] if len(segment) > number else ""


def _is_amount(text: str) -> bool:
    return re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text.replace(",", "")) is not None


def _cents(text: str) -> int:
    return cents(text) if _is_amount(text) else 0


def received(path: Path, folder: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What `edi receive` says of one file in empty books, and their dump."""
    setup.init(folder)
    with open_house(folder) as house:
        told: dict[str, Any] = receive.receive(house, [path])["files"][0]
        return told, list(map(json.loads, dump.dump(house)))

"""835s that nobody here wrote, received by books that sent nothing: held where they do not balance, else in unapplied.

What each holds was counted by somebody else.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from edi_engine.flows import receive, setup
from edi_engine.flows.house import open_house
from edi_engine.money import cents, dollars

CORPUS = Path(__file__).parents[2] / "shared/corpus"
WITHOUT = pytest.param({}, marks=pytest.mark.skip(reason=f"no corpus at {CORPUS}"))


@cache
def remittances() -> list[Any]:
    """The files that hold an 835."""
    if not CORPUS.is_dir():
        return [WITHOUT]
    rows = map(json.loads, (CORPUS / "expected.jsonl").read_text("utf-8").splitlines())
    return [pytest.param(row, id=row["file"]) for row in rows if any(t["kind"] == "835" for t in row["transactions"])]


@pytest.mark.parametrize("row", remittances())
def test_what_balances_is_in_unapplied_and_what_does_not_is_held(row: dict[str, Any], tmp_path: Path) -> None:
    told = received(CORPUS / row["file"], tmp_path)
    assert told["posted"] == "0.00"
    stand = [_stands(t) for t in _different(row) if t["bpr02"] is not None]
    if len(stand) == len(_different(row)):                     # nobody counted where BPR02 is no amount, or absent
        waits, held = (sum(amounts) for amounts in zip(*stand, strict=True))
        assert (told["unapplied"], told["held"]) == (dollars(waits), dollars(held))


@pytest.mark.parametrize("row", remittances())
def test_the_cents_and_the_place_are_told(row: dict[str, Any], tmp_path: Path) -> None:
    """Of each check, claim and line that does not balance: the segment is the one that the problem names."""
    path = CORPUS / row["file"]
    said = [p for p in received(path, tmp_path)["problems"] if p["rule"] in ("REM-1", "REM-2", "REM-3")]
    for place in (problem["place"] for problem in said):
        assert path.read_bytes()[place["offset"]:].startswith(place["tag"].encode())
    for off, tag in _off(row):
        assert any(p["place"]["tag"] in tag and _says(p["message"], off) for p in said), (off, tag, said)


def received(path: Path, folder: Path) -> dict[str, Any]:
    """What `edi receive` says of one file, in empty books."""
    setup.init(folder)
    with open_house(folder) as house:
        told: dict[str, Any] = receive.receive(house, [path])["files"][0]
    return told


def _different(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Its 835s, but for those that say the same under other control numbers (MAT-5)."""
    found = [{**t, "st02": "", "gs06": ""} for t in row["transactions"] if t["kind"] == "835"]
    return [t for n, t in enumerate(found) if t not in found[:n]]


def _stands(transaction: dict[str, Any]) -> tuple[int, int]:
    """(unapplied, held) of one transaction set, in cents."""
    if not transaction["txn_balances"]:
        return 0, _cents(transaction["bpr02"])
    bad = {each["clp01"] for key in ("unbalanced_claims", "unbalanced_lines") for each in transaction[key]}
    paid = [(claim["clp01"] in bad, _cents(claim["clp04"])) for claim in transaction["claims"]]
    return sum(amount for off, amount in paid if not off), sum(amount for off, amount in paid if off)


def _off(row: dict[str, Any]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for each in row["transactions"]:
        if each["kind"] == "835" and each["bpr02"] is not None:
            if not each["txn_balances"]:
                yield _cents(each["txn_diff"]), ("BPR",)
            yield from ((_cents(claim["diff"]), ("CLP",)) for claim in each["unbalanced_claims"])
            yield from ((_cents(line["diff"]), ("SVC",)) for line in each["unbalanced_lines"])


def _says(message: str, off: int) -> bool:
    return dollars(abs(off)) in message.replace(",", "")


def _cents(text: str) -> int:
    return cents(text)

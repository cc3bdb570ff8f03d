"""edi check-remit: a remittance as a person reads it, held against what edi summary counts and against its own sums."""

import io
import json
import re
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given

from edi_engine import spool, x12
from edi_engine.billing.remittance import ClaimPayment
from edi_engine.cli import main
from edi_engine.cli.documents import KEYS
from edi_engine.codes.remittances import STATUSES
from edi_engine.flows.check_remit import Remittances
from edi_engine.flows.summary import summary
from edi_engine.guides import x221a1
from edi_engine.money import cents
from edi_engine.reconcile.balancing import claim_off
from edi_engine.reconcile.shares import shares
from tests import strategies
from tests.properties import examples

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures/x12"
CORPUS = ROOT.parent / "shared/corpus"
CORRECTED = FIXTURES / "golden/835/reversal-and-correction.x12"
FILES = sorted(path for path in (*FIXTURES.rglob("*.x12"), *FIXTURES.rglob("*.835"))
               if path.is_file() and re.search(rb"ST.835.*CLP", path.read_bytes(), re.DOTALL))


def document(path: Path, show_values: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = json.loads("".join(spool.written(Remittances([path], show_values=show_values).document())))
    return found["files"][0]


def text(path: Path, **more: Any) -> str:
    return "".join(Remittances([path], **more).text())


def compare(path: Path) -> int:
    """Everything that the summary counts is what the claims of the document come to."""
    said = summary([path])["files"][0]
    counted = [one for one in said["transactions"] if one["transaction"] == "835"]
    unreadable = any(p["kind"] == "amount" and p["place"]["tag"] == "BPR" for p in said["problems"])
    found = document(path)["remittances"]
    assert len(found) == len(counted)
    for one, count in zip(found, counted, strict=True):
        claims = one["claims"]
        lines = [line for claim in claims for line in claim["lines"]]
        adjustments = [a for part in (*claims, *lines) for a in part["adjustments"]]
        sums: dict[str, int] = {}
        for a in adjustments:
            name = f"{a['group']}-{a['reason']}"
            sums[name] = sums.get(name, 0) + cents(a["amount"] or "0")
        assert one["claim_count"] == len(claims) == count["claims"]
        assert len(lines) == count["service_lines"]
        assert sum(cents(claim["charge"]) for claim in claims) == cents(count["charged"])
        assert sum(cents(claim["paid"]) for claim in claims) == cents(count["paid"]) == cents(one["paid"])
        assert sums == {name: cents(amount) for name, amount in count["adjustments"].items()}
        assert sum(cents(item["amount"]) for item in one["provider_adjustments"]) == cents(count["provider_adjustments"])
        assert (one["unbalanced_claims"], one["unbalanced_lines"]) == (count["unbalanced_claims"], count["unbalanced_lines"])
        assert one["balances"]["claims"] is count["balances"]["claims"] and one["balances"]["lines"] is count["balances"]["lines"]
        if count["payment_amount"] is not None and not unreadable:
            assert one["balances"]["transaction"] is count["balances"]["transaction"]
            assert one["amount"] == count["payment_amount"]
        assert sum(map(cents, one["went"].values())) == cents(count["charged"])
        for claim in claims:
            assert sum(map(cents, claim["went"].values())) == cents(claim["charge"])
            assert claim["went"]["unexplained"] == claim["off"]
    return len(found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_is_shown_is_what_is_counted(path: Path) -> None:
    assert compare(path)


def test_what_is_shown_of_the_demo_is_what_is_counted(demo: Path) -> None:
    """Checks of several payers, with denials, splits, bundles, reversals and provider-level adjustments."""
    assert sum(map(compare, (demo / "answers").glob("*.835.x12"))) > 10


@pytest.mark.skipif(not CORPUS.exists(), reason=f"no corpus at {CORPUS}")
def test_what_is_shown_of_the_corpus_is_what_is_counted() -> None:
    files = [path for path in sorted(CORPUS.rglob("*")) if path.is_file() and re.search(rb"ST.835", path.read_bytes())]
    assert sum(map(compare, files)) >= len(files) - 2 > 50


@given(strategies.claim_payments)
@examples(100)
def test_the_shares_of_a_charge_add_up_to_it(claim: Any) -> None:
    """Balanced or not, whatever a payer says."""
    went = shares(claim)
    assert sum(went.values()) == claim.charge and went["paid"] == claim.paid and went["unexplained"] == claim_off(claim)


def test_every_segment_number_is_that_of_its_segment() -> None:
    """Claims, lines, adjustments, people and provider-level adjustments stand where they say."""
    path = FIXTURES / "golden/835/every-segment.x12"
    source = x12.Source(path)
    ts, = x12.survey(source)
    segments = [segment for _, part in x12.slices(source, ts, frozenset()) for segment in part]
    one, = document(path)["remittances"]
    seen = 0
    for claim in one["claims"]:
        named = [(claim["segment"], "CLP"), *((line["segment"], "SVC") for line in claim["lines"]),
                 *((who["segment"], "NM1") for who in claim["people"]),
                 *((a["segment"], "CAS") for part in (claim, *claim["lines"]) for a in part["adjustments"])]
        for segment, tag in named + [(item["segment"], "PLB") for item in one["provider_adjustments"]]:
            assert segments[segment - 1].startswith(tag)
            seen += 1
    assert seen > 20


def test_a_page_says_what_was_paid_why_not_more_and_where_it_says_so() -> None:
    page = text(CORRECTED)
    for words in ("GOOD HEALTH PLAN pays OAK STREET CLINIC", "ties out", STATUSES["22"], "went: paid 70.00, contractual 20.00, patient 10.00",
                  "charge above the contracted fee, segment 23", "copayment, segment 24", "recovery of an overpayment", "takes, OAK2",
                  "every claim and every line balances", "paper check"):
        assert words in page, words
    assert "in the books" not in page


def test_what_does_not_balance_is_said_where_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    """REM-1, REM-2 and REM-3, each with its cents; exit 1."""
    for name, words in (("REM-1.line", "UNEXPLAINED"), ("REM-2.claim", "unexplained 30.00"), ("REM-3.off", "DOES NOT TIE OUT")):
        assert main(["check-remit", str(FIXTURES / f"broken/{name}.x12")]) == 1
        out = capsys.readouterr().out
        assert words in out and f"[{name.split('.')[0]}]" in out


def test_a_file_without_a_remittance_cannot_be_read_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Here as in `edi diff-835`: 3, and 1 beside a file that can."""
    claims = str(FIXTURES / "rare/claims.837")
    assert main(["check-remit", claims]) == main(["diff-835", claims, str(CORRECTED)]) == 3
    assert main(["check-remit", claims, str(CORRECTED)]) == 1


def test_the_exit_code_says_whether_it_balances(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 all is well, 1 something is not, 3 nothing could be read; an 837 is no remittance."""
    (tmp_path / "noise.835").write_bytes(b"no X12 at all")
    for path, code in ((CORRECTED, 0), (FIXTURES / "broken/REM-3.off.x12", 1), (FIXTURES / "golden/check/claims.837", 3),
                       (tmp_path / "noise.835", 3)):
        for more in ((), ("--json",)):
            assert main(["check-remit", str(path), *more]) == code, path
            assert "Traceback" not in capsys.readouterr().out
    assert main(["check-remit", str(CORRECTED), str(tmp_path / "noise.835"), "--json"]) == 1
    assert [len(file["remittances"]) for file in json.loads(capsys.readouterr().out)["files"]] == [1, 0]


def test_the_document_has_the_keys_of_the_reference() -> None:
    keys = KEYS["check-remit"]
    file = document(FIXTURES / "golden/835/every-segment.x12")
    one = file["remittances"][0]
    claim, line = one["claims"][0], one["claims"][0]["lines"][0]
    assert tuple(file) == keys["files"] and tuple(one) == keys["remittances"] and tuple(claim) == keys["claims"]
    assert tuple(line) == keys["lines"] and tuple(line["adjustments"][0]) == keys["adjustments"]
    assert tuple(one["provider_adjustments"][0]) == keys["provider_adjustments"]
    assert tuple(claim["people"][0]) == keys["people"] and tuple(claim["went"]) == tuple(one["went"]) == keys["went"]


def test_a_patient_is_named_only_when_asked_for() -> None:
    hidden, shown = (json.dumps(document(CORRECTED, values)) for values in (False, True))
    for value in ("ROE", "RICA", "1S00AA0AA00"):
        assert value not in hidden and value not in text(CORRECTED)
        assert value in shown and value in text(CORRECTED, show_values=True)


def test_claims_come_as_they_are_read() -> None:
    """The page begins before the last claim is made, and the document as well."""
    for pieces in (lambda: Remittances([CORRECTED]).text(), lambda: spool.written(Remittances([CORRECTED]).document())):
        made: list[int] = []

        def many(source: Any, ts: Any, made: list[int] = made) -> Any:
            claim = next(part for part in x221a1.read(source, ts) if isinstance(part, ClaimPayment))
            for number in range(5000):
                made.append(number)
                yield claim

        with patch("edi_engine.guides.x221a1.claim_payments", many):
            stream = pieces()
            for _ in range(5):
                next(stream)
            assert len(made) < 1000


def test_what_breaks_in_the_middle_is_a_problem_of_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    """The page is finished, the next file is read, and nothing of the data is repeated."""

    def broken(source: Any, ts: Any) -> Any:
        yield from ()
        raise ZeroDivisionError("ROE, RICA")

    with patch("edi_engine.guides.x221a1.claim_payments", broken):
        assert main(["check-remit", str(CORRECTED), str(CORRECTED), "--json"]) == 3
        out = capsys.readouterr().out
        assert ["internal" in {p["kind"] for p in file["problems"]} for file in json.loads(out)["files"]] == [True, True]
        assert "ROE" not in out
        assert main(["check-remit", str(CORRECTED)]) == 3
        assert "ZeroDivisionError" in capsys.readouterr().out


def test_the_summary_points_to_it_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", str(CORRECTED)]) == 0
    assert "check-remit" not in "".join(capsys.readouterr())
    terminal = io.StringIO()
    terminal.isatty = lambda: True           # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["summary", str(CORRECTED)]) == 0
    assert "`edi check-remit`" in capsys.readouterr().err

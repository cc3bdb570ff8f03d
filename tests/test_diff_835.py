"""edi diff-835: what a re-sent or corrected remittance changes - nothing that is the same, and everything that is not."""

import json
import re
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from edi_engine import spool
from edi_engine.billing.remittance import ClaimPayment
from edi_engine.cli import main
from edi_engine.cli.documents import KEYS
from edi_engine.flows import stating
from edi_engine.flows.diff_835 import Diff
from edi_engine.reconcile.comparing import of_claims
from tests import strategies
from tests.properties import examples

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "fixtures/x12/golden/835"
CORRECTED = GOLDEN / "reversal-and-correction.x12"
CORPUS = ROOT.parent / "shared/corpus"
HEAD = CORRECTED.read_text("ascii").split("LX*1~")[0].replace("\n", "")


def compared(old: Path, new: Path, show_values: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = json.loads("".join(spool.written(stating.difference(Diff(old, new), show_values))))
    return found


@pytest.fixture
def diff(tmp_path: Path):
    """What the second text changes against the first."""

    def diff(old: str, new: str, **more: Any) -> list[dict[str, Any]]:
        for name, text in (("old.835", old), ("new.835", new)):
            (tmp_path / name).write_text(text, "ascii")
        found: list[dict[str, Any]] = compared(tmp_path / "old.835", tmp_path / "new.835", **more)["remittances"]
        return found

    return diff


def changed(path: Path = CORRECTED, **changes: str) -> str:
    """The file with other text in it: each key is a place of FIND."""
    text = path.read_text("ascii")
    for name, new in changes.items():
        assert FIND[name] in text
        text = text.replace(FIND[name], new)
    return text


FIND = {"paid": "*1*100*70*10*", "reason": "CAS*CO*45*20~", "number": "PC2B", "name": "NM1*QC*1*ROE*RICA****MI*1S00AA0AA00~\nREF",
        "plb": "WO:OAK2*10", "isa": "000000101", "set": "*0001~", "remark": "CAS*PR*3*10~", "trace": "CHK100", "bpr": "BPR*I*0*"}


def claim(number: str, ccn: str = "", paid: int = 50, status: str = "1") -> str:
    return f"CLP*{number}*{status}*100*{paid}**12*{ccn or number}*11*1~CAS*CO*45*{100 - paid}~NM1*QC*1*DOE*JANE****MI*1S00AA0AA00~"


def check(*claims: str) -> str:
    return HEAD + "LX*1~" + "".join(claims) + "SE*99*0001~GE*1*1~IEA*1*000000101~"


def listed(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["result"], one["claim"], one["payer_claim"]) for one in found["claims"]]


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.x12")), ids=lambda path: path.stem)
def test_a_file_is_the_same_as_itself(path: Path) -> None:
    for one in compared(path, path)["remittances"]:
        assert one["result"] == "same" and one["same_envelope"] and not one["claims"] and not one["differences"]


@pytest.mark.skipif(not CORPUS.exists(), reason=f"no corpus at {CORPUS}")
def test_files_of_the_corpus_are_the_same_as_themselves() -> None:
    """Those that hold an 835; and no two of them break the comparison."""
    files = [path for path in sorted(CORPUS.rglob("*")) if path.is_file() and re.search(rb"ST.835", path.read_bytes())]
    said = [one for path in files for one in compared(path, path)["remittances"]]
    assert len(said) > 50 and {one["result"] for one in said} == {"same"}
    for old, new in pairwise(files):
        for one in compared(old, new)["remittances"]:
            counts = one["counts"]
            if one["new"] and one["old"]:
                assert one["new"]["claims"] == sum(counts[name] for name in ("same", "reordered", "changed", "added"))
                assert one["old"]["claims"] == sum(counts[name] for name in ("same", "reordered", "changed", "dropped"))


def test_the_same_content_under_other_numbers_is_the_same(diff) -> None:
    """MAT-5: other control numbers, other wrapping."""
    one, = diff(CORRECTED.read_text("ascii"), changed(isa="000000909", set="*0777~").replace("\n", ""))
    assert one["result"] == "same" and not one["same_envelope"] and one["counts"]["same"] == 2


def test_the_same_check_with_other_content_says_what(diff) -> None:
    """REM-23: every amount, adjustment, remark and number that differs, with its segments in both."""
    one, = diff(CORRECTED.read_text("ascii"), changed(paid="*1*100*60*10*", reason="CAS*CO*45*25**253*5~", remark="CAS*PR*3*10~LQ*HE*N130~",
                                                      plb="WO:OAK2*12", name="NM1*QC*1*ROE*RICO****MI*1S00AA0AA00~\nREF"))
    assert one["result"] == "same check" and one["counts"] == {"same": 1, "changed": 1, "added": 0, "dropped": 0, "reordered": 0}
    claim, = one["claims"]
    assert (claim["old"]["paid"], claim["new"]["paid"]) == ("70.00", "60.00")
    said = {(d["kind"], d["name"]): (d["old"], d["new"], d["hidden"], d["old_segment"], d["new_segment"]) for d in claim["differences"]}
    assert said == {
        ("amount", "paid"): ("70.00", "60.00", False, 18, 18), ("person", "patient first"): (None, None, True, 19, 19),
        ("adjustment", "CO-45"): ("20.00", "25.00", False, 23, 23), ("adjustment", "CO-253"): (None, "5.00", False, None, 23),
        ("remark", "HE"): (None, "N130", False, None, 21)}
    assert [(d["name"].split()[:2], d["old"], d["new"]) for d in one["differences"]] == [(["WO", "OAK2"], "10.00", "12.00")]


def test_people_are_named_only_when_asked_for(diff, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = changed(name="NM1*QC*1*ROE*RICO****MI*1S00AA0AA99~\nREF")
    assert not re.search("RICO|RICA|1S00AA", json.dumps(diff(CORRECTED.read_text("ascii"), new)))
    assert "RICO" in json.dumps(diff(CORRECTED.read_text("ascii"), new, show_values=True))
    assert main(["diff-835", str(tmp_path / "old.835"), str(tmp_path / "new.835")]) == 0
    page = capsys.readouterr().out
    assert "(hidden)" in page and not re.search("RICO|RICA|1S00AA", page)


def test_claims_are_paired_by_their_numbers_then_by_order(diff) -> None:
    """Added, dropped, renumbered by the payer, twice under one number, and in another order."""
    a, b, c, d = (claim(name) for name in "ABCD")
    one, = diff(check(a, b, c), check(c, a, d))
    assert listed(one) == [("added", "D", "D"), ("dropped", "B", "B")] and one["moved"]
    one, = diff(check(a, b), check(claim("A", "NEW"), b))
    assert listed(one) == [("changed", "A", "NEW")]
    assert [d["name"] for d in one["claims"][0]["differences"]] == ["payer claim control number"]
    one, = diff(check(claim("A", paid=10), claim("A", paid=20)), check(claim("A", paid=20), claim("A", paid=15)))
    assert [(each["old"]["paid"], each["new"]["paid"]) for each in one["claims"]] == [("10.00", "15.00")]
    one, = diff(check(claim("A", paid=10)), check(claim("A", paid=-10, status="22"), claim("A", paid=20)))
    assert [(each["result"], each["new"]["status"]) for each in one["claims"]] == [("added", "22"), ("changed", "1")]


def test_all_claims_changed_and_turned_round(diff) -> None:
    """Whatever the order, each claim finds its own."""
    numbers = [f"N{n}" for n in range(50)]
    one, = diff(check(*(claim(n, paid=10) for n in numbers)), check(*(claim(n, paid=20) for n in reversed(numbers))))
    assert [each["claim"] for each in one["claims"]] == numbers[::-1] and one["moved"]
    assert {(each["old"]["paid"], each["new"]["paid"]) for each in one["claims"]} == {("10.00", "20.00")}


def test_what_differs_only_in_order_or_spelling_is_counted_alone(diff) -> None:
    one, = diff(CORRECTED.read_text("ascii"), changed(reason="CAS*PR*3*10.00~", remark="CAS*CO*45*20~"))
    assert one["result"] == "same check" and not one["claims"] and not one["differences"]
    assert one["counts"]["reordered"] == 1


def test_checks_are_paired_by_key_then_by_order(diff) -> None:
    """Of several sets in a file; a check that only one file holds is added or dropped."""
    def sets(*named: tuple[str, str]) -> str:
        parts = [check(claim("A", paid=int(paid))).replace("CHK100", trace) for trace, paid in named]
        bodies = [re.search(r"ST\*.*SE\*99\*0001~", part)[0] for part in parts]        # type: ignore[index]
        return parts[0].split("ST*")[0] + "".join(bodies) + "GE*1*1~IEA*1*000000101~"

    found = diff(sets(("T1", "10"), ("T2", "20"), ("T3", "30")), sets(("T2", "20"), ("T1", "11"), ("T9", "30"), ("T8", "1")))
    assert [(one["result"], one["old"] and one["old"]["trace_number"], one["new"]["trace_number"]) for one in found] == [
        ("same", "T2", "T2"), ("same check", "T1", "T1"), ("other check", "T3", "T9"), ("added", None, "T8")]
    assert [(d["name"], d["old"], d["new"]) for d in found[2]["differences"]] == [("trace number", "T3", "T9")]
    assert [one["result"] for one in diff(sets(("T1", "10"), ("T2", "20")), sets(("T2", "20")))] == ["same", "dropped"]


def test_it_ends_with_zero_unless_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 whether or not they differ; --exit-code as git has it; 3 when a file cannot be read."""
    new, noise = tmp_path / "new.835", tmp_path / "noise"
    new.write_text(changed(paid="*1*100*60*10*"), "ascii")
    noise.write_bytes(b"noise")
    claims = ROOT / "fixtures/x12/golden/check/claims.837"
    for more in ((), ("--json",)):
        for files, code in (((CORRECTED, CORRECTED, "--exit-code"), 0), ((CORRECTED, new), 0), ((CORRECTED, new, "--exit-code"), 1),
                            ((CORRECTED, noise), 3), ((noise, CORRECTED), 3), ((claims, CORRECTED), 3)):
            assert main(["diff-835", *map(str, files), *more]) == code
            assert "Traceback" not in capsys.readouterr().out


def test_a_biller_can_read_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "new.835"
    new.write_text(changed(paid="*1*100*60*10*", reason="CAS*CO*45*30~", bpr="BPR*I*5*"), "ascii")
    assert main(["diff-835", str(CORRECTED), str(new)]) == 0
    page = capsys.readouterr().out
    for words in ("Check CHK100 of GOOD HEALTH PLAN", "another check", "Claim OAK2 (PC2B) changed: paid 70.00 -> 60.00, segment 18 -> 18",
                  "charge above the contracted fee", "Of 2 claims in the new file: 1 the same, 1 changed",
                  "claims pay 10.00 -> 0.00: 10.00 less"):
        assert words in page, words


def test_the_document_has_the_keys_of_the_reference(diff) -> None:
    keys = KEYS["diff-835"]
    one, = diff(CORRECTED.read_text("ascii"), changed(paid="*1*100*60*10*"))
    assert tuple(one) == keys["remittances"] and tuple(one["claims"][0]) == keys["claims"]
    assert tuple(one["claims"][0]["differences"][0]) == keys["differences"] and tuple(one["counts"]) == keys["counts"]
    assert tuple(one["old"]) == keys["old, new (of a remittance)"]
    assert tuple(one["claims"][0]["new"]) == keys["old, new (of a claim)"]


def sorted_out(value: Any) -> Any:
    """A noun as a value in which order tells nothing."""
    if is_dataclass(value):
        said = [(field.name, part) for field in fields(value) if field.compare and (part := sorted_out(getattr(value, field.name)))]
        return said or None
    if isinstance(value, tuple) and not any(isinstance(part, str) for part in value):
        return sorted(repr(part) for part in map(sorted_out, value) if part)
    return None if value is None or value == "" else repr(value)


@given(strategies.claim_payments, st.randoms())
@examples(60)
def test_order_is_no_difference(claim: ClaimPayment, chance: Any) -> None:
    def shuffled(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(parts, len(parts)))

    other = replace(claim, adjustments=shuffled(claim.adjustments), references=shuffled(claim.references), dates=shuffled(claim.dates),
                    lines=shuffled(tuple(replace(line, adjustments=shuffled(line.adjustments)) for line in claim.lines)))
    lone = {(line.control_number, line.procedure, line.since, line.charge) for line in claim.lines}
    assume(len(lone) == len(claim.lines) and len({line.control_number for line in claim.lines}) == len(claim.lines)
           and all(line.control_number for line in claim.lines))
    assert not list(of_claims(claim, other))


@given(strategies.claim_payments, strategies.claim_payments, st.sampled_from([f.name for f in fields(ClaimPayment) if f.compare]))
@examples(300)
def test_everything_that_differs_is_told(claim: ClaimPayment, another: ClaimPayment, name: str) -> None:
    """A claim with any one field of another's differs, and says so."""
    other = replace(claim, **{name: getattr(another, name)})
    if sorted_out(claim) == sorted_out(other):
        return
    found = list(of_claims(claim, other))
    assert found
    assert all(each.old != each.new for each in found)

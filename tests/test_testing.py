"""What we give to people who test their own EDI: strategies draw valid data, a comparison misses nothing, the plugin is there."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_engine import edits, payer, x12
from edi_engine import encounters as doors
from edi_engine import settings as toml
from edi_engine.billing.remittance import Remittance
from edi_engine.flows import check, setup, submit
from edi_engine.flows.house import open_house
from edi_engine.guides import x222a1
from edi_engine.problems import Problem
from edi_engine.reconcile import balancing
from edi_engine.testing import IGNORED, Answers, answered, assert_same_x12, sample, samples, strategies
from edi_engine.testing.files import claim_file
from edi_engine.testing.strategies.claims import WHEN
from tests.properties import examples

FAMILY = sample("golden/837P/family-and-two-providers.x12").read_bytes()


FRESH = toml.parse(toml.FRESH)


def checked(folder: Path, data: bytes) -> list[Problem]:
    path = folder / "drawn.x12"
    path.write_bytes(data)
    return check.of_file(path)


# --- strategies -------------------------------------------------------------------------------------------------------

@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drawn")


@examples(25)
@given(strategies.claim_files() | strategies.claim_files(strategies.claims(strategies.secondaries())))
def test_claims_pass_our_own_checks(folder: Path, data: bytes) -> None:
    """Not an error, by the guide or by the edits, and every claim is there."""
    assert [found.message for found in checked(folder, data) if found.severity == "error"] == []
    assert answered(data, "plain").truth["claims"]


@examples(40)
@given(strategies.remittance_files())
def test_remittances_pass_our_own_checks(folder: Path, data: bytes) -> None:
    """Not even a warning."""
    assert [found.message for found in checked(folder, data)] == []


SEEN: dict[str, Callable[[Remittance], bool]] = {
    "a denied line": lambda it: any(line.charge > 0 and not line.paid for claim in it.groups[0][1] for line in claim.lines),
    "a claim as a whole": lambda it: any(claim.adjustments and not claim.lines for claim in it.groups[0][1]),
    "a reversal": lambda it: any(claim.status == "22" for claim in it.groups[0][1]),
    "interest": lambda it: any(claim.amounts for claim in it.groups[0][1]),
    "a recovery": lambda it: any(item.reason == "WO" for item in it.tail.provider_adjustments),
    "no payment": lambda it: it.head.payment.method == "NON",
}


def test_remittances_balance_and_hold_what_the_page_promises() -> None:
    """REM-1 to REM-4: line, claim, check."""
    seen: set[str] = set()

    @examples(150)
    @given(strategies.remittances())
    def balanced(remittance: Remittance) -> None:
        claims = [claim for _, group in remittance.groups for claim in group]
        for claim in claims:
            assert not balancing.claim_off(claim) and not any(map(balancing.line_off, claim.lines))
        assert not balancing.check_off(remittance.head, remittance.tail, sum(claim.paid for claim in claims))
        assert remittance.head.payment.amount >= 0
        seen.update(what for what, holds in SEEN.items() if holds(remittance))

    balanced()
    assert seen == SEEN.keys()


@examples(20)
@given(st.lists(strategies.encounters() | strategies.secondaries(), min_size=1, max_size=3, unique_by=lambda encounter: encounter["id"]))
def test_encounters_leave(tmp_path_factory: pytest.TempPathFactory, drawn: list[dict[str, Any]]) -> None:
    """`edi submit` in a fresh workspace prepares each, and says nothing but warnings."""
    here = tmp_path_factory.mktemp("office")
    (here / "drawn.json").write_text(json.dumps({"version": 1, "encounters": drawn}))
    setup.init(here)
    with open_house(here) as house:
        file, = submit.submit(house, [here / "drawn.json"])["files"]
    assert [problem["message"] for problem in file["problems"] if problem["severity"] == "error"] == []
    assert (file["result"], file["claims"]) == ("prepared", len(drawn))


@examples(40)
@given(strategies.encounters(st.just("NUMBER1")) | strategies.secondaries(strategies.encounters(st.just("NUMBER1"))))
def test_an_encounter_says_all_of_itself(encounter: dict[str, Any]) -> None:
    """The same claim whoever is in edi.toml, and the number that was asked for."""
    data = json.dumps({"version": 1, "encounters": [encounter]}).encode()
    with_us, without = (doors.parse(data, us).good[0] for us in (FRESH, toml.Settings()))
    assert with_us == without and with_us.claim.patient_control_number == "NUMBER1"
    assert [found.message for found in edits.check(with_us, edits.Context()) if found.severity == "error"] == []


# --- the payer in a box -----------------------------------------------------------------------------------------------

def test_the_payer_is_a_fixture(payer_in_a_box: Callable[..., Answers], tmp_path: Path) -> None:
    """Bytes, text, a path or several of them; the same seed gives the same answers, as files too."""
    asked = sample("golden/check/claims.837")
    answers = payer_in_a_box(asked, scenario="everything", seed=3)
    assert answers == payer_in_a_box([asked.read_bytes()], payer.load("everything"), "3") == payer_in_a_box(asked.read_text(), "everything", 3)
    assert answers != payer_in_a_box(asked, scenario="everything", seed=4)
    assert {arrival.kind for arrival in answers.arrivals} >= {"ta1", "999", "277ca", "835"} and answers.of("835")
    written = answers.write(tmp_path / "answers")
    assert [path.read_bytes() for path in written] == [arrival.data for arrival in answers.arrivals]
    assert json.loads((tmp_path / "answers" / "truth.json").read_text()) == answers.truth


def test_the_payer_says_when_nothing_is_asked(payer_in_a_box: Callable[..., Answers]) -> None:
    for nothing in (str(sample("golden/check/claims.837")), sample("golden/835/4010.x12"), []):
        with pytest.raises(ValueError, match="837P"):
            payer_in_a_box(nothing)
    with pytest.raises(payer.Refused, match="nowhere"):
        payer_in_a_box(FAMILY, "nowhere")


# --- samples ----------------------------------------------------------------------------------------------------------

def test_a_sample_is_a_copy_of_the_tests_own(edi_sample: Callable[[str], Path], tmp_path: Path) -> None:
    path = edi_sample("broken/REM-3.off.x12")
    assert path.is_relative_to(tmp_path) and path.read_bytes() == sample("broken/REM-3.off.x12").read_bytes()
    path.write_bytes(b"changed")
    assert edi_sample("broken/REM-3.off.x12").read_bytes() == b"changed" != sample("broken/REM-3.off.x12").read_bytes()
    with pytest.raises(KeyError, match=r"offf\.x12\. The nearest: broken/REM-3\.off\.x12"):
        edi_sample("broken/REM-3.offf.x12")


def test_samples_are_paths() -> None:
    assert samples("quirks/wrapped-5.x12") == [sample("quirks/wrapped-5.x12")] and len(samples()) > 800


# --- comparing --------------------------------------------------------------------------------------------------------

def difference(actual: Any, expected: Any, **options: Any) -> str:
    with pytest.raises(AssertionError) as raised:
        assert_same_x12(actual, expected, **options)
    return str(raised.value)


@pytest.mark.parametrize("path", [path for path in samples("golden") if path.suffix in (".x12", ".837", ".835", ".edi")], ids=lambda path: path.stem)
def test_a_file_is_the_same_in_other_delimiters_and_lines(path: Path) -> None:
    """As bytes, text and path; each segment of its own line, or all of them in one."""
    data = path.read_bytes()
    assert_same_x12(data, path)
    assert_same_x12(path, data.decode())
    marks = next(iter(x12.read(path))).delimiters
    assert marks
    if f"{marks.element}{marks.component}{marks.terminator}" == "*:~" and b"|" not in data and b">" not in data:
        bare = data.replace(b"\r", b"").replace(b"\n", b"")
        assert_same_x12(bare.replace(b"*", b"|").replace(b":", b">").replace(b"~", b"'\r\n"), path)


@pytest.mark.parametrize("path", samples("quirks/lines*.x12", "quirks/wrapped-*.x12", "quirks/trailing-*.x12", "quirks/bom.x12",
                                         "quirks/nul-padded.x12", "quirks/bars-and-bangs.x12", "quirks/cr*.x12"), ids=lambda path: path.stem)
def test_a_quirk_is_no_difference(path: Path) -> None:
    assert_same_x12(path, sample("quirks/plain.x12"))


@examples(150)
@given(st.data())
def test_every_change_is_seen_or_ignored_as_the_table_says(data: st.DataObject) -> None:
    """A value that is changed, filled in or taken away is named with its segment, unless it is in IGNORED; so is a segment."""
    lines = FAMILY.decode().split("~\n")[:-1]
    at = data.draw(st.integers(0, len(lines) - 1))
    elements = lines[at].split("*")
    n = data.draw(st.integers(1, len(elements) - 1))
    if elements[0] == "ISA":
        n = data.draw(st.sampled_from((6, 8, 9, 10, 13, 15)))
    elements[n] = "Z" * len(elements[n]) if elements[n].strip() else "ZZ"
    changed = "~\n".join([*lines[:at], "*".join(elements), *lines[at + 1:], ""])
    name = f"{elements[0]}{n:02d}"
    if name in IGNORED:
        assert_same_x12(changed, FAMILY)
        assert name in difference(changed, FAMILY, ignored=IGNORED - {name})
    else:
        told = difference(changed, FAMILY)
        assert told.startswith("The X12 differs in 1 segment:") and f"{name} is {elements[n].strip()}, expected " in told
        assert_same_x12(changed, FAMILY, ignored=IGNORED | {name})


def test_the_page_says_what_is_ignored() -> None:
    page = (Path(__file__).parents[1] / "docs" / "testing.md").read_text("utf-8")
    said = page.partition("passes over\n")[2].partition("All else counts")[0]
    assert set(re.findall(r"\b[A-Z]{2,3}[0-9]{2}\b", said)) == IGNORED


def test_a_file_that_left_again_is_the_same() -> None:
    """Under other numbers, at another time."""
    claims = [next(claim for ts in x12.survey(x12.Source(FAMILY)) for claim in x222a1.claims(x12.Source(FAMILY), ts))]
    assert_same_x12(claim_file(claims, WHEN), claim_file(claims, WHEN + timedelta(days=400, minutes=7), 77))


@pytest.mark.parametrize("gone", [3, 20, 40])
def test_a_segment_that_is_missing_or_not_expected_has_its_place(gone: int) -> None:
    lines = FAMILY.decode().split("~\n")
    shorter = "~\n".join(lines[:gone] + lines[gone + 1:])
    tag = lines[gone].split("*")[0]
    assert f"{tag} is missing: expected at segment {gone - 1} of transaction set 1" in difference(shorter, FAMILY)
    assert f"{tag} is not expected: segment {gone - 1} of transaction set 1" in difference(FAMILY, shorter)
    assert lines[gone] in difference(shorter, FAMILY)


def test_a_difference_has_its_loop_its_set_and_both_places() -> None:
    """The same change in the second interchange, behind a segment more."""
    two = FAMILY + FAMILY.replace(b"*000000203*0*T", b"*000000204*0*T")
    other = (FAMILY.replace(b"CLM*OAK203", b"NTE*ADD*MORE~\nCLM*OAK203") + FAMILY.replace(b"*110***11:B:1", b"*110***12:B:1", 1))
    told = difference(other, two)
    assert "NTE is not expected: segment 21 of transaction set 1 (loop 2010CA)" in told
    assert "CLM: segment 21 of transaction set 1, group 1, interchange 2 (loop 2300)\n  CLM05 is 12:B:1, expected 11:B:1" in told
    assert "CLM: segment 22 of transaction set 1 (loop 2300), expected at segment 21 of transaction set 1 (loop 2300)" in difference(
        FAMILY.replace(b"CLM*OAK203*110", b"NTE*ADD*MORE~\nCLM*OAK203*111"), FAMILY)


def test_components_are_not_confused_with_text() -> None:
    """A colon in the text of a file that has other separators is not that file's separator."""
    bars = FAMILY.replace(b":", b">").replace(b"NM1*41*2*OAK STREET CLINIC", b"NM1*41*2*OAK:STREET")
    bolts = FAMILY.replace(b"NM1*41*2*OAK STREET CLINIC", b"NM1*41*2*OAK:STREET")
    assert "NM103" in difference(bars, bolts)


def test_what_says_nothing_is_nothing() -> None:
    """Empty elements and components at the end."""
    assert_same_x12(FAMILY.replace(b"REF*EI*123456789", b"REF*EI*123456789  **:*").replace(b"11:B:1", b"11:B:1::"), FAMILY)
    assert "REF03" in difference(FAMILY.replace(b"REF*EI*123456789", b"REF*EI*123456789*X"), FAMILY)


def test_many_differences_are_cut_and_counted() -> None:
    told = difference(claim_file([], WHEN), FAMILY)
    assert told.count("is missing") + told.count("expected ") > 20 and told.endswith("more.")


def test_what_is_no_x12_is_not_the_same_as_nothing() -> None:
    for nothing in (b"", "golden/837P", b"hello"):
        assert "actual holds no X12" in difference(nothing, FAMILY)
        assert "expected holds no X12" in difference(FAMILY, nothing)


def test_a_message_obeys_nobodys_terminal() -> None:
    assert "\x1b" not in difference(FAMILY.replace(b"OAK STREET", b"OAK \x1b[2J"), FAMILY)

"""Replacing and voiding a claim under the payer's number of it (CLM-9, EXC-6)."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.books import payment, reversal
from tests.followed import LINES, Office, encounter

FIRST = payment("F1", *LINES, ccn="CCN1")
OTHER = payment("X9", replace(LINES[0], control_number="X9L1", charge=30000, paid=30000, adjustments=()))
"""Another claim's money, so that a check with a reversal is above zero."""


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(tmp_path / "office", capsys, monkeypatch)


def test_a_replacement_takes_the_payers_number_from_the_ledger(office: Office) -> None:
    """CLM-9, EXC-6: the whole corrected claim under the number of the last answer; the chain is shown."""
    office.submit(encounter())
    office.receive(FIRST)
    corrected = encounter(diagnoses=["E11.9", "I10"])
    corrected["lines"][0]["charge"] = "130.00"
    claim = office.follow("replace", "F1", str(office.file(encounter(id="F2"), corrected)))
    assert (claim.frequency, claim.payer_claim_control_number, claim.charge, len(claim.diagnoses)) == ("7", "CCN1", 16900, 2)
    assert [line.control_number for line in claim.lines] == ["F1L1", "F1L2"]
    assert office.run("claim", "F1") == 0 and office.said["charge"] == "169.00"
    assert [event["what"] for event in office.said["history"]] == ["submitted", "adjudicated", "replaced"]


def test_a_void_repeats_the_charges_and_clears_the_claim(office: Office) -> None:
    """CLM-9: what left, with frequency 8; then nothing is charged, and the claim cannot be changed any more."""
    office.submit(encounter())
    office.receive(FIRST)
    claim = office.follow("void", "F1")
    assert (claim.frequency, claim.payer_claim_control_number, claim.charge) == ("8", "CCN1", 16400)
    office.receive(reversal(FIRST), OTHER)
    assert office.run("claim", "F1") == 0
    assert (office.said["charge"], office.said["balance"], office.said["status"]) == ("0.00", "0.00", "voided")
    assert office.run("void", "F1") == 1 and office.problems == [("CLM-9", "voided")]


def test_a_number_is_never_a_reversals(office: Office) -> None:
    """CLM-9: the newest CLP07 of an answer; a reversal may carry a number of its own."""
    office.submit(encounter())
    office.receive(FIRST)
    second = payment("F1", *LINES, ccn="CCN2")
    office.receive(replace(reversal(FIRST), payer_claim_control_number="REV9"), second, OTHER)
    assert office.follow("replace", "F1").payer_claim_control_number == "CCN2"
    office.receive(replace(reversal(second), payer_claim_control_number="REV8"), OTHER)
    assert office.run("replace", "F1") == 0 and office.said["files"][0]["result"] == "duplicate"


def test_before_an_answer_the_number_is_given_by_hand(office: Office) -> None:
    """CLM-9: a clearinghouse's report may know it."""
    office.submit(encounter())
    assert office.run("replace", "F1") == 1 and office.problems == [("CLM-9", "number-unknown")]
    assert office.follow("replace", "F1", "--number", "CCN7").payer_claim_control_number == "CCN7"
    office.receive(FIRST)
    assert office.follow("replace", "F1").payer_claim_control_number == "CCN1"


def test_each_payer_is_corrected_by_its_own_number(office: Office) -> None:
    """The first payer's claim unless another is named."""
    office.submit(encounter())
    office.receive(FIRST)
    office.follow("secondary", "F1")
    office.receive(payment("F1", *LINES, status="2", ccn="MCD1"), payer="OHMCD")
    claim = office.follow("replace", "F1", "--payer", "OHMCD")
    assert (claim.subscriber.payer.name.id, claim.payer_claim_control_number, claim.frequency) == ("OHMCD", "MCD1", "7")
    assert claim.other_subscribers[0].payer.claim_control_number == "CCN1" and claim.lines[0].adjudications
    claim = office.follow("void", "F1")
    assert (claim.subscriber.payer.name.id, claim.payer_claim_control_number) == ("HARBR", "CCN1")
    assert office.run("void", "F1", "--payer", "15202") == 2


def test_what_is_wrong_with_the_corrected_encounter_is_told_by_its_path(office: Office) -> None:
    """The same edits as for a first claim."""
    office.submit(encounter())
    office.receive(FIRST)
    wrong = encounter(diagnoses=["E11.9", "E119"])
    assert office.run("replace", "F1", str(office.file(wrong))) == 1 and ("CLM-12", "repeated") in office.problems
    assert office.said["files"][0]["problems"][0]["message"].startswith("encounters[0].diagnoses[1]")
    spoilt = encounter(total_charge="one")
    assert office.run("replace", "F1", str(office.file(spoilt))) == 1 and office.problems[0] == ("CLM-7", "amount")
    assert office.run("replace", "F1", str(office.file(encounter(id="F9")))) == 2
    fine = office.file({"id": "F9", "lines": "none"}, encounter(diagnoses=["I10"]))      # another encounter's fault is not its
    assert office.run("replace", "F1", str(fine)) == 0


def test_lines_of_another_system_keep_their_numbers(office: Office) -> None:
    """MAT-2: the corrected encounter gives none, so that a line in the same place is the same line."""
    numbered = encounter()
    for n, line in enumerate(numbered["lines"]):
        line["control_number"] = f"OLD{n}"
    office.submit(numbered)
    lines = tuple(replace(line, control_number=f"OLD{n}") for n, line in enumerate(LINES))
    office.receive(payment("F1", *lines, ccn="CCN1"))
    claim = office.follow("replace", "F1", str(office.file(encounter(diagnoses=["I10"]))))
    assert [line.control_number for line in claim.lines] == ["OLD0", "OLD1"]


def test_what_its_payer_has_decided_is_no_original_any_more(office: Office) -> None:
    """CLM-25: warned of when it leaves with another content; before the answer and as it left it is not."""
    office.submit(encounter())
    office.submit(encounter(diagnoses=["E11.9", "I10"]))
    assert office.problems == []
    office.receive(FIRST)
    office.submit(encounter(diagnoses=["E11.9", "I10", "I11.9"]))
    assert office.problems == [("CLM-25", "decided")]
    office.submit(encounter(diagnoses=["E11.9", "I10", "I11.9"]))
    assert office.problems == [("CLM-25", "already-sent")]


def test_a_file_that_says_otherwise_is_told(office: Office) -> None:
    """CLM-9: another frequency keeps the claim back, another number at the payer leaves with a warning."""
    office.submit(encounter())
    office.receive(FIRST)
    void = office.file(encounter(frequency="8", payer_claim_number="CCN1", diagnoses=["I10"]))
    assert office.run("replace", "F1", str(void)) == 1 and office.problems == [("CLM-9", "frequency-differs")]
    other = office.file(encounter(frequency="7", payer_claim_number="CCN9", diagnoses=["I10"]))
    assert office.follow("replace", "F1", str(other)).payer_claim_control_number == "CCN1"
    assert office.problems == [("CLM-9", "number-differs")]


def test_what_is_wrong_with_a_claim_does_not_keep_its_void_back(office: Office) -> None:
    """CLM-9: a void, and a claim as it left, carry faults that are found since with a warning; a corrected one does not."""
    office.submit(encounter())
    office.receive(FIRST)
    codes = office.folder / "cpt.csv"
    codes.write_text("code,kind,from,to\n99213,cpt,2020-01-01,2020-12-31\n99214,cpt,2020-01-01,2026-12-31\n")
    assert office.run("codes", "import", str(codes)) == 0
    assert office.run("replace", "F1", str(office.file(encounter(diagnoses=["I10"])))) == 1
    assert office.problems == [("CLM-15", "procedure")]
    assert office.follow("replace", "F1").frequency == "7" and office.problems == [("CLM-15", "procedure")]
    assert office.follow("void", "F1").frequency == "8" and office.problems == [("CLM-15", "procedure")]
    assert office.said["files"][0]["problems"][0]["message"].endswith("only a warning, as a void takes the claim back as it left.")


def test_a_profile_says_who_takes_no_replacement_and_force_sends_it(office: Office) -> None:
    """CLM-9: the shipped profile of Medicare Part B refuses frequency 7 and 8."""
    toml = office.folder / "edi.toml"
    toml.write_text(toml.read_text().replace('# profile = "medicare-part-b"', 'profile = "medicare-part-b"'))
    office.submit(encounter(payer={"id": "15202"}, patient_paid=None,
                            subscriber=encounter()["subscriber"] | {"member_id": "1S00AA0AA00"}))
    office.receive(FIRST, payer="15202")
    for command in ("replace", "void"):
        assert office.run(command, "F1") == 1 and office.problems == [("X12-partner", "pattern")]
        office.follow(command, "F1", "--force")
        assert office.problems == [("X12-partner", "pattern")]


def test_how_the_payer_answered_without_a_number_is_told(office: Office) -> None:
    """CLM-9: an answer without CLP07 is an answer."""
    office.submit(encounter())
    office.receive(payment("F1", *LINES, ccn=""))
    assert office.run("replace", "F1") == 1 and office.problems == [("CLM-9", "number-unknown")]
    assert "answered it without saying its number (CLP07)" in office.said["files"][0]["problems"][0]["message"]


def test_a_segment_of_what_followed_is_said_of_the_first_encounter(office: Office) -> None:
    """What leaves without a file of its own leads to the row of the encounter that it came from, also the second time."""
    office.submit(encounter())
    office.receive(FIRST)
    for command in ("replace", "void"):
        office.follow(command, "F1")
        sent = sorted((office.folder / "outbox").iterdir())[-1]
        segments = sent.read_text().split("~")
        number = next(n for n, text in enumerate(segments[2:], 1) if text.startswith("SV1*"))
        assert office.run("where", str(sent), str(number), "--element", "7") == 0
        assert office.said["claims"][0]["where"] == "given-1.json: encounters[0].lines[0].pointers"


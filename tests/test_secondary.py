"""Billing the next payer: RFI 1696 worked out, who is asked and told what, when a claim stays, and that it always balances."""

import json
import shutil
from dataclasses import replace
from datetime import date, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_engine import conformance, edits, encounters, settings
from edi_engine.billing.claim import Claim
from edi_engine.billing.coordination import OtherSubscriber
from edi_engine.billing.encounter import Encounter
from edi_engine.billing.party import Adjustment, Name, Procedure
from edi_engine.billing.remittance import Adjudication, ClaimPayment, ServicePayment
from edi_engine.cli import main
from edi_engine.encounters.columns import COLUMNS
from edi_engine.flows import drafts
from edi_engine.reconcile import coordination
from edi_engine.reconcile.coordination import Decided
from edi_engine.testing import assert_same_x12
from tests import properties
from tests.books import cas, payment, reversal
from tests.followed import DAY, LINES, Office, encounter

WORKED = Path(__file__).parents[1] / "fixtures" / "x12" / "secondary"
US = settings.parse(settings.FRESH)
FIRST = payment("F1", *LINES, ccn="CCN1")


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(tmp_path / "office", capsys, monkeypatch)


# ---- RFI 1696

def test_the_worked_example_leaves_as_it_is_written(office: Office) -> None:
    """500 billed; Medicare pays 300, CO-45 125, PR-1 75: the claim to Medicaid, byte for byte."""
    office.patch.setenv("EDI_TODAY", "2026-03-03")
    assert main(["-w", str(office.folder), "submit", str(WORKED / "encounter.json")]) == 0
    office.patch.setenv("EDI_TODAY", "2026-04-02")
    assert main(["-w", str(office.folder), "receive", str(WORKED / "medicare.835")]) == 0
    assert main(["-w", str(office.folder), "secondary", "RFI1696"]) == 0
    out = office.folder / "outbox" / "CEDARRIDGE.000000002.837"
    assert_same_x12(out, WORKED / "medicaid.837", ignored=())
    assert out.read_bytes() == (WORKED / "medicaid.837").read_bytes()
    assert main(["check", str(out)]) == 0
    office.capsys.readouterr()


@pytest.mark.parametrize("answer, balance", [("medicaid.835", "0.00"), ("medicaid-wrong.835", "-425.00")])
def test_what_medicaid_answers_ends_as_x12_works_it_out(office: Office, answer: str, balance: str) -> None:
    """REM-13: with OA-23 nothing is left; with the primary's share as CO-45 the claim shows what is wrong."""
    for words in (("submit", str(WORKED / "encounter.json")), ("receive", str(WORKED / "medicare.835")), ("secondary", "RFI1696"),
                  ("receive", str(WORKED / answer)), ("claim", "RFI1696")):
        office.day = date(2026, 4, 21)
        assert office.run(*words) == 0, office.said
    assert office.said["balance"] == balance and office.said["charge"] == "500.00"


def test_the_encounter_of_the_page_says_what_the_worked_example_says() -> None:
    """docs/secondary.md: the same claim from an encounter that brings Medicare's decision itself."""
    page = (WORKED.parents[2] / "docs" / "secondary.md").read_text("utf-8")
    said, = json.loads((WORKED / "encounter.json").read_text())["encounters"]
    said |= json.loads(page.partition("```json\n")[2].partition("```")[0]) | {"payer": {"id": "OHMCD", "sequence": "S"}}
    said["subscriber"]["member_id"] = "910000001234"
    said["other_payers"][0]["subscriber"]["address"] = said["subscriber"]["address"]
    good, = encounters.parse(json.dumps({"version": 1, "encounters": [said]}).encode(), US).good
    assert edits.check(good, edits.Context()) == []
    draft = drafts.write(US, [good], datetime(2026, 4, 2, 12), 2, "000000002")
    assert_same_x12(draft.data, WORKED / "medicaid.837", ignored=())
    assert draft.data == (WORKED / "medicaid.837").read_bytes()


# ---- who is asked, and told what

def test_each_number_goes_with_its_payer(office: Office) -> None:
    """COB-1, COB-7: the first payer's numbers move to its loop; the patient's payment stays; the next payer is asked."""
    office.submit(encounter())
    office.receive(replace(FIRST, outpatient=Adjudication(("", "", "MA01", "MA18"))))
    claim = office.follow("secondary", "F1")
    other, = claim.other_subscribers
    assert (claim.subscriber.sequence, claim.subscriber.payer.name.id, claim.subscriber.person.name.id) == (
        "S", "OHMCD", "910000001234")
    assert (other.sequence, other.payer.name.id, other.insured.name.id) == ("P", "HARBR", "HH100200300")
    assert (other.payer.claim_control_number, other.payer.prior_authorization) == ("CCN1", "HARBORPA")
    assert (claim.payer_claim_control_number, claim.prior_authorization, claim.patient_paid) == ("", "", 500)
    assert other.paid == 10000 and other.outpatient and other.outpatient.remarks == ("MA01", "MA18")
    assert other.adjustments == () and other.payer.adjudicated is None and other.patient_liability is None
    first, second = (line.adjudications for line in claim.lines)
    assert [(found.payer, found.paid, found.adjustments, found.patient_liability) for found in (*first, *second)] == [
        ("HARBR", 7000, cas("CO-45 3500,PR-2 2000"), 2000), ("HARBR", 3000, cas("CO-45 900"), 0)]


def test_claim_level_stays_at_the_claim_level(office: Office) -> None:
    """COB-2, COB-4, COB-6: without lines in the 835, adjustments, date and what is left stand with the payer."""
    office.submit(encounter())
    office.receive(payment("F1", ccn="CCN1", adjustments="CO-45 4400,PR-1 2000", charge=16400, amount=10000))
    claim = office.follow("secondary", "F1")
    other, = claim.other_subscribers
    assert other.adjustments == cas("CO-45 4400,PR-1 2000") and other.patient_liability == 2000 and other.payer.adjudicated
    assert not any(line.adjudications for line in claim.lines)


def test_a_denied_claim_goes_on_with_nothing_paid(office: Office) -> None:
    """COB-8."""
    denied = tuple(replace(line, paid=0, adjustments=cas(f"CO-50 {line.charge}")) for line in LINES)
    office.submit(encounter())
    office.receive(payment("F1", *denied, status="1", ccn="CCN1"))
    assert office.follow("secondary", "F1").other_subscribers[0].paid == 0


def test_a_code_without_a_place_gives_way_to_the_one_billed_and_bundled_lines_say_where() -> None:
    """COB-5: SVD03 of a drug code; SVD06 of a line that was recoded into another."""
    claim, next_one = _claim()
    lines = (ServicePayment(Procedure("N4", "00069015001"), 12500, 12500),
             ServicePayment(Procedure("HC", "99213"), 3900, 0, submitted=Procedure("HC", "G0444"), adjustments=cas("CO-97 3900")))
    made = coordination.next_claim(claim, next_one, [Decided(payment("F1", *lines), DAY, (0, 1))])
    assert [line.adjudications[0].procedure for line in made.lines] == [Procedure("HC", "99213")] * 2
    paid_as = (replace(lines[0], procedure=Procedure("HC", "99213")), lines[1])
    made = coordination.next_claim(claim, next_one, [Decided(payment("F1", *paid_as), DAY, (0, 1))])
    assert [line.adjudications[0].bundled_into for line in made.lines] == ["", "1"]
    assert all(line.adjudications[0].units == 1 for line in made.lines)


def test_the_tertiary_tells_what_both_have_decided(office: Office) -> None:
    """COB-3: balanced for each payer."""
    third = {"id": "15202", "sequence": "T", "medicare_secondary": "13", "subscriber": {"member_id": "1S00AA0AA00"}}
    office.submit(encounter(other_payers=[*encounter()["other_payers"], third]))
    office.receive(FIRST)
    office.follow("secondary", "F1")
    office.receive(payment("F1", replace(LINES[0], paid=500, adjustments=cas("OA-23 10500,PR-3 1500")),
                           replace(LINES[1], paid=0, adjustments=cas("OA-23 3900")), status="2", ccn="MCD1"), payer="OHMCD")
    assert office.run("secondary", "F1") == 0 and office.problems == [("CLM-22", "medicare"), ("CLM-5", "several")]
    claim = office.left()
    assert (claim.subscriber.sequence, claim.subscriber.payer.name.id) == ("T", "15202")
    assert [(o.sequence, o.payer.name.id, o.paid, o.payer.claim_control_number) for o in claim.other_subscribers] == [
        ("P", "HARBR", 10000, "CCN1"), ("S", "OHMCD", 500, "MCD1")]
    assert [[found.payer for found in line.adjudications] for line in claim.lines] == [["HARBR", "OHMCD"]] * 2
    assert office.run("claim", "F1") == 0 and office.said["charge"] == "164.00"


def test_a_child_that_the_next_payer_insures_itself_is_described_there(office: Office) -> None:
    """CLM-3: the patient of the first payer is the subscriber of the next one, and the other way round."""
    child = {"last": "TESTER", "first": "BEN", "birth": "2015-01-02", "sex": "M", "relationship": "19",
             "address": encounter()["subscriber"]["address"]}
    office.submit(encounter(patient=child))
    office.receive(FIRST)
    claim = office.follow("secondary", "F1")
    assert claim.patient is None and claim.subscriber.relationship == "18" and claim.subscriber.person.name.first == "BEN"
    assert claim.subscriber.person.demographics and claim.subscriber.person.demographics.birth == date(2015, 1, 2)
    assert claim.other_subscribers[0].relationship == "19" and claim.other_subscribers[0].insured.name.first == "ANNA"


def test_the_spouse_of_the_next_insured_is_a_patient(office: Office) -> None:
    """CLM-3: who was the subscriber is the patient of the next payer's insured."""
    spouse = {"id": "OHMCD", "sequence": "S", "relationship": "01",
              "subscriber": {"member_id": "M9", "last": "TESTER", "first": "CARL"}}
    office.submit(encounter(other_payers=[spouse]))
    office.receive(FIRST)
    claim = office.follow("secondary", "F1")
    assert claim.patient and claim.patient.condition.relationship == "01" and claim.patient.person.name.first == "ANNA"
    assert claim.patient.person.name.id == "" and claim.subscriber.person.name.first == "CARL"
    assert claim.subscriber.relationship == "" and claim.subscriber.person.address is None


def test_the_next_payer_may_be_named_later(office: Office) -> None:
    """By its id and the member id; or by a file of encounters."""
    bare = encounter(other_payers=None)
    office.submit(bare, {**bare, "id": "F2"})
    office.receive(FIRST, payment("F2", *(replace(line, control_number=f"F2L{n}") for n, line in enumerate(LINES, 1)), ccn="CCN2"))
    assert office.run("secondary", "F1") == 1 and office.problems == [("COB-1", "no-next-payer")]
    claim = office.follow("secondary", "F1", "--payer", "OHMCD", "--member-id", "910000001234")
    assert (claim.subscriber.payer.name.last, claim.subscriber.person.name.id) == ("OHIO MEDICAID", "910000001234")
    named = office.file(encounter(id="F2"))
    assert office.follow("secondary", "F2", "--with", str(named)).subscriber.sequence == "S"
    assert office.run("secondary", "F2", "--with", str(office.file(encounter(id="F3")))) == 2
    assert office.run("secondary", "F2", "--payer", "NOBODY", "--member-id", "X1") == 1


def test_a_claim_of_another_system_is_followed_as_well(office: Office, tmp_path: Path) -> None:
    """It was imported, and its payer is known by CLP02 alone."""
    office.submit(encounter())
    elsewhere = shutil.copy(next((office.folder / "outbox").iterdir()), tmp_path / "theirs.837")
    theirs = Office(tmp_path / "other", office.capsys, office.patch)
    assert theirs.run("import", str(elsewhere)) == 0
    office.receive(FIRST)
    theirs.receive(FIRST, payer="SOMEBODY")
    theirs.day = office.day
    assert theirs.follow("secondary", "F1").lines[0].adjudications == office.follow("secondary", "F1").lines[0].adjudications


def test_the_first_claim_is_no_new_one_after_its_secondary(office: Office) -> None:
    """CLM-25: each payer's claim is compared with what left for that payer."""
    office.submit(encounter())
    office.receive(FIRST)
    office.follow("secondary", "F1")
    assert office.run("submit", str(office.file(encounter()))) == 0 and office.said["files"][0]["result"] == "duplicate"
    office.receive(payment("F1", *LINES, status="2", ccn="MCD1"), payer="OHMCD")
    office.follow("void", "F1", "--payer", "OHMCD")


# ---- when it stays

def test_what_was_sent_on_or_sent_before_leaves_only_by_force(office: Office) -> None:
    """COB-7: a crossover would be a duplicate."""
    office.submit(encounter())
    office.receive(replace(FIRST, crossover_carrier=Name("TT", "2", "OHIO MEDICAID", id_qualifier="PI", id="OHMCD")))
    assert office.run("secondary", "F1") == 1 and office.problems == [("COB-7", "crossed-over")]
    office.follow("secondary", "F1", "--force")
    assert office.run("secondary", "F1") == 1 and office.problems == [("COB-1", "sent-before")]
    assert office.run("secondary", "F1", "--force") == 0 and office.said["files"][0]["result"] == "duplicate"


@pytest.mark.parametrize("status, carrier, kind", [
    ("1", ("AARP", "36273"), "crossed-elsewhere"), ("1", ("Ohio  Medicaid", "77"), "crossed-over"),
    ("1", ("SOMEBODY", "OHMCD"), "crossed-over"), ("19", ("AARP", "36273"), "crossed-over"), ("23", None, "crossed-elsewhere"),
], ids=str)
def test_only_what_went_to_the_next_payer_stays(office: Office, status: str, carrier: tuple[str, str] | None, kind: str) -> None:
    """COB-7: CLP02 19 to 21, or NM1*TT with the next payer's id or name; another carrier is only told."""
    name = carrier and Name("TT", "2", carrier[0], id_qualifier="PI", id=carrier[1])
    office.submit(encounter())
    office.receive(replace(FIRST, status=status, crossover_carrier=name))
    assert office.run("secondary", "F1") == (kind == "crossed-over") and office.problems == [("COB-7", kind)]


CORRECTED = payment("F1", replace(LINES[0], paid=8000, adjustments=cas("CO-45 3500,PR-2 1000")), LINES[1], ccn="CCN2")
OTHER = payment("X9", replace(LINES[0], control_number="X9L1", charge=30000, paid=30000, adjustments=()))


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_a_reversal_is_netted_in_whatever_order_the_answers_come(office: Office, order: tuple[int, ...]) -> None:
    """COB-8, MAT-6: the correction alone is sent along; the same claim leaves whatever the order."""
    office.submit(encounter())
    answers = [(FIRST, OTHER), (reversal(FIRST), replace(OTHER, patient_control_number="X8")),
               (CORRECTED, replace(OTHER, patient_control_number="X7"))]
    days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)]
    for n in order:
        office.day = days[n]
        office.receive(*answers[n])
    office.day = date(2026, 4, 1)
    claim = office.follow("secondary", "F1")
    other, = claim.other_subscribers
    assert other.paid == 11000 and other.payer.claim_control_number == "CCN2"
    found, = claim.lines[0].adjudications
    assert (found.paid, found.adjustments, found.adjudicated) == (8000, cas("CO-45 3500,PR-2 1000"), days[2])


def test_a_rebuilt_ledger_says_the_same(office: Office) -> None:
    """The secondary is a fact like every other."""
    office.submit(encounter())
    office.receive(FIRST)
    office.follow("secondary", "F1")
    before = office.dump()
    assert office.run("rebuild") == 0
    assert office.dump() == before
    assert office.run("secondary", "F1") == 1 and office.problems == [("COB-1", "sent-before")]


def test_other_payers_come_in_json_alone() -> None:
    """A spreadsheet has no columns for them; JSON maps to the same nouns as the golden claim of RFI 1696 has."""
    read = encounters.read(WORKED / "encounter.json", US)
    other, = read.good[0].claim.other_subscribers
    assert (other.payer.name.last, other.filing_indicator, other.paid) == ("OHIO MEDICAID", "MC", None)
    assert other.insured.name.last == "TESTER" and other.benefits_assigned == "Y" and other.release == "Y"
    assert not any(column.path.startswith("other_payers") for column in COLUMNS)


# ---- it always balances (COB-3)

def _claim(lines: int = 2) -> tuple[Claim, OtherSubscriber]:
    said: dict[str, Any] = encounter()
    said["lines"] = [{**said["lines"][0], "charge": f"{100 + n}.00"} for n in range(lines)] if lines != 2 else said["lines"]
    read = encounters.parse(json.dumps({"version": 1, "encounters": [said]}).encode(), US)
    claim = read.good[0].claim
    return claim, claim.other_subscribers[0]


REASONS = st.sampled_from([("CO", "45"), ("CO", "253"), ("PR", "1"), ("PR", "2"), ("PR", "3"), ("OA", "23"), ("PI", "45"), ("CO", "50")])


@st.composite
def adjusted(draw: st.DrawFn, amount: int) -> tuple[Adjustment, ...]:
    """Adjustments that come to an amount, in any order and with negative ones among them."""
    parts = draw(st.lists(st.tuples(REASONS, st.integers(-2000, 5000)), max_size=5))
    rest = amount - sum(cents for _, cents in parts)
    group, reason = draw(REASONS)
    return (*(Adjustment(*code, cents) for code, cents in parts), Adjustment(group, reason, rest))


@st.composite
def decided(draw: st.DrawFn, claim: Claim) -> list[Decided]:
    """What a payer could answer to a claim: as a whole or by line, in one payment or in a payment for each line."""
    day, whole = draw(st.dates(date(2026, 1, 6), date(2026, 1, 31))), draw(st.integers(0, 2000))
    if draw(st.booleans()):
        amount = draw(st.integers(0, claim.charge))
        found = ClaimPayment("F1", "1", claim.charge, amount, adjustments=draw(adjusted(claim.charge - amount)))
        return [Decided(found, day, ())]
    services = []
    for line in claim.lines:
        amount = draw(st.integers(0, line.charge))
        services.append(ServicePayment(line.procedure, line.charge, amount, units=draw(st.sampled_from([None, line.units])),
                                       adjustments=draw(adjusted(line.charge - amount))))
    level = draw(adjusted(whole)) if sum(s.paid for s in services) >= whole else ()
    taken = sum(a.amount or 0 for a in level)
    if draw(st.booleans()):
        whole_one = ClaimPayment("F1", "1", claim.charge, sum(s.paid for s in services) - taken, adjustments=level,
                                 payer_claim_control_number="CCN", lines=tuple(services),
                                 outpatient=draw(st.none() | st.just(Adjudication((".5", "12.5", "MA01")))))
        return [Decided(whole_one, day, tuple(range(len(services))))]
    return [Decided(ClaimPayment("F1", "1", s.charge, s.paid, lines=(s,)), day, (n,)) for n, s in enumerate(services)]


@properties.examples(60)
@given(st.data(), st.integers(1, 4))
def test_what_balances_in_the_835_balances_in_the_secondary(data: st.DataObject, lines: int) -> None:
    """COB-3 for each payer, over two turns; pyx12 accepts it; it is read back as it was written."""
    claim, next_one = _claim(lines)
    third = replace(next_one, sequence="T", payer=replace(next_one.payer, name=replace(next_one.payer.name, id="THIRD")))
    claim = replace(claim, other_subscribers=(next_one, third))
    for following in (next_one, third):
        claim = coordination.next_claim(claim, following, data.draw(decided(claim)))
        wrong = [p for p in edits.of_claim(claim, edits.Context()) if p.severity == "error"]
        assert not wrong, [p.message for p in wrong]
        draft = drafts.write(US, [Encounter("F1", claim)], datetime(2026, 2, 1), 1, "1")
        assert conformance.gate(draft.data) == []
        assert draft.claims == [replace(claim, lines=tuple(replace(line, number=str(n)) for n, line in enumerate(claim.lines, 1)))]


def test_provider_numbers_change_sides_with_their_payer(office: Office) -> None:
    """COB-1: G2 and LU of 2310 go to 2330 of whom gave them, the next payer's come from there; licences and people stay."""
    def who(npi: str, *numbers: tuple[str, str]) -> dict[str, Any]:
        return {"npi": npi, "last": "BRIGHT", "first": "ADA", "references": [{"qualifier": t, "value": v} for t, v in numbers]}

    said = encounter(rendering=who("1999999992", ("0B", "OHLIC"), ("G2", "HARREND")), referring=who("1999999976", ("G2", "HARREF")),
                     contract={"type": "01", "code": "HARBOR7"})
    said["other_payers"][0]["rendering"] = {"references": [{"qualifier": "G2", "value": "MCDREND"}]}
    said["lines"][1]["rendering"] = who("1999999976", ("G2", "HARLINE"))
    office.submit(said)
    office.receive(FIRST)
    claim = office.follow("secondary", "F1")
    other, = claim.other_subscribers
    assert claim.rendering and other.rendering and claim.lines[1].rendering and claim.contract is None
    assert [(r.qualifier, r.value) for r in claim.rendering.references] == [("0B", "OHLIC"), ("G2", "MCDREND")]
    assert [r.value for r in other.rendering.references] == ["HARREND"] and claim.referring[0].references == ()
    assert [(each.name.role, r.value) for each in other.referring for r in each.references] == [("DN", "HARREF")]
    assert [(r.value, r.payer) for r in claim.lines[1].rendering.references] == [("HARLINE", "HARBR")]


def test_a_payer_that_the_person_names_is_known_and_has_a_member(office: Office) -> None:
    """COB-1: the sentence names --member-id and edi.toml."""
    office.submit(encounter(other_payers=None))
    office.receive(FIRST)
    assert office.run("secondary", "F1", "--payer", "OHMCD") == 1 and office.problems == [("COB-1", "next-member")]
    assert "--member-id" in office.said["files"][0]["problems"][0]["message"]
    assert office.run("secondary", "F1", "--payer", "NOBODY", "--member-id", "M1") == 1
    assert office.problems == [("COB-1", "next-unknown")]
    office.follow("secondary", "F1", "--payer", "OHMCD", "--member-id", "M100")


def test_a_reversal_is_told_with_the_day_of_the_decision(office: Office) -> None:
    """COB-8: what was taken back has its own day, not the reversal's."""
    office.submit(encounter())
    decided = office.day
    office.receive(FIRST)
    office.receive(reversal(FIRST), OTHER)
    assert office.run("secondary", "F1") == 1 and office.problems == [("COB-8", "reversed")]
    assert f"its decision of {decided}" in office.said["files"][0]["problems"][0]["message"]

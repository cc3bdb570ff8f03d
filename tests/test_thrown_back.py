"""What was thrown back beside what counts, whom an answer can mean, what tests say, and which line sank a claim (ACK, ENV-11)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from edi_engine.cli import main
from edi_engine.flows.house import open_house
from tests import acknowledged
from tests.acknowledged import Sent
from tests.books import paid, payment, reversal
from tests.followed import DAY, LINES, encounter, remittance
from tests.test_acknowledgments import LINE, Answered

LATER = datetime(2026, 3, 1, 9)


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Answered:
    return Answered(tmp_path / "office", capsys, monkeypatch)


def newest(office: Answered) -> Sent:
    """The file that left last."""
    return Sent(sorted((office.folder / "outbox").iterdir())[-1].read_bytes())


def items(office: Answered) -> list[dict[str, Any]]:
    assert office.run("worklist") == 0
    return [item for item in office.said["items"] if item["kind"] not in ("no 999", "no 277CA")]


def message(office: Answered) -> str:
    return str(office.said["files"][0]["problems"][0]["message"])


@pytest.fixture
def replaced(office: Answered) -> Answered:
    """F1 was taken by its payer, under a number that the 277CA tells, and its replacement thrown back."""
    office.take(acknowledged.claims(office.sent, {"F1": "A2"}, ccn="HARBOR9"))
    assert office.follow("replace", "F1", str(office.file(changed("140.00")))).payer_claim_control_number == "HARBOR9"
    office.take(acknowledged.claims(newest(office), {"F1": "A7"}, at=LATER, number=601))
    return office


def changed(charge: str) -> dict[str, Any]:
    return encounter(id="F1", patient_paid=None, other_payers=[], lines=[{**LINE, "charge": charge}])


def test_a_replacement_that_is_thrown_back_is_on_the_worklist(replaced: Answered) -> None:
    """ACK-7: what it would replace counts; the item is about the replacement, and so is the sentence."""
    assert replaced.problems == [("ACK-3", "rejected")] and "What it would replace stands as it was." in message(replaced)
    found = items(replaced)
    assert [(item["kind"], item["claim"], item["amount"]) for item in found] == [("rejected", "F1", "140.00")]
    assert "`edi fix F1`" in found[0]["next_step"] and found[0]["file"].startswith("ack-")
    assert replaced.run("claim", "F1") == 0
    assert (replaced.said["status"], replaced.said["charge"], replaced.said["stage"]) == ("open", "125.00", "accepted")


@pytest.mark.parametrize("corrected", [False, True])
def test_a_replacement_is_sent_again_as_one(replaced: Answered, corrected: bool) -> None:
    """ACK-7, CLM-9: under the payer's number, never as a second original; then nothing asks for it any more."""
    claim = replaced.follow("fix", "F1", *([str(replaced.file(changed("150.00")))] if corrected else []))
    assert (claim.frequency, claim.payer_claim_control_number, claim.charge) == ("7", "HARBOR9", 15000 if corrected else 14000)
    assert items(replaced) == []
    assert replaced.run("fix", "F1") == 1 and replaced.problems == [("ACK-7", "not-thrown-back")]


def test_what_stands_can_still_be_replaced_beside_a_rejection(replaced: Answered) -> None:
    """CLM-9: the original was taken, so that it can be changed."""
    assert replaced.follow("replace", "F1", str(replaced.file(changed("160.00")))).charge == 16000
    assert items(replaced) == []


def test_a_void_that_is_thrown_back_is_sent_again_as_one(office: Answered) -> None:
    office.take(acknowledged.claims(office.sent, {"F1": "A2"}, ccn="HARBOR9"))
    office.follow("void", "F1")
    office.take(acknowledged.claims(newest(office), {"F1": "A7"}, at=LATER, number=601))
    assert [item["claim"] for item in items(office)] == ["F1"]
    claim = office.follow("fix", "F1")
    assert (claim.frequency, claim.payer_claim_control_number) == ("8", "HARBOR9")


def test_a_replacement_of_what_never_stood_leaves_as_an_original(office: Answered) -> None:
    """ACK-7: there is nothing that could be replaced."""
    office.take(acknowledged.claims(office.sent, {"F1": "A2"}, ccn="HARBOR9"))
    office.follow("replace", "F1", str(office.file(changed("140.00"))))
    office.take(acknowledged.claims(office.sent, {"F1": "A7"}, at=LATER, number=601),
                acknowledged.claims(newest(office), {"F1": "A7"}, at=LATER, number=602))
    assert "as an original" in message(office) and [item["amount"] for item in items(office)] == ["140.00"]
    claim = office.follow("fix", "F1")
    assert (claim.frequency, claim.payer_claim_control_number, claim.charge) == ("1", "", 14000)


@pytest.mark.parametrize("command", ["fix", "fix --payer OHMCD", "secondary"])
def test_a_claim_to_the_next_payer_that_is_thrown_back_goes_there_again(office: Answered, command: str) -> None:
    """ACK-7: the first payer has paid; the item names the second one's submission, and that one leaves again."""
    whole = encounter(id="G1")
    for n, line in enumerate(whole["lines"], 1):
        line["control_number"] = f"F1L{n}"
    office.submit(whole)
    office.receive(payment("G1", *LINES, ccn="CCN1"))
    office.follow("secondary", "G1")
    office.take(acknowledged.claims(newest(office), {"G1": "A7"}, at=LATER, number=601))
    assert "`edi fix G1 --payer OHMCD`" in message(office)
    found = [item for item in items(office) if item["kind"] == "rejected"]
    assert [(item["claim"], item["amount"], item["next_step"].endswith("`edi fix G1 --payer OHMCD`.")) for item in found] == [
        ("G1", "164.00", True)]
    assert office.run("fix", "G1", str(office.file(whole))) == 1, "which asks the first payer"
    assert office.problems == [("ACK-7", "not-thrown-back")]
    claim = office.follow(*command.split(), "G1")
    assert (claim.subscriber.payer.name.id, claim.subscriber.sequence, claim.frequency) == ("OHMCD", "S", "1")
    assert claim.other_subscribers[0].payer.claim_control_number == "CCN1" and office.problems == []
    assert [item for item in items(office) if item["kind"] == "rejected"] == []


def test_an_original_that_is_thrown_back_beside_one_that_stands(office: Answered) -> None:
    """ACK-7: never a duplicate; the same asks for nothing, another asks to replace what stands."""
    office.take(acknowledged.claims(office.sent, {"F1": "A2"}, ccn="HARBOR9"))
    office.submit(changed("140.00"))
    office.take(acknowledged.claims(newest(office), {"F1": "A3"}, at=LATER, number=601))
    assert office.problems == [("ACK-3", "rejected")] and "`edi replace F1`" in message(office)
    assert [(item["kind"], "`edi replace F1`" in item["next_step"]) for item in items(office)] == [("rejected", True)]
    assert office.run("fix", "F1") == 1 and office.problems == [("ACK-7", "earlier-stands")]
    assert office.follow("replace", "F1", str(office.file(changed("140.00")))).frequency == "7" and items(office) == []


def test_what_a_payer_decides_of_the_first_says_nothing_of_the_second(replaced: Answered) -> None:
    """ACK-7: a replacement that was thrown back waits until it leaves again, or until the payer takes a decision back."""
    first = payment("F1", paid("F1L1", 12500, 10000, "CO-45 2500", code="99213", day=DAY), ccn="HARBOR9")
    replaced.receive(first)
    assert [item["kind"] for item in items(replaced)] == ["rejected"]
    replaced.day += timedelta(days=30)
    replaced.receive(reversal(first), payment("F1", paid("F1L1", 14000, 14000, code="99213", day=DAY), ccn="HARBOR9"))
    assert "rejected" not in [item["kind"] for item in items(replaced)]


def test_the_same_original_once_more_asks_for_nothing(office: Answered) -> None:
    """ACK-7: what it says stands already; nobody is told to send it again."""
    again = office.sent.source.bytes(0, 10**6).replace(b"*000000001", b"*000000901").replace(b"*260203*1200*", b"*260210*1200*")
    assert office.take(again) == 0
    office.take(acknowledged.claims(Sent(again), {"F1": "A3"}, at=LATER, number=601))
    assert office.problems == [("ACK-7", "beside")] and "Nothing has to be sent again." in message(office)
    assert items(office) == [] and office.run("fix", "F1") == 1 and office.problems == [("ACK-7", "earlier-stands")]


def test_rejections_are_the_same_after_a_rebuild(replaced: Answered) -> None:
    """MAT-6."""
    def rows() -> list[tuple[Any, ...]]:
        with open_house(replaced.folder) as house:
            return sorted(house.db.execute("""SELECT a.pcn, s.frequency, r.claim, r.next FROM state_rejection r
                                              JOIN submission s ON s.id = r.submission JOIN account a ON a.id = r.account"""))
    before = rows()
    assert before == [("F1", "7", 1, "again")] and replaced.run("rebuild") == 0 and rows() == before


def test_the_reason_why_a_file_has_no_encounter_is_told(office: Answered) -> None:
    """`fix` says what `submit` says of a file that cannot be read, and not only that the claim is not in it."""
    office.take(acknowledged.claims(office.sent, {"F1": "A7"}))
    for text, kind in (('{"encounters": []}', "json-version"), ("correct it, please", "csv-column-absent")):
        path = office.folder / "corrected.json"
        path.write_text(text)
        assert office.run("fix", "F1", str(path)) == 1 and ("EXC-5", kind) in office.problems
        assert office.run("secondary", "F1", "--with", str(path)) == 1 and ("EXC-5", kind) in office.problems


def test_small_answers_to_a_batch_concern_their_claims_alone(office: Answered) -> None:
    """ACK-4: a batch whose claims are listed below says nothing itself, however many of its answers there are."""
    office.take(acknowledged.claims(office.sent, {"F1": "A7"}, number=504), acknowledged.claims(office.sent, {"F2": "A2"}, number=505))
    from edi_engine.ledger import hearing, meaning
    with open_house(office.folder) as house:
        told = [[id_ for id_, in house.db.execute("SELECT id FROM answer WHERE acknowledgment = ?", (set_id,))]
                for set_id, in house.db.execute("SELECT id FROM acknowledgment ORDER BY id")]
        assert [len(meaning.accounts(house.db, answers)) for answers in told] == [1, 1]
        assert sum(len(news.events) for _, news in hearing.in_turn(house.db, [1, 2, 3])) == 2


def test_an_answer_never_means_what_left_later(office: Answered) -> None:
    """ACK-7: by moment, whatever day it is; the morning's rejection is not the afternoon's, and an old one nobody's."""
    morning = acknowledged.claims(office.sent, {"F1": "A7"}, at=datetime(2026, 2, 3, 11), batch="OTHER")
    office.take(morning)
    assert office.problems == [("ACK-3", "unclear")] and office.statuses() == "open open open"
    earlier = office.sent.source.bytes(0, 10**6).replace(b"*260203*1200*", b"*260203*0800*").replace(
        b"*20260203*1200*", b"*20260203*0800*").replace(b"*000000001", b"*000000901")
    office.take(earlier)
    assert office.run("claim", "F1") == 0
    rejected = [event for event in office.said["history"] if event["what"] == "rejected"]
    assert len(rejected) == 1 and rejected[0]["date"] == "2026-02-03" and office.said["status"] == "open"
    afternoon = acknowledged.claims(office.sent, {"F1": "A2"}, at=datetime(2026, 2, 3, 16), who="AY", batch="OTHER", number=602)
    office.take(afternoon)
    assert office.stage("F1") == "accepted by the clearinghouse"


@pytest.mark.parametrize("number", [b"*FI*31-1234567", b"*FI*311234567"])
def test_a_provider_is_known_with_or_without_hyphens(office: Answered, number: bytes) -> None:
    """ACK-7: of a number that two providers have, the tax id tells."""
    office.submit(encounter(id="F1", patient_paid=None, other_payers=[], lines=[{**LINE, "charge": "300.00"}],
                            billing_provider={"npi": "1900000013"}))
    office.take(acknowledged.claims(office.sent, {"F1": "A7"}, at=LATER, batch="ELSEWHERE").replace(b"*XX*1999999984", number))
    with open_house(office.folder) as house:
        of_one = house.db.execute("SELECT COUNT(DISTINCT provider) FROM provider_id WHERE id = '311234567'").fetchone()[0]
    assert of_one == 1 and office.problems == [("ACK-3", "rejected")]


def in_production(office: Answered) -> None:
    toml = office.folder / "edi.toml"
    toml.write_text(toml.read_text().replace('mode = "test"', 'mode = "production"', 1))


def in_earnest(data: bytes) -> bytes:
    assert b"*0*T*:" in data
    return data.replace(b"*0*T*:", b"*0*P*:")


@pytest.fixture
def earnest(office: Answered) -> Answered:
    """The three claims left as a test, then, in production, in earnest under other numbers."""
    in_production(office)
    office.take(in_earnest(office.sent.source.bytes(0, 10**6)).replace(b"*000000001", b"*000000901").replace(
        b"*260203*1200*", b"*260204*1200*").replace(b"*20260203*1200*", b"*20260204*1200*").replace(
        b"*1*X*", b"*901*X*").replace(b"GE*1*1~", b"GE*1*901~"))
    assert office.said["files"][0]["result"] == "applied"
    return office


@pytest.mark.parametrize("rejection", [
    lambda sent: acknowledged.interchange(sent, "R", "004"), lambda sent: acknowledged.group(sent, "R", at=LATER),
    lambda sent: acknowledged.claims(sent, {"": "A3"}, at=LATER), lambda sent: acknowledged.claims(sent, {"F1": "A7"}, at=LATER),
], ids=["TA1", "999", "batch", "277CA"])
def test_a_test_says_nothing_of_what_left_in_earnest(earnest: Answered, rejection: Callable[[Sent], bytes]) -> None:
    """ENV-11: in production an answer with ISA15 = T is held and told; the same in earnest counts, also after a rebuild."""
    data = rejection(Sent((earnest.folder / "ack-2.x12").read_bytes()))
    assert earnest.take(data) == 1 and earnest.said["files"][0]["result"] == "held"
    assert earnest.problems == [("ENV-11", "test-answer")]
    assert earnest.statuses() == "open open open" and items(earnest) == []
    assert earnest.run("rebuild") == 0 and earnest.statuses() == "open open open"
    assert earnest.take(in_earnest(data)) == 0 and earnest.statuses().startswith("rejected")
    assert earnest.run("rebuild") == 0 and earnest.statuses().startswith("rejected")


def test_a_test_is_no_earlier_original(earnest: Answered) -> None:
    """ENV-11, ACK-7: what left as a test stands nowhere, so that what is thrown back in earnest has to be sent again."""
    sent = Sent((earnest.folder / "ack-2.x12").read_bytes())
    earnest.take(in_earnest(acknowledged.claims(sent, {"F1": "A7"}, at=LATER)))
    assert earnest.problems == [("ACK-3", "rejected")] and earnest.statuses() == "rejected open open"
    assert earnest.follow("fix", "F1").frequency == "1"


def test_a_test_remittance_is_held_in_production(earnest: Answered) -> None:
    """ENV-11: nothing of it is posted, it waits for a person, and the same in earnest counts; so after a rebuild."""
    data = remittance(payment("F1", paid("F1L1", 12500, 10000, "CO-45 2500", code="99213", day=DAY)), day=DAY)
    assert earnest.take(data) == 1 and earnest.problems == [("ENV-11", "test-remittance")]
    assert earnest.said["files"][0]["result"] == "held" and earnest.said["files"][0]["held"] == "100.00"
    found = items(earnest)
    assert [(item["kind"], item["amount"]) for item in found] == [("held test", "100.00")]
    assert earnest.run("rebuild") == 0 and [item["kind"] for item in items(earnest)] == ["held test"]
    assert earnest.take(in_earnest(data)) == 0 and earnest.said["files"][0]["posted"] == "100.00"
    assert earnest.run("claim", "F1") == 0 and earnest.said["paid"] == "100.00" and items(earnest) == []


def test_a_test_remittance_can_be_released(earnest: Answered) -> None:
    earnest.take(remittance(payment("F1", paid("F1L1", 12500, 10000, "CO-45 2500", code="99213", day=DAY)), day=DAY))
    assert earnest.run("release", items(earnest)[0]["remit"], "--reason", "the payer marks all as tests") == 0
    assert earnest.run("claim", "F1") == 0 and earnest.said["paid"] == "100.00"


def test_in_test_mode_nothing_is_asked_of_isa15(office: Answered) -> None:
    """ENV-11: files in earnest are taken, as they always were."""
    assert office.take(in_earnest(acknowledged.claims(office.sent, {"F1": "A7"}))) == 0
    assert office.problems == [("ACK-3", "rejected")] and office.statuses() == "rejected open open"


def proof(office: Answered) -> str:
    page = office.folder / "proof.txt"
    assert main(["-w", str(office.folder), "proof", "F1", "-o", str(page)]) == 0
    return " ".join(page.read_text().split())


def test_a_proof_tells_who_took_the_claim_first(office: Answered) -> None:
    """ACK-7, ACK-11: what stands was taken, whatever was thrown back since; the clearinghouse is not the payer."""
    assert "first accepted not yet by a clearinghouse not yet by the payer" in proof(office)
    office.take(acknowledged.claims(office.sent, {"F1": "A2"}, who="AY"))
    office.submit(changed("140.00"))
    office.take(acknowledged.claims(newest(office), {"F1": "A3"}, at=LATER, number=601))
    assert "first accepted 2026-02-05 by a clearinghouse not yet by the payer" in proof(office)
    office.take(acknowledged.claims(office.sent, {"F1": "A2"}, at=LATER, number=602))
    assert "first accepted 2026-02-05 by a clearinghouse 2026-03-01 by the payer" in proof(office)


def test_tests_prove_nothing(earnest: Answered) -> None:
    """ENV-11: where a claim left in earnest, that is its proof."""
    earnest.take(acknowledged.claims(earnest.sent, {"F1": "A2"}, at=LATER))
    assert earnest.problems == []
    page = proof(earnest)
    assert "first submitted 2026-02-04" in page and "2026-02-03" not in page and "not yet by the payer" in page
    assert earnest.run("claim", "F1") == 0
    assert [(event["what"], event["test"], event["date"]) for event in earnest.said["history"]] == [("submitted", False, "2026-02-04")]


def test_only_tests_are_named_so(office: Answered) -> None:
    office.take(acknowledged.claims(office.sent, {"F1": "A2"}))
    assert "Only tests have left" in proof(office)
    assert office.run("claim", "F1") == 0
    assert [(event["what"], event["test"], event["by"]) for event in office.said["history"]] == [
        ("submitted", True, None), ("accepted", True, "payer")]


def test_answers_of_one_minute_stand_by_their_content(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    """MAT-6: whichever came first, in the history, on the page and on the worklist."""
    said = set()
    for turn in (1, -1):
        office = Answered(tmp_path / str(turn), capsys, monkeypatch)
        found = [acknowledged.claims(office.sent, {"F1": category}, number=504 + n, who=who)
                 for n, (category, who) in enumerate((("A7", "PR"), ("A6", "PR"), ("A2", "AY"), ("A8", "AY")))]
        office.take(*found[::turn])
        assert office.run("claim", "F1") == 0
        history = [event["text"] for event in office.said["history"]]
        said.add((*history, items(office)[0]["reason"]))
    assert len(said) == 1


def test_the_line_that_sank_a_claim_is_named(office: Answered) -> None:
    """ACK-3, ACK-4: 2220D with REF*FJ: number, procedure, and the row and field of the encounter, also in the history."""
    office.submit(encounter(id="G1", patient_paid=None, other_payers=[]))
    sent = newest(office)
    office.take(acknowledged.claims(sent, {"G1": "A8"}, at=LATER, lines={"G1L2": "454", "OTHER": "476"}))
    line = "line 2 (G0444): rejected, something is wrong: procedure (A7:454), encounters[0].lines[1].procedure"
    assert office.problems == [("ACK-3", "rejected")] and line in message(office)
    assert "a line that did not leave under this number: " in message(office) and "OTHER" not in message(office)
    assert office.run("claim", "G1") == 0
    assert line in [event["note"] for event in office.said["history"]]


def test_one_claim_is_one_claim(office: Answered) -> None:
    office.submit(encounter(id="G1", patient_paid=None, other_payers=[]))
    office.take(acknowledged.interchange(newest(office), "R", "004"))
    assert "with 1 claim: " in message(office)
    office.take(acknowledged.claims(office.sent, {"X1": "A7"}, number=507))
    assert "This answers 1 claim that" in message(office)


def test_what_was_thrown_back_before_this_version_stays_on_the_worklist(office: Answered) -> None:
    """The books of an earlier version knew rejections by the status of their claims."""
    office.take(acknowledged.claims(office.sent, {"F1": "A7"}))
    with open_house(office.folder) as house:
        house.db.execute("DROP TABLE state_rejection")
        house.db.execute("DELETE FROM _sqlite_migrations WHERE name = '0006_rejections'")
    assert [(item["kind"], item["claim"]) for item in items(office)] == [("rejected", "F1")]


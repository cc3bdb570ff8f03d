"""What acknowledgments do to claims: thrown back, taken, answered in any order, sent again (ACK-1 to ACK-11)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import pytest

from edi_engine.billing.acknowledgment import Context
from edi_engine.cli import main
from edi_engine.flows.house import open_house
from edi_engine.ledger import database, facts
from tests import acknowledged
from tests.acknowledged import Sent
from tests.books import paid, payment
from tests.followed import DAY, ENCOUNTER, Office, encounter

LINE = {"from": "2026-01-05", "procedure": "99213", "charge": "125.00", "units": 1, "pointers": [1]}
MORNING = datetime(2026, 2, 5, 9)


def visits() -> list[dict[str, object]]:
    """Three visits that nobody could take for one another."""
    return [encounter(id=f"F{n}", patient_paid=None, other_payers=[], lines=[{**LINE, "charge": f"{124 + n}.00"}]) for n in (1, 2, 3)]


class Answered(Office):
    """An office that has sent three claims."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)                                     # type: ignore[arg-type]
        self.submit(*visits())
        self.sent = Sent(next((self.folder / "outbox").iterdir()).read_bytes())

    def take(self, *files: bytes) -> int:
        """Receives the files in this order; the exit code of the last."""
        code = 0
        for data in files:
            self.count += 1
            path = self.folder / f"ack-{self.count}.x12"
            path.write_bytes(data)
            code = self.run("receive", str(path))
        return code

    def statuses(self) -> str:
        """The statuses of the claims, in their order."""
        found = []
        for n in (1, 2, 3):
            assert self.run("claim", f"F{n}") == 0
            found.append(self.said["status"])
        return " ".join(found)

    def stage(self, claim: str) -> str:
        assert self.run("claim", claim) == 0
        return str(self.said["stage"])


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Answered:
    return Answered(tmp_path / "office", capsys, monkeypatch)


def test_a_rejected_file_throws_all_its_claims_back(office: Answered) -> None:
    """ACK-1: TA1 by ISA13 with date and time; the charges stay, and the worklist says by whom and why."""
    assert office.take(acknowledged.interchange(office.sent, "R", "004")) == 0
    assert office.problems == [("ACK-1", "rejected")]
    assert office.statuses() == "rejected rejected rejected"
    assert office.run("worklist") == 0
    items = office.said["items"]
    assert {item["kind"] for item in items} == {"rejected"} and sum(float(item["amount"]) for item in items) == 378
    assert "TA105 004" in items[0]["reason"] and items[0]["segment"] == 1 and items[0]["file"].startswith("ack-")


def test_a_number_that_was_used_before_rejects_nothing(office: Answered) -> None:
    """ACK-1: 025 alone never does so; the first file may have been taken."""
    office.take(acknowledged.interchange(office.sent, "R", "025"))
    assert office.problems == [("ACK-1", "again")] and office.statuses() == "open open open"


def test_a_number_that_was_used_before_is_no_answer_to_the_file(office: Answered) -> None:
    """ACK-1, ACK-6: a person decides whether the first file was taken, until somebody says more of this one."""
    office.take(acknowledged.interchange(office.sent, "R", "025"))
    assert office.run("worklist") == 0
    assert [(item["kind"], item["amount"]) for item in office.said["items"]] == [("number used before", "378.00")]
    office.take(acknowledged.group(office.sent))
    assert office.run("worklist") == 0 and office.said["items"] == []


def test_what_answers_in_the_same_minute_comes_after_what_left(office: Answered) -> None:
    """And what decides nothing is told."""
    office.take(acknowledged.group(office.sent, at=datetime(2026, 2, 3, 12)))
    assert office.run("claim", "F1") == 0
    assert [event["what"] for event in office.said["history"]] == ["submitted", "told", "file taken"]


def test_claims_of_a_set_that_stands_twice_in_a_file_are_counted_once(office: Answered) -> None:
    """Two sendings of one set in one interchange: its rejection speaks of three claims."""
    data = office.sent.source.bytes(0, 10**6).replace(b"\n", b"").replace(b"*000000001", b"*000000901").replace(b"CLM*", b"CLM*N")
    start, end = data.index(b"ST*837"), data.rindex(b"~GE*") + 1
    again = data[start:end].replace(b"ST*837*0001*", b"ST*837*0002*").replace(b"*0001~", b"*0002~")
    twice = data[:end] + again + data[end:].replace(b"GE*1*", b"GE*2*")
    path = office.folder / "twice.837"
    path.write_bytes(twice)
    assert office.run("import", str(path)) == 0
    office.take(acknowledged.interchange(Sent(twice), "R", "004"))
    assert "with 3 claims" in office.said["files"][0]["problems"][0]["message"]


def test_an_answer_about_nothing_of_ours_is_kept(office: Answered) -> None:
    """Another date, another number: no claim of ours."""
    other = Sent(office.sent.source.bytes(0, 10**6).replace(b"*260203*", b"*260103*"))
    office.take(acknowledged.interchange(other, "R", "004"))
    assert office.problems == [("ACK-1", "unknown")] and office.statuses() == "open open open"


def test_a_rejected_set_names_the_row(office: Answered) -> None:
    """ACK-2, ACK-10: segment and element become the encounter's field."""
    wrong = acknowledged.fault(office.sent.segment("SV1", 2), "SV1", 7, "1", "F2")
    office.take(acknowledged.group(office.sent, "R", [wrong]))
    assert office.problems == [("ACK-2", "rejected"), ("ACK-2", "segment")]
    message = office.said["files"][0]["problems"][1]["message"]
    assert "claim F2 (encounters[1].lines[0].pointers)" in message and "(IK403 1)" in message
    assert office.statuses() == "rejected rejected rejected"


def contexts(*units: tuple[str, str]) -> tuple[Context, ...]:
    return tuple(Context(*unit) for unit in units)


@pytest.mark.parametrize("segment, units, kind, said", [
    (("SV1", 1), [("CLM01", "F2")], "disagree", "one of claim F2 (encounters[1].id); by its number it belongs to claim F1 (enc"),
    (("SV1", 1), [("PATIENT NAME NM109", "HH900")], "disagree", "one of claim F3 (encounters[2].id); by its number"),
    (("SE", 1), [("CLM01", "F1")], "disagree", "one of claim F1 (encounters[0].id); by its number"),
    (("SV1", 1), [("CLM01", "0f-1")], "", "claim F1 (encounters[0].lines[0].pointers)"),
    (("SV1", 1), [("SUBSCRIBER NUMBER REF02", "HH100200300")], "", "claim F1 (encounters[0].lines[0].pointers)"),
    (("SV1", 1), [("CLM01", "SECRET9")], "stranger", "names a claim that is not in that transaction set"),
    (("SV1", 1), [("NM109", "SECRET9"), ("TRN02", "SECRET9"), ("ENT01", "F2")], "", "claim F1 (encounters[0].lines[0].pointers)"),
    (("NM1", 4), [("NM109", "HH100200300")], "", "It comes from claim F1 (edi.toml, providers[0].pay_to); claim F2 (edi.toml, providers[0].pay_to). Cor"),
])
def test_the_claim_that_is_named_comes_before_the_number_of_the_segment(
        tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, segment: tuple[str, int],
        units: list[tuple[str, str]], kind: str, said: str) -> None:
    """ACK-10: CTX names the claim or its patient; the number of the segment tells the rest, and where they differ that is said."""
    office = Office(tmp_path / "office", capsys, monkeypatch)
    given = visits()
    given[2] = encounter(**{**given[2], "subscriber": {**ENCOUNTER["subscriber"], "member_id": "HH900", "first": "BRUNO"}})
    office.submit(*given)
    sent = Sent(next((office.folder / "outbox").iterdir()).read_bytes())
    wrong = replace(acknowledged.fault(sent.segment(*segment), segment[0], 7, "1"), contexts=contexts(*units))
    path = office.folder / "answer.x12"
    path.write_bytes(acknowledged.group(sent, "R", [wrong]))
    assert office.run("receive", str(path)) == 0
    assert office.problems == [("ACK-2", "rejected"), ("ACK-2", "segment"), *([("ACK-10", kind)] if kind else [])]
    message = office.said["files"][0]["problems"][-1]["message"]
    assert said in message, message
    assert not {"HH100200300", "HH900", "SECRET9"} & set(re.findall(r"\w+", str(office.said["files"][0]["problems"])))


def test_errors_that_were_noted_reject_nothing(office: Answered) -> None:
    """ACK-2: E is accepted."""
    office.take(acknowledged.group(office.sent, "E", [acknowledged.fault(office.sent.segment("SV1"), "SV1", 7, "1")]))
    assert office.problems == [("ACK-2", "errors"), ("ACK-2", "segment")] and office.statuses() == "open open open"


def test_a_claim_that_is_thrown_back_says_which_field(office: Answered) -> None:
    """ACK-3: STC03 is the verdict; the status names a field of the encounter."""
    office.take(acknowledged.claims(office.sent, {"F1": "A2", "F2": "A7", "F3": "A1"}))
    assert office.problems == [("ACK-3", "rejected")]
    assert "encounters[1].billing_provider.npi" in office.said["files"][0]["problems"][0]["message"]
    assert office.statuses() == "open rejected open"
    assert [office.stage(claim) for claim in ("F1", "F2", "F3")] == ["accepted", "rejected", "received"]


@pytest.mark.parametrize("category, stc03, verdict, status", [("A2", "U", "rejected", "rejected"), ("A7", "WQ", "accepted", "open")])
def test_a_verdict_that_its_category_denies_is_said_in_one_line(office: Answered, category: str, stc03: str, verdict: str,
                                                                status: str) -> None:
    """ACK-3: STC03 counts, the category says otherwise, ask; when it is received, in the history and on the worklist."""
    office.take(acknowledged.claims(office.sent, {"F1": category}, verdict=stc03))
    assert office.problems == [("ACK-3", "disagree")] and office.statuses() == f"{status} open open"
    assert office.run("claim", "F1") == 0
    event = next(event for event in office.said["history"] if event["text"].startswith(f"STC*{category}"))
    assert event["what"] == verdict and event["note"].startswith(f"STC03 says {verdict} and counts; the category says otherwise (")
    assert office.run("worklist") == 0
    reasons = [item["reason"] for item in office.said["items"] if item["kind"] == "rejected"]
    assert [event["note"] in reason for reason in reasons] == [True] * (verdict == "rejected")


def test_a_status_may_be_a_category_alone(office: Answered) -> None:
    """STC01-1 without STC01-2 is still a verdict."""
    office.take(acknowledged.claims(office.sent, {"F1": "A7"}).replace(b"STC*A7:562:85*", b"STC*A7*"))
    assert office.problems == [("ACK-3", "rejected")] and office.statuses() == "rejected open open"


def test_a_whole_batch_may_contradict_itself(office: Answered) -> None:
    """ACK-3, ACK-4: STC03 counts there, too; of several statuses one that agrees is enough."""
    office.take(acknowledged.claims(office.sent, {"": "A2"}, verdict="U"))
    assert office.problems == [("ACK-3", "disagree")] and office.statuses() == "rejected rejected rejected"
    one = acknowledged.claims(office.sent, {"F1": "A7"}, at=MORNING + timedelta(hours=1), number=505)
    two = one.replace(b"STC*A7:562:85*", b"STC*A2:20:PR*20260205*WQ*125~STC*A7:562:85*").replace(b"SE*19*", b"SE*20*")
    assert two != one
    office.take(two)
    assert office.problems == [("ACK-3", "rejected")] and office.statuses() == "rejected rejected rejected"


def test_the_clearinghouse_accepts_for_nobody_else(office: Answered) -> None:
    """ACK-11: accepted by the clearinghouse is not accepted by the payer, nor does it undo what the payer rejected."""
    office.take(acknowledged.claims(office.sent, {"F1": "A2", "F2": "A2"}, who="AY"))
    assert office.stage("F1") == "accepted by the clearinghouse"
    later = MORNING + timedelta(hours=2)
    office.take(acknowledged.claims(office.sent, {"F1": "A7"}, at=MORNING + timedelta(hours=1), number=504),
                acknowledged.claims(office.sent, {"F1": "A2"}, at=later, who="AY", number=505))
    assert office.statuses() == "rejected open open"


@pytest.mark.parametrize("first, second, status", [
    ("A2", "A7", "rejected"), ("A7", "A2", "open"), ("A1", "A2", "open")])
def test_newer_news_wins_whenever_it_comes(office: Answered, first: str, second: str, status: str) -> None:
    """ACK-5: a later rejection outweighs an acceptance, a later acceptance a rejection; older news takes nothing back."""
    older = acknowledged.claims(office.sent, {"F1": first}, at=MORNING, number=504)
    newer = acknowledged.claims(office.sent, {"F1": second}, at=MORNING + timedelta(hours=1), number=505)
    office.take(newer, older)
    assert office.statuses() == f"{status} open open"


def test_a_rejection_that_is_no_longer_news_says_so(office: Answered) -> None:
    """ACK-5: it was taken later, or has left again; then nobody has to send it again. It says so of claims, batches and files."""
    office.take(acknowledged.claims(office.sent, {"F1": "A2"}, at=MORNING + timedelta(days=1)),
                acknowledged.claims(office.sent, {"F1": "A7"}, number=504))
    assert office.problems == [("ACK-5", "overtaken")] and office.statuses() == "open open open"
    office.take(acknowledged.claims(office.sent, {"F2": "A7"}, number=505))
    assert office.problems == [("ACK-3", "rejected")] and office.run("fix", "F2") == 0
    office.take(acknowledged.claims(office.sent, {"F2": "A8"}, at=MORNING + timedelta(days=9), number=506))
    assert office.problems == [("ACK-5", "overtaken")] and office.statuses() == "open open open"
    office.take(acknowledged.group(office.sent, "A", at=datetime(2026, 2, 7, 9), number=507),
                acknowledged.group(office.sent, "R", at=datetime(2026, 2, 6, 9), number=508))
    assert office.problems[0] == ("ACK-5", "overtaken") and office.statuses() == "open open open"


def test_a_group_that_is_taken_in_part_without_saying_which(office: Answered) -> None:
    """ACK-2: AK9 is P and no set is named: nothing changes, and somebody has to ask; where the sets are named, they say it."""
    whole = acknowledged.group(office.sent, "R").decode()
    start, end = whole.index("AK2*"), whole.index("~GE*")
    office.take((whole[:start] + "AK9*P*2*2*1~SE*4*0001" + whole[end:]).encode())
    assert office.problems == [("ACK-2", "partly")] and office.statuses() == "open open open"
    named = whole.replace("AK9*R*1*1*0", "AK9*P*2*2*1")
    office.take(named.encode())
    assert ("ACK-2", "partly") not in office.problems and office.statuses() == "rejected rejected rejected"


def test_of_two_answers_of_one_minute_the_rejection_stands(office: Answered) -> None:
    """A clock says no more."""
    office.take(acknowledged.claims(office.sent, {"F1": "A7"}, number=504), acknowledged.claims(office.sent, {"F1": "A2"}, number=505))
    assert office.statuses() == "rejected open open"


def test_a_batch_without_claims_decides_for_all(office: Answered) -> None:
    """ACK-4: HL04 = 0 and a verdict at 2200B; with claims below, theirs count."""
    office.take(acknowledged.claims(office.sent, {"": "A3"}))
    assert office.problems == [("ACK-3", "batch")] and office.statuses() == "rejected rejected rejected"
    office.take(acknowledged.claims(office.sent, {"": "A3", "F1": "A2"}, at=MORNING + timedelta(days=1), number=505))
    assert office.statuses() == "open rejected rejected"


@pytest.mark.parametrize("name, expected", [("Harbor Health Plan", "rejected open"), ("OHIO MEDICAID", "open rejected"),
                                            ("SOMEBODY ELSE", "rejected rejected")])
def test_a_payer_speaks_of_a_batch_for_its_own_claims(name: str, expected: str, office: Answered) -> None:
    """ACK-4: of a batch to several payers; the claims of the others know nothing of it."""
    office.submit(*(encounter(id=f"G{n}", patient_paid=None, other_payers=[], payer={"id": payer}, lines=[{**LINE, "charge": f"{130 + n}.00"}])
                    for n, payer in enumerate(("HARBR", "OHMCD"))))
    sent = Sent(sorted((office.folder / "outbox").iterdir())[-1].read_bytes())
    office.take(acknowledged.claims(sent, {"": "A3"}, name=name))
    found, told = [], []
    for claim in ("G0", "G1"):
        assert office.run("claim", claim) == 0
        found.append(office.said["status"])
        told.append(any(event["what"] == "rejected" for event in office.said["history"]))
    assert " ".join(found) == expected and told == [status == "rejected" for status in found]


def test_a_batch_names_its_claims_before_their_number_does(office: Answered) -> None:
    """ACK-7: two submissions share a number; the answer is to the batch that it names, else to the newest before it."""
    office.take(acknowledged.claims(office.sent, {"F1": "A7"}))
    assert office.run("fix", "F1") == 0
    again = Sent(sorted((office.folder / "outbox").iterdir())[-1].read_bytes())
    assert again.batch != office.sent.batch and office.statuses() == "open open open"
    late = MORNING + timedelta(days=30)
    office.take(acknowledged.claims(office.sent, {"F1": "A8"}, at=late, number=506))
    assert office.statuses() == "open open open"
    office.take(acknowledged.claims(again, {"F1": "A7"}, at=late, number=507))
    assert office.statuses() == "rejected open open"
    office.take(acknowledged.claims(office.sent, {"F1": "A2"}, at=late + timedelta(days=1), number=508, batch="CLEARED1"))
    assert office.statuses() == "open open open"


def test_what_is_sent_after_a_rejection_takes_its_place(office: Answered) -> None:
    """Whatever its dates: the account holds one claim, the corrected one (section Identity and time)."""
    office.take(acknowledged.claims(office.sent, {"F1": "A7"}))
    corrected = encounter(id="F1", patient_paid=None, other_payers=[],
                          lines=[{**LINE, "from": "2026-01-06", "charge": "140.00"}])
    assert office.run("fix", "F1", str(office.file(corrected))) == 0, office.said
    assert office.run("claim", "F1") == 0
    assert (office.said["status"], office.said["charge"]) == ("open", "140.00") and len(office.said["lines"]) == 1
    assert [event["what"] for event in office.said["history"]] == ["submitted", "rejected", "submitted"]


def test_only_what_was_thrown_back_is_sent_again(office: Answered) -> None:
    """ACK-7: anything else would be a duplicate; and what was thrown back is not replaced."""
    assert office.run("fix", "F1") == 1 and office.problems == [("ACK-7", "not-thrown-back")]
    office.take(acknowledged.claims(office.sent, {"F1": "A7"}))
    assert office.run("replace", "F1") == 1 and office.problems == [("ACK-7", "thrown-back")]
    office.submit(visits()[0])
    assert office.statuses() == "open open open"


def test_a_payment_is_found_by_the_number_that_the_payer_told(office: Answered) -> None:
    """MAT-1d: REF*1K of a 277CA is the CLP07 to come, also when the payment comes first."""
    told = acknowledged.claims(office.sent, {"F2": "A2"}, ccn="PCN0077")
    answer = payment("MANGLED9", paid("", 12600, 10000, "CO-45 2600", code="99213", day=DAY), ccn="PCN0077")
    office.receive(answer)
    assert office.said["files"][0]["unapplied"] == "100.00"
    office.take(told)
    assert office.run("claim", "F2") == 0
    assert (office.said["status"], office.said["paid"], office.said["stage"]) == ("paid", "100.00", "adjudicated")


def test_a_number_told_of_a_claim_that_is_only_alike_finds_none(office: Answered) -> None:
    """MAT-1d is for the very number: the payment of somebody else's claim is posted to nobody."""
    data = acknowledged.claims(office.sent, {"F2": "A2"}, ccn="PCN0077")
    office.take(data.replace(b"TRN*2*F2~", b"TRN*2*00F-2~"))
    office.receive(payment("MANGLED9", paid("", 12600, 10000, "CO-45 2600", code="99213", day=DAY), ccn="PCN0077"))
    assert office.said["files"][0]["unapplied"] == "100.00"


def stories(sent: Sent) -> Iterator[bytes]:
    """Files that speak of the same claims."""
    yield acknowledged.interchange(sent)
    yield acknowledged.group(sent)
    yield acknowledged.claims(sent, {"F1": "A2", "F2": "A7", "F3": "A1"}, who="AY", number=504)
    yield acknowledged.claims(sent, {"F1": "A7", "F2": "A2", "F3": "A2"}, at=MORNING + timedelta(hours=1), number=505)


def test_the_order_of_answers_does_not_matter(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    """MAT-6: every order of the answers, before and after a payment, gives the same books; so does a rebuild."""
    dumps = set()
    for n, order in enumerate(permutations(range(4))):
        if n % 4:
            continue
        office = Answered(tmp_path / str(n), capsys, monkeypatch)
        found = list(stories(office.sent))
        office.take(*(found[i] for i in order), found[0])
        assert office.said["files"][0]["result"] == "duplicate"
        assert office.statuses() == "rejected open open"
        dumps.add(office.dump())
        assert office.run("rebuild") == 0
        dumps.add(office.dump())
    assert len(dumps) == 1


def test_answers_that_do_not_come_are_on_the_worklist(office: Answered) -> None:
    """ACK-6: no 999 in a day, no 277CA in three business days; one item for a file."""
    def kinds() -> list[tuple[str, str]]:
        assert office.run("worklist") == 0
        return [(item["kind"], item["amount"]) for item in office.said["items"]]

    sent = office.day
    office.day = sent - timedelta(days=1)
    assert kinds() == []
    office.day = sent + timedelta(days=1)
    assert kinds() == [("no 999", "378.00")]
    office.take(acknowledged.interchange(office.sent))              # which says nothing of what is in it
    office.day = sent + timedelta(days=2)
    assert kinds() == [("no 999", "378.00")]
    office.take(acknowledged.group(office.sent))
    office.day = sent + timedelta(days=7)
    assert kinds() == [("no 277CA", "378.00")]
    office.take(acknowledged.claims(office.sent, {"F1": "A2", "F3": "A2"}, number=504))
    assert kinds() == [("no 277CA", "126.00")] and "Waiting: 1 claim." in office.said["items"][0]["reason"]
    office.take(acknowledged.claims(office.sent, {"F1": "A2", "F2": "A2", "F3": "A2"}))
    assert kinds() == []


def archived_only(office: Answered, *files: bytes) -> list[Path]:
    """Where the archive has files of which the ledger of an earlier version holds the sets, and nothing of what they say."""
    from edi_engine import x12
    from edi_engine.exchange import folders
    from edi_engine.guides.families import family

    homes = []
    with open_house(office.folder) as house:
        for number, data in enumerate(files, 1):
            path = office.folder / f"old-{number}.x12"
            path.write_bytes(data)
            sha256 = folders.keep(house.at("archive"), path, "receive")
            source = x12.Source(house.bytes_of(sha256))
            ts = next(iter(x12.survey(source)))
            with database.transaction(house.db):
                set_id, _ = facts.add_set(house.db, family(ts), x12.digest(source, ts), ts.version)
                facts.add_sending(house.db, set_id, facts.add_file(house.db, sha256, path.name, family(ts)), ts)
            homes.append(house.bytes_of(sha256))
    return homes


OLD_FILES: dict[str, Callable[[Sent], list[bytes]]] = {
    "277CA": lambda sent: [acknowledged.claims(sent, {"F1": "A7"})],
    "999": lambda sent: [acknowledged.group(sent, "R")],
    "999, and one of the same text": lambda sent: [acknowledged.group(sent, "R"), acknowledged.group(sent, "R", number=599)],
}


@pytest.mark.parametrize("command", ["receive", "sync"])
@pytest.mark.parametrize("kind", OLD_FILES)
def test_what_was_archived_before_it_could_be_understood_is_applied(office: Answered, kind: str, command: str) -> None:
    """Once, and told; whatever tells such sets apart today, the archive gives the same books."""
    files = OLD_FILES[kind](office.sent)
    archived_only(office, *files)
    if command == "sync":
        (office.folder / "far").mkdir()
        with (office.folder / "edi.toml").open("a") as toml:
            toml.write('[[mailboxes]]\nname = "acme"\nkind = "folder"\nmode = "test"\nfetch = ["far"]\n')
    assert office.run(command) == 0
    said = office.said["received" if command == "sync" else "files"]
    assert [(file["file"], file["result"]) for file in said] == [(f"old-{n}.x12", "applied") for n in range(1, len(files) + 1)]
    assert any(problem["rule"] in ("ACK-2", "ACK-3") for problem in said[0]["problems"])
    assert office.run(command) == 0 and not office.said["received" if command == "sync" else "files"]
    assert office.statuses().startswith("rejected")
    before = office.dump()
    assert office.run("rebuild") == 0, office.said
    assert office.dump() == before


def test_what_the_archive_lost_stops_nobody(office: Answered) -> None:
    """An old acknowledgment that is gone is told each time; the next, and what lies in the inbox, are taken."""
    gone, _ = archived_only(office, acknowledged.group(office.sent, "R"), acknowledged.claims(office.sent, {"F1": "A7"}))
    gone.rename(gone.with_suffix(".away"))
    (office.folder / "inbox" / "2.x12").write_bytes(acknowledged.claims(office.sent, {"F2": "A7"}, number=7))
    assert office.run("receive") == 1
    assert [file["result"] for file in office.said["files"]] == ["refused", "applied", "applied"]
    assert office.problems == [("EXC-5", "archive-missing")]
    gone.with_suffix(".away").rename(gone)
    assert office.run("receive") == 0 and [file["result"] for file in office.said["files"]] == ["applied"]


def test_a_page_proves_that_a_claim_was_filed(office: Answered, tmp_path: Path) -> None:
    """ACK-7: each step with its file, the hash of it, and the segment; as text and as one HTML file."""
    office.take(acknowledged.group(office.sent), acknowledged.claims(office.sent, {"F1": "A2"}))
    page = tmp_path / "proof.html"
    for path in (page, page.with_suffix(".txt")):
        assert main(["-w", str(office.folder), "proof", "F1", "-o", str(path)]) == 0
        text = path.read_text()
        assert path.stat().st_mode & 0o777 == 0o600
        digests = [sha256(file.read_bytes()).hexdigest() for file in sorted(office.folder.glob("ack-*.x12"))]
        assert len(digests) == 2 and all(digest in text for digest in digests) and "STC*A2:20:PR" in text
        assert "2026-02-03" in text and "2026-02-05" in text
    assert "<script" not in page.read_text() and "http" not in page.read_text().replace("http-equiv", "")
    assert main(["-w", str(office.folder), "proof", "NOBODY"]) == 2


def test_a_proof_tells_files_of_one_name_apart(office: Answered, tmp_path: Path) -> None:
    """Clearinghouses give many files one name: each step has the hash of its own."""
    files = [acknowledged.claims(office.sent, {"F1": category}, at=MORNING + timedelta(days=n), number=600 + n)
             for n, category in enumerate(("A1", "A2"))]
    for data in files:
        path = tmp_path / "277.x12"
        path.write_bytes(data)
        assert office.run("receive", str(path)) == 0
    page = tmp_path / "proof.txt"
    assert main(["-w", str(office.folder), "proof", "F1", "-o", str(page)]) == 0
    assert all(sha256(data).hexdigest() in page.read_text() for data in files)
    assert "to HARBR" in page.read_text()


def test_whom_an_answer_means_does_not_depend_on_order(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    """MAT-6: another system numbers each of its files 1; the 999 is for the newest before it, whichever came first."""
    given = Answered(tmp_path / "given", capsys, monkeypatch)
    first = given.sent.source.bytes(0, 10**6)
    second = first.replace(b"260203*1200*^", b"260204*0800*^").replace(b"20260203*1200*CH", b"20260204*0800*CH").replace(
        b"*F1*", b"*G1*").replace(b"*F2*", b"*G2*").replace(b"*F3*", b"*G3*")
    rejected = acknowledged.group(Sent(second), "R", at=datetime(2026, 2, 4, 9))
    dumps = set()
    for n, order in enumerate(permutations((first, second, rejected))):
        office = Office(tmp_path / str(n), capsys, monkeypatch)
        for m, data in enumerate(order):
            path = office.folder / f"{m}.x12"
            path.write_bytes(data)
            assert office.run("receive", str(path)) == 0, office.said
        dumps.add(office.dump())
    assert len(dumps) == 1 and dumps.pop().count('"status":"rejected"') == 6


@pytest.mark.parametrize("rejection", [
    lambda sent: acknowledged.interchange(sent, "R", "004"), lambda sent: acknowledged.group(sent, "R"),
    lambda sent: acknowledged.claims(sent, {"": "A3"}, at=datetime(2026, 2, 4, 10))], ids=["TA1", "999", "batch"])
@pytest.mark.parametrize("first", [True, False])
def test_a_later_acceptance_lifts_a_rejection_of_another_kind(office: Answered, rejection: Callable[[Sent], bytes],
                                                              first: bool) -> None:
    """ACK-5, MAT-6: the state is that of the facts, whichever came first."""
    taken = acknowledged.claims(office.sent, {"F1": "A2"})
    office.take(*((rejection(office.sent), taken) if first else (taken, rejection(office.sent))))
    assert office.statuses() == "open rejected rejected"
    assert [line.count('"status":"rejected"') for line in office.dump().splitlines() if '"kind":"claim"' in line] == [0, 1, 1]


def test_what_is_between_others_is_not_about_us(office: Answered) -> None:
    """ACK-2: one party at least is ours or our receiver, and the answer is not older than the file."""
    strange = Sent(office.sent.source.bytes(0, 10**6).replace(b"CEDARRIDGE     ", b"SOMEBODY       ").replace(
        b"EXAMPLECH      ", b"ELSE           "))
    office.take(acknowledged.group(strange, "R"))
    assert office.problems[0] == ("ACK-2", "unknown") and office.statuses() == "open open open"
    office.take(acknowledged.group(office.sent, "R", at=datetime(2020, 1, 1, 9), number=509))
    assert office.statuses() == "open open open"


def test_two_answers_of_one_text_are_two(office: Answered) -> None:
    """A 999 says nothing of its day: its envelope does."""
    office.take(acknowledged.group(office.sent, "R"))
    office.take(acknowledged.group(office.sent, "R", at=datetime(2026, 2, 5, 9), number=510))
    assert office.said["files"][0]["result"] == "applied"
    office.take(acknowledged.group(office.sent, "R", at=datetime(2026, 2, 5, 9), number=510))
    assert office.said["files"][0]["result"] == "duplicate"


def test_a_number_that_two_providers_have_means_nobody(office: Answered) -> None:
    """ACK-7: without its provider and its batch an answer to it is told and changes nothing."""
    other = encounter(id="F1", patient_paid=None, other_payers=[], lines=[{**LINE, "charge": "300.00"}],
                      billing_provider={"npi": "1900000013"})
    office.submit(other)
    data = acknowledged.claims(office.sent, {"F1": "A7"}, batch="ELSEWHERE").replace(b"*XX*1999999984", b"")
    office.take(data)
    assert office.problems[0] == ("ACK-3", "unclear")
    assert office.dump().count('"status":"rejected"') == 0


def test_a_batch_of_ours_that_does_not_hold_the_claim_is_by_chance(office: Answered) -> None:
    """ACK-7: a payer counts its own batches; then the claim's number tells."""
    office.submit(encounter(id="Z9", patient_paid=None, other_payers=[], lines=[{**LINE, "charge": "310.00"}]))
    later = Sent(sorted((office.folder / "outbox").iterdir())[-1].read_bytes())
    office.take(acknowledged.claims(office.sent, {"F1": "A7"}, batch=later.batch))
    assert office.problems == [("ACK-3", "rejected")] and office.statuses() == "rejected open open"


def test_what_was_fixed_waits_for_answers_of_its_own(office: Answered) -> None:
    """ACK-6: the old rejection is no answer to what was sent after it."""
    office.take(acknowledged.group(office.sent), acknowledged.claims(office.sent, {"F1": "A7", "F2": "A2", "F3": "A2"}))
    assert office.run("fix", "F1") == 0
    office.day += timedelta(days=5)
    assert office.run("worklist") == 0
    assert [(item["kind"], item["amount"]) for item in office.said["items"]] == [("no 999", "125.00")]


def test_an_answer_that_is_too_long_to_be_read_whole_is_refused(office: Answered) -> None:
    """A 999 of millions of faults would take all memory; whoever means it says so."""
    toml = office.folder / "edi.toml"
    said = toml.read_text()
    toml.write_text(said + "\n[limits]\nsegments = 6\n")
    faults = [acknowledged.fault(n, "SV1", 1, "7") for n in range(20, 23)]
    assert office.take(acknowledged.group(office.sent, "A")) == 0
    assert office.take(acknowledged.group(office.sent, "R", faults, at=MORNING)) == 1
    assert (office.said["files"][0]["result"], office.problems) == ("quarantined", [("EXC-5", "too-many-segments")])
    assert office.statuses() == "open open open"
    toml.write_text(said)
    assert office.take(acknowledged.group(office.sent, "R", faults, at=MORNING)) == 0
    assert office.statuses() == "rejected rejected rejected"


def test_no_patient_is_named(office: Answered) -> None:
    """ACK-10: neither what a 277CA says in words, nor what stands where a code should."""
    said = acknowledged.claims(office.sent, {"F1": "A7"}).replace(b"*U*125~", b"*U*125********TESTER ANNA 19800203~")
    wrong = acknowledged.fault(office.sent.segment("SV1"), "TESTER", 7, "ANNA")
    for data in (said, acknowledged.group(office.sent, "R", [wrong], number=511)):
        office.take(data)
        assert "TESTER" not in str(office.said) and "ANNA" not in str(office.said)
    assert office.run("worklist") == 0 and "ANNA" not in str(office.said)


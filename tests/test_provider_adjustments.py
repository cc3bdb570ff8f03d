"""What payers move at provider level pairs across checks, in any order, and says what is open, to which claim it belongs, and what is alarming."""

import json
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, permutations
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_engine import settings
from edi_engine.billing.party import Amount
from edi_engine.billing.remittance import ClaimPayment, Payment, ProviderAdjustment, RemittanceHead, RemittanceTail
from edi_engine.cli import main
from edi_engine.flows import check, explain, provider_adjustments, worklist
from edi_engine.ledger import provider_items
from edi_engine.reconcile import provider_level
from edi_engine.reconcile.provider_alarms import ALARMS, alarms
from edi_engine.reconcile.provider_items import FAMILIES, HOW, Item, settle
from tests.books import TIN, Books, Check, Sent, claim, hold, line, paid, payment, reversal
from tests.properties import examples

STORIES = sorted(path.parent for path in (Path(__file__).parents[1] / "fixtures/x12/provider-level").glob("*/expected.json"))
MAY = date(2026, 5, 1)


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.name)
def test_what_became_of_each_item(story, tmp_path, monkeypatch, capsys):
    """PLB-3 to PLB-5, PLB-7: the files of a story, received in every order, give the same items."""
    monkeypatch.setenv("EDI_TODAY", "2026-12-31")
    expected = json.loads((story / "expected.json").read_text("utf-8"))["items"]
    for order in permutations(sorted(story.glob("*.x12"))):
        books = tmp_path / "".join(path.stem for path in order)
        assert main(["init", str(books), "--json"]) == 0
        for path in order:
            assert main(["-w", str(books), "receive", str(path), "--json"]) == 0
        capsys.readouterr()
        assert main(["-w", str(books), "provider-adjustments", "--json"]) == 0
        items = listed(json.loads(capsys.readouterr().out))
        assert sorted([i["trace"], i["reason"], i["reference"], i["amount"], i["open"], [pair["how"] for pair in i["pairs"]],
                       i["alarm"]] for i in items) == sorted(expected)


@pytest.mark.parametrize("path", sorted(chain.from_iterable(story.glob("*.x12") for story in STORIES)),
                         ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_stories_are_sound_835s(path):
    """They balance, and but for an amount of 0.00 nothing is odd about their provider level."""
    assert {(found.rule, found.kind) for found in check.of_file(path) if found.severity != "info"} <= {("PLB-7", "zero")}


def listed(document):
    return [item for provider in document["providers"] for group in provider["chains"] for item in group["items"]]


# ---- properties

items = st.lists(st.builds(
    Item, st.sampled_from(("P", "Q")), st.just("1"), st.sampled_from((*FAMILIES, "L6", "CT")),
    st.sampled_from(("", "A1", "a 1", "ICN10001", "XICN10001Y", "0ICN10001", "T1")),
    st.sampled_from((-300, -200, -100, 100, 200, 300)), st.sampled_from(("", "2026-01-01", "2026-02-01", "2026-03-01"))), max_size=12)


@examples(300)
@given(items)
def test_what_is_open_is_what_was_moved(found):
    """No cent is made or lost: by payer, provider and family the open amounts come to the amounts; what offset is said twice."""
    standings = settle(found)
    moved, left = Counter(), Counter()
    for item, standing in zip(found, standings, strict=True):
        family = item.payer, item.provider, FAMILIES.get(item.reason)
        moved[family] += item.amount if family[2] else 0
        left[family] += standing.open
        assert abs(standing.open) <= abs(item.amount) and standing.open * item.amount >= 0
        if family[2]:
            assert abs(item.amount) - abs(standing.open) == sum(pair.amount for pair in standing.pairs)
        else:
            assert (standing.open, standing.pairs, standing.alike) == (0, (), ())
    assert moved == left
    said = Counter((n, pair.item, pair.amount, pair.how) for n, standing in enumerate(standings) for pair in standing.pairs)
    assert said == Counter({(other, n, *rest): times for (n, other, *rest), times in said.items()})


@examples(300)
@given(items)
def test_who_is_paired_belongs_together(found):
    """Opposite signs of one payer, provider and family; both ends stand in one chain; nothing with one reference stays open twice."""
    standings = settle(found)
    for item, standing in zip(found, standings, strict=True):
        for pair in standing.pairs:
            other = found[pair.item]
            assert item.amount * other.amount < 0 and pair.how in HOW
            assert (*item[:2], FAMILIES[item.reason]) == (*other[:2], FAMILIES[other.reason])
            assert standing.chain == standings[pair.item].chain
    signs = defaultdict(set)
    for item, standing in zip(found, standings, strict=True):
        if standing.open and item.reference:
            signs[item.payer, FAMILIES[item.reason], "".join(item.reference.split()).upper().lstrip("0")].add(standing.open > 0)
    assert all(len(each) == 1 for each in signs.values())


adjustments = st.lists(st.tuples(
    st.sampled_from(("FB", "WO", "72", "B2", "L6", "J1")), st.sampled_from(("", "T1", "ICN10001", "A1ICN10001")),
    st.sampled_from((-300, -200, -100, 100, 200, 300))), max_size=4)


@examples(40)
@given(st.lists(st.tuples(adjustments, st.integers(0, 2)), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(checks, random):
    """MAT-6: what is open, and what was paired with what and how, follows from the checks."""
    events = []
    for n, (plb, day) in enumerate(checks):
        short = sum(amount for *_, amount in plb)
        events.append(Check(trace=f"T{n % 3}", day=MAY + timedelta(days=day), plb=[*plb, ("CT", f"{n}", min(0, -short) - n)]))
    forth, back = Books().take(*events), Books()
    random.shuffle(events)
    back.take(*events, *events)
    hold(back)
    assert said(forth) == said(back)
    assert forth.dump() == back.dump()


def said(books):
    found = provider_items.items(books.db)
    _, standings = provider_items.standings(books.db, found)
    place = [(item.digest, item.at, item.slot) for item in found]
    return [(where, standing.open, [(place[pair.item], pair.amount, pair.how) for pair in standing.pairs],
             [place[other] for other in standing.alike], place[standing.chain])
            for where, standing in zip(place, standings, strict=True)]


# ---- examples

def test_a_longer_part_wins_and_a_short_one_is_no_part():
    """PLB-4: a part of at least five characters with the same amount."""
    long = [Item("P", "1", "WO", "10001", -500), Item("P", "1", "WO", "ICN10001", -500), Item("P", "1", "WO", "A1ICN10001T2", 500)]
    assert [standing.open for standing in settle(long)] == [-500, 0, 0]
    short = [Item("P", "1", "WO", "1234", -500), Item("P", "1", "WO", "A1234", 500), Item("P", "1", "WO", "B9", 500)]
    assert [(standing.open, standing.alike) for standing in settle(short)] == [(-500, (1, 2)), (500, (0,)), (500, (0,))]


@pytest.mark.parametrize("took, given, gave, how", [
    ("2026-03-01", "WO", "2026-02-01", "amount"), ("2026-02-01", "WO", "2026-02-01", "amount"), ("2026-02-01", "WO", "2026-03-01", None),
    ("2026-02-01", "FB", "2026-03-01", None), ("2026-02-01", "B2", "2026-03-01", "amount"), ("2026-02-01", "72", "2026-03-01", "amount"),
    ("", "WO", "2026-03-01", "amount"), ("2026-02-01", "WO", "", "amount")])
def test_nothing_is_taken_by_its_amount_before_it_was_given(took, given, gave, how):
    """PLB-4, PLB-5: by the dates of the checks; a refund is given back after it was taken."""
    found = sorted([Item("P", "1", "WO", "A", 500, took), Item("P", "1", given, "B", -500, gave)], key=lambda item: item.date)
    assert [[pair.how for pair in standing.pairs] for standing in settle(found)] == ([[how], [how]] if how else [[], []])


def test_time_tells_two_of_one_amount_apart():
    """The first recovery cannot be of the second debt, so that each has its own."""
    days = ("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01")
    found = [Item("P", "1", "WO", f"R{n}", amount, day) for n, (amount, day) in enumerate(zip((500, -500, 500, -500), days, strict=True))]
    assert [standing.open for standing in settle(found)] == [500, 0, 0, -500]


def test_the_oldest_is_settled_first():
    """Under one key each amount goes to the oldest that is open, and on to the next."""
    found = [Item("P", "1", "WO", "A1", amount) for amount in (-100, -200, -300, 150, 400)]
    standings = settle(found)
    assert [standing.open for standing in standings] == [0, 0, -50, 0, 0]
    assert [[(pair.item, pair.amount) for pair in standing.pairs] for standing in standings[3:]] == [[(0, 100), (1, 50)], [(1, 150), (2, 250)]]


@pytest.mark.parametrize("reason, is_open", [("FB", True), ("WO", True), ("72", True), ("B2", True), ("CS", True), ("AP", True), ("J1", True),
                                             *((reason, False) for reason in ("L6", "CT", "50", "L3", "LE", "IR", "E3", "BN", "IP", "AH"))])
def test_what_owes_nothing_is_never_open(reason, is_open):
    """PLB-1, PLB-5, PLB-9: interest, capitation, penalties and the like; what J1 makes up for is open, so that it is no income."""
    assert [standing.open for standing in settle([Item("P", "1", reason, "A1", -500)])] == [-500 if is_open else 0]


def test_a_check_that_is_held_has_no_items():
    """REM-28: nothing of it counts, nor does it settle anything."""
    books = Books().take(Check(plb=[("FB", "T1", -500)]), Check(plb=[("FB", "T1", 500)], trace="T2", amount=7))
    assert [(row["amount"], row["open"]) for row in books.rows("provider_adjustment")] == [("-5.00", "-5.00")]


@pytest.mark.parametrize("told, paid, found", [(125, -125, []), (-125, 125, []), (0, 0, []), (125, 0, ["PLB-6"]), (0, -125, ["PLB-6"]),
                                               (125, 125, ["PLB-6"])])
def test_interest_is_what_the_claims_tell(told, paid, found):
    """PLB-6: the net of AMT*I with its sign turned, also when interest is taken back."""
    tail = RemittanceTail((ProviderAdjustment("1", "20261231", "L6", "", paid),) if paid else ())
    claims = [ClaimPayment("A1", "1", 0, 0, amounts=(Amount("I", amount), Amount("AU", 500))) for amount in (told - 100, 100)]
    interest = sum(map(provider_level.interest, claims))
    assert [problem.rule for problem in provider_level.notes_on(RemittanceHead(Payment("I", 0)), tail, interest)] == found


def test_a_debt_is_alarming_only_when_it_is_old():
    """PLB-3: by the day of its check; what J1 makes up for no later check takes."""
    found = [Item("P", "1", "FB", "T1", -500, "2026-01-01"), Item("P", "1", "FB", "T2", -500, "2026-05-01"),
             Item("P", "1", "J1", "D", -500, "2026-01-01"), Item("P", "1", "WO", "LETTER", 700, "2026-01-01")]
    assert alarms(found, settle(found), "2026-05-01") == ["never recovered", "", "", ""]


@pytest.mark.parametrize("others, left", [((), [0, 0]), ((claim("B1", line("1", 500), npi="1900000013"),), [-24_000, 24_000])])
def test_a_provider_is_one_by_its_npi_and_by_its_tax_id(others, left):
    """PLB01, unless another provider of ours has that tax id."""
    gave = Check(plb=[("FB", "T2", -24_000)], trace="T2")
    took = Check(payment("A1", paid("1", 30_000, 30_000)), plb=[("FB", "T2", 24_000)], day=MAY)
    took.plb = tuple(replace(item, provider=TIN) for item in took.plb)
    books = Books().take(Sent(claim("A1", line("1", 30_000)), *others), gave, took)
    assert [standing.open for standing in provider_items.standings(books.db, provider_items.items(books.db))[1]] == left


def test_payers_that_edi_toml_ties_together_are_one():
    """A payer that answers under two ids takes up under one what it moved under the other."""
    books = Books().take(Check(plb=[("FB", "T1", -500)]), Check(plb=[("FB", "T1", 500), ("CT", "", -500)], trace="T2", payer="1322222222"))
    assert sorted(row["open"] for row in books.rows("provider_adjustment")) == ["-5.00", "0.00", "5.00"]
    books.db.executemany("INSERT INTO state_alias VALUES (?, 'HARBR')", [("1311111111",), ("1322222222",)])
    assert {row["open"] for row in books.rows("provider_adjustment")} == {"0.00"}


A = claim("MSF1001", line("A1-1", 10000))
PAID = payment("MSF1001", paid("A1-1", 10000, 10000), ccn="ICN10001")
BACK = reversal(PAID)


def house(books):
    return SimpleNamespace(db=books.db, settings=settings.parse(settings.FRESH))


@pytest.mark.parametrize("reference, found", [
    ("ICN10001", "MSF1001"), ("msf-1001", "MSF1001"), ("MSF1001ICN10001T2", "MSF1001"), ("20260302+ICN10001", "MSF1001"),
    ("ICN99999", None), ("1001", None), ("", None)])
def test_a_reference_names_a_claim(reference, found):
    """PLB-8: by the payer's number or ours, whole or as a part; the payer has to have answered that claim."""
    books = Books().take(Sent(A), Check(PAID), Check(plb=[("WO", reference, -500)], trace="T2", day=MAY),
                         Check(plb=[("WO", reference, -500)], trace="T2", day=MAY, payer="1322222222"))
    claims = [item["claim"] for item in listed(provider_adjustments.provider_adjustments(house(books)))]
    assert sorted(claims, key=str) == sorted([found, None], key=str)


def test_a_number_of_several_claims_names_none():
    """PLB-8: nothing is guessed."""
    both = [payment(pcn, paid(f"{pcn}-1", 10000, 10000), ccn="ICN10001") for pcn in ("MSF1001", "MSF1002")]
    books = Books().take(Sent(A, claim("MSF1002", line("B1-1", 10000))), Check(*both, plb=[("WO", "ICN10001", 500)]))
    assert [item["claim"] for item in listed(provider_adjustments.provider_adjustments(house(books)))] == [None]


def test_a_claim_tells_what_was_recovered_of_it(monkeypatch):
    """PLB-8: in its history, with the check, and in no step: the balance stays."""
    monkeypatch.setenv("EDI_TODAY", "2026-12-31")
    books = Books().take(Sent(A), Check(PAID), Check(BACK, trace="T2", day=MAY, plb=[("WO", "ICN10001", -10000)]),
                         Check(trace="T3", day=MAY, plb=[("WO", "MSF1001 ICN10001", 10000), ("CT", "", -10000)]))
    monkeypatch.setattr(explain, "_texts", lambda *_: {})
    document = explain.explain(house(books), "MSF1001")
    moved = [event for event in document["history"] if "provider level" in (event["note"] or "")]
    assert [(event["what"], event["amount"]) for event in moved] == [("moved forward", "-100.00"), ("recovered", "100.00")]
    assert "from check T3" in moved[1]["note"]
    books.take(Sent(claim("1001", line("B1-1", 10000))), Check(payment("1001", paid("B1-1", 10000, 10000)), trace="T4"))
    assert all("provider level" not in (event["note"] or "") for event in explain.explain(house(books), "1001")["history"])
    assert document["balance"] == "100.00"


def test_the_worklist_has_what_is_open_alarms_first(monkeypatch):
    """PLB-3: each with its amount, age, claim and next step."""
    monkeypatch.setenv("EDI_TODAY", "2026-12-31")
    books = Books().take(Sent(A), Check(PAID), Check(plb=[("WO", "LETTER", 7000), ("WO", "ICN10001", -500), ("CT", "", -6500)], trace="T2"),
                         Check(payment("LOST", paid("", 90000, 90000)), trace="T4"))
    found = [item for item in worklist.worklist(house(books))["items"] if item["kind"] != "no answer"]
    assert [(item["kind"], item["amount"], item["claim"], item["age_days"]) for item in found] == [
        ("never recovered", "-5.00", "MSF1001", 274), ("unapplied", "900.00", None, 274),
        ("provider adjustment", "70.00", None, 274)]
    assert all(item["next_step"] for item in found)
    assert ALARMS.keys() <= worklist.KINDS.keys()


@pytest.mark.parametrize("plb, found", [
    ([("72", "REQ1", -500), ("WO", "req1", 500)], []), ([("72", "REQ1", -500)], ["5.00"]), ([("72", "REQ1", -500), ("WO", "REQ1", 300)], ["2.00"]),
    ([("72", "REQ1", -500), ("WO", "REQ2", 500)], ["5.00"]), ([("72", "R", -500), ("72", "R", -200), ("FB", "R", 700)], []),
    ([("B2", "1042", -500)], [])])
def test_a_refund_is_offset_in_its_own_835(plb, found):
    """PLB-5: a 72 is, under its reference; a B2 undoes what was taken before."""
    tail = RemittanceTail(tuple(ProviderAdjustment("1", "20261231", *each, slot) for slot, each in enumerate(plb, 1)))
    said = list(provider_level.notes_on(RemittanceHead(Payment("I", 0)), tail, 0))
    assert [problem.facts["off"] for problem in said if problem.rule == "PLB-5"] == found


def test_alarms_are_problems_of_their_rules(monkeypatch):
    """PLB-3 to PLB-5: with the cents and the segment, in the worklist in the same words."""
    monkeypatch.setenv("EDI_TODAY", "2026-12-31")
    books = Books().take(Check(plb=[("FB", "T1", -100), ("WO", "ICN10001", -200), ("72", "REQ1", -300)]),
                         Check(plb=[("FB", "T9", 400), ("WO", "ICN20001", -500), ("WO", "ICN20001", 600), ("B2", "C1", -700),
                                    ("WO", "C1", 800), ("CT", "", -600)], trace="T2"))
    found = provider_adjustments.provider_adjustments(house(books))["problems"]
    assert sorted((each["rule"], each["kind"]) for each in found) == [
        ("PLB-3", "never-announced"), ("PLB-3", "never-recovered"), ("PLB-4", "never-recovered"), ("PLB-4", "recovered-twice"),
        ("PLB-5", "never-recovered"), ("PLB-5", "recovered-twice")]
    reasons = " ".join(item["reason"] for item in worklist.worklist(house(books))["items"])
    assert all(each["message"] in reasons and each["place"]["segment"] for each in found)


def test_only_what_is_open_and_only_one_payer():
    """--open keeps the chains in which something is open, whole; --payer takes any id of the payer."""
    books = Books().take(Check(plb=[("FB", "T1", -500), ("WO", "ICN1", -700), ("WO", "ICN1", 300)]),
                         Check(plb=[("FB", "T1", 500), ("CT", "", -500)], trace="T2", day=MAY),
                         Check(plb=[("WO", "X", -900)], payer="1322222222"))
    every = provider_adjustments.provider_adjustments(house(books))
    assert [len(provider["chains"]) for provider in every["providers"]] == [3, 1]
    assert [item["reference"] for item in listed(provider_adjustments.open_chains(every))] == ["ICN1", "ICN1", "X"]
    one = provider_adjustments.provider_adjustments(house(books), "1322222222")
    assert [provider["payer"] for provider in one["providers"]] == ["1322222222"]
    assert provider_adjustments.provider_adjustments(house(books), "nobody") == {"providers": [], "problems": []}

"""Vectors for the requests for interpretation that the rules of the 835 rest on: a test names each, with an example worked out.

Those of the provider level (222, 2223, 227, 2370, 325, 738, 758) are the folders of fixtures/x12/provider-level, and 1696 is that of
fixtures/x12/secondary; tests/test_provider_adjustments.py and tests/test_secondary.py run them.
"""

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from edi_engine import x12
from edi_engine.billing.party import Adjustment, Amount, Dated, Name
from edi_engine.billing.remittance import Payment, ProviderAdjustment, RemittanceHead, RemittanceTail
from edi_engine.guides import x221a1
from edi_engine.reconcile import balancing, claim_notes, provider_level
from edi_engine.reconcile.provider_items import Item, settle
from tests.books import Books, Check, Sent, cas, claim, hold, line, paid, payment, reversal

FIXTURES = Path(__file__).parents[1] / "fixtures/x12"
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
A = claim("A1", line("A1-1", 10000), line("A1-2", 5000, code="G0009"))
PAID = payment("A1", paid("A1-1", 10000, 8000, "CO-45 2000"), paid("A1-2", 5000, 4000, "CO-45 1000", code="G0009"), ccn="N1")


def off(answer):
    return [(problem.rule, problem.kind) for problem in balancing.of_claim(answer)]


def noted(answer):
    return {(problem.rule, problem.kind) for problem in claim_notes.notes_on(answer, "005010X221A1")}


def of_level(adjustments, tail=()):
    """The provider level of a check without claims, and what is odd about it."""
    items = tuple(ProviderAdjustment("1", "20261231", *each, slot) for slot, each in enumerate(adjustments, 1))
    return RemittanceTail(items), list(provider_level.notes_on(RemittanceHead(Payment("I", 0)), RemittanceTail(items), sum(tail)))


def settled(*events, claim_name="A1"):
    books = Books().take(*events)
    hold(books)
    return books, books.claim(claim_name)


def test_358_every_adjustment_counts_once_at_either_level():
    """A claim with different adjustments at both levels balances over both."""
    both = payment("A1", paid("A1-1", 10000, 8000, "CO-45 2000"), adjustments="CO-253 160")
    assert both.paid == 7840 and off(both) == []


@pytest.mark.parametrize("rfi", [689, 2570])
def test_689_2570_the_same_adjustment_does_not_stand_at_both_levels(rfi):
    twice = payment("A1", paid("A1-1", 10000, 8000, "CO-45 2000"), adjustments="CO-45 2000", amount=8000)
    assert off(twice) == [("REM-8", "twice")]


@pytest.mark.parametrize("qualifier", ["AU", "I", "B6", "D8"])
def test_1324_2601_amounts_take_no_part_in_the_balance(qualifier):
    one = replace(PAID, amounts=(Amount(qualifier, 7700),), lines=tuple(replace(each, amounts=(Amount("B6", 1),)) for each in PAID.lines))
    assert off(one) == []


def test_222_2660_a_check_is_never_below_zero():
    """What is owed moves to a later check (FB) and leaves 0.00."""
    below, moved = Check(reversal(PAID), trace="T2", day=MAY), Check(reversal(PAID), trace="T2", day=MAY, plb=[("FB", "T2", -12000)])
    assert Books().take(below).check("T2")["status"] == "held" and below.amount == -12000
    assert Books().take(moved).check("T2")["status"] == "posted" and moved.amount == 0


def test_1532_empty_fields_between_adjustments_are_legal():
    """An adjustment is reason, amount and quantity; the quantity may be empty."""
    source = x12.Source(FIXTURES / "golden/835/empty-triplets.x12")
    found = next(part for ts in x12.survey(source) for part in x221a1.claim_payments(source, ts))
    assert [(a.group, a.reason, a.amount) for a in found.adjustments][:2] == [("PR", "1", 15025), ("PR", "2", -25)]


@pytest.mark.parametrize("rfi", [998, 1592, 1865, 2353])
def test_998_1592_1865_2353_an_adjustment_of_nothing_is_a_reason_without_money(rfi):
    zero = payment("A1", replace(paid("A1-1", 10000, 8000, "CO-45 2000"), adjustments=(*cas("CO-45 2000"), Adjustment("CO", "144", 0))))
    _, row = settled(Sent(claim("A1", line("A1-1", 10000))), Check(zero))
    assert off(zero) == [] and row["balance"] == "0.00"


def test_1423_processed_does_not_mean_paid():
    """CLP02 = 1 with nothing paid and a refusal is a denial; with a deductible it is not."""
    no, yes = (payment("A1", paid("A1-1", 10000, 0, f"{why} 10000")) for why in ("CO-50", "PR-1"))
    assert [settled(Sent(claim("A1", line("A1-1", 10000))), Check(each))[1]["status"] for each in (no, yes)] == ["denied", "patient"]


def test_546_a_payer_that_says_tertiary_counts_as_it_was_asked():
    third, asked = replace(PAID, status="3"), claim("A1", *A.lines, payer="1311111111")
    books, row = settled(Sent(asked), Check(third))
    assert (row["balance"], books.findings()) == ("0.00", [("MAT-3", "sequence")])


@pytest.mark.parametrize("status, carrier, found", [("19", False, {("REM-9", "carrier-missing")}), ("19", True, set()), ("1", False, set()),
                                                    ("22", True, {("REM-9", "carrier-of-reversal")}), ("23", False, {("REM-9", "carrier-missing")})])
def test_1981_who_sends_a_claim_on_says_to_whom(status, carrier, found):
    answer = reversal(PAID) if status == "22" else replace(PAID, status=status)
    assert noted(replace(answer, crossover_carrier=Name("TT", last="CEDAR") if carrier else None)) == found


@pytest.mark.parametrize("rfi", [1147, 1429])
def test_1147_1429_a_reversal_repeats_everything_with_its_sign_turned(rfi):
    books, row = settled(Sent(A), Check(PAID), Check(reversal(PAID), trace="T2", day=MAY, plb=[("FB", "T2", -12000)]))
    assert (row["paid"], row["contractual"], row["balance"], books.findings()) == ("0.00", "0.00", "150.00", [])


@pytest.mark.parametrize("rfi", [227, 791])
def test_227_791_reversal_and_correction_may_come_apart_and_in_any_order(rfi):
    right = payment("A1", paid("A1-1", 10000, 9000, "CO-45 1000"), paid("A1-2", 5000, 4000, "CO-45 1000", code="G0009"), ccn="N1")
    events = (Sent(A), Check(PAID), Check(reversal(PAID), trace="T2", day=MAY, plb=[("WO", "N1", -12000)]), Check(right, trace="T3", day=JUNE))
    assert {settled(*order)[1]["paid"] for order in permutations(events)} == {"130.00"}


def test_325_a_reversal_after_a_refund_letter_is_paired_and_its_money_waits_for_the_refund():
    """Wrong, and it occurs: the claim goes back to the payer, and the 72 is offset by the WO of its request."""
    books, row = settled(Sent(A), Check(PAID), Check(reversal(PAID), trace="T2", day=MAY, plb=[("72", "R1", -12000), ("WO", "R1", 12000),
                                                                                              ("FB", "T2", -12000)]))
    assert row["status"] == "reversed"
    assert sorted(item["open"] for item in books.rows("provider_adjustment")) == ["-120.00", "0.00", "0.00"]


@pytest.mark.parametrize("rfi", [2143, 2194, 2535])
def test_2143_2194_2535_a_secondary_accounts_for_the_whole_charge(rfi):
    """The primary's share comes as OA-23, is in the books already, and is posted by nobody again."""
    first = payment("A1", paid("A1-1", 50000, 30000, "CO-45 12500,PR-1 7500"))
    second = payment("A1", paid("A1-1", 50000, 6500, "OA-23 42500,CO-45 1000"), status="2")
    one = claim("A1", line("A1-1", 50000))
    books, row = settled(Sent(one), Sent(replace(one, subscriber=replace(
        one.subscriber, sequence="S", payer=replace(one.subscriber.payer, name=Name("PR", "2", "MEDICAID", id_qualifier="PI", id="1322222222"))))),
        Check(first), Check(second, trace="T2", day=MAY, payer="1322222222"))
    assert (row["balance"], row["contractual"], row["paid"], books.findings()) == ("0.00", "135.00", "365.00", [])


@pytest.mark.parametrize("rfi", [2283, 2551])
def test_2283_2551_bundled_lines_keep_their_charges(rfi):
    """The line that survives is paid above its charge (CO-94), the other is zero (CO-97); nothing is left."""
    bundled = payment("A1", paid("A1-1", 10000, 12000, "CO-45 1000,CO-94 -3000"), paid("A1-2", 5000, 0, "CO-97 5000", submitted="G0009"))
    _, row = settled(Sent(A), Check(bundled))
    assert (row["paid"], row["contractual"], row["balance"]) == ("120.00", "30.00", "0.00")


@pytest.mark.parametrize("rfi", [498, 1917])
def test_498_1917_what_came_from_one_line_carries_its_number(rfi):
    """A split in two and an unbundling are summed on the line that was sent."""
    split = payment("A1", paid("A1-1", 6000, 5000, "CO-45 1000"), paid("A1-1", 4000, 3000, "CO-45 1000", code="G0010"),
                    paid("A1-2", 5000, 4000, "CO-45 1000", code="G0009"))
    books, _ = settled(Sent(A), Check(split))
    assert {key: row["paid"] for key, row in books.lines("A1").items()} == {"A1-1": "80.00", "A1-2": "40.00"}


@pytest.mark.parametrize("rfi", [137, 1808])
def test_137_1808_a_claim_may_come_back_in_parts_even_one_for_each_line(rfi):
    """Each part has its own payer's number; together they are the claim, and none of them is short."""
    parts = [payment("A1", each, ccn=f"N{n}") for n, each in enumerate(PAID.lines)]
    books, row = settled(Sent(A), Check(*parts))
    assert (row["status"], row["paid"], books.findings()) == ("paid", "120.00", [])


def test_1684_the_position_links_a_line_that_has_no_number_of_ours():
    sent = claim("A1", line("", 10000), line("", 10000))
    back = payment("A1", paid("2", 10000, 4000, "CO-45 6000"), paid("1", 10000, 8000, "CO-45 2000"))
    books, _ = settled(Sent(sent), Check(back))
    assert {key: row["paid"] for key, row in books.lines("A1").items()} == {"1": "80.00", "2": "40.00"}


@pytest.mark.parametrize("dates, found", [(("472",), set()), (("150", "151"), set()), (("150",), {("REM-18", "half-range")}),
                                          ((), {("REM-18", "no-day")})])
def test_1205_a_line_tells_its_day_or_its_first_and_last(dates, found):
    told = replace(PAID.lines[0], dates=tuple(Dated(each, MAY) for each in dates))
    assert noted(replace(PAID, lines=(told, PAID.lines[1]))) == found


@pytest.mark.parametrize("dates", [("232",), ("232", "233"), ("233",)])
def test_2055_the_days_of_a_claim_are_those_of_its_lines_without_their_own(dates):
    silent = replace(PAID, dates=tuple(Dated(each, MAY) for each in dates), lines=tuple(replace(each, dates=()) for each in PAID.lines))
    assert noted(silent) == set() and (silent.since == MAY) == ("232" in dates)


def test_1883_remarks_on_a_reversal_are_kept():
    back = reversal(PAID)
    back = replace(back, lines=(replace(back.lines[0], remarks=(("HE", "N419"),)), back.lines[1]))
    books = Books().take(Sent(A), Check(PAID), Check(back, trace="T2", day=MAY, plb=[("FB", "T2", -12000)]))
    assert [row for row, in books.db.execute("SELECT remarks FROM service_payment WHERE remarks <> ''")] == ["N419"]


@pytest.mark.parametrize("rfi", [217, 654, 1847])
def test_217_654_1847_a_trace_number_may_be_used_again_for_checks_of_nothing(rfi):
    """It should be unique, and payers repeat it for 0.00: both count."""
    no = payment("A1", paid("A1-1", 10000, 0, "CO-50 10000"), paid("A1-2", 5000, 0, "CO-50 5000", code="G0009"))
    books = Books().take(Sent(A), Check(no), Check(payment("B1", paid("1", 100, 0, "CO-50 100"))))
    assert [row["status"] for row in books.rows("check")] == ["posted", "posted"]


def test_2548_a_reversal_reports_no_patient_share():
    said = replace(reversal(PAID), patient_responsibility=None)
    assert ("REM-6", "patient-share") not in noted(said)
    assert ("REM-6", "patient-share") not in noted(replace(said, patient_responsibility=500))
    assert ("REM-6", "patient-share") in noted(replace(PAID, patient_responsibility=500))


def test_490_an_835_may_have_no_claims():
    books = Books().take(Check(plb=[("CT", "", -5000)]))
    assert (books.check()["amount"], books.check()["status"]) == ("50.00", "posted")


def test_1604_a_debt_is_moved_at_provider_level_and_not_in_a_claim():
    """A claim that is shown once more, a little below zero and no reversal, is told."""
    shown = payment("A1", paid("A1-1", 10000, -500, "CO-45 10500"))
    assert noted(shown) == {("PLB-3", "in-a-claim")} and off(shown) == []
    assert ("PLB-3", "in-a-claim") not in noted(reversal(PAID))


def test_1756_a_recovery_is_handed_back_first_and_taken_later():
    found = [Item("P", "1", "WO", "N1", -500, "2026-05-01"), Item("P", "1", "WO", "N1", 500, "2026-06-01")]
    assert [standing.open for standing in settle(found)] == [0, 0]


@pytest.mark.parametrize("reason", ["72", "B2"])
def test_1880_for_a_refund_that_nobody_asked_for_anything_may_come(reason):
    """Whatever acknowledges it offsets what the payer takes, by reference, then by amount; alone it is an open item."""
    taken = Item("P", "1", "WO", "N1", 500, "2026-06-01")
    for reference in ("N1", "OUR CHECK 7"):
        assert [each.open for each in settle([Item("P", "1", reason, reference, -500, "2026-05-01"), taken])] == [0, 0]
    assert settle([Item("P", "1", reason, "N1", -500, "2026-05-01")])[0].open == -500


@pytest.mark.parametrize("interest, adjustments, found", [
    ([125], [("L6", "", -125)], []), ([125, -125], [], []), ([125], [], ["PLB-6"]), ([], [("L6", "", -125)], ["PLB-6"])])
def test_2123_2202_interest_of_a_check_is_the_net_of_its_claims(interest, adjustments, found):
    """L6 stands there when the net is not zero, and is absent when it is."""
    assert [problem.rule for problem in of_level(adjustments, interest)[1]] == found


def test_1324_a_provider_adjustment_of_nothing_is_none():
    _, found = of_level([("WO", "N1", 0)])
    assert [problem.rule for problem in found] == ["PLB-7"]
    assert Books().take(Check(plb=[("WO", "N1", 0), ("CT", "", -100)])).rows("provider_adjustment")[1:] == []

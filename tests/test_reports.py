"""Reports: the views become pages that a person can read, print and trust."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from edi_engine.reports import charts, pages
from edi_engine.reports.views import (
    Amounts,
    CheckAdvice,
    ClaimAdvice,
    ClaimBooks,
    Letterhead,
    LineAdvice,
    LineBooks,
    ProviderItem,
    Reason,
    Reconciliation,
    Source,
    Why,
    WorkItem,
    Worklist,
)

HEAD = Letterhead("Maple Street Family Medicine & Friends", "2026-07-01")
SNEAKY = '<script>alert("x")</script>'
VOID = frozenset(("meta", "br", "rect", "line", "link", "img", "input"))


def line(**changes: object) -> LineAdvice:
    """99213, billed 200.00: contract 70.00, deductible 30.00, paid 100.00."""
    return replace(LineAdvice(1, "99213", "25", "", "2026-03-02", "1", 20000, 10000, "1001-1", ("N130",),
                              (Reason("CO", "45", 7000, segment=19), Reason("PR", "1", 3000, segment=20)), 18), **changes)


def claim_paid(**changes: object) -> ClaimAdvice:
    return replace(ClaimAdvice("MS1001", "2026061000001", "1", "2026-03-02", 20000, 10000, 3000, (), (), (line(),), "posted",
                               "MS1001", "", 16), **changes)


def check(**changes: object) -> CheckAdvice:
    denied = line(number=1, procedure="J3301", modifiers="", submitted="J3300", charge=8000, paid=0, remarks=("M76", "N56"),
                  reasons=(Reason("CO", "16", 8000), Reason("OA", "23", None)))
    other = claim_paid(number="MS1002", charge=8000, paid=-500, patient=0, reasons=(Reason("PI", "ZZ9", 500),), lines=(denied,),
                       state="unapplied", claim="", finding="no claim fits", remarks=("MA130",))
    items = (ProviderItem("1900010012", "20261231", "WO", "MS0999", 1250),
             ProviderItem("1900010012", "20261231", "L6", "", -250))
    made = CheckAdvice(
        name="0a1b2c3d4e", trace="70411", payer="Cedar Medicare", payer_id="11202", payee="Maple Street", payee_id="1900010012",
        payee_tax="970000201", date="2026-04-14", produced="2026-04-12", method="ACH", handling="I", amount=8500, claim_count=2,
        paid=9500, adjusted=1000, off=0, state="counts", posted=10000, unapplied=-500, held=0, file="cedar.835",
        provider_items=items, claims=[claim_paid(), other])
    return replace(made, **changes)


def books() -> Reconciliation:
    why = Why("2026-04-14", "paid by the payer", "", "", "N130", -10000, None, Source("cedar.835", 18))
    denied = Why("2026-04-14", "denied: stays in the balance", "CO-16", "information missing or wrong", "", 0, 8000,
                 Source("cedar.835", 30))
    six = Amounts(28000, 10000, 7000, 3000, 0, 8000)
    claim = ClaimBooks("MS1001", "1900010012", "Cedar Medicare", "partly denied", six, (
        LineBooks("1001-1", "99213", "25", "2026-03-02", "patient", Amounts(20000, 10000, 7000, 3000, 0, 0), (why,)),
        LineBooks("1001-2", "J3301", "", "2026-03-02", "denied", Amounts(8000, 0, 0, 0, 0, 8000), (denied,))))
    return Reconciliation(1, six, (("partly denied", 1, 8000),), [claim])


def todo(items: int = 2) -> Worklist:
    item = WorkItem("MS1001", "2", "Cedar Medicare", "0a1b2c3d4e-1", "denied", 8000, 78, "2026-08-17",
                    "Refused: information missing or wrong (CO-16, remarks M76).", "Send what the remark codes ask for.",
                    Source("cedar.835", 30))
    held = replace(item, claim="", line="", kind="held", remit="0a1b2c3d4e", amount=120000, deadline="", age_days=None)
    total = Amounts(50000, 20000, 14000, 6000, 500, 9500)
    money = charts.waterfall([("charged", 50000, "charge"), ("paid", 20000, "paid"), ("contractual", 14000, "contractual"),
                              ("patient", 6000, "patient"), ("other", 500, "other"), ("open", 9500, "open")])
    refused = charts.bars([("information missing or wrong", 8000, "open"), ("not covered", 1500, "open")])
    return Worklist((held, item)[:items], 12, total, (("held", 1, 120000), ("denied", 1, 8000)), money, refused)


VIEWS = {"remittance": lambda: [check(), check(name="ffff", off=100, state="held", claims=[], claim_count=0)],
         "reconciliation": books, "worklist": todo}
NOTHING = dict.fromkeys(("payer", "payer_id", "payee", "payee_id", "payee_tax", "method", "handling", "date", "trace",
                         "produced", "file"), "")
IDLE = WorkItem("", "", "", "", "held check", 0, None, "", "Why.", "What.", Source())
BARE = {"remittance": lambda: [check(**NOTHING, claims=[claim_paid(payer_number="", status="", date="", claim="", lines=(
            line(modifiers="", date="", units="", remarks=(), reasons=()),))])],
        "reconciliation": lambda: Reconciliation(1, Amounts(), (), [ClaimBooks("A", "", "", "open", Amounts(), (
            LineBooks("", "", "", "", "", Amounts(), (Why("", "paid", "", "", "", 0, None, Source()),)),))]),
        "worklist": lambda: replace(todo(), items=(IDLE,))}
EMPTY = {"remittance": list, "reconciliation": lambda: Reconciliation(0, Amounts(), (), []),
         "worklist": lambda: Worklist((), 0, Amounts(), (), charts.waterfall([]), charts.bars([]))}


def drawn(name: str, form: str, view: object) -> str:
    return "".join(pages.page(name, form, view, HEAD))


@pytest.mark.parametrize("views", [VIEWS, BARE, EMPTY], ids=["full", "bare", "empty"])
@pytest.mark.parametrize("name", VIEWS)
def test_a_page_is_well_formed_and_needs_nothing_else(name, views):
    """An HTML report is one self-contained file: no script, no link, no image, nothing fetched."""
    page = drawn(name, "html", views[name]())
    seen = _Tags.of(page)
    assert seen.open == [], f"unclosed: {seen.open}"
    assert not {"script", "link", "img", "iframe", "object"} & set(seen.names)
    assert not re.search(r"""(?:src|href)=|url\(|@import|https?://""", page)
    assert "Maple Street Family Medicine &amp; Friends" in page


@pytest.mark.parametrize("views", [VIEWS, BARE, EMPTY], ids=["full", "bare", "empty"])
@pytest.mark.parametrize("name", VIEWS)
def test_text_is_aligned_and_plain(name, views):
    """A text report is ASCII without markup, without blanks at the ends of lines and without piles of empty lines."""
    page = drawn(name, "txt", views[name]())
    assert page.isascii()
    assert "<" not in page and "&amp;" not in page
    assert "\n\n\n\n" not in page
    assert page.endswith("\n")
    assert [row for row in page.splitlines() if row != row.rstrip()] == []


def test_the_engine_escapes_what_a_payer_wrote():
    """A payer's name is data in HTML, and stands as it is in text."""
    assert SNEAKY not in drawn("remittance", "html", [check(payer=SNEAKY)])
    assert "&lt;script&gt;" in drawn("remittance", "html", [check(payer=SNEAKY)])
    assert SNEAKY in drawn("remittance", "txt", [check(payer=SNEAKY)])


@pytest.mark.parametrize("form", pages.FORMS)
def test_a_remittance_names_reasons_in_words(form):
    """Codes are followed by our own words; the sign of an amount is that of its effect."""
    page = drawn("remittance", form, [check()])
    for words in ("charge above the contracted fee", "deductible", "recovery of an overpayment", "processed as primary", "N130",
                  "-70.00", "sent as J3300", "no claim fits", "electronic transfer"):
        assert words in page


@pytest.mark.parametrize("form", pages.FORMS)
@pytest.mark.parametrize(("changes", "words"), [
    ({"off": 0}, r"ties out"), ({"off": 100, "state": "held"}, r"held"), ({"state": "duplicate"}, r"waits for a person"),
    ({"off": 100, "state": "released"}, r"accepted the difference")])
def test_a_remittance_says_whether_it_ties_out(form, changes, words):
    """A check that does not tie out says so, and what was done about it."""
    assert re.search(words, drawn("remittance", form, [check(**changes)]), re.IGNORECASE)


def test_claims_are_streamed():
    """A remittance of any size is written as it is read: the page begins before the last claim is made."""
    made = []

    def claims() -> Iterator[ClaimAdvice]:
        for number in range(500):
            made.append(number)
            yield claim_paid()

    page = pages.page("remittance", "html", [check(claims=claims(), claim_count=500)], HEAD)
    next(page)
    assert len(made) < 500


def test_columns_add_up():
    """What the contract, the patient and others take is all that was taken: billed less taken is paid."""
    for claim in check().claims:
        taken = claim.taken
        assert taken.contract + taken.patient + taken.other == sum(
            r.amount or 0 for r in (*claim.reasons, *(r for part in claim.lines for r in part.reasons)))


def test_a_waterfall_ends_where_the_money_ends():
    """Each bar begins where the one before ended; what is over the charge goes below the base line."""
    chart = charts.waterfall([("charged", 100, "charge"), ("paid", 130, "paid"), ("open", -30, "open")])
    charged, paid, left = chart.bars
    assert charged.y == paid.y
    assert charged.y + charged.height == chart.base
    assert paid.y + paid.height == left.y + left.height > chart.base == left.y
    assert [bar.share for bar in chart.bars] == [100, 130, -30]


def test_a_chart_has_words_for_those_who_cannot_see_it():
    """Every chart has a title and a description with its numbers."""
    page = drawn("worklist", "html", todo())
    assert page.count("<svg") == page.count('role="img"') == page.count("<title id=") == page.count("<desc id=") == 2
    assert "paid 200.00 (40 percent)" in page


class _Tags(HTMLParser):
    """Which tags a page uses, and which it leaves open."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.open: list[str] = []

    @classmethod
    def of(cls, page: str) -> "_Tags":
        parser = cls()
        parser.feed(page)
        parser.close()
        return parser

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.names.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.names.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
            self.open.pop()

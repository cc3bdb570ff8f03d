"""Guides as tables: what each kind of row says, that both readers agree, and that nothing is ever lost."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_engine import x12
from edi_engine.billing.kept import Kept
from edi_engine.billing.party import Address, Adjustment, Period, Procedure
from edi_engine.guides import x222a1
from edi_engine.guides.shapes import ADJUSTMENTS, NAME, PERIOD, PROCEDURE
from edi_engine.guides.table import (
    Loop,
    Repeats,
    Row,
    clock,
    compiled,
    composite,
    constant,
    counter,
    day,
    entries,
    integers,
    many,
    money,
    number,
    one,
    others,
    part,
    text,
)
from edi_engine.guides.thorough import Thorough
from edi_engine.guides.x221a1.table import CLAIM_PAYMENT, HEAD, HEADER_NUMBER, TAIL
from edi_engine.x12 import Delimiters
from tests.properties import examples

DELIMITERS = Delimiters()


@dataclass(frozen=True, slots=True)
class Code:
    qualifier: str
    value: str


@dataclass(frozen=True, slots=True)
class Line:
    procedure: Procedure
    charge: int
    number: str = ""
    pointers: tuple[int, ...] = ()
    since: Period | None = None
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Party:
    role: str
    name: str = ""
    address: Address | None = None
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Bill:
    house: str
    number: str
    opened: time | None = None
    place: str = ""
    frequency: str = ""
    born: date | None = None
    weight: Decimal | None = None
    license: str = ""
    codes: tuple[Code, ...] = ()
    dates: tuple[Period, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    buyer: Party | None = None
    sellers: tuple[Party, ...] = ()
    lines: tuple[Line, ...] = ()
    kept: Kept | None = None
    at: int = field(default=0, compare=False)


def party(loop: str, role: str) -> Loop[Party]:
    return Loop(loop, Party, (
        Row("N1", {1: role}, text(1, "role"), text(2, "name")),
        Row("N3", part("address", Address, text(1, "street"), text(2, "street2"))),
        Row("N4", part("address", Address, text(1, "city"), text(2, "state"))),
    ))


BILL = Loop("A", Bill, given=("house",), rows=(
    Row("BIL", text(1, "number"), clock(2, "opened"), text((3, 1), "place"), text((3, 3), "frequency")),
    Row("DMG", constant(1, "D8"), day(2, "born"), constant(3, "01"), number(4, "weight")),
    Row("REF", {1: "X4"}, text(2, "license")),
    Row("HI", {(1, 1): "ABK BK"}, many("codes", Repeats(Code, 1, 1, 3, (text((0, 1), "qualifier"), text((0, 2), "value"))))),
    Row("DTP", {1: others("431")}, many("dates", PERIOD)),
    Row("CAS", many("adjustments", ADJUSTMENTS)),
    one("buyer", party("A1", "BY")),
    many("sellers", party("A2", "SE SF")),
    many("lines", Loop("B", Line, (
        Row("LX", counter(1, "number")),
        Row("SV1", composite(1, "procedure", PROCEDURE), money(2, "charge"), integers((7, 1), 4, "pointers")),
        Row("DTP", {1: "472"}, one("since", PERIOD)),
    ))),
))

WHOLE = """BIL*7*1230*11::1
DMG*D8*19800229*01*70.5
REF*X4*11D1111111
HI*ABK:J45*ABF:E11
DTP*431*RD8*20260101-20260105
CAS*CO*45*10**50*1*2
N1*BY*ANN
N3*1 ROAD
N4*TOWN*NY
N1*SE*BEA
N1*SF*CID
SBR*S
N1*PR*OTHER
LX*1
SV1*HC:99213:25*100*****1:2
DTP*472*D8*20260101
LX*2
SV1*HC:99214*50""".splitlines()


def neutral(segments: list[str]) -> list[str]:
    return [segment.replace("*", x12.ELEMENT).replace("^", x12.REPEAT).replace(":", x12.COMPONENT) for segment in segments]


def meant(segment: str) -> list[Any]:
    """The elements, trailing blanks and empties aside and amounts as numbers."""
    parts = [x12.COMPONENT.join(part.rstrip(" ") for part in element.split(x12.COMPONENT)).rstrip(x12.COMPONENT)
             for element in segment.split(x12.ELEMENT)]
    while parts and not parts[-1]:
        parts.pop()
    return list(map(as_number, parts))


def as_number(text: str) -> Any:
    bare = text.replace(",", "").replace("+", "")
    return Decimal(bare) if bare.lstrip("-").replace(".", "", 1).isdecimal() else text


def comes_back(loop: Loop[Any], segments: list[str], *given: Any) -> None:
    codec = compiled(loop)
    written = codec.write(codec.read(segments, 5, DELIMITERS, *given))
    assert list(map(meant, written)) == list(map(meant, neutral(segments)))


def test_every_kind_of_row_reads_and_writes() -> None:
    """A noun of every kind of field: times, days, components, parts, codes, periods, inner loops, what is given."""
    bill = compiled(BILL).read(WHOLE, 5, DELIMITERS, "Oak Street")
    assert (bill.house, bill.number, bill.opened, bill.place, bill.frequency) == ("Oak Street", "7", time(12, 30), "11", "1")
    assert (bill.born, bill.weight, bill.license) == (date(1980, 2, 29), Decimal("70.5"), "11D1111111")
    assert bill.codes == (Code("ABK", "J45"), Code("ABF", "E11"))
    assert bill.dates == (Period("431", date(2026, 1, 1), date(2026, 1, 5)),)
    assert [(each.reason, each.amount, each.quantity, each.slot) for each in bill.adjustments] == [
        ("45", 1000, None, 1), ("50", 100, 2, 2)]
    assert bill.buyer and bill.buyer.address == Address("1 ROAD", city="TOWN", state="NY") and bill.buyer.address.at == 12
    assert [seller.name for seller in bill.sellers] == ["BEA", "CID"]
    assert [(line.charge, line.pointers, line.number, line.at) for line in bill.lines] == [
        (10000, (1, 2), "1", 18), (5000, (), "2", 21)]
    assert bill.sellers[-1].kept and [raw for _, raw in bill.sellers[-1].kept.segments] == neutral(["SBR*S", "N1*PR*OTHER"])
    assert compiled(BILL).write(bill) == neutral(WHOLE)


def test_what_is_made_here_needs_no_numbers_and_no_constants() -> None:
    """The writer counts lines, writes the qualifiers and only those constants whose field is there."""
    lines = (Line(Procedure("HC", "1"), 5), Line(Procedure("HC", "2"), 0))
    made = Bill("Oak", "7", weight=Decimal("70.50"), license="L1", lines=lines)
    assert [segment.replace(x12.ELEMENT, "*").replace(x12.COMPONENT, ":") for segment in compiled(BILL).write(made)] == [
        "BIL*7", "DMG***01*70.5", "REF*X4*L1", "LX*1", "SV1*HC:1*.05", "LX*2", "SV1*HC:2*0"]


def test_an_inner_loop_ends_where_another_begins() -> None:
    """A second buyer is one too many: it is kept with all its segments, and the seller behind it is read."""
    segments = ["BIL*7", "N1*BY*ANN", "N1*BY*TOO MUCH", "N3*2 ROAD", "N1*SE*BEA", "ZZZ*1", "LX*1"]
    bill = compiled(BILL).read(segments, 1, DELIMITERS, "")
    assert bill.buyer and bill.buyer.name == "ANN" and bill.buyer.address is None
    assert bill.kept and [raw for _, raw in bill.kept.segments] == neutral(segments[2:4])
    assert bill.sellers[0].kept and bill.sellers[0].kept.segments == ((1, "ZZZ" + x12.ELEMENT + "1"),)
    assert compiled(BILL).write(bill) == neutral(segments)


@pytest.mark.parametrize("segments, field, value", [
    (["BIL*7*9999"], "opened", None),
    (["BIL*7", "DMG*D8*19810229"], "born", None),
    (["BIL*7", "DMG***01*1E5"], "weight", None),
    (["BIL*7", "DMG***KG*70"], "weight", 70),
    (["BIL*7", "REF*X4*A", "REF*X4*B"], "license", "A"),
    (["BIL*7", "REF*X4"], "license", ""),
    (["BIL*7", "DTP*431*D8*2026"], "dates", ()),
    (["BIL*7", "HI*ABK:A**ABF:B"], "codes", (Code("ABK", "A"), Code("ABF", "B"))),
    (["BIL*7", "HI*ABK:A:X*ABF:B"], "codes", (Code("ABK", "A"), Code("ABF", "B"))),
    (["BIL*7", "HI*ABK:A", "HI*ABK:B"], "codes", (Code("ABK", "A"),)),
    (["BIL*7", "HI*ZZ:A"], "codes", ()),
    (["BIL*7", "CAS*CO*45*1OO"], "adjustments", (Adjustment("CO", "45", None),)),
    (["BIL*7:8"], "number", "7:8"),
    (["BIL*7^8"], "number", "7^8"),
    (["BIL*7   *  *11 ::1"], "place", "11"),
    (["DTP*431*D8*20260101", "BIL*7"], "number", "7"),
    (["BIL*7", "CAS*CO*45*1", "REF*X4*A"], "license", "A"),
], ids=lambda value: "+".join(value) if isinstance(value, list) else "")
def test_what_cannot_be_read_is_kept(segments: list[str], field: str, value: Any) -> None:
    """Each oddity alone: the field says what can be said, and the segments come back."""
    bill = compiled(BILL).read(segments, 1, DELIMITERS, "")
    assert getattr(bill, field) == value
    comes_back(BILL, segments, "")


ELEMENTS = ["1", "12.50", "-.07", "1,000", "+5", "0012", "1E5", ".", "abc", "1OO", "A1 ", " ", "20260101", "20261301", "D8",
            "RD8", "20260101-20260105", "HC:99213:25", "HC:1::59", "HC", "::", "A:B", "X^Y", "01", "2U:7", "1:2:3", "1230",
            "ABK:J45"]


def vocabulary(loop: Loop[Any]) -> st.SearchStrategy[list[str]]:
    """Segments with the tags and qualifiers of the loop, in any order, with elements of every sort."""
    named = {(entry.tag, code) for entry in entries(loop)
             for code in ["", *next(iter(entry.qualifiers.values()), "").split()[:2], "QQ"]}
    heads = st.sampled_from([*sorted(named), ("ZZZ", ""), ("N1", "PE"), ("SBR", "")])
    element = st.sampled_from(["", "", "", *ELEMENTS])
    segment = st.builds(lambda head, rest: "*".join([*filter(None, head), *rest]), heads, st.lists(element, max_size=9))
    return st.lists(segment, min_size=1, max_size=8)


@pytest.mark.parametrize("loop, opener, given_", [
    (BILL, "BIL*7", ("",)), (CLAIM_PAYMENT, "CLP*A1*1*100*60", ()), (CLAIM_PAYMENT, "CLP*A1*1*100*60\nSVC*HC:99213*100*60", ()),
    (HEAD, "BPR*I*1", ()), (HEAD, "", ()), (HEADER_NUMBER, "LX*1", ()), (TAIL, "", ()),
], ids=["bill", "claim", "line", "head", "no head", "group", "tail"])
def test_nothing_is_lost(loop: Loop[Any], opener: str, given_: tuple[Any, ...]) -> None:
    """Whatever stands in a loop, in whatever order, comes back."""
    @examples(120)
    @given(vocabulary(loop))
    def holds(segments: list[str]) -> None:
        comes_back(loop, [*opener.split("\n"), *segments] if opener else segments, *given_)
    holds()


def test_both_readers_agree() -> None:
    """The thorough reader reads the same noun, and the same places, as the quick one."""
    @examples(150)
    @given(vocabulary(CLAIM_PAYMENT))
    def holds(segments: list[str]) -> None:
        segments = ["CLP*A1*1*100*60", *(segment.replace(" ", "") for segment in segments)]
        codec = compiled(CLAIM_PAYMENT)
        quick, slow = codec.read(segments, 3, DELIMITERS), codec.thorough(segments, 3, DELIMITERS)
        assert (quick, repr(quick)) == (slow, repr(slow))
    holds()


def test_a_loop_as_the_guide_has_it_is_read_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick reader takes a regular claim by itself; a trailing blank is no reason to be thorough."""
    def never(*_: Any) -> None:
        raise AssertionError("read thoroughly")
    monkeypatch.setattr(Thorough, "read", never)
    claim = ["CLP*A1*1*100*60.00*40*12*PC1*11*1", "NM1*QC*1*ROE *RICA****MI*1S00AA0AA00", "REF*EA*7", "DTM*232*20260101",
             "SVC*HC:99213:25*100*60**1", "DTM*472*20260101", "CAS*CO*45*25", "CAS*PR*1*10**2*5", "REF*6R*L1", "AMT*B6*75",
             "LQ*HE*N1"]
    fresh = Delimiters(element="*", repetition="!", component=":", terminator="|")
    assert compiled(CLAIM_PAYMENT).read(claim, 1, fresh).lines[0].control_number == "L1"
    with pytest.raises(AssertionError, match="thoroughly"):
        compiled(CLAIM_PAYMENT).read([*claim, "ZZZ*1"], 1, fresh)


def test_a_row_is_fields_or_a_noun() -> None:
    """A table that makes no sense is refused when it is compiled."""
    with pytest.raises(TypeError, match="not both"):
        compiled(Loop("X", Bill, (Row("BIL", text(1, "number"), one("buyer", NAME)),)))
    with pytest.raises(TypeError, match="no row reads number"):
        compiled(Loop("X", Bill, (Row("BIL", text(1, "house")),))).read(["BIL*1"], 1, DELIMITERS)


def test_a_time_that_is_none_has_a_file() -> None:
    """BHT05 of an 837 is the only time that a guide reads so far."""
    path = Path(__file__).parent.parent / "fixtures/x12/broken/X12-type.time.x12"
    source = x12.Source(path)
    found = [problem for ts in x12.survey(source) for noun in x222a1.read(source, ts) for problem in x222a1.problems(noun)]
    assert [(problem.rule, problem.kind, problem.element) for problem in found] == [("X12-type", "time", 5)]
    assert found[0].message and "BROKEN" in x12.raw(source, [found[0].at])[found[0].at]

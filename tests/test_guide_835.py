"""The 835: what is read is what stands there, what is written is what was read, and nothing is lost."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from edi_engine import x12
from edi_engine.billing.party import Adjustment
from edi_engine.billing.remittance import ClaimPayment, HeaderNumber, Remittance, RemittanceHead, RemittanceTail
from edi_engine.guides import families, x221a1
from edi_engine.guides.table import compiled, entries
from edi_engine.guides.x221a1 import reading
from edi_engine.guides.x221a1.table import CLAIM_PAYMENT, HEAD, HEADER_NUMBER, TAIL
from edi_engine.problems import Problem
from edi_engine.x12.delimiters import NEUTRAL
from tests import strategies
from tests.properties import examples

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "fixtures/x12/golden/835"
BROKEN = ROOT / "fixtures/x12/broken"
CORPUS = ROOT.parent / "shared/corpus"

OURS = [("X12-type", "number"), ("X12-structure", "unknown-segment"), ("X12-structure", "surplus-segment"),
        ("X12-structure", "empty-segment"), ("X12-structure", "unread-element"), ("X12-structure", "order"),
        ("REM-7", "group"), ("REM-7", "zero"), ("REM-11", "cr-group"), ("REM-21", "repeated-party")]


def sets(path: Path) -> Iterator[tuple[x12.Source, x12.TransactionSet]]:
    """The 835s of a file."""
    source = x12.Source(path)
    for ts in x12.survey(source):
        if families.family(ts) == "835":
            yield source, ts


def stood(source: x12.Source, ts: x12.TransactionSet) -> list[str]:
    """The set's segments as they stand, in neutral separators, without ST and SE."""
    marks = ts.delimiters
    neutral = str.maketrans({marks.element: x12.ELEMENT, marks.repetition: x12.REPEAT, marks.component: x12.COMPONENT})
    segments = [segment.translate(neutral) for _, each in x12.slices(source, ts, frozenset()) for segment in each]
    return segments[1:-1] if segments[-1].split(x12.ELEMENT)[0] == "SE" else segments[1:]


def meant(segment: str) -> tuple[Any, ...]:
    """A segment's elements, trailing blanks and empties aside and numbers as numbers."""
    elements = [element.rstrip(" ").rstrip(x12.COMPONENT) for element in segment.split(x12.ELEMENT)]
    while not elements[-1]:
        elements.pop()
    return tuple(map(number, elements))


def number(text: str) -> Any:
    bare = text.replace(",", "").lstrip("+-")
    return Decimal(text.replace(",", "")) if bare.replace(".", "", 1).isdecimal() and bare.isascii() else text


def as_data(noun: Any) -> Any:
    """A noun as JSON has it: what is not empty, and no indexes."""
    if dataclasses.is_dataclass(noun):
        names = [field.name for field in dataclasses.fields(noun) if field.name not in ("at", "slot")]
        values = {name: as_data(getattr(noun, name)) for name in names}
        return {name: value for name, value in values.items() if value not in ("", None, [])}
    if isinstance(noun, tuple):
        return [as_data(each) for each in noun]
    return str(noun) if isinstance(noun, date | Decimal) else noun


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.x12")), ids=lambda path: path.stem)
def test_a_golden_file_is_read_as_its_json_and_written_as_it_stood(path: Path) -> None:
    """Dropping a pair of files here adds a test."""
    found = []
    for source, ts in sets(path):
        nouns = list(x221a1.read(source, ts))
        found.append([{type(noun).__name__: as_data(noun)} for noun in nouns])
        assert list(x221a1.write(nouns)) == stood(source, ts)
    assert found == json.loads(path.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("rule, kind", OURS)
def test_each_problem_has_a_file(rule: str, kind: str) -> None:
    """What reading says of the broken file is the problem that it is named for, with a sentence and a place in the file."""
    path = BROKEN / f"{rule}.{kind}.x12"
    found = [problem for source, ts in sets(path) for noun in x221a1.read(source, ts) for problem in x221a1.problems(noun)]
    assert [(problem.rule, problem.kind) for problem in found] == [(rule, kind)]
    assert found[0].message and marked(path, found[0])


def marked(path: Path, problem: Problem) -> bool:
    """The problem stands at the segment that holds the broken file's mark, BROKEN (or at the loop that it opens)."""
    assert problem.at
    return "BROKEN" in x12.raw(x12.Source(path), [problem.at])[problem.at]


def corpus() -> list[Path]:
    return sorted(path for folder in ("835", "mixed") for path in (CORPUS / folder).glob("**/*") if path.is_file())


@pytest.mark.skipif(not CORPUS.exists(), reason=f"no corpus at {CORPUS}")
def test_files_that_others_wrote_come_back_as_they_stood() -> None:
    """Every 835 of the corpus: segments in their order, numbers as numbers; and the survey counts what the claims say."""
    seen = 0
    for path in corpus():
        for source, ts in sets(path):
            nouns = list(x221a1.read(source, ts))
            assert list(map(meant, x221a1.write(nouns))) == list(map(meant, stood(source, ts))), path.name
            check, claims = x221a1.survey(source, ts), [noun for noun in nouns if isinstance(noun, ClaimPayment)]
            assert (check.claims, check.paid) == (len(claims), sum(claim.paid for claim in claims)), path.name
            assert all(problem.message for noun in nouns for problem in x221a1.problems(noun))
            seen += 1
    assert seen > 50


def cut(segments: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Neutral segments as ``x12.slices`` would give them."""
    begins = [n for n, segment in enumerate(segments) if segment.split(x12.ELEMENT)[0] in reading.OPENERS | {"ST"}]
    for first, until in zip(begins, [*begins[1:], len(segments)], strict=True):
        yield first + 3, segments[first:until]


def through_the_wire(remittance: Remittance) -> Remittance:
    segments = ["ST", *x221a1.write(x221a1.parts(remittance)), "SE"]
    return reading.gathered(reading.parts(cut(segments), NEUTRAL))


@examples(150)
@given(strategies.remittances)
def test_a_remittance_survives_the_wire(remittance: Remittance) -> None:
    """read(write(remittance)) == remittance, whatever stands in its texts."""
    assert through_the_wire(remittance) == remittance


@examples(60)
@given(strategies.claim_payments)
def test_the_thorough_reader_reads_what_the_quick_one_reads(claim: ClaimPayment) -> None:
    """Both readers of a loop give one noun, at the same places."""
    codec = compiled(CLAIM_PAYMENT)
    segments = codec.write(claim)
    quick = codec.read(segments, 7, NEUTRAL)
    assert (quick, repr(quick)) == (slowly := codec.thorough(segments, 7, NEUTRAL), repr(slowly))


def read(text: str) -> list[x221a1.RemittancePart]:
    return list(reading.parts(cut(text.replace("*", x12.ELEMENT).replace(":", x12.COMPONENT).strip().split("\n")), NEUTRAL))


def test_elements_are_what_the_guide_says() -> None:
    """CAS triplets keep their places, SVC06 is what was submitted, PLB pairs belong to their provider."""
    head, group, claim, tail = read("""ST*835*1
BPR*I*60.5*C*CHK************20260201
LX*1
CLP*A1*1*100*60.5**12*ICN
CAS*PR*1*20**2*19.5*1.5
SVC*HC:99213:25:59*100*60.5**2*HC:99214*3
REF*6R*L1
PLB*1999999984*20261231*WO:A1*10*L6*-.07
SE*9*1""")
    assert isinstance(head, RemittanceHead) and isinstance(group, HeaderNumber) and isinstance(claim, ClaimPayment)
    assert isinstance(tail, RemittanceTail)
    assert (head.payment.amount, head.payment.effective, head.at) == (6050, date(2026, 2, 1), 4)
    assert claim.adjustments == (Adjustment("PR", "1", 2000), Adjustment("PR", "2", 1950, Decimal("1.5")))
    assert [(each.slot, each.at) for each in claim.adjustments] == [(1, 7), (2, 7)]
    line = claim.lines[0]
    assert (line.procedure.modifiers, line.units, line.control_number) == (("25", "59"), 2, "L1")
    assert line.submitted and line.submitted.code == "99214" and line.submitted_units == 3
    assert [(each.reason, each.reference, each.amount, each.slot) for each in tail.provider_adjustments] == [
        ("WO", "A1", 1000, 1), ("L6", "", -7, 2)]


def test_adjustments_of_ours_fill_up_one_segment_for_each_group() -> None:
    """One CAS holds six triplets of a group; the seventh opens another (COB-5)."""
    amounts = [Adjustment("CO", str(n), n * 100) for n in range(1, 8)]
    claim = ClaimPayment("A1", "1", 0, 0, adjustments=(amounts[0], Adjustment("PR", "1", 5), *amounts[1:]))
    segments = [segment.replace(x12.ELEMENT, "*") for segment in compiled(CLAIM_PAYMENT).write(claim)]
    assert segments[1:] == ["CAS*CO*1*1**2*2**3*3**4*4**5*5**6*6", "CAS*PR*1*.05", "CAS*CO*7*7"]


def test_a_changed_noun_takes_along_what_it_kept() -> None:
    """An unknown segment stays where it stood when the claim it was kept with loses and gains segments."""
    claim = read("ST*835*1\nCLP*A1*1*100*60\nREF*EA*1\nZZZ*1\nDTM*232*20260101\nDTM*050*20260102\nSE*5*1")[1]
    assert isinstance(claim, ClaimPayment)
    changed = dataclasses.replace(claim, references=(), dates=claim.dates[:1], adjustments=(Adjustment("CO", "45", 4000),))
    written = [segment.replace(x12.ELEMENT, "*") for segment in compiled(CLAIM_PAYMENT).write(changed)]
    assert written == ["CLP*A1*1*100*60", "CAS*CO*45*40", "ZZZ*1", "DTM*232*20260101"]


def test_the_rows_are_listed_for_the_coverage_count() -> None:
    """Every element that a field holds can be listed: CAS03 of the line is the amount of an adjustment."""
    every = [entry for loop in (HEAD, HEADER_NUMBER, CLAIM_PAYMENT, TAIL) for entry in entries(loop)]
    assert ("2110", "CAS", 3, 0, "lines.adjustments.amount", "money") in {
        (entry.loop, entry.tag, entry.element, entry.component, entry.field, entry.kind) for entry in every}
    assert " ".join(sorted({entry.tag for entry in every})) == (
        "AMT BPR CAS CLP CUR DTM LQ LX MIA MOA N1 N3 N4 NM1 PER PLB QTY RDM REF SVC TRN TS2 TS3")

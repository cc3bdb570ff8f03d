"""The 837P: what is read is what stands there, what is written is what was read, and claims find their place."""

import dataclasses
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_engine import x12
from edi_engine.billing.claim import BillingProvider, Claim, Condition, Level, Patient, ServiceLine, Submission, Subscriber
from edi_engine.billing.party import Procedure
from edi_engine.guides import families, x222a1
from edi_engine.guides.table import compiled
from edi_engine.guides.x222a1 import reading, table
from edi_engine.problems import Problem
from edi_engine.x12.delimiters import NEUTRAL
from tests import strategies
from tests.properties import examples
from tests.test_guide_835 import meant, stood

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "fixtures/x12/golden/837P"
BROKEN = ROOT / "fixtures/x12/broken"
CORPUS = ROOT.parent / "shared/corpus"

OURS = [("X12-structure", "no-subscriber"), ("X12-structure", "no-billing-provider")]

ABOVE = ("billing_provider", "subscriber", "patient")


def sets(path: Path) -> Iterator[tuple[x12.Source, x12.TransactionSet]]:
    """The 837Ps of a file."""
    source = x12.Source(path)
    for ts in x12.survey(source):
        if families.family(ts) == "837P":
            yield source, ts


def as_data(noun: Any) -> Any:
    """A noun as JSON has it: what is not empty; no indexes, and of a claim not the levels above it."""
    if dataclasses.is_dataclass(noun):
        names = [field.name for field in dataclasses.fields(noun) if field.name not in ("at", "slot", *ABOVE)]
        values = {name: as_data(getattr(noun, name)) for name in names}
        return {name: value for name, value in values.items() if value not in ("", None, [], {})}
    if isinstance(noun, tuple):
        return [as_data(each) for each in noun]
    return str(noun) if isinstance(noun, date | time | Decimal) else noun


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.x12")), ids=lambda path: path.stem)
def test_a_golden_file_is_read_as_its_json_and_written_as_it_stood(path: Path) -> None:
    """Dropping a pair of files here adds a test."""
    found = []
    for source, ts in sets(path):
        nouns = list(x222a1.read(source, ts))
        found += [{type(noun).__name__: as_data(noun)} for noun in nouns]
        assert list(x222a1.write(nouns)) == stood(source, ts)
    assert found == json.loads(path.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("rule, kind", OURS)
def test_each_problem_has_a_file(rule: str, kind: str) -> None:
    """What reading says of the broken file is the problem that it is named for, with a sentence and a place in the file."""
    path = BROKEN / f"{rule}.{kind}.x12"
    found = [problem for source, ts in sets(path) for noun in x222a1.read(source, ts) for problem in x222a1.problems(noun)]
    assert [(problem.rule, problem.kind) for problem in found] == [(rule, kind)]
    assert found[0].message and "BROKEN" in x12.raw(x12.Source(path), [found[0].at or 0])[found[0].at or 0]


def test_what_stands_too_often_or_elsewhere_is_told() -> None:
    """A second F8, a second 6R and another order are worth a word; the rest of the guide is read."""
    [(source, ts)] = sets(GOLDEN / "kept-in-place.x12")
    found = [problem for noun in x222a1.read(source, ts) for problem in x222a1.problems(noun)]
    assert [(problem.kind, problem.facts.get("tag")) for problem in found] == [
        ("surplus-segment", "REF"), ("order", None), ("surplus-segment", "REF")]


def test_a_claim_refers_to_the_levels_above_it() -> None:
    """The very objects that the stream gave before; a subscriber's own claims have no patient."""
    [(source, ts)] = sets(GOLDEN / "family-and-two-providers.x12")
    above: dict[type, Any] = {}
    relations = []
    for noun in x222a1.read(source, ts):
        if isinstance(noun, Claim):
            assert noun.billing_provider is above[BillingProvider] and noun.subscriber is above[Subscriber]
            assert noun.patient is above.get(Patient)
            relations.append((noun.patient_control_number, noun.subscriber.level.id, noun.patient and noun.patient.level.id))
        elif isinstance(noun, Subscriber):
            above.pop(Patient, None)
        above[type(noun)] = noun
    assert relations == [("OAK203", "2", "3"), ("OAK204", "2", "4"), ("OAK205", "5", None), ("OAK206", "5", None),
                         ("SOLO1", "7", None)]


def test_every_noun_knows_its_segment() -> None:
    """``at`` is the index in the file of the segment that opens the noun's loop."""
    tags = {Submission: "ST", BillingProvider: "HL", Subscriber: "HL", Patient: "HL", Claim: "CLM", ServiceLine: "LX"}
    for path in sorted(GOLDEN.glob("*.x12")):
        for source, ts in sets(path):
            nouns = list(x222a1.read(source, ts))
            nouns += [line for noun in nouns if isinstance(noun, Claim) for line in noun.lines]
            raw = x12.raw(source, [noun.at for noun in nouns])
            assert [raw[noun.at].strip()[:len(tags[type(noun)])] for noun in nouns] == [tags[type(noun)] for noun in nouns]


# --- the corpus -------------------------------------------------------------------------------------------------------

@pytest.mark.skipif(not CORPUS.exists(), reason=f"no corpus at {CORPUS}")
def test_files_that_others_wrote_come_back_as_they_stood() -> None:
    """Every 837P of the corpus: segments in their order, numbers as numbers."""
    seen: Counter[str] = Counter()
    for path in sorted(path for folder in ("837P", "mixed") for path in (CORPUS / folder).iterdir()):
        for source, ts in sets(path):
            nouns = list(x222a1.read(source, ts))
            assert list(map(meant, x222a1.write(nouns))) == list(map(meant, stood(source, ts))), path.name
            assert all(problem.message for noun in nouns for problem in x222a1.problems(noun))
            seen[families.number(ts)] += 1
    assert sum(seen.values()) >= 99 and set(seen) >= {"098", "222", "291"}


# --- properties -------------------------------------------------------------------------------------------------------

def cut(segments: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Neutral segments as ``x12.slices`` would give them, the ST third in its file."""
    begins = [n for n, segment in enumerate(segments) if segment.split(x12.ELEMENT)[0] in reading.OPENERS | {"ST"}]
    for first, until in zip(begins, [*begins[1:], len(segments)], strict=True):
        yield first + 3, segments[first:until]


def through_the_wire(nouns: list[Any]) -> list[Any]:
    return list(reading.nouns(cut(["ST", *x222a1.write(nouns), "SE"]), NEUTRAL))


def levels_of(nouns: list[Any]) -> list[Level]:
    return [noun.level for noun in nouns if isinstance(noun, BillingProvider | Subscriber | Patient)]


@examples(100)
@given(strategies.submissions, st.lists(strategies.claims, max_size=2))
def test_claims_survive_the_wire(submission: Submission, claims: list[Claim]) -> None:
    """read(write(arrange(claims))) == arrange(claims), whatever stands in their texts; and those are the same claims."""
    arranged = list(x222a1.arrange(submission, claims))
    found = through_the_wire(arranged)
    assert found == arranged
    assert levels_of(found) == levels_of(arranged)
    assert Counter(noun for noun in found if isinstance(noun, Claim)) == Counter(claims)


@examples(60)
@given(strategies.claims)
def test_the_thorough_reader_reads_what_the_quick_one_reads(claim: Claim) -> None:
    """Both readers of a loop give one noun, at the same places."""
    codec = compiled(table.CLAIM)
    segments, above = codec.write(claim), (claim.billing_provider, claim.subscriber, claim.patient)
    quick = codec.read(segments, 7, NEUTRAL, *above)
    assert (quick, repr(quick)) == (slowly := codec.thorough(segments, 7, NEUTRAL, *above), repr(slowly))


who = st.tuples(st.sampled_from("AB"), st.sampled_from("CD"), st.none() | st.sampled_from("EF"))


@given(st.lists(who, max_size=8))
def test_the_hierarchy_is_the_guides(drawn: list[tuple[str, str, str | None]]) -> None:
    """CLM-2, CLM-3: numbers from 1, a parent before its children, 23 below 22 below 20; a level has claims or children."""
    claims = []
    for provider, subscriber, patient in drawn:
        claim = the_dependents_claim()
        claims.append(replace(
            claim, billing_provider=replace(claim.billing_provider, tax_id=provider),
            subscriber=replace(claim.subscriber, group_number=subscriber),
            patient=patient and claim.patient and replace(claim.patient, condition=Condition(patient))))
    arranged = list(x222a1.arrange(Submission("1"), claims))
    assert Counter(noun for noun in arranged if isinstance(noun, Claim)) == Counter(claims)
    levels: dict[str, tuple[str, str]] = {}
    below: dict[str, set[str]] = {}
    for noun in arranged:
        if isinstance(noun, BillingProvider | Subscriber | Patient):
            own = noun.level
            code = {BillingProvider: "20", Subscriber: "22", Patient: "23"}[type(noun)]
            assert own.id == str(len(levels) + 1)
            assert (levels[own.parent][0] if own.parent else "") == {"20": "", "22": "20", "23": "22"}[code]
            levels[own.id], below[own.id] = (code, own.child), set()
            if own.parent:
                below[own.parent].add(code)
        elif isinstance(noun, Claim):
            below[str(len(levels))].add("claim")
    for number, (_, child) in levels.items():
        assert child == ("0" if below[number] == {"claim"} else "1") and len(below[number]) == 1


# --- limits (ENV-12) --------------------------------------------------------------------------------------------------

@cache
def the_claim() -> Claim:
    [(source, ts)] = sets(GOLDEN / "subscriber-is-patient.x12")
    return next(x222a1.claims(source, ts))


@cache
def the_dependents_claim() -> Claim:
    [(source, ts)] = sets(GOLDEN / "every-row.x12")
    return next(x222a1.claims(source, ts))


@pytest.mark.parametrize("claim, loop", [(the_claim(), Subscriber), (the_dependents_claim(), Patient)], ids=("2000B", "2000C"))
@pytest.mark.parametrize("count, levels", [(1, 1), (100, 1), (101, 2), (200, 2), (201, 3)])
def test_a_level_has_at_most_a_hundred_claims(claim: Claim, loop: type, count: int, levels: int) -> None:
    """ENV-12: the hundred and first claim opens another level, equal to the first."""
    many = [replace(claim, patient_control_number=f"OAK{n}") for n in range(count)]
    arranged = list(x222a1.arrange(Submission("1"), many))
    assert sum(isinstance(noun, loop) for noun in arranged) == levels
    assert sum(isinstance(noun, BillingProvider) for noun in arranged) == 1
    assert [noun for noun in arranged if isinstance(noun, Claim)] == many
    assert through_the_wire(arranged) == arranged


@pytest.mark.parametrize("count, sizes", [(0, []), (1, [1]), (5000, [5000]), (5001, [5000, 1])])
def test_a_set_has_at_most_five_thousand_claims(count: int, sizes: list[int]) -> None:
    """ENV-12: the five thousand and first claim waits for the next set."""
    claim = the_claim()
    found = list(x222a1.batches(iter([claim] * count)))
    assert [len(batch) for batch in found] == sizes


@pytest.mark.parametrize("count", [50, 51])
def test_a_claim_is_never_split(count: int) -> None:
    """ENV-12: more than fifty lines are refused by the edits; what is read and written keeps them together, in LX order."""
    claim = the_claim()
    lines = tuple(replace(claim.lines[0], number=str(n + 1), control_number=f"L{n + 1}") for n in range(count))
    found = through_the_wire(list(x222a1.arrange(Submission("1"), [replace(claim, lines=lines)])))
    assert found[-1].lines == lines


# --- examples ---------------------------------------------------------------------------------------------------------

def test_the_writer_counts_lines_that_have_no_number_yet() -> None:
    """LX is a running number in the claim, unless the line says what it was."""
    line = ServiceLine(Procedure("HC", "99213"), 100)
    segments = compiled(table.CLAIM).write(replace(the_claim(), lines=(line, line)))
    assert [segment.split(x12.ELEMENT)[1] for segment in segments if segment.startswith("LX")] == ["1", "2"]


def test_parts_tell_which_segments_are_whose() -> None:
    """Each noun comes with its segments, so that a segment that an acknowledgment counts finds its claim."""
    [(source, ts)] = sets(GOLDEN / "family-and-two-providers.x12")
    segment, found = 2, []
    for noun, segments in x222a1.parts(x222a1.read(source, ts)):
        if isinstance(noun, Claim):
            found.append((noun.patient_control_number, noun.at - ts.first + 1 == segment))
        segment += len(segments)
    assert found == [(name, True) for name in ("OAK203", "OAK204", "OAK205", "OAK206", "SOLO1")]


def test_levels_of_a_file_are_numbered_anew_when_arranged() -> None:
    """Claims of any origin make one hierarchy; the nouns that they were read with stay as they are."""
    claims = [claim for name in ("family-and-two-providers", "subscriber-is-patient")
              for source, ts in sets(GOLDEN / f"{name}.x12") for claim in x222a1.claims(source, ts)]
    arranged = list(x222a1.arrange(Submission("1"), claims))
    assert [noun.level.id for noun in arranged if hasattr(noun, "level")] == list("1234567")
    assert claims[-1].subscriber.level.id == "2"


def test_an_interchange_of_claims_reads_back() -> None:
    """Through the envelope and real delimiters."""
    out = BytesIO()
    interchange = x12.Interchange(
        sender="OAKCLINIC", receiver="CLEARHOUSE", created=datetime(2026, 2, 2, 12), control_number=7, group_control_number=7,
        application_sender="OAK", application_receiver="CLEAR", version="005010X222A1", reference="005010X222A1")
    written = x12.write_interchange(out, interchange, [x222a1.write(x222a1.arrange(Submission("1"), [the_claim()]))])
    source = x12.Source(out.getvalue())
    [ts] = x12.survey(source)
    assert not written.problems and list(x222a1.claims(source, ts)) == [the_claim()]


def problems_of(text: str) -> list[Problem]:
    segments = text.replace("*", x12.ELEMENT).replace(":", x12.COMPONENT).strip().split("\n")
    return [problem for noun in reading.nouns(cut(segments), NEUTRAL) for problem in x222a1.problems(noun)]


def test_amounts_and_days_that_are_none_are_named() -> None:
    """They count as absent, stay in the file, and are problems with their element."""
    found = problems_of("ST*837*1\nBHT*0019*00*1*20261301*1200*CH\nHL*1**20*1\nNM1*85*2*OAK\nHL*2*1*22*0\nSBR*P*18\n"
                        "CLM*A*12,5,0***11:B:1\nLX*1\nSV1*HC:99213*ten*UN*1***1\nDTP*472*D8*soon\nSE*9*1")
    assert [(problem.rule, problem.kind, problem.at, problem.element) for problem in found] == [
        ("X12-type", "date", 4, 4), ("X12-type", "amount", 9, 2), ("X12-type", "amount", 11, 2), ("X12-type", "date", 12, 3)]


def read(text: str) -> Claim:
    segments = text.replace("*", x12.ELEMENT).replace(":", x12.COMPONENT).strip().split("\n")
    return next(noun for noun in reading.nouns(cut(["ST", *segments, "SE"]), NEUTRAL) if isinstance(noun, Claim))


@pytest.mark.parametrize("reader", ["whole", "with an unknown segment"])
def test_providers_in_another_order_stay_with_their_line_and_their_payer(reader: str) -> None:
    """NM1*82 behind NM1*DN of the same line, or of the same other payer, is not the claim's."""
    more = "" if reader == "whole" else "ZZZ*1\n"
    claim = read(f"CLM*A*1\n{more}SBR*P*18\nNM1*82*1\nREF*G2*ONE\nNM1*DN*1\nREF*G2*TWO\n"
                 "LX*1\nSV1*HC:G0463*1\nNM1*DN*1*LAST\nNM1*82*1*FIRST\nSVD*P*0*HC:G0463\nDTP*573*D8*20260105\n"
                 "LX*2\nSV1*HC:G0463*1\nSVD*P*0*HC:G0463\nDTP*573*D8*20260105\nNM1*82*1*LATE")
    [other], [one, two] = claim.other_subscribers, claim.lines
    assert claim.rendering is None and claim.referring == ()
    assert other.rendering and other.rendering.references[0].value == "ONE"
    assert [provider.references[0].value for provider in other.referring] == ["TWO"]
    assert one.rendering and one.rendering.name.last == "FIRST" and one.referring[0].name.last == "LAST"
    assert two.rendering and two.rendering.name.last == "LATE" and two.adjudications[0].adjudicated == date(2026, 1, 5)


def test_a_time_may_have_hundredths() -> None:
    """HHMMSSDD is read, and stays as it stood when we would write it shorter; nobody needs a word about it."""
    for text, said, hundredths in (("09460000", time(9, 46), 0), ("09465917", time(9, 46, 59), 17)):
        segments = [segment.replace("*", x12.ELEMENT) for segment in ("ST*837", f"BHT*0019*00*1*20260105*{text}*CH")]
        [submission] = reading.nouns([(3, segments)], NEUTRAL)
        assert isinstance(submission, Submission) and submission.created_at == said.replace(microsecond=hundredths * 10_000)
        assert list(x222a1.write([submission])) == segments[1:] and not list(x222a1.problems(submission))


def test_a_segment_without_a_tag_ends_nothing() -> None:
    """It is kept where it stands, and what follows it is read."""
    [(source, ts)] = sets(GOLDEN / "subscriber-is-patient.x12")
    segments = stood(source, ts)
    segments.insert(segments.index("LX\x1d1"), "\x1dNOBODY")
    nouns = list(reading.nouns(cut(["ST", *segments, "SE"]), NEUTRAL))
    assert list(x222a1.write(nouns)) == segments and len(nouns[-1].lines) == 2
    assert [problem.kind for problem in x222a1.problems(nouns[-1])] == ["unknown-segment"]

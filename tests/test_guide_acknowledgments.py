"""TA1, 999, 997, 277CA, 277: what is read is what stands there, what is written is what was read, and nothing is lost."""

import dataclasses
import json
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_engine import conformance, x12
from edi_engine.billing.acknowledgment import FunctionalAcknowledgment, InterchangeAcknowledgment
from edi_engine.billing.status import (
    ClaimAcknowledgment,
    InformationReceiver,
    InformationSource,
    Status,
    StatusCode,
    StatusHead,
    StatusPatient,
    StatusProvider,
)
from edi_engine.codes import acknowledgments
from edi_engine.codes import statuses as codes
from edi_engine.conformance import maps, outline
from edi_engine.flows.rewrite import GUIDES as EVERY
from edi_engine.flows.trying import GROUPS, keeps
from edi_engine.guides import counting, families, statuses
from edi_engine.guides.table import compiled
from edi_engine.x12.delimiters import NEUTRAL
from tests import inventing_acknowledgments as inventing
from tests import strategies_acknowledgments as strategies
from tests.properties import examples
from tests.test_guide_835 import meant, stood

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "fixtures/x12/golden"
CORPUS = ROOT.parent / "shared/corpus"

GUIDES = {name: EVERY[name] for name in ("TA1", "999", "997", "277CA", "277")}
GIVEN = ("source", "receiver", "provider", "subscriber", "patient")
PAIRS = sorted(path for name in GUIDES for path in (GOLDEN / name).glob("*.x12"))
PASSED_OVER = frozenset({"999/kept-in-place", "277CA/kept-in-place", "277CA/every-row"})
"""Golden files that are meant to hold more than their guide allows."""


def sets(path: Path, name: str) -> Iterator[tuple[x12.Source, x12.TransactionSet]]:
    """The sets of a family in a file."""
    source = x12.Source(path)
    for ts in x12.survey(source):
        if families.family(ts) == name:
            yield source, ts


def standing(source: x12.Source, ts: x12.TransactionSet) -> list[str]:
    """The set's segments in neutral separators, without ST and SE; a TA1 is a segment."""
    if ts.kind != "TA1":
        return stood(source, ts)
    marks = ts.delimiters
    neutral = str.maketrans({marks.element: x12.ELEMENT, marks.repetition: x12.REPEAT, marks.component: x12.COMPONENT})
    return [segment.translate(neutral) for _, each in x12.slices(source, ts, frozenset()) for segment in each]


def as_data(noun: Any) -> Any:
    """A noun as JSON has it: what is not empty; no indexes, and of a claim not the levels above it."""
    if dataclasses.is_dataclass(noun):
        above = GIVEN if isinstance(noun, ClaimAcknowledgment) else ()
        names = [field.name for field in dataclasses.fields(noun) if field.name not in ("at", *above)]
        values = {name: as_data(getattr(noun, name)) for name in names}
        return {name: value for name, value in values.items() if value not in ("", None, [], {})}
    if isinstance(noun, tuple):
        return [as_data(each) for each in noun]
    return str(noun) if isinstance(noun, date | time | Decimal) else noun


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_golden_file_is_read_as_its_json_and_written_as_it_stood(path: Path) -> None:
    """Dropping a pair of files here adds a test."""
    found, name = [], path.parent.name
    for source, ts in sets(path, name):
        nouns = list(GUIDES[name].read(source, ts))
        found += [{type(noun).__name__: as_data(noun)} for noun in nouns]
        assert list(GUIDES[name].write(nouns)) == standing(source, ts)
    assert found == json.loads(path.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("path", [path for path in PAIRS if f"{path.parent.name}/{path.stem}" not in PASSED_OVER],
                         ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_golden_files_are_what_their_guides_allow(path: Path) -> None:
    """Nothing is kept aside, and where pyx12 has a map, it takes them."""
    for source, ts in sets(path, path.parent.name):
        nouns = list(GUIDES[path.parent.name].read(source, ts))
        assert not any(problem for noun in nouns for problem in GUIDES[path.parent.name].problems(noun))
        if ts.version not in ("005010X212", "005010X230", "005010X364"):
            assert conformance.gate(path.read_bytes()) == []


@pytest.mark.skipif(not CORPUS.exists(), reason=f"no corpus at {CORPUS}")
def test_files_that_others_wrote_come_back_as_they_stood() -> None:
    """Every acknowledgment of the corpus: segments in their order, numbers as numbers."""
    seen: Counter[str] = Counter()
    for path in sorted(CORPUS.glob("*/*.edi")):
        for name in GUIDES:
            for source, ts in sets(path, name):
                nouns = list(GUIDES[name].read(source, ts))
                assert list(map(meant, GUIDES[name].write(nouns))) == list(map(meant, standing(source, ts))), path.name
                assert all(problem.message for noun in nouns for problem in GUIDES[name].problems(noun))
                seen[name] += 1
    assert all(seen[name] >= least for name, least in {"TA1": 18, "999": 26, "997": 54, "277CA": 10, "277": 10}.items())


# --- properties -------------------------------------------------------------------------------------------------------

def in_a_file(name: str, found: list[list[str]]) -> bytes:
    """An interchange of these sets, as we would send it."""
    kind, functional_id, version = GROUPS[name]
    out, early = BytesIO(), version == "004010"
    interchange = x12.Interchange(
        sender="CLEARHOUSE", receiver="OAKCLINIC", created=datetime(2026, 2, 2, 12), control_number=7, group_control_number=7,
        application_sender="CLEAR", application_receiver="OAK", version=version, kind=kind, functional_id=functional_id,
        reference="" if early else version)
    written = x12.write_interchange(out, interchange, found) if kind else \
        x12.write_acknowledgments(out, interchange, chain.from_iterable(found))
    assert not written.problems
    return out.getvalue()


@pytest.mark.parametrize("name", ["TA1", "999", "997", "277CA"])
@examples(30)
@given(seeds=st.lists(st.integers(0, 2 ** 32), min_size=5, max_size=5))
def test_whatever_the_guide_allows_is_read_and_written(name: str, seeds: list[int]) -> None:
    """Sets of the whole guide: segments to nouns and back with nothing kept, through a file that pyx12 accepts, and equal."""
    found = [inventing.segments(name, seed) for seed in (seeds[:1] if name == "TA1" else seeds)]
    data = in_a_file(name, found)
    assert conformance.gate(data) == []
    source = x12.Source(data)
    read = [list(GUIDES[name].read(source, ts)) for ts in x12.survey(source)]
    assert [list(GUIDES[name].write(nouns)) for nouns in read] == found
    assert not any(keeps(noun) for nouns in read for noun in nouns)


@pytest.mark.parametrize("name", GUIDES)
@examples(60)
@given(data=st.data())
def test_nouns_survive_a_file(name: str, data: st.DataObject) -> None:
    """read(write(nouns)) == nouns over every field of theirs, whatever stands in their texts."""
    nouns = data.draw(strategies.OF[name])
    kept = in_neutral(name, list(GUIDES[name].write(nouns)))
    assert kept == nouns
    assert [getattr(noun, "level", None) for noun in kept] == [getattr(noun, "level", None) for noun in nouns]


how = st.sampled_from(("again", "without", "swapped", "spoilt"))
spoilt = st.sampled_from(("", "X", "1.0", f"A{x12.COMPONENT}B", f"{x12.REPEAT}A"))
changes = st.lists(st.tuples(how, st.integers(0, 99), st.integers(0, 99), spoilt), min_size=1, max_size=6)


@pytest.mark.parametrize("path", [path for path in PAIRS if path.parent.name != "TA1"],
                         ids=lambda path: f"{path.parent.name}-{path.stem}")
@examples(40)
@given(changed=changes)
def test_nothing_is_lost_in_any_order(path: Path, changed: list[tuple[str, int, int, str]]) -> None:
    """Segments repeated, left out, moved and spoilt come back where they stood."""
    name = path.parent.name
    [(source, ts)] = sets(path, name)
    segments = stood(source, ts)
    for what, one, two, text in changed:
        one, two = one % len(segments), two % len(segments)
        if what == "again":
            segments.insert(one, segments[two])
        elif what == "swapped":
            segments[one], segments[two] = segments[two], segments[one]
        elif what == "spoilt":
            elements = segments[one].split(x12.ELEMENT)
            segments[one] = x12.ELEMENT.join((*elements[:1 + two % len(elements)], text, *elements[2 + two % len(elements):]))
        elif len(segments) > 1:
            del segments[one]
    assert list(map(meant, GUIDES[name].write(in_neutral(name, segments)))) == list(map(meant, segments))


def in_neutral(name: str, segments: list[str]) -> list[Any]:
    """What is read of neutral segments, ST the third in its file."""
    guide = GUIDES[name]
    if name in ("277CA", "277"):
        return list(statuses.nouns(guide.table.LOOPS, cut(["ST", *segments, "SE"]), NEUTRAL))
    [loop] = guide.table.LOOPS
    opening = [] if name == "TA1" else [f"ST{x12.ELEMENT}{name}"]
    return [compiled(loop).read([*opening, *segments], 3, NEUTRAL)]


def cut(segments: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Neutral segments as ``x12.slices`` would give them, the ST third in its file."""
    begins = [n for n, segment in enumerate(segments) if segment.split(x12.ELEMENT)[0] in statuses.OPENERS | {"ST"}]
    for first, until in zip(begins, [*begins[1:], len(segments)], strict=True):
        yield first + 3, segments[first:until]


@pytest.mark.parametrize("name", GUIDES)
@examples(20)
@given(data=st.data())
def test_the_thorough_reader_reads_what_the_quick_one_reads(name: str, data: st.DataObject) -> None:
    """Both readers of a loop give one noun, at the same places."""
    for noun in data.draw(strategies.OF[name]):
        codec = compiled(next(loop for loop in GUIDES[name].table.LOOPS if loop.noun is type(noun)))
        given = (None,) * len(codec.loop.given)
        segments = codec.write(noun)
        quick, slow = codec.read(segments, 7, NEUTRAL, *given), codec.thorough(segments, 7, NEUTRAL, *given)
        assert (quick, repr(quick)) == (slow, repr(slow))


# --- examples ---------------------------------------------------------------------------------------------------------

def golden(name: str) -> tuple[x12.Source, x12.TransactionSet]:
    [found] = sets(GOLDEN / f"{name}.x12", name.partition("/")[0])
    return found


def test_a_claim_refers_to_the_levels_above_it() -> None:
    """The very objects that the stream gave before; a dependent's claims know the subscriber, too."""
    above: dict[type, Any] = {}
    found = []
    source, ts = golden("277/answers")
    for noun in GUIDES["277"].read(source, ts):
        if isinstance(noun, ClaimAcknowledgment):
            assert (noun.source, noun.receiver, noun.provider, noun.patient) == tuple(
                above[each] for each in (InformationSource, InformationReceiver, StatusProvider, StatusPatient))
            assert noun.patient is above[StatusPatient]
            found.append((noun.trace, noun.patient.name.first, noun.subscriber and noun.subscriber.name.first))
        above[type(noun)] = noun
    assert found == [("Q-1", "RICA", None), ("Q-2", "PAT", "PAULA"), ("Q-3", "PAT", "PAULA")]


def test_a_patient_has_several_claims_and_a_provider_several_patients() -> None:
    """ACK-11: each TRN below a patient is a claim; a level that the file leaves out is none."""
    source, ts = golden("277CA/accepted-and-rejected")
    found = [(claim.patient_control_number, claim.provider and claim.provider.names[0].last, claim.statuses[0].verdict)
             for claim in GUIDES["277CA"].claims(source, ts)]
    assert found == [("OAK2001", "OAK STREET CLINIC", "WQ"), ("OAK2002", "OAK STREET CLINIC", "U"),
                     ("OAK2003", "OAK STREET CLINIC", "U"), ("ELM1", "ELM", "WQ")]
    segments = ["HL*1**PT", "TRN*2*A", "STC*A2:20*20260203*WQ"]
    [_, patient, claim] = in_neutral("277CA", [segment.replace("*", x12.ELEMENT).replace(":", x12.COMPONENT) for segment in segments])
    assert (claim.source, claim.receiver, claim.provider, claim.patient) == (None, None, None, patient)


def test_every_noun_knows_its_segment() -> None:
    """``at`` is the index in the file of the segment that opens the noun's loop."""
    tags = {StatusHead: "ST", InformationSource: "HL", InformationReceiver: "HL", StatusProvider: "HL", StatusPatient: "HL",
            ClaimAcknowledgment: "TRN", FunctionalAcknowledgment: "ST", InterchangeAcknowledgment: "TA1"}
    for path in PAIRS:
        for source, ts in sets(path, path.parent.name):
            nouns = list(GUIDES[path.parent.name].read(source, ts))
            more = [(line.at, "SVC") for noun in nouns for line in getattr(noun, "lines", ())]
            more += [(each.at, "STC") for noun in nouns for each in getattr(noun, "statuses", ())]
            for response in (each for noun in nouns for each in getattr(noun, "responses", ())):
                more += [(response.at, "AK2"), *((error.at, f"{name}3") for error in response.errors for name in [prefix(path)])]
                more += [(item.at, f"{prefix(path)}4") for error in response.errors for item in error.elements]
            told = [*((noun.at, tags[type(noun)]) for noun in nouns), *more]
            raw = x12.raw(source, [at for at, _ in told])
            assert [raw[at].strip()[:len(tag)] for at, tag in told] == [tag for _, tag in told]


def prefix(path: Path) -> str:
    return "IK" if path.parent.name == "999" else "AK"


def test_the_counts_are_what_the_nouns_add_up_to() -> None:
    """Two ways to the same statuses and verdicts: counted from segments, and read into nouns."""
    for path in PAIRS:
        for source, ts in sets(path, path.parent.name):
            facts = counting.count(source, ts, lambda problem: None)
            nouns = list(GUIDES[path.parent.name].read(source, ts))
            if path.parent.name in ("999", "997"):
                [noun] = nouns
                assert facts["group_verdict"] == noun.verdict
                assert [(each["control_number"], each["verdict"]) for each in facts["acknowledged"]] == [
                    (each.control_number, each.verdict) for each in noun.responses] or path.stem == "kept-in-place"
            elif path.parent.name == "277CA" and path.stem != "kept-in-place":
                assert facts["statuses"] == {level: tally(nouns, level) for level in ("batch", "provider", "claim", "line")}
                assert facts["rejected"] == sum(any(status.verdict == "U" for status in claim.statuses) for claim in claims(nouns))


def claims(nouns: list[Any]) -> list[ClaimAcknowledgment]:
    return [noun for noun in nouns if isinstance(noun, ClaimAcknowledgment)]


def tally(nouns: list[Any], level: str) -> Counter[str]:
    """The statuses of a level, as the summary spells them."""
    nouns = {"batch": [noun for noun in nouns if isinstance(noun, InformationReceiver)],
             "provider": [noun for noun in nouns if isinstance(noun, StatusProvider)],
             "claim": claims(nouns), "line": [line for claim in claims(nouns) for line in claim.lines]}[level]
    return Counter(":".join((code.category, code.status, code.entity, code.list)).rstrip(":")
                   for noun in nouns for status in noun.statuses for code in status.codes)


def test_a_status_has_up_to_three_codes() -> None:
    """STC01, STC10 and STC11 under one verdict; absent ones do not count."""
    first, last = StatusCode("A7", "562", "85"), StatusCode("A8", "496")
    assert Status(first).codes == (first,)
    assert Status(first, third=last).codes == (first, last)


def test_what_cannot_be_read_is_told() -> None:
    """Another trace type, an amount and a day that are none, a level of no guide: kept where they stand, each with its place."""
    source, ts = golden("277CA/kept-in-place")
    nouns = list(GUIDES["277CA"].read(source, ts))
    found = [(problem.kind, problem.element, problem.facts.get("tag")) for noun in nouns for problem in GUIDES["277CA"].problems(noun)]
    assert found == [
        ("unread-element", 1, None), ("date", 2, None), ("amount", 4, None), ("unknown-segment", None, "HL"),
        ("surplus-segment", None, "NM1"), ("surplus-segment", None, "TRN"), ("unknown-segment", None, "DTP"),
        ("unread-element", 1, None), ("surplus-segment", None, "REF"), ("unknown-segment", None, "ZZZ"),
        ("unknown-segment", None, "LQ")]
    [claim] = claims(nouns)
    assert (claim.patient_control_number, claim.payer_claim_control_number) == ("OAK2005", "GH77005")


def test_memory_does_not_grow_with_the_claims() -> None:
    """A 277CA of any size is read claim by claim."""
    source, ts = golden("277CA/accepted-and-rejected")
    segments = ["ST", *stood(source, ts)]
    at = next(n for n, segment in enumerate(segments) if segment.split(x12.ELEMENT)[3:4] == ["PT"])
    loop = GUIDES["277CA"].table.LOOPS
    many = statuses.nouns(loop, chain(cut(segments[:at]), islice(chain.from_iterable(repeat(list(cut(segments[at:at + 4])))), 20_000)),
                          NEUTRAL)
    next(many)
    tracemalloc.start()
    try:
        assert sum(isinstance(noun, ClaimAcknowledgment) for noun in many) == 10_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


# --- codes ------------------------------------------------------------------------------------------------------------

SAID = {("TA1", 4): acknowledgments.INTERCHANGE_VERDICTS, ("TA1", 5): acknowledgments.INTERCHANGE_NOTES,
        ("IK3", 4): acknowledgments.SEGMENT_ERRORS, ("AK3", 4): acknowledgments.SEGMENT_ERRORS,
        ("IK4", 3): acknowledgments.ELEMENT_ERRORS, ("AK4", 3): acknowledgments.ELEMENT_ERRORS,
        ("IK5", 1): acknowledgments.VERDICTS, ("AK5", 1): acknowledgments.VERDICTS, ("AK9", 1): acknowledgments.VERDICTS,
        ("IK5", 2): acknowledgments.SET_ERRORS, ("AK5", 2): acknowledgments.SET_ERRORS,
        ("AK9", 5): acknowledgments.GROUP_ERRORS, ("STC", 3): codes.VERDICTS}
SECURITY = {"IK403": {"11"}, "IK502": {"24", "25", "26", "27"}, "AK502": {"24", "25", "26", "27"}, "AK905": {"23", "24", "25", "26"}}
"""What nobody sends in healthcare: of signatures and encryption."""


@pytest.mark.parametrize("name", ["TA1", "999", "997", "277CA"])
def test_every_code_of_a_guide_has_words(name: str) -> None:
    """The tables hold every code that the maps list, signatures aside, and every entity that a claim's status may name."""
    for node in outline.outline(name).segments():
        for element in node.elements:
            words = codes.ENTITIES if (node.tag, element.component) == ("STC", 3) else SAID.get((node.tag, element.position))
            if words is not None:
                assert set(element.codes) - set(words) <= SECURITY.get(f"{node.tag}{element.position:02d}", set())


def test_every_status_is_a_status() -> None:
    """Each code of our tables is one that X12 has given out, as far as pyx12 has its lists; A0 to A8 have an outcome."""
    lists = maps.load("277.5010.X214.xml").ext_codes.codes
    assert set(codes.STATUSES) <= lists["claim_status"]["codes"] and len(codes.STATUSES) > 150
    reported = {category for category in codes.CATEGORIES if category.startswith("DR")}
    assert set(codes.CATEGORIES) - reported <= lists["claim_status_cat"]["codes"]
    assert {category for category in codes.CATEGORIES if category.startswith("A")} == set(codes.OUTCOMES)
    assert all(words and len(words) < 70 for table in (codes.STATUSES, codes.CATEGORIES, codes.ENTITIES) for words in table.values())

"""Whatever the bytes are: nothing is lost, nothing is raised, and the size of the blocks makes no difference."""

import io
import tracemalloc
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_engine import x12
from edi_engine.flows.check import check
from edi_engine.flows.rewrite import rewrite
from edi_engine.flows.summary import summary
from edi_engine.problems import Problem
from edi_engine.x12.framing import windows
from tests.properties import examples

QUIRKS = Path(__file__).parents[1] / "fixtures" / "x12" / "quirks"
PLAIN = (QUIRKS / "plain.x12").read_bytes()
OPENERS = frozenset({"LX", "CLP", "SE"})

TOKENS = (b"~", b"*", b":", b"^", b"\n", b"\r\n", b" ", b"\0", b"~~", b"~ ~", b"~\n  ", b"|", b"\xff", "é".encode(),
          b"\xef\xbb\xbf", b"ISA", b"ISA*", b"I\nSA*", b"SE*", b"~SE*1*2~", b"~ST*835*3", b"GE*", b"IEA", b"se*", b"x" * 5000,
          PLAIN, PLAIN[:106])


@st.composite
def almost_x12(draw: st.DrawFn) -> bytes:
    """A whole file with some bytes put in, taken out or changed, perhaps wrapped."""
    data = bytearray(draw(st.sampled_from([path.read_bytes() for path in sorted(QUIRKS.glob("*.x12"))])))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        much = draw(st.sampled_from((0, 0, 1, 1, 5, 40, 200)))
        data[at:at + much] = draw(st.sampled_from((b"", *TOKENS)))
    width = draw(st.sampled_from((0, 0, 0, 7, 64, 80)))
    return b"\n".join(data[at:at + width] for at in range(0, len(data), width)) if width else bytes(data)


ANYTHING = st.one_of(st.binary(max_size=400), almost_x12())


@given(ANYTHING, st.sampled_from((1, 3, 64, 1000)))
@examples(150)
def test_what_is_read_is_written_as_it_was(data: bytes, block: int) -> None:
    source = x12.Source(data, block=block)
    segments = list(x12.read(source))
    assert x12.write(segments) == data
    assert b"".join(window.data for window in windows(source)) == data
    indexes = [segment.index for segment in segments if segment.index]
    assert indexes == list(range(1, len(indexes) + 1))


@given(almost_x12(), st.sampled_from((1, 3, 64, 1000)))
@examples(150)
def test_the_blocks_make_no_difference(data: bytes, block: int) -> None:
    whole, parts = (_told(x12.Source(data, block=size)) for size in (1 << 20, block))
    assert whole == parts


def _told(source: x12.Source) -> object:
    survey = x12.survey(source)
    sets = list(survey)
    problems = [problem.as_json() for problem in x12.placed(source, survey.problems)]
    return sets, survey.interchanges, problems, [x12.digest(source, ts) for ts in sets]


@given(almost_x12(), st.sampled_from((1, 64, 1 << 20)))
@examples(150)
def test_slices_hold_every_segment_of_the_set_once(data: bytes, block: int) -> None:
    source = x12.Source(data, block=block)
    read = [segment for segment in x12.read(source) if segment.index]
    for ts in x12.survey(source):
        index, found = ts.first, list[str]()
        for at, segments in x12.slices(source, ts, OPENERS):
            assert at == index
            assert at == ts.first or _tag(segments[0], ts) in OPENERS
            assert not any(_tag(segment, ts) in OPENERS for segment in segments[1:])
            index, found = index + len(segments), found + segments
        expected = [segment.text for segment in read[ts.first - 1:ts.first - 1 + ts.segments]]
        assert list(map(str.upper, found)) == list(map(str.upper, expected))
        assert len(found) == ts.segments


def _tag(segment: str, ts: x12.TransactionSet) -> str:
    return segment.partition(ts.delimiters.element)[0]


@given(almost_x12())
@examples(100)
def test_every_segment_is_told_by_someone(data: bytes) -> None:
    """Each segment is within a set, is an envelope's, or is said to stand outside: none is passed over in silence."""
    source = x12.Source(data)
    survey = x12.survey(source)
    told = {index for ts in survey for index in range(ts.first, ts.first + ts.segments)}
    for problem in survey.problems:
        if problem.kind in ("outside", "text-after"):
            assert problem.at is not None
            told.update(range(problem.at, problem.at + problem.facts.get("count", 1)))
    for segment in x12.read(source):
        assert segment.index == 0 or segment.index in told or segment.elements[0].upper() in (
            "ISA", "GS", "ST", "TA1", "SE", "GE", "IEA"), segment.text[:20]


@given(almost_x12())
@examples(100)
def test_places_and_raw_text_agree_with_what_is_read(data: bytes) -> None:
    source = x12.Source(data)
    survey = x12.survey(source)
    list(survey)
    read = {segment.index: segment for segment in x12.read(source) if segment.index}
    raw = x12.raw(source, [*read, len(read) + 1])
    assert set(raw) == set(read)
    places = {problem.at: problem.place for problem in
              x12.placed(source, [Problem("ENV-9", "wrapped", index) for index in read])}
    for index, segment in read.items():
        place = places[index]
        assert place is not None and place.offset is not None
        assert segment.offset <= place.offset < segment.offset + len(segment.raw)
        assert raw[index] in segment.raw.decode(source.encoding)
    for problem in survey.problems:
        if problem.place is not None and problem.place.tag is not None:
            assert replace(problem.place, element=None) == places[problem.at]


@given(almost_x12())
@examples(100)
def test_a_file_written_again_says_the_same(data: bytes) -> None:
    source, out = x12.Source(data), io.BytesIO()
    problems = x12.rewrite(source, out, lambda ts: None)
    again = x12.Source(out.getvalue())
    if source.encoding == again.encoding and not any(problem.rule == "ENV-1" for problem in problems):
        assert _contents(again) == _contents(source)


def _contents(source: x12.Source) -> list[tuple[str, str, str]]:
    return [(ts.kind, ts.control_number, x12.digest(source, ts)) for ts in x12.survey(source)]


@pytest.mark.parametrize("layout", [
    lambda data: data.replace(b"~", b"~\r\n"),
    lambda data: data.replace(b"~", b"\n"),
    lambda data: data.replace(b"~", b"~\n  "),
    lambda data: data.replace(b"~", b"~~"),
    lambda data: b"\n".join(data[at:at + 80] for at in range(0, len(data), 80)),
    lambda data: data.replace(b"*", b"|").replace(b"~", b"\x1c").replace(b":", b">"),
])
def test_the_digest_minds_no_layout(layout: object) -> None:
    assert callable(layout)
    assert [each[2] for each in _contents(x12.Source(layout(PLAIN)))] == [each[2] for each in _contents(x12.Source(PLAIN))]


def test_the_digest_minds_every_value() -> None:
    """Another control number is the same remittance; another amount, another order or one segment more is not."""
    same = PLAIN.replace(b"ST*835*0001", b"ST*835*0777").replace(b"18*0001", b"18*0777")
    others = [PLAIN.replace(b"*80*20*12", b"*81*20*12"), PLAIN.replace(b"LX*1~", b"LX*1~LX*1~"),
              PLAIN.replace(b"*HC:99213*", b"*HC*99213*"), PLAIN.replace(b"N3*1", b"N3**1")]
    digests = [_contents(x12.Source(data))[0][2] for data in (PLAIN, same, *others)]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 1 + len(others)


LONG = {
    "one long value": b"A" * (1 << 20), "separators": b"*" * (1 << 14), "components": b":" * (1 << 16), "blanks": b" " * (1 << 18),
    "words": b"a " * (1 << 17), "breaks": b"\n" * (1 << 18), "broken words": b"a\n" * (1 << 17), "tabs": b"\t" * (1 << 18),
    "repetitions": b"^:" * (1 << 15), "openings": b"ISA*" * (1 << 12), "lines": b"Regards, John Smith\n" * (1 << 13),
    "a foreign letter at the end": b"A" * (1 << 18) + b"\xd1", "a break at the end": b"A" * (1 << 18) + b"\nA"}


@pytest.mark.parametrize("name", LONG)
def test_a_long_element_costs_no_more_than_its_length(name: str, tmp_path: Path) -> None:
    """Within a value that ends in blanks, without an end, and behind the last segment; read, counted, checked and written."""
    long, path = LONG[name], tmp_path / "long.x12"
    for data in (PLAIN.replace(b"JANE", b"J" + long + b"J *J "), PLAIN[:300] + long, PLAIN + long):
        source = x12.Source(data, block=1 << 14)
        began, survey = process_time(), x12.survey(source)
        for ts in survey:
            assert sum(len(part) for _, part in x12.slices(source, ts, OPENERS)) == ts.segments
            x12.digest(source, ts)
        assert x12.write(x12.read(source)) == data
        last = max(segment.index for segment in x12.read(source))
        assert x12.placed(source, [Problem("ENV-9", "wrapped", last)])[0].place
        path.write_bytes(data)
        assert check([path])["files"] and summary([path])["files"] and rewrite(path, path.with_suffix(".out"))["files"]
        assert process_time() - began < 20


@pytest.mark.parametrize("shape", ["one set", "one line without an end", "thousands of sets", "no X12"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, shape: str) -> None:
    head, claim, tail = PLAIN.partition(b"CLP")[0], PLAIN[PLAIN.index(b"CLP"):PLAIN.index(b"SE*")], PLAIN[PLAIN.index(b"SE*"):]
    set_ = PLAIN[PLAIN.index(b"ST*"):PLAIN.index(b"GE*")]
    pieces = {"one set": (head, claim, tail), "one line without an end": (head, b"A" * 1000, b""),
              "thousands of sets": (PLAIN[:PLAIN.index(b"ST*")], set_ * 3, b""),
              "no X12": (b"", b"a line of text\n" * 50, b"")}
    first, middle, last = pieces[shape]
    path = tmp_path / "large.x12"
    with path.open("wb") as out:
        out.write(first)
        for _ in range(6_000_000 // len(middle)):
            out.write(middle)
        out.write(last)
    source = x12.Source(path, block=1 << 16)
    tracemalloc.start()
    try:
        survey = x12.survey(source)
        for ts in survey:
            if shape == "one set":
                x12.digest(source, ts)
                assert sum(1 for _ in x12.slices(source, ts, OPENERS)) > 20_000
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


def test_two_interchanges_that_end_with_line_feeds_are_two() -> None:
    """The first holds no component separator: that of the next ISA, behind its line, ends no segment of it."""
    def one(number: int) -> str:
        return (f"ISA*00*{'':10}*00*{'':10}*ZZ*{'PAYER':15}*ZZ*{'OFFICE':15}*260401*0900*^*00501*{number:09d}*0*T*:\n"
                f"GS*FA*PAYER*OFFICE*20260401*0900*{number}*X*005010X231A1\nST*999*0001*005010X231A1\nAK1*HC*1*005010X222A1\n"
                f"AK2*837*0001*005010X222A1\nIK5*A\nAK9*A*1*1*1\nSE*6*0001\nGE*1*{number}\nIEA*1*{number:09d}\n")
    found = x12.survey(x12.Source((one(7) + one(8)).encode()))
    assert [ts.isa[13] for ts in found] == ["000000007", "000000008"] and not found.problems

"""edi rewrite: a file read into nouns and written again says what it said; twice is once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from edi_engine import x12
from edi_engine.flows.rewrite import GUIDES, rewrite
from edi_engine.guides import families
from tests.test_guide_835 import number

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures/x12"
CORPUS = ROOT.parent / "shared/corpus"

ENVELOPE = ("ISA", "GS", "ST", "SE", "GE", "IEA")
COUNTS = {"SE": 1, "GE": 1, "IEA": 1}
"""What is corrected and not kept: the element of a count."""


def segments(path: Path) -> Iterator[str]:
    """Every segment of a file, in neutral separators; text that is no segment as it stands."""
    for segment in x12.read(path):
        if segment.index and segment.delimiters:
            marks = segment.delimiters
            neutral = {marks.element: x12.ELEMENT, marks.repetition: x12.REPEAT, marks.component: x12.COMPONENT}
            yield segment.text.translate(str.maketrans(neutral))
        elif segment.delimiters is None and (text := segment.raw.decode("latin-1").removeprefix("\xef\xbb\xbf").strip()):
            yield text


def said(path: Path, numbers: bool) -> list[Any]:
    """What the segments of a file say, without counts, padding and trailing empties; ``numbers`` as numbers."""
    found = []
    for segment in segments(path):
        elements: list[Any] = [x12.COMPONENT.join(part.rstrip(" ") for part in element.split(x12.COMPONENT)).rstrip(x12.COMPONENT)
                               for element in segment.split(x12.ELEMENT)]
        elements[0] = elements[0].upper()
        if elements[0] == "ISA":
            elements = [element.strip().lstrip("0") for element in elements[:16]]
        if (counted := COUNTS.get(elements[0])) and len(elements) > counted:
            elements[counted] = "counted"
        while elements and not elements[-1]:
            elements.pop()
        found.append([number(element) for element in elements] if numbers else elements)
    return found


def through(path: Path) -> bool:
    """Does a set of the file go through nouns?"""
    return any(families.family(ts) in GUIDES for ts in x12.survey(x12.Source(path)))


@pytest.fixture
def again(tmp_path: Path) -> Callable[[Path], Path]:
    """Rewrites a file, and the result once more; both are the same bytes."""
    def twice(path: Path) -> Path:
        once, more = tmp_path / f"{path.name}.1", tmp_path / f"{path.name}.2"
        rewrite(path, once)
        rewrite(once, more)
        assert once.read_bytes() == more.read_bytes(), path.name
        return once
    return twice


def test_every_fixture_comes_back(again: Callable[[Path], Path]) -> None:
    """Golden and broken ones: nothing is lost, nothing is added. Of what is no X12, nothing is written."""
    for path in sorted(FIXTURES.glob("**/*.x12")):
        if path.name not in ("ENV-10.empty.x12", "ENV-10.not-x12.x12"):
            assert said(again(path), through(path)) == said(path, through(path)), path.name


@pytest.mark.skipif(not CORPUS.exists(), reason=f"no corpus at {CORPUS}")
def test_every_file_of_the_corpus_comes_back(again: Callable[[Path], Path]) -> None:
    """Of every kind and with every oddity, segment by segment."""
    files = sorted(CORPUS.glob("*/*.edi"))
    changed = {path.name for path in files if said(again(path), through(path)) != said(path, through(path))}
    assert len(files) > 280 and changed == set()


@pytest.mark.parametrize("name", ["golden/835/every-segment.x12", "golden/837P/every-row.x12", "golden/check/claims.837",
                                  *(f"golden/{kind}/every-row.x12" for kind in ("999", "997", "277CA", "277"))])
def test_what_says_nothing_is_not_left_out(name: str, tmp_path: Path) -> None:
    """Each segment as its tag alone, and each element a repetition of nothing: the segments stay, and no amount comes of it."""
    path, out = tmp_path / "in.x12", tmp_path / "out.x12"
    whole = (FIXTURES / name).read_text().replace("\n", "").rstrip("~").split("~")
    spoilt = {(segment.split("*")[0], element): (n, spoil(segment, element)) for n, segment in enumerate(whole)
              for element in range(segment.count("*") + 1) if segment.split("*")[0] not in ENVELOPE}
    for n, segment in spoilt.values():
        path.write_text("~".join([*whole[:n], segment, *whole[n + 1:]]) + "~")
        rewrite(path, out)
        assert idle(said(out, numbers=True)) == idle(said(path, numbers=True)), segment


def spoil(segment: str, element: int) -> str:
    """The segment with an element that is a repetition sign alone; as its tag alone for element 0."""
    elements = segment.split("*")
    return "*".join([*elements[:element], "^", *elements[element + 1:]]) if element else elements[0]


def idle(segments: list[list[Any]]) -> list[list[Any]]:
    """The segments without repetitions of nothing, and without the empty elements at their ends."""
    found = [["" if element == x12.REPEAT else element for element in segment] for segment in segments]
    return [segment[:max((n + 1 for n, element in enumerate(segment) if element != ""), default=0)] for segment in found]


def test_counts_and_padding_are_corrected_and_control_numbers_kept(tmp_path: Path) -> None:
    """The trailers count again, the ISA has its width; a control number that differs stays different."""
    path, out = tmp_path / "in.x12", tmp_path / "out.x12"
    path.write_text("ISA|00||00||ZZ|A|ZZ|B|260202|1200|^|00501|7|0|T|>~\nGS|HC|A|B|20260202|1200|1|X|005010X222A1~\n"
                    "ST|837|0001|005010X222A1~\nBHT|0019|00|1|20260202|1200|CH~\nHL|1||20|1~\nNM1|85|2|OAK||||~\nSE|99|0002~\n"
                    "GE|5|1~\nIEA|9|000000008~\n")
    [file] = rewrite(path, out)["files"]
    assert file["out"] == str(out) and {(problem["rule"], problem["kind"]) for problem in file["problems"]} >= {
        ("ENV-2", "segment-count"), ("ENV-1", "isa-width")}
    assert out.read_text() == (
        "ISA|00|          |00|          |ZZ|A              |ZZ|B              |260202|1200|^|00501|000000007|0|T|>~"
        "GS|HC|A|B|20260202|1200|1|X|005010X222A1~ST|837|0001|005010X222A1~BHT|0019|00|1|20260202|1200|CH~HL|1||20|1~"
        "NM1|85|2|OAK~SE|5|0002~GE|1|1~IEA|1|000000008~")


def test_a_file_may_be_rewritten_in_its_place(tmp_path: Path) -> None:
    """The result takes the file's place when it is whole; nothing else is left behind."""
    path = tmp_path / "in.x12"
    path.write_bytes((FIXTURES / "golden/837P/subscriber-is-patient.x12").read_bytes())
    rewrite(path, path)
    assert b"\n" not in path.read_bytes() and list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_read_is_said_and_nothing_written(tmp_path: Path) -> None:
    """A problem, no traceback, no half-written file."""
    [file] = rewrite(tmp_path / "gone.x12", tmp_path / "out.x12")["files"]
    assert (file["out"], file["verdict"]) == (None, "unreadable") and file["problems"][0]["rule"] == "EXC-5"
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_is_for_its_owner(tmp_path: Path) -> None:
    """It holds patients, and where it goes need be no workspace."""
    rewrite(FIXTURES / "broken" / "REM-25.unknown-payee" / "1.x12", tmp_path / "out.x12")
    assert (tmp_path / "out.x12").stat().st_mode & 0o777 == 0o600

"""Files that are odd and whole: each of ``fixtures/x12/quirks`` holds what ``plain.x12`` holds, and its oddity is named."""

from pathlib import Path

import pytest

from edi_engine import x12

QUIRKS = Path(__file__).parents[1] / "fixtures" / "x12" / "quirks"
BROKEN = QUIRKS.with_name("broken")
FILES = sorted(QUIRKS.glob("*.x12"))

NAMED = {                                    # everything that is said of a file, and nothing else
    "bars-and-bangs": "",
    "begins-with-gs": "no-isa",
    "begins-with-st": "no-isa",
    "begins-with-st-lines": "no-isa line-breaks",
    "blank-lines-before": "indented",
    "bom": "bom",
    "control-characters": "",
    "break-at-the-end": "line-breaks",
    "cr-terminator": "",
    "crlf-terminator": "line-breaks",
    "empty-segments-at-the-end": "empty-segments line-breaks",
    "empty-segments": "empty-segments indented line-breaks",
    "indented": "indented line-breaks",
    "lf-terminator": "",
    "lines": "line-breaks",
    "lines-crlf": "line-breaks",
    "lower-case-tags": "lower-case",
    "lower-case-tails": "lower-case",
    "name-latin-1": "encoding",
    "name-utf-8": "encoding",
    "narrow-isa": "isa-width",
    "no-component": "isa-width component",
    "no-component-lines": "isa-width component line-breaks",
    "no-last-terminator": "no-terminator",
    "no-trailers": "no-trailer",
    "nul-padded": "",
    "plain": "",
    "repetition-as-in-4010": "repetition",
    "section-sign-latin-1": "encoding",
    "section-sign-utf-8": "encoding",
    "ta1-alone": "",
    "ta1-before-group": "",
    "text-before-and-after": "text-before text-after line-breaks",
    "trailing-blanks": "trailing-spaces",
    "trailing-separators": "trailing-separators",
    "two-groups-two-sets": "",
    "two-interchanges": "",
    "two-interchanges-first-unterminated": "no-terminator line-breaks",
    "two-interchanges-two-delimiters": "line-breaks",
    "wide-isa": "isa-width",
    "wrapped-5": "wrapped",
    "wrapped-80": "wrapped",
}
OTHERWISE = {"name-utf-8", "name-latin-1", "ta1-alone"}          # other content than plain.x12


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_oddity_is_named_and_nothing_else(path: Path) -> None:
    survey = x12.survey(x12.Source(path))
    list(survey)
    assert sorted({problem.kind for problem in survey.problems}) == sorted(NAMED[path.stem].split())


@pytest.mark.parametrize("path", [*FILES, *sorted(BROKEN.glob("*.x12"))], ids=lambda path: path.stem)
def test_a_place_is_a_segment_of_the_file(path: Path) -> None:
    """What has an index stands at a segment that is there, and says its byte and its tag."""
    source = x12.Source(path)
    survey, segments = x12.survey(source), {segment.index: segment for segment in x12.read(source)}
    list(survey)
    for problem in x12.placed(source, survey.problems):
        if problem.at is not None:
            assert problem.at in segments and problem.place is not None and problem.place.offset is not None, problem.kind
            tag = segments[problem.at].elements[0].upper()
            assert problem.place.tag == (tag if tag.isalnum() else None), problem.kind


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_reading_loses_nothing(path: Path) -> None:
    assert x12.write(x12.read(path.read_bytes())) == path.read_bytes()


@pytest.mark.parametrize("path", [path for path in FILES if path.stem not in OTHERWISE], ids=lambda path: path.stem)
def test_the_content_is_that_of_the_plain_file(path: Path) -> None:
    plain = x12.Source(QUIRKS / "plain.x12")
    source = x12.Source(path)
    first = next(ts for ts in x12.survey(source) if ts.kind == "835")
    expected = next(iter(x12.survey(plain)))
    assert x12.digest(source, first) == x12.digest(plain, expected)
    assert (first.control_number, first.kind) == ("0001", "835")
    if path.stem != "no-trailers":
        assert first.segments == expected.segments


def test_the_same_name_in_two_encodings_is_the_same_content() -> None:
    found = [x12.Source(QUIRKS / f"name-{encoding}.x12") for encoding in ("utf-8", "latin-1")]
    assert [source.encoding for source in found] == ["utf-8", "latin-1"]
    assert len({x12.digest(source, ts) for source in found for ts in x12.survey(source)}) == 1
    for source in found:
        (ts,) = x12.survey(source)
        assert any("ZOË" in segment for _, part in x12.slices(source, ts, frozenset()) for segment in part)


def test_interchanges_groups_and_sets_have_ordinals() -> None:
    found = {stem: [(ts.interchange, ts.group, ts.ordinal, ts.group_control_number)
                    for ts in x12.survey(x12.Source(QUIRKS / f"{stem}.x12"))]
             for stem in ("two-groups-two-sets", "two-interchanges", "ta1-before-group", "begins-with-st")}
    assert found == {
        "two-groups-two-sets": [(1, 1, 1, "101"), (1, 1, 2, "101"), (1, 2, 1, "102")],
        "two-interchanges": [(1, 1, 1, "101"), (2, 1, 1, "102")],
        "ta1-before-group": [(1, None, None, ""), (1, 1, 1, "101")],
        "begins-with-st": [(1, None, 1, "")],
    }


def test_an_interchange_without_isa_is_none() -> None:
    survey = x12.survey(x12.Source(QUIRKS / "begins-with-gs.x12"))
    assert [(ts.isa, ts.functional_id, ts.version) for ts in survey] == [((), "HP", "005010X221A1")]
    assert survey.interchanges == 0


@pytest.mark.parametrize("head, what", [
    (b"PK\x03\x04rest", "ZIP"), (b"%PDF-1.7\n", "PDF"), (b"\x1f\x8b\x08", "gzip"), (b"<!DOCTYPE html><html>", "HTML"),
    (b"<html>ISA*00*", "HTML"), (b'<?xml version="1.0"?>', "XML"), (b'{"claims": []}', "JSON"), (b"claim,paid\n1,2\n", "CSV"),
    (b"claim\tpaid\n1\t2\n", "CSV"),
    ("ISA*00*".encode("utf-16"), "UTF-16"), (b"\xc9\xe2\xc1\x5c", "EBCDIC"), (b"MSH|^~\\&|", "HL7"),
    (b"UNB+UNOA:1+", "EDIFACT"), (bytes(range(256)) * 9, "binary"), (b"Dear LISA*, thank you.", "without an ISA"),
    (b"-----BEGIN PGP MESSAGE-----\n", "PGP"), (b"SQLite format 3\0", "database"), (b"\x89PNG\r\n\x1a\n", "picture"),
])
def test_what_is_no_x12_is_called_by_its_name(head: bytes, what: str) -> None:
    survey = x12.survey(x12.Source(head))
    assert list(survey) == []
    (problem,) = survey.problems
    assert (problem.rule, problem.kind, problem.severity) == ("ENV-10", "not-x12", "error")
    assert what in problem.message


@pytest.mark.parametrize("nothing", [b"", b"\r\n \0", b"\xef\xbb\xbf"])
def test_an_empty_file_is_called_empty(nothing: bytes) -> None:
    survey = x12.survey(x12.Source(nothing))
    assert list(survey) == []
    assert [problem.kind for problem in survey.problems] == ["empty"]

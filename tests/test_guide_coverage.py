"""The whole of a guide: every node of its map is read and written, and so is whatever claim it allows."""

from collections import Counter
from datetime import datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
import pyx12.map_if
from hypothesis import given
from hypothesis import strategies as st

from edi_engine import conformance, x12
from edi_engine.billing.claim import Claim
from edi_engine.conformance import maps, outline, samples
from edi_engine.flows import guide, trying
from edi_engine.guides import x222a1
from edi_engine.guides.table import Loop, Row
from edi_engine.guides.x222a1 import reading, table
from edi_engine.x12.delimiters import NEUTRAL
from tests import inventing
from tests.properties import examples
from tests.test_guide_837p import GOLDEN, cut

MAPS = Path(pyx12.map_if.__file__).parents[1] / "map"


def counted(name: str) -> dict[str, int]:
    """The segment nodes of a map and the elements that they use, as its XML has them."""
    found: Counter[str] = Counter()
    for segment in ElementTree.parse(MAPS / name).iter("segment"):
        found["segments"] += 1
        found["elements"] += sum(_used(child) for child in segment)
    return dict(found)


def _used(node: ElementTree.Element) -> int:
    if node.tag not in ("element", "composite") or (node.get("usage") or node.findtext("usage")) == "N":
        return 0
    return sum(_used(child) for child in node) if node.tag == "composite" else 1


# --- nodes and elements -----------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", outline.MAPS)
def test_all_of_a_guide_is_read_and_written(name: str) -> None:
    """Each node of the map, tried with each of its codes, is in the nouns and comes back; nothing of it is only kept."""
    found, in_map = guide.coverage(name), counted(outline.MAPS[name])
    assert found["missing"] == []
    in_map["elements"] += len(maps.OPTIONAL_ELEMENTS.get(outline.MAPS[name], ()))         # which we let be there
    for what in ("segments", "elements"):
        assert found[what] == dict.fromkeys(("in_guide", "read", "written"), in_map[what])


def without(loop: Loop, tag: str) -> Loop:
    return Loop(loop.id, loop.noun, tuple(row for row in loop.rows if not (isinstance(row, Row) and row.tag == tag)), loop.given)


def test_what_no_row_reads_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A segment that is only kept counts neither as read nor as written, for its own and for the dependents' claims."""
    monkeypatch.setattr(table, "LOOPS", (*table.LOOPS[:-1], without(table.CLAIM, "CR2")))
    found = guide.coverage("837P")
    assert [(each["loop"], each["segment"], each["element"]) for each in found["missing"]] == [("2300", "CR2", None)] * 2
    assert found["segments"]["read"] == found["segments"]["written"] == found["segments"]["in_guide"] - 2
    assert found["elements"]["read"] == found["elements"]["in_guide"] - 6


def test_an_element_that_no_field_holds_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A segment that is read but for one of its elements is read; the element is named."""
    shorter = tuple(Row("CLM", *row.fields[:-1]) if isinstance(row, Row) and row.tag == "CLM" else row for row in table.CLAIM.rows)
    monkeypatch.setattr(table, "LOOPS", (*table.LOOPS[:-1], Loop("2300", Claim, shorter, table.CLAIM.given)))
    found = guide.coverage("837P")
    assert [(each["segment"], each["element"]) for each in found["missing"]] == [("CLM", "CLM20")] * 2
    assert found["segments"]["read"] == found["segments"]["in_guide"]


def test_every_row_names_its_field() -> None:
    """The listing has a field for every element that is neither a qualifier nor a constant, and a type in words."""
    for name in guide.LOOPS:
        rows = guide.rows(name)["rows"]
        assert all(row["field"] or row["type"] in ("code", "constant") for row in rows)
        assert {row["type"] for row in rows} <= set(guide.TYPES.values())
    assert {"loop": "2400", "segment": "SV1", "element": "SV102", "codes": [], "field": "Claim.lines.charge",
            "type": "amount"} in guide.rows("837P")["rows"]


def test_samples_have_every_element() -> None:
    """What a node is tried with is as long as the node."""
    for node in outline.outline("837P").segments():
        last = samples.sample(node).split(x12.ELEMENT)[-1]
        assert last and samples.sample(node).count(x12.ELEMENT) == max(element.position for element in node.elements)


# --- whole claims -----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("path", sorted(path for path in GOLDEN.glob("*.x12") if path.stem not in ("every-row", "kept-in-place")),
                         ids=lambda path: path.stem)
def test_golden_claims_pass_the_gate(path: Path) -> None:
    """Our own examples of every specialty are what the guide allows."""
    assert conformance.gate(path.read_bytes()) == []


CLAIMS = 20                                # in an example: pyx12 takes a file with many claims sooner than many files

chosen = st.frozensets(st.integers(0, 10_000), max_size=12) | st.frozensets(st.integers(0, 10_000), min_size=30, max_size=90)
invented = st.tuples(st.sampled_from((inventing.OWN, inventing.DEPENDENT)), chosen, st.integers(0, 2 ** 32))


@examples(50)
@given(st.lists(invented, min_size=CLAIMS, max_size=CLAIMS))
def test_whatever_the_guide_allows_is_read_and_written(drawn: list[tuple[tuple[str, ...], frozenset[int], int]]) -> None:
    """A thousand claims of the whole guide: segments to nouns and back, the nouns through a file that pyx12 accepts, and equal.

    An order that our tables have in another way (REF before REF) is all that may be kept of one; it is given up before writing.
    """
    claims = []
    for base, some, seed in drawn:
        places = len(inventing.optional(base))
        segments = inventing.segments(base, frozenset(n % places for n in some), seed)
        nouns = list(reading.nouns(cut(["ST", *segments, "SE"]), NEUTRAL))
        assert list(x222a1.write(nouns)) == segments
        *_, claim = bare = tuple(map(trying.bare, nouns))
        assert sorted(x222a1.write(bare)) == sorted(segments)
        claims.append(claim)
    arranged = list(x222a1.arrange(bare[0], claims))
    data = in_a_file(arranged)
    assert conformance.gate(data) == []
    source = x12.Source(data)
    [ts] = x12.survey(source)
    assert list(x222a1.read(source, ts)) == arranged


def in_a_file(nouns: list[reading.Noun]) -> bytes:
    out = BytesIO()
    written = x12.write_interchange(out, x12.Interchange(
        sender="OAKCLINIC", receiver="CLEARHOUSE", created=datetime(2026, 2, 2, 12), control_number=7, group_control_number=7,
        application_sender="OAK", application_receiver="CLEAR", version="005010X222A1", reference="005010X222A1"),
        [x222a1.write(nouns)])
    assert not written.problems
    return out.getvalue()

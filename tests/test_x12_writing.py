"""The writer looks at many segments at once; what leaves is the same as if it had looked at each."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_engine.problems import Problem
from edi_engine.x12 import writing
from edi_engine.x12.characters import Characters, printed
from edi_engine.x12.delimiters import COMPONENT, ELEMENT, REPEAT, SEGMENT, Delimiters
from tests.properties import examples

POLICIES = tuple(Characters(encoding, letters) for encoding in ("ascii", "latin-1", "utf-8")
                 for letters in ("any", "upper", "as they are"))
DELIMITERS = (Delimiters(), Delimiters("|", "!", ">", "\n"), Delimiters(ELEMENT, REPEAT, COMPONENT, SEGMENT))

plain = st.text("ABC123 ", min_size=1, max_size=4)
anything = st.text(f"Aé€a ~*^:|!>\n\t{SEGMENT}\x7f\x85", max_size=3)
segments = st.lists(st.builds("".join, st.lists(plain | anything | st.sampled_from((ELEMENT, ELEMENT, COMPONENT, REPEAT)),
                                                min_size=1, max_size=8)), min_size=1, max_size=6)


def written(found: list[str], policy: Characters, delimiters: Delimiters) -> tuple[bytes, list[Problem]]:
    out = BytesIO()
    pen = writing.Pen(out, delimiters, policy)
    pen.write_all(found)
    pen.flush()
    assert pen.index == len(found)
    assert pen.size == len(out.getvalue())
    return out.getvalue(), pen.findings.close()


def encodable(found: list[str], policy: Characters) -> bool:
    """``as they are`` promises that the encoding holds everything."""
    return policy.letters != "as they are" or all(text.encode(policy.encoding, "ignore").decode(policy.encoding) == text
                                                  for text in found)


@examples(300)
@given(segments, st.sampled_from(POLICIES), st.sampled_from(DELIMITERS))
def test_many_at_once_leave_as_each_alone(found: list[str], policy: Characters, delimiters: Delimiters) -> None:
    """ENV-6, ENV-7, ENV-8: the quick way is taken only where it changes nothing and hides nothing."""
    if not encodable(found, policy):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "printed", lambda *_: None)
        expected = written(found, policy, delimiters)
    assert written(found, policy, delimiters) == expected
    if printed(found, policy, delimiters) is not None:
        assert not expected[1]


def test_plain_segments_go_the_quick_way() -> None:
    """Else the test above would prove nothing."""
    found = [ELEMENT.join(("NM1", "85", "2", "HARBOR CLINIC")), ELEMENT.join(("SV1", COMPONENT.join(("HC", "99213", "", "25"))))]
    assert printed(found, Characters(), Delimiters()) == b"NM1*85*2*HARBOR CLINIC~SV1*HC:99213::25~"
    for policy in POLICIES:
        assert printed(found, policy, Delimiters()) is not None
    assert printed(["N1*é"], Characters("utf-8"), Delimiters("|")) is not None


def test_one_odd_segment_is_found_among_many() -> None:
    """The index of what was replaced counts all segments before it."""
    found = [f"N3{ELEMENT}STREET {n}" for n in range(450)]
    found[333] = f"N3{ELEMENT}CAF\u00c9 ~ LANE "
    data, problems = written(found, Characters(), Delimiters())
    assert data.count(b"~") == 450
    assert b"N3*CAFE   LANE~" in data
    assert [(problem.kind, problem.at) for problem in problems] == [
        ("transliterated", 334), ("delimiter-in-data", 334), ("blanks-trimmed", 334)]

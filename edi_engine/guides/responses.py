"""What 999 and 997 share: rows, and reading and writing a set that is one noun."""

from collections.abc import Iterator

from edi_engine import x12
from edi_engine.billing.acknowledgment import FunctionalAcknowledgment
from edi_engine.guides.table import Loop, Row, compiled, integer, text, texts

ELEMENT_ERROR = (integer((1, 1), "element"), integer((1, 2), "component"), integer((1, 3), "repeat"), text(2, "reference"),
                 text(3, "code"), text(4, "value"))                            # IK4, AK4

SEGMENT_ERROR = (text(1, "segment"), integer(2, "position"), text(3, "loop"), text(4, "code"))         # IK3, AK3

VERDICT = (text(1, "verdict"), texts(2, 6, "codes"))                           # IK5, AK5

GROUP = Row("AK1", text(1, "functional_id"), text(2, "control_number"), text(3, "version"))
SET = Row("AK2", text(1, "kind"), text(2, "control_number"), text(3, "version"))
GROUP_VERDICT = Row("AK9", text(1, "verdict"), integer(2, "included"), integer(3, "received"), integer(4, "accepted"),
                    texts(5, 9, "codes"))

def read(kind: str, loop: Loop[FunctionalAcknowledgment], source: x12.Source,
         ts: x12.TransactionSet) -> Iterator[FunctionalAcknowledgment]:
    """The one noun of the set. ST says nothing that it must hold (its number is the envelope's), SE is the writer's."""
    separator = ts.delimiters.element
    for at, segments in x12.slices(source, ts, frozenset()):
        ends = segments[-1].partition(separator)[0] == "SE"
        yield compiled(loop).read([f"ST{separator}{kind}", *segments[1:len(segments) - ends]], at, ts.delimiters)


def write(loop: Loop[FunctionalAcknowledgment], noun: FunctionalAcknowledgment) -> list[str]:
    """Its neutral segments without ST and SE."""
    return compiled(loop).write(noun)[1:]

"""What is segment 47? Its claim, its line, its field, and the row of the superbill that says it."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from edi_engine import x12
from edi_engine.exchange import folders
from edi_engine.flows.house import House, Unknown
from edi_engine.flows.owners import Owners
from edi_engine.flows.rows import Rows
from edi_engine.guides.families import family
from edi_engine.ledger import files

_LINE = re.compile(r"lines\[(\d+)\]")


def where(house: House, name: str, segment: int, element: int | None = None, component: int | None = None,
          number: int = 1) -> dict[str, Any]:
    """Everything that a segment of an 837P comes from: ``name`` is the file, its name, or its interchange control number."""
    return of_file(house, _digest(house, name), segment, element, component, number)


def of_file(house: House, digest: str, segment: int, element: int | None = None, component: int | None = None,
            number: int = 1) -> dict[str, Any]:
    """The same for a file in the archive, by its hash: what an acknowledgment has to ask when it names a segment.

    Segments count from ST = 1, as acknowledgments count them; ``number`` is the transaction set in the file.
    """
    return Written(house, digest, number).at(segment, element, component)


class Written:
    """A transaction set of claims in the archive, looked up once for many questions; Unknown when there is none."""

    def __init__(self, house: House, digest: str, number: int = 1) -> None:
        self.name, self.source = files.name_of(house.db, digest) or digest, x12.Source(house.bytes_of(digest))
        ts = next((ts for position, ts in enumerate(x12.survey(self.source), 1) if position == number), None)
        if ts is None or family(ts) != "837P":
            raise Unknown(f"Transaction set {number} of {self.name} is no 837P.")
        self.set, self.owners, self.rows = ts, Owners(self.source, ts), Rows(house.at("archive"), digest)

    def at(self, segment: int, element: int | None = None, component: int | None = None) -> dict[str, Any]:
        """Everything that a segment comes from; Unknown when the set has none of this number."""
        index = self._index(segment)
        text = x12.raw(self.source, [index]).get(index)
        if text is None or not 1 <= segment <= self.set.segments:
            raise Unknown(f"{self.name} has no segment {segment}.")
        origin = self.owners.origin(index)
        return {"file": self.name, "control_number": self.set.control_number, "segment": segment,
                "tag": text.split(self.set.delimiters.element)[0], "element": element, "component": component,
                "loop": origin.loop if origin else None, "text": text, "setting": self.owners.setting(index, element) or None,
                "claims": self.claims(self.positions(segment), segment, element, component)}

    def positions(self, segment: int) -> list[int]:
        """The positions of the claims that a segment belongs to; none when the set has no such segment."""
        return self.owners.of(self._index(segment)) if 1 <= segment <= self.set.segments else []

    def claims(self, positions: Iterable[int], segment: int | None = None, element: int | None = None,
               component: int | None = None) -> list[dict[str, Any]]:
        """These claims, each with the field that an element of a segment says of it and the row that says it."""
        index = self._index(segment) if segment else None
        return [_claim(self.owners, self.rows, position, self.owners.field(index, element, component, position))
                for position in positions]

    def tag(self, segment: int) -> str:
        """The name of a segment; "" of one that comes from no claim."""
        origin = self.owners.origin(self._index(segment))
        return origin.text.split(x12.ELEMENT)[0] if origin else ""

    def _index(self, segment: int) -> int:
        return self.set.first + segment - 1


def _claim(owners: Owners, rows: Rows, position: int, field: str) -> dict[str, Any]:
    line = _LINE.match(field)
    return {"claim": owners.claims[position].patient_control_number, "line": int(line[1]) + 1 if line else None,
            "field": field or None, "encounter": rows.encounter(position), "source": rows.source,
            "where": rows.where(position, field)}


def _digest(house: House, name: str) -> str:
    """The hash of a file that a person named; of several of the same name or number, the one that came last."""
    if Path(name).is_file():
        digest = folders.sha256(Path(name))
        if house.bytes_of(digest).exists():
            return digest
        raise Unknown(f"{name} is no file that this workspace has written or taken.")
    if found := files.claims_file(house.db, name, house.settings.submitter.id):
        return found
    raise Unknown(f"There is no 837P here with the name or the interchange control number {name}.")

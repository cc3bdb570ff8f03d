"""Which line of a claim an answer speaks of, and which row of the encounter says it (277CA, loop 2220D)."""

from collections.abc import Iterable

from edi_engine.flows.acknowledgments import fields
from edi_engine.flows.acknowledgments.words import of_statuses
from edi_engine.flows.house import House
from edi_engine.flows.rows import Rows
from edi_engine.ledger import quoting


class Lines:
    """The lines of some submissions as they left, with the rows that they were written from; each file's rows are read once."""

    def __init__(self, house: House, submissions: Iterable[int]) -> None:
        self._house, self._sent = house, quoting.sent_lines(house.db, submissions)
        self._rows: dict[str, Rows] = {}

    def said(self, submission: int, control: str, codes: str, sha256: str, position: int) -> str:
        """What is said of the line with this control number (REF*FJ): its number, procedure, the codes in words, row or field.

        ``position`` is that of the claim in its file.
        """
        line, why = self._sent.get((submission, control)), of_statuses(codes) or "it does not say why"
        if line is None:
            return f"a line that did not leave under this number: {why}"
        field = fields.of(codes, line.position - 1)
        place = (self.rows(sha256).where(position, field) or field) if field else ""
        return f"line {line.position} ({line.procedure}): {why}{f', {place}' if place else ''}"

    def rows(self, sha256: str) -> Rows:
        """The rows that a file of ours was written from."""
        if sha256 not in self._rows:
            self._rows[sha256] = Rows(self._house.at("archive"), sha256)
        return self._rows[sha256]

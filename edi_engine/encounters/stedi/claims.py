"""From a claim in the Stedi and Optum vocabulary to the record that every door hands in."""

from collections.abc import Iterator
from typing import Any

from edi_engine.encounters.records import Record
from edi_engine.encounters.sheet import Sheet
from edi_engine.encounters.stedi.finishing import finish
from edi_engine.encounters.stedi.table import TABLE
from edi_engine.encounters.walking import Walk
from edi_engine.settings import Settings


def knows(said: Any) -> bool:
    """Whether a JSON value is a claim of this vocabulary."""
    return isinstance(said, dict) and "claimInformation" in said


def records(said: dict[str, Any], at: str, settings: Settings) -> Iterator[Record]:
    """The claim as a record."""
    sheet = Sheet(TABLE, at)
    Walk(TABLE, sheet).whole(said, at)
    finish(sheet, settings)
    yield sheet.record()

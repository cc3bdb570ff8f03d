"""Encounters: coded visits as JSON, JSONL, CSV, FHIR or in Stedi's words become claims. The one door of pydantic."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from edi_engine.billing.encounter import Encounter
from edi_engine.settings import Settings

if TYPE_CHECKING:
    from edi_engine.encounters.reading import Encounters

__all__ = ["Encounter", "parse", "read", "schema"]


def read(path: str | Path, settings: Settings) -> "Encounters":
    """The encounters of a file: the good ones, every problem of the others, and how many are refused."""
    from edi_engine.encounters import reading

    return reading.read(path, settings)


def parse(data: bytes, settings: Settings) -> "Encounters":
    """The encounters of a file's bytes."""
    from edi_engine.encounters import reading

    return reading.parse(data, settings)


def schema() -> dict[str, Any]:
    """The JSON schema of a file of encounters."""
    from edi_engine.encounters.model import EncounterFile

    return EncounterFile.model_json_schema()

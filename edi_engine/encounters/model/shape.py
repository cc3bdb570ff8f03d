"""The shape of every part of an encounter, and the kinds of fields that it has."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Noun(BaseModel):
    """A part of an encounter."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


def text(about: str, *, of: dict[str, str] | None = None, at_most: int = 0, default: str = "") -> Any:
    """A field of text: what it says and where it goes, and the codes it may hold."""
    known = ", ".join(f"{code} {words}" for code, words in (of or {}).items())
    schema: dict[str, Any] = {"enum": list(of)} if of else {}
    if at_most:
        schema["maxLength"] = at_most
    return Field(default=default, description=f"{about}: {known}." if known else f"{about}.", json_schema_extra=schema)


def part(about: str) -> Any:
    """A field that is said or not."""
    return Field(default=None, description=about)


def several(about: str) -> Any:
    """A list, empty when nothing is said."""
    return Field(default=(), description=about)


def flagged(about: str) -> Any:
    """Yes, or nothing."""
    return Field(default="", description=about)

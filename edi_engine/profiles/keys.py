"""The settings of edi.toml that a receiver's profile decides, and edi.toml with a profile in it."""

from dataclasses import fields, replace
from typing import Any

from edi_engine.problems import Problem
from edi_engine.profiles.nouns import Profile, Setting
from edi_engine.settings import FILE, Envelope, Receiver, Settings, Submitter
from edi_engine.x12 import Characters, Delimiters
from edi_engine.x12.characters import clean
from edi_engine.x12.delimiters import COMPONENT, ELEMENT

KEYS: dict[str, tuple[type[Any], str]] = {
    "mode": (Settings, "mode"), "submitter.qualifier": (Submitter, "qualifier"),
    "receiver.name": (Receiver, "name"), "receiver.id": (Receiver, "id"), "receiver.qualifier": (Receiver, "qualifier"),
    "receiver.application": (Receiver, "application"), "envelope.delimiters": (Envelope, "delimiters"),
    "envelope.acknowledgment_requested": (Envelope, "acknowledgment_requested"),
    "envelope.characters": (Envelope, "characters"), "envelope.claims_per_transaction": (Envelope, "claims_per_transaction"),
}
_SECTIONS = {Submitter: "submitter", Receiver: "receiver", Envelope: "envelope"}


def fitted(us: Settings, profile: Profile) -> Settings:
    """The settings as the receiver's profile wants them; where edi.toml says something else, that is a problem."""
    problems = [found for found in us.problems if not _fills(profile, found)]
    for row in profile.envelope:
        noun, name = KEYS[row.key]
        section = getattr(us, _SECTIONS[noun]) if noun in _SECTIONS else us
        said = getattr(section, name)
        if row.key == "envelope.claims_per_transaction":
            us = _with(us, noun, name, min(said, row.value))
        elif said in (row.value, _default(noun, name)) and row.key != "mode":
            us = _with(us, noun, name, row.value)
        elif said != row.value:
            problems.append(_differs(row, profile, said))
    return replace(us, problems=tuple(problems))


def fits(row: Setting, example: str) -> bool:
    """Whether an example is as the row wants it: a segment in the right letters, a number that is not too large, the value."""
    if row.key == "envelope.characters":
        letters = Characters(letters="upper" if row.value == "upper" else "any")
        return not clean(example.replace("*", ELEMENT).replace(":", COMPONENT), letters, Delimiters(), 1)[1]
    if row.key == "envelope.claims_per_transaction":
        return example.isdigit() and int(example) <= int(row.value)
    return example == (str(row.value).lower() if isinstance(row.value, bool) else str(row.value))


def _differs(row: Setting, profile: Profile, said: Any) -> Problem:
    if row.key == "mode":
        return Problem("ENV-11", "mode", where=f"{FILE}, mode", mode=said, wanted=row.value, profile=profile.name,
                       reason=row.reason)
    return Problem("EXC-5", "profile-differs", where=f"{FILE}, {row.key}", profile=profile.name, wanted=row.value, said=said,
                   reason=row.reason)


def _with(us: Settings, noun: type[Any], name: str, value: Any) -> Settings:
    if noun not in _SECTIONS:
        return replace(us, **{name: value})
    section = _SECTIONS[noun]
    return replace(us, **{section: replace(getattr(us, section), **{name: value})})


def _default(noun: type[Any], name: str) -> Any:
    return next(key.default for key in fields(noun) if key.name == name)


def _fills(profile: Profile, found: Problem) -> bool:
    """Whether a setting that is missing is one that the profile says."""
    return found.kind == "settings-missing" and any(found.where == f"{FILE}, {row.key}" for row in profile.envelope)

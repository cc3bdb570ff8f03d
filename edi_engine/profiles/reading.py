"""From the text of a profile to its noun; every fault of the file is told at once, each with its key."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from edi_engine import settings
from edi_engine.problems import Problem, table
from edi_engine.profiles import patterns, places
from edi_engine.profiles.keys import KEYS
from edi_engine.profiles.nouns import Demand, Profile, Setting, Severity

FOLDER = "profiles"
_NAME = re.compile(r"[\w-]+")


def names(folder: Path | None) -> dict[str, str]:
    """Every profile by name with its file: those that ship, and those of the workspace, which win."""
    shipped = {name.removesuffix(".toml"): "shipped" for name in _shipped()}
    own = sorted((folder / FOLDER).glob("*.toml")) if folder else []
    ours = {path.stem: f"{FOLDER}/{path.name}" for path in own if _NAME.fullmatch(path.stem)}
    return dict(sorted((shipped | ours).items()))


def load(folder: Path | None, name: str) -> Profile | None:
    """The profile with this name; None when there is none."""
    own = folder / FOLDER / f"{name}.toml" if folder and _NAME.fullmatch(name) else None
    if own and own.exists():
        return parse(own.read_bytes(), name, f"{FOLDER}/{name}.toml")
    return _of_ours(name) if f"{name}.toml" in _shipped() else None


def absent(folder: Path | None, name: str, where: str) -> Problem:
    """That there is no such profile."""
    close = get_close_matches(name, names(folder), 1)
    return Problem("EXC-5", "profile-absent", where=where, name=name, hint=f", but there is {close[0]}" if close else "")


def parse(data: bytes | str, name: str, file: str) -> Profile:
    """The profile that a text says."""
    said = settings.toml(data, file)
    if isinstance(said, Problem):
        return Profile(name=name, file=file, problems=(said,))
    problems: list[Problem] = []
    profile: Profile = settings.table(Profile, said, f"{file}, ", problems)
    for kind, rows in (("envelope", profile.envelope), ("rows", profile.rows), ("severities", profile.severities)):
        for number, row in enumerate(rows):
            problems += _FAULTS[type(row)](row, f"{file}, {kind}[{number}]")
    return replace(profile, envelope=_ended(profile.envelope), rows=_ended(profile.rows), severities=_ended(profile.severities),
                   name=name, file=file, problems=tuple(problems))


def _ended(rows: tuple[Any, ...]) -> tuple[Any, ...]:
    """The rows, each reason a whole sentence, since others follow it in a message."""
    return tuple(row if row.reason.endswith((".", "!", "?")) or not row.reason else replace(row, reason=f"{row.reason}.")
                 for row in rows)


def _setting(row: Setting, where: str) -> Iterator[Problem]:
    if row.key and row.key not in KEYS:
        yield Problem("EXC-5", "profile-key", where=f"{where}.key", name=row.key, known=", ".join(KEYS))
    elif row.key:
        problems: list[Problem] = []
        noun, name = KEYS[row.key]
        settings.setting(noun, name, row.value, f"{where}.", "value", problems)
        yield from problems


def _demand(row: Demand, where: str) -> Iterator[Problem]:
    spot = places.spot(row.path) if row.path else None
    if row.path and spot is None:
        near = places.near(row.path)
        yield Problem("EXC-5", "profile-path", where=f"{where}.path", path=row.path, hint=f", but {near} is" if near else "")
    if row.must in ("fixed", "pattern"):
        if spot and spot.element is None:
            yield Problem("EXC-5", "profile-element", where=f"{where}.path")
        if not row.value:
            yield Problem("EXC-5", "settings-missing", where=f"{where}.value", why=f"what is {row.must} has a value")
    if spot and row.must in ("fixed", "omitted") and places.identifies(spot):
        yield Problem("EXC-5", "profile-identity", where=f"{where}.path", path=row.path, must=row.must)
    if row.must == "pattern" and not patterns.regular(row.value):
        yield Problem("EXC-5", "settings-value", where=f"{where}.value", expected="a regular expression")
    elif row.must == "pattern" and not patterns.quick(row.value):
        yield Problem("EXC-5", "profile-pattern", where=f"{where}.value")


def _severity(row: Severity, where: str) -> Iterator[Problem]:
    if row.rule.startswith("X12-"):
        yield Problem("EXC-5", "profile-structure", where=f"{where}.rule", which=row.rule)
    elif row.rule and not any(rule == row.rule and row.kind in ("", kind) for rule, kind in table()):
        yield Problem("EXC-5", "profile-rule", where=f"{where}.rule", name=f"{row.rule} {row.kind}".strip())


_FAULTS: dict[type[Any], Any] = {Setting: _setting, Demand: _demand, Severity: _severity}


@lru_cache(1)
def _shipped() -> frozenset[str]:
    folder = files("edi_engine.profiles").joinpath("shipped")
    return frozenset(file.name for file in folder.iterdir() if file.name.endswith(".toml"))


@lru_cache(None)
def _of_ours(name: str) -> Profile:
    text = files("edi_engine.profiles").joinpath("shipped", f"{name}.toml").read_text("utf-8")
    return parse(text, name, f"shipped profile {name}")

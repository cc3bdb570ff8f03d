"""From the text of edi.toml to Settings; every fault is a problem that names its key."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, fields, is_dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from edi_engine import identifiers
from edi_engine.problems import Problem
from edi_engine.settings import mailboxes
from edi_engine.settings.nouns import Settings

FILE = "edi.toml"
FRESH = files("edi_engine.settings").joinpath("fresh.toml").read_text("utf-8")

_LINE = re.compile(r"line (\d+)")
_WORDS = {str: "text in quotes", int: "a whole number above zero", bool: "true or false", tuple: "a list"}


def load(folder: str | Path) -> Settings:
    """The settings of a workspace; without a readable edi.toml, the defaults and a problem."""
    try:
        return parse((Path(folder) / FILE).read_bytes())
    except FileNotFoundError:
        return _nothing("settings-absent")
    except OSError as error:
        return _nothing("settings-unreadable", why=error.strerror or "it cannot be opened")


def parse(data: bytes | str) -> Settings:
    """The settings that a text says."""
    said = toml(data, FILE)
    if isinstance(said, Problem):
        return Settings(problems=(said,))
    problems: list[Problem] = []
    settings: Settings = table(Settings, said, f"{FILE}, ", problems)
    problems += _names(settings)
    problems += _contacts(settings)
    problems += _twice(settings)
    problems += mailboxes.faults(settings, FILE)
    return replace(settings, problems=tuple(problems))


def toml(data: bytes | str, file: str) -> dict[str, Any] | Problem:
    """What a TOML text says, or why it cannot be read."""
    try:
        return tomllib.loads(data if isinstance(data, str) else data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Problem("EXC-5", "settings-unreadable", where=file, why="it is not UTF-8 text")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = _LINE.search(str(error))
        why = f"line {line[1]} is not TOML" if line else "its end is not TOML"
        return Problem("EXC-5", "settings-unreadable", where=file, why=why)


def _nothing(kind: str, **facts: Any) -> Settings:
    return Settings(problems=(Problem("EXC-5", kind, where=FILE, **facts),))


@cache
def _keys(noun: type) -> dict[str, tuple[Field[Any], Any]]:
    """The keys of a table with their types."""
    hints = get_type_hints(noun)
    return {key.name: (key, hints[key.name]) for key in fields(noun) if "no_key" not in key.metadata}


def table(noun: type, said: Mapping[str, Any], at: str, problems: list[Problem]) -> Any:
    """A noun from a table that stands at ``at``; what cannot be used stands in problems and has its default."""
    keys = _keys(noun)
    for name in sorted(said.keys() - keys.keys()):
        near = get_close_matches(name, keys, 1)
        problems.append(_at(at, name, "EXC-5", "settings-unknown", hint=f", but there is {near[0]}" if near else ""))
    values = {}
    for name, (key, kind) in keys.items():
        value = _any(key, kind, said[name], at, name, problems) if name in said else None
        if value is not None:
            values[name] = value
        problems += _faults(key, values.get(name, ""), at, told=name in said and value is None)
    return noun(**values)


def setting(noun: type, name: str, said: Any, at: str, where: str, problems: list[Problem]) -> Any:
    """A single key of a noun from what is said of it elsewhere, at ``at``; None and problems when it cannot be that."""
    key, kind = _keys(noun)[name]
    value = _value(kind, said, at, where, problems)
    problems += [Problem(found.rule, found.kind, where=at + where, **found.facts)
                 for found in _faults(key, "" if value is None else value, at, told=value is None)]
    return value


def _value(kind: Any, said: Any, at: str, name: str, problems: list[Problem]) -> Any:
    """A key's value, or None and a problem."""
    if get_origin(kind) is UnionType:
        kind = get_args(kind)[0]
    if is_dataclass(kind) and isinstance(kind, type):
        if isinstance(said, dict):
            return table(kind, said, f"{at}{name}.", problems)
    elif get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        if isinstance(said, list):
            items = [_value(inner, item, at, f"{name}[{number}]", problems) for number, item in enumerate(said)]
            return tuple(item for item in items if item is not None)
    elif type(said) is kind and (kind is not int or said > 0):
        return said.strip() if isinstance(said, str) else said
    problems.append(_at(at, name, "EXC-5", "settings-value", expected=_WORDS.get(get_origin(kind) or kind, "a table")))
    return None


def _any(key: Field[Any], kind: Any, said: Any, at: str, name: str, problems: list[Problem]) -> Any:
    """A key's value; of one that may be of any kind, whatever is no table and no list."""
    if "any" in key.metadata and isinstance(said, str | int):
        return said
    return _value(kind, said, at, name, problems)


def _faults(key: Field[Any], value: Any, at: str, told: bool) -> Iterator[Problem]:
    """What is wrong with a key's text."""
    if not key.metadata or told or "any" in key.metadata:
        return
    if not value:
        if key.metadata["needed"]:
            yield _at(at, key.name, "EXC-5", "settings-missing", why=key.metadata["needed"])
    elif key.metadata["one_of"] and value not in key.metadata["one_of"]:
        known = ", ".join(f'"{choice}"' for choice in key.metadata["one_of"] if choice)
        yield _at(at, key.name, "EXC-5", "settings-value", expected=f"one of {known}")
    elif key.metadata["at_most"] and len(value) > key.metadata["at_most"]:
        yield _at(at, key.name, "EXC-5", "settings-value", expected=f"at most {key.metadata['at_most']} characters long")
    elif key.metadata["check"]:
        rule, kind, holds = key.metadata["check"]
        if not holds(value):
            yield _at(at, key.name, rule, kind, **identifiers.fault(value))


def _at(at: str, name: str, rule: str, kind: str, **facts: Any) -> Problem:
    return Problem(rule, kind, where=f"{at}{name}", **facts)


def _names(settings: Settings) -> Iterator[Problem]:
    """A provider is an organization or a person; a submitter can be reached."""
    for number, provider in enumerate(settings.providers):
        if bool(provider.name) == bool(provider.last):
            yield _at(f"{FILE}, providers[{number}].", "name", "EXC-5", "settings-missing",
                      why="a provider has a name (an organization) or last and first (a person), and not both")
    contact = settings.submitter.contact
    if not (contact.phone or contact.email):
        yield _at(f"{FILE}, submitter.", "contact", "EXC-5", "settings-missing",
                  why="loop 1000A always holds a phone or an email")


def _contacts(settings: Settings) -> Iterator[Problem]:
    """PER holds three numbers, an extension only behind its phone; what is left over is told."""
    whom = {"submitter": settings.submitter.contact}
    whom |= {f"providers[{number}]": provider.contact for number, provider in enumerate(settings.providers)}
    for key, contact in whom.items():
        said = [name for name in ("phone", "extension", "fax", "email") if getattr(contact, name)]
        for left in ["extension"] if contact.extension and not contact.phone else said[3:]:
            yield _at(f"{FILE}, {key}.contact.", left, "EXC-5", "contact-numbers", left=left)


def _twice(settings: Settings) -> Iterator[Problem]:
    """No number names two."""
    yield from _repeated((f"providers[{n}].npi", it.npi) for n, it in enumerate(settings.providers))
    yield from _repeated((f"practitioners[{n}].npi", it.npi) for n, it in enumerate(settings.practitioners))
    yield from _repeated((f"payers[{n}].{key}", name) for n, it in enumerate(settings.payers)
                         for key, name in (("id", it.id), *(("aliases", alias) for alias in it.aliases)))
    yield from _repeated((f"mailboxes[{n}].name", it.name) for n, it in enumerate(settings.mailboxes))


def _repeated(keys: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for key, value in keys:
        if value and seen.setdefault(value, key) != key:
            yield _at(f"{FILE}, ", key, "EXC-5", "settings-twice", other=seen[value])

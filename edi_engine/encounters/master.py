"""Master data: what edi.toml knows of providers, payers and facilities fills what an encounter leaves out.

What the encounter says always wins; an address or a contact is taken whole or not at all.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from edi_engine.settings import Settings


class Master:
    """The tables of edi.toml, ready to be looked up."""

    def __init__(self, settings: Settings) -> None:
        numbered = {name: [(f"{name}[{number}]", _spoken(noun)) for number, noun in enumerate(getattr(settings, name))]
                    for name in ("providers", "practitioners", "payers", "facilities")}
        self.providers = {noun.get("npi"): (key, noun) for key, noun in numbered["providers"]}
        self.only_provider = numbered["providers"][0] if len(numbered["providers"]) == 1 else None
        persons = [(key, noun) for key, noun in numbered["providers"] if "last" in noun]
        self.persons = {noun.get("npi"): (key, _named(noun)) for key, noun in (*persons, *numbered["practitioners"])}
        payers = {noun.get("id"): (key, _without(noun, "aliases", "profile")) for key, noun in numbered["payers"]}
        self.payers = {known: payers[payer] for known, payer in settings.aliases.items()}
        facilities = numbered["facilities"]
        self.facilities = {noun[by]: (key, noun) for by in ("name", "npi") for key, noun in facilities if by in noun}
        self.defaults = _spoken(settings.defaults)

    def fill(self, said: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        """The encounter with what edi.toml adds, and for each part that has something from there, its key."""
        data, filled = dict(said), {name: f"defaults.{name}" for name in self.defaults if name not in said}
        data.update((name, self.defaults[name]) for name in filled)
        billing = said.get("billing_provider", {})
        known = self.providers.get(_text(billing, "npi")) or (None if billing else self.only_provider)
        self._part(data, "billing_provider", known, filled)
        self._part(data, "payer", self.payers.get(_text(said.get("payer"), "id")), filled)
        if "payer" in filled:
            data["payer"]["id"] = self.payers[said["payer"]["id"]][1]["id"]
        self._others(data, filled)
        self._providers(data, "", filled)
        lines = said.get("lines")
        if isinstance(lines, list):
            data["lines"] = [self._line(line, number, filled) for number, line in enumerate(lines)]
        return data, filled

    def _others(self, data: dict[str, Any], filled: dict[str, str]) -> None:
        """Other payers, by id or alias; they leave under their id."""
        others = data.get("other_payers")
        if not isinstance(others, list):
            return
        data["other_payers"] = others = list(others)
        for number, other in enumerate(others):
            known = self.payers.get(_text(other, "id"))
            if known:
                others[number] = {**known[1], **other, "id": known[1]["id"]}
                filled[f"other_payers[{number}]"] = known[0]

    def _line(self, said: Any, number: int, filled: dict[str, str]) -> Any:
        if not isinstance(said, dict) or not said.keys() & (_ROLES | {"adjudications"}):
            return said
        line = dict(said)
        if isinstance(said.get("adjudications"), list):
            line["adjudications"] = [self._named_by_id(decision) for decision in said["adjudications"]]
        self._providers(line, f"lines[{number}].", filled)
        return line

    def _named_by_id(self, said: Any) -> Any:
        """A line's decision with the id of its payer instead of another of its names."""
        known = self.payers.get(_text(said, "payer"))
        return {**said, "payer": known[1]["id"]} if known else said

    def _providers(self, data: dict[str, Any], at: str, filled: dict[str, str]) -> None:
        for role in _ROLES & data.keys():
            said = data[role]
            if role == "facility":
                known = self.facilities.get(_text(said, "npi")) or self.facilities.get(_text(said, "name"))
            else:
                known = self.persons.get(_text(said, "npi"))
                if known and role != "rendering":
                    known = (known[0], _without(known[1], "taxonomy"))
            self._part(data, role, known, filled, at)

    def _part(self, data: dict[str, Any], name: str, known: tuple[str, dict[str, Any]] | None, filled: dict[str, str],
              at: str = "") -> None:
        """What is known of a part, under what the encounter says of it."""
        said = data.get(name, {})
        if known is None or not isinstance(said, dict):
            return
        key, noun = known
        if "name" in said or "last" in said:
            noun = _without(noun, "name", "last", "first", "middle", "suffix")
        data[name] = {**noun, **said}
        filled[at + name] = key


_ROLES = frozenset({"rendering", "referring", "primary_care", "supervising", "ordering", "facility"})


def _named(noun: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in noun.items() if name in ("npi", "last", "first", "middle", "suffix", "taxonomy")}


def _without(noun: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in noun.items() if name not in names}


def _text(said: Any, name: str) -> str:
    value = said.get(name) if isinstance(said, dict) else None
    return value if isinstance(value, str) else ""


def _spoken(noun: Any) -> dict[str, Any]:
    """A noun of the settings as the model says it, without what is empty."""
    said = {key.name: getattr(noun, key.name) for key in fields(noun)}
    return {name: _spoken(value) if is_dataclass(value) else value for name, value in said.items()
            if value and not (is_dataclass(value) and not _spoken(value))}

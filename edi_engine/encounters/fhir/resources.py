"""Resources of a document: which of them are claims, and to which of them a reference leads."""

from collections.abc import Iterator
from typing import Any

from edi_engine.encounters.mapping import joined
from edi_engine.encounters.walking import Found, Spot


class Resources:
    """The resources of a document, by every name under which another may refer to them."""

    def __init__(self, document: dict[str, Any], at: str) -> None:
        self.claims: list[tuple[dict[str, Any], str]] = []
        self._named: dict[str, Found] = {}
        self._identified: dict[tuple[str, str], Found] = {}
        for resource, place, url in _standing(document, at):
            self._note(resource, place, url)

    def _note(self, resource: dict[str, Any], place: str, url: str) -> None:
        kind = resource["resourceType"]
        found = Found(kind, resource, place, place)
        if kind == "Claim":
            self.claims.append((resource, place))
        for name in (url, f"{kind}/{resource['id']}" if isinstance(resource.get("id"), str) else ""):
            if name:
                self._named.setdefault(name, found)
        for identifier in _dicts(resource.get("identifier")):
            if isinstance(identifier.get("value"), str):
                self._identified.setdefault((str(identifier.get("system")), identifier["value"]), found)
        for number, inner in enumerate(_list(resource.get("contained"))):
            if isinstance(inner, dict) and isinstance(inner.get("resourceType"), str):
                where = joined(place, f"contained[{number}]")
                self._named[f"{place}#{inner.get('id')}"] = Found(inner["resourceType"], inner, where, place)

    def follow(self, reference: dict[str, Any], spot: Spot) -> Found | None:
        """The resource to which a reference leads: by address, by id, inside its owner, or by a number that it has."""
        name = reference.get("reference")
        if isinstance(name, str):
            name = f"{spot.owner}{name}" if name.startswith("#") else name.partition("/_history/")[0]
            if found := self._named.get(name) or self._named.get("/".join(name.split("/")[-2:])):
                return found
        number = reference.get("identifier")
        if not isinstance(number, dict):
            return None
        found = self._identified.get((str(number.get("system")), str(number.get("value"))))
        return found or _number_alone(reference, number, spot)


def _number_alone(reference: dict[str, Any], number: dict[str, Any], spot: Spot) -> Found | None:
    """A reference that names a kind and a number is as good as a resource without more; edi.toml may know the rest."""
    kind = reference.get("type")
    return Found(kind, {"identifier": number}, spot.place, spot.owner) if isinstance(kind, str) else None


def _standing(document: dict[str, Any], at: str) -> Iterator[tuple[dict[str, Any], str, str]]:
    """The resources that stand by themselves, each with its place and its full address."""
    if document.get("resourceType") != "Bundle":
        yield document, at, ""
        return
    for number, entry in enumerate(_list(document.get("entry"))):
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict) and isinstance(resource.get("resourceType"), str):
            url = entry.get("fullUrl")
            yield resource, joined(at, f"entry[{number}].resource"), url if isinstance(url, str) else ""


def _list(said: Any) -> list[Any]:
    return said if isinstance(said, list) else []


def _dicts(said: Any) -> list[dict[str, Any]]:
    return [one for one in (said if isinstance(said, list) else [said]) if isinstance(one, dict)]

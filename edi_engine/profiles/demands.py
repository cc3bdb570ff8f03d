"""What a row of a profile does with the segments of a level or claim: finds a fault, leaves something out, puts it in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from edi_engine.guides.origins import Origin
from edi_engine.problems import Problem, Severity
from edi_engine.profiles import patterns, places
from edi_engine.profiles.nouns import Demand, Profile
from edi_engine.profiles.places import Spot

Scopes = Mapping[str, Sequence[Origin]]    # path of each noun in which the segment may stand -> the segments of its loop there
Found = tuple[str, Origin]                 # kind of the fault or change, and the segment (or one that should be there)


@dataclass(frozen=True, slots=True)
class Told:
    """A fault or a change, with the path in the claim of the field that it is about."""

    problem: Problem
    field: str


Rows = Sequence[tuple[Demand, Spot]]


def applied(profile: Profile, rows: Rows, segments: list[Origin]) -> tuple[list[Origin], list[Told]]:
    """The segments as a profile wants them, and what it has to say."""
    told: list[Told] = []
    for demand, spot in rows:
        segments, found = look(demand, spot, segments, _scopes(spot, segments))
        told += [Told(_problem(profile, demand, spot, kind), origin.field(spot.element, spot.component))
                 for kind, origin in found]
    return segments, told


def look(demand: Demand, spot: Spot, segments: list[Origin], scopes: Scopes) -> tuple[list[Origin], list[Found]]:
    """The segments as one row wants them, and what it finds."""
    found = list(_FINDS[demand.must](demand, spot, segments, scopes))
    if demand.must == "omitted":
        return list(_without(spot, segments, [origin for _, origin in found])), found
    if demand.must == "fixed":
        changed = {id(origin) for _, origin in found}
        return [replace(origin, text=spot.saying(origin.text, demand.value)) if id(origin) in changed else origin
                for origin in segments], found
    return segments, found


def _required(demand: Demand, spot: Spot, segments: list[Origin], scopes: Scopes) -> Iterator[Found]:
    for path, inside in scopes.items():
        hits = [origin for origin in inside if spot.takes(origin.text)]
        if spot.element:
            yield from (("required", origin) for origin in hits if not spot.text(origin.text))
        elif not hits:
            yield "required", Origin("", spot.loop, places.row_of(spot), path)


def _refused(demand: Demand, spot: Spot, segments: list[Origin], scopes: Scopes) -> Iterator[Found]:
    yield from (("refused", origin) for origin in _there(spot, segments))


def _omitted(demand: Demand, spot: Spot, segments: list[Origin], scopes: Scopes) -> Iterator[Found]:
    yield from (("left-out", origin) for origin in _there(spot, segments))


def _fixed(demand: Demand, spot: Spot, segments: list[Origin], scopes: Scopes) -> Iterator[Found]:
    yield from (("put-in", origin) for origin in _hits(spot, segments) if spot.text(origin.text) != demand.value)


def _pattern(demand: Demand, spot: Spot, segments: list[Origin], scopes: Scopes) -> Iterator[Found]:
    yield from (("pattern", origin) for origin in _there(spot, segments)
                if not patterns.fits(demand.value, spot.text(origin.text)))


_FINDS: dict[str, Callable[[Demand, Spot, list[Origin], Scopes], Iterator[Found]]] = {
    "required": _required, "refused": _refused, "omitted": _omitted, "fixed": _fixed, "pattern": _pattern}


def _hits(spot: Spot, segments: list[Origin]) -> Iterator[Origin]:
    return (origin for origin in segments if origin.loop == spot.loop and spot.takes(origin.text))


def _there(spot: Spot, segments: list[Origin]) -> Iterator[Origin]:
    """The segments, when the element is in them."""
    return (origin for origin in _hits(spot, segments) if spot.element is None or spot.text(origin.text))


def _without(spot: Spot, segments: list[Origin], gone: list[Origin]) -> Iterator[Origin]:
    """What is left; with the segment that opens a loop goes the loop."""
    ids = {id(origin) for origin in gone}
    loops = tuple(origin.path for origin in gone if _opens(spot))
    for origin in segments:
        if spot.element and id(origin) in ids:
            yield replace(origin, text=spot.saying(origin.text, ""))
        elif id(origin) not in ids and not any(origin.path == path or origin.path.startswith(f"{path}.") for path in loops):
            yield origin


def _scopes(spot: Spot, segments: list[Origin]) -> Scopes:
    """Each noun in which the segment may stand; a loop's opening segment stands in each noun of the loop around it."""
    found: dict[str, list[Origin]] = {}
    if not _opens(spot) or spot.element:
        for origin in segments:
            if origin.loop == spot.loop:
                found.setdefault(origin.path, []).append(origin)
        return found
    around = places.homes()[spot.loop].around
    for origin in segments:
        if origin.loop == around:
            found.setdefault(origin.path, [])
        elif origin.loop == spot.loop:
            found.setdefault(origin.path.rpartition(".")[0], []).append(origin)
    return found


def _opens(spot: Spot) -> bool:
    row = places.row_of(spot)
    return row is not None and spot.element is None and places.homes()[spot.loop].opening is row


def _problem(profile: Profile, demand: Demand, spot: Spot, kind: str) -> Problem:
    """In the row's own severity; what only changes something is never more than a note."""
    found = Problem("X12-partner", kind, loop=spot.loop, element=spot.element, component=spot.component, path=demand.path,
                    profile=profile.name, reason=demand.reason, value=demand.value)
    own = kind in ("left-out", "put-in") or demand.severity == "error"
    return found if own else found.judge(cast(Severity, demand.severity), "")

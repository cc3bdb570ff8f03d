"""Ambulance (CLM-23): why and how far it went, from where and to where, and with how many."""

from collections.abc import Iterator
from dataclasses import dataclass

from edi_engine.billing.claim import Claim, ServiceLine
from edi_engine.billing.specialty import AmbulanceTransport, Location
from edi_engine.codes.specialties import TRANSPORT_REASONS
from edi_engine.edits.choices import listed
from edi_engine.edits.context import Context
from edi_engine.edits.spine import FIELDS, absent
from edi_engine.problems import Problem

AMBULANCES = frozenset({"41", "42"})             # places of service: on land, by air or water
CODES = ("A0021", "A0999")
PLACES = {"pick_up": "where the patient was picked up", "drop_off": "where the patient was dropped off"}


@dataclass(frozen=True, slots=True)
class Part:
    """The claim or a line of it: what it says of a transport, and where that stands."""

    noun: Claim | ServiceLine
    path: str                      # "" or "lines[0]."
    loop: str
    places: dict[str, str]         # pick_up -> 2310E

    @property
    def patients(self) -> bool:
        return isinstance(self.noun, ServiceLine) and self.noun.patients is not None


def ambulance(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: an ambulance says why and how far it went, and where it picked up and dropped off; no part stands alone."""
    if not (_says(claim) or any(line.patients is not None or _says(line) for line in claim.lines)):
        return
    parts = [Part(claim, "", "2300", {"pick_up": "2310E", "drop_off": "2310F"})]
    parts += [Part(line, f"lines[{number}].", "2400", {"pick_up": "2420G", "drop_off": "2420H"})
              for number, line in enumerate(claim.lines)]
    for part in parts:
        if part.noun.ambulance:
            yield from _transport(part.noun.ambulance, part)
        for name, loop in part.places.items():
            if found := getattr(part.noun, name):
                yield from _address(found, f"{part.path}{name}", loop)
        if isinstance(part.noun, ServiceLine) and part.noun.patients is not None and part.noun.patients < 1:
            yield Problem("CLM-23", "ambulance-patients", part.noun.at, loop="2400", where=f"{part.path}patients")
    yield from _alone(parts)


def _says(said: Claim | ServiceLine) -> bool:
    return bool(said.ambulance or said.pick_up or said.drop_off or said.conditions)


def _transport(went: AmbulanceTransport, part: Part) -> Iterator[Problem]:
    if went.weight is not None and went.weight <= 0:
        yield Problem("CLM-23", "weight", went.at or part.noun.at, element=2, loop=part.loop,
                      where=f"{part.path}ambulance.weight")
    if went.reason not in TRANSPORT_REASONS:
        yield Problem("CLM-23", "ambulance-reason", went.at or part.noun.at, element=4, loop=part.loop,
                      where=f"{part.path}ambulance.reason", known=listed(TRANSPORT_REASONS))
    if went.distance is None or went.distance < 0:
        yield Problem("CLM-23", "ambulance-distance", went.at or part.noun.at, element=6, loop=part.loop,
                      where=f"{part.path}ambulance.distance")


def _address(found: Location, path: str, loop: str) -> Iterator[Problem]:
    for field in absent(found.address):
        yield Problem("CLM-23", "ambulance-address", found.at, loop=loop, where=f"{path}.address.{field}", field=FIELDS[field])


def _alone(parts: list[Part]) -> Iterator[Problem]:
    """What one part needs of another: a transport its two places, a place the other one, a condition or a count a transport."""
    moved = [part for part in parts if part.noun.ambulance]
    told = {name for name in PLACES if any(getattr(part.noun, name) for part in parts)}
    for part in moved or parts[:bool(told)]:
        for name in PLACES:
            near = parts if part is parts[0] else (part, parts[0])
            if not any(getattr(each.noun, name) for each in near):
                yield Problem("CLM-23", "ambulance-place", part.noun.at, loop=part.places[name], where=f"{part.path}{name}",
                              what=PLACES[name])
    for part in parts if not moved else ():
        if part.patients or any(condition.category == "07" for condition in part.noun.conditions):
            yield Problem("CLM-23", "ambulance-transport", part.noun.at, loop=part.loop, where=f"{part.path}ambulance")


def _told(said: Claim | ServiceLine) -> bool:
    """Whether a transport is told, or something that misses one."""
    return bool(said.ambulance or said.pick_up or said.drop_off or (isinstance(said, ServiceLine) and said.patients is not None)
                or any(condition.category == "07" for condition in said.conditions))


def weights(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: whoever is weighed weighs something."""
    said = [("subscriber", "2000B", claim.subscriber.condition)]
    said += [("patient", "2000C", claim.patient.condition)] if claim.patient else []
    for who, loop, condition in said:
        if condition and condition.weight is not None and condition.weight <= 0:
            yield Problem("CLM-23", "weight", condition.at or claim.at, element=8, loop=loop, where=f"{who}.weight")


def unsaid(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: a claim for an ambulance (A0021 to A0999, places 41 and 42) says why and how far it went."""
    driven = claim.place_of_service in AMBULANCES or any(
        CODES[0] <= line.procedure.code <= CODES[1] or line.place_of_service in AMBULANCES for line in claim.lines)
    if driven and not _told(claim) and not any(map(_told, claim.lines)):
        yield Problem("CLM-23", "ambulance-unsaid", claim.at, loop="2300", where="ambulance")

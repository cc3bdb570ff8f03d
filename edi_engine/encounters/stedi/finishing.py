"""What a table cannot say of a claim in the Stedi and Optum vocabulary: lists that are made of names, and who is meant."""

from collections.abc import Callable
from typing import Any

from edi_engine.encounters.sheet import Sheet
from edi_engine.problems import Problem
from edi_engine.settings import Settings

CONDITIONS = {"_ambulance": "07", "_vision": "", "_homebound": "75", "_epsdt": "ZZ", "_hospice": "70", "_equipment": "09"}
"""Conditions by the name that they have on the way -> CRC01; vision says its own."""
ROLES = ("rendering", "referring", "supervising", "ordering", "purchased", "facility")


def finish(sheet: Sheet, settings: Settings) -> None:
    """The fields of the model, from those that the table has copied for this."""
    _usage(sheet, settings)
    for step in STEPS:
        step(sheet)


def _principal(sheet: Sheet) -> None:
    """The first diagnosis is the principal one here, and what points at a diagnosis counts from it."""
    for number, kind in enumerate(sheet.get("_kinds") or ()):
        if kind and (kind == "ABK") != (number == 0):
            where = sheet.places[f"_kinds[{number}]"]
            sheet.problems.append(Problem("EXC-5", "door-code", where=where, known="ABK first and only there, then ABF"))


def _usage(sheet: Sheet, settings: Settings) -> None:
    """A test claim never goes to production, nor the other way round without a word."""
    said = sheet.take("_usage")
    if said and said != settings.usage:
        sheet.problems.append(Problem("EXC-5", "door-usage", where=sheet.places["_usage"]))


def _patient(sheet: Sheet) -> None:
    """What the claim says of the patient's condition belongs to who that is."""
    whose = "patient" if sheet.get("patient") else "subscriber"
    for name in sheet.get("_patient") or ():
        sheet.move_part("_patient", whose, name)


def _called(sheet: Sheet) -> None:
    """Whom a payer calls is sent of an insured person and of a facility only with a property and casualty claim."""
    casualty = any(sheet.get(f"{who}.property_claim_number") for who in ("patient", "subscriber"))
    for who in ("patient", "subscriber", "facility"):
        if casualty and sheet.get(f"{who}._contact"):
            sheet.move(f"{who}._contact", f"{who}.contact")
        elif sheet.get(who):
            sheet.take(f"{who}._contact")


def _lines(sheet: Sheet) -> list[str]:
    return [f"lines[{number}]." for number in range(len(sheet.get("lines") or ()))]


def _listed(sheet: Sheet) -> None:
    """Numbers and notes that have a name of their own there are lists here."""
    for at in ("", *_lines(sheet)):
        _gather(sheet, f"{at}_references", f"{at}references", ("qualifier", "value"))
        _gather(sheet, f"{at}_notes", f"{at}notes", ("kind", "text"))
        for role in (*ROLES, "_ordering"):
            if sheet.get(f"{at}{role}"):
                _gather(sheet, f"{at}{role}._numbers", f"{at}{role}.references", ("qualifier", "value"))
    if sheet.get("billing_provider"):
        _gather(sheet, "billing_provider._numbers", "billing_provider.licenses", ("qualifier", "value"))


def _gather(sheet: Sheet, old: str, new: str, names: tuple[str, str]) -> None:
    first = len(sheet.get(new) or ())
    for number, (kind, value) in enumerate((sheet.take(old) or {}).items(), first):
        for name, part in zip(names, (kind, value), strict=True):
            sheet.put(f"{new}[{number}].{name}", part, sheet.places[f"{old}.{kind}"])


def _ordering(sheet: Sheet) -> None:
    """Who ordered is said of each line here, when the line does not say it itself."""
    said = [path for path in sheet.places if path.startswith("_ordering.") and sheet.get(path) is not None]
    for at in _lines(sheet):
        if not sheet.get(f"{at}ordering"):
            for path in said:
                sheet.put(at + path[1:], sheet.get(path), sheet.places[path])


def _conditions(sheet: Sheet) -> None:
    """Conditions that have names of their own there are one list here, in the order of the names above."""
    for at in ("", *_lines(sheet)):
        number = 0
        for name, category in CONDITIONS.items():
            said = sheet.take(f"{at}{name}")
            for position, one in enumerate(said if isinstance(said, list) else [said] if said else []):
                old = f"{at}{name}[{position}]" if isinstance(said, list) else f"{at}{name}"
                _condition(sheet, old, f"{at}conditions[{number}]", one, category)
                number += 1


def _condition(sheet: Sheet, old: str, new: str, said: dict[str, Any], category: str) -> None:
    places = [place for path, place in sheet.places.items() if path.startswith(f"{old}.")]
    for name, value in ({"category": category} | said if category else said).items():
        sheet.put(f"{new}.{name}", value, sheet.places.get(f"{old}.{name}") or next(iter(places), sheet.where("")))


def _condition_codes(sheet: Sheet) -> None:
    """Lists of condition codes are one list."""
    lists = sheet.take("_condition_codes") or []
    if codes := [code for one in lists if isinstance(one, list) for code in one]:
        sheet.put("condition_codes", codes, sheet.places["_condition_codes[0]"])


def _authorizations(sheet: Sheet) -> None:
    """A prior authorization without a payer is that of the payer that is billed."""
    for at in _lines(sheet):
        for number, one in enumerate(sheet.take(f"{at}_authorizations") or ()):
            old, count = f"{at}_authorizations[{number}]", len(sheet.get(f"{at}other_authorizations") or ())
            new = f"{at}other_authorizations[{count}]"
            for name, value in one.items():
                path = f"{new}.{name}" if "payer" in one else f"{at}prior_authorization"
                sheet.put(path, value, sheet.places[f"{old}.{name}"])


def _insured(sheet: Sheet) -> None:
    """The last name of an insured who is no person is that of an organization; a billing provider's numbers are two at most."""
    for number in range(len(sheet.get("other_payers") or ())):
        at = f"other_payers[{number}]"
        if sheet.get(f"{at}.subscriber") and sheet.take(f"{at}.subscriber._entity") == "2":
            sheet.move(f"{at}.subscriber.last", f"{at}.subscriber.organization")
        for position, one in enumerate(sheet.take(f"{at}._billing") or ()):
            _biller(sheet, at, f"{at}._billing[{position}]", one)


def _biller(sheet: Sheet, at: str, old: str, said: dict[str, Any]) -> None:
    name = {"G2": "provider_number", "LU": "location_number"}.get(str(said.get("qualifier")))
    if name and "value" in said:
        sheet.put(f"{at}.{name}", said["value"], sheet.places[f"{old}.value"])
    else:
        where = next((place for path, place in sheet.places.items() if path.startswith(f"{old}.")), sheet.where(at))
        sheet.problems.append(Problem("EXC-5", "door-code", where=where, known="G2, LU, each with its number"))


def _adjustments(sheet: Sheet) -> None:
    """An adjustment says its group itself."""
    holders = [f"other_payers[{number}]" for number in range(len(sheet.get("other_payers") or ()))]
    holders += [f"{at}adjudications[{number}]" for at in _lines(sheet)
                for number in range(len(sheet.get(f"{at}adjudications") or ()))]
    for at in holders:
        count = 0
        for position, group in enumerate(sheet.take(f"{at}._groups") or ()):
            for detail, one in enumerate(group.get("details") or ()):
                _adjustment(sheet, f"{at}.adjustments[{count}]", f"{at}._groups[{position}]", detail, {**group, **one})
                count += 1


def _adjustment(sheet: Sheet, new: str, old: str, detail: int, said: dict[str, Any]) -> None:
    sheet.places.setdefault(new, sheet.where(f"{old}.details[{detail}]"))
    for name in said.keys() - {"details"}:
        place = f"{old}.group" if name == "group" else f"{old}.details[{detail}].{name}"
        sheet.put(f"{new}.{name}", said[name], sheet.places[place])


STEPS: tuple[Callable[[Sheet], None], ...] = (_principal, _patient, _called, _listed, _ordering, _conditions, _condition_codes,
                                              _authorizations, _insured, _adjustments)

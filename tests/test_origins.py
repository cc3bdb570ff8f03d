"""From a segment that was written back to the field of the encounter that says it: each field is changed and found again."""

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from edi_engine.encounters import claims, model, paths
from edi_engine.guides import x222a1
from edi_engine.guides.table import COMPONENT, ELEMENT

NUMBERS = count()
ELSEWHERE = {
    "id": "makes the claim number, which is said by itself here",
    "billing_provider.last": "a person bills instead of an organization", "other_payers.subscriber.group_name": "as the subscriber's",
    "subscriber.group_name": "sent only without a number",
    "patient.relationship": "also decides whether the subscriber is the patient",
    "dates.disability_end": "stands in one element with the begin", "to": "stands in one element with the first day",
    "drug.prescription_number": "gives way to the link number", "copay_exempt": "is yes or nothing",
    "rendering.last": "a person treats instead of an organization",
    **{f"{who}.contact.email": "only three numbers fit" for who in ("billing_provider", "subscriber", "patient", "facility", "ordering")},
    **{f"{role}.taxonomy": "sent of the rendering provider only" for role in ("referring", "primary_care", "supervising", "ordering")},
}
"""Fields that no element says alone, and why."""
GROUPED = re.compile(r"(.*\badjustments)\[\d+\]")
"""CAS groups adjustments anew: the list is named, and not which of it."""
SAID = {"dates.disability_end": "dates.disability_begin", "to": "from"}


def model_of(annotation: Any) -> Any:
    """The model inside an annotation; None when there is none."""
    parts = (annotation, *get_args(annotation), *(inner for part in get_args(annotation) for inner in get_args(part)))
    return next((part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)), None)


def value(name: str, annotation: Any, salt: int) -> Any:
    """A value that the field takes, another one for each salt; CLM-3 and the like are not asked here."""
    said = str(annotation)
    if name in ("pointers",):
        return (1 + salt, 3)
    if "tuple" in said:
        return (f"A{salt}", f"B{salt}")
    if "date" in said:
        return date(2026, 1, 1) + timedelta(days=salt * 3)
    if "Decimal" in said:
        return Decimal(10 + salt)
    if "int" in said:
        return 1000 + salt
    return f"{name[:6].upper()}{salt}{next(NUMBERS)}"


def whole(noun: type[BaseModel], salt: int = 0) -> dict[str, Any]:
    """A noun with every field said, by the names that JSON uses."""
    found: dict[str, Any] = {}
    for name, field in noun.model_fields.items():
        inner = model_of(field.annotation)
        many = "tuple" in str(field.annotation)
        if name == "organization":
            found[name] = ""
        elif inner is None:
            found[name] = value(name, field.annotation, salt)
        else:
            made = [inner.model_construct(**whole(inner, salt + number)) for number in range(2 if many else 1)]
            found[name] = tuple(made) if many else made[0]
    return found


def encounter(own: bool) -> model.Encounter:
    """An encounter that says everything: of the subscriber's own, or of somebody else who is insured with the subscriber."""
    made = whole(model.Encounter)
    if own:
        made["patient"] = None
    made["billing_provider"] = made["billing_provider"].model_copy(update={"last": "", "first": ""})
    return model.Encounter.model_construct(**made)


def leaves(noun: BaseModel, at: str = "") -> list[tuple[str, tuple[Any, ...]]]:
    """The path of every field that holds a value, with the steps to it."""
    found = []
    for name, field in type(noun).model_fields.items():
        said, path = getattr(noun, name), f"{at}{field.alias or name}"
        if isinstance(said, BaseModel):
            found += [(inner, (name, *steps)) for inner, steps in leaves(said, f"{path}.")]
        elif isinstance(said, tuple) and said and isinstance(said[0], BaseModel):
            for number, each in enumerate(said):
                found += [(inner, (name, number, *steps)) for inner, steps in leaves(each, f"{path}[{number}].")]
        elif isinstance(said, tuple):
            found += [(f"{path}[{number}]", (name, number)) for number in range(len(said))]
        elif said not in ("", None):
            found.append((path, (name,)))
    return found


def changed(noun: Any, steps: tuple[Any, ...]) -> Any:
    """The noun with another value at the end of the steps."""
    first, rest = steps[0], steps[1:]
    if isinstance(noun, tuple):
        return (*noun[:first], changed(noun[first], rest) if rest else other(noun[first]), *noun[first + 1:])
    said = getattr(noun, first)
    return noun.model_copy(update={first: changed(said, rest) if rest else other(said)})


def other(said: Any) -> Any:
    if isinstance(said, date):
        return said + timedelta(days=1)
    return said + 5 if isinstance(said, int | Decimal) else f"{said}9"


def written(said: model.Encounter) -> tuple[Any, list[Any]]:
    claim = claims.claim(said)
    nouns = (claim.billing_provider, claim.subscriber, *([claim.patient] if claim.patient else []), claim)
    return claim, [origin for noun in nouns for origin in x222a1.told(noun)]


def cells(text: str) -> dict[tuple[int, int | None], str]:
    found: dict[tuple[int, int | None], str] = {}
    for element, cell in enumerate(text.split(ELEMENT)):
        parts = cell.split(COMPONENT)
        found |= {(element, n if len(parts) > 1 else None): part for n, part in enumerate(parts, 1)}
    return found


OWN, DEPENDENT = encounter(own=True), encounter(own=False)
DESCRIBED = re.compile(r"subscriber\.(address|birth|sex|death|weight|pregnant)")     # CLM-3: only when nobody else is the patient
CASES = [(said, path, steps) for said in (OWN, DEPENDENT) for path, steps in leaves(said)
         if said is OWN or not DESCRIBED.match(path)]


@pytest.mark.parametrize("said, path, steps", CASES, ids=[f"{'own' if case[0] is OWN else 'dependent'} {case[1]}" for case in CASES])
def test_an_element_names_the_field_that_says_it(said: model.Encounter, path: str, steps: tuple[Any, ...]) -> None:
    """Change a field: the elements that change name that very field."""
    general = re.sub(r"\[\d+\]", "", path)
    ending = next((end for end in ELSEWHERE if general == end or general == f"lines.{end}"), None)
    claim, before = written(said)
    _, after = written(changed(said, steps))
    named = {paths.field_of(claim, one.field(element, component))
             for one, two in zip(before, after, strict=False) if one.text != two.text
             for (element, component), cell in cells(one.text).items() if cells(two.text).get((element, component)) != cell}
    if grouped := GROUPED.match(path):
        assert named == {grouped[1]}
    elif ending in SAID:
        assert named == {path.replace(general.removeprefix("lines."), SAID[ending])}
    elif ending is None:
        assert path in named, named


def test_organizations_and_persons_are_named_by_fields_of_their_own() -> None:
    """NM103 is the field that says it: an employer's name, a person who bills."""
    said = OWN.model_copy(update={
        "subscriber": OWN.subscriber.model_copy(update={"organization": "EMPLOYER"}),
        "billing_provider": OWN.billing_provider.model_copy(update={"last": "HEALER"}),
        "rendering": OWN.rendering.model_copy(update={"name": ""})})
    claim, origins = written(said)
    assert {paths.field_of(claim, origin.field(3)) for origin in origins
            if origin.loop in ("2010BA", "2010AA", "2310B") and origin.text.startswith("NM1")} \
        == {"subscriber.organization", "billing_provider.last", "rendering.last"}


@pytest.mark.parametrize("said", [OWN, DEPENDENT], ids=["own", "dependent"])
def test_every_segment_is_told_as_it_is_written(said: model.Encounter) -> None:
    """``told`` and ``write`` are the same rows."""
    claim, origins = written(said)
    nouns = [noun for noun in (claim.billing_provider, claim.subscriber, claim.patient, claim) if noun]
    assert [origin.text for origin in origins] == [text for _, segments in x222a1.parts(nouns) for text in segments]
    assert all(origin.row for origin in origins)

"""Rows of what stands in many places of a claim: names, addresses, contacts, numbers, dates, notes, providers."""

_NAMES = {"last": "last", "first": "first", "middle": "middle", "suffix": "suffix"}
_ADDRESS = ("street", "street2", "city", "state", "zip", "country", "subdivision")
_NUMBERS = {"TE": "phone", "EX": "extension", "FX": "fax", "EM": "email"}


def same(at: str, *names: str) -> dict[str, str]:
    """Fields that have one name."""
    return {at + name: at + name for name in names}


def named(at: str, to: str, id_: str = "", tag: str = "") -> dict[str, str]:
    """A name (NM1)."""
    return {f"{at}.name{tag}": to, **{f"{at}.name{tag}.{name}": f"{to}.{field}" for name, field in _NAMES.items()},
            **({f"{at}.name{tag}.id": f"{to}.{id_}"} if id_ else {})}


def address(at: str, to: str) -> dict[str, str]:
    """An address (N3, N4)."""
    return {f"{at}.address": to, **{f"{at}.address.{name}": f"{to}.{name}" for name in _ADDRESS}}


def contact(at: str, to: str) -> dict[str, str]:
    """Whom to ask (PER)."""
    return {f"{at}.contacts[]": f"{to}.contact", f"{at}.contacts[].name": f"{to}.contact.name",
            **{f"{at}.contacts[].numbers{{{code}}}": f"{to}.contact.{name}" for code, name in _NUMBERS.items()}}


def references(at: str, to: str) -> dict[str, str]:
    """Numbers without a field of their own (REF)."""
    return {**payer_numbers(at, to), f"{at}[].qualifier": f"{to}[].qualifier"}


def payer_numbers(at: str, to: str) -> dict[str, str]:
    """Numbers that other payers gave, all of one kind (REF04)."""
    return {f"{at}[]": f"{to}[]", **{f"{at}[].{name}": f"{to}[].{name}" for name in ("value", "payer")}}


def numbered(at: str, **fields: str) -> dict[str, str]:
    """Numbers with a field of their own, by qualifier."""
    found = {qualifier.lstrip("_"): field for qualifier, field in fields.items()}
    return {f"{at}{{{qualifier}}}{part}": field for qualifier, field in found.items() for part in ("", ".value")}


def person(at: str, to: str) -> dict[str, str]:
    """A subscriber or a patient."""
    inside = f"{at}.person"
    return {at: to, **named(inside, to), **address(inside, f"{to}.address"), **contact(inside, to),
            f"{inside}.demographics": to, f"{inside}.demographics.birth": f"{to}.birth",
            f"{inside}.demographics.sex": f"{to}.sex",
            **numbered(f"{inside}.references", SY=f"{to}.ssn", Y4=f"{to}.property_claim_number"), f"{at}.condition": to,
            f"{at}.condition.death": f"{to}.death", f"{at}.condition.weight": f"{to}.weight",
            f"{at}.condition.pregnant": f"{to}.pregnant"}


def provider(at: str, to: str) -> dict[str, str]:
    """Somebody who took part."""
    return {at: to, **named(at, to, "npi"), f"{at}.taxonomy": f"{to}.taxonomy",
            **references(f"{at}.references", f"{to}.references")}


def renderer(at: str, to: str) -> dict[str, str]:
    """Who treated, which may be an organization."""
    return {**provider(at, to), **named(at, to, "npi", "{2}"), f"{at}.name{{2}}.last": f"{to}.name"}


def orderer(at: str, to: str) -> dict[str, str]:
    """Who ordered, with where and how to reach him."""
    return {**provider(at, to), **address(at, f"{to}.address"), **contact(at, to)}


def facility(at: str, to: str) -> dict[str, str]:
    """Where it happened."""
    return {at: to, f"{at}.name": to, f"{at}.name.last": f"{to}.name", f"{at}.name.id": f"{to}.npi",
            **address(at, f"{to}.address"), **references(f"{at}.references", f"{to}.references"), **contact(at, to)}


def dates(at: str, known: dict[str, str]) -> dict[str, str]:
    """Dates by their qualifier (DTP)."""
    return {f"{at}dates{{{qualifier}}}{part}": f"{at}dates.{name}" for name, qualifier in known.items()
            for part in ("", ".since")}


def notes(at: str) -> dict[str, str]:
    """Remarks (NTE)."""
    note = f"{at}notes[]"
    return {note: note, f"{note}.qualifier": f"{note}.kind", f"{note}.text": f"{note}.text"}

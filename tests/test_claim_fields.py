"""What an encounter can say: every field of a claim, but those of a short list, each with its reason."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

from edi_engine.billing.claim import Claim
from edi_engine.codes.claims import CLAIM_DATES, DISABILITY, LINE_DATES
from edi_engine.encounters import model, paths
from edi_engine.guides.x222a1 import table
from tests.test_edits import fields_of

OURS = frozenset({"at", "kept", "level", "slot", "number"})
"""Fields of nouns that say how a file stood, and nothing of the claim."""

_PROVIDER = r"(lines\.)?(referring|rendering|facility|supervising|ordering|purchased)"
_LOCATION = r"(lines\.)?(pick_up|drop_off)"
_KNOWN = r"other_subscribers\.(referring|rendering|facility|supervising|billing)"

UNSAID: dict[str, str] = {
    # what the place of a field decides
    r".*\.name\.role": "the loop says it",
    r".*\.name\.entity": "whether the name of an organization or of a person is said",
    r".*\.name\.prefix": "the guide does not use it (NM106)",
    r".*\.name\.id_qualifier": "an NPI is one, a member id too",
    r".*\.contacts\.function": "always IC",
    r"(lines\.)?dates\.qualifier|lines\.(service|amounts)\.qualifier": "each has a field of its own",
    r"lines\.dates\.until": "only disability and service have two days",
    r"(diagnoses|anesthesia_procedures)\.qualifier": "the first one is the principal one",
    r"(subscriber|patient)\.person\.references\.(qualifier|payer)": "each number has a field of its own",
    r"subscriber\.payer\.provider_ids\.(qualifier|payer)": "each number has a field of its own",
    r"other_subscribers\.(insured|billing)\.references\.(qualifier|payer)": "each number has a field of its own",
    r"lines\.drug\.prescription\.(qualifier|payer)": "each number has a field of its own",
    r"lines\.(prior_authorizations|referrals)\.qualifier": "each kind has a list of its own",
    r"lines\.equipment\.procedure\.qualifier": "that of the line",
    # what the guide has no place for; the nouns share their shape with others that have it
    r".*\.?(references|licenses|provider_ids|prior_authorizations|referrals|prescription)\.description": "the guide does not use REF03",
    r"lines\.equipment\.procedure\.(modifiers|description)": "the guide does not use SV501-3 to 7",
    r"pricing\.(procedure|procedure_qualifier|unit|units)": "only a line is repriced by procedure",
    r"subscriber\.condition\.relationship": "the guide does not use PAT01 of the subscriber",
    r"patient\.person\.name\.id": "the guide does not use NM109 of the patient",
    rf"({_LOCATION}|.*\.payer|.*\.pay_to_plan|(lines\.)?facility)\.name\.(first|middle|suffix)": "it has one name",
    rf"{_LOCATION}\.name\.id": "the guide does not use NM109",
    r"billing_provider\.pay_to\.name\..*": "only its address is sent",
    rf"({_KNOWN}|lines\.purchased)\.name\..*": "only numbers are sent",
    r"(lines\.)?(facility|purchased)\.taxonomy": "the guide has no PRV there",
    rf"{_PROVIDER}\.(address|contacts)\..*": "only a facility's and an ordering provider's are sent",
}
"""Fields of a claim that no field of an encounter says, and why."""

KNOWN = {re.sub(r"\{\w+\}|\[\]", "", path) for path in paths.TABLE}


def leaves(noun: type[Any], at: str = "") -> Iterator[str]:
    """Every value of a noun, by its path."""
    for field in fields(noun):
        inner = _nouns(get_type_hints(noun)[field.name])
        if field.name not in OURS:
            yield from (path for one in inner for path in leaves(one, f"{at}{field.name}.")) if inner else [at + field.name]


def _nouns(annotation: Any) -> list[type[Any]]:
    if is_dataclass(annotation):
        return [annotation]                            # type: ignore[list-item]
    return [noun for part in get_args(annotation) for noun in _nouns(part)]


LEAVES = sorted(set(leaves(Claim)))


@pytest.mark.parametrize("path", LEAVES)
def test_an_encounter_can_say_every_field_of_a_claim(path: str) -> None:
    """Or there is a reason why it need not."""
    assert path in KNOWN or any(re.fullmatch(pattern, path) for pattern in UNSAID), f"no field of an encounter says {path}"


@pytest.mark.parametrize("pattern", UNSAID)
def test_each_reason_is_needed(pattern: str) -> None:
    """A field that can be said by now is taken from the list."""
    assert any(re.fullmatch(pattern, path) and path not in KNOWN for path in LEAVES)


def test_a_path_leads_to_a_field_of_an_encounter() -> None:
    """What an answer calls a field is one."""
    known = fields_of(model.Encounter)
    assert {path for path in (path.replace("[]", "") for path in paths.TABLE.values()) if path not in known} == set()


def test_a_path_comes_from_a_field_of_a_claim() -> None:
    """A row whose noun has lost its field is a row that nobody misses."""
    nouns = {path[:end] for path in LEAVES for end in (*(match.start() for match in re.finditer(r"\.", path)), len(path))}
    assert nouns >= KNOWN


@pytest.mark.parametrize("loop, names", [(table.CLAIM, {*CLAIM_DATES.values(), *DISABILITY}), (table.SERVICE_LINE, set(LINE_DATES.values()))],
                         ids=["claim", "line"])
def test_every_date_of_the_guide_has_a_name(loop: Any, names: set[str]) -> None:
    """CLM-32: the qualifiers of the guide's rows are those that an encounter knows."""
    qualifiers = next(row.qualifiers[1] for row in loop.rows if row.__class__.__name__ == "Row" and row.tag == "DTP" and "454" in str(row))
    assert set(qualifiers if not isinstance(qualifiers, str) else qualifiers.split()) == names

"""What an encounter says that its claim has no room for: it is told, and never left out without a word.

Codes that no edit asks are held against the list of the model here, so that whoever wrote one is told its path.
"""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from edi_engine.codes.claims import CASUALTY
from edi_engine.encounters import model, parties
from edi_engine.encounters.records import Origin
from edi_engine.problems import Problem
from edi_engine.settings import FILE


def told(said: model.Encounter, origin: Origin) -> Iterator[Problem]:
    """A problem for each part of an encounter that its claim cannot hold; edi.toml is told by itself, when it is read."""
    for path, contact in _contacts(said):
        left = parties.left_out(contact)
        if left and not origin[path].startswith(FILE):
            yield Problem("EXC-5", "contact-numbers", where=origin[f"{path}.{left[0]}"], left=" and ".join(left))
    for path, noun, names in _coded(said):
        yield from _unlisted(noun, path, names, origin) if noun else ()
    if said.patient and said.patient.member_id and not _casualty(said):
        yield Problem("CLM-3", "own-number", where=origin["patient.member_id"])


def _unlisted(noun: BaseModel, path: str, names: Iterable[str], origin: Origin) -> Iterator[Problem]:
    """Codes of a part that are not on their list."""
    for name in names:
        field = type(noun).model_fields[name]
        known = field.json_schema_extra.get("enum") if isinstance(field.json_schema_extra, dict) else None
        if isinstance(known, list) and (value := getattr(noun, name)) and value not in known:
            yield Problem("EXC-5", "code-unlisted", where=origin[f"{path}.{name}"], known=", ".join(map(str, known)))


def _coded(said: model.Encounter) -> Iterator[tuple[str, BaseModel | None, Iterable[str]]]:
    """The parts whose codes no edit asks, with their paths and the fields that hold those codes."""
    yield "payer", said.payer, ("id_type",)
    yield "billing_provider", said.billing_provider, ("tax_id_type",)
    yield "billing_provider.pay_to_plan", said.billing_provider and said.billing_provider.pay_to_plan, ("id_type",)
    for number, other in enumerate(said.other_payers):
        yield f"other_payers[{number}]", other, ("id_type",)
    for number, line in enumerate(said.lines):
        yield f"lines[{number}]", line, ("procedure_type",)
        yield f"lines[{number}].certificate", line.certificate, ("type",)
        yield f"lines[{number}].purchased", line.purchased, ("entity",)
    yield from _priced(said)


def _priced(said: model.Encounter) -> Iterator[tuple[str, BaseModel | None, Iterable[str]]]:
    """Contracts, prices and numbers of the claim and its lines."""
    parts: list[tuple[str, model.Encounter | model.Line]] = [("", said)]
    parts += [(f"lines[{number}].", line) for number, line in enumerate(said.lines)]
    for at, noun in parts:
        yield f"{at}contract", noun.contract, ("type",)
        yield f"{at}pricing", noun.pricing, type(noun.pricing).model_fields if noun.pricing else ()
        for number, reference in enumerate(noun.references):
            yield f"{at}references[{number}]", reference, ("qualifier",)


def _casualty(said: model.Encounter) -> bool:
    """Whether the claim is one of property and casualty: by the kind of its insurance, or by its number of the accident."""
    numbers = (person.property_claim_number for person in (said.patient, said.subscriber) if person)
    return any(numbers) or (said.payer is not None and said.payer.filing_indicator in CASUALTY)


def _contacts(said: model.Encounter) -> Iterator[tuple[str, model.Contact]]:
    """Everybody whom a payer may ask, with the path."""
    whole = (("billing_provider", said.billing_provider), ("subscriber", said.subscriber), ("patient", said.patient),
             ("facility", said.facility),
             *((f"lines[{number}].{role}", one) for number, line in enumerate(said.lines)
               for role, one in (("facility", line.facility), ("ordering", line.ordering))))
    for path, one in whole:
        if one and one.contact:
            yield f"{path}.contact", one.contact

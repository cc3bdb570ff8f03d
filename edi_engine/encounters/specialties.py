"""From what a specialty says of an encounter or of a line to the same on its claim; plain encounters say nothing of it."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from edi_engine.billing import claim as nouns
from edi_engine.billing import party, specialty
from edi_engine.encounters import model, parties

Build = Callable[[Any], Any]


def _same(kind: type[Any], said: Any) -> Any:
    """The noun that has the same fields; None for an object that says nothing."""
    return None if said is None or said == type(said)() else kind(**dict(said))


def _each(kind: type[Any], said: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(kind(**dict(one)) for one in said)


def _procedures(said: tuple[str, ...]) -> tuple[specialty.AnesthesiaProcedure, ...]:
    return tuple(specialty.AnesthesiaProcedure("BO" if position else "BP", code) for position, code in enumerate(said))


def _condition_codes(said: tuple[str, ...]) -> tuple[specialty.ConditionCode, ...]:
    """Twelve stand in a segment."""
    return tuple(specialty.ConditionCode(code, position % 12 + 1) for position, code in enumerate(said))


def _forms(said: tuple[model.Form, ...]) -> tuple[specialty.Form, ...]:
    return tuple(specialty.Form(form.qualifier, form.code, _each(specialty.FormAnswer, form.answers)) for form in said)


def _purchased(said: model.Purchased | None) -> nouns.Provider | None:
    if said is None or said == model.Purchased():
        return None
    return nouns.Provider(party.Name("QB", said.entity, id_qualifier="XX" if said.npi else "", id=said.npi),
                          references=parties.references(said.references))


_BOTH: dict[str, Build] = {
    "attachments": partial(_each, specialty.Attachment), "contract": partial(_same, specialty.Contract),
    "file_information": partial(_each, specialty.FileInformation), "ambulance": partial(_same, specialty.AmbulanceTransport),
    "conditions": partial(_each, specialty.ConditionIndicator), "pricing": partial(_same, specialty.Pricing),
    "pick_up": partial(parties.location, "PW"), "drop_off": partial(parties.location, "45"),
}
_CLAIM: Mapping[str, Build] = _BOTH | {
    "spinal_manipulation": partial(_same, specialty.SpinalManipulation),
    "anesthesia_procedures": _procedures, "condition_codes": _condition_codes,
}
_LINE: Mapping[str, Build] = _BOTH | {
    "certificate": partial(_same, specialty.Attachment), "certification": partial(_same, specialty.EquipmentCertification),
    "patients": lambda said: said, "obstetric_units": lambda said: said, "test_results": partial(_each, specialty.TestResult),
    "purchased_service": partial(_same, specialty.PurchasedService), "purchased": _purchased, "forms": _forms,
}
_OF_CLAIM, _OF_LINE = frozenset(_CLAIM), frozenset((*_LINE, "equipment"))


def of_claim(said: model.Encounter) -> dict[str, Any]:
    """The fields of a claim that a specialty says."""
    return {name: _CLAIM[name](getattr(said, name)) for name in said.model_fields_set & _OF_CLAIM}


def of_line(said: model.Line) -> dict[str, Any]:
    """The fields of a service line that a specialty says."""
    names = said.model_fields_set & _OF_LINE
    return {name: _equipment(said) if name == "equipment" else _LINE[name](getattr(said, name)) for name in names}


def _equipment(line: model.Line) -> specialty.Equipment | None:
    """SV5: its code is the line's unless it says another."""
    said = line.equipment
    if said is None or said == model.Equipment():
        return None
    procedure = party.Procedure(line.procedure_type, said.procedure or line.procedure)
    return specialty.Equipment(procedure, said.days, said.rental, said.purchase, said.frequency)

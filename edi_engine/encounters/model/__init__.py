"""The encounter as JSON says it, version 1. ``edi schema`` prints it; docs/encounters.md explains it.

Every field may be left out here: what a claim must say is for the edits, so that everything that is wrong with an encounter
is told at once. A field that is not listed is refused.
"""

from edi_engine.encounters.model.other_payers import Adjustment, Insured, Known, LineAdjudication, OtherPayer, Outpatient
from edi_engine.encounters.model.parties import (
    Address,
    BillingProvider,
    Contact,
    Facility,
    Location,
    Orderer,
    Patient,
    Payer,
    PayToPlan,
    Person,
    Provider,
    Purchased,
    Reference,
    Renderer,
    Subscriber,
)
from edi_engine.encounters.model.services import Drug, Line, LineDates, Note, PayerNumber
from edi_engine.encounters.model.shape import Noun
from edi_engine.encounters.model.specialties import Equipment, Form
from edi_engine.encounters.model.visit import VERSION, Accident, ClaimDates, Encounter, EncounterFile

__all__ = [
    "VERSION", "Accident", "Address", "Adjustment", "BillingProvider", "ClaimDates", "Contact", "Drug", "Encounter",
    "EncounterFile", "Equipment", "Facility", "Form", "Insured", "Known", "Line", "LineAdjudication", "LineDates", "Location",
    "Note", "Noun", "Orderer", "OtherPayer", "Outpatient", "Patient", "PayToPlan", "Payer", "PayerNumber", "Person",
    "Provider", "Purchased", "Reference", "Renderer", "Subscriber",
]

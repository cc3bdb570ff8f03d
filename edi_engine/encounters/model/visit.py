"""One visit, coded, and a file of them."""

from pydantic import Field

from edi_engine.codes import claims as codes
from edi_engine.codes.places import PLACES
from edi_engine.encounters.fields import Amount, Day, Diagnosis, Text
from edi_engine.encounters.model import specialties
from edi_engine.encounters.model.other_payers import OtherPayer
from edi_engine.encounters.model.parties import (
    BillingProvider,
    ClaimReference,
    Facility,
    Location,
    Patient,
    Payer,
    Provider,
    Renderer,
    Subscriber,
)
from edi_engine.encounters.model.services import Line, Note
from edi_engine.encounters.model.shape import Noun, part, several, text

VERSION = 1


class Accident(Noun):
    """Why the patient was hurt (CLM11); the date goes into dates.accident."""

    causes: tuple[Text, ...] = several(f"One or two of {', '.join(codes.CAUSES)} (CLM11-1, CLM11-2).")
    state: Text = text("Where a car accident happened (CLM11-4)", at_most=2)
    country: Text = text("Country of the accident, only outside the US (CLM11-5)", at_most=3)


class ClaimDates(Noun):
    """Dates of the claim (DTP in 2300)."""

    onset: Day = part("Onset of the illness (431).")
    initial_treatment: Day = part("Start of treatment (454).")
    last_seen: Day = part("Last seen by the attending physician (304).")
    acute_manifestation: Day = part("Acute manifestation of a chronic condition (453).")
    accident: Day = part("Accident (439).")
    last_menstrual_period: Day = part("Last menstrual period (484).")
    last_xray: Day = part("Last X-ray (455).")
    prescription: Day = part("Hearing or vision prescription (471).")
    disability_begin: Day = part("Disability begins (360; with an end 314).")
    disability_end: Day = part("Disability ends (361; with a begin 314).")
    last_worked: Day = part("Last day at work (297).")
    return_to_work: Day = part("Back at work (296).")
    admission: Day = part("Admission (435).")
    discharge: Day = part("Discharge (096).")
    assumed_care: Day = part("Care assumed (090).")
    relinquished_care: Day = part("Care given up (091).")
    first_contact: Day = part("First contact, property and casualty (444).")
    repricer_received: Day = part("Received by the repricer (050).")


class Encounter(Noun):
    """One visit, coded: it becomes one claim."""

    id: Text = text("Your id of the encounter, unique in the file")
    claim_id: Text = text("Number of the claim, returned with the payment; made from the id when absent (CLM01)", at_most=20)
    frequency: Text = text("Whether it is the first claim or changes one (CLM05-3)", of=codes.FREQUENCIES, default="1")
    payer_claim_number: Text = text("The payer's number of the changed claim; for frequency 7 and 8 (REF*F8)", at_most=50)
    billing_provider: BillingProvider | None = part("Who bills; may be left out when edi.toml has one.")
    payer: Payer | None = part("Who is asked to pay.")
    subscriber: Subscriber | None = part("The insured.")
    other_payers: tuple[OtherPayer, ...] = several("The patient's other insurances, and what they have decided (2320).")
    patient: Patient | None = part("The patient, only when not the subscriber.")
    place_of_service: Text = text("Place of service (CLM05-1)", of=PLACES)
    total_charge: Amount = part("Sum of the lines; checked when given, else added up (CLM02).")
    patient_paid: Amount = part("What the patient has paid already (AMT*F5).")
    signature: Text = text("Provider's signature (CLM06)", of=codes.SIGNATURES)
    accept_assignment: Text = text("Assignment accepted (CLM07)", of=codes.ASSIGNMENTS)
    benefits_assigned: Text = text("Benefits assigned to the provider (CLM08)", of=codes.BENEFITS)
    release: Text = text("Release of information (CLM09)", of=codes.RELEASES)
    signature_source: Text = text("P when somebody else signed for the patient (CLM10)", at_most=1)
    accident: Accident | None = part("Why the patient was hurt.")
    special_program: Text = text("Special program (CLM12)", of=codes.PROGRAMS)
    delay_reason: Text = text("Why the claim is late (CLM20)", of=codes.DELAYS)
    dates: ClaimDates | None = part("Dates of the claim, but the days of service.")
    prior_authorization: Text = text("Prior authorization (REF*G1)", at_most=50)
    referral_number: Text = text("Referral number (REF*9F)", at_most=50)
    clia: Text = text("Laboratory number (REF*X4)", at_most=10)
    mammography: Text = text("Mammography certification (REF*EW)", at_most=50)
    medical_record_number: Text = text("Medical record number (REF*EA)", at_most=50)
    references: tuple[ClaimReference, ...] = several("Other numbers (REF: 4N, F5, LX, P4, 1J, D9; 9A, 9C of a repricer).")
    notes: tuple[Note, ...] = several("A remark on the claim.")
    diagnoses: tuple[Diagnosis, ...] = several("One to twelve ICD-10 codes, the principal first; the point may stand (HI).")
    referring: Provider | None = part("Who referred the patient (2310A).")
    primary_care: Provider | None = part("Primary care provider, beside the referring one (2310A).")
    rendering: Renderer | None = part("Who treated the patient, when not the billing provider (2310B).")
    facility: Facility | None = part("Where it happened, when not at the billing address (2310C).")
    supervising: Provider | None = part("Who supervised (2310D).")
    pick_up: Location | None = part("Where the ambulance picked up (2310E).")
    drop_off: Location | None = part("Where the ambulance dropped off (2310F).")
    ambulance: specialties.Ambulance | None = part("Why and how far an ambulance went (CR1).")
    spinal_manipulation: specialties.SpinalManipulation | None = part("The condition that a chiropractor treats (CR2).")
    conditions: tuple[specialties.Condition, ...] = several("Conditions of ambulance, vision, homebound, EPSDT (CRC).")
    condition_codes: tuple[Text, ...] = several("Condition codes, up to 24 (HI*BG).")
    anesthesia_procedures: tuple[Text, ...] = several("The surgery during anesthesia, the principal one first (HI*BP, BO).")
    attachments: tuple[specialties.Attachment, ...] = several("Paper that belongs to the claim, up to ten (PWK).")
    contract: specialties.Contract | None = part("The contract that fixes the price (CN1).")
    pricing: specialties.Pricing | None = part("What a repricer says of the claim (HCP).")
    file_information: tuple[specialties.FileInformation, ...] = several("What the guide has no place for (K3).")
    lines: tuple[Line, ...] = several("The services, 1 to 50.")


class EncounterFile(Noun):
    """A file of encounters. As JSONL, each line is one encounter and nothing is around them."""

    version: int = Field(default=VERSION, description="Version of this format: 1.", json_schema_extra={"const": VERSION})
    encounters: tuple[Encounter, ...] = several("The encounters.")

"""The services of an encounter: its lines, with the drug, the dates and the remarks of each."""

from pydantic import Field

from edi_engine.codes import claims as codes
from edi_engine.codes.places import PLACES
from edi_engine.encounters.fields import Amount, Day, Flag, Ndc, Number, Pointers, Text
from edi_engine.encounters.model import specialties
from edi_engine.encounters.model.other_payers import LineAdjudication
from edi_engine.encounters.model.parties import Facility, LineReference, Location, Orderer, Provider, Purchased, Renderer
from edi_engine.encounters.model.shape import Noun, flagged, part, several, text


class Note(Noun):
    """A remark of up to 80 characters (NTE)."""

    kind: Text = text("Kind (NTE01)", of=codes.CLAIM_NOTES, default="ADD")
    text: Text = text("The remark (NTE02)", at_most=80)


class LineDates(Noun):
    """Dates of a line that differ from the claim's (DTP in 2400)."""

    prescription: Day = part("Prescription (471).")
    certification_revised: Day = part("Certification revised or begun again (607).")
    begin_therapy: Day = part("Therapy begins (463).")
    last_certification: Day = part("Last certification (461).")
    last_seen: Day = part("Last seen (304).")
    test_hemoglobin: Day = part("Hemoglobin or hematocrit test (738).")
    test_creatinine: Day = part("Serum creatinine test (739).")
    shipped: Day = part("Shipped (011).")
    last_xray: Day = part("Last X-ray (455).")
    initial_treatment: Day = part("Start of treatment (454).")


class Drug(Noun):
    """A drug given (2410)."""

    ndc: Ndc = text("Drug number, eleven digits; 5-4-2 with dashes is read too (LIN03)")
    qualifier: Text = text("Kind of number (LIN02)", of=codes.DRUG_QUALIFIERS, default="N4")
    quantity: Number = part("How much (CTP04).")
    unit: Text = text("Measured in (CTP05-1)", of=codes.DRUG_UNITS)
    prescription_number: Text = text("Prescription number (REF*XZ)", at_most=50)
    link_number: Text = text("Number that ties the ingredients of a compound together (REF*VY)", at_most=50)


class PayerNumber(Noun):
    """A number that another payer gave for a line (REF with REF04)."""

    payer: Text = text("Id of the other payer, as in other_payers (REF04-2)", at_most=80)
    value: Text = text("The number (REF02)", at_most=50)


class Line(Noun):
    """One service (2400)."""

    control_number: Text = text("Your number of the line, returned with the payment; made when absent (REF*6R)", at_most=30)
    from_: Day = Field(default=None, alias="from", description="First or only day of service (DTP*472).")
    to: Day = part("Last day of service, when not the first (DTP*472).")
    procedure: Text = text("Procedure code, five characters (SV101-2)")
    procedure_type: Text = text("Kind of code (SV101-1)", of=codes.CODE_SETS, default="HC")
    modifiers: tuple[Text, ...] = several("Up to four modifiers (SV101-3 to 6).")
    description: Text = text("What was done, for codes that do not say it (SV101-7)", at_most=80)
    charge: Amount = part("What is billed for the line (SV102).")
    units: Number = part("How many (SV104).")
    unit: Text = text("Counted in (SV103)", of=codes.UNITS, default="UN")
    place_of_service: Text = text("Place of service, when not the claim's (SV105)", of=PLACES)
    pointers: Pointers = several("Positions of one to four diagnoses, from 1 (SV107).")
    emergency: Flag = flagged("Emergency (SV109).")
    epsdt: Flag = flagged("EPSDT screening (SV111).")
    family_planning: Flag = flagged("Family planning (SV112).")
    copay_exempt: Flag = flagged("Exempt from copayment (SV115).")
    prior_authorization: Text = text("Prior authorization of this line (REF*G1)", at_most=50)
    referral_number: Text = text("Referral number of this line (REF*9F)", at_most=50)
    clia: Text = text("Laboratory number of this line (REF*X4)", at_most=10)
    referring_clia: Text = text("Laboratory that referred the specimen (REF*F4)", at_most=10)
    mammography: Text = text("Mammography certification (REF*EW)", at_most=50)
    references: tuple[LineReference, ...] = several("Other numbers of this line (REF: BT vaccine batch; 9B, 9D of a repricer).")
    other_authorizations: tuple[PayerNumber, ...] = several("Prior authorizations by other payers (REF*G1).")
    other_referrals: tuple[PayerNumber, ...] = several("Referral numbers of other payers (REF*9F).")
    sales_tax: Amount = part("Sales tax that the charge holds (AMT*T).")
    postage: Amount = part("Postage that the charge holds (AMT*F4).")
    dates: LineDates | None = part("Dates of the line that differ from the claim's.")
    drug: Drug | None = part("The drug given.")
    notes: tuple[Note, ...] = several("A remark on the line.")
    rendering: Renderer | None = part("Who did it, when not the claim's rendering provider (2420A).")
    facility: Facility | None = part("Where it was done, when not the claim's facility (2420C).")
    supervising: Provider | None = part("Who supervised, when not the claim's (2420D).")
    ordering: Orderer | None = part("Who ordered it (2420E).")
    referring: Provider | None = part("Who referred, when not the claim's (2420F).")
    primary_care: Provider | None = part("Primary care provider, beside the referring one (2420F).")
    adjudications: tuple[LineAdjudication, ...] = several("What other payers decided on the line (2430).")
    equipment: specialties.Equipment | None = part("Equipment, rented or bought (SV5).")
    attachments: tuple[specialties.Attachment, ...] = several("Paper that belongs to the line (PWK).")
    certificate: specialties.Certificate | None = part("The certificate of equipment (PWK*CT).")
    ambulance: specialties.Ambulance | None = part("The transport, when not the claim's (CR1).")
    certification: specialties.Certification | None = part("For how long equipment is certified (CR3).")
    conditions: tuple[specialties.LineCondition, ...] = several("Conditions of ambulance, hospice, equipment (CRC).")
    patients: Number = part("Patients in the ambulance, when more than one (QTY*PT).")
    obstetric_units: Number = part("More units of obstetric anesthesia (QTY*FL).")
    test_results: tuple[specialties.TestResult, ...] = several("What was measured (MEA).")
    contract: specialties.Contract | None = part("The contract, when not the claim's (CN1).")
    file_information: tuple[specialties.FileInformation, ...] = several("What the guide has no place for (K3).")
    purchased_service: specialties.PurchasedService | None = part("What the service cost where it was bought (PS1).")
    purchased: Purchased | None = part("From whom it was bought (2420B).")
    pricing: specialties.LinePricing | None = part("What a repricer says of the line (HCP).")
    pick_up: Location | None = part("Where the ambulance picked up, when not the claim's place (2420G).")
    drop_off: Location | None = part("Where the ambulance dropped off, when not the claim's place (2420H).")
    forms: tuple[specialties.Form, ...] = several("Forms that go with the line (2440).")

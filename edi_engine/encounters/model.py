"""The encounter as JSON says it, version 1. ``edi schema`` prints it; docs/encounters.md explains it.

Every field may be left out here: what a claim must say is for the edits, so that everything that is wrong with an encounter
is told at once. A field that is not listed is refused.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from edi_engine.codes import claims as codes
from edi_engine.codes.places import PLACES
from edi_engine.encounters.fields import Amount, Day, Diagnosis, Flag, Ndc, Number, Phone, Pointers, TaxId, Text, Zip

VERSION = 1


class Noun(BaseModel):
    """A part of an encounter."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


def text(about: str, *, of: dict[str, str] | None = None, at_most: int = 0, default: str = "") -> Any:
    """A field of text: what it says and where it goes, and the codes it may hold."""
    known = ", ".join(f"{code} {words}" for code, words in (of or {}).items())
    schema: dict[str, Any] = {"enum": list(of)} if of else {}
    if at_most:
        schema["maxLength"] = at_most
    return Field(default=default, description=f"{about}: {known}." if known else f"{about}.", json_schema_extra=schema)


def part(about: str) -> Any:
    """A field that is said or not."""
    return Field(default=None, description=about)


def several(about: str) -> Any:
    """A list, empty when nothing is said."""
    return Field(default=(), description=about)


def flagged(about: str) -> Any:
    """Yes, or nothing."""
    return Field(default="", description=about)


class Address(Noun):
    """Where somebody is."""

    street: Text = text("First line (N301)", at_most=55)
    street2: Text = text("Second line (N302)", at_most=55)
    city: Text = text("City (N401)", at_most=30)
    state: Text = text("Two letters of the state or province (N402)", at_most=2)
    zip: Zip = text("Five or nine digits, with or without the dash (N403)")
    country: Text = text("Country code, only outside the US (N404)", at_most=3)


class Contact(Noun):
    """Whom the payer asks."""

    name: Text = text("Name (PER02)", at_most=60)
    phone: Phone = text("Ten digits; (513) 555-0140 is read too (PER, TE)")
    extension: Text = text("Extension (PER, EX)")
    fax: Phone = text("Ten digits (PER, FX)")
    email: Text = text("Mail address (PER, EM)")


class BillingProvider(Noun):
    """Who bills (2010AA). With its NPI alone, the rest is taken from edi.toml."""

    npi: Text = text("NPI (NM109)")
    tax_id: TaxId = text("EIN or SSN, nine digits (REF02)")
    tax_id_type: Text = text("Which of the two (REF01)", of={"EI": "EIN", "SY": "SSN"}, default="EI")
    name: Text = text("Name of an organization (NM103)", at_most=60)
    last: Text = text("Last name of a person, instead of name (NM103)", at_most=60)
    first: Text = text("First name (NM104)", at_most=35)
    middle: Text = text("Middle name (NM105)", at_most=25)
    suffix: Text = text("Suffix like JR (NM107)", at_most=10)
    taxonomy: Text = text("Taxonomy code (2000A PRV03)", at_most=10)
    address: Address | None = part("A street, no box, with a ZIP of nine digits (N3, N4).")
    pay_to: Address | None = part("Where payment goes when elsewhere; may be a box (2010AB).")
    contact: Contact | None = part("Whom the payer asks about the bill (PER).")


class Provider(Noun):
    """Somebody who took part. With the NPI alone, the name is taken from edi.toml."""

    npi: Text = text("NPI (NM109)")
    last: Text = text("Last name (NM103)", at_most=60)
    first: Text = text("First name (NM104)", at_most=35)
    middle: Text = text("Middle name (NM105)", at_most=25)
    suffix: Text = text("Suffix like JR (NM107)", at_most=10)
    taxonomy: Text = text("Taxonomy code, rendering provider only (PRV03)", at_most=10)


class Facility(Noun):
    """Where it happened when not at the billing address (2310C, 2420C). NPI or name alone is enough for one in edi.toml."""

    npi: Text = text("NPI (NM109)")
    name: Text = text("Name (NM103)", at_most=60)
    address: Address | None = part("With a ZIP of nine digits (N3, N4).")


class Payer(Noun):
    """Who is asked to pay (2000B SBR, 2010BB). With its id alone, name and kind are taken from edi.toml."""

    id: Text = text("Id that your clearinghouse uses for the payer (NM109)", at_most=80)
    id_type: Text = text("Kind of id (NM108)", of={"PI": "payer id", "XV": "health plan id"}, default="PI")
    name: Text = text("Name (NM103)", at_most=60)
    filing_indicator: Text = text("Kind of insurance (SBR09)", of=codes.FILING_INDICATORS)
    sequence: Text = text("Which payer in turn (SBR01)", of=codes.SEQUENCES, default="P")
    medicare_secondary: Text = text("Why Medicare comes after another payer (SBR05)", of=codes.MEDICARE_SECONDARY)
    provider_number: Text = text("The billing provider's number at this payer (REF*G2)", at_most=50)
    address: Address | None = part("Address, when the payer wants it (N3, N4).")


class Person(Noun):
    """A person."""

    last: Text = text("Last name (NM103)", at_most=60)
    first: Text = text("First name (NM104)", at_most=35)
    middle: Text = text("Middle name (NM105)", at_most=25)
    suffix: Text = text("Suffix like JR (NM107)", at_most=10)
    birth: Day = part("Date of birth (DMG02).")
    sex: Text = text("Sex (DMG03)", of=codes.SEXES)
    address: Address | None = part("Home address (N3, N4).")
    death: Day = part("Date of death (PAT06).")
    weight: Number = part("Weight in pounds (PAT08).")
    pregnant: Flag = flagged("Whether pregnant (PAT09).")
    ssn: TaxId = text("Social security number, when the payer wants it (REF*SY)")
    property_claim_number: Text = text("Claim number of workers' compensation or liability (REF*Y4)", at_most=50)


class Subscriber(Person):
    """The insured person and the plan (2000B, 2010BA). Address, birth and sex are sent when this is the patient."""

    member_id: Text = text("Member id on the card (NM109)", at_most=80)
    organization: Text = text("Name of an employer that is the insured, instead of last and first (NM103)", at_most=60)
    group_number: Text = text("Group or policy number (SBR03)", at_most=50)
    group_name: Text = text("Plan name, sent only when there is no group number (SBR04)", at_most=60)


class Patient(Person):
    """The patient, only when not the subscriber (2000C, 2010CA)."""

    relationship: Text = text("Relationship to the subscriber (PAT01)", of=codes.RELATIONSHIPS)


class Accident(Noun):
    """Why the patient was hurt (CLM11); the date goes into dates.accident."""

    causes: tuple[Text, ...] = several(f"One or two of {', '.join(codes.CAUSES)} (CLM11-1, CLM11-2).")
    state: Text = text("Where a car accident happened (CLM11-4)", at_most=2)
    country: Text = text("Country of the accident, only outside the US (CLM11-5)", at_most=3)


class Note(Noun):
    """A remark of up to 80 characters (NTE)."""

    kind: Text = text("Kind (NTE01)", of=codes.CLAIM_NOTES, default="ADD")
    text: Text = text("The remark (NTE02)", at_most=80)


class Reference(Noun):
    """A number that no other field holds (REF)."""

    qualifier: Text = text("What number it is (REF01)", at_most=3)
    value: Text = text("The number (REF02)", at_most=50)


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


class Adjustment(Noun):
    """Why another payer paid less than the charge (one reason of a CAS)."""

    group: Text = text("Who bears it (CAS01)", of=codes.ADJUSTMENT_GROUPS)
    reason: Text = text("Claim adjustment reason code (CAS02, 05, 08 ...)", at_most=5)
    amount: Amount = part("How much less; negative when more (CAS03, 06, 09 ...).")
    quantity: Number = part("How many units less (CAS04, 07, 10 ...).")


class LineAdjudication(Noun):
    """What another payer decided on the line (2430)."""

    payer: Text = text("Id of the other payer, as in other_payers (SVD01)", at_most=80)
    paid: Amount = part("What it paid; 0.00 when nothing (SVD02).")
    procedure: Text = text("The code that it paid for, when not the one billed (SVD03-2)")
    procedure_type: Text = text("Kind of that code (SVD03-1)", of=codes.CODE_SETS)
    modifiers: tuple[Text, ...] = several("The modifiers that it paid for; the line's when no procedure is given (SVD03).")
    units: Number = part("How many it paid for; those of the line when left out (SVD05).")
    bundled_into: Text = text("Position of the line with which it was paid together (SVD06)", at_most=6)
    adjustments: tuple[Adjustment, ...] = several("Why it paid less than the charge (CAS).")
    adjudicated: Day = part("When it decided; the payer's date when left out (DTP*573).")
    remaining: Amount = part("What is still to be paid after it; the sum of PR when left out (AMT*EAF).")


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
    sales_tax: Amount = part("Sales tax that the charge holds (AMT*T).")
    postage: Amount = part("Postage that the charge holds (AMT*F4).")
    dates: LineDates | None = part("Dates of the line that differ from the claim's.")
    drug: Drug | None = part("The drug given.")
    notes: tuple[Note, ...] = several("A remark on the line.")
    rendering: Provider | None = part("Who did it, when not the claim's rendering provider (2420A).")
    facility: Facility | None = part("Where it was done, when not the claim's facility (2420C).")
    supervising: Provider | None = part("Who supervised, when not the claim's (2420D).")
    ordering: Provider | None = part("Who ordered it (2420E).")
    referring: Provider | None = part("Who referred, when not the claim's (2420F).")
    primary_care: Provider | None = part("Primary care provider, beside the referring one (2420F).")
    adjudications: tuple[LineAdjudication, ...] = several("What other payers decided on the line (2430).")


class Insured(Noun):
    """Whose insurance another payer's is (2320, 2330A). With 18 (self) the name is the patient's when none is given."""

    member_id: Text = text("Member id at that payer (NM109)", at_most=80)
    last: Text = text("Last name (NM103)", at_most=60)
    first: Text = text("First name (NM104)", at_most=35)
    middle: Text = text("Middle name (NM105)", at_most=25)
    suffix: Text = text("Suffix like JR (NM107)", at_most=10)
    organization: Text = text("Name of an employer that is the insured, instead of last and first (NM103)", at_most=60)
    group_number: Text = text("Group or policy number (SBR03)", at_most=50)
    group_name: Text = text("Plan name, sent only when there is no group number (SBR04)", at_most=60)
    address: Address | None = part("Home address (N3, N4).")
    ssn: TaxId = text("Social security number, when the payer wants it (REF*SY)")


class OtherPayer(Noun):
    """Another payer of the claim and what it has decided (2320, 2330). With its id alone, name and kind come from edi.toml."""

    id: Text = text("Id of the payer; the lines name it by this (2330B NM109)", at_most=80)
    id_type: Text = text("Kind of id (NM108)", of={"PI": "payer id", "XV": "health plan id"}, default="PI")
    name: Text = text("Name (NM103)", at_most=60)
    filing_indicator: Text = text("Kind of insurance (SBR09)", of=codes.FILING_INDICATORS)
    sequence: Text = text("Which payer in turn (SBR01)", of=codes.SEQUENCES, default="P")
    medicare_secondary: Text = text("Why Medicare comes after another payer (SBR05)", of=codes.MEDICARE_SECONDARY)
    address: Address | None = part("Address, when wanted (N3, N4).")
    provider_number: Text = text("The billing provider's number at this payer (2330G REF*G2)", at_most=50)
    subscriber: Insured | None = part("Whose insurance it is.")
    relationship: Text = text("The patient's relationship to that insured (SBR02)", of=codes.INSURED_RELATIONSHIPS,
                              default="18")
    benefits_assigned: Text = text("Benefits assigned; the claim's when left out (OI03)", of=codes.BENEFITS)
    signature_source: Text = text("P when somebody else signed; the claim's when left out (OI04)", at_most=1)
    release: Text = text("Release of information; the claim's when left out (OI06)", of=codes.RELEASES)
    claim_number: Text = text("Its number of the claim (2330B REF*F8)", at_most=50)
    prior_authorization: Text = text("Its authorization number (2330B REF*G1)", at_most=50)
    referral_number: Text = text("Its referral number (2330B REF*9F)", at_most=50)
    paid: Amount = part("What it paid for the claim, 0.00 when nothing; left out when it has not decided (AMT*D).")
    adjudicated: Day = part("When it decided; goes to the lines when they say what it decided (DTP*573).")
    adjustments: tuple[Adjustment, ...] = several("What it adjusted on the claim as a whole, not on a line (2320 CAS).")
    remarks: tuple[Text, ...] = several("Remark codes of the claim, up to five (MOA03 to 07).")
    remaining: Amount = part("What is still to be paid after it, when no line says so; the sum of PR when left out (AMT*EAF).")
    not_covered: Amount = part("The whole charge, when it is not asked because it covers none of this (AMT*A8).")


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
    references: tuple[Reference, ...] = several("Other numbers of the claim (REF: 4N, F5, LX, P4, 1J).")
    notes: tuple[Note, ...] = several("A remark on the claim.")
    diagnoses: tuple[Diagnosis, ...] = several("One to twelve ICD-10 codes, the principal first; the point may stand (HI).")
    referring: Provider | None = part("Who referred the patient (2310A).")
    primary_care: Provider | None = part("Primary care provider, beside the referring one (2310A).")
    rendering: Provider | None = part("Who treated the patient, when not the billing provider (2310B).")
    facility: Facility | None = part("Where it happened, when not at the billing address (2310C).")
    supervising: Provider | None = part("Who supervised (2310D).")
    lines: tuple[Line, ...] = several("The services, 1 to 50.")


class EncounterFile(Noun):
    """A file of encounters. As JSONL, each line is one encounter and nothing is around them."""

    version: int = Field(default=VERSION, description="Version of this format: 1.", json_schema_extra={"const": VERSION})
    encounters: tuple[Encounter, ...] = several("The encounters.")

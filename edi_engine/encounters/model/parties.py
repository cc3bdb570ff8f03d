"""Who has to do with an encounter: who bills, took part, is insured, is sick, pays."""

from edi_engine.codes import claims as codes
from edi_engine.encounters.fields import Day, Flag, Number, Phone, TaxId, Text, Zip
from edi_engine.encounters.model.shape import Noun, flagged, part, several, text


class Address(Noun):
    """Where somebody is."""

    street: Text = text("First line (N301)", at_most=55)
    street2: Text = text("Second line (N302)", at_most=55)
    city: Text = text("City (N401)", at_most=30)
    state: Text = text("Two letters of the state or province (N402)", at_most=2)
    zip: Zip = text("Five or nine digits, with or without the dash (N403)")
    country: Text = text("Country code, only outside the US (N404)", at_most=3)
    subdivision: Text = text("Part of a country that has neither states nor provinces (N407)", at_most=3)


class Contact(Noun):
    """Whom the payer asks."""

    name: Text = text("Name (PER02)", at_most=60)
    phone: Phone = text("Ten digits; (513) 555-0140 is read too (PER, TE)")
    extension: Text = text("Extension (PER, EX)")
    fax: Phone = text("Ten digits (PER, FX)")
    email: Text = text("Mail address (PER, EM)")


class Reference(Noun):
    """A number that no other field holds (REF)."""

    qualifier: Text = text("What number it is (REF01)", at_most=3)
    value: Text = text("The number (REF02)", at_most=50)
    payer: Text = text("Id of the other payer that gave the number, only of providers of a line (REF04-2)", at_most=80)


class ClaimReference(Reference):
    """A number of a claim that no other field holds (REF in 2300)."""

    qualifier: Text = text("What number it is (REF01)", of=codes.CLAIM_REFERENCES)


class LineReference(Reference):
    """A number of a line that no other field holds (REF in 2400)."""

    qualifier: Text = text("What number it is (REF01)", of=codes.LINE_REFERENCES)


class PayToPlan(Noun):
    """A plan that has paid and is to be paid back (2010AC)."""

    name: Text = text("Name (NM103)", at_most=60)
    id: Text = text("Id of the plan (NM109)", at_most=80)
    id_type: Text = text("Kind of id (NM108)", of={"PI": "payer id", "XV": "health plan id"}, default="PI")
    address: Address | None = part("Address (N3, N4).")
    references: tuple[Reference, ...] = several("One more number of the plan (REF: 2U payer id, FY claim office, NF NAIC).")
    tax_id: TaxId = text("EIN of the plan, nine digits (REF*EI)")


class BillingProvider(Noun):
    """Who bills (2010AA). With its NPI alone, the rest is taken from edi.toml."""

    npi: Text = text("NPI; only who needs none may lack one, and then the payer's own number says who it is (NM109)")
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
    pay_to_plan: PayToPlan | None = part("The plan that has paid and is to be paid back (2010AC).")
    contact: Contact | None = part("Whom the payer asks about the bill (PER).")
    licenses: tuple[Reference, ...] = several("Licences (REF: 0B of the state, 1G UPIN).")
    currency: Text = text("Currency of all amounts when not US dollars (2000A CUR02)", at_most=3)


class Provider(Noun):
    """Somebody who took part. With the NPI alone, the name is taken from edi.toml."""

    npi: Text = text("NPI (NM109)")
    last: Text = text("Last name (NM103)", at_most=60)
    first: Text = text("First name (NM104)", at_most=35)
    middle: Text = text("Middle name (NM105)", at_most=25)
    suffix: Text = text("Suffix like JR (NM107)", at_most=10)
    taxonomy: Text = text("Taxonomy code, rendering provider only (PRV03)", at_most=10)
    references: tuple[Reference, ...] = several("Other numbers (REF: 0B licence, 1G UPIN, G2 the payer's number).")


class Renderer(Provider):
    """Who treated the patient (2310B, 2420A)."""

    name: Text = text("Name of an organization, instead of last (NM103)", at_most=60)


class Orderer(Provider):
    """Who ordered the service (2420E)."""

    address: Address | None = part("Address, wanted for equipment that needs a certificate (N3, N4).")
    contact: Contact | None = part("Whom the payer asks about the order (PER).")


class Purchased(Noun):
    """From whom a service was bought (2420B): numbers only, the guide takes no name."""

    npi: Text = text("NPI (NM109)")
    entity: Text = text("What it is (NM102)", of={"1": "person", "2": "organization"}, default="2")
    references: tuple[Reference, ...] = several("Other numbers (REF: 0B licence, 1G UPIN, G2 the payer's number).")


class Facility(Noun):
    """Where it happened when not at the billing address (2310C, 2420C). NPI or name alone is enough for one in edi.toml."""

    npi: Text = text("NPI (NM109)")
    name: Text = text("Name (NM103)", at_most=60)
    address: Address | None = part("With a ZIP of nine digits (N3, N4).")
    references: tuple[Reference, ...] = several("Other numbers (REF: 0B licence, G2 the payer's number, LU location).")
    contact: Contact | None = part("Whom the payer asks there, property and casualty only; of a claim, not of a line (PER).")


class Location(Noun):
    """Where an ambulance picked up or dropped off (2310E, 2310F, 2420G, 2420H)."""

    name: Text = text("Name of the place, only where it dropped off (NM103)", at_most=60)
    address: Address | None = part("Address (N3, N4).")


class Payer(Noun):
    """Who is asked to pay (2000B SBR, 2010BB). With its id alone, name and kind are taken from edi.toml."""

    id: Text = text("Id that your clearinghouse uses for the payer (NM109)", at_most=80)
    id_type: Text = text("Kind of id (NM108)", of={"PI": "payer id", "XV": "health plan id"}, default="PI")
    name: Text = text("Name (NM103)", at_most=60)
    filing_indicator: Text = text("Kind of insurance (SBR09)", of=codes.FILING_INDICATORS)
    sequence: Text = text("Which payer in turn (SBR01)", of=codes.SEQUENCES, default="P")
    medicare_secondary: Text = text("Why Medicare comes after another payer (SBR05)", of=codes.MEDICARE_SECONDARY)
    provider_number: Text = text("The billing provider's number at this payer (REF*G2)", at_most=50)
    location_number: Text = text("The billing location's number at this payer (REF*LU)", at_most=50)
    address: Address | None = part("Address, when the payer wants it (N3, N4).")
    references: tuple[Reference, ...] = several("Other numbers of the payer (REF: 2U id, EI EIN, FY claim office, NF NAIC).")


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
    contact: Contact | None = part("Whom the payer asks, property and casualty only: name, phone, extension (PER).")


class Subscriber(Person):
    """The insured person and the plan (2000B, 2010BA). Address, birth and sex are sent when this is the patient."""

    member_id: Text = text("Member id on the card (NM109)", at_most=80)
    organization: Text = text("Name of an employer that is the insured, instead of last and first (NM103)", at_most=60)
    group_number: Text = text("Group or policy number (SBR03)", at_most=50)
    group_name: Text = text("Plan name, sent only when there is no group number (SBR04)", at_most=60)


class Patient(Person):
    """The patient, only when not the subscriber (2000C, 2010CA)."""

    relationship: Text = text("Relationship to the subscriber (PAT01)", of=codes.RELATIONSHIPS)
    member_id: Text = text("Member id of the patient's own, property and casualty only (REF*1W)", at_most=50)

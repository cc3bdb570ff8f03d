"""Sentences: who is in a claim: patient, subscriber, payers, providers, and how they are named and reached."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("CLM-3", "self-and-patient"): (
        "error", "The subscriber is said to be the patient, and yet another patient is described. Give that patient's "
        "relationship to the subscriber, or leave the patient out."),
    ("CLM-3", "no-patient"): (
        "error", "The patient is not the subscriber, but no patient is described. Fill in the patient, or say that the "
        "relationship is 18 (self)."),
    ("CLM-3", "self-differs"): (
        "error", "The relationship is self, so subscriber and patient are the same person, but they are described "
        "differently here. Correct one of the two, or give the right relationship."),
    ("CLM-3", "own-number"): (
        "error", "A patient with a member id of their own is the subscriber of a health plan; only workers' compensation, "
        "automobile and liability insurance take a number of the patient beside the insured's. Describe the patient as the "
        "subscriber, with this member id and without a patient, or delete it."),
    ("CLM-3", "relationship"): (
        "error", "The patient's relationship to the subscriber is not one of: {known}. Use one of these codes."),
    ("CLM-3", "address"): (
        "error", "The {field} of the {who} is missing, and payers refuse a claim without the patient's whole address. Fill "
        "it in."),
    ("CLM-3", "birth"): (
        "error", "The date of birth of the {who} is missing. Fill it in."),
    ("CLM-3", "sex"): (
        "error", "The sex of the {who} must be F, M or U (unknown). Fill it in."),
    ("CLM-3", "subscriber-described"): (
        "warning", "The subscriber's address or birth is sent although somebody else is the patient. It is not wanted "
        "there; leave it out."),
    ("CLM-3", "as-sent"): (
        "warning", "Subscriber and patient are not described as the guide says: who is the patient has a whole address, a "
        "birth date and a sex, and nobody else has. It was read as it stands."),

    ("CLM-4", "both"): (
        "error", "The plan's name is given beside its number, and only one of the two is sent. Leave the name out."),

    ("CLM-17", "box"): (
        "error", "The billing address is a post office box, a lock box or a private mailbox, and must be a street. Put the "
        "box into the pay-to address and the street here."),

    ("CLM-18", "zip"): (
        "error", "The ZIP of {what} has {length} characters and is not valid: it is five or nine digits, without a dash (in "
        "Canada a postal code). If a spreadsheet dropped a leading zero, format that column as text."),
    ("CLM-18", "nine-digits"): (
        "error", "The ZIP of {what} must have nine digits. Look up the last four; the post office's site tells them."),
    ("CLM-18", "extension"): (
        "warning", "The ZIP of {what} ends in {extension}, which some payers refuse. Look up the real last four digits."),
    ("CLM-18", "state"): (
        "error", "The state of {what} is not a postal code of two letters that exists. Correct it; for another country fill "
        "in the country."),

    ("CLM-19", "npi"): (
        "error", "This NPI cannot be right: {why}. Look the number up and correct it."),
    ("CLM-19", "tax-id"): (
        "error", "A tax id (EIN or SSN) is nine digits without dashes; this one has {length} characters. Correct it."),
    ("CLM-19", "placeholder"): (
        "error", "This number of nine digits is a placeholder, like 123456789, and nobody's. Look the real one up and correct "
        "it, or leave it out where none is asked for."),
    ("CLM-19", "taxonomy"): (
        "error", "A taxonomy code has ten characters and ends in X; this one has {length}. Correct it, or leave it out when "
        "the payer does not ask for it."),
    ("CLM-19", "taxonomy-unknown"): (
        "warning", "This taxonomy code is not on the list that was loaded. The claim goes out; check the code, or load a "
        "newer list with `edi codes import`."),
    ("CLM-19", "referring"): (
        "error", "Who referred the patient is named first (DN), and a primary care provider (P3) only after it. Name one of "
        "each at most, in this order."),
    ("CLM-19", "rendering"): (
        "warning", "The rendering provider is {what}, who is known already. The claim goes out; leave the rendering "
        "provider out here."),
    ("CLM-19", "ordering-address"): (
        "error", "The equipment comes with a certificate, and then whoever ordered it is named with an address. Fill in the "
        "street, city, state and ZIP."),
    ("CLM-19", "ordering-missing"): (
        "warning", "The equipment comes with a certificate, but nobody is named who ordered it. The claim goes out; most "
        "payers reject it without the ordering provider."),

    ("CLM-20", "phone"): (
        "error", "A phone number is ten digits, and neither its area code nor its exchange begins with 0 or 1; this one has "
        "{length} characters. Write it without dashes, or leave it out."),

    ("CLM-21", "form"): (
        "error", "Medicare's number of a person has eleven characters without dashes, like 1AA0A00AA00, and never the "
        "letters S, L, O, I, B or Z; this one has {length} characters and another form. Copy it from the card."),
    ("CLM-21", "synthetic"): (
        "error", "This Medicare number is an invented one (S in second place), and the claim is to be paid. Copy the number "
        "from the card; invented ones are for tests."),

    ("CLM-27", "filing"): (
        "error", "The kind of insurance (filing indicator) must be one of: {known}."),
    ("CLM-27", "sequence"): (
        "error", "Which payer this is in turn must be one of: {known}."),
    ("CLM-27", "repeated"): (
        "error", "Two payers of the claim have the same place ({sequence}) in the order in which they decide. Give each its "
        "own: P first, S second, T third."),
    ("CLM-27", "gap"): (
        "warning", "The payer that is asked comes at {sequence}, but nobody at {missing} before it. Name that payer too, or "
        "correct the order."),

    ("CLM-33", "atypical"): (
        "warning", "The billing provider has no NPI and is known by the payer's number. The claim goes out; only who can "
        "have no NPI, as a driver or a home helper, may bill so."),
    ("CLM-33", "nameless"): (
        "warning", "Somebody who took part has neither an NPI nor another number. The claim goes out, but most payers reject "
        "it; look the NPI up."),
    ("CLM-33", "place"): (
        "error", "A number that the payer gave stands with the billing provider, where only licences stand. It belongs to "
        "the payer (G2)."),
    ("CLM-33", "license"): (
        "error", "The licence of the billing provider is also said to be the payer's number. Give the licence or the "
        "payer's number, each in its place."),
    ("CLM-33", "unknown"): (
        "error", "The billing provider has neither an NPI nor a number of the payer. Ask the sender for one of them."),

    ("CLM-34", "employer"): (
        "error", "With workers' compensation the employer is insured, but a person is named as the subscriber. Name the "
        "employer, and the injured person as the patient."),
    ("CLM-34", "patient"): (
        "error", "With workers' compensation the injured person is the patient and never the subscriber. Describe the "
        "patient, with relationship 20 (employee)."),
    ("CLM-34", "relationship"): (
        "error", "With workers' compensation the patient is the employee of the subscriber. Give relationship 20."),
    ("CLM-34", "claim-number"): (
        "error", "The claim number of the workers' compensation is missing. Fill it in for the patient."),
    ("CLM-34", "patient-number"): (
        "error", "With workers' compensation the patient has a social security number or a member number. Fill in one of "
        "them."),

    ("CLM-35", "birth"): (
        "warning", "The patient is said to be born after the first service. The claim goes out; check both dates."),
    ("CLM-35", "death"): (
        "warning", "The patient is said to have died before the last service. The claim goes out; check both dates."),
    ("CLM-35", "after-service"): (
        "warning", "{what} lies after the first service, which is of {day}. The claim goes out; check both dates."),
    ("CLM-35", "order"): (
        "warning", "{what} lies before {other}. The claim goes out; check both dates."),
}

"""Sentences: what only some claims say: drugs, ambulances, equipment, certificates, papers, repricing."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("CLM-23", "ndc"): (
        "error", "An NDC has eleven digits without dashes; this one has {length} characters. Fill up each part with zeros "
        "to 5-4-2."),
    ("CLM-23", "drug-qualifier"): (
        "error", "The kind of drug number must be one of: {known}."),
    ("CLM-23", "drug-quantity"): (
        "error", "How much of the drug was given is missing or not above zero. Fill it in."),
    ("CLM-23", "drug-unit"): (
        "error", "What the drug is measured in must be one of: {known}."),
    ("CLM-23", "clia"): (
        "error", "A CLIA number is two digits, the letter D and seven digits; this one has {length} characters. Correct it."),
    ("CLM-23", "ambulance-transport"): (
        "error", "The claim says something of a transport by ambulance, but not the transport itself: why and how far. Fill "
        "in its reason and its miles, or leave the rest out."),
    ("CLM-23", "ambulance-unsaid"): (
        "warning", "The claim is for an ambulance and says nothing of the transport. It goes out, but most payers reject it; "
        "fill in its reason and its miles, and where it began and ended."),
    ("CLM-23", "weight"): (
        "error", "The patient's weight in pounds is not above zero. Correct it, or leave it out."),
    ("CLM-23", "ambulance-reason"): (
        "error", "The reason of the transport must be one of: {known}."),
    ("CLM-23", "ambulance-distance"): (
        "error", "How many miles the ambulance went is missing or below zero. Fill it in; 0 is allowed."),
    ("CLM-23", "ambulance-place"): (
        "error", "A transport says from where to where it went, and {what} is missing. Fill in that address."),
    ("CLM-23", "ambulance-address"): (
        "error", "The {field} of where an ambulance picked up or dropped off is missing. Fill it in."),
    ("CLM-23", "ambulance-patients"): (
        "error", "The number of patients in the ambulance is below one. Correct it, or leave it out when there was only "
        "this one."),
    ("CLM-23", "condition-category"): (
        "error", "This kind of condition cannot stand here; it must be one of: {known}."),
    ("CLM-23", "condition-repeated"): (
        "error", "This is condition number {count} of one kind ({what}), and there is no room for it. Put the codes into "
        "one, or leave some out."),
    ("CLM-23", "condition-certified"): (
        "error", "Whether the condition holds must be Y or N; homebound is Y or not said at all. Fill it in."),
    ("CLM-23", "condition-both"): (
        "error", "A condition of this kind ({what}) is said to hold and not to hold. Leave out the one that is not so."),
    ("CLM-23", "condition-code"): (
        "error", "A condition of this kind ({what}) names one to {most} of: {known}. Correct its codes."),
    ("CLM-23", "epsdt-referral"): (
        "error", "An EPSDT referral is N with NU (no referral), or Y with what came of it (AV, S2 or ST). Correct one of "
        "the two."),
    ("CLM-23", "epsdt-line"): (
        "warning", "An EPSDT referral is told, but no line is said to be an EPSDT service. The claim goes out; mark the "
        "line."),
    ("CLM-23", "flag"): (
        "error", "This is said with {yes} or not at all. Correct it, or leave it out."),
    ("CLM-23", "spinal-condition"): (
        "error", "The condition that the chiropractor treats must be one of: {known}."),
    ("CLM-23", "spinal-unsaid"): (
        "warning", "The line is for spinal manipulation, and the claim to Medicare does not say what condition is treated and "
        "since when. It goes out; Medicare rejects it without."),
    ("CLM-23", "spinal-date"): (
        "warning", "The claim is for spinal manipulation and does not say {what}. It goes out; Medicare rejects it without "
        "that date."),
    ("CLM-23", "admission"): (
        "warning", "The place of service is an inpatient one, and the day of admission is missing. The claim goes out; many "
        "payers reject it without."),
    ("CLM-23", "last-menstrual-period"): (
        "warning", "The claim is for a delivery or the care around it, and the day of the last menstrual period is missing. "
        "It goes out; some payers ask for it."),
    ("CLM-23", "equipment-procedure"): (
        "error", "The equipment has another code than its line. Use the line's procedure code for both."),
    ("CLM-23", "equipment-days"): (
        "error", "For how many days the equipment is needed is missing or not above zero. Fill it in."),
    ("CLM-23", "equipment-price"): (
        "error", "What it costs to {what} the equipment is missing or below zero. Fill it in; 0 is allowed."),
    ("CLM-23", "equipment-frequency"): (
        "error", "How often the rent is billed must be one of: {known}."),
    ("CLM-23", "certificate-number"): (
        "error", "The certificate of equipment has no control number. Leave it out, or name the paper as an attachment of "
        "the line."),
    ("CLM-23", "certificate-ended"): (
        "error", "The service is of {day}, and Medicare takes no certificate of medical necessity for services since "
        "{since}. Leave the form and the certificate out."),
    ("CLM-23", "certification-type"): (
        "error", "The kind of certification must be one of: {known}."),
    ("CLM-23", "certification-months"): (
        "error", "For how many months the equipment is certified is missing or not above zero. Fill it in; 99 is for a "
        "lifetime."),
    ("CLM-23", "certification-date"): (
        "error", "The equipment is certified, but {what} is missing. Fill in that date on the line."),
    ("CLM-23", "result-kind"): (
        "error", "What was measured must be one of: {known}."),
    ("CLM-23", "result-value"): (
        "error", "The value that was measured is missing. Fill it in, or leave the result out."),
    ("CLM-23", "form-kind"): (
        "error", "The kind of form must be one of: {known}."),
    ("CLM-23", "form-empty"): (
        "error", "The form has no number, or no question of it is answered. Fill in both, or leave the form out."),
    ("CLM-23", "form-response"): (
        "error", "An answer of one letter must be one of: {known}."),
    ("CLM-23", "form-answer"): (
        "error", "A question of the form has no number or no answer. Fill it in, or leave the question out."),
    ("CLM-23", "attachment-type"): (
        "error", "The kind of paper is not among the guide's codes. Use one of them, like 03 (report), B3 (order) or OZ "
        "(support data)."),
    ("CLM-23", "attachment-transmission"): (
        "error", "How the paper comes must be one of: {known}."),
    ("CLM-23", "attachment-number"): (
        "error", "The paper is sent apart from the claim and has no control number, so that nobody will find it. Give it "
        "the number that stands on the paper, or AA when the payer shall ask for it."),
    ("CLM-23", "attachments-too-many"): (
        "error", "There are {count} attachments; 10 is the most. Put some papers together."),
    ("CLM-23", "purchased-from"): (
        "error", "The line says what a bought service cost but not who sold it. Name the provider, or leave the price out."),
    ("CLM-23", "purchased-charge"): (
        "error", "The line names a provider that the service was bought from, but no price, or one below zero. Fill in what "
        "was paid for it."),

    ("CLM-28", "choice"): (
        "error", "This must be one of: {known}."),

    ("CLM-30", "repricer"): (
        "warning", "The claim says what only a repricer or a network says: {what}. It goes out; leave it out unless you are "
        "one."),

    ("CLM-31", "alone"): (
        "warning", "The line has the number that ties the ingredients of a compound together, and no other line has it. It "
        "goes out; bill each ingredient on a line of its own with the same number."),
    ("CLM-31", "repeated"): (
        "warning", "Line {first} of the same compound has the same drug number. The claim goes out; each ingredient stands "
        "once."),
}

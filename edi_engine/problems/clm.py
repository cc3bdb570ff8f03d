"""Sentences: claims before they leave (CLM, and the ENV rules of a claim)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("CLM-25", "same-service"): (
        "warning", "The same service of this patient on {day}, for {charge}, was billed with claim {other}. It goes out, but "
        "most payers reject it as a duplicate; when it was done twice, a modifier says so: 76, 77, 59, 91, XE, XP, XS or XU."),
    ("CLM-25", "same-line"): (
        "warning", "Line {first} of this claim is the same service of the same day for the same charge. It goes out, but most "
        "payers reject one of the two as a duplicate; give the units on one line, or say with a modifier that it was done "
        "twice: 76, 77, 59, 91, XE, XP, XS or XU."),
    ("CLM-25", "decided"): (
        "warning", "The payer has decided this claim already, and it is sent as an original once more. It goes out, but most "
        "payers reject it as a duplicate; use frequency 7 with the payer's number of the claim, or `edi replace`."),
    ("CLM-25", "already-sent"): (
        "warning", "This claim of {charge} left before and says nothing new, so it was not sent again. Correct it, or give "
        "it frequency 7 to replace what was sent."),

    ("CLM-26", "above-charge"): (
        "warning", "Sales tax and postage of the line come to {extra}, but they are a part of its charge, and that is "
        "{charge}. The claim goes out; add them to the charge."),

    ("CLM-1", "missing"): (
        "error", "{what} is missing, and no claim leaves without it. {how}"),

    ("CLM-2", "numbering"): (
        "error", "This level is number {said} of its transaction set, but its HL01 should be {counted}. Levels are numbered "
        "from 1 in the order in which they stand; number them again."),
    ("CLM-2", "parent"): (
        "error", "This level names {said} as its parent, but no open level of that number and kind stands above it. A "
        "subscriber belongs to the billing provider before it, a patient to the subscriber before it."),
    ("CLM-2", "child"): (
        "error", "HL04 says that levels below follow, or that none follow, and what follows does not agree. It is 1 when "
        "the next level belongs to this one, else 0; correct it."),
    ("CLM-2", "line"): (
        "error", "This is line {counted} of its claim, but LX01 says otherwise. Lines are numbered from 1 in every claim; "
        "number them again."),

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

    ("CLM-6", "length"): (
        "error", "A claim number has 1 to 20 characters; this one has {length}. Payers return only 20, so shorten it."),
    ("CLM-6", "characters"): (
        "error", "The claim number holds signs that do not survive the way to the payer and back. Use letters and digits "
        "only."),
    ("CLM-6", "fragile"): (
        "warning", "The claim number has {length} characters, and some payers cut it off after 17. The claim goes out, but "
        "its payment may have to be matched by hand."),
    ("CLM-6", "repeated"): (
        "error", "This claim number was used before in the same batch, at {other}. Two claims with one number cannot be "
        "told apart when they are paid; give each its own."),

    ("CLM-6", "changed"): (
        "error", "This claim number holds a character that edi.toml uses as a delimiter or that the partner does not take, "
        "so that it would leave changed and its answer would not find it. Use letters and digits."),
    ("CLM-6", "alike"): (
        "warning", "This claim number differs only in case, punctuation or leading zeros from that at {other}. Payers drop "
        "these, and then the two cannot be told apart; give each claim a number of its own."),

    ("CLM-7", "amount"): (
        "error", "This is no amount of money in whole cents, or far too large for one. Write it like 125.00."),
    ("CLM-7", "sum"): (
        "error", "The total charge is {said}, but the lines come to {total}: {off} too much or too little. Correct the "
        "lines, or leave the total out and it will be added up."),
    ("CLM-7", "product"): (
        "error", "The line charges {net}, but its price, quantity and factor come to {product}. Correct one of them, or leave "
        "the price out."),
    ("CLM-7", "negative"): (
        "error", "A line charges {amount}. A charge is never negative; to take a claim back, void or replace it."),
    ("CLM-7", "too-large"): (
        "error", "A line charges {amount}, and the largest amount that can be sent is 99999999.99. Check the decimal point."),
    ("CLM-7", "total-too-large"): (
        "error", "The claim charges {total} in all, and the largest amount that can be sent is 99999999.99. Check the decimal "
        "points, or bill it as several claims."),
    ("CLM-7", "zero"): (
        "warning", "The claim charges nothing. It goes out, but most payers reject a claim of 0.00; check the fees."),

    ("CLM-8", "place"): (
        "error", "This is no place of service. Use one of the two-digit codes of CMS, like 11 for an office; a spreadsheet "
        "may have dropped a leading zero."),
    ("CLM-8", "place-then"): (
        "error", "This place of service can be used {days}, and the service is of {day}. Use the place that was right then."),
    ("CLM-8", "frequency"): (
        "error", "The claim frequency is 1 (original), 7 (replacement) or 8 (void). Use one of these."),

    ("CLM-9", "number-missing"): (
        "error", "A claim of frequency {frequency} changes an earlier one, but the payer's number of that claim is missing. "
        "Take it from the remittance (the payer's claim control number) and fill it in."),
    ("CLM-9", "number-with-original"): (
        "error", "An original claim must not name a claim number of the payer. Leave it out, or use frequency 7 to replace "
        "the earlier claim."),
    ("CLM-9", "own-field"): (
        "error", "A number of the kind {qualifier} has a field of its own, {field}, and cannot stand among the other numbers. "
        "Move it there, or leave it out."),

    ("CLM-10", "choice"): (
        "error", "This must be one of: {known}."),

    ("CLM-11", "cause"): (
        "error", "The cause of an accident is one or two of: {known}."),
    ("CLM-11", "repeated"): (
        "error", "The same cause of the accident is named twice. Name it once."),
    ("CLM-11", "no-cause"): (
        "warning", "The claim has the date of an accident and no cause. It goes out; say the cause (AA car, EM work, OA other) "
        "or leave the date out."),
    ("CLM-11", "date"): (
        "error", "The claim says that there was an accident but not when. Fill in the accident date."),
    ("CLM-11", "employment-date"): (
        "warning", "The claim is related to the patient's work. If it was an accident, fill in its date; the claim goes out "
        "as it is."),
    ("CLM-11", "state"): (
        "error", "After a car accident the claim names the state or province where it happened, as two letters. Fill it in; "
        "for another country fill in the country."),

    ("CLM-12", "format"): (
        "error", "Diagnosis {position} is not written like an ICD-10 code: a letter and two to six more letters or "
        "digits, with or without the point after the third. Correct it."),
    ("CLM-12", "icd9"): (
        "error", "Diagnosis {position} is said to be of ICD-9 (BK or BF), and the service of {day} is coded in ICD-10, as "
        "all since 2015-10-01. Code it anew."),
    ("CLM-12", "icd10"): (
        "warning", "Diagnosis {position} is said to be of ICD-10 (ABK or ABF), and the first service is of {day}; until "
        "2015-09-30 services are coded in ICD-9. Check the date."),
    ("CLM-12", "heading"): (
        "error", "Diagnosis {position} has {length} characters and is a heading, no code that can be billed: {count} codes "
        "stand below it, of up to {most} characters. Choose the one that says what was found."),
    ("CLM-12", "unknown"): (
        "error", "Diagnosis {position} is in no ICD-10-CM list from {since} to {until}. Look the code up; a letter O for a "
        "zero or a missing last character is the usual slip."),
    ("CLM-12", "unproved"): (
        "warning", "The service of {day} lies outside the ICD-10-CM lists known here, which go from {since} to {until}, and "
        "diagnosis {position} is not on the nearest of them. The claim goes out; `edi codes import` loads the list of that "
        "year."),
    ("CLM-12", "outside"): (
        "warning", "The service of {day} lies outside the ICD-10-CM lists known here, which go from {since} to {until}; "
        "diagnoses of such days are checked against the nearest list, and this is said once. `edi codes import` loads the list "
        "of that year, which CDC gives away."),
    ("CLM-12", "too-many"): (
        "error", "The claim has {count} diagnoses; 12 is the most. Leave out those that no line points at."),
    ("CLM-12", "repeated"): (
        "error", "Diagnosis {position} is the same as diagnosis {first}. Leave it out and correct the pointers."),
    ("CLM-12", "external-cause"): (
        "error", "The first diagnosis says what caused an injury (V00 to Y99), and that is never the principal one. Put the "
        "injury itself first."),

    ("CLM-13", "number"): (
        "error", "This is no pointer. Write the numbers of one to four diagnoses, like 1:2, or their letters, like AB."),
    ("CLM-13", "nowhere"): (
        "error", "The line points at diagnosis {pointer}, but the claim has {count}. Correct the pointer; several are "
        "separated by a colon, like 1:2."),
    ("CLM-13", "repeated"): (
        "error", "The line points at the same diagnosis twice. Name each once."),
    ("CLM-13", "too-many"): (
        "error", "The line points at {count} diagnoses; 4 is the most. Keep the four that matter."),

    ("CLM-14", "number"): (
        "error", "This is no number, or one of far too many digits. Write it with digits and at most a decimal point, like "
        "1 or 0.5."),
    ("CLM-14", "unit"): (
        "error", "Units are counted as UN (units) or MJ (minutes). Use one of these."),
    ("CLM-14", "negative"): (
        "error", "The line has {units} units. Units are never negative."),
    ("CLM-14", "precision"): (
        "error", "The line has {units} units; at most 8 digits and 3 decimals can be sent. Round it."),
    ("CLM-14", "minutes"): (
        "error", "The line has {units} minutes. Minutes are whole and more than none."),
    ("CLM-14", "zero"): (
        "warning", "The line has no units. It goes out, but most payers reject it; check the number."),
    ("CLM-14", "minutes-expected"): (
        "warning", "This is an anaesthesia code, and its time is billed in minutes (MJ). The line goes out with {units} "
        "units; check it."),
    ("CLM-14", "minutes-unexpected"): (
        "warning", "Minutes (MJ) are for anaesthesia codes only. The line goes out with {units} minutes; check it."),
    ("CLM-14", "surgery"): (
        "error", "An anaesthesia names the operation: one principal procedure (BP) and at most one other (BO), in this "
        "order. Correct the list."),
    ("CLM-14", "surgery-code"): (
        "error", "The code of the operation during an anaesthesia has five capitals or digits; this one has {length} "
        "characters. Correct it."),
    ("CLM-14", "obstetric-units"): (
        "error", "The further units of an obstetric anaesthesia are above zero and have at most 8 digits. Correct them, or "
        "leave them out."),
    ("CLM-14", "obstetric-unexpected"): (
        "warning", "Further units are for obstetric anaesthesia only (01958 to 01969), and the line bills another "
        "procedure. It goes out; check it."),

    ("CLM-15", "date"): (
        "error", "This is no date of the years 1900 to 2100. Write it like 2026-01-31, 20260131 or 1/31/2026."),
    ("CLM-15", "order"): (
        "error", "It begins on {since} and ends on {until}, which is earlier. Exchange the two or correct one."),
    ("CLM-15", "future"): (
        "error", "The service is dated {day}, and today is {today}. A service is billed after it was given; correct the "
        "date."),

    ("CLM-15", "diagnosis"): (
        "error", "Diagnosis {position} can be billed {days}, and the first service is of {day}. Look up which code holds on "
        "that day."),
    ("CLM-15", "procedure"): (
        "error", "The procedure code can be billed {days}, and the service is of {day}. Look up which code holds on that "
        "day."),

    ("CLM-16", "length"): (
        "error", "A line's control number has at most 30 characters; this one has {length}. Shorten it, or leave it out and "
        "one is made."),
    ("CLM-16", "characters"): (
        "error", "The line's control number holds signs that do not survive the way to the payer and back. Use letters and "
        "digits."),
    ("CLM-16", "changed"): (
        "error", "The control number of this line holds a character that edi.toml uses as a delimiter or that the partner "
        "does not take, so that it would leave changed. Use letters and digits, or leave it out and one is made."),
    ("CLM-16", "repeated"): (
        "error", "Line {first} of this claim has the same control number. Give each line its own, or leave it out and one "
        "is made."),

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

    ("CLM-22", "range"): (
        "error", "The patient is said to have paid {paid} of a charge of {charge}. What the patient paid is between nothing "
        "and the charge; correct it."),
    ("CLM-22", "medicare"): (
        "warning", "The patient has paid {paid}, and this is sent to Medicare, which may then send its payment to the "
        "patient. Leave it out unless it is meant for services that Medicare covers."),

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

    ("CLM-24", "procedure"): (
        "error", "A procedure code has five capitals or digits; this one has {length} characters. A modifier goes into its "
        "own field."),
    ("CLM-24", "form"): (
        "warning", "The procedure code has the form of neither CPT (five digits, or four and a letter) nor HCPCS (a letter "
        "A to V and four digits). The line goes out; a code that only one payer knows may be right."),
    ("CLM-24", "unknown"): (
        "error", "The procedure code is not on the {name} list that was loaded, which goes from {since} to {until}. Look it "
        "up, or load a newer list with `edi codes import`."),
    ("CLM-24", "unproved"): (
        "warning", "The service of {day} lies outside the {name} list that was loaded, which goes from {since} to {until}, "
        "and the procedure code is not on it. The line goes out; `edi codes import` loads the list of that year."),
    ("CLM-24", "unlisted"): (
        "error", "This procedure code stands for what has no code of its own, and the line does not say what was done. "
        "Describe it in up to 80 characters, or use a code that says it."),
    ("CLM-24", "modifier"): (
        "error", "A modifier has two capitals or digits. Give each modifier its own field."),
    ("CLM-24", "repeated"): (
        "error", "The line has the same modifier twice. Name it once."),
    ("CLM-24", "too-many"): (
        "error", "The line has {count} modifiers; 4 is the most. Keep the four that matter, or use 99 as the payer says."),

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

    ("CLM-28", "choice"): (
        "error", "This must be one of: {known}."),

    ("CLM-29", "kind"): (
        "error", "The kind of a note must be one of: {known}."),
    ("CLM-29", "too-many"): (
        "error", "There are {count} notes where only one can be sent. Put them into one of up to 80 characters."),
    ("CLM-29", "information-too-many"): (
        "error", "There are {count} texts for the payer's own use; 10 is the most. Leave some out."),
    ("CLM-29", "information-agreed"): (
        "warning", "The claim holds a text that only a payer which has agreed to it can read (K3). It goes out; leave it "
        "out for every other payer."),

    ("CLM-30", "repricer"): (
        "warning", "The claim says what only a repricer or a network says: {what}. It goes out; leave it out unless you are "
        "one."),

    ("CLM-31", "alone"): (
        "warning", "The line has the number that ties the ingredients of a compound together, and no other line has it. It "
        "goes out; bill each ingredient on a line of its own with the same number."),
    ("CLM-31", "repeated"): (
        "warning", "Line {first} of the same compound has the same drug number. The claim goes out; each ingredient stands "
        "once."),

    ("CLM-32", "place"): (
        "error", "A date of this meaning has no place here. Move it to the line or to the claim, or leave it out."),
    ("CLM-32", "day"): (
        "error", "This date is one day and not a range. Give the day alone."),
    ("CLM-32", "range"): (
        "error", "The disability is said as a range, and one of its ends is missing. Fill in both days, or give the one "
        "that is known as begin or end."),
    ("CLM-32", "said-by-claim"): (
        "error", "The claim says the same date already, and a line says it only when it differs. Leave it out on the line."),

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

    ("ENV-6", "identifier-changed"): (
        "error", "This number holds a character that edi.toml uses as a delimiter, so that it would leave as another number. "
        "Write it as it stands on the card or letter, without that sign."),
    ("ENV-7", "identifier-changed"): (
        "error", "This number holds a character that the partner does not take, so that it would leave as another number. "
        "Write it as it stands on the card or letter, in plain letters and digits."),

    ("ENV-12", "lines"): (
        "error", "The claim has {count} lines; 50 is the most. Split it into two claims."),

    ("ENV-13", "interchange-id"): (
        "error", "An interchange id has 2 to 15 letters, digits, blanks, dots, dashes and underscores; this one has {length} "
        "characters. Use the id that your clearinghouse has given you."),
    ("ENV-13", "qualifier"): (
        "error", "The qualifier of an interchange id is one of 01, 14, 20, 27, 28, 29, 30, 33 and ZZ. Your clearinghouse "
        "tells which one; ZZ (mutually defined) is the usual one."),
    ("ENV-13", "delimiters"): (
        "error", "Delimiters are four different signs that values are not made of - no letters, digits, blanks, dots, "
        "dashes or underscores: element, repetition, component and segment terminator. The usual ones are *^:~"),

    ("ENV-14", "use"): (
        "error", "BHT06 says what the claims are for and must be one of: {known}."),
    ("ENV-14", "predetermination-paid"): (
        "error", "The claim asks what would be paid (a predetermination) and says that the patient has paid already. Leave "
        "the payment out."),
    ("ENV-14", "predetermination-others"): (
        "error", "The claim asks what would be paid (a predetermination) and names other payers, which have decided "
        "nothing. Leave them out."),
}

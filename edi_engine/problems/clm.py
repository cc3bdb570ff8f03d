"""Sentences: claims before they leave (CLM, and the ENV rules of a claim)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("CLM-25", "already-sent"): (
        "warning", "This claim of {charge} left before and says nothing new, so it was not sent again. Correct it, or give "
        "it frequency 7 to replace what was sent."),

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

    ("CLM-10", "choice"): (
        "error", "This must be one of: {known}."),

    ("CLM-11", "cause"): (
        "error", "The cause of an accident is one or two of: {known}."),
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

    ("CLM-15", "date"): (
        "error", "This is no date. Write it like 2026-01-31, 20260131 or 1/31/2026."),
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
        "error", "A tax id (EIN or SSN) is nine digits without dashes and no placeholder; this one has {length} characters. "
        "Correct it."),
    ("CLM-19", "taxonomy"): (
        "error", "A taxonomy code has ten characters and ends in X; this one has {length}. Correct it, or leave it out when "
        "the payer does not ask for it."),

    ("CLM-19", "taxonomy-unknown"): (
        "warning", "This taxonomy code is not on the list that was loaded. The claim goes out; check the code, or load a "
        "newer list with `edi codes import`."),

    ("CLM-20", "phone"): (
        "error", "A phone number is ten digits, and neither its area code nor its exchange begins with 0 or 1; this one has "
        "{length} characters. Write it without dashes, or leave it out."),

    ("CLM-22", "range"): (
        "error", "The patient is said to have paid {paid} of a charge of {charge}. What the patient paid is between nothing "
        "and the charge; correct it."),

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
}

"""Sentences: a claim as a whole - its number, charge, kind, accident, notes and dates - and the envelope around it."""

from edi_engine.problems import Table

SENTENCES: Table = {
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

    ("CLM-22", "range"): (
        "error", "The patient is said to have paid {paid} of a charge of {charge}. What the patient paid is between nothing "
        "and the charge; correct it."),
    ("CLM-22", "medicare"): (
        "warning", "The patient has paid {paid}, and this is sent to Medicare, which may then send its payment to the "
        "patient. Leave it out unless it is meant for services that Medicare covers."),

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

    ("CLM-29", "kind"): (
        "error", "The kind of a note must be one of: {known}."),
    ("CLM-29", "too-many"): (
        "error", "There are {count} notes where only one can be sent. Put them into one of up to 80 characters."),
    ("CLM-29", "information-too-many"): (
        "error", "There are {count} texts for the payer's own use; 10 is the most. Leave some out."),
    ("CLM-29", "information-agreed"): (
        "warning", "The claim holds a text that only a payer which has agreed to it can read (K3). It goes out; leave it "
        "out for every other payer."),

    ("CLM-32", "place"): (
        "error", "A date of this meaning has no place here. Move it to the line or to the claim, or leave it out."),
    ("CLM-32", "day"): (
        "error", "This date is one day and not a range. Give the day alone."),
    ("CLM-32", "range"): (
        "error", "The disability is said as a range, and one of its ends is missing. Fill in both days, or give the one "
        "that is known as begin or end."),
    ("CLM-32", "said-by-claim"): (
        "error", "The claim says the same date already, and a line says it only when it differs. Leave it out on the line."),

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

"""Sentences: what was done and why: diagnoses, procedures, units and dates of the lines."""

from edi_engine.problems import Table

SENTENCES: Table = {
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

    ("CLM-26", "above-charge"): (
        "warning", "Sales tax and postage of the line come to {extra}, but they are a part of its charge, and that is "
        "{charge}. The claim goes out; add them to the charge."),
}

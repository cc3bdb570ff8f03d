"""Sentences: other payers and what they decided (COB, CLM-5), and claims that change or follow one that left (CLM-9)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("CLM-5", "choice"): (
        "error", "Why Medicare comes after another payer must be one of: {known}."),
    ("CLM-5", "not-medicare"): (
        "error", "A reason why Medicare comes later is given, but this payer's kind of insurance is {filing} and not "
        "Medicare (MA, MB). Leave the reason out, or correct the kind."),
    ("CLM-5", "first"): (
        "error", "A reason why Medicare comes later is given, but Medicare is the first payer (P) here. Leave the reason "
        "out, or correct the order of the payers."),
    ("CLM-5", "missing"): (
        "warning", "Medicare comes after another payer, and nothing says why; it then sends the claim back (N245). Give one "
        "of: {known}."),
    ("CLM-5", "several"): (
        "warning", "{count} payers come before Medicare, which takes one electronically. Send this claim on paper, as your "
        "contractor says."),

    ("COB-1", "missing"): (
        "error", "{what} is missing, and no claim leaves without it. Fill it in; name and kind of a payer may be said once "
        "in edi.toml."),
    ("COB-1", "relationship"): (
        "error", "The patient's relationship to the insured of another payer must be one of: {known}."),
    ("COB-1", "nobody-before"): (
        "error", "The claim is for a later payer ({sequence}), but no payer before it is named. Name it with what it "
        "decided, or make this payer the first (P)."),
    ("COB-1", "no-next-payer"): (
        "error", "The claim names no payer after {payer}. Say who is next: `edi secondary CLAIM --payer ID --member-id ID`, "
        "or --with a file of encounters whose other_payers name it."),
    ("COB-1", "next-unknown"): (
        "error", "{payer} is no payer of edi.toml, and the claim does not name it either. Add it under [[payers]] with its id, "
        "name and filing_indicator, or give the id that stands there."),
    ("COB-1", "next-member"): (
        "error", "The claim does not name {payer}, so the member id there is unknown. Give it with --member-id; when somebody "
        "else is the insured there, use --with a file of encounters."),
    ("COB-1", "sent-before"): (
        "error", "The claim left for {payer} on {day} already. `edi replace CLAIM --payer {payer}` changes it; --force sends "
        "it as new."),

    ("COB-2", "paid-missing"): (
        "error", "The claim says when or how {payer} decided, but not what it paid. Give the amount (0.00 when it paid "
        "nothing), or leave out all that it decided."),
    ("COB-2", "undecided"): (
        "warning", "{payer} comes before the payer that is asked, and what it decided is missing. Most payers wait for that; "
        "give what it paid and adjusted, or not_covered when it was not asked."),
    ("COB-2", "twice"): (
        "error", "{code} of {amount} stands for the claim as a whole and again on its lines of {payer}. Leave it where that "
        "payer's remittance has it."),

    ("COB-3", "line"): (
        "error", "{payer} paid {paid} of this line's {charge} and adjusted {taken}: {off} is unexplained. Paid and "
        "adjustments must make up the charge; copy them from the remittance."),
    ("COB-3", "claim"): (
        "error", "{payer} paid {paid} of the claim's {charge} and adjusted {taken}: {off} is unexplained. Paid and "
        "adjustments of claim and lines must make up the charge; copy them from the remittance."),
    ("COB-3", "line-unsaid"): (
        "error", "{payer} decided other lines of the claim, but nothing is said of line {lines}. Say what it decided there, "
        "with 0.00 paid and the reason when it denied it."),
    ("COB-3", "line-unknown"): (
        "error", "{payer} decided a line that the claim as it left does not have ({file}, segment {segment}). Look at `edi "
        "claim`; when the claim was changed since, wait for the answer to the change."),

    ("COB-4", "twice"): (
        "error", "The day on which {payer} decided stands with the payer and on its lines. It belongs on the lines when "
        "there are some; leave the other out."),
    ("COB-4", "date-missing"): (
        "error", "The day on which {payer} decided is missing. Give the payment date of its remittance."),
    ("COB-4", "future"): (
        "error", "{payer} is said to have decided on {day}, and today is {today}. Give the payment date of its remittance."),

    ("COB-5", "payer"): (
        "error", "The line names a payer that is none of the claim's other payers: {known}. Use the id by which the other "
        "payer is named, or name that payer too."),
    ("COB-5", "negative"): (
        "error", "Another payer is said to have paid {paid} for the line. What it paid is zero or more; a payment taken back "
        "is not sent, but the decision that stands."),
    ("COB-5", "code-set"): (
        "error", "The kind of the code that another payer paid for must be one of: {known}. Of a drug code, send the "
        "procedure code that was billed."),
    ("COB-5", "units-missing"): (
        "error", "For how many units another payer paid is missing. Give the units of its remittance, 1 when it says none."),
    ("COB-5", "bundled"): (
        "error", "The line into which another payer bundled this one must be one of the claim's {count} lines, by its "
        "position."),
    ("COB-5", "group"): (
        "error", "Who bears an adjustment must be one of: {known}."),
    ("COB-5", "pair"): (
        "error", "An adjustment has a reason and an amount; one of the two is missing here. Fill it in, or leave both out."),
    ("COB-5", "reason"): (
        "error", "The reason of an adjustment is a code of one to five letters and digits; this one has {length} characters. "
        "Copy it from the remittance, without the group and its dash."),
    ("COB-5", "quantity"): (
        "error", "An adjustment of no units says nothing of units. Leave the quantity out, or give how many were not paid."),
    ("COB-5", "zero"): (
        "error", "An adjustment of 0.00 says nothing. Leave it out."),
    ("COB-5", "scattered"): (
        "warning", "Adjustments of one group (CO, PR ...) stand apart from each other. Payers want them together in one CAS."),
    ("COB-5", "too-many-adjustments"): (
        "error", "The adjustments fill {count} CAS segments, and 5 fit: six reasons each, each group in its own. Add up "
        "those of the same reason."),
    ("COB-5", "too-many-modifiers"): (
        "error", "Another payer is said to have paid for a code with {count} modifiers; 4 is the most. Copy them from its "
        "remittance."),
    ("COB-5", "too-many"): (
        "error", "The line has {count} decisions of other payers; 15 is the most. Add up those of one payer."),

    ("COB-6", "twice"): (
        "error", "What is still to be paid after {payer} stands for the claim and on its lines. It belongs on the lines when "
        "there are some; leave the other out."),
    ("COB-6", "remaining-missing"): (
        "error", "What is still to be paid after {payer} is missing. Give it, 0.00 when nothing is left: on each line that "
        "it decided, or for the claim when it decided no lines."),
    ("COB-6", "differs"): (
        "info", "{left} is said to be left after {payer}, and it gave {share} to the patient (PR). Both can be right."),
    ("COB-6", "remark"): (
        "warning", "A remark code is M, MA or N and digits, like N807 or MA18. Copy it from the remittance (MOA)."),
    ("COB-6", "too-many-remarks"): (
        "error", "There are {count} remark codes of {payer}; 5 fit (MOA). Leave some out."),
    ("COB-6", "remark-unknown"): (
        "warning", "The remark code {remark} is not on the list that was loaded. The claim goes out; copy the code from the "
        "remittance (MOA), or load a newer list with `edi codes import`."),
    ("COB-6", "nothing-left"): (
        "info", "{payer} paid or adjusted the whole charge: nothing is left for the patient or another payer, so no claim "
        "was made. --force makes it all the same."),

    ("COB-7", "same-number"): (
        "warning", "The number of the claim that is to be changed is the one of {payer}, but another payer is asked. Each "
        "payer has its own number of a claim; take it from that payer's remittance."),
    ("COB-7", "crossed-over"): (
        "error", "{payer} has sent the claim on itself ({how}), so that a claim from you would be a duplicate. Wait for the "
        "answer; when none comes, --force sends yours."),
    ("COB-7", "crossed-elsewhere"): (
        "warning", "{payer} says that it has sent the claim on ({how}), but not that it was to {next}. The claim goes out; "
        "when {next} has it already, it denies yours as a duplicate."),

    ("COB-8", "negative"): (
        "error", "{payer} is said to have paid {paid} for the claim. What it took back is not sent; send what its last "
        "correction says."),
    ("COB-8", "no-decision"): (
        "error", "{payer} has not decided the claim yet, and the next payer wants to know what it decided. Wait for its "
        "remittance."),
    ("COB-8", "reversed"): (
        "error", "{payer} has taken its decision of {day} back ({file}, segment {segment}) and given no other. Wait for the "
        "correction."),
    ("COB-8", "held"): (
        "error", "The remittance of {payer} of {day} is held because it does not balance ({file}, segment {segment}). Ask "
        "for a corrected one; `edi release` alone does not make it balance."),
    ("COB-8", "superseded"): (
        "warning", "{payer} decided the claim again without taking the first decision back; the one of {day} is sent along."),

    ("COB-9", "decided"): (
        "error", "{payer} is said not to have been asked (not_covered), and yet to have decided. Leave out the one that is "
        "not so."),
    ("COB-9", "amount"): (
        "error", "{payer} was not asked and is said not to cover {amount}; that is always the whole charge, {charge}. "
        "Correct it."),

    ("CLM-9", "number-unknown"): (
        "error", "The claim cannot be changed yet: {payer} {answered}, so its number of the claim is unknown. Give "
        "it with --number when you have it from elsewhere; a claim that was thrown back is submitted again instead."),
    ("CLM-9", "frequency-differs"): (
        "error", "The file says frequency {said} for this claim, and the command would send {sent}. `edi replace` sends 7, "
        "`edi void` 8, `edi fix` what was thrown back: use the right one, or correct the file."),
    ("CLM-9", "number-differs"): (
        "warning", "The file says that the payer's number of the claim is {said}; it leaves with {sent}, from the payer's last "
        "answer or --number. When the file is right, give its number with --number."),
    ("CLM-9", "voided"): (
        "error", "The claim to {payer} was voided, and what is void cannot be changed. Submit the encounter again as a new "
        "claim."),
}

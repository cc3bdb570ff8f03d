"""Sentences: remittances (REM)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("REM-1", "line"): ("error",
        "The line was billed {charge}, its adjustments (CAS) take {taken} and {paid} is paid: {off} is "
        "unexplained. Ask the payer for a corrected 835."),
    ("REM-2", "claim"): ("error",
        "The claim was billed {charge}, the adjustments of the claim and its lines (CAS) take {taken} and "
        "{paid} is paid: {off} is unexplained. Ask the payer for a corrected 835."),
    ("REM-3", "off"): ("error",
        "The payment is {paid}, but its claims and provider adjustments come to {sum}: {off} is unexplained. "
        "Ask the payer for a corrected 835."),
    ("REM-3", "no-payment"): ("error",
        "The 835 says nowhere what is paid (BPR02), so its claims and provider adjustments, which come to "
        "{sum}, cannot be checked. Ask the payer for a complete 835."),
    ("REM-2", "lines-missing"): ("warning",
        "The claim was billed {charge}, which is {off} {than} than its service lines together: a line may be missing from "
        "the 835, or stand in it once too often. Compare with what was sent."),
    ("REM-4", "negative"): ("error",
        "The payment is {paid}, and a payment below zero cannot be: the payer has to carry it over with a "
        "provider adjustment (FB). The check is held; ask the payer for a corrected 835."),
    ("REM-6", "patient-share"): ("warning",
        "The claim says that the patient owes {said} (CLP05), its PR adjustments come to {sum}. The "
        "adjustments were taken; ask the payer if the patient disputes it."),
    ("REM-8", "twice"): ("error",
        "{off} is unexplained, which is what adjustments come to that stand at claim level and on the "
        "lines: they were reported twice. The claim is held; ask the payer for a corrected 835."),
    ("REM-7", "group"): ("warning",
        "The adjustment group {group} is none of CO, OA, PI and PR. The amount counts in the balance; look at"
        " the claim to see what it means."),
    ("REM-7", "zero"): ("warning", "The adjustment {group}-{reason} is 0.00, which no adjustment may be. It was read as a "
                                   "reason without money."),
    ("REM-9", "carrier-missing"): ("warning",
        "The payer says that it has sent the claim on (CLP02 is {status}), but not to whom (NM1*TT). It is posted; ask the "
        "payer before you bill the next one."),
    ("REM-9", "carrier-of-reversal"): ("warning",
        "A reversal sends nothing on, but this one names whom the claim goes to (NM1*TT). It is taken as a reversal; if "
        "the claim had been sent on, tell the next payer."),
    ("REM-10", "estimate-with-payment"): ("error",
        "A predetermination (CLP02 = 25) pays nothing, but this one says {paid}. It is held; ask the payer "
        "what it is."),
    ("REM-11", "cr-group"): ("warning",
        "The adjustment group CR ended with 5010: a reversal has CLP02 = 22 and the groups of the original. "
        "The amount counts in the balance; look at the claim."),
    ("REM-11", "no-original"): ("warning",
        "The reversal undoes a payment that is not here, so its {paid} waits in unapplied. It is posted when that one comes."),
    ("REM-11", "claim"): ("warning",
        "The reversal takes back {taken} on a charge of {charge}, where {paid} was paid on {billed}. Its lines are those "
        "that were paid, so the difference stands at claim level and stays in the balance; ask the payer."),
    ("REM-11", "claim-lines"): ("warning",
        "The reversal takes back the claim with {lines} lines, which was answered with {answered}. What the others left "
        "stays on them; ask the payer."),
    ("REM-11", "claim-adjustments"): ("warning",
        "The reversal takes back the {paid} that was paid, but other adjustments of the claim itself (CAS of 2100) than "
        "were made. The difference stays in the balance; ask the payer."),
    ("REM-11", "line"): ("warning",
        "The reversal takes back {taken} of this line, which with its adjustments is not what was paid and adjusted. The "
        "difference stays in the balance; ask the payer."),
    ("REM-13", "prior-unknown"): ("warning",
        "The claim payment tells of a payer that comes first, whose answer is not here, so its {paid} is held. It is posted by "
        "itself when that 835 comes; `edi release` posts it as it stands."),
    ("REM-13", "differs"): ("warning",
        "The payer says that prior payers paid and adjusted {told} (OA-23), but {posted} is posted from them. Nothing was "
        "posted for it; compare the 835s."),
    ("REM-13", "contractual"): ("warning",
        "The payer takes {own} as contractual where prior payers took {prior} and only {left} was left unpaid: the prior "
        "payers' share is in it once more. Ask the payer for OA-23 instead."),
    ("REM-17", "qualifier"): ("warning",
        "The qualifier of the procedure (SVC01-1) is none that a 5010 remittance knows (HC for HCPCS and CPT, AD, ER, HP, "
        "IV, N4, N6, NU, UI, WK). The line was read as it stands; compare its code with the one billed."),
    ("REM-17", "glued"): ("warning",
        "The procedure code has {length} characters, and a HCPCS or CPT code has 5: modifiers seem to be glued to it. The "
        "line is matched as if they stood by themselves; tell the payer."),
    ("REM-18", "no-day"): ("warning",
        "{lines} of the claim's {of} lines tell no day of service (DTM*472, or 150 and 151), and the claim tells none for them "
        "(DTM*232). They are matched without it; ask the payer for a complete 835 when one finds no line."),
    ("REM-18", "no-day-of-claim"): ("warning",
        "The claim has no lines and tells no day of service (DTM*232). It is matched without it; ask the payer for a "
        "complete 835 when it finds no claim."),
    ("REM-18", "half-range"): ("warning",
        "The line tells one end of its days of service (DTM*{told}) and not the other ({missing}). It was read as it "
        "stands; ask the payer when the line finds none that was billed."),
    ("REM-21", "repeated-party"): ("warning",
        "The payer or payee (N1) stands in this 835 once more, as in files put together from several. The "
        "first one counts, this one is kept as it stands."),
    ("REM-22", "handling"): ("warning",
        "How the 835 is to be handled (BPR01) is none that a 5010 remittance knows (C, D, H, I, P, U, X). It is taken as a "
        "remittance with payment; ask the payer whether money comes with it."),
    ("REM-22", "debit"): ("warning",
        "The {amount} are no credit (BPR03 is not C): the payer may mean to take them. They are posted as a payment; look "
        "for them at the bank, and ask the payer when they have not come."),
    ("REM-22", "method"): ("warning",
        "How the money comes (BPR04) is none that a 5010 remittance knows (ACH, BOP, CHK, FWT, NON). It is posted; ask the "
        "payer where to look for it."),
    ("REM-22", "no-payment"): ("warning",
        "The 835 says that no payment comes with it (BPR04 is NON) and that it pays {amount}. It is posted; look for the "
        "money, and ask the payer when it has not come."),
    ("REM-22", "notification"): ("info",
        "The 835 only tells of {amount} (BPR01 is H): no deposit comes with it. It is posted; find the deposit of the "
        "remittance that it tells of before you wait for one more."),
    ("REM-23", "same-key"): ("error",
        "Another remittance has the same payer, trace number {trace}, date, amount and payee, but other "
        "content. One of them is held; compare both, then `edi release` the one that adds money."),
    ("REM-23", "takes-place"): ("error",
        "Another remittance with the same payer, trace number {trace}, date, amount and payee, but other content, came before. "
        "This one is the earlier by its envelope and counts; the {amount} of the other is held now and off its claims. Compare "
        "both, then `edi release` the one that adds money."),
    ("REM-24", "originator"): ("warning",
        "The trace names another payer (TRN03) than the one that sends the money (BPR10). The check is posted; give both "
        "numbers to who looks for its deposit at the bank."),
    ("REM-24", "form"): ("warning",
        "The payer of the trace (TRN03) is not a 1 and its nine-digit tax id. It tells the payer as it stands; name it in "
        "edi.toml (`aliases` of the payer) when its checks are not known as this payer's."),
    ("REM-24", "supplement"): ("warning",
        "The trace names another division of the payer (TRN04) than the payment does (BPR11). The check is posted; give "
        "both to who looks for its deposit at the bank."),
    ("REM-25", "other-id"): ("warning",
        "The payee {payee} is none of our providers, but its tax id (REF*TJ) is ours, so the money was posted. Add the "
        "provider to edi.toml when the NPI is a new one of yours; ask the payer when it is not."),
    ("REM-25", "other-tax-id"): ("warning",
        "The payee {payee} is one of our providers, but the tax id beside it (REF*TJ) is nobody's here, so the money waits in "
        "unapplied. Ask the payer whom it meant to pay; `edi match` what is yours, send back what is not."),
    ("REM-25", "unknown-payee"): ("warning",
        "The payee {payee} is none of our providers, so the money waits in unapplied. Add the provider to "
        "edi.toml or import its claims; send the payment back when it is not ours."),
    ("REM-26", "member-id"): ("info",
        "The payer knows the insured under another member number (NM1*74, its segment has it). It is posted; correct the "
        "number in your system before the next claim leaves."),
    ("REM-26", "name"): ("info",
        "The payer knows the patient or the insured under another name (NM1*74, its segment has it). It is posted; correct "
        "the name in your system before the next claim leaves."),
    ("REM-26", "other-payer"): ("warning",
        "The payer says that another payer comes first (NM1*PR, its segment names it). What it says is posted; bill that "
        "payer, and correct the order of the patient's payers."),
    ("REM-28", "others-wait"): ("warning",
        "What this file says takes payments or takebacks of the check {trace} of {date}, {amount} without their signs, off the "
        "claims that they were posted to: they wait now. `edi worklist` says why, with the name of each payment."),
    ("REM-31", "twice"): ("warning",
        "The payer had answered these lines before and did not take that back: where both pay they were paid twice, or a "
        "reversal is missing. The {paid} was posted, and what is adjusted counts once; ask the payer."),
}

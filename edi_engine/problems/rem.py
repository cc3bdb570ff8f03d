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
        "The claim was billed {charge}, which is {off} more than its service lines together: a line may be "
        "missing from the 835. Compare with what was sent."),
    ("REM-4", "negative"): ("error",
        "The payment is {paid}, and a payment below zero cannot be: the payer has to carry it over with a "
        "provider adjustment (FB). The check is held; ask the payer for a corrected 835."),
    ("REM-6", "patient-share"): ("warning",
        "The claim says that the patient owes {said} (CLP05), its PR adjustments come to {sum}. The "
        "adjustments were taken; ask the payer if the patient disputes it."),
    ("REM-8", "twice"): ("error",
        "{off} is unexplained, which is what one adjustment comes to that stands at claim level and on a "
        "line: it was reported twice. The claim is held; ask the payer for a corrected 835."),
    ("REM-7", "group"): ("warning",
        "The adjustment group {group} is none of CO, OA, PI and PR. The amount counts in the balance; look at"
        " the claim to see what it means."),
    ("REM-7", "zero"): ("warning", "The adjustment {group}-{reason} is 0.00, which no adjustment may be. It was read as a "
                                   "reason without money."),
    ("REM-10", "estimate-with-payment"): ("error",
        "A predetermination (CLP02 = 25) pays nothing, but this one says {paid}. It is held; ask the payer "
        "what it is."),
    ("REM-11", "cr-group"): ("warning",
        "The adjustment group CR ended with 5010: a reversal has CLP02 = 22 and the groups of the original. "
        "The amount counts in the balance; look at the claim."),
    ("REM-11", "no-original"): ("warning",
        "The reversal undoes a payment that is not here, so its {paid} waits in unapplied. It is posted when that one comes."),
    ("REM-11", "claim"): ("warning",
        "The reversal takes back {taken} of the claim where {paid} was paid, or takes back other adjustments than were made. "
        "The difference stays in the balance; ask the payer."),
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
    ("REM-21", "repeated-party"): ("warning",
        "The payer or payee (N1) stands in this 835 once more, as in files put together from several. The "
        "first one counts, this one is kept as it stands."),
    ("REM-23", "same-key"): ("error",
        "Another remittance has the same payer, trace number {trace}, date, amount and payee, but other "
        "content. One of them is held; compare both, then `edi release` the one that adds money."),
    ("REM-23", "takes-place"): ("error",
        "Another remittance with the same payer, trace number {trace}, date, amount and payee, but other content, came before. "
        "This one is the earlier by its envelope and counts; the {amount} of the other is held now and off its claims. Compare "
        "both, then `edi release` the one that adds money."),
    ("REM-25", "other-id"): ("warning",
        "The payee {payee} is none of our providers, but its tax id (REF*TJ) is ours, so the money was posted. Add the "
        "provider to edi.toml when the NPI is a new one of yours; ask the payer when it is not."),
    ("REM-25", "other-tax-id"): ("warning",
        "The payee {payee} is one of our providers, but the tax id beside it (REF*TJ) is nobody's here, so the money waits in "
        "unapplied. Ask the payer whom it meant to pay; `edi match` what is yours, send back what is not."),
    ("REM-25", "unknown-payee"): ("warning",
        "The payee {payee} is none of our providers, so the money waits in unapplied. Add the provider to "
        "edi.toml or import its claims; send the payment back when it is not ours."),
    ("REM-31", "twice"): ("warning",
        "The payer had answered these lines before and did not take that back: they were paid twice, or a reversal is missing. "
        "The {paid} was posted, and of what the answers say the later counts; ask the payer."),
}

"""Sentences: matching and posting (MAT)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("MAT-1", "several"): ("warning",
        "Several claims fit equally, so the {paid} waits in unapplied: say with `edi match` which it is for."),
    ("MAT-1", "alike"): ("warning",
        "The claim number is only alike one of ours and the charge differs, so the {paid} waits in unapplied. Compare with "
        "that claim, then `edi match` the payment to it."),
    ("MAT-1", "crowded"): ("warning",
        "No claim of ours has this number, and the payer's claim number stands on payments of many claims, so that it tells "
        "none of them. The {paid} waits in unapplied: `edi match` it to its claim."),
    ("MAT-2", "line"): ("warning",
        "The line, on a charge of {charge}, matches no line of the claim as it was sent; its amounts stand at claim level. "
        "Compare with what was sent."),
    ("MAT-2", "number-repeated"): ("warning",
        "The line, on a charge of {charge}, carries the control number (REF*6R) of another line, so it was matched by its "
        "procedure, modifiers, day and charge. Look whether your system gives each line a number of its own; if it does, "
        "tell the payer."),
    ("MAT-3", "sequence"): ("warning",
        "The payer processed the claim in another place (CLP02 is {status}) than the one in which we asked it ({asked} in the "
        "sequence of payers). It counts as we asked; find out who comes first."),
    ("MAT-4", "line"): ("warning",
        "The line was adjudicated on a charge of {charge}, but was billed {billed}. It was posted; ask for the rest."),
    ("MAT-4", "claim"): ("warning",
        "The claim was adjudicated on a charge of {charge}, but was billed {billed}. It was posted; a line or a part of the "
        "claim may be missing."),
    ("MAT-11", "table"): ("error",
        "The table of rates cannot be read: edi.toml names it under contracts, and it has to be a CSV file in UTF-8 in the "
        "workspace. Correct its name or save it so; until then none of its payer's lines is compared."),
    ("MAT-11", "columns"): ("error",
        "The first line of a table of rates names its columns: procedure and rate, and no others than {columns}. Correct "
        "it; until then none of its payer's lines is compared."),
    ("MAT-11", "row"): ("warning",
        "This row of the table of rates is left out: it needs a procedure, a rate like 92.50, and dates like 2026-01-31. "
        "Correct it."),
    ("MAT-11", "underpaid"): ("warning",
        "The line was allowed {allowed}, and the contract says {expected}: {off} too little. Compare with the contract, and "
        "ask the payer for the rest."),
    ("MAT-11", "overpaid"): ("warning",
        "The line was allowed {allowed}, and the contract says {expected}: {off} too much. See whether the table of rates "
        "is that of the day; the payer may take it back."),
    ("MAT-12", "no-claim"): ("warning",
        "No claim of ours fits, so the {paid} waits in unapplied: import the claim, or `edi match` the payment to one."),
}

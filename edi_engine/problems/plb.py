"""Sentences: the provider level of a remittance (PLB)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("PLB-1", "reason"): ("warning",
        "The reason of this provider adjustment over {amount} is none that a 5010 remittance knows. It is posted as it stands "
        "and is no open item; ask the payer what it is for."),
    ("PLB-3", "never-recovered"): ("warning",
        "Of the balance that the check of {date} moved forward (FB) {open} is open, and no check has taken it up since. "
        "Find the check that did, or ask the payer; until then the money is not yours for certain."),
    ("PLB-3", "in-a-claim"): ("warning",
        "The claim is paid {paid} and is no reversal (CLP02 is {status}): a payer that is owed money moves it at provider "
        "level (FB) and shows no claim with it. It is posted as it stands; ask the payer which claim it means to take back."),
    ("PLB-3", "recovered-twice"): ("warning",
        "The check of {date} took {open} more of a balance forward (FB) than checks had moved. Ask the payer to return it; "
        "`edi provider-adjustments` names the checks."),
    ("PLB-3", "never-announced"): ("warning",
        "The check of {date} took {open} of a balance forward (FB) that no check here had moved. Receive the remittance "
        "that moved it, or ask the payer for it."),
    ("PLB-4", "never-recovered"): ("warning",
        "Of what the check of {date} handed back ({reason}), to be taken later, {open} is open, and no check has taken it "
        "since. Find the check that did, or ask the payer; until then the money is not yours for certain."),
    ("PLB-4", "recovered-twice"): ("warning",
        "The check of {date} took {open} more ({reason}) than had been handed back under its reference. Ask the payer to "
        "return it; `edi provider-adjustments` names the checks."),
    ("PLB-5", "not-offset"): ("warning",
        "The 835 acknowledges a refund (72) and does not offset it under the same reference: {off} is left, which raises "
        "the check by money that you sent. It is posted as it stands; ask the payer, who will take it back."),
    ("PLB-5", "never-recovered"): ("warning",
        "Of the refund that the check of {date} acknowledges ({reason}) {open} is open: no recovery of the payer's has been "
        "found for it. Find the check that took it, or ask the payer whether it is to be sent back."),
    ("PLB-5", "recovered-twice"): ("warning",
        "The check of {date} took back {open} more of a refund ({reason}) than had been acknowledged. Ask the payer to "
        "return it; `edi provider-adjustments` names the checks."),
    ("PLB-6", "interest"): ("warning",
        "The claims tell of {told} of interest (AMT*I), but the check pays {paid} of it (L6, sign turned). It is posted as "
        "it stands and changes no claim; ask the payer which of the two is right."),
    ("PLB-7", "zero"): ("warning",
        "The provider adjustment is 0.00, which none may be. It moves nothing and is no item of the ledger; nothing is to be "
        "done."),
    ("PLB-9", "takes"): ("warning",
        "The provider adjustment {reason} takes {amount} from the check, but this reason normally pays you. It is posted as "
        "it stands; ask the payer what it is for."),
    ("PLB-9", "gives"): ("warning",
        "The provider adjustment {reason} adds {amount} to the check, but this reason normally takes. It is posted as it "
        "stands; ask the payer what it is for."),
}

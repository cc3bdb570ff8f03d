"""Sentences: the provider level of a remittance (PLB)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("PLB-1", "reason"): ("warning",
        "The reason of this provider adjustment over {amount} is none that a 5010 remittance knows. It was posted as it stands "
        "and is no open item; ask the payer what it is for."),
    ("PLB-6", "interest"): ("warning",
        "The claims tell of {told} of interest (AMT*I), but the check pays {paid} of it (L6, sign turned). It was posted as "
        "it stands and changes no claim; ask the payer which of the two is right."),
    ("PLB-7", "zero"): ("warning",
        "The provider adjustment is 0.00, which none may be. It moves nothing and is no item of the ledger; nothing is to be "
        "done."),
    ("PLB-9", "takes"): ("warning",
        "The provider adjustment {reason} takes {amount} from the check, but this reason normally pays you. It was posted as "
        "it stands; ask the payer what it is for."),
    ("PLB-9", "gives"): ("warning",
        "The provider adjustment {reason} adds {amount} to the check, but this reason normally takes. It was posted as it "
        "stands; ask the payer what it is for."),
}

"""The short code lists of a remittance, in our own words: claim status, payment method, provider-level reasons."""

STATUSES = {                       # CLP02 (REM-9)
    "1": "processed as primary", "2": "processed as secondary", "3": "processed as tertiary", "4": "patient not recognised",
    "19": "processed as primary, forwarded", "20": "processed as secondary, forwarded",
    "21": "processed as tertiary, forwarded", "22": "reversal of an earlier payment",
    "23": "not this payer's claim, forwarded", "25": "predetermination, no payment",
}

METHODS = {                        # BPR04
    "ACH": "electronic transfer", "BOP": "at the payer's choice", "CHK": "paper check", "FWT": "wire transfer",
    "NON": "no payment",
}

HANDLING = {                       # BPR01 (REM-22)
    "I": "remittance with payment", "H": "notification only", "C": "payment goes with the remittance",
    "D": "payment only", "P": "prenotification", "U": "split payment and remittance", "X": "either way",
}

PROVIDER_REASONS = {               # PLB03-1 (PLB-1)
    "50": "late charge", "51": "interest penalty", "72": "refund acknowledged", "90": "early payment allowance",
    "AH": "origination fee", "AM": "applied to a borrower's account", "AP": "advance on benefits", "B2": "rebate or refund",
    "B3": "recovery allowance", "BD": "bad debt", "BN": "bonus", "C5": "temporary allowance", "CR": "capitation interest",
    "CS": "adjustment", "CT": "capitation payment", "CV": "capital pass-through", "CW": "nurse anaesthetist pass-through",
    "DM": "medical education pass-through", "E3": "withholding", "FB": "balance carried forward", "FC": "fund allocation",
    "GO": "graduate medical education", "HM": "hemophilia add-on", "IP": "incentive premium", "IR": "tax withholding",
    "IS": "interim settlement", "J1": "not payable although shown", "L3": "penalty", "L6": "interest owed to the provider",
    "LE": "levy", "LS": "lump sum", "OA": "organ acquisition", "OB": "offset for an affiliated provider",
    "PI": "periodic interim payment", "PL": "final payment", "RA": "retroactive adjustment", "RE": "return on equity",
    "SL": "student loan", "TL": "third-party liability", "WO": "recovery of an overpayment", "WU": "recovery, unspecified",
}

CODE_SETS = frozenset(("AD", "ER", "HC", "HP", "IV", "N4", "N6", "NU", "UI", "WK"))          # SVC01-1 (REM-17)

PEOPLE = {                         # NM101 in 2100
    "QC": "patient", "IL": "insured", "74": "corrected patient or insured", "82": "rendering provider",
    "TT": "forwarded to", "PR": "corrected priority payer", "GB": "other subscriber",
}

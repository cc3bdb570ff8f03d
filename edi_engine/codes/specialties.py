"""The short code lists of specialties, each with our own words: transport, equipment, attachments, contracts, repricing."""

TRANSMISSIONS = {      # PWK02
    "AA": "at the provider's on request", "BM": "by mail", "EL": "electronically", "EM": "by e-mail", "FT": "by file transfer",
    "FX": "by fax",
}
CERTIFICATES = {       # PWK02 of a certificate of equipment
    "AB": "sent before to this payer", "AD": "certification in this claim", "AF": "narrative in this claim",
    "AG": "none required", "NS": "not specified",
}
CONTRACTS = {          # CN101
    "01": "DRG", "02": "per diem", "03": "variable per diem", "04": "flat", "05": "capitated", "06": "percent", "09": "other",
}
TRANSPORT_REASONS = {  # CR104
    "A": "nearest facility", "B": "preferred physician", "C": "family nearby", "D": "specialist or equipment",
    "E": "rehabilitation facility",
}
SPINAL_CONDITIONS = {  # CR208
    "A": "acute", "C": "chronic", "D": "not acute", "E": "not life threatening", "F": "routine", "G": "symptomatic",
    "M": "acute manifestation of a chronic condition",
}
CLAIM_CONDITIONS = {   # CRC01 of a claim
    "07": "ambulance", "75": "homebound", "E1": "spectacle lenses", "E2": "contact lenses", "E3": "spectacle frames",
    "ZZ": "EPSDT referral",
}
LINE_CONDITIONS = {"07": "ambulance", "09": "equipment", "70": "hospice"}    # CRC01 of a line
YES_NO = {"Y": "they apply", "N": "they do not"}                             # CRC02
METHODOLOGIES = {      # HCP01
    "00": "zero priced", "01": "as billed", "02": "standard fee schedule", "03": "percentage under contract",
    "04": "bundled", "05": "peer review", "06": "per diem", "07": "flat rate", "08": "combined", "09": "maternity",
    "10": "other", "11": "lower of cost", "12": "ratio of cost", "13": "cost reimbursed", "14": "adjustment",
}
REJECTIONS = {         # HCP13
    "T1": "provider not found for the payer", "T2": "payer not found", "T3": "insured not found",
    "T4": "payer name or id missing", "T5": "certification missing", "T6": "not enough detail to reprice",
}
COMPLIANCES = {        # HCP14
    "1": "followed", "2": "not followed, call not made", "3": "not medically necessary", "4": "not followed, other",
    "5": "emergency admission to another hospital",
}
EXCEPTIONS = {         # HCP15
    "1": "not in the network", "2": "emergency", "3": "service or specialist not in the network", "4": "out of the area",
    "5": "state mandate", "6": "other",
}
RENTALS = {"1": "weekly", "4": "monthly", "6": "daily"}                      # SV506
CERTIFICATIONS = {"I": "initial", "R": "renewal", "S": "revised"}            # CR301
TESTS = {"OG": "original", "TR": "test results"}                             # MEA01
MEASURES = {           # MEA02
    "HT": "height", "R1": "hemoglobin", "R2": "hematocrit", "R3": "epoetin starting dosage", "R4": "creatinine",
}
FORMS = {"AS": "form of another kind", "UT": "certificate of the equipment carriers"}                    # LQ01
RESPONSES = {"Y": "yes", "N": "no", "W": "not applicable"}                   # FRM02

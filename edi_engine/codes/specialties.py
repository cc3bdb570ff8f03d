"""The short code lists of specialties, each with our own words: transport, equipment, attachments, contracts, repricing."""

from datetime import date

from edi_engine.codes.claims import CLAIM_DATES, DISABILITY, LINE_DATES

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
_AMBULANCE = {
    "01": "admitted to a hospital", "04": "moved by stretcher", "05": "unconscious or in shock", "06": "emergency",
    "07": "restrained", "08": "visible bleeding", "09": "medically necessary", "12": "confined to bed or chair",
}
_VISION = {
    "L1": "lenses changed enough", "L2": "lost or stolen", "L3": "broken", "L4": "patient's preference", "L5": "medical reason",
}
_EPSDT = {"AV": "refused by the patient", "NU": "no referral", "S2": "under treatment", "ST": "referred to another provider"}
CLAIM_CONDITIONS = {   # CRC01 -> CRC03 to CRC07, in 2300
    "07": _AMBULANCE, "E1": _VISION, "E2": _VISION, "E3": _VISION, "75": {"IH": "independent at home"}, "ZZ": _EPSDT,
}
LINE_CONDITIONS = {    # the same in 2400
    "07": _AMBULANCE, "70": {"65": "open"}, "09": {"38": "form on file", "ZV": "replacement"},
}
CATEGORIES = {         # CRC01
    "07": "ambulance", "E1": "lenses of glasses", "E2": "contact lenses", "E3": "frames", "75": "homebound",
    "ZZ": "EPSDT referral", "70": "hospice employee", "09": "equipment",
}
_PAPERS = """
03 04 05 06 07 08 09 10 11 13 15 21 A3 A4 AM AS B2 B3 B4 BR BS BT CB CK CT D2 DA DB DG DJ DS EB HC HR I5 IR LA M1 MT NN OB OC
OD OE OX OZ P4 P5 PE PN PO PQ PY PZ RB RR RT RX SG V5 XP
"""
ATTACHMENTS = frozenset(_PAPERS.split())                                     # PWK01
REPRICED = {"9A": "the repriced claim number", "9C": "the adjusted repriced claim number", "9B": "the repriced line number",
            "9D": "the adjusted repriced line number", "D9": "the clearinghouse's number"}     # REF01 (CLM-30)
RECEIVED_BY_REPRICER = "050"                                                 # DTP01
CLAIM_PERIODS = {qualifier: name for name, qualifier in CLAIM_DATES.items()} | {
    DISABILITY[0]: "disability_begin", DISABILITY[1]: "disability_end", DISABILITY[2]: "disability_end",
    RECEIVED_BY_REPRICER: "repricer_received",
}                      # DTP01 of a claim -> the field (CLM-32)
LINE_PERIODS = {qualifier: name for name, qualifier in LINE_DATES.items()}
OBSTETRIC_ANESTHESIA = ("01958", "01969")      # the first and the last code, by our own knowledge of CPT's numbers
DELIVERIES = ("59400", "59622")                # deliveries and the care before and after them
CERTIFICATES_ENDED = date(2023, 1, 1)          # Medicare takes no certificate of medical necessity of later services

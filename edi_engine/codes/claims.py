"""The short code lists of a professional claim, each with our own words: what an encounter may say."""

RELATIONSHIPS = {      # PAT01
    "01": "spouse", "19": "child", "20": "employee", "21": "unknown", "39": "organ donor", "40": "cadaver donor",
    "53": "life partner", "G8": "other",
}
FILING_INDICATORS = {  # SBR09
    "11": "other non-federal program", "12": "PPO", "13": "POS plan", "14": "EPO", "15": "indemnity", "16": "HMO for Medicare",
    "17": "dental maintenance organization", "AM": "automobile medical", "BL": "Blue Cross Blue Shield", "CH": "Champus",
    "CI": "commercial", "DS": "disability", "FI": "federal employees", "HM": "HMO", "LM": "liability medical",
    "MA": "Medicare Part A", "MB": "Medicare Part B", "MC": "Medicaid", "OF": "other federal program", "TV": "Title V",
    "VA": "Veterans Affairs", "WC": "workers' compensation", "ZZ": "unknown",
}
SEQUENCES = {          # SBR01, in the order in which payers decide
    "P": "first", "S": "second", "T": "third", "A": "fourth", "B": "fifth", "C": "sixth", "D": "seventh", "E": "eighth",
    "F": "ninth", "G": "tenth", "H": "eleventh", "U": "unknown",
}
MEDICARE = frozenset({"MA", "MB"})
CASUALTY = frozenset({"AM", "LM", "WC"})
FREQUENCIES = {"1": "original", "7": "replacement", "8": "void"}             # CLM05-3
SIGNATURES = {"Y": "on file", "N": "not on file"}                            # CLM06
ASSIGNMENTS = {"A": "assigned", "B": "laboratory services only", "C": "not assigned"}          # CLM07
BENEFITS = {"Y": "assigned", "N": "not assigned", "W": "patient refuses"}    # CLM08
RELEASES = {"Y": "signed", "I": "informed consent"}                          # CLM09
CAUSES = {"AA": "automobile accident", "EM": "employment", "OA": "other accident"}             # CLM11
PROGRAMS = {"02": "physically handicapped children", "03": "special federal funding", "05": "disability",
            "09": "second opinion or surgery"}                               # CLM12
DELAYS = {"1": "proof of eligibility", "2": "litigation", "3": "authorization delays", "4": "certifying the provider",
          "5": "billing forms", "6": "custom-made appliances", "7": "third-party processing", "8": "eligibility determination",
          "9": "claim rejected earlier", "10": "administration delay", "11": "other", "15": "natural disaster"}      # CLM20
SEXES = {"F": "female", "M": "male", "U": "unknown"}                         # DMG03
CODE_SETS = {"HC": "CPT or HCPCS", "ER": "jurisdiction specific", "IV": "HIEC", "WK": "ABC code"}  # SV101-1, SVD03-1
ADJUSTMENT_GROUPS = {"CO": "contract", "CR": "correction", "OA": "other", "PI": "payer's decision", "PR": "patient"}  # CAS01
UNITS = {"UN": "units", "MJ": "minutes"}                                     # SV103
DRUG_UNITS = {"F2": "international unit", "GR": "gram", "ME": "milligram", "ML": "milliliter", "UN": "unit"}         # CTP05-1
DRUG_QUALIFIERS = {"N4": "NDC", "EN": "EAN", "EO": "EAN with two digits more", "HI": "HIBC", "ON": "order number",
                   "UK": "GTIN", "UP": "UPC"}                                # LIN02
CLAIM_NOTES = {"ADD": "additional", "CER": "certification", "DCP": "goals or plans", "DGN": "diagnosis", "TPO": "repricer"}
LINE_NOTES = {"ADD": "additional", "DCP": "goals or plans", "TPO": "repricer"}                 # NTE01
INSURED_RELATIONSHIPS = {"18": "self", **RELATIONSHIPS}                      # SBR02 of 2320
CLAIM_REFERENCES = {   # REF01 in 2300 of numbers that have no field of their own, and of some that have
    "4N": "why a service was not authorized", "F5": "Medicare version", "LX": "investigational device", "P4": "demonstration",
    "1J": "care plan oversight", "D9": "clearinghouse", "9A": "repriced claim", "9C": "adjusted repriced claim",
    "EW": "mammography certification", "EA": "medical record",
}
LINE_REFERENCES = {    # the same in 2400
    "BT": "vaccine batch", "9B": "repriced line", "9D": "adjusted repriced line", "EW": "mammography certification",
    "X4": "laboratory", "F4": "referring laboratory",
}
MEDICARE_SECONDARY = {  # SBR05
    "12": "working aged", "13": "ESRD", "14": "no-fault", "15": "workers' compensation", "16": "federal agency",
    "41": "black lung", "42": "Veterans Affairs", "43": "disabled, large group", "47": "other liability",
}
USES = {"CH": "chargeable", "RP": "reporting", "31": "subrogation"}          # BHT06

CLAIM_DATES = {        # DTP01 in 2300, by the name that an encounter uses
    "onset": "431", "initial_treatment": "454", "last_seen": "304", "acute_manifestation": "453", "accident": "439",
    "last_menstrual_period": "484", "last_xray": "455", "prescription": "471", "last_worked": "297",
    "return_to_work": "296", "admission": "435", "discharge": "096", "assumed_care": "090", "relinquished_care": "091",
    "first_contact": "444", "repricer_received": "050",
}
LINE_DATES = {         # DTP01 in 2400, but 472
    "prescription": "471", "certification_revised": "607", "begin_therapy": "463", "last_certification": "461",
    "last_seen": "304", "test_hemoglobin": "738", "test_creatinine": "739", "shipped": "011", "last_xray": "455",
    "initial_treatment": "454",
}
DISABILITY = ("360", "361", "314")               # begins, ends, both as a range

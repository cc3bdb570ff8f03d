"""What is said of a claim before it is paid, in our own words: categories, the usual statuses, and whom they speak of (ACK-3).

Keyed by code, without official texts; those that a workspace has loaded (``edi codes import``, kinds csc and cscc) say more.
"""

from typing import Literal

Outcome = Literal["received", "accepted", "rejected"]

VERDICTS = {"WQ": "accepted", "U": "rejected", "EZ": "accepted with a warning"}           # STC03; EZ of data reporting alone

CATEGORIES = {                     # STC01-1
    "A0": "sent on to somebody else", "A1": "received, not yet accepted", "A2": "accepted into adjudication",
    "A3": "thrown back, could not be processed", "A4": "not found", "A5": "split up, accepted under new numbers",
    "A6": "rejected, something is missing", "A7": "rejected, something is wrong", "A8": "rejected, data contradict each other",
    "P0": "pending", "P1": "in process", "P2": "pending, the payer reviews it", "P3": "pending, the provider was asked",
    "P4": "pending, the patient was asked", "P5": "pending, held by the payer's system", "F0": "decided",
    "F1": "decided and paid", "F2": "denied", "F3": "decided with changes", "F3F": "decided with changes and sent on",
    "F3N": "decided with changes, not sent on", "F4": "decided, nothing will be paid", "R0": "more information is asked for",
    "R1": "more is asked about somebody who took part", "R3": "more is asked about the claim or a line",
    "R4": "documents are asked for", "R5": "more detail is asked for", "R6": "asked for by a regulation",
    "R7": "asked whether the care follows the plan's policy", "R8": "asked whether the plan makes an exception",
    "R9": "asked whether the care was necessary", "R10": "asked for a grievance or an appeal",
    "R11": "asked for a review before payment", "R12": "asked why a procedure was chosen",
    "R13": "the documents cannot be read", "R14": "other documents were asked for",
    "R15": "asked whether workers' compensation covers it", "R16": "asked whether the patient is covered",
    "R17": "takes the place of an earlier question", "RQ": "asked a question of a general kind",
    "D0": "nothing was found by what was asked", "E0": "the question cannot be answered, it is wrong",
    "E1": "the system cannot answer now", "E2": "who holds the information does not answer",
    "E3": "the question contradicts itself", "E4": "the question is not what was agreed with this partner",
    "DR01": "reported data received", "DR02": "reported data accepted", "DR03": "reported data thrown back",
    "DR04": "reported data not found", "DR05": "reported data rejected, something is missing",
    "DR06": "reported data rejected, something is wrong", "DR07": "reported data rejected, they contradict each other",
    "DR08": "reported data accepted with a warning",
}

OUTCOMES: dict[str, Outcome] = {   # what a category of a 277CA says by itself; STC03 decides when they disagree
    "A0": "received", "A1": "received", "A2": "accepted", "A3": "rejected", "A4": "rejected", "A5": "accepted",
    "A6": "rejected", "A7": "rejected", "A8": "rejected",
}

_OTHERWISE: dict[str, frozenset[str]] = {"rejected": frozenset({"accepted", "received"}), "accepted": frozenset({"rejected"})}


def contradicts(verdict: str, codes: str) -> bool:
    """Whether what STC03 says ("rejected", "accepted") is what no category beside it says, and one says otherwise (ACK-3).

    >>> contradicts("rejected", "A2:20:PR"), contradicts("accepted", "A7:562:85"), contradicts("rejected", "A2:20 A7:562")
    (True, True, False)
    """
    said = {OUTCOMES.get(code.partition(":")[0], "none") for code in codes.split()}
    return verdict not in said and bool(said & _OTHERWISE.get(verdict, frozenset()))


STATUSES = {                       # STC01-2
    "0": "nothing more can be said electronically", "1": "the remittance says more", "2": "a letter says more",
    "3": "decided, waits for the next payment", "6": "the subscriber owes the balance", "12": "procedures were combined",
    "15": "procedures were changed", "16": "sent on", "17": "sent on by a third party",
    "18": "sent on, came back without a status", "19": "receipt acknowledged", "20": "accepted for processing",
    "21": "something is missing or wrong", "23": "sent back", "24": "not approved to submit electronically",
    "25": "not approved", "26": "not found", "27": "the policy was cancelled",
    "29": "subscriber and policy number do not belong together", "30": "subscriber and subscriber id do not belong together",
    "31": "subscriber and policyholder's name do not belong together", "32": "no such subscriber under the policy number",
    "33": "no such subscriber id", "34": "no such policyholder", "35": "no such claim",
    "37": "predetermined, waits for the services", "38": "waits for the next run of adjudication",
    "39": "waits for the delivery", "40": "waits for the last approval", "41": "handled specially by the payer",
    "42": "waits for related charges", "44": "waits for an audit of the provider", "45": "benefits are being determined",
    "46": "under internal review", "47": "under internal review, paid in part",
    "49": "the provider's accreditation is reviewed", "50": "the provider is being verified",
    "51": "an accident or an occupational illness is looked into", "52": "other coverage is looked into",
    "53": "an error in the insured's id or group is looked into", "54": "a claim or line like it has been decided",
    "55": "somebody works on it", "56": "eligibility is being determined", "57": "COBRA information was asked for",
    "59": "information was asked for on paper or by phone", "60": "information was asked for electronically", "64": "repricing",
    "65": "paid", "66": "paid by usual charges", "72": "the payment was split",
    "73": "paid to the one named, no assignment on file", "78": "a claim or line like it waits to be decided",
    "81": "conditions from before the coverage are not covered", "83": "newborns are not covered",
    "84": "the service was not authorized", "85": "not the first payer", "86": "diagnosis does not go with the patient's sex",
    "88": "not covered on the dates of service", "89": "no dental coverage on the dates of service",
    "90": "no medical coverage on the dates of service", "91": "not approved on the dates of service",
    "92": "not a dependent or student by the plan's rules", "93": "not the chosen primary care provider",
    "94": "not referred by the chosen primary care provider", "95": "what was asked for did not come",
    "96": "there is no agreement", "97": "the patient is not known there", "98": "went into the deductible",
    "99": "reviewed before treatment", "100": "penalty for a missing precertification",
    "101": "processed as a change of an earlier claim", "102": "the newborn's charges are on the mother's claim",
    "103": "combined with other claims", "104": "processed by the plan's rules", "105": "covered by capitation",
    "106": "not owed by the one named", "107": "processed by the contract", "109": "not eligible", "110": "a price is needed",
    "114": "belongs to the one named", "116": "sent to the wrong payer", "117": "no signature on file",
    "121": "more lines than the payer takes", "122": "data are missing or wrong, the payer cannot go on",
    "123": "more was asked for", "124": "name, address, phone and id", "125": "name", "126": "address",
    "127": "phone, fax or mail", "128": "tax id", "129": "Blue Cross provider number", "130": "Blue Shield provider number",
    "131": "Medicare provider number", "132": "Medicaid provider number", "133": "UPIN", "135": "commercial provider number",
    "142": "license or certification number", "143": "state license number", "145": "specialty (taxonomy)",
    "148": "social security number", "149": "employer id", "150": "DEA number", "153": "id",
    "154": "how surgeon and assistant stand to each other", "155": "relationship to the patient",
    "156": "the patient's relationship to the subscriber", "157": "sex", "158": "date of birth", "159": "date of death",
    "162": "Medicare number", "163": "policy or group number", "164": "member number", "171": "other insurance",
    "178": "charges", "182": "what others allowed or paid", "183": "what the one named has paid", "187": "dates of service",
    "188": "statement dates", "189": "date of admission", "190": "date of discharge", "191": "last menstrual period",
    "195": "dates of disability", "196": "date of return to work", "197": "dates of coverage", "210": "date of the last X-ray",
    "214": "date of the prescription, order or referral", "216": "drug", "217": "name, strength and form of the drug",
    "218": "NDC", "219": "prescription number", "221": "days and dosage of the drug", "227": "hospital", "228": "type of bill",
    "229": "source of admission", "231": "type of admission", "232": "admitting diagnosis", "234": "discharge status",
    "247": "line", "249": "place of service", "250": "type of service", "251": "minutes of anaesthesia",
    "252": "authorization or certification number", "254": "principal diagnosis", "255": "diagnosis", "256": "DRG",
    "258": "days or units", "259": "how often the service was given", "260": "how long it is necessary",
    "266": "where the ambulance went from and to", "267": "miles of transport", "273": "weight", "275": "claim",
    "276": "claim form", "277": "paper claim", "279": "must be itemized", "283": "copy of the prescription",
    "284": "Medicare entitlement", "286": "what the other payer said", "287": "medical necessity",
    "288": "late hospital charges", "294": "supporting documents", "296": "nurse's notes", "297": "medical report",
    "298": "operative report", "299": "emergency room report", "300": "laboratory report", "305": "radiology report",
    "306": "description of the service", "308": "discharge summary", "311": "pathology report", "316": "medical history",
    "317": "medical records", "318": "X-ray films", "400": "the claim does not add up", "401": "source of payment",
    "402": "an amount must be above zero", "453": "modifier", "454": "procedure", "455": "revenue code", "456": "covered days",
    "457": "days not covered", "460": "condition code", "461": "occurrence code and date", "463": "value code or amount",
    "464": "payer claim control number", "465": "principal procedure", "466": "signature",
    "468": "source of the patient's signature", "470": "whether the service was purchased",
    "471": "whether it was an emergency", "472": "ambulance run sheet", "474": "procedure does not go with the patient's sex",
    "475": "procedure does not go with the patient's age", "476": "units of service", "477": "diagnosis pointer",
    "478": "claim number (CLM01)", "479": "the other payer's id", "480": "kind of insurance (claim filing indicator)",
    "481": "format of the submission", "482": "a date without its century",
    "483": "most that is covered in the period is reached", "484": "the payer's system is not available",
    "486": "date of the principal procedure", "487": "not found, belongs to the one named", "488": "diagnosis of the services",
    "489": "attachment control number", "490": "other procedure", "491": "not eligible to submit encounters",
    "493": "version of the format", "494": "only taken in batches",
    "495": "a resubmission must name the payer's newest number of the claim",
    "496": "the submitter may not send claims for the one named", "499": "no rate on file", "500": "ZIP", "501": "state",
    "502": "city", "503": "street", "504": "last name", "505": "first name",
    "506": "another clearinghouse takes its claims now", "507": "HCPCS code", "508": "ICD-9 code",
    "509": "external cause of injury", "510": "a date ahead of today", "511": "a character that may not be there",
    "512": "too long for the receiver", "514": "middle name", "516": "when another payer decided or paid",
    "519": "adjustment amount", "520": "adjustment quantity", "521": "adjustment reason", "535": "claim frequency",
    "562": "NPI", "684": "syntax error, the 999 says more", "685": "goes on in batch, not to be sent again",
    "686": "voided as a whole", "688": "present on admission", "693": "an amount may not be below zero",
    "694": "an amount may not be zero", "696": "adjustment group", "697": "too many decimals", "700": "ICD-10 code",
    "704": "claim note", "717": "split up for processing", "718": "came too late (timely filing)", "723": "days of the drug",
    "724": "dosage of the drug", "727": "date of the accident", "728": "state of the accident", "730": "cause of the accident",
    "732": "not as the billing rules have it", "733": "prefix of the member number", "734": "premium payment is looked into",
    "735": "included in what another service is paid", "736": "a related claim or service is missing",
    "737": "dental code (CDT)", "741": "must be a person", "742": "payer sequence", "743": "credentials or enrolment",
    "745": "qualifier of an id", "746": "sent twice", "748": "data were corrected", "755": "primary id",
    "757": "date last seen", "761": "referral number",
}

ENTITIES = {                       # STC01-3
    "03": "dependent", "13": "contracted provider", "1E": "HMO", "1G": "oncology center", "1H": "dialysis unit", "1I": "PPO",
    "1O": "acute care hospital", "1P": "provider", "1S": "surgicenter", "1T": "clinic or group practice", "1X": "laboratory",
    "1Y": "pharmacy", "1Z": "home health care", "2B": "third-party administrator", "36": "employer", "40": "receiver",
    "41": "submitter", "45": "drop-off location", "71": "attending physician", "72": "operating physician",
    "73": "other physician", "74": "corrected insured", "77": "service location", "82": "rendering provider",
    "85": "billing provider", "87": "pay-to provider", "AY": "clearinghouse", "DK": "ordering physician",
    "DN": "referring provider", "DQ": "supervising physician", "FA": "facility", "GB": "other insured", "HK": "subscriber",
    "IL": "subscriber", "LI": "independent laboratory", "MSC": "mammography screening center", "P3": "primary care provider",
    "P4": "insurer before", "PR": "payer", "PRP": "first payer", "PW": "pick-up address", "QB": "purchased service provider",
    "QC": "patient", "QD": "responsible party", "QE": "policyholder", "SEP": "second payer", "TL": "testing laboratory",
    "TT": "who it was transferred to", "TTP": "third payer", "TU": "repricing organization",
}


def words(category: str, status: str = "", entity: str = "") -> str:
    """A status in our own words; a code that the tables do not know stands for itself, and one that is not there for nothing.

    >>> words("A7", "562", "85")
    'rejected, something is wrong: NPI (billing provider)'
    >>> words("A3", "9999")
    'thrown back, could not be processed: status 9999'
    >>> words("A3")
    'thrown back, could not be processed'
    """
    said = CATEGORIES.get(category, f"category {category}")
    said += f": {STATUSES.get(status, f'status {status}')}" if status else ""
    return f"{said} ({ENTITIES.get(entity, entity)})" if entity else said

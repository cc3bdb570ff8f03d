"""The code lists of TA1, 999 and 997 in our own words, keyed by code, without official texts."""

INTERCHANGE_VERDICTS = {           # TA104 (ACK-1)
    "A": "accepted", "E": "accepted with errors, processed all the same", "R": "rejected",
}

INTERCHANGE_NOTES = {              # TA105 (ACK-1)
    "000": "nothing to note", "001": "the control numbers of ISA and IEA differ",
    "002": "the standard that ISA11 names is not taken", "003": "the version in ISA12 is not taken",
    "004": "the segment terminator cannot be used", "005": "the sender's qualifier is not known",
    "006": "the sender's id is not known", "007": "the receiver's qualifier is not known",
    "008": "the receiver's id is not valid", "009": "the receiver is not known here",
    "010": "the authorization qualifier is not valid", "011": "the authorization is not valid",
    "012": "the security qualifier is not valid", "013": "the password is not valid", "014": "the date is not valid",
    "015": "the time is not valid", "016": "the standards identifier is not valid",
    "017": "the version identifier is not valid", "018": "the control number is not valid", "019": "ISA14 is neither 0 nor 1",
    "020": "the test indicator is not valid", "021": "the number of groups is not right",
    "022": "the envelopes do not fit into each other", "023": "the file ends too early", "024": "a group is not valid",
    "025": "the control number has been used before", "026": "the element separator cannot be used",
    "027": "the component separator cannot be used", "028": "the delivery date for deferred delivery is not valid",
    "029": "the delivery time for deferred delivery is not valid", "030": "the time code for deferred delivery is not valid",
    "031": "the grade of service is not valid",
}

USED_BEFORE = "025"                # the first file with the number may have been accepted: a person decides (ACK-1)

VERDICTS = {                       # IK501, AK501, AK901 (ACK-2)
    "A": "accepted", "E": "accepted, but errors were noted", "P": "accepted in part", "R": "rejected",
    "M": "rejected, authentication failed", "W": "rejected, its certificate does not hold",
    "X": "rejected, could not be decrypted",
}
ACCEPTED, PARTLY, REJECTED = frozenset("AE"), frozenset("P"), frozenset("RMWX")

SEGMENT_ERRORS = {                 # IK304, AK304 (ACK-9)
    "1": "the segment is not known", "2": "the segment is not expected here", "3": "a segment that must be there is missing",
    "4": "the loop comes too often", "5": "the segment comes too often",
    "6": "the segment does not belong to this transaction set", "7": "the segment is out of order",
    "8": "elements of the segment are wrong", "I4": "the guide does not use the segment",
    "I6": "a segment is missing that others make necessary", "I7": "the loop comes too seldom",
    "I8": "the segment comes too seldom", "I9": "the segment is there, but others forbid it",
}

ELEMENT_ERRORS = {                 # IK403, AK403 (ACK-9)
    "1": "an element that must be there is missing", "2": "an element is missing that others make necessary",
    "3": "there are too many elements", "4": "too short", "5": "too long", "6": "a character that may not be there",
    "7": "not one of the codes that are allowed", "8": "not a valid date", "9": "not a valid time",
    "10": "elements that exclude each other", "12": "repeated too often", "13": "there are too many components",
    "I6": "the guide does not use this code", "I9": "an element is missing that others make necessary by the guide",
    "I10": "the guide does not use the element", "I11": "repeated too seldom", "I12": "not of the form that the guide asks for",
    "I13": "the element is there, but others forbid it",
}

SET_ERRORS = {                     # IK502 to IK506, AK502 to AK506
    "1": "the transaction set is not taken here", "2": "SE is missing", "3": "the control numbers of ST and SE differ",
    "4": "SE01 is not the number of segments", "5": "segments are wrong", "6": "ST01 is not valid", "7": "ST02 is not valid",
    "8": "the authentication key is not known", "9": "the encryption key is not known",
    "10": "the security service is not available", "11": "the security recipient is not known",
    "12": "the length of the message is not right", "13": "the message could not be authenticated",
    "15": "the security originator is not known", "16": "what was decrypted is not valid", "17": "security is not taken here",
    "18": "the transaction set does not belong into its group", "19": "ST03 is not valid",
    "23": "ST02 is used twice in the group", "I5": "segments are not as the guide has them",
    "I6": "the guide is not taken here",
}

GROUP_ERRORS = {                   # AK905 to AK909
    "1": "the group is not taken here", "2": "the version of the group is not taken here", "3": "GE is missing",
    "4": "the control numbers of GS and GE differ", "5": "GE01 is not the number of transaction sets",
    "6": "the control number is not valid", "10": "the authentication key is not known",
    "11": "the encryption key is not known", "12": "the security service is not available",
    "13": "the security recipient is not known", "14": "the security originator is not known",
    "15": "what was decrypted is not valid", "16": "security is not taken here", "17": "the length of the message is not right",
    "18": "the message could not be authenticated", "19": "the control number is used twice in the interchange",
}

"""The tags of X12: what a message may call a segment. Where delimiters are missing, a patient's name may stand in its place."""

import re

_TAGS = """
    AAA ACT AK1 AK2 AK3 AK4 AK5 AK9 AMT BGN BHT BPR CAS CL1 CLM CLP CN1 COB CR1 CR2 CR3 CR5 CR6 CR7 CRC CTP CTX CUR DMG DN1 DN2
    DSB DTM DTP EB EC ENT EQ FRM GE GS HCP HCR HD HI HL HLH HSD ICM IDC IEA III IK3 IK4 IK5 INS ISA K3 LE LIN LQ LS LUI LX MEA
    MIA MOA MSG N1 N2 N3 N4 NM1 NTE OI PAT PER PLA PLB PRV PS1 PWK QTY RDM REF RMR SBR SE ST STC SV1 SV2 SV3 SV4 SV5 SV6 SV7 SVC
    SVD TA1 TOO TRN TS2 TS3 UM"""
KNOWN = frozenset(_TAGS.split())

_SHAPE = re.compile(r"[A-Z][A-Z0-9]{1,2}")
_NAME = re.compile(r"([A-Z][A-Z0-9]{1,2}?)(?:\*[A-Z0-9]{1,3}|\d\d(?:-\d+)?)")


def tagged(said: str) -> str:
    """The name of a segment, or of an element of a known one; anything else is not repeated.

    >>> tagged("NM1"), tagged("SVC01-2"), tagged("NM109"), tagged("NM1*QC"), tagged("ZZ9")
    ('NM1', 'SVC01-2', 'NM109', 'NM1*QC', 'ZZ9')
    >>> tagged("NM1QC1DOE"), tagged("ZQJ77")
    ('without a readable tag', 'without a readable tag')
    """
    found = _NAME.fullmatch(said)
    known = found[1] in KNOWN if found else _SHAPE.fullmatch(said)
    return said if known else "without a readable tag"

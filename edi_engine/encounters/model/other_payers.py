"""Other payers of an encounter, and what they have decided (2320, 2330, 2430)."""

from edi_engine.codes import claims as codes
from edi_engine.encounters.fields import Amount, Day, Flag, Number, TaxId, Text
from edi_engine.encounters.model.parties import Address, Reference
from edi_engine.encounters.model.shape import Noun, flagged, part, several, text


class Adjustment(Noun):
    """Why another payer paid less than the charge (one reason of a CAS)."""

    group: Text = text("Who bears it (CAS01)", of=codes.ADJUSTMENT_GROUPS)
    reason: Text = text("Claim adjustment reason code (CAS02, 05, 08 ...)", at_most=5)
    amount: Amount = part("How much less; negative when more (CAS03, 06, 09 ...).")
    quantity: Number = part("How many units less (CAS04, 07, 10 ...).")


class LineAdjudication(Noun):
    """What another payer decided on the line (2430)."""

    payer: Text = text("Id of the other payer, as in other_payers (SVD01)", at_most=80)
    paid: Amount = part("What it paid; 0.00 when nothing (SVD02).")
    procedure: Text = text("The code that it paid for, when not the one billed (SVD03-2)")
    procedure_type: Text = text("Kind of that code (SVD03-1)", of=codes.CODE_SETS)
    modifiers: tuple[Text, ...] = several("The modifiers that it paid for; the line's when no procedure is given (SVD03).")
    description: Text = text("What it paid for in words (SVD03-7)", at_most=80)
    units: Number = part("How many it paid for; those of the line when left out (SVD05).")
    bundled_into: Text = text("Position of the line with which it was paid together (SVD06)", at_most=6)
    adjustments: tuple[Adjustment, ...] = several("Why it paid less than the charge (CAS).")
    adjudicated: Day = part("When it decided; the payer's date when left out (DTP*573).")
    remaining: Amount = part("What is still to be paid after it; the sum of PR when left out (AMT*EAF).")


class Insured(Noun):
    """Whose insurance another payer's is (2320, 2330A). With 18 (self) the name is the patient's when none is given."""

    member_id: Text = text("Member id at that payer (NM109)", at_most=80)
    last: Text = text("Last name (NM103)", at_most=60)
    first: Text = text("First name (NM104)", at_most=35)
    middle: Text = text("Middle name (NM105)", at_most=25)
    suffix: Text = text("Suffix like JR (NM107)", at_most=10)
    organization: Text = text("Name of an employer that is the insured, instead of last and first (NM103)", at_most=60)
    group_number: Text = text("Group or policy number (SBR03)", at_most=50)
    group_name: Text = text("Plan name, sent only when there is no group number (SBR04)", at_most=60)
    address: Address | None = part("Home address (N3, N4).")
    ssn: TaxId = text("Social security number, when the payer wants it (REF*SY)")


class Outpatient(Noun):
    """What another payer says of the claim beside its remark codes (MOA)."""

    reimbursement_rate: Number = part("Rate at which it paid, 1 is all of it (MOA01).")
    payable: Amount = part("HCPCS payable amount (MOA02).")
    esrd_paid: Amount = part("Paid for end-stage renal disease (MOA08).")
    professional_component: Amount = part("Professional component that it does not pay (MOA09).")


class Known(Noun):
    """A provider by the numbers that another payer gave (2330C to 2330F)."""

    references: tuple[Reference, ...] = several("The numbers (REF: 0B licence, 1G UPIN, G2 the payer's number, LU location).")


class OtherPayer(Noun):
    """Another payer of the claim and what it has decided (2320, 2330). With its id alone, name and kind come from edi.toml."""

    id: Text = text("Id of the payer; the lines name it by this (2330B NM109)", at_most=80)
    id_type: Text = text("Kind of id (NM108)", of={"PI": "payer id", "XV": "health plan id"}, default="PI")
    name: Text = text("Name (NM103)", at_most=60)
    filing_indicator: Text = text("Kind of insurance (SBR09)", of=codes.FILING_INDICATORS)
    sequence: Text = text("Which payer in turn (SBR01)", of=codes.SEQUENCES, default="P")
    medicare_secondary: Text = text("Why Medicare comes after another payer (SBR05)", of=codes.MEDICARE_SECONDARY)
    address: Address | None = part("Address, when wanted (N3, N4).")
    references: tuple[Reference, ...] = several("Other numbers of the payer (2330B REF: 2U id, EI EIN, FY office, NF NAIC).")
    provider_number: Text = text("The billing provider's number at this payer (2330G REF*G2)", at_most=50)
    location_number: Text = text("The billing location's number at this payer (2330G REF*LU)", at_most=50)
    referring: Known | None = part("The referring provider's numbers at this payer (2330C).")
    primary_care: Known | None = part("The primary care provider's numbers at this payer (2330C).")
    rendering: Known | None = part("The rendering provider's numbers at this payer (2330D).")
    facility: Known | None = part("The facility's numbers at this payer (2330E).")
    supervising: Known | None = part("The supervising provider's numbers at this payer (2330F).")
    subscriber: Insured | None = part("Whose insurance it is.")
    relationship: Text = text("The patient's relationship to that insured (SBR02)", of=codes.INSURED_RELATIONSHIPS,
                              default="18")
    benefits_assigned: Text = text("Benefits assigned; the claim's when left out (OI03)", of=codes.BENEFITS)
    signature_source: Text = text("P when somebody else signed; the claim's when left out (OI04)", at_most=1)
    release: Text = text("Release of information; the claim's when left out (OI06)", of=codes.RELEASES)
    claim_number: Text = text("Its number of the claim (2330B REF*F8)", at_most=50)
    prior_authorization: Text = text("Its authorization number (2330B REF*G1)", at_most=50)
    referral_number: Text = text("Its referral number (2330B REF*9F)", at_most=50)
    adjustment_indicator: Flag = flagged("Whether it has adjusted the claim (2330B REF*T4).")
    paid: Amount = part("What it paid for the claim, 0.00 when nothing; left out when it has not decided (AMT*D).")
    adjudicated: Day = part("When it decided; goes to the lines when they say what it decided (DTP*573).")
    adjustments: tuple[Adjustment, ...] = several("What it adjusted on the claim as a whole, not on a line (2320 CAS).")
    remarks: tuple[Text, ...] = several("Remark codes of the claim, up to five (MOA03 to 07).")
    outpatient: Outpatient | None = part("What else it says of the claim (MOA).")
    remaining: Amount = part("What is still to be paid after it, when no line says so; the sum of PR when left out (AMT*EAF).")
    not_covered: Amount = part("The whole charge, when it is not asked because it covers none of this (AMT*A8).")

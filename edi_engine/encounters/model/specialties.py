"""What a specialty says of an encounter or of a line: every field has the name that the claim gives it."""

from edi_engine.codes import claims, specialties
from edi_engine.encounters.fields import Amount, Day, Number, Text
from edi_engine.encounters.model.shape import Noun, part, several, text


def _kinds(conditions: dict[str, dict[str, str]]) -> dict[str, str]:
    return {category: specialties.CATEGORIES[category] for category in conditions}



class Attachment(Noun):
    """Paper that belongs to the claim or the line, and how it comes (PWK)."""

    type: Text = text("What it is, such as 03 report, B3 physician order, OZ support data (PWK01)", at_most=2)
    transmission: Text = text("How it comes (PWK02)", of=specialties.TRANSMISSIONS)
    control_number: Text = text("The number that it bears; needed unless it is kept at the provider's (PWK06)", at_most=50)


class Certificate(Noun):
    """The certificate of medical necessity of equipment (PWK*CT)."""

    type: Text = text("What it is (PWK01)", of={"CT": "certification"}, default="CT")
    transmission: Text = text("Where it is (PWK02)", of=specialties.CERTIFICATES)
    control_number: Text = text("A number that it bears; the guide takes none (PWK06)", at_most=50)


class Contract(Noun):
    """The contract that fixes the price (CN1)."""

    type: Text = text("Kind of contract (CN101)", of=specialties.CONTRACTS)
    amount: Amount = part("Amount (CN102).")
    percentage: Number = part("Percentage (CN103).")
    code: Text = text("Code of the contract (CN104)", at_most=50)
    terms_discount: Number = part("Discount for early payment, a percentage (CN105).")
    version: Text = text("Version of the contract (CN106)", at_most=30)


class FileInformation(Noun):
    """Data that the guide has no place for, as a payer and its agreement want it (K3)."""

    text: Text = text("Up to 80 characters (K301)", at_most=80)


class Ambulance(Noun):
    """Why and how far an ambulance went (CR1)."""

    weight: Number = part("Weight of the patient in pounds (CR102).")
    reason: Text = text("Why there (CR104)", of=specialties.TRANSPORT_REASONS)
    distance: Number = part("Miles with the patient on board; 0 is said, too (CR106).")
    round_trip: Text = text("Why there and back (CR109)", at_most=80)
    stretcher: Text = text("Why on a stretcher (CR110)", at_most=80)


class SpinalManipulation(Noun):
    """The condition that a chiropractor treats (CR2)."""

    condition: Text = text("Kind of condition (CR208)", of=specialties.SPINAL_CONDITIONS)
    description: Text = text("The condition in words (CR210)", at_most=80)
    more: Text = text("The words go on (CR211)", at_most=80)


class Condition(Noun):
    """Conditions of a claim that hold or do not (CRC)."""

    category: Text = text("What they are about (CRC01)", of=_kinds(specialties.CLAIM_CONDITIONS))
    certified: Text = text("Whether they apply (CRC02)", of=specialties.YES_NO)
    codes: tuple[Text, ...] = several("One to five codes: 01, 04 to 09, 12 of an ambulance; L1 to L5 of vision; IH of "
                                      "homebound; AV, NU, S2, ST of EPSDT (CRC03 to 07).")


class LineCondition(Condition):
    """Conditions of a line that hold or do not (CRC)."""

    category: Text = text("What they are about (CRC01)", of=_kinds(specialties.LINE_CONDITIONS))
    codes: tuple[Text, ...] = several("One to five codes: 01, 04 to 09, 12 of an ambulance; 38, ZV of equipment; 65 of hospice "
                                      "(CRC03 to 07).")


class Pricing(Noun):
    """What a repricer says of a claim (HCP)."""

    methodology: Text = text("How it was priced (HCP01)", of=specialties.METHODOLOGIES)
    allowed: Amount = part("Allowed (HCP02).")
    savings: Amount = part("Saved (HCP03).")
    organization: Text = text("Id of the repricer (HCP04)", at_most=50)
    rate: Number = part("Per diem or flat rate (HCP05).")
    group: Text = text("Approved ambulatory patient group (HCP06)", at_most=50)
    group_amount: Amount = part("Amount of that group (HCP07).")
    rejection: Text = text("Why it was not priced (HCP13)", of=specialties.REJECTIONS)
    compliance: Text = text("Whether the plan's procedures were followed (HCP14)", of=specialties.COMPLIANCES)
    exception: Text = text("Why outside the network (HCP15)", of=specialties.EXCEPTIONS)


class LinePricing(Pricing):
    """What a repricer says of a line (HCP)."""

    procedure_qualifier: Text = text("Kind of the approved code (HCP09)", of=claims.CODE_SETS)
    procedure: Text = text("Approved code (HCP10)", at_most=48)
    unit: Text = text("Approved units are counted in (HCP11)", of=claims.UNITS)
    units: Number = part("Approved units (HCP12).")


class Equipment(Noun):
    """Durable medical equipment, rented or bought (SV5)."""

    procedure: Text = text("Code of the equipment; the line's when left out (SV501-2)")
    days: Number = part("Days of medical necessity (SV503).")
    rental: Amount = part("Price for renting it (SV504).")
    purchase: Amount = part("Price for buying it (SV505).")
    frequency: Text = text("What the rent is for (SV506)", of=specialties.RENTALS)


class Certification(Noun):
    """For how long equipment is certified (CR3)."""

    type: Text = text("Kind of certification (CR301)", of=specialties.CERTIFICATIONS)
    months: Number = part("Months that it is needed; 99 is for life (CR303).")


class TestResult(Noun):
    """A value that was measured (MEA)."""

    __test__ = False

    reference: Text = text("What measurement it is (MEA01)", of=specialties.TESTS)
    qualifier: Text = text("What was measured (MEA02)", of=specialties.MEASURES)
    value: Number = part("The value (MEA03).")


class PurchasedService(Noun):
    """A service that was bought from somebody else, and for how much (PS1)."""

    provider: Text = text("Number of who did it, as purchased says it (PS101)", at_most=50)
    charge: Amount = part("What it cost (PS102).")


class Answer(Noun):
    """The answer to a question of a form (FRM)."""

    question: Text = text("Number or letter of the question (FRM01)", at_most=20)
    response: Text = text("Answer in a letter (FRM02)", of=specialties.RESPONSES)
    text: Text = text("Answer in words (FRM03)", at_most=50)
    day: Day = part("Answer that is a date (FRM04).")
    percentage: Number = part("Answer that is a percentage (FRM05).")


class Form(Noun):
    """A form that goes with a line, such as a certificate of medical necessity (2440)."""

    qualifier: Text = text("Whose form it is (LQ01)", of=specialties.FORMS)
    code: Text = text("Number of the form (LQ02)", at_most=30)
    answers: tuple[Answer, ...] = several("Its questions with their answers (FRM).")

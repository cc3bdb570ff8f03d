"""Invented nouns for properties: what a payer or a practice could say, and a little more."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from edi_engine.billing.claim import (
    Accident,
    BillingProvider,
    Claim,
    Condition,
    Demographics,
    Diagnosis,
    Drug,
    Note,
    Patient,
    Payer,
    PayTo,
    PayToPlan,
    Person,
    Provider,
    ServiceLine,
    Submission,
    Subscriber,
)
from edi_engine.billing.coordination import (
    LineAdjudication,
    OtherInsured,
    OtherPayer,
    OtherPayerProvider,
    OtherSubscriber,
    OutpatientAdjudication,
)
from edi_engine.billing.party import Address, Adjustment, Amount, Contact, Dated, Name, Period, Procedure, Quantity, Reference
from edi_engine.billing.remittance import (
    Adjudication,
    ClaimPayment,
    Delivery,
    HeaderNumber,
    Payment,
    ProviderAdjustment,
    Remittance,
    RemittanceHead,
    RemittanceParty,
    RemittanceTail,
    ServicePayment,
    Summary,
    Trace,
)
from edi_engine.billing.specialty import (
    AmbulanceTransport,
    AnesthesiaProcedure,
    Attachment,
    ConditionCode,
    ConditionIndicator,
    Contract,
    Equipment,
    EquipmentCertification,
    FileInformation,
    Form,
    FormAnswer,
    Location,
    Pricing,
    PurchasedService,
    SpinalManipulation,
    TestResult,
)

LETTERS = "ABCXYZabc019 .,-'/&*:^~ÑÉß"
"""Letters, blanks, punctuation, every common delimiter, and what is not ASCII."""


def texts(least: int = 0, most: int = 12) -> st.SearchStrategy[str]:
    """Text without leading and trailing blanks, at least so long."""
    return st.text(LETTERS, min_size=least, max_size=most).map(str.strip).filter(lambda text: len(text) >= least)


def codes(named: str) -> st.SearchStrategy[str]:
    """One of these codes."""
    return st.sampled_from(named.split())


def tuples(each: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few of them."""
    return st.lists(each, max_size=most).map(tuple)


cents = st.integers(-10**9, 10**9)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
numbers = st.decimals(-999, 999, places=2).map(lambda number: number.normalize() + Decimal(0))


def names(role: str) -> st.SearchStrategy[Name]:
    """NM1 of a role."""
    return st.builds(Name, st.just(role), codes("1 2"), texts(), texts(), texts(), texts(), texts(), texts(), texts())


def references(named: str) -> st.SearchStrategy[Reference]:
    """REF with one of these qualifiers."""
    return st.builds(Reference, codes(named), texts(), texts(), texts())


def contacts(named: str) -> st.SearchStrategy[Contact]:
    """PER with one of these functions."""
    return st.builds(Contact, codes(named), texts(), tuples(st.tuples(texts(), texts(1))))


addresses = st.builds(Address, texts(1), texts(), texts(1), texts(), texts(), texts(), texts())
procedures = st.builds(Procedure, codes("HC AD N4 ZZ"), texts(1), tuples(texts(1), 4), texts())


def amounts(named: str) -> st.SearchStrategy[Amount]:
    """AMT with one of these qualifiers."""
    return st.builds(Amount, codes(named), cents)


def quantities(named: str) -> st.SearchStrategy[Quantity]:
    """QTY with one of these qualifiers."""
    return st.builds(Quantity, codes(named), numbers)


def dated(named: str) -> st.SearchStrategy[Dated]:
    """DTM with one of these qualifiers."""
    return st.builds(Dated, codes(named), days)


@st.composite
def adjustments(draw: st.DrawFn) -> tuple[Adjustment, ...]:
    """Adjustments as we write them: those of one group together."""
    found: list[Adjustment] = []
    for group in draw(st.lists(codes("CO PR OA PI CR"), unique=True, max_size=3)):
        each = st.builds(Adjustment, st.just(group), texts(1, 4), st.none() | cents, st.none() | numbers)
        found += draw(st.lists(each, min_size=1, max_size=8))
    return tuple(found)


@st.composite
def provider_adjustments(draw: st.DrawFn) -> tuple[ProviderAdjustment, ...]:
    """Provider-level adjustments as we write them: those of one provider and year together."""
    found: list[ProviderAdjustment] = []
    for provider, period in draw(st.lists(st.tuples(texts(1), codes("20251231 20261231")), unique=True, max_size=2)):
        each = st.builds(ProviderAdjustment, st.just(provider), st.just(period), codes("WO FB L6 72"), texts(), cents)
        found += draw(st.lists(each, min_size=1, max_size=8))
    return tuple(found)


service_payments = st.builds(
    ServicePayment, procedures, cents, cents, texts(), st.none() | numbers, st.none() | procedures, st.none() | numbers,
    tuples(dated("472 150 151 999")), adjustments(), tuples(references("1S APC BB E9 ZZ")), texts(),
    tuples(references("0B HPI SY TJ")), tuples(references("0K")), tuples(amounts("B6 KH ZZ")), tuples(quantities("ZK ZZ")),
    tuples(st.tuples(codes("HE RX"), texts(1, 5))))

claim_payments = st.builds(
    ClaimPayment, texts(), codes("1 2 3 4 19 22 25"), cents, cents, st.none() | cents, texts(0, 2), texts(), texts(0, 2),
    texts(0, 1), texts(0, 4), st.none() | numbers, st.none() | numbers, adjustments(), st.none() | names("QC"),
    st.none() | names("IL"), st.none() | names("74"), st.none() | names("82"), st.none() | names("TT"), st.none() | names("PR"),
    st.none() | names("GB"), st.none() | st.builds(Adjudication, tuples(texts(1), 24)),
    st.none() | st.builds(Adjudication, tuples(texts(1), 9)), tuples(references("1L EA F8 ZZ")), tuples(references("0B 1C LU")),
    tuples(dated("232 233 036 050 999")), tuples(contacts("CX")), tuples(amounts("AU I ZZ")), tuples(quantities("CA ZZ")),
    tuples(service_payments))

payments = st.builds(
    Payment, codes("I H"), cents, codes("C D"), codes("ACH CHK NON"), texts(), texts(), texts(), texts(), texts(), texts(),
    texts(), texts(), texts(), texts(), texts(), st.none() | days)

payers = st.builds(
    RemittanceParty, st.just("PR"), texts(), texts(0, 2), texts(), st.none() | addresses, tuples(references("2U EO ZZ")),
    tuples(contacts("CX BL IC")))

payees = st.builds(
    RemittanceParty, st.just("PE"), texts(), texts(0, 2), texts(), st.none() | addresses, tuples(references("PQ TJ ZZ")),
    st.just(()), st.none() | st.builds(Delivery, codes("BM EM"), texts(), texts()))

heads = st.builds(
    RemittanceHead, payments, st.none() | st.builds(Trace, texts(1), texts(), texts(), st.just("1")), codes("USD CAD"),
    codes("PR"), tuples(references("EV F2 ZZ")), tuples(dated("405 999")), st.none() | payers, st.none() | payees)

header_numbers = st.builds(
    HeaderNumber, st.integers(1, 99).map(str), st.none() | st.builds(Summary, tuples(texts(1), 24)),
    st.none() | st.builds(Summary, tuples(texts(1), 19)))

remittances = st.builds(
    Remittance, heads, tuples(st.tuples(header_numbers, tuples(claim_payments, 2)), 2),
    st.builds(RemittanceTail, provider_adjustments()))
"""Whole 835s, as we write them."""


# --- claims (837P) ----------------------------------------------------------------------------------------------------

def plain_references(named: str) -> st.SearchStrategy[Reference]:
    """REF without another payer."""
    return st.builds(Reference, codes(named), texts(1), texts())


def periods(named: str) -> st.SearchStrategy[Period]:
    """DTP with one of these qualifiers, a day or a range of days."""
    return st.builds(Period, codes(named), days, st.none() | days)


def providers(role: str) -> st.SearchStrategy[Provider]:
    """Somebody who took part."""
    return st.builds(Provider, names(role), texts(), st.none() | addresses, tuples(references("0B 1G G2 LU"), 2),
                     tuples(contacts("IC"), 1))


demographics = st.builds(Demographics, days, codes("F M U")) | st.builds(Demographics, st.none(), codes("F M U"))
amounts_owed = st.integers(0, 10**9)


def conditions(relationship: st.SearchStrategy[str]) -> st.SearchStrategy[Condition]:
    """PAT."""
    return st.builds(Condition, relationship, st.none() | days, st.none() | numbers, st.sampled_from(("", "Y")))


def persons(role: str) -> st.SearchStrategy[Person]:
    """A subscriber or a patient as a person."""
    return st.builds(Person, names(role), st.none() | addresses, st.none() | demographics,
                     tuples(references("SY Y4 ZZ"), 2), tuples(contacts("IC"), 1))


billing_providers = st.builds(
    BillingProvider, names("85"), st.none() | addresses, codes("EI SY"), texts(1), texts(), tuples(references("0B 1G"), 2),
    tuples(contacts("IC"), 2), st.none() | st.builds(PayTo, names("87"), st.none() | addresses), st.sampled_from(("", "CAD")),
    st.none() | st.builds(PayToPlan, names("PE"), st.none() | addresses, tuples(references("2U FY ZZ"), 2), texts()))

insurers = st.builds(Payer, names("PR"), st.none() | addresses, tuples(references("2U EI FY NF"), 2),
                     tuples(references("G2 LU"), 2))

subscribers = st.builds(
    Subscriber, codes("P S T"), persons("IL"), insurers, st.sampled_from(("18", "")), texts(), texts(), texts(0, 2),
    texts(0, 2), st.none() | conditions(st.just("")).filter(lambda found: found != Condition()))

patients = st.builds(Patient, conditions(codes("01 19 20 G8")), persons("QC"))

drugs = st.builds(Drug, texts(1), st.none() | numbers, texts(0, 2), codes("N4 UP"), st.none() | plain_references("VY XZ"))


def numbered(lines: tuple[ServiceLine, ...]) -> tuple[ServiceLine, ...]:
    """Lines with their LX."""
    return tuple(replace(line, number=str(n)) for n, line in enumerate(lines, 1))


def diagnosed(codes: tuple[str, ...]) -> tuple[Diagnosis, ...]:
    """The first is the principal diagnosis."""
    return tuple(Diagnosis("ABF" if n else "ABK", code) for n, code in enumerate(codes))


flags = texts(0, 1)


# --- specialties and other payers (837P) ------------------------------------------------------------------------------

def locations(role: str) -> st.SearchStrategy[Location]:
    """Where an ambulance stopped."""
    return st.builds(Location, names(role), st.none() | addresses)


def certified(named: str) -> st.SearchStrategy[ConditionIndicator]:
    """CRC with one of these categories."""
    return st.builds(ConditionIndicator, codes(named), flags, tuples(texts(1, 2), 5))


def known_as(role: str) -> st.SearchStrategy[OtherPayerProvider]:
    """A provider as another payer knows it."""
    return st.builds(OtherPayerProvider, names(role), tuples(references("0B G2 LU"), 2))


attachments = st.builds(Attachment, texts(1, 2), codes("AA BM EL EM FT FX"), texts())
certificates = st.builds(Attachment, st.just("CT"), codes("AB AD AF AG NS"), texts())
contracts = st.builds(Contract, texts(1, 2), st.none() | cents, st.none() | numbers, texts(), st.none() | numbers, texts())
information = st.builds(FileInformation, texts(1))
transports = st.builds(AmbulanceTransport, st.none() | numbers, texts(1, 1), st.none() | numbers, texts(), texts())
manipulations = st.builds(SpinalManipulation, texts(1, 1), texts(), texts())
pricings = st.builds(Pricing, texts(1, 2), st.none() | cents, st.none() | cents, texts(), st.none() | numbers, texts(),
                     st.none() | cents, rejection=texts(0, 2), compliance=flags, exception=flags)
line_pricings = st.builds(Pricing, texts(0, 2), procedure_qualifier=texts(1, 2), procedure=texts(), unit=texts(0, 2),
                          units=st.none() | numbers, exception=flags)
surgery = st.tuples(st.builds(AnesthesiaProcedure, st.just("BP"), texts(1)), st.builds(AnesthesiaProcedure, st.just("BO"), texts(1)))
equipment = st.builds(Equipment, procedures, st.none() | numbers, st.none() | cents, st.none() | cents, flags)
certifications = st.builds(EquipmentCertification, texts(1, 1), st.none() | numbers)
test_results = st.builds(TestResult, texts(1, 2), texts(0, 2), st.none() | numbers)
purchases = st.builds(PurchasedService, texts(1), st.none() | cents)
answers = st.builds(FormAnswer, texts(1), flags, texts(), st.none() | days, st.none() | numbers)
forms = st.builds(Form, codes("UT AS"), texts(), tuples(answers))

other_payers = st.builds(OtherPayer, names("PR"), st.none() | addresses, st.none() | days, tuples(references("2U EI ZZ"), 2),
                         texts(), texts(), texts(0, 1), texts())
outpatients = st.builds(OutpatientAdjudication, st.none() | numbers, st.none() | cents, tuples(texts(1), 5), st.none() | cents,
                        st.none() | cents).filter(lambda it: it != OutpatientAdjudication())

other_subscribers = st.builds(
    OtherSubscriber, codes("P S T A"), st.builds(OtherInsured, names("IL"), st.none() | addresses, tuples(references("SY"), 1)),
    other_payers, codes("18 01 G8"), texts(), texts(), texts(0, 2), texts(0, 2), adjustments(), st.none() | cents,
    st.none() | cents, st.none() | cents, flags, flags, flags, st.none() | outpatients, tuples(known_as("P3"), 2),
    st.none() | known_as("82"), st.none() | known_as("77"), st.none() | known_as("DQ"), st.none() | known_as("85"))

line_adjudications = st.builds(
    LineAdjudication, texts(), cents, procedures, st.none() | numbers, texts(0, 2), adjustments(), st.none() | days,
    st.none() | cents)

of_lines = st.fixed_dictionaries({}, optional={
    "pick_up": locations("PW"), "drop_off": locations("45"), "equipment": equipment, "attachments": tuples(attachments),
    "certificate": certificates, "ambulance": transports, "certification": certifications,
    "conditions": tuples(certified("07 70 09 ZZ")), "patients": numbers, "obstetric_units": numbers,
    "test_results": tuples(test_results), "contract": contracts, "file_information": tuples(information),
    "purchased_service": purchases, "pricing": line_pricings, "adjudications": tuples(line_adjudications, 2),
    "forms": tuples(forms, 2)})

of_claims = st.fixed_dictionaries({}, optional={
    "attachments": tuples(attachments), "contract": contracts, "file_information": tuples(information), "ambulance": transports,
    "spinal_manipulation": manipulations, "conditions": tuples(certified("07 E1 75 ZZ 09")),
    "anesthesia_procedures": surgery | surgery.map(lambda both: both[:1]),
    "condition_codes": tuples(st.builds(ConditionCode, texts(1, 2)), 14), "pricing": pricings, "pick_up": locations("PW"),
    "drop_off": locations("45"), "other_subscribers": tuples(other_subscribers, 2)})


# --- claims whole -----------------------------------------------------------------------------------------------------


plain_lines = st.builds(
    ServiceLine, procedures, amounts_owed, codes("UN MJ"), st.none() | numbers, texts(0, 2), tuples(st.integers(1, 12), 4),
    flags, flags, flags, flags, st.just(""), st.none() | periods("472"), tuples(periods("471 607 304 ZZZ")),
    tuples(references("G1"), 2), texts(), tuples(references("EW X4 F4 BT ZZ"), 2), tuples(references("9F"), 2),
    tuples(amounts("T F4 ZZ"), 2), tuples(st.builds(Note, codes("ADD TPO"), texts(1)), 2), st.none() | drugs,
    st.none() | providers("82"), st.none() | providers("QB"), st.none() | providers("77"), st.none() | providers("DQ"),
    st.none() | providers("DK"), tuples(providers("DN"), 1))

service_lines = st.builds(lambda line, more: replace(line, **more), plain_lines, of_lines)

accidents = st.builds(Accident, tuples(codes("AA EM OA"), 2), texts(0, 2), texts(0, 2)).filter(lambda it: it != Accident())

plain_claims = st.builds(
    Claim, texts(), amounts_owed, billing_providers, subscribers, st.none() | patients, texts(0, 2), flags, flags, flags, flags,
    flags, flags, flags, st.none() | accidents, texts(0, 2), texts(0, 2), tuples(periods("431 439 314 ZZZ")),
    st.none() | amounts_owed, texts(), texts(), texts(), texts(), tuples(plain_references("4N EA D9 ZZ")),
    tuples(st.builds(Note, codes("ADD CER"), texts(1)), 2), tuples(texts(1), 12).map(diagnosed), tuples(providers("P3"), 1),
    st.none() | providers("82"), st.none() | providers("77"), st.none() | providers("DQ"),
    tuples(service_lines, 2).map(numbered))

claims = st.builds(lambda claim, more: replace(claim, **more), plain_claims, of_claims)
"""Claims with whom they are for and who bills them."""

moments = st.times(time(0), time(23, 59)).map(lambda at: at.replace(microsecond=0))

submissions = st.builds(
    Submission, texts(1), st.none() | days, st.none() | moments,
    codes("00 18"), codes("CH RP 31"), st.none() | names("41"), tuples(contacts("IC"), 2), st.none() | names("40"))

"""Whatever files come: the books hold after each of them, and neither order nor repeats change how they end."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.books import NPI, TIN, Books, Check, Sent, claim, hold, line, paid, payment, reversal
from tests.properties import examples

PROVIDERS = ((NPI, TIN), ("1900000013", "317654321"))
NUMBERS = ("A1", "a-1", "A12345678901234", "A123456789012345", "B7")
CODES = ("G0008", "G0009")
REASONS = ("CO-45", "PR-1", "PR-2", "CO-50", "PR-96", "OA-23", "CO-253", "OA-18", "PI-119", "CO-97", "CO-94")
SPRING = date(2026, 3, 1)

days = st.integers(0, 3).map(lambda n: SPRING + timedelta(days=40 * n))


@st.composite
def claims(draw):
    number, (npi, tin), day = draw(st.sampled_from(NUMBERS)), draw(st.sampled_from(PROVIDERS)), draw(days)
    lines = [line(f"{number}-{n}", draw(st.integers(1, 20000)), code=draw(st.sampled_from(CODES)), day=day)
             for n in range(1, draw(st.integers(1, 3)) + 1)]
    return claim(number, *lines, npi=npi, tin=tin, frequency=draw(st.sampled_from("1117")), sequence=draw(st.sampled_from("PPPS")),
                 payer=draw(st.sampled_from(("HARBR", "1311111111", "1322222222"))), replaces=draw(st.sampled_from(("", "ICN1"))))


@st.composite
def answers(draw, sent):
    """A claim payment that balances, for a line-by-line or whole claim, with or without what ties it to the claim."""
    whole = draw(st.booleans()) and draw(st.booleans())
    number = draw(st.sampled_from((sent.patient_control_number,) * 3 + ("LOST", sent.patient_control_number.lower())))
    parts = []
    for found in sent.lines:
        shares = draw(st.lists(st.tuples(st.sampled_from(REASONS), st.integers(-500, 9000)), max_size=3))
        taken = [(reason, cents) for reason, cents in shares if cents]
        left = found.charge - sum(cents for _, cents in taken)
        key = draw(st.sampled_from((found.control_number, "")))
        parts.append(paid(key, found.charge, left, ",".join(f"{r} {c}" for r, c in taken), code=found.procedure.code,
                          day=found.service.since))
    status = draw(st.sampled_from(("1", "1", "2", "4", "19", "25")))
    ccn = draw(st.sampled_from(("", "ICN1", "ICN2")))
    if whole or status == "25":
        return payment(number, status=status, ccn=ccn, charge=sent.charge, amount=0, adjustments=f"CO-45 {sent.charge}")
    return payment(number, *parts, status=status, ccn=ccn)


@st.composite
def histories(draw):
    sent = draw(st.lists(claims(), min_size=1, max_size=4))
    events = [Sent(found, created=draw(days)) for found in sent]
    for n in range(draw(st.integers(1, 3))):
        made = [draw(answers(draw(st.sampled_from(sent)))) for _ in range(draw(st.integers(1, 3)))]
        made += [reversal(found) for found in made if draw(st.booleans()) and found.status != "25"]
        npi = draw(st.sampled_from((NPI, NPI, "1900000013", "1900000021")))
        plb = [("WO", "X", draw(st.integers(1, 500)))] if draw(st.booleans()) else []
        payer = draw(st.sampled_from(("1311111111", "1322222222")))
        check = Check(*made, trace=draw(st.sampled_from(("T", f"T{n}"))), day=draw(days), npi=npi, plb=plb, payer=payer)
        events.append(check)
        if draw(st.booleans()):
            events.append(Check(*(reversal(p) for p in made if p.status not in ("22", "25")), trace=f"R{n}", day=draw(days),
                                npi=npi, payer=payer))
    return events


@examples(60)
@given(histories(), st.randoms(use_true_random=False))
def test_the_books_hold_and_do_not_depend_on_order(events, random):
    """MAT-5, MAT-6, MAT-7."""
    forth, back = Books(), Books()
    for event in events:
        forth.take(event)
        hold(forth)
    mixed = events * 2
    random.shuffle(mixed)
    for event in mixed:
        back.take(event)
    hold(back)
    assert forth.dump() == back.dump()

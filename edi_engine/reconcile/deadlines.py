"""Until when something can still be done, where a public rule says so (DEN-5)."""

from datetime import date, timedelta

MEDICARE = frozenset(("MA", "MB"))
APPEAL_DAYS, PRESUMED_RECEIPT_DAYS = 120, 5


def appeal(filing_indicator: str, decided: date) -> date | None:
    """The last day for the first appeal of a decision; None where the payer's own rule is not known.

    Medicare: 120 days from receipt of the notice, which is presumed five days after its date (42 CFR 405.942).
    """
    medicare = filing_indicator in MEDICARE
    return decided + timedelta(days=PRESUMED_RECEIPT_DAYS + APPEAL_DAYS) if medicare else None


def filing(filing_indicator: str, served: date) -> date | None:
    """The last day on which a claim can be filed; Medicare: one calendar year from the service (42 CFR 424.44)."""
    if filing_indicator not in MEDICARE:
        return None
    try:
        return served.replace(year=served.year + 1)
    except ValueError:                       # 29 February
        return served.replace(year=served.year + 1, day=28)

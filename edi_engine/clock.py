"""The clock: read only for control headers, the audit and ages. ``EDI_TODAY=YYYY-MM-DD`` stands in for today everywhere."""

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Today, or the day that EDI_TODAY names."""
    named = os.environ.get("EDI_TODAY")
    return date.fromisoformat(named) if named else date.today()


def now() -> datetime:
    """Now to the second; on the day that EDI_TODAY names, at noon, so that a run can be repeated."""
    if os.environ.get("EDI_TODAY"):
        return datetime.combine(today(), datetime.min.time().replace(hour=12))
    return datetime.now().replace(microsecond=0)


def moment() -> datetime:
    """The very moment of a decision, in UTC, so that the later of two is known; on the day that EDI_TODAY names."""
    at = datetime.now(UTC)
    return datetime.combine(today(), at.timetz()) if os.environ.get("EDI_TODAY") else at

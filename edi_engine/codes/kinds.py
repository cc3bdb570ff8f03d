"""The kinds of code sets: what their codes look like, and how long a list of them holds when it does not say."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of code set; ``holds`` is how long a list holds when nothing says so: a fiscal year, a year, or for good."""

    name: str
    form: re.Pattern[str]
    holds: Literal["fiscal year", "year", "for good"] = "for good"
    graded: bool = False           # whether a code may be a heading over longer ones

    def holds_until(self, since: date) -> date:
        """The last day of a list whose newest codes begin on this day."""
        if self.holds == "for good":
            return date.max
        if self.holds == "year":
            return date(since.year, 12, 31)
        return date(since.year + (since.month > 9), 9, 30)


KINDS = {
    "icd10cm": Kind("ICD-10-CM", re.compile(r"[A-Z][0-9A-Z][0-9A-Z]{1,5}"), "fiscal year", graded=True),
    "cpt": Kind("CPT", re.compile(r"[0-9]{4}[0-9AFMTU]"), "year"),
    "hcpcs": Kind("HCPCS Level II", re.compile(r"[A-V][0-9]{4}"), "year"),
    "pos": Kind("place of service", re.compile(r"[0-9]{2}")),
    "taxonomy": Kind("taxonomy", re.compile(r"[0-9A-Z]{9}X")),
    "carc": Kind("adjustment reason (CARC)", re.compile(r"[A-Z]?[0-9]{1,3}")),
    "rarc": Kind("remark (RARC)", re.compile(r"(M|MA|N)[0-9]{1,4}")),
    "csc": Kind("claim status", re.compile(r"[0-9]{1,4}")),
    "cscc": Kind("claim status category", re.compile(r"[A-Z]{1,2}[0-9]{1,2}[FN]?|RQ")),
}


@lru_cache(4096)
def of_procedure(code: str) -> str | None:
    """Which kind a procedure code has the form of; None when neither CPT nor HCPCS Level II has such codes.

    >>> of_procedure("99213"), of_procedure("0001U"), of_procedure("J3301"), of_procedure("W9999")
    ('cpt', 'cpt', 'hcpcs', None)
    """
    return next((kind for kind in ("cpt", "hcpcs") if KINDS[kind].form.fullmatch(code)), None)

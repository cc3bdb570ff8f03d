"""What most claims say nothing of, and the rules that speak of it alone: they are spared the others."""

from operator import attrgetter

from edi_engine.billing.claim import Claim, ServiceLine

OF_CLAIM = (
    "accident", "ambulance", "anesthesia_procedures", "attachments", "clia", "conditions", "dates", "drop_off",
    "file_information", "notes", "other_subscribers", "patient_paid", "pick_up", "pricing", "references", "referring",
    "spinal_manipulation",
)
OF_LINE = (
    "adjudications", "ambulance", "amounts", "attachments", "certificate", "certification", "conditions", "copay_exempt",
    "dates", "drop_off", "drug", "emergency", "epsdt", "equipment", "family_planning", "file_information", "forms", "notes",
    "obstetric_units", "patients", "pick_up", "pricing", "purchased", "purchased_service", "references", "referring",
    "test_results",
)
_of_claim, _of_line = attrgetter(*OF_CLAIM), attrgetter(*OF_LINE)
_NO_CLAIM: tuple[object, ...] = tuple(Claim.__dataclass_fields__[name].default for name in OF_CLAIM)
_NO_LINE: tuple[object, ...] = tuple(ServiceLine.__dataclass_fields__[name].default for name in OF_LINE)


def present(claim: Claim) -> frozenset[str]:
    """The names of those parts that the claim, or one of its lines, has."""
    found: set[str] = set()
    if (said := _of_claim(claim)) != _NO_CLAIM:
        found.update(name for name, value, nothing in zip(OF_CLAIM, said, _NO_CLAIM, strict=True) if value != nothing)
    for line in claim.lines:
        if (said := _of_line(line)) != _NO_LINE:
            found.update(name for name, value, nothing in zip(OF_LINE, said, _NO_LINE, strict=True) if value != nothing)
    return frozenset(found)

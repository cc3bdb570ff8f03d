"""Durable medical equipment (CLM-23): rented or bought, its certificate, what was measured, the forms that go with it."""

from collections.abc import Iterator

from edi_engine.billing.claim import Claim, ServiceLine
from edi_engine.billing.specialty import Equipment, Form, FormAnswer, TestResult
from edi_engine.codes.claims import MEDICARE
from edi_engine.codes.specialties import (
    CERTIFICATES,
    CERTIFICATES_ENDED,
    CERTIFICATIONS,
    FORMS,
    MEASURES,
    RENTALS,
    RESPONSES,
    TESTS,
)
from edi_engine.edits.choices import listed
from edi_engine.edits.context import Context
from edi_engine.problems import Problem


def equipment(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: equipment is the line's own, for a number of days, at a price to rent and to buy."""
    for number, line in enumerate(claim.lines):
        if line.equipment:
            yield from _equipment(line, line.equipment, f"lines[{number}].equipment")


def _equipment(line: ServiceLine, said: Equipment, path: str) -> Iterator[Problem]:
    at = said.at or line.at
    if said.procedure.code != line.procedure.code:
        yield Problem("CLM-23", "equipment-procedure", at, element=1, component=2, loop="2400", where=f"{path}.procedure")
    if said.days is None or said.days <= 0:
        yield Problem("CLM-23", "equipment-days", at, element=3, loop="2400", where=f"{path}.days")
    for name, price, element in (("rental", said.rental, 4), ("purchase", said.purchase, 5)):
        if price is None or price < 0:
            yield Problem("CLM-23", "equipment-price", at, element=element, loop="2400", where=f"{path}.{name}",
                          what="rent" if name == "rental" else "buy")
    if said.frequency not in RENTALS:
        yield Problem("CLM-23", "equipment-frequency", at, element=6, loop="2400", where=f"{path}.frequency",
                      known=listed(RENTALS))


def certificates(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: a certificate says how it comes, for how long it holds and since when; Medicare takes none any more."""
    for number, line in enumerate(claim.lines):
        if line.certificate or line.certification or line.forms:
            yield from _certificate(line, f"lines[{number}].")
            yield from _ended(claim, line, f"lines[{number}].")


def _certificate(line: ServiceLine, path: str) -> Iterator[Problem]:
    if (paper := line.certificate) and paper.transmission not in CERTIFICATES:
        yield Problem("CLM-23", "attachment-transmission", paper.at or line.at, element=2, loop="2400",
                      where=f"{path}certificate.transmission", known=listed(CERTIFICATES))
    if (paper := line.certificate) and paper.control_number:
        yield Problem("CLM-23", "certificate-number", paper.at or line.at, element=6, loop="2400",
                      where=f"{path}certificate.control_number")
    if (held := line.certification) is None:
        return
    if held.type not in CERTIFICATIONS:
        yield Problem("CLM-23", "certification-type", held.at or line.at, element=1, loop="2400",
                      where=f"{path}certification.type", known=listed(CERTIFICATIONS))
    if held.months is None or held.months <= 0:
        yield Problem("CLM-23", "certification-months", held.at or line.at, element=3, loop="2400",
                      where=f"{path}certification.months")
    told = {period.qualifier for period in line.dates}
    for qualifier, name, what in _DATES if held.type in ("R", "S") else _DATES[:2]:
        if qualifier not in told:
            yield Problem("CLM-23", "certification-date", held.at or line.at, loop="2400", where=f"{path}dates.{name}",
                          what=what)


_DATES = (("463", "begin_therapy", "when the therapy began"), ("461", "last_certification", "when it was certified last"),
          ("607", "certification_revised", "when the certificate was renewed or revised"))


def _ended(claim: Claim, line: ServiceLine, path: str) -> Iterator[Problem]:
    forms = [form for form in line.forms if form.qualifier == "UT"]
    if not (forms or line.certificate) or claim.subscriber.filing_indicator not in MEDICARE:
        return
    if line.service and line.service.since >= CERTIFICATES_ENDED:
        loop, field = ("2440", f"forms[{line.forms.index(forms[0])}].code") if forms else ("2400", "certificate.transmission")
        yield Problem("CLM-23", "certificate-ended", line.at, loop=loop, where=f"{path}{field}", day=line.service.since,
                      since=CERTIFICATES_ENDED)


def results(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: what was measured says of what, and its value."""
    for number, line in enumerate(claim.lines):
        for place, result in enumerate(line.test_results):
            yield from _result(result, result.at or line.at, f"lines[{number}].test_results[{place}]")


def _result(result: TestResult, at: int, path: str) -> Iterator[Problem]:
    for name, known, element in (("reference", TESTS, 1), ("qualifier", MEASURES, 2)):
        if getattr(result, name) not in known:
            yield Problem("CLM-23", "result-kind", at, element=element, loop="2400", where=f"{path}.{name}",
                          known=listed(known))
    if result.value is None:
        yield Problem("CLM-23", "result-value", at, element=3, loop="2400", where=f"{path}.value")


def forms(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-23: a form is named, and each question that it lists is answered."""
    for number, line in enumerate(claim.lines):
        for place, form in enumerate(line.forms):
            yield from _form(form, form.at or line.at, f"lines[{number}].forms[{place}]")


def _form(form: Form, at: int, path: str) -> Iterator[Problem]:
    if form.qualifier not in FORMS:
        yield Problem("CLM-23", "form-kind", at, element=1, loop="2440", where=f"{path}.qualifier", known=listed(FORMS))
    if not form.code or not form.answers:
        yield Problem("CLM-23", "form-empty", at, loop="2440", where=f"{path}.{'answers' if form.code else 'code'}")
    for number, answer in enumerate(form.answers):
        here, where = answer.at or at, f"{path}.answers[{number}]"
        if answer.response and answer.response not in RESPONSES:
            yield Problem("CLM-23", "form-response", here, element=2, loop="2440", where=f"{where}.response",
                          known=listed(RESPONSES))
        elif not (answer.question and _answered(answer)):
            field = "text" if answer.question else "question"
            yield Problem("CLM-23", "form-answer", here, loop="2440", where=f"{where}.{field}")


def _answered(answer: FormAnswer) -> bool:
    return bool(answer.response or answer.text or answer.day or answer.percentage is not None)


def ordered(claim: Claim, context: Context) -> Iterator[Problem]:
    """CLM-19: who ordered equipment that is certified is named with an address."""
    for number, line in enumerate(claim.lines):
        if line.certificate or line.certification or any(form.qualifier == "UT" for form in line.forms):
            if line.ordering is None:
                yield Problem("CLM-19", "ordering-missing", line.at, loop="2420E", where=f"lines[{number}].ordering")
            elif line.ordering.address is None:
                yield Problem("CLM-19", "ordering-address", line.ordering.at or line.at, loop="2420E",
                              where=f"lines[{number}].ordering.address")

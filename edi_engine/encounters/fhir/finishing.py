"""What a table cannot say of a FHIR claim: who is who, what is worked out of numbers, and what sequence numbers mean."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from edi_engine.encounters.fhir.team import team
from edi_engine.encounters.sheet import Sheet
from edi_engine.problems import Problem

INFOS: dict[str, dict[str, str]] = {
    "onset": {"day": "dates.onset"}, "lmp": {"day": "dates.last_menstrual_period"},
    "initialtreatment": {"day": "dates.initial_treatment"}, "lastseen": {"day": "dates.last_seen"},
    "hospitalized": {"start": "dates.admission", "end": "dates.discharge"},
    "admissionperiod": {"start": "dates.admission", "end": "dates.discharge"}, "discharge": {"day": "dates.discharge"},
    "employmentimpacted": {"start": "dates.disability_begin", "end": "dates.disability_end"},
    "acutemanifestation": {"day": "dates.acute_manifestation"}, "lastxray": {"day": "dates.last_xray"},
    "visionprescription": {"day": "dates.prescription"}, "lastworked": {"day": "dates.last_worked"},
    "returntowork": {"day": "dates.return_to_work"}, "firstcontact": {"day": "dates.first_contact"},
    "sharedcare": {"start": "dates.assumed_care", "end": "dates.relinquished_care"},
    "note": {"text": "notes[0].text"}, "patientpaid": {"amount": "patient_paid"},
    "patientweight": {"amount": "ambulance.weight"}, "ambulancetransportreason": {"code": "ambulance.reason"},
    "transportationdistance": {"amount": "ambulance.distance"},
    "roundtrippurpose": {"text": "ambulance.round_trip"}, "roudtrippurpose": {"text": "ambulance.round_trip"},
    "stretcherpurpose": {"text": "ambulance.stretcher"},
    "pickuplocation": {"location": "pick_up"}, "dropofflocation": {"location": "drop_off"},
}
"""Category of a supportingInfo -> what its day, period, text, amount, code or location is. Those of an ambulance are CARIN's,
which spells the purpose of a round trip without its n."""
UNITS = {"patientweight": ("[lb_av]", "lb", "lbs", "LB"),
         "transportationdistance": ("[mi_us]", "[mi_i]", "mi", "mile", "miles", "DH")}
"""Category -> the units in which its amount goes on a claim."""


def finish(sheet: Sheet) -> None:
    """The fields of the model, from those that the table has copied for this."""
    for step in STEPS:
        step(sheet)


def _number(sheet: Sheet) -> None:
    """The claim's own number, else the id of the resource."""
    if not sheet.get("id") and sheet.get("_id"):
        sheet.move("_id", "id")


def _insured(sheet: Sheet) -> None:
    """CLM-3: the patient is the subscriber, or the subscriber is somebody of whom the coverage tells."""
    same = _is_patient(sheet)
    if not sheet.get("patient.relationship") and same and "patient.relationship" not in sheet.flaws:
        _patient_is_subscriber(sheet)
    elif sheet.get("patient.relationship") == "18":
        sheet.take("patient.relationship")
        if not same and _differs(sheet):
            sheet.problems.append(Problem("CLM-3", "self-differs", where=sheet.where("_subscriber.last")))
        _patient_is_subscriber(sheet)
    else:
        for name in list(sheet.get("_subscriber") or ()):
            sheet.move(f"_subscriber.{name}", f"subscriber.{name}")


def _is_patient(sheet: Sheet) -> bool:
    """Whether the coverage's subscriber is the very resource that is the patient."""
    who = "insurance[focal].coverage.Coverage.subscriber.Patient"
    return sheet.walked.get(who, "no") == sheet.walked.get("patient.Patient")


def _differs(sheet: Sheet) -> bool:
    who, other = sheet.get("patient") or {}, sheet.get("_subscriber") or {}
    return any(other.get(name, who.get(name)) != who.get(name) for name in ("last", "first", "birth"))


def _patient_is_subscriber(sheet: Sheet) -> None:
    for name in (*(sheet.get("patient") or ()), "address"):
        sheet.move(f"patient.{name}", f"subscriber.{name}")
    for path in [flaw for flaw in sheet.flaws if flaw.startswith("patient.") or flaw == "patient"]:
        sheet.flaws.add("subscriber" + path[len("patient"):])
    sheet.take("patient")
    sheet.alias("subscriber", "patient", *_OF_A_PERSON)


_OF_A_PERSON = ("last", "first", "middle", "suffix", "birth", "sex", "death", "address")


def _payer(sheet: Sheet) -> None:
    """Whom the claim names as insurer, else who pays under the coverage."""
    if not any(sheet.get(f"payer.{name}") for name in ("id", "name")):
        for name in list(sheet.get("_payor") or ()):
            sheet.move(f"_payor.{name}", f"payer.{name}")
        sheet.alias("payer", "_payor", "id", "name", "address")
    if sheet.get("_plan") and not sheet.get("subscriber.group_name"):
        sheet.move("_plan", "subscriber.group_name")


def _billers(sheet: Sheet) -> None:
    """A practitioner who bills through an organization only renders; one who bills alone may use a social security number."""
    if sheet.get("_payee") and sheet.get("billing_provider.last") and not sheet.get("billing_provider.name"):
        for name in ("npi", "last", "first", "middle", "suffix", "taxonomy"):
            sheet.move(f"billing_provider.{name}", f"_rendering.{name}")
        sheet.take("billing_provider")
        sheet.move("_payee", "billing_provider")
    elif sheet.get("_payee.npi") != sheet.get("billing_provider.npi") and sheet.get("_payee"):
        sheet.problems.append(Problem("EXC-5", "door-unmapped", where=sheet.walked["payee.party"],
                                      what="a payee who is not the provider"))
    if sheet.get("_rendering"):
        sheet.move("_rendering", "rendering")
    if number := sheet.take("billing_provider._ssn"):
        sheet.put("billing_provider.tax_id", number, sheet.places["billing_provider._ssn"])
        sheet.put("billing_provider.tax_id_type", "SY", sheet.places["billing_provider._ssn"])


def _diagnoses(sheet: Sheet) -> None:
    """Diagnoses in the order of their sequence, the principal one first; what points at them counts positions."""
    said = sheet.get("_diagnoses") or []
    order = sorted(range(len(said)), key=lambda n: (not said[n].get("principal"), _whole(said[n].get("sequence"), n + 1), n))
    positions = {_whole(said[old].get("sequence"), old + 1): new for new, old in enumerate(order, 1)}
    for new, old in enumerate(order):
        sheet.move(f"_diagnoses[{old}].code", f"diagnoses[{new}]")
    sheet.alias_whole("diagnoses", "_diagnoses")
    for number, line in enumerate(sheet.get("lines") or ()):
        if "_diagnoses" in line:
            sheet.move(f"lines[{number}]._diagnoses", f"lines[{number}].pointers")
            line["pointers"] = _positions(sheet, f"lines[{number}].pointers", line["pointers"], positions)


def _positions(sheet: Sheet, path: str, said: Any, known: dict[int, int]) -> Any:
    """Sequence numbers as positions."""
    if not isinstance(said, list) or any(not isinstance(number, int) for number in said):
        return said
    for number in said:
        if number not in known:
            sheet.spoil(path, Problem("EXC-5", "fhir-sequence", where=sheet.where(path), number=number, what="diagnosis"))
    return [known[number] for number in said if number in known]


def _whole(said: Any, otherwise: int) -> int:
    return said if isinstance(said, int) else otherwise


def _charges(sheet: Sheet) -> None:
    """What a line charges: net, which is price times quantity times factor when these are said."""
    for number, line in enumerate(sheet.get("lines") or ()):
        at = f"lines[{number}]"
        price, factor = sheet.take(f"{at}._price"), sheet.take(f"{at}._factor")
        if price is None:
            continue
        product = _product(price, line.get("units", 1), 1 if factor is None else factor)
        if "charge" not in line:
            sheet.put(f"{at}.charge", price if product is None else f"{product:f}", sheet.places[f"{at}._price"])
        elif product is not None and (net := _product(line["charge"])) is not None and net != product:
            sheet.spoil(f"{at}.charge", Problem("CLM-7", "product", where=sheet.places[f"{at}.charge"], net=f"{net:f}",
                                                product=f"{product:f}"))


def _product(*said: Any) -> Decimal | None:
    """The product of plain numbers; None when one of them is none, which the model then says."""
    product = Decimal(1)
    for one in said:
        if isinstance(one, bool) or not isinstance(one, int | Decimal):
            return None
        value = Decimal(one)
        if not value.is_finite() or abs(value.adjusted()) > 9 or int(value.as_tuple().exponent) < -6:
            return None
        product *= value
    return product


def _infos(sheet: Sheet) -> None:
    """Supporting information, each kind in its own way."""
    for number, info in enumerate(sheet.get("_infos") or ()):
        kind, at = info.get("kind"), f"_infos[{number}]"
        unit = sheet.take(f"{at}.unit")
        if kind in UNITS and "amount" in info and unit not in UNITS[kind]:
            sheet.problems.append(Problem("EXC-5", "door-code", where=sheet.places[f"{at}.amount"],
                                          known=", ".join(UNITS[kind])))
        if kind and not INFOS[kind].keys() & info.keys():
            sheet.problems.append(Problem("EXC-5", "door-unmapped", where=sheet.where(at),
                                          what=f"information of the category {kind} that says nothing more"))
        for name, value in info.items() if kind else ():
            if name == "location" and name in INFOS[kind]:
                _location(sheet, f"{at}.location", INFOS[kind][name])
            elif name in INFOS[kind]:
                sheet.put(INFOS[kind][name], value, sheet.places[f"{at}.{name}"])
            elif name != "kind":
                sheet.problems.append(Problem("EXC-5", "door-unmapped", where=sheet.where(f"{at}.{name}"),
                                              what=f"this of the category {kind}"))


def _location(sheet: Sheet, old: str, new: str) -> None:
    """Where an ambulance went; the guide takes the name of the place where it dropped off only."""
    for path in [path for path in sheet.places if path.startswith(f"{old}.") and sheet.get(path) is not None]:
        if new == "drop_off" or not path.endswith(".name"):
            sheet.put(new + path[len(old):], sheet.get(path), sheet.places[path])


def _place_of_service(sheet: Sheet) -> None:
    """The claim's place is that of its first line; FHIR says it only of lines."""
    if place := sheet.get("lines[0].place_of_service"):
        sheet.put("place_of_service", place, sheet.places["lines[0].place_of_service"])


STEPS: tuple[Callable[[Sheet], None], ...] = (_number, _insured, _payer, _billers, team, _diagnoses, _charges, _infos,
                                              _place_of_service)

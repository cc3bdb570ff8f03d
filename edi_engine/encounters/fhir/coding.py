"""Codes of FHIR: systems by their address, and what a coded concept becomes on a claim."""

from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.encounters.conversions import look_up
from edi_engine.encounters.mapping import Conversion, Selector, Stop

CPT = ("http://www.ama-assn.org/go/cpt",)
HCPCS = ("https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
         "https://bluebutton.cms.gov/resources/codesystem/hcpcs", "urn:oid:2.16.840.1.113883.6.285",
         "http://terminology.hl7.org/CodeSystem/HCPCS-all-codes", "http://terminology.hl7.org/CodeSystem/HCPCS")
MODIFIERS = ("https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets/modifiers",)
ICD10 = ("http://hl7.org/fhir/sid/icd-10-cm", "urn:oid:2.16.840.1.113883.6.90")
NDC = ("http://hl7.org/fhir/sid/ndc",)
NUCC = ("http://nucc.org/provider-taxonomy", "http://www.nucc.org/provider-taxonomy", "urn:oid:2.16.840.1.113883.6.101")
POS = ("https://www.cms.gov/Medicare/Coding/place-of-service-codes",
       "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set",
       "https://bluebutton.cms.gov/resources/codesystem/place-of-service", "http://terminology.hl7.org/CodeSystem/cms-place-of-service",
       "http://terminology.hl7.org/CodeSystem/ex-serviceplace")
NPI = ("http://hl7.org/fhir/sid/us-npi", "urn:oid:2.16.840.1.113883.4.6")
EIN = ("urn:oid:2.16.840.1.113883.4.4", "http://hl7.org/fhir/sid/us-ein")
OTHERS = {"http://snomed.info/sct": "SNOMED CT", "http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm",
          "http://loinc.org": "LOINC", "http://hl7.org/fhir/sid/icd-9-cm": "ICD-9-CM", "http://hl7.org/fhir/sid/cvx": "CVX",
          "http://hl7.org/fhir/sid/icd-10": "ICD-10 of the WHO", "http://www.ada.org/cdt": "CDT",
          "http://hl7.org/fhir/sid/ndc": "NDC"}
"""Systems that a claim does not take, by the names under which people know them."""


def codings(concept: Any) -> Iterator[dict[str, Any]]:
    """The codings of a concept, or of a list of concepts, that have a code."""
    for one in concept if isinstance(concept, list) else [concept]:
        said = one.get("coding") if isinstance(one, dict) else None
        for coding in said if isinstance(said, list) else ():
            if isinstance(coding, dict) and isinstance(coding.get("code"), str) and coding["code"]:
                yield coding


def code_in(concept: Any, systems: tuple[str, ...]) -> Any:
    """The code of a concept in one of these systems; None when it has none."""
    return next((coding["code"] for coding in codings(concept) if coding.get("system") in systems), None)


def concept(wanted: str, *systems: str) -> Conversion:
    """A concept that has to be coded in one of these systems; another one needs a crosswalk."""
    def of(said: Any) -> Any:
        if (found := code_in(said, systems)) is not None:
            return found
        raise Stop("fhir-crosswalk", coded=_systems(said), wanted=wanted)
    return Conversion(f"code of {wanted}", of)


def perhaps(wanted: str, *systems: str) -> Conversion:
    """A concept that may be coded in one of these systems as well."""
    return Conversion(f"code of {wanted}, if there is one", lambda said: code_in(said, systems))


def means(known: Mapping[str, Any], words: str = "") -> Conversion:
    """A concept whose code is another one here, whatever its system."""
    def of(said: Any) -> Any:
        found = [coding["code"] for coding in codings(said)]
        return look_up(next((code for code in found if code in known), found[0] if found else None), known)
    return Conversion(words or ", ".join(f"{code} is {ours}" for code, ours in known.items()), of)


def means_perhaps(known: Mapping[str, Any], words: str = "") -> Conversion:
    """A concept of which some codes are another one here, and the others say nothing."""
    return Conversion(words or ", ".join(f"{code} is {ours}" for code, ours in known.items()), lambda said: next(
        (known[coding["code"]] for coding in codings(said) if coding["code"] in known), None))


def taken(known: str, what: str, how: str) -> Conversion:
    """A code, or a concept, that must have one value; every other one is another kind of thing, which is not taken."""
    def of(said: Any) -> None:
        found = [said] if isinstance(said, str) else [coding["code"] for coding in codings(said)]
        if known not in found:
            raise Stop("door-not-taken", what=what, how=how)
    return Conversion(f"must be {known}", of)


def _systems(said: Any) -> str:
    """The systems of a concept, by name where people know one."""
    return " and ".join(dict.fromkeys(_system(coding.get("system")) for coding in codings(said))) or "no system at all"


def _system(said: Any) -> str:
    if not isinstance(said, str) or not said:
        return "no system that is named"
    return OTHERS.get(said, "a system that it does not take")


def _first(elements: list[Any], fits: Any) -> int | None:
    return next((number for number, one in enumerate(elements) if isinstance(one, dict) and fits(one)), None)


def _of_system(words: str, systems: tuple[str, ...], *types: str) -> Selector:
    """An identifier by its system, or by the code of its type."""
    def fits(one: dict[str, Any]) -> bool:
        return one.get("system") in systems or any(coding["code"] in types for coding in codings(one.get("type")))
    return Selector(words, lambda elements: _first(elements, fits))


def _in_order(words: str, *wanted: Any) -> Selector:
    """The element that fits the first wish, else the second, and so on."""
    def choose(elements: list[Any]) -> int | None:
        return next((found for fits in wanted if (found := _first(elements, fits)) is not None), None)
    return Selector(words, choose)


def _says(name: str, *values: Any) -> Any:
    return lambda one: one.get(name) in values


def _coded(name: str, *codes: str) -> Any:
    return lambda one: any(coding["code"] in codes for coding in codings(one.get(name)))


def _anything(one: dict[str, Any]) -> bool:
    return True


def _payer_number(one: dict[str, Any]) -> bool:
    return one.get("system") not in (*NPI, *EIN)


SELECTORS = {
    "npi": _of_system("system http://hl7.org/fhir/sid/us-npi, or type NPI", NPI, "NPI"),
    "ein": _of_system("system urn:oid:2.16.840.1.113883.4.4, or type EN or TAX", EIN, "EN", "TAX"),
    "ssn": _of_system("system http://hl7.org/fhir/sid/us-ssn, or type SS", ("http://hl7.org/fhir/sid/us-ssn",), "SS"),
    "payer": _in_order("type NIIP, else the first that is neither NPI nor tax number", _coded("type", "NIIP"), _payer_number),
    "one": _in_order("the first", _anything),
    "official": _in_order("use official or usual, else the first that is not old", _says("use", "official"),
                          _says("use", "usual"), lambda one: one.get("use") != "old"),
    "street": _in_order("the first that is neither postal nor old", lambda one: one.get("type") != "postal"
                        and one.get("use") != "old"),
    "postal": _in_order("type postal", _says("type", "postal")),
    "phone": _in_order("system phone", _says("system", "phone")),
    "fax": _in_order("system fax", _says("system", "fax")),
    "email": _in_order("system email", _says("system", "email")),
    "focal": _in_order("focal, else the first", _says("focal", True), _anything),
    "group": _in_order("type group", _coded("type", "group")),
    "plan": _in_order("type plan", _coded("type", "plan")),
    "taxonomy": _in_order("coded in NUCC's taxonomy", lambda one: code_in(one.get("code") or one, NUCC) is not None),
}

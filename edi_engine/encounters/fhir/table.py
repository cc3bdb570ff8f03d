"""The mapping table of FHIR R4: what a Claim and the resources to which it refers say, and where an encounter says it."""

from collections.abc import Iterator
from typing import Any

from edi_engine.codes import claims
from edi_engine.encounters.conversions import DAY, PHONE, coded, only, refused, unused
from edi_engine.encounters.fhir.coding import (
    CPT,
    HCPCS,
    ICD10,
    MODIFIERS,
    NDC,
    NUCC,
    POS,
    SELECTORS,
    codings,
    concept,
    means,
    means_perhaps,
    perhaps,
    taken,
)
from edi_engine.encounters.fhir.finishing import INFOS
from edi_engine.encounters.mapping import AS_IT_IS, Conversion, Row, Stop, Table

ITEM, COVERAGE = "item[each]", "insurance[focal].coverage.Coverage"
SEXES = {"male": "M", "female": "F", "other": "U", "unknown": "U"}
RELATIONSHIPS = {"self": "18", "spouse": "01", "child": "19", "parent": "G8", "other": "G8", "common": "53", "18": "18",
                 **{code: code for code in claims.RELATIONSHIPS}}
FILING = {**{code: code for code in claims.FILING_INDICATORS},
          "HMO": "HM", "PPO": "12", "POS": "13", "WCBPOL": "WC", "AUTOPOL": "AM", "DIS": "DS"}
ROLES = {"primary": "rendering", "rendering": "rendering", "performing": "rendering", "82": "rendering",
         "referring": "referring", "DN": "referring", "supervising": "supervising", "supervisor": "supervising",
         "DQ": "supervising", "ordering": "ordering", "DK": "ordering", "pcp": "primary_care", "P3": "primary_care"}
ACCIDENTS = {"MVA": "AA", "WPA": "EM", "SCHOOL": "OA", "SPT": "OA", "HEMIPC": "OA", "AA": "AA", "EM": "EM", "OA": "OA"}
FREQUENCIES = {"replaces": "7", "7": "7", "voids": "8", "8": "8"}
UNITS = {"min": "MJ", "minute": "MJ", "minutes": "MJ", "MJ": "MJ",
         **dict.fromkeys(("1", "{unit}", "unit", "units", "UN"), "UN")}
DRUG_UNITS = {"mL": "ML", "ML": "ML", "g": "GR", "GR": "GR", "mg": "ME", "ME": "ME", "[iU]": "F2", "[IU]": "F2", "F2": "F2",
              **dict.fromkeys(("1", "{unit}", "unit", "UN", "{tablet}", "{capsule}", "{vial}"), "UN")}
SEQUENCES = {1: "P", 2: "S", 3: "T"}
KINDS = {name: name for name in INFOS}


def _unit(known: dict[str, str]) -> Conversion:
    """The unit of a quantity: its code, else what people write."""
    read = coded(known)

    def of(said: Any) -> Any:
        found = _unit_said(said)
        return None if found is None else read.of(found)
    return Conversion(f"code, else unit: {read.words}", of)


def _unit_said(said: Any) -> Any:
    return (said.get("code") or said.get("unit")) if isinstance(said, dict) else None


def _first_code(said: Any) -> Any:
    return next((coding["code"] for coding in codings(said)), None)


def _order(said: Any) -> Any:
    if not isinstance(said, int) or isinstance(said, bool) or said not in SEQUENCES:
        raise Stop("door-code", known="1, 2, 3")
    return SEQUENCES[said]


def _address(there: str, here: str) -> Iterator[Row]:
    names = {"line[0]": "street", "line[1]": "street2", "city": "city", "state": "state", "postalCode": "zip",
             "country": "country"}
    yield from (Row(f"{there}.{name}", f"{here}.{ours}") for name, ours in names.items())
    yield Row(f"{there}.line[rest]", "", refused("a third line of an address"))


def _named(there: str, here: str) -> Iterator[Row]:
    names = {"family": "last", "given[0]": "first", "given[1]": "middle", "suffix[0]": "suffix"}
    yield from (Row(f"{there}.name[official].{name}", f"{here}.{ours}") for name, ours in names.items())


def _person(there: str, here: str) -> Iterator[Row]:
    """A Patient or a RelatedPerson."""
    yield from _named(there, here)
    yield from (Row(f"{there}.birthDate", f"{here}.birth"), Row(f"{there}.gender", f"{here}.sex", coded(SEXES)),
                Row(f"{there}.deceasedDateTime", f"{here}.death", DAY))
    yield from _address(f"{there}.address[street]", f"{here}.address")
    yield from _without(there, unused("not on a claim"), "identifier", "active", "telecom", "deceasedBoolean")


def _practitioner(there: str, here: str) -> Iterator[Row]:
    yield Row(f"{there}.identifier[npi].value", f"{here}.npi")
    yield from _named(there, here)
    yield Row(f"{there}.qualification[taxonomy].code", f"{here}.taxonomy", perhaps("NUCC's taxonomy", *NUCC))
    yield from _without(there, unused("not on a claim"), "active", "gender", "birthDate")


def _role(there: str, here: str) -> Iterator[Row]:
    """Who a PractitionerRole says took part."""
    yield from _practitioner(f"{there}.practitioner.Practitioner", here)
    yield Row(f"{there}.specialty[taxonomy]", f"{here}.taxonomy", perhaps("NUCC's taxonomy", *NUCC))
    yield from _without(there, unused("not on a claim"), "identifier", "active", "period", "code", "location", "telecom")


def _organization(there: str, here: str) -> Iterator[Row]:
    """Who bills, as an organization."""
    yield from (Row(f"{there}.identifier[npi].value", f"{here}.npi"), Row(f"{there}.identifier[ein].value", f"{here}.tax_id"),
                Row(f"{there}.name", f"{here}.name"),
                Row(f"{there}.type", f"{here}.taxonomy", perhaps("NUCC's taxonomy", *NUCC)),
                Row(f"{there}.contact[one].name.text", f"{here}.contact.name"))
    yield from _address(f"{there}.address[street]", f"{here}.address")
    yield from _address(f"{there}.address[postal]", f"{here}.pay_to")
    yield from _reached(there, here)
    yield from _without(there, unused("not on a claim"), "active", "alias", "partOf", "endpoint")


def _reached(there: str, here: str) -> Iterator[Row]:
    for name, read in (("phone", PHONE), ("fax", PHONE), ("email", AS_IT_IS)):
        yield Row(f"{there}.telecom[{name}].value", f"{here}.contact.{name}", read)


def _alone(there: str, here: str) -> Iterator[Row]:
    """Who bills, as a person."""
    yield from _practitioner(there, here)
    yield from (Row(f"{there}.identifier[ein].value", f"{here}.tax_id"), Row(f"{there}.identifier[ssn].value", f"{here}._ssn"))
    yield from _address(f"{there}.address[street]", f"{here}.address")
    yield from _address(f"{there}.address[postal]", f"{here}.pay_to")
    yield from _reached(there, here)


def _payer(there: str, here: str) -> Iterator[Row]:
    yield from (Row(f"{there}.identifier[payer].value", f"{here}.id"), Row(f"{there}.name", f"{here}.name"))
    yield from _address(f"{there}.address[street]", f"{here}.address")
    yield from _without(there, unused("not on a claim"), "active", "alias", "type", "telecom", "contact", "partOf", "endpoint")


def _location(there: str, here: str) -> Iterator[Row]:
    yield from (Row(f"{there}.identifier[npi].value", f"{here}.npi"), Row(f"{there}.name", f"{here}.name"))
    yield from _address(f"{there}.address", f"{here}.address")
    yield from _without(there, unused("not on a claim"), "status", "mode", "type", "position", "telecom",
                        "managingOrganization", "physicalType", "description")


def _money(there: str, here: str) -> Iterator[Row]:
    yield from (Row(f"{there}.value", here), Row(f"{there}.currency", "", only("USD")))


def _without(there: str, why: Conversion, *names: str) -> Iterator[Row]:
    """Names that have no place here, and why."""
    return (Row(f"{there}.{name}".lstrip("."), "", why) for name in names)


def _claim() -> Iterator[Row]:
    yield from (
        Row("identifier[one].value", "id"), Row("id", "_id"),
        Row("status", "", taken("active", "A claim that is not active", "Send it when it is.")),
        Row("type", "", taken("professional", "An institutional, oral, pharmacy or vision claim",
                              "This engine sends professional claims (837P); send it another way.")),
        Row("use", "", taken("claim", "A preauthorization or predetermination",
                             "Only what asks for payment is sent; ask the payer another way.")),
        Row("accident.date", "dates.accident", DAY), Row("accident.type", "accident.causes[0]", means(ACCIDENTS)),
        Row("accident.locationAddress.state", "accident.state"), Row("accident.locationAddress.country", "accident.country"),
        Row("accident.locationReference", "", refused("an accident's place that is not an address")),
        Row("related[0].relationship", "frequency", means(FREQUENCIES)),
        Row("related[0].reference.value", "payer_claim_number"),
        Row("related[0].claim", "", unused("the payer's number counts")),
        Row("related[rest]", "", refused("a second related claim")),
        Row("referral.ServiceRequest.identifier[one].value", "referral_number"),
        Row("diagnosis[each].sequence", "_diagnoses[].sequence"),
        Row("diagnosis[each].diagnosisCodeableConcept", "_diagnoses[].code", concept("ICD-10-CM", *ICD10)),
        Row("diagnosis[each].diagnosisReference.Condition.code", "_diagnoses[].code", concept("ICD-10-CM", *ICD10)),
        Row("diagnosis[each].type", "_diagnoses[].principal",
            means_perhaps({"principal": True}, "principal counts")))
    yield from _money("total", "total_charge")
    yield from _location("facility.Location", "facility")
    yield from _person("patient.Patient", "patient")
    yield from _organization("provider.Organization", "billing_provider")
    yield from _alone("provider.Practitioner", "billing_provider")
    yield from _role("provider.PractitionerRole", "_rendering")
    yield from _organization("provider.PractitionerRole.organization.Organization", "billing_provider")
    yield from _organization("payee.party.Organization", "_payee")
    yield from _without("", unused("not on a claim"), "subType", "billablePeriod", "created", "enterer", "priority",
                        "fundsReserve", "prescription", "originalPrescription", "procedure", "payee.type")
    yield from _without("diagnosis[each]", unused("not on a professional claim"), "onAdmission", "packageCode")


def _people() -> Iterator[Row]:
    there = "careTeam[each]"
    yield from (Row(f"{there}.sequence", "_team[].sequence"), Row(f"{there}.role", "_team[].role", means(ROLES)),
                Row(f"{there}.qualification", "_team[].taxonomy", perhaps("NUCC's taxonomy", *NUCC)))
    yield from _practitioner(f"{there}.provider.Practitioner", "_team[]")
    yield from _role(f"{there}.provider.PractitionerRole", "_team[]")
    yield Row(f"{there}.provider.PractitionerRole.organization", "", unused("the claim says who bills"))
    yield from _without(there, unused("the role says it"), "responsible")


def _insurance() -> Iterator[Row]:
    yield from (
        Row("insurance[focal].preAuthRef[0]", "prior_authorization"),
        Row("insurance[focal].preAuthRef[rest]", "", refused("a second prior authorization")),
        Row("insurance[focal].claimResponse", "", refused("what another payer decided")),
        Row("insurance[rest]", "", refused("another payer")),
        Row(f"{COVERAGE}.subscriberId", "subscriber.member_id"), Row(f"{COVERAGE}.order", "payer.sequence",
                                                                     Conversion("1 is P, 2 is S, 3 is T", _order)),
        Row(f"{COVERAGE}.relationship", "patient.relationship", means(RELATIONSHIPS)),
        Row(f"{COVERAGE}.type", "payer.filing_indicator", means_perhaps(FILING)),
        Row(f"{COVERAGE}.class[group].value", "subscriber.group_number"),
        Row(f"{COVERAGE}.class[group].name", "subscriber.group_name"),
        Row(f"{COVERAGE}.class[plan].name", "_plan"),
        Row(f"{COVERAGE}.payor[rest]", "", refused("a second payer of one coverage")))
    yield from _payer("insurer.Organization", "payer")
    yield from _payer(f"{COVERAGE}.payor[one].Organization", "_payor")
    yield from _person(f"{COVERAGE}.subscriber.Patient", "_subscriber")
    yield from _person(f"{COVERAGE}.subscriber.RelatedPerson", "_subscriber")
    yield from _without(f"{COVERAGE}.subscriber.RelatedPerson", unused("not on a claim"), "patient", "relationship", "period")
    yield from _without("insurance[focal]", unused("not on a claim"), "sequence", "focal", "businessArrangement", "identifier")
    yield from _without(COVERAGE, unused("not on a claim"), "status", "beneficiary", "policyHolder", "identifier", "period",
                        "dependent", "network", "costToBeneficiary", "subrogation", "contract")


def _infos() -> Iterator[Row]:
    there = "supportingInfo[each]"
    yield from (
        Row(f"{there}.category", "_infos[].kind", means(KINDS, f"one of: {', '.join(KINDS)}")),
        Row(f"{there}.timingDate", "_infos[].day"), Row(f"{there}.timingPeriod.start", "_infos[].start", DAY),
        Row(f"{there}.timingPeriod.end", "_infos[].end", DAY), Row(f"{there}.valueString", "_infos[].text"),
        Row(f"{there}.valueQuantity.value", "_infos[].amount"),
        Row(f"{there}.valueQuantity", "_infos[].unit", Conversion("code, else unit", _unit_said)),
        Row(f"{there}.code", "_infos[].code", Conversion("the first code", _first_code)),
        Row(f"{there}.valueBoolean", "", refused("a coded information")),
        Row(f"{there}.valueAttachment", "", refused("an attachment")),
        Row(f"{there}.reason", "", refused("a reason")))
    yield from _location(f"{there}.valueReference.Location", "_infos[].location")
    yield from _without(there, unused("lines do not point at it"), "sequence")


def _item() -> Iterator[Row]:
    yield from (
        Row(f"{ITEM}.productOrService", "lines[].procedure", concept("CPT or HCPCS", *CPT, *HCPCS)),
        Row(f"{ITEM}.productOrService", "lines[].drug.ndc", perhaps("NDC", *NDC)),
        Row(f"{ITEM}.modifier[each]", "lines[].modifiers[]", concept("CPT or HCPCS", *MODIFIERS, *CPT, *HCPCS)),
        Row(f"{ITEM}.servicedDate", "lines[].from"), Row(f"{ITEM}.servicedPeriod.start", "lines[].from", DAY),
        Row(f"{ITEM}.servicedPeriod.end", "lines[].to", DAY),
        Row(f"{ITEM}.quantity", "lines[].unit", _unit(UNITS)), Row(f"{ITEM}.quantity.value", "lines[].units"),
        Row(f"{ITEM}.quantity.comparator", "", refused("a number that is not exact")),
        Row(f"{ITEM}.factor", "lines[]._factor"), Row(f"{ITEM}.diagnosisSequence", "lines[]._diagnoses"),
        Row(f"{ITEM}.careTeamSequence", "lines[]._team"),
        Row(f"{ITEM}.locationCodeableConcept", "lines[].place_of_service", concept("the places of service of CMS", *POS)),
        Row(f"{ITEM}.locationAddress", "", refused("a line's place that has no name")),
        Row(f"{ITEM}.detail[0].productOrService", "lines[].drug.ndc", concept("NDC", *NDC)),
        Row(f"{ITEM}.detail[0].quantity.value", "lines[].drug.quantity"),
        Row(f"{ITEM}.detail[0].quantity", "lines[].drug.unit", _unit(DRUG_UNITS)),
        Row(f"{ITEM}.detail[rest]", "", refused("a second detail of a line")))
    yield from _money(f"{ITEM}.net", "lines[].charge")
    yield from _money(f"{ITEM}.unitPrice", "lines[]._price")
    yield from _location(f"{ITEM}.locationReference.Location", "lines[].facility")
    yield from _without(f"{ITEM}.detail[0]", unused("the line says it"), "sequence", "unitPrice", "net", "factor", "category")
    yield from _without(ITEM, unused("lines are numbered as they stand"), "sequence")
    yield from _without(ITEM, unused("the line says its own day and place"), "encounter")
    yield from _without(ITEM, unused("not on a claim"), "category", "procedureSequence", "informationSequence",
                        "bodySite", "subSite")
    yield from _without(ITEM, refused("a revenue code, which belongs on an institutional claim"), "revenue")
    yield from _without(ITEM, refused("a program or the number of a device"), "programCode", "udi")


BACKBONES = frozenset(("item", "detail", "careTeam", "supportingInfo", "diagnosis", "insurance", "accident", "related",
                       "payee"))


def _unknown(steps: tuple[str, ...]) -> str:
    """A name that a Claim cannot have is an error, one of another resource is told, one of a data type is passed over."""
    if not steps or (steps[-1] in BACKBONES and not any(step[0].isupper() for step in steps)):
        return "error"
    return "info" if steps[-1][0].isupper() else ""


TABLE = Table((*_claim(), *_people(), *_insurance(), *_infos(), *_item()), SELECTORS, _unknown,
              quiet=frozenset(("resourceType", "id", "meta", "text", "language", "contained", "display")),
              never=frozenset(("modifierExtension", "implicitRules")))

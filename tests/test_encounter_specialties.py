"""Specialties: an encounter of each becomes the claim that the golden 837P of its name holds; the examples of the documents leave."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from edi_engine import conformance, edits, encounters, settings, x12
from edi_engine.billing.claim import Claim
from edi_engine.flows import drafts
from edi_engine.guides import x222a1

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "fixtures/x12/golden"
FILES = sorted((GOLDEN / "specialties").iterdir())
SETTINGS = settings.parse(settings.FRESH)
TEXT = (ROOT / "docs/encounters.md").read_text("utf-8")
SMALLEST = json.loads(TEXT.split("```json")[1].split("```")[0])["encounters"][0]
EXAMPLES = [json.loads(part.split("```")[0]) for part in TEXT.partition("\n## Specialties\n")[2].partition("\n## CSV")[0].split("```json")[1:]]


def plain(claim: Claim) -> Claim:
    """The claim without what the writer counts, and without the order of its dates and numbers, which the guide leaves open."""
    def by_qualifier(said: Any) -> str:
        return said.qualifier                          # type: ignore[no-any-return]
    return replace(claim, lines=tuple(replace(line, number="") for line in claim.lines),
                   dates=tuple(sorted(claim.dates, key=by_qualifier)), references=tuple(sorted(claim.references, key=by_qualifier)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_encounter_becomes_the_claim_of_its_name(path: Path) -> None:
    """Dropping a file here, with an 837P of its name in the folder of those, adds a test."""
    source = x12.Source(GOLDEN / "837P" / f"{path.stem}.x12")
    expected = [claim for ts in x12.survey(source) for claim in x222a1.claims(source, ts)]
    read = encounters.read(path, settings.Settings())
    assert not read.problems and not read.refused
    assert [plain(found.claim) for found in read.good] == [plain(claim) for claim in expected]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_encounter_leaves(path: Path) -> None:
    """The edits and the gate let go what we show as an example; whoever copies it is refused nothing."""
    read, context = encounters.read(path, SETTINGS), edits.Context(day=date(2026, 3, 1))
    assert [found.message for each in read.good for found in edits.check(each, context) if found.severity == "error"] == []
    assert list(conformance.gate(drafts.write(SETTINGS, read.good, datetime(2026, 3, 1, 12), 1, "1").data)) == []


def merged(said: dict[str, Any]) -> dict[str, Any]:
    """The smallest encounter with what an example adds."""
    line = SMALLEST["lines"][0] | said.get("lines", [{}])[0]
    return SMALLEST | said | {"lines": [line]}


@pytest.mark.parametrize("said", EXAMPLES, ids=lambda said: next(iter(said)))
def test_the_examples_of_the_documents_leave(said: dict[str, Any]) -> None:
    """Each is read, says something, and is an 837P as the guide has it."""
    read = encounters.parse(json.dumps({"version": 1, "encounters": [merged(said)]}).encode(), SETTINGS)
    smallest = encounters.parse(json.dumps({"version": 1, "encounters": [SMALLEST]}).encode(), SETTINGS)
    assert not read.problems and read.good[0].claim != smallest.good[0].claim
    assert list(conformance.gate(drafts.write(SETTINGS, read.good, datetime(2026, 3, 1, 12), 1, "1").data)) == []


def test_a_number_for_which_a_contact_has_no_room_is_told() -> None:
    """PER holds three, an extension only behind its phone; the claim goes out with them."""
    biller = {"npi": "1999999984", "contact": {"phone": "5135550140", "extension": "12", "fax": "5135550141", "email": "A@B.EXAMPLE"}}
    at = {"name": "FAR LAB", "contact": {"extension": "9", "email": "A@B.EXAMPLE"}}
    said = SMALLEST | {"billing_provider": biller, "lines": [SMALLEST["lines"][0] | {"facility": at}]}
    read = encounters.parse(json.dumps({"version": 1, "encounters": [said]}).encode(), SETTINGS)
    assert [(problem.kind, problem.where, problem.severity) for problem in read.problems] == [
        ("contact-numbers", "encounters[0].billing_provider.contact.email", "warning"),
        ("contact-numbers", "encounters[0].lines[0].facility.contact.extension", "warning")]
    assert [numbers for numbers, _ in read.good[0].claim.billing_provider.contacts[0].numbers] == ["TE", "EX", "FX"]


@pytest.mark.parametrize("said, path", [
    ({"payer": {"id": "HARBR", "id_type": "Q7"}}, "payer.id_type"),
    ({"billing_provider": {"npi": "1999999984", "tax_id_type": "Q7"}}, "billing_provider.tax_id_type"),
    ({"lines": [SMALLEST["lines"][0] | {"procedure_type": "Q7"}]}, "lines[0].procedure_type"),
    ({"lines": [SMALLEST["lines"][0] | {"purchased": {"npi": "1999999984", "entity": "3"}}]}, "lines[0].purchased.entity"),
    ({"contract": {"type": "77"}}, "contract.type"), ({"pricing": {"methodology": "99"}}, "pricing.methodology"),
    ({"references": [{"qualifier": "LX", "value": "1"}, {"qualifier": "ZZ", "value": "1"}]}, "references[1].qualifier"),
    ({"lines": [SMALLEST["lines"][0] | {"references": [{"qualifier": "4N", "value": "1"}]}]}, "lines[0].references[0].qualifier"),
    ({"lines": [SMALLEST["lines"][0] | {"pricing": {"methodology": "03", "procedure_qualifier": "ZZ"}}]},
     "lines[0].pricing.procedure_qualifier"),
])
def test_a_code_that_is_on_no_list_is_told_with_its_path(said: dict[str, Any], path: str) -> None:
    """Also one of a part that no edit asks; the sentence lists the codes."""
    read = encounters.parse(json.dumps({"version": 1, "encounters": [SMALLEST | said]}).encode(), SETTINGS)
    assert [(problem.kind, problem.where) for problem in read.problems] == [("code-unlisted", f"encounters[0].{path}")]
    assert read.refused == 1


CHILD = {"relationship": "19", "last": "TESTER", "first": "TIM", "birth": "2019-01-02", "sex": "M", "member_id": "OWN1",
         "address": SMALLEST["subscriber"]["address"]}


@pytest.mark.parametrize("more, kinds", [
    ({}, ["own-number"]), ({"payer": {"id": "AUTO1", "name": "AUTO FUND", "filing_indicator": "AM"}}, []),
    ({"patient": CHILD | {"property_claim_number": "Y1"}}, [])])
def test_a_member_id_of_the_patients_own_makes_the_patient_the_subscriber(more: dict[str, Any], kinds: list[str]) -> None:
    """CLM-3: REF*1W stands in property and casualty only."""
    said = SMALLEST | {"patient": CHILD} | more
    read = encounters.parse(json.dumps({"version": 1, "encounters": [said]}).encode(), SETTINGS)
    assert [(problem.kind, problem.where) for problem in read.problems] == [(kind, "encounters[0].patient.member_id") for kind in kinds]


def only(**said: Any) -> Claim:
    """The claim of the smallest encounter with something more."""
    read = encounters.parse(json.dumps({"version": 1, "encounters": [SMALLEST | said]}).encode(), SETTINGS)
    assert not read.problems
    return read.good[0].claim


def test_who_needs_no_npi_is_known_by_the_payers_number() -> None:
    """CLM-33: 2010AA has no NPI; the numbers that the payer gave stand with the payer."""
    claim = only(billing_provider={"name": "HOME HELP", "tax_id": "31-1234567"},
                 payer={"id": "HARBR", "provider_number": "HH7", "location_number": "SITE2"})
    assert (claim.billing_provider.name.id_qualifier, claim.billing_provider.name.id) == ("", "")
    assert [(number.qualifier, number.value) for number in claim.subscriber.payer.provider_ids] == [("G2", "HH7"), ("LU", "SITE2")]


def test_an_organization_may_treat() -> None:
    """NM102 of 2310B is 2, and the other payer's numbers of it say so, too."""
    claim = only(rendering={"npi": "1999999943", "name": "FAR LAB"},
                 other_payers=[{"id": "OTHER", "rendering": {"references": [{"qualifier": "G2", "value": "N1"}]}}])
    known = claim.other_subscribers[0].rendering
    assert claim.rendering and known and [claim.rendering.name.entity, claim.rendering.name.last, known.name.entity] == ["2", "FAR LAB", "2"]


def test_what_says_nothing_is_nothing() -> None:
    """An empty object writes no segment."""
    names = "contract ambulance spinal_manipulation pricing pick_up drop_off"
    line_names = "equipment certification certificate contract ambulance pricing purchased_service purchased pick_up drop_off"
    line = SMALLEST["lines"][0] | {name: {} for name in line_names.split()}
    assert only(**{name: {} for name in names.split()}, lines=[line]) == only()


def test_many_condition_codes_fill_one_segment_after_the_other() -> None:
    """HI*BG takes twelve."""
    claim = only(condition_codes=[f"A{number}" for number in range(14)])
    segments = [text for text in x222a1.write([claim]) if "BG" in text]
    assert [text.count("BG") for text in segments] == [12, 2]


@pytest.mark.parametrize("said, path, kind", [
    ({"ambulance": {"distance": "far"}}, "ambulance.distance", "number"),
    ({"contract": {"amount": "1,5"}}, "contract.amount", "amount"),
    ({"dates": {"repricer_received": "soon"}}, "dates.repricer_received", "date"),
    ({"dates": {"onset": "0001-01-01"}}, "dates.onset", "date"),
    ({"dates": {"onset": "18991231"}}, "dates.onset", "date"),
    ({"dates": {"onset": "2101-01-01"}}, "dates.onset", "date"),
    ({"conditions": [{"certified": True}]}, "conditions[0].certified", "value-type"),
    ({"attachments": {"type": "03"}}, "attachments", "value-type"),
    ({"ambulance": {"reasn": "A"}}, "ambulance.reasn", "json-unknown"),
    ({"forms": []}, "forms", "json-unknown"),
], ids=lambda said: said if isinstance(said, str) else "")
def test_what_cannot_be_read_is_told_with_its_path(said: dict[str, Any], path: str, kind: str) -> None:
    """As everywhere else in an encounter."""
    read = encounters.parse(json.dumps({"version": 1, "encounters": [SMALLEST | said]}).encode(), SETTINGS)
    assert [(problem.kind, problem.where) for problem in read.problems] == [(kind, f"encounters[0].{path}")] and read.refused == 1


def test_a_day_in_a_form_is_a_day() -> None:
    """FRM04."""
    form = {"qualifier": "AS", "code": "F1", "answers": [{"question": "1", "day": "2026-01-02"}]}
    assert only(lines=[SMALLEST["lines"][0] | {"forms": [form]}]).lines[0].forms[0].answers[0].day == date(2026, 1, 2)


SHEET = """enc_id,payer_id,member_id,sub_last,sub_first,sub_dob,sub_sex,sub_addr,sub_city,sub_state,sub_zip,billing_npi,pos,dx1,dos_from,hcpcs,mod1,\
units,charge,ptr,ambulance_reason,ambulance_miles,ambulance_weight,condition_category,condition_certified,condition_codes,pick_up_addr,pick_up_city,\
pick_up_state,pick_up_zip,drop_off_name,drop_off_addr,drop_off_city,drop_off_state,drop_off_zip,attachment_type,attachment_sent,attachment_no,\
chiro_condition,disability_from,disability_to,ambulance_patients
E1,HARBR,M1,TESTER,ANNA,2/3/1980,F,1 ELM ST,CINCINNATI,OH,45220,1999999984,41,E11.9,1/5/2026,A0427,SH,1,$875.50,1,A,12.5,155,07,Y,01:04,1 HILL RD,\
CINCINNATI,OH,45203,HILL HOSPITAL,14 OAK ST,CINCINNATI,OH,45203,OZ,FX,V1,A,1/5/2026,1/9/2026,2
"""


def test_a_spreadsheet_says_the_commoner_specialties() -> None:
    """The same as JSON with the same parts."""
    read = encounters.parse(SHEET.encode(), SETTINGS)
    assert not read.problems
    at = {"city": "CINCINNATI", "state": "OH", "zip": "45203"}
    line = SMALLEST["lines"][0] | {"procedure": "A0427", "modifiers": ["SH"], "charge": "875.50", "patients": 2}
    assert read.good[0].claim == only(
        id="E1", subscriber=SMALLEST["subscriber"] | {"member_id": "M1"}, place_of_service="41", diagnoses=["E11.9"],
        ambulance={"reason": "A", "distance": "12.5", "weight": 155}, pick_up={"address": {"street": "1 HILL RD", **at}},
        drop_off={"name": "HILL HOSPITAL", "address": {"street": "14 OAK ST", **at}},
        conditions=[{"category": "07", "certified": "Y", "codes": ["01", "04"]}], spinal_manipulation={"condition": "A"},
        attachments=[{"type": "OZ", "transmission": "FX", "control_number": "V1"}],
        dates={"disability_begin": "2026-01-05", "disability_end": "2026-01-09"}, lines=[line])


@pytest.mark.parametrize("cells, said", [
    (("yes", "fax"), ("Y", "FX")), (("0", "on request"), ("N", "AA")), (("X", "E-Mail"), ("Y", "EM")), (("n", "File Transfer"), ("N", "FT"))])
def test_a_spreadsheet_says_codes_in_words(cells: tuple[str, str], said: tuple[str, str]) -> None:
    """Yes and no of the conditions, and how an attachment comes."""
    read = encounters.parse(SHEET.replace(",07,Y,", f",07,{cells[0]},").replace(",OZ,FX,", f",OZ,{cells[1]},").encode(), SETTINGS)
    assert not read.problems
    claim = read.good[0].claim
    assert (claim.conditions[0].certified, claim.attachments[0].transmission) == said


INJURED = """enc_id,payer_id,payer_name,filing_code,member_id,sub_organization,rel_to_subscriber,pat_last,pat_first,pat_dob,pat_sex,pat_addr,pat_city,\
pat_state,pat_zip,NUMBER,pat_property_claim_no,accident_type,accident_date,billing_npi,dx1,dos_from,hcpcs,units,charge,ptr
E1,SF001,STATE FUND,WC,POLICY77,ROE ROOFING,employee,POE,PETER,5/5/1985,M,6 ELM ST,CINCINNATI,OH,45220,VALUE,WC77,work,1/3/2026,1999999984,\
S52.501A,1/5/2026,99213,1,$125.00,1
"""


@pytest.mark.parametrize("column, cell, sent", [("pat_ssn", "219-31-6812", ("SY", "219316812")), ("pat_member_id", "P1", ("1W", "P1"))])
def test_a_spreadsheet_says_workers_compensation(column: str, cell: str, sent: tuple[str, str]) -> None:
    """CLM-34: the claim number and a number of the injured person; the edits and the gate let it go."""
    read = encounters.parse(INJURED.replace("NUMBER", column).replace("VALUE", cell).encode(), SETTINGS)
    assert not read.problems
    assert not [found for found in edits.check(read.good[0], edits.Context(day=date(2026, 3, 1))) if found.severity == "error"]
    patient = read.good[0].claim.patient
    assert patient and {(number.qualifier, number.value) for number in patient.person.references} == {("Y4", "WC77"), sent}
    assert list(conformance.gate(drafts.write(SETTINGS, read.good, datetime(2026, 3, 1, 12), 1, "1").data)) == []


def test_a_cell_of_a_specialty_is_named_when_it_cannot_be_read() -> None:
    """By row and column, also of a part that a list holds."""
    read = encounters.parse(SHEET.replace("12.5,155", "far,155").replace("1/9/2026", "soon").encode(), SETTINGS)
    assert [problem.where for problem in read.problems] == ["row 2, column disability_to", "row 2, column ambulance_miles"]
    assert read.drafts[0].where["conditions[0].codes"] == "row 2, column condition_codes"
    assert read.drafts[0].where["attachments[0].type"] == "row 2, column attachment_type"

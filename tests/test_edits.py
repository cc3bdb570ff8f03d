"""Edits: every rule and kind has a broken file that causes it, with a good neighbour that does not; no value is ever told."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_engine import edits, encounters, settings, x12
from edi_engine.billing.claim import Claim
from edi_engine.billing.encounter import Encounter
from edi_engine.billing.party import Period
from edi_engine.encounters import model
from edi_engine.guides import x222a1
from edi_engine.problems import Problem, sentence
from tests import properties, strategies

BROKEN = Path(__file__).parents[1] / "fixtures/x12/broken"
FILES = sorted(path for path in BROKEN.iterdir() if path.suffix in (".json", ".jsonl", ".csv"))
SETTINGS = settings.parse(settings.FRESH)
GOOD = BROKEN / "CLM-1.missing.json"


def checked(path: Path) -> tuple[dict[str, list[Problem]], list[Problem]]:
    """What the edits say of each encounter of a file, and what was said of the file when it was read."""
    read, context = encounters.read(path, SETTINGS), edits.Context()
    return {found.id: edits.check(found, context) for found in (*read.good, *read.drafts)}, list(read.problems)


def good() -> Encounter:
    return next(found for found in encounters.read(GOOD, SETTINGS).good if found.id == "GOOD")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_broken_file_has_the_problem_that_it_is_named_for(path: Path) -> None:
    """Nothing else is wrong with the file; its sentence can be filled in; it says where."""
    rule, kind = path.name.rsplit(".", 1)[0].split(".", 1)
    by_encounter, problems = checked(path)
    problems += [problem for found in by_encounter.values() for problem in found]
    assert {(problem.rule, problem.kind) for problem in problems} == {(rule, kind)}
    assert all(problem.message and sentence(problem.rule, problem.kind)[0] == problem.severity for problem in problems)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_good_neighbour_has_none(path: Path) -> None:
    """The encounter GOOD is as near to the fault as can be, and passes."""
    by_encounter, problems = checked(path)
    if "GOOD" not in by_encounter or path.name.startswith("EXC-5.encounter-twice"):
        assert rule_is_of_the_file(problems)
        return
    assert by_encounter["GOOD"] == []


def rule_is_of_the_file(problems: list[Problem]) -> bool:
    """A fault that leaves nothing to compare, or that two encounters share."""
    return all(problem.rule == "EXC-5" for problem in problems)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_problem_says_where_and_never_what(path: Path) -> None:
    """Rows and columns, paths or keys are named; names, member ids and birth dates of the file never appear."""
    by_encounter, problems = checked(path)
    for problem in [*problems, *(problem for found in by_encounter.values() for problem in found)]:
        if problem.kind not in ("encounters-x12", "encounters-unreadable", "encounters-empty"):
            assert problem.where or problem.kind == "json-syntax"
        assert not any(secret in problem.message for secret in ("HH1002", "TESTER", "ANNA", "1980", "BEN", "ELM ST"))


def test_every_rule_is_listed_once_and_names_its_id() -> None:
    """The docstring of a rule begins with the rule's id."""
    assert len(set(edits.RULES)) == len(edits.RULES)
    for rule in edits.RULES:
        assert (rule.__doc__ or "").split(":")[0].split(",")[0].startswith(("CLM-", "COB-", "ENV-", "X12-")), rule.__name__


def fields_of(noun: Any, at: str = "") -> set[str]:
    """Every path of the model, positions in lists aside."""
    found = set()
    for name, field in noun.model_fields.items():
        path = f"{at}{field.alias or name}"
        found.add(path)
        for part in parts(field.annotation):
            if isinstance(part, type) and issubclass(part, model.Noun):
                found |= fields_of(part, f"{path}.")
    return found


def parts(annotation: Any) -> list[Any]:
    return [annotation, *(found for part in getattr(annotation, "__args__", ()) for found in parts(part))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_rule_speaks_of_a_field_that_an_encounter_has(path: Path) -> None:
    """What a rule calls a field is a field of the model, or a part of one."""
    known, read = fields_of(model.Encounter), encounters.read(path, SETTINGS)
    for found in (*read.good, *read.drafts):
        for problem in edits.of_claim(found.claim, edits.Context()):
            plain = "".join(part.split("]")[-1] for part in problem.where.split("["))
            assert plain in known, problem


CLAIMS = sorted(path for path in BROKEN.glob("CLM-*.x12") if not path.name.startswith(("CLM-2.", "CLM-3.", "CLM-12.")))


def claims(path: Path) -> dict[str, tuple[Claim, list[Problem], list[Problem]]]:
    """The claims of an 837P by their numbers: each with what the edits say of it as ours, and as somebody else's."""
    source, found = x12.Source(path), {}
    for ts in x12.survey(source):
        for claim in x222a1.claims(source, ts):
            ours, sent = (edits.Context(usage=ts.isa[15]) for _ in range(2))
            found[claim.patient_control_number] = (claim, edits.of_claim(claim, ours), edits.of_sent(claim, sent, ts.version))
    return found


@pytest.mark.parametrize("path", CLAIMS, ids=lambda path: path.name)
def test_a_broken_claim_has_a_good_neighbour(path: Path) -> None:
    """What an encounter cannot say yet: the claim BAD has the problem of its file and no other, and GOOD beside it has none."""
    pair, found = tuple(path.name.split(".")[:2]), claims(path)
    (_, good, sent), (_, _, bad) = found["GOOD"], found["BAD"]
    told = lambda problems: {(problem.rule, problem.kind) for problem in problems} - AGREED  # noqa: E731
    assert told(good) == told(sent) == set()
    assert told(bad) == {pair} - AGREED and pair in {(problem.rule, problem.kind) for problem in bad}


AGREED = {("CLM-29", "information-agreed")}      # said of every text for the payer's own use, also of a good one


@pytest.mark.parametrize("path", CLAIMS, ids=lambda path: path.name)
def test_a_rule_speaks_of_a_field_that_a_claim_has(path: Path) -> None:
    """A field of a specialty has the name of the noun's field; what is named otherwise is a field of the encounter."""
    for claim, problems, _ in claims(path).values():
        for problem in problems:
            plain = "".join(part.split("]")[-1] for part in problem.where.split("["))
            assert plain in fields_of(model.Encounter) or reachable(type(claim), plain.split(".")), problem


def reachable(noun: Any, path: list[str]) -> bool:
    """Whether the fields lead from one noun into another; the last may be the noun itself."""
    if not path:
        return True
    hints = get_type_hints(noun) if is_dataclass(noun) else {}
    return path[0] in hints and (len(path) == 1 or any(reachable(part, path[1:]) for part in parts(hints[path[0]])))


NAMES = st.text(st.characters(codec="utf-8"), max_size=70)


@given(NAMES, NAMES, st.integers(-5, 10**12), st.integers(0, 14), st.sampled_from(["UN", "MJ", "", "é"]))
def test_no_claim_makes_an_edit_stumble(last: str, code: str, charge: int, pointer: int, unit: str) -> None:
    """Whatever a claim says, the edits answer with problems."""
    claim = good().claim
    line = replace(claim.lines[0], charge=charge, pointers=(pointer,) * 2, unit=unit,
                   procedure=replace(claim.lines[0].procedure, code=code, modifiers=(code, last)))
    biller = replace(claim.billing_provider, name=replace(claim.billing_provider.name, last=last, id=code), tax_id=code)
    claim = replace(claim, patient_control_number=last, lines=(line,) * 3, billing_provider=biller, place_of_service=code)
    for problem in edits.of_claim(claim, edits.Context(day=date(2026, 2, 1))):
        assert problem.message


@properties.examples(60)
@given(strategies.claims)
def test_no_claim_of_another_system_makes_an_edit_stumble(claim: Claim) -> None:
    """Other payers, their decisions and every specialty included: problems with a sentence, and nothing else."""
    for problem in edits.of_sent(claim, edits.Context(day=date(2026, 2, 1)), "005010X222A1"):
        assert problem.message


def test_an_empty_claim_is_told_all_that_it_lacks() -> None:
    """One problem for each thing that is missing, not the first only."""
    empty = encounters.parse(b'{"version": 1, "encounters": [{"id": "E1"}]}', settings.Settings()).good[0]
    said = {problem.facts.get("what") for problem in edits.check(empty, edits.Context())}
    assert {"The member id", "The payer's id", "A diagnosis", "A service line", "The billing provider's NPI"} <= said


def test_a_claim_number_may_come_again_with_another_frequency() -> None:
    """CLM-6: an original and its replacement share a number; two originals do not."""
    context, first = edits.Context(), good()
    again = replace(first, claim=replace(first.claim, frequency="7", payer_claim_control_number="PCN1"))
    assert edits.check(first, context) == edits.check(again, context) == []
    assert [problem.kind for problem in edits.check(first, context)] == ["repeated"]


def test_a_range_of_the_claim_ends_after_it_begins() -> None:
    """CLM-15: disability, the only date of a claim that is a range."""
    claim = good().claim
    ranges = (Period("314", date(2026, 1, 5), date(2026, 1, 4)), Period("314", date(2026, 1, 5), date(2026, 1, 5)))
    found = [edits.of_claim(replace(claim, dates=(period,)), edits.Context()) for period in ranges]
    assert [[(problem.rule, problem.kind, problem.loop) for problem in problems] for problems in found] == [
        [("CLM-15", "order", "2300")], []]


def billed_at(street: str) -> list[str]:
    """The rules that speak of a claim whose billing address is this street."""
    claim = good().claim
    address = replace(claim.billing_provider.address, street=street)
    claim = replace(claim, billing_provider=replace(claim.billing_provider, address=address))
    return [problem.rule for problem in edits.of_claim(claim, edits.Context())]


@pytest.mark.parametrize("street", [
    "PO BOX 1", "P.O. Box 1", "P O BOX 12", "P0 BOX 1", "POB 12", "P.O.B. 12", "POST OFFICE BOX 7", "POBOX1", "PO-BOX 1",
    "P-O BOX 1", "P/O BOX 1", "P.O.-BOX 1", "P,O, BOX 1", "PO BX 1", "POST OFFICE BX 1", "PO B0X 1", "P0B0X 1", "POST BOX 1",
    "PO DRAWER 1", "POST OFFICE DRAWER 1", "LOCKBOX 99", "LOCK BOX 7", "LOCK-BOX 1", "PRIVATE MAILBOX 1", "MAIL BOX 1",
    "MAILBOX #A", "PMB 12", "PMB#A", "P.M.B. 12", "12 ELM ST PMB 4", "12 ELM ST, PO BOX 4", "BOX 12", "# BOX 1", "BOX NO. 7",
    "12PO BOX 4", "\uff30\uff2f BOX 1", "P\u00d3 BOX 1", "PO\u0301 BOX 1"])
def test_a_box_is_found_in_any_spelling(street: str) -> None:
    """CLM-17 [R1451]."""
    assert billed_at(street) == ["CLM-17"]


@pytest.mark.parametrize("street", [
    "12 BOXWOOD LN", "12 BOXWOOD LANE", "1 BOX ELDER DR", "400 POBLANO RD", "5 POBLANO ST", "1 LOCKE ST", "1 LOCKBOURNE RD",
    "55 POST RD", "100 POST OFFICE RD", "7 PEMBERTON AVE", "MAILBOX ROAD 5", "12 MAILBOX LN", "12 P OBRIEN ST",
    "12 PO RIVER RD", "3 DRAWER ST", "RR 2 BOX 15", "8 APO BLVD"])
def test_a_street_is_no_box(street: str) -> None:
    """CLM-17: words that only look like one."""
    assert billed_at(street) == []


@pytest.mark.parametrize("units", ["1E9999999", "1E-400", "-1E400", "9" * 400])
def test_a_number_of_any_size_is_told_in_a_few_digits(units: str) -> None:
    """CLM-14: however many digits somebody else's claim has; no sentence goes over pages."""
    claim = good().claim
    claim = replace(claim, lines=(replace(claim.lines[0], units=Decimal(units)),))
    found = [problem for problem in edits.of_claim(claim, edits.Context()) if problem.rule == "CLM-14"]
    assert [problem.kind for problem in found] == ["precision"] and len(found[0].message) < 120


def test_edits_read_every_part_of_a_claim_that_an_encounter_can_fill() -> None:
    """The nouns that the edits walk are dataclasses all the way down: nothing hides in a dictionary."""
    claim = good().claim
    assert all(is_dataclass(getattr(claim, field.name)) or not isinstance(getattr(claim, field.name), dict)
               for field in fields(claim))

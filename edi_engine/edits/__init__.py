"""Edits: our rules on a claim before it leaves. A rule is a function from a claim to problems; the rules are a tuple.

A rule names the field of the encounter that it is about (``lines[1].pointers``); ``check`` turns that into where the field was
said: a row and column of a spreadsheet, a path of a JSON file, a key of edi.toml.
"""

from functools import lru_cache

from edi_engine.billing.claim import Claim, Submission
from edi_engine.billing.encounter import Encounter
from edi_engine.edits import (
    agreeing,
    amounts,
    attachments,
    choices,
    codes,
    compensation,
    conditions,
    coordination,
    dates,
    diagnoses,
    equipment,
    lengths,
    members,
    numbering,
    parts,
    providers,
    repeats,
    repricing,
    roles,
    services,
    spine,
    submissions,
    transport,
    treatment,
)
from edi_engine.edits.context import Context, Rule
from edi_engine.problems import Problem

__all__ = ["RULES", "Context", "Rule", "check", "of_claim", "of_sent", "of_submission"]

RULES: tuple[Rule, ...] = (
    spine.spine, spine.people, spine.plans, members.beneficiaries, compensation.compensation,
    numbering.claim_number, numbering.payer_number, numbering.other_numbers, numbering.line_numbers, numbering.line_count,
    amounts.charges, amounts.included, amounts.units, amounts.patient_paid,
    diagnoses.diagnoses, diagnoses.pointers,
    dates.service_dates, dates.claim_dates, dates.places, agreeing.agree,
    choices.places, choices.frequency, choices.lists, choices.accident, choices.notes,
    providers.street, providers.addresses, providers.npis, providers.tax_id, providers.taxonomies, providers.phones,
    roles.referring, roles.rendering, roles.atypical, roles.nameless,
    codes.diagnosis_version, codes.diagnoses_known, codes.procedures_known, codes.unlisted_described, codes.taxonomies_known,
    services.procedures, services.drugs, services.compounds, services.purchased, services.laboratory,
    transport.ambulance, transport.unsaid, transport.weights, conditions.conditions, conditions.flags, conditions.screening,
    treatment.spinal, treatment.unsaid, treatment.admission, treatment.pregnancy, treatment.surgery, treatment.obstetrics,
    equipment.equipment, equipment.certificates, equipment.results, equipment.forms, equipment.ordered,
    attachments.attachments, attachments.information, repricing.repriced,
    coordination.sequences, coordination.medicare, coordination.others, *coordination.OF_OTHERS,
    repeats.services_once, repeats.lines_once, lengths.texts,
)

NEEDS: dict[Rule, frozenset[str]] = {rule: frozenset(names.split()) for rule, names in (
    (numbering.other_numbers, "references"),
    (amounts.included, "amounts"), (amounts.patient_paid, "patient_paid"),
    (dates.claim_dates, "dates"), (dates.places, "dates"),
    (choices.accident, "accident dates"), (choices.notes, "notes"), (roles.referring, "referring"),
    (services.drugs, "drug"), (services.compounds, "drug"), (services.purchased, "purchased purchased_service"),
    (services.laboratory, "clia references"),
    (transport.ambulance, "ambulance pick_up drop_off patients conditions"),
    (conditions.conditions, "conditions"), (conditions.flags, "emergency epsdt family_planning copay_exempt"),
    (conditions.screening, "conditions"),
    (treatment.spinal, "spinal_manipulation"), (treatment.surgery, "anesthesia_procedures"),
    (treatment.obstetrics, "obstetric_units"),
    (equipment.equipment, "equipment"), (equipment.certificates, "certificate certification forms"),
    (equipment.results, "test_results"), (equipment.forms, "forms"), (equipment.ordered, "certificate certification forms"),
    (attachments.attachments, "attachments"), (attachments.information, "file_information"),
    (repricing.repriced, "pricing references dates"),
    *((rule, "other_subscribers adjudications") for rule in coordination.OF_OTHERS),
)}
"""Rules that have nothing to say where none of these parts is there: a claim without it need not be asked."""


@lru_cache(1024)
def _concerned(present: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule not in NEEDS or NEEDS[rule] & present)


_OURS: tuple[Rule, ...] = (            # the guide's map says them, or they hold only for what we send
    spine.spine, lengths.texts, numbering.other_numbers, coordination.said, repricing.repriced,
)


def of_claim(claim: Claim, context: Context) -> list[Problem]:
    """Every problem of a claim, each with the field of the encounter that it is about."""
    found: list[Problem] = []
    for rule in _concerned(parts.present(claim)):
        found += rule(claim, context)
    return found


def of_submission(submission: Submission) -> list[Problem]:
    """Every problem of the head of a transaction set of claims."""
    return [*submissions.use(submission), *submissions.phones(submission)]


def of_sent(claim: Claim, context: Context, version: str) -> list[Problem]:
    """Every problem of a claim that somebody has written as an 837P, each with its segment; what only we ask for is left out.

    The element goes with the segment that a noun begins with; where a rule speaks of a later one, only the loop is told.
    """
    found = [problem for rule in RULES if rule not in _OURS for problem in rule(claim, context)]
    found += [*submissions.predetermination(claim, version), *roles.unknown(claim)]
    context.note(claim, f"segment {claim.at}")
    return list(dict.fromkeys(_as_sent(problem, problem.at or claim.at) for problem in found))


def _as_sent(found: Problem, at: int) -> Problem:
    """CLM-3 is a warning when somebody else has written the claim: who the patient is was told, if not as the guide says."""
    if found.rule == "CLM-3" and found.severity == "error":
        return Problem("CLM-3", "as-sent", at, loop=found.loop)
    return Problem(found.rule, found.kind, at, loop=found.loop, **found.facts)


def check(encounter: Encounter, context: Context) -> list[Problem]:
    """Every problem of an encounter's claim, each with where it was said; what could not be read is not told twice."""
    claim = encounter.claim
    problems = [
        Problem(found.rule, found.kind, element=found.element, component=found.component, loop=found.loop,
                where=encounter.where.get(found.where, encounter.id), **found.facts)
        for found in of_claim(claim, context) if not _flawed(found.where, encounter.flaws)
    ]
    context.consider(claim, encounter.where.get("claim_id", encounter.id))
    return problems


def _flawed(path: str, flaws: frozenset[str]) -> bool:
    """Whether the field, a part of it or what it is part of could not be read."""
    return any(path == flaw or path.startswith((f"{flaw}.", f"{flaw}[")) or flaw.startswith((f"{path}.", f"{path}["))
               for flaw in flaws)

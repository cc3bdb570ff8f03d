"""The mapping tables as pages: ``python -m edi_engine.encounters.pages`` writes them into docs/, behind what people wrote."""

import re
from collections.abc import Iterator
from pathlib import Path

from edi_engine.encounters.fhir.finishing import INFOS
from edi_engine.encounters.fhir.table import TABLE as FHIR
from edi_engine.encounters.mapping import Table, steps_of
from edi_engine.encounters.stedi.finishing import CONDITIONS
from edi_engine.encounters.stedi.table import TABLE as STEDI

BEGIN = "<!-- The rest is generated from the mapping table by `make docs`; a test fails when it is stale. -->"
PAGES = {"fhir.md": FHIR, "stedi.md": STEDI}
_MADE = {
    "_id": "id, when there is no identifier", "_kinds[]": "", "_usage": "", "_subscriber": "subscriber, when not the patient",
    "_payor": "payer, when there is no insurer", "_payee": "billing_provider, when a practitioner is the provider",
    "_rendering": "rendering", "_plan": "subscriber.group_name, when the group has no name",
    "_diagnoses[].code": "diagnoses[], by sequence", "_diagnoses[].sequence": "order of diagnoses",
    "_diagnoses[].principal": "first of diagnoses", "_infos[]": "see below",
    "lines[]._factor": "lines[].charge, by which the price is multiplied",
    "lines[]._price": "lines[].charge, times units and factor", "lines[]._diagnoses": "lines[].pointers",
    "lines[]._team": "who of the care team is on the line", "_team[].role": "which provider", "_team[].sequence": "",
    "_team[]": "the provider of that role, on the claim or its lines", "_references": "references[]", "_notes": "notes[]",
    "lines[]._notes": "lines[].notes[]", "lines[]._references": "lines[].references[]",
    **{f"{at}._contact": f"{at}.contact, of property and casualty only" for at in ("subscriber", "patient", "facility")},
    **{f"{at}._numbers": f"{at}.references[]" for role in ("rendering", "referring", "supervising", "ordering", "purchased")
       for at in (role, f"lines[].{role}")}, "billing_provider._numbers": "billing_provider.licenses[]",
    "_ordering._numbers": "lines[].ordering.references[], where the line names nobody",
    **{f"{at}{name}": f"{at}conditions[], category {category or 'as it says'}" for name, category in CONDITIONS.items()
       for at in ("", "lines[].")}, "_vision[].category": "conditions[].category",
    "_condition_codes[]": "condition_codes", "lines[]._authorizations[].value": "lines[].prior_authorization",
    "lines[]._authorizations[].payer": "then it is one of lines[].other_authorizations[]",
    **{f"{at}._groups[]": f"{at}.adjustments[]" for at in ("other_payers[]", "lines[].adjudications[]")},
    "other_payers[].subscriber._entity": "2 is an organization",
    "other_payers[]._billing[]": "provider_number or location_number",
    "_ordering": "lines[].ordering, where the line names nobody",
    "_patient": "patient, else subscriber", "billing_provider._ssn": "billing_provider.tax_id, with type SY",
}
"""Paths that are not of the model -> what is made of them; the longest that fits counts."""


_LISTS = {"each": "every element, in its order", "0": "the first, `1` the second", "rest": "those that the other rows leave"}


def page(old: str, table: Table) -> str:
    """A page with its tables as they are now."""
    head = old.partition(BEGIN)[0]
    parts = [head + BEGIN, "## What is read", _table(("there", "here", "how"), _read(table)),
             "## What is refused", _table(("there", "names", "what it is"), _told(table, "refused: ")),
             "## What is not used", _table(("there", "names", "why"), _told(table, "not used: "))]
    if table is FHIR:
        parts += ["## Kinds of supporting information", _table(("category", "what it says", "here"), _infos())]
    if table.selectors:
        words = _LISTS | {name: selector.words for name, selector in sorted(table.selectors.items())}
        rows = (f"| `{name}` | {said} |" for name, said in words.items())
        parts += ["## Which element of a list", _table(("in brackets", "means"), rows)]
    return re.sub(r" +\n", "\n", "\n\n".join(parts) + "\n")


def _table(titles: tuple[str, ...], rows: Iterator[str]) -> str:
    return "\n".join([f"| {' | '.join(titles)} |", f"|{' --- |' * len(titles)}", *rows])


def _read(table: Table) -> Iterator[str]:
    for row in table.rows:
        if row.here or row.read.words.startswith("must be"):
            yield f"| `{_there(row.there)}` | {_here(row.here)} | {row.read.words} |"


def _told(table: Table, how: str) -> Iterator[str]:
    """Names that are not read, together by where they stand; what is said of a kind of resource is said once."""
    names: dict[tuple[str, str], dict[str, None]] = {}
    for row in table.rows:
        if not row.here and row.read.words.startswith(how):
            owner, _, name = _there(row.there).rpartition("→ ")[2].rpartition(".")
            names.setdefault((owner, row.read.words.removeprefix(how)), {})[f"`{name}`"] = None
    for (owner, why), said in names.items():
        yield f"| {f'`{owner}`' if owner else 'the claim itself'} | {', '.join(said)} | {why} |"


def _there(path: str) -> str:
    """A path there; an arrow stands where a reference is followed."""
    said = ""
    for name, selector in steps_of(path):
        step = f"{name}[{selector}]" if selector else name
        said += f" → {step}" if name[0].isupper() else f".{step}" if said else step
    return said


def _here(path: str) -> str:
    fits = [made for made in _MADE if path == made or path.startswith((f"{made}.", f"{made}["))]
    if not fits:
        return f"`{path}`" if path else ""
    made = max(fits, key=len)
    return f"`{path[len(made):].lstrip('.')}` of {_MADE[made]}" if path != made and _MADE[made] else _MADE[made]


def _infos() -> Iterator[str]:
    for kind, names in INFOS.items():
        yield from (f"| `{kind}` | `{name}` | `{path}` |" for name, path in names.items())


if __name__ == "__main__":
    for name, table in PAGES.items():
        path = Path("docs") / name
        path.write_text(page(path.read_text("utf-8"), table), "utf-8")

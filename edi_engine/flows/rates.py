"""The contracts of edi.toml with their tables of rates, as the reconciler's values (MAT-11)."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from edi_engine.flows.house import House
from edi_engine.money import cents
from edi_engine.problems import Problem
from edi_engine.reconcile.contracts import Contract, Rate, contract
from edi_engine.settings.nouns import Contract as Said

COLUMNS = ("procedure", "rate", "modifiers", "place", "from", "to", "multiple")
YES = frozenset(("yes", "y", "1", "true", "x"))


class Contracts(NamedTuple):
    """By payer and filing indicator ("" = any) what is agreed, and what is wrong with the tables."""

    agreed: Mapping[tuple[str, str], Contract]
    problems: tuple[Problem, ...]

    @property
    def payers(self) -> frozenset[str]:
        return frozenset(payer for payer, _ in self.agreed)

    def of(self, payer: str, filing: str) -> Contract | None:
        return self.agreed.get((payer, filing)) or self.agreed.get((payer, ""))


def contracts(house: House) -> Contracts:
    """Every contract of the workspace; a row that cannot be used is told and left out."""
    problems: list[Problem] = []
    agreed = {(said.payer, said.filing_indicator): contract(
        _rates(house, said, problems), said.multiple_procedures, {each.code: each.percent for each in said.modifiers})
        for said in house.settings.contracts}
    return Contracts(agreed, tuple(problems))


def _rates(house: House, said: Said, problems: list[Problem]) -> Iterator[Rate]:
    try:
        text = house.at(said.rates).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        problems.append(Problem("MAT-11", "table", where=said.rates))
        return
    rows = csv.DictReader(text.splitlines())
    if not {"procedure", "rate"} <= set(rows.fieldnames or ()) <= set(COLUMNS):
        problems.append(Problem("MAT-11", "columns", where=said.rates, columns=", ".join(COLUMNS)))
        return
    for row in rows:
        rate = _rate({name: (value or "").strip() for name, value in row.items() if name})
        if rate is None:
            problems.append(Problem("MAT-11", "row", where=f"{said.rates}, line {rows.line_num}"))
        else:
            yield rate


def _rate(row: Mapping[str, str]) -> Rate | None:
    with suppress(ValueError):
        since, until = (date.fromisoformat(day).isoformat() if (day := row.get(name, "")) else "" for name in ("from", "to"))
        if row["procedure"] and row["rate"] and (amount := cents(row["rate"])) >= 0:
            return Rate(row["procedure"].upper(), amount, frozenset(row.get("modifiers", "").upper().split()),
                        row.get("place", ""), since, until, row.get("multiple", "").lower() in YES)
    return None

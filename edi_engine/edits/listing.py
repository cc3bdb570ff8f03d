"""Every edit: its rule and kind, how bad it is, what it says, and the function that finds it."""

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from edi_engine import edits
from edi_engine.edits import roles, submissions
from edi_engine.problems import Severity, table


@dataclass(frozen=True, slots=True)
class Edit:
    """One fault that an edit finds."""

    rule: str
    kind: str
    severity: Severity
    sentence: str
    function: str                  # "numbering.claim_number"; "" for one that is found while encounters are read or files sent
    about: str                     # what the function says of itself


def every() -> Iterator[Edit]:
    """Every edit of a claim, in the order of its rules."""
    functions: tuple[Callable[..., Any], ...] = (
        *edits.RULES, submissions.use, submissions.phones, submissions.predetermination, roles.unknown)
    known = {pair: function for function in functions for pair in _found_by(function)}
    for (rule, kind), (severity, sentence) in sorted(table().items(), key=lambda entry: _order(*entry[0])):
        function = known.get((rule, kind))
        if function or rule.startswith(("CLM-", "COB-")):
            name = f"{function.__module__.rpartition('.')[2]}.{function.__name__}" if function else ""
            about = inspect.getdoc(function) if function else None
            yield Edit(rule, kind, severity, sentence, name, (about or "").split("\n")[0])


def _order(rule: str, kind: str) -> tuple[str, int]:
    """By family and number; the kinds of a rule as they stand in its table."""
    family, _, number = rule.partition("-")
    return family, int(number) if number.isdigit() else 0


def _found_by(function: Callable[..., Any]) -> set[tuple[str, str]]:
    """The pairs whose rule and kind are written in the function, or in what it calls in its module."""
    constants = _constants(inspect.getmodule(function), function.__name__)
    return {(rule, kind) for rule, kind in table() if rule in constants and kind in constants}


def _constants(module: Any, name: str) -> set[str]:
    functions, found, todo, seen = _functions(module), set(), [name], set()
    while todo:
        name = todo.pop()
        seen.add(name)
        for node in ast.walk(functions[name]):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.Name) and node.id in functions and node.id not in seen:
                todo.append(node.id)
    return found


@cache
def _functions(module: Any) -> dict[str, ast.AST]:
    """What a module defines at its top: functions, classes, and tables that functions look into."""
    found: dict[str, ast.AST] = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.Assign):
            found |= {target.id: node.value for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    return found

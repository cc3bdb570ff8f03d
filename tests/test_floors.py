"""The house stands: imports go down only, each heavy library has one door, and nothing heavy is loaded to start."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GROUND = "ground"
FLOORS = (
    (GROUND,),
    ("x12", "billing", "codes"),
    ("guides", "encounters", "edits", "conformance", "reconcile", "banking"),
    ("profiles", "ledger", "exchange", "payer", "reports"),
    ("flows",),
    ("web", "testing"),
    ("cli",),
)
FLOOR = {package: height for height, packages in enumerate(FLOORS) for package in packages}
GROUND_MODULES = {"problems", "money", "settings", "clock", "identifiers", "progress", "shipped"}
DOORS = {
    "pyx12": "conformance", "pydantic": "encounters", "sqlite_utils": "ledger", "jinja2": "reports", "xlsxwriter": "reports",
    "click": "cli", "rich": "cli", "asyncssh": "exchange", "hypothesis": "testing",
}
MODULES = sorted(path.relative_to(ROOT / "edi_engine") for path in (ROOT / "edi_engine").rglob("*.py"))


def package(module: str) -> str:
    """The package of a module of ours: ``x12/cutting.py`` is x12, ``money.py`` is the ground."""
    first = module.replace("\\", "/").split("/")[0].removesuffix(".py")
    return GROUND if first in GROUND_MODULES or first == "__init__" else first


def every_import(module: Path) -> Iterator[tuple[str, ast.stmt]]:
    """The dotted name of everything a module imports, at its head or inside a function."""
    for node in ast.walk(ast.parse((ROOT / "edi_engine" / module).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((name.name, node) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports by a relative name (line {node.lineno})"
            yield from ((f"{node.module}.{name.name}", node) for name in node.names)


def at_the_head(module: Path) -> set[int]:
    """The lines of the imports that run when the module is imported: not those inside functions or for type checkers."""
    lines: set[int] = set()

    def visit(node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import | ast.ImportFrom):
                lines.add(child.lineno)
            elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                continue
            elif not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                visit(child)

    visit(ast.parse((ROOT / "edi_engine" / module).read_text("utf-8")))
    return lines


def ours(name: str) -> str | None:
    """The package of ours that a dotted name means; None for other people's."""
    parts = name.split(".")
    if parts[0] != "edi_engine":
        return None
    known = len(parts) > 1 and any((ROOT / "edi_engine" / f"{parts[1]}{end}").exists() for end in (".py", "/__init__.py"))
    return package(parts[1]) if known else GROUND


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_module_looks_up(module: Path) -> None:
    """A module imports its own package or a lower floor, never a neighbour."""
    own = package(str(module))
    assert own in FLOOR, f"{own} stands on no floor: give it one in FLOORS"
    for name, node in every_import(module):
        other = ours(name)
        assert other is None or other == own or FLOOR[other] < FLOOR[own], \
            f"{module}, line {node.lineno}: {own} must not import {name}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_heavy_library_has_one_door(module: Path) -> None:
    """pyx12 is known to conformance alone, pydantic to encounters alone, and so on."""
    for name, node in every_import(module):
        library = name.split(".")[0]
        door = DOORS.get(library)
        assert door in (None, package(str(module))), \
            f"{module}, line {node.lineno}: {library} is imported by {door} alone"


@pytest.mark.parametrize("module", [m for m in MODULES if package(str(m)) in ("flows", "cli")], ids=str)
def test_a_heavy_room_is_entered_when_it_is_needed(module: Path) -> None:
    """Commands and errands import the rooms that load something heavy inside their functions."""
    heavy = ("edi_engine.conformance", "edi_engine.encounters", "edi_engine.reports")
    head = at_the_head(module)
    for name, node in every_import(module):
        assert node.lineno not in head or not name.startswith(heavy), \
            f"{module}, line {node.lineno}: import {name} inside the function that uses it"


def test_help_loads_nothing_heavy() -> None:
    """`edi --help` starts with click and little else."""
    code = ("import sys; from edi_engine.cli import main\n"
            "try: main(['--help'])\n"
            "except SystemExit: pass\n"
            "print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))")
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded = set(said.partition("LOADED")[2].split())
    assert "click" in loaded
    assert not loaded & (DOORS.keys() - {"click"} | {"sqlite3"})


def test_the_floors_are_seen() -> None:
    """The walk itself works: it finds our modules, the doors that exist are used, and an import upstairs would be seen."""
    used = {name.split(".")[0] for module in MODULES for name, _ in every_import(module)}
    assert {"click", "jinja2", "rich", "sqlite_utils"} <= used
    assert ours("edi_engine.flows.submit") == "flows" and ours("edi_engine.money.cents") == GROUND and ours("json") is None
    assert FLOOR["cli"] > FLOOR["flows"] > FLOOR["ledger"] > FLOOR["guides"] > FLOOR["x12"] > FLOOR[GROUND]

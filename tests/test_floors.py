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
GROUND_MODULES = {"problems", "money", "settings", "clock", "identifiers", "progress", "shipped", "spool"}
DOORS = {
    "pyx12": "conformance", "pydantic": "encounters", "sqlite_utils": "ledger", "jinja2": "reports", "xlsxwriter": "reports",
    "click": "cli", "rich": "cli", "asyncssh": "exchange", "hypothesis": "testing", "pytest": "testing",
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


def test_the_payer_that_knows_the_truth_shares_no_rule_with_who_reconciles() -> None:
    """Neither can hide a mistake of the other."""
    for module in MODULES:
        if package(str(module)) == "payer":
            assert not {ours(name) for name, _ in every_import(module)} & {"reconcile", "ledger"}, module


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_heavy_library_has_one_door(module: Path) -> None:
    """pyx12 is known to conformance alone, pydantic to encounters alone, and so on."""
    for name, node in every_import(module):
        library = name.split(".")[0]
        door = DOORS.get(library)
        assert door in (None, package(str(module))), \
            f"{module}, line {node.lineno}: {library} is imported by {door} alone"


def loaded_by(code: str) -> set[str]:
    """The top-level names of all modules in memory after the code ran in a Python of its own."""
    code += "\nimport sys; print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    return set(said.partition("LOADED")[2].split())


def test_errands_load_nothing_heavy_before_they_run() -> None:
    """Importing every flow loads no heavy library: each is imported by the function that uses it."""
    flows = [".".join(("edi_engine", *m.with_suffix("").parts)) for m in MODULES if m.parts[0] == "flows" and m.stem != "__init__"]
    assert flows
    assert not loaded_by(f"import {', '.join(flows)}") & DOORS.keys()


def test_help_loads_nothing_heavy() -> None:
    """`edi --help` starts with click and little else."""
    loaded = loaded_by("from edi_engine.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass")
    assert "click" in loaded
    assert not loaded & (DOORS.keys() - {"click"} | {"sqlite3"})


def test_the_pytest_plugin_loads_nothing_until_a_test_asks() -> None:
    """Whoever has edi installed and runs other tests pays for a few small modules."""
    before, after = loaded_by("import pytest"), loaded_by("import edi_engine.testing.plugin")
    assert after - before <= {"edi_engine"}
    modules = "import sys, edi_engine.testing.plugin; print('LOADED', *(name for name in sys.modules if name.startswith('edi_engine.')))"
    said = subprocess.run([sys.executable, "-c", modules], capture_output=True, text=True, check=True).stdout.split()[1:]
    assert {name.split(".")[1] for name in said} == {"shipped", "testing"} and "edi_engine.testing.strategies" not in said


def test_the_floors_are_seen() -> None:
    """The walk itself works: it finds our modules, the doors that exist are used, and an import upstairs would be seen."""
    used = {name.split(".")[0] for module in MODULES for name, _ in every_import(module)}
    assert {"click", "jinja2", "rich", "sqlite_utils"} <= used
    assert ours("edi_engine.flows.submit") == "flows" and ours("edi_engine.money.cents") == GROUND and ours("json") is None
    assert FLOOR["cli"] > FLOOR["flows"] > FLOOR["ledger"] > FLOOR["guides"] > FLOOR["x12"] > FLOOR[GROUND]

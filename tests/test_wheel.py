"""What we ship works where it is installed: the wheel, in an empty environment, runs the demo from another folder."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from edi_engine import shipped
from tests import readme

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command run elsewhere, without our environment's Python path."""
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith(("PYTHON", "EDI_", "VIRTUAL_ENV", "COVERAGE"))}
    return subprocess.run([str(part) for part in command], cwd=folder, env=environment, capture_output=True, text=True,
                          timeout=240, check=False)


def skip(reason: str, said: subprocess.CompletedProcess[str]) -> None:
    """Skip, and say why where nobody can miss it."""
    last = (said.stderr.strip() or said.stdout.strip()).splitlines()[-1:]
    print(f"SKIPPED {__name__}: {reason} {' '.join(last)}", file=sys.__stderr__)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built as a user would build it."""
    folder = tmp_path_factory.mktemp("wheel")
    said = run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, folder=folder)
    if said.returncode and any(word in said.stdout + said.stderr for word in OFFLINE):
        skip("hatchling could not be fetched from the package index.", said)
    assert not said.returncode, said.stdout + said.stderr
    return next(folder.glob("*.whl"))


OFFLINE = ("No matching distribution", "Could not find a version", "ConnectionError", "NewConnectionError",
           "Temporary failure in name resolution", "Network is unreachable", "Read timed out")


def test_the_wheel_holds_what_the_demo_and_the_reports_need(wheel: Path) -> None:
    """Every template and sample file of the checkout travels, and so do our own SQL and code tables; tests stay at home."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    for name, home in (("templates", ROOT / "templates"), ("demo", ROOT / "fixtures" / "demo"), ("x12", ROOT / "fixtures" / "x12")):
        wanted = {f"edi_engine/_shipped/{name}/{path.relative_to(home).as_posix()}"
                  for path in home.rglob("*") if path.is_file() and not path.name.startswith(".")}
        assert wanted and wanted <= inside
    ours = {path.relative_to(ROOT).as_posix() for path in (ROOT / "edi_engine").rglob("*")
            if path.is_file() and path.suffix != ".pyc"}
    assert ours <= inside
    assert not {name for name in inside if name.startswith(("tests/", "benchmarks/", "fixtures/"))}


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment that has nothing but the wheel and what it needs."""
    home = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    install(scripts, str(wheel), "The runtime dependencies could not be fetched from the package index.")
    return scripts


def install(scripts: Path, what: str, otherwise: str) -> None:
    """Install into an environment; skip when the package index cannot be reached."""
    said = run(scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", what, folder=scripts)
    if said.returncode and any(word in said.stdout + said.stderr for word in OFFLINE):
        skip(otherwise, said)
    assert not said.returncode, said.stdout + said.stderr


def test_the_demo_runs_from_another_folder(scripts: Path, tmp_path: Path) -> None:
    """Installed in an empty environment, `edi demo` says what it says in this checkout."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    installed = run(scripts / "edi", "demo", "practice", folder=elsewhere)
    assert not installed.returncode, installed.stderr
    here = tmp_path / "here"
    here.mkdir()
    ours = run(sys.executable, "-c", "import sys; from edi_engine.cli import main; sys.exit(main(sys.argv[1:]))", "demo",
               "practice", folder=here)
    assert installed.stdout == ours.stdout and "What still needs a person" in installed.stdout
    assert len(list((elsewhere / "practice" / "reports").iterdir())) == 6


def test_other_peoples_tests_run(wheel: Path, scripts: Path, tmp_path: Path) -> None:
    """Installed with its extra, the plugin is there: the tests of docs/testing.md pass, and the one that should fail fails."""
    install(scripts, f"{wheel}[testing]", "pytest and hypothesis could not be fetched from the package index.")
    for name, text in readme.files((ROOT / "docs" / "testing.md").read_text("utf-8")):
        (tmp_path / name).write_text(text, "utf-8")
    said = run(scripts / "python", "-m", "pytest", "-v", "-p", "no:cacheprovider", folder=tmp_path)
    assert "1 failed, 4 passed" in said.stdout, said.stdout + said.stderr
    assert "CLM05 is 12:B:1, expected 11:B:1" in said.stdout and "edi-engine" in said.stdout
    listed = run(scripts / "edi", "fixtures", "--json", folder=tmp_path)
    assert [each["sample"] for each in json.loads(listed.stdout)["samples"]] == list(shipped.samples())

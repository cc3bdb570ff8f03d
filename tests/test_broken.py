"""Every problem has a file that causes it: ``fixtures/x12/broken/RULE.KIND.EXT``, or a folder of numbered files.

A family of sentences (a module of ``edi_engine.problems``) joins by its runner in RUNNERS: from the path of the broken
file, or folder, to the problems that it causes. A file ``.edi`` in a folder is a command for a claim that has left.
"""

import io
import shutil
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest

from edi_engine import profiles, settings, x12
from edi_engine.flows.house import House
from edi_engine.flows.outcome import Outcome
from edi_engine.guides.counting import count
from edi_engine.problems import Problem, ack, clm, cob, env, exc, mat, partner, plb, rem
from edi_engine.problems import x12 as guide
from edi_engine.profiles import examples
from tests import carried

BROKEN = Path(__file__).parents[1] / "fixtures" / "x12" / "broken"


def look_at_envelopes(path: Path) -> Iterable[Problem]:
    """What the survey of the file says, and what is replaced when its transaction sets are written for another partner."""
    if path.is_dir():
        yield from put_through_a_workspace(path)
        return
    source = x12.Source(path)
    survey = x12.survey(source)
    for ts in survey:
        for letters in ("any", "upper"):
            yield from _written_for(x12.Characters(letters=letters), source, ts)
    yield from x12.placed(source, survey.problems)


def _written_for(characters: x12.Characters, source: x12.Source, ts: x12.TransactionSet) -> Iterable[Problem]:
    marks = ts.delimiters
    neutral = str.maketrans({marks.element: x12.ELEMENT, marks.repetition: x12.REPEAT, marks.component: x12.COMPONENT})
    segments = [segment.translate(neutral) for _, part in x12.slices(source, ts, frozenset()) for segment in part][1:-1]
    partner = x12.Interchange(
        sender="INVENTEDCLINIC", receiver="INVENTEDPLAN", created=datetime(2026, 2, 1, 12), control_number=1,
        application_sender="INVENTEDCLINIC", application_receiver="INVENTEDPLAN", group_control_number=1,
        version=ts.version or "005010", kind=ts.kind, functional_id="HP", characters=characters)
    return x12.write_interchange(io.BytesIO(), partner, [segments]).problems


def put_through_a_workspace(path: Path) -> Iterable[Problem]:
    """What is said of a file, or of the files of a folder, checked, then submitted or received in a fresh workspace.

    When the folder has an ``archive``, that is laid over the workspace's own, and the books are rebuilt from it.
    """
    from edi_engine.flows import check, imports, rebuild, receive, submit
    from edi_engine.flows.house import open_house
    from edi_engine.flows.setup import init

    if path.suffix == ".toml":
        return settings.parse(path.read_text(encoding="utf-8")).problems
    if path.name.endswith("-absent"):
        return settings.load(path).problems
    files = sorted(file for file in path.iterdir() if file.stem not in ("archive", "corrected")) if path.is_dir() else [path]
    toml = next((file for file in files if file.name == "edi.toml"), None)
    files = [file for file in files if file != toml]
    problems = [problem for file in files if file.suffix == ".x12" for problem in check.of_file(file)]
    for source in (x12.Source(file) for file in files if file.suffix == ".x12"):
        for ts in x12.survey(source):
            count(source, ts, problems.append)
    with TemporaryDirectory() as folder:
        init(Path(folder))
        if toml:
            shutil.copy(toml, folder)
        with open_house(Path(folder)) as house:
            for file in files:
                if file.stem == "codes":
                    problems += load_codes(house, file)
                    continue
                context = submit.of_run(house)
                outcome = submit.one(house, file, context) if file.suffix in (".json", ".jsonl", ".csv") else \
                    follow_up(house, path / "corrected.json", *file.read_text("utf-8").split()) if file.suffix == ".edi" else \
                    receive.take(house, file, "receive")
                problems += outcome.findings.close()
            if path.suffix == ".x12":
                problems += imports.one(house, path).findings.close()
        if (path / "archive").is_dir():
            shutil.copytree(path / "archive", Path(folder) / "archive", dirs_exist_ok=True)
            problems += [_said(found) for found in rebuild.rebuild(Path(folder))["problems"]]
    return problems


def put_through_a_profile(path: Path) -> Iterable[Problem]:
    """What is wrong with a profile, with a workspace that names one, or with the encounters of a folder under its profile."""
    from edi_engine.flows import submit
    from edi_engine.flows.house import open_house

    if path.suffix == ".toml":
        profile = profiles.parse(path.read_bytes(), "invented", path.name)
        return [*profile.problems, *examples.failures(profile)]
    us, _ = profiles.open_(path, settings.load(path))
    if us.problems:
        return us.problems
    with TemporaryDirectory() as folder:
        shutil.copytree(path, folder, dirs_exist_ok=True)
        with open_house(Path(folder)) as house:
            return submit.one(house, path / "encounters.json", submit.of_run(house)).findings.close()


def _said(found: dict[str, Any]) -> Any:
    """A problem as a document shows it."""
    return SimpleNamespace(rule=found["rule"], kind=found["kind"], message=found["message"])


def load_codes(house: House, file: Path) -> list[Problem]:
    """What is said of a list of codes that is loaded into the workspace."""
    from edi_engine.codes import files
    from edi_engine.flows import codes

    codes.load(house, file, files.Told())
    return files.read(file.read_bytes(), file.name, files.Told())[1]


def follow_up(house: House, corrected: Path, command: str, claim: str, payer: str = "") -> Outcome:
    """What is said when a claim is to follow from one that left: ``secondary CLAIM PAYER``, ``replace CLAIM``, ``void CLAIM``, ``fix CLAIM``.

    A ``corrected.json`` in the folder is the file with which it is corrected.
    """
    from edi_engine.flows import correct, secondary

    if command == "secondary":
        return secondary.one(house, claim, secondary.Wish(payer))
    file = corrected if corrected.exists() else None
    if command == "fix":
        return correct.again(house, claim, file, correct.Wish(payer))
    frequency = {"replace": correct.REPLACEMENT, "void": correct.VOID}[command]
    return correct.change(house, claim, frequency, file, correct.Wish(payer))


def look_at_files(path: Path) -> Iterable[Problem]:
    """What a command without a workspace says of a file or folder that it cannot do anything with."""
    from edi_engine.flows.rewrite import rewrite
    from edi_engine.flows.summary import summary

    with patch("edi_engine.guides.counting.count", side_effect=ZeroDivisionError("DOE, JANE")):
        documents = summary([path]), rewrite(path, path / "there is no such folder" / "out.x12")
    for problem in (problem for document in documents for file in document["files"] for problem in file["problems"]):
        yield Problem(problem["rule"], problem["kind"], fault="a fault", module="a module", reason="a reason")
        assert "JANE" not in problem["message"]


def show_it(path: Path) -> Iterable[Problem]:
    """What is said of a file that is to be shown as a remittance."""
    from edi_engine.flows.check_remit import Remittances

    remittances = Remittances([path])
    list(remittances.text())
    return [_said(found) for file in remittances.files for found in file["problems"]]


def answer_it(path: Path) -> Iterable[Problem]:
    """What is said of a file that is to be acknowledged."""
    from edi_engine.flows.acknowledging import acknowledge

    files = sorted(path.iterdir()) if path.is_dir() else [path]
    with TemporaryDirectory() as folder, patch("edi_engine.flows.acknowledging.LIMIT", 1 if ".crowded" in path.name else 10_000):
        return [_said(found) for file in acknowledge(files, Path(folder))["files"] for found in file["problems"]]


def compare_it(path: Path) -> Iterable[Problem]:
    """What is said of the lines of a folder's files beside the contracts of its edi.toml."""
    from edi_engine.flows import imports, receive, variance
    from edi_engine.flows.house import open_house
    from edi_engine.flows.setup import init

    with TemporaryDirectory() as folder:
        init(Path(folder))
        shutil.copytree(path, folder, dirs_exist_ok=True)
        with open_house(Path(folder)) as house:
            for file in sorted(path.glob("*.x12")):
                (receive.take(house, file, "receive") if b"ST*835" in file.read_bytes() else imports.one(house, file))
            agreed = variance.contracts(house)
            return [*agreed.problems, *(line.as_problem() for line in variance.compared(house, agreed) if line.short)]


def wait_for_it(path: Path) -> Iterable[Problem]:
    """What is alarming at provider level when nothing more has come for a long time."""
    from edi_engine.flows import provider_adjustments, receive
    from edi_engine.flows.house import open_house
    from edi_engine.flows.setup import init

    with TemporaryDirectory() as folder, patch.dict("os.environ", EDI_TODAY="2026-12-31"):
        init(Path(folder))
        with open_house(Path(folder)) as house:
            receive.take(house, path, "receive")
            return [_said(found) for found in provider_adjustments.provider_adjustments(house)["problems"]]


def follow_a_link(_: Path) -> Iterable[Problem]:
    """What is said of a file that is not there when it is opened: no such link travels with a package."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "1.835").symlink_to("nowhere.835")
        return list(put_through_a_workspace(Path(folder)))


def ask_a_payer(path: Path) -> Iterable[Problem]:
    """What is said of a file that a payer in a box is to answer."""
    from edi_engine import payer
    from edi_engine.flows.simulate import simulate

    with TemporaryDirectory() as folder:
        document = simulate([path], payer.load("plain"), "1", Path(folder))
        return [_said(found) for file in document["files"] for found in file["problems"]]


RUNNERS: dict[str, Callable[[Path], Iterable[Problem]]] = {
    "env": look_at_envelopes,
    "ack": put_through_a_workspace,
    "clm": put_through_a_workspace,
    "cob": put_through_a_workspace,
    "exc": put_through_a_workspace,
    "rem": put_through_a_workspace,
    "mat": put_through_a_workspace,
    "plb": put_through_a_workspace,
    "partner": put_through_a_profile,
}
OTHERWISE = dict.fromkeys([("EXC-5", "internal"), ("EXC-5", "unwritable-file"), ("EXC-5", "no-files")], look_at_files) | \
    {("EXC-5", "no-remittance"): show_it, ("EXC-5", "unreadable-file"): follow_a_link, ("EXC-5", "simulate-other"): ask_a_payer} | dict.fromkeys(carried.KINDS, carried.carry) | \
    {pair: wait_for_it for pair in plb.SENTENCES if pair[1] in ("never-recovered", "recovered-twice", "never-announced")} | \
    {pair: compare_it for pair in mat.SENTENCES if pair[0] == "MAT-11"} | \
    {pair: answer_it for pair in env.SENTENCES if pair[0] == "ENV-15"}
"""Problems that a file alone does not cause."""
FAMILIES = {"ack": ack, "env": env, "clm": clm, "cob": cob, "exc": exc, "rem": rem, "mat": mat, "plb": plb,
            "partner": partner, "x12": guide}
KNOWN = [(family, rule, kind) for family in RUNNERS for rule, kind in FAMILIES[family].SENTENCES]


@pytest.mark.parametrize("family, rule, kind", KNOWN)
def test_each_problem_has_a_file_that_causes_it(family: str, rule: str, kind: str) -> None:
    path = next((path for path in BROKEN.iterdir() if path.name.split(".")[:2] == [rule, kind]), None)
    assert path is not None, f"no file causes {rule} {kind}"
    problems = list(OTHERWISE.get((rule, kind), RUNNERS[family])(path))
    caused = {(problem.rule, problem.kind) for problem in problems}
    assert (rule, kind) in caused, f"{path.name} causes {caused}"
    for problem in problems:
        assert not {"DOE", "JANE", "INVENTED1"} & set(problem.message.replace(",", " ").replace(".", " ").split())


def test_each_broken_file_is_for_a_problem() -> None:
    """A file whose problem nobody knows any more is a file that nobody misses."""
    sentences = {pair for family in FAMILIES.values() for pair in family.SENTENCES}
    for path in sorted(BROKEN.iterdir()):
        rule, kind = path.name.split(".")[:2]
        assert (rule, kind) in sentences, path.name


def test_no_problem_has_two_sentences() -> None:
    """Two families that define the same rule and kind would silently overwrite each other."""
    pairs = [pair for family in FAMILIES.values() for pair in family.SENTENCES]
    assert len(pairs) == len(set(pairs))

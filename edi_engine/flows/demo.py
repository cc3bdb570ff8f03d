"""The whole loop on the shipped fixtures: encounters leave, a payer in a box answers, every line is reconciled."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from edi_engine import payer
from edi_engine.exchange import folders
from edi_engine.flows.house import House, Unknown, open_house
from edi_engine.flows.receive import receive
from edi_engine.flows.report import report
from edi_engine.flows.setup import init
from edi_engine.flows.simulate import simulate
from edi_engine.flows.submit import submit
from edi_engine.flows.worklist import worklist
from edi_engine.shipped import folder as shipped

DAY, SEED = "2026-06-30", "202359"
MARK, ANSWERS = ".edi-demo", "answers"
REPORTS = (("remittance", "txt"), ("remittance", "html"), ("reconciliation", "txt"), ("reconciliation", "html"),
           ("worklist", "txt"), ("worklist", "html"))


def demo(folder: Path) -> dict[str, Any]:
    """Run the demo in a folder of its own, on fixed days, so that every run prints the same; with the worklist it ends on."""
    _clear(folder)
    with _on(DAY):
        return _run(folder, shipped("demo"))


def _run(folder: Path, fixtures: Path) -> dict[str, Any]:
    init(folder)
    shutil.copyfile(fixtures / "edi.toml", folder / "edi.toml")
    (folder / MARK).touch(folders.PRIVATE_FILE)
    with open_house(folder, errand="demo") as house:
        house.audit()
        sent = [file for path in folders.files([fixtures / "encounters"]) for file in _submitted(house, path)]
        answers = _answered(house, [Path(out) for file in sent for out in file["out"]], fixtures / "payers.toml")
        came = receive(house, answers)
        waiting = worklist(house)
        written = []
        for name, form in REPORTS:
            target = house.at("reports") / f"{name}.{form}"
            folders.drop(target, (part.encode() for part in report(house, name, form)))
            written.append(str(target))
    return {"workspace": str(folder), "today": DAY, "submitted": sent, "received": came["files"],
            "worklist": waiting["items"], "reports": written}


def _submitted(house: House, path: Path) -> list[dict[str, Any]]:
    """What became of a file of encounters; it leaves on the day with which its name begins."""
    with _on(path.name[:len(DAY)]):
        files: list[dict[str, Any]] = submit(house, [path])["files"]
    return files


def _answered(house: House, sent: list[Path], scenario: Path) -> list[Path]:
    """The files with which the payers answer what was sent, in the order of their arrival."""
    folders.private(house.at(ANSWERS))
    said = simulate(sent, payer.load(str(scenario)), SEED, house.at(ANSWERS))
    return [Path(out) for out in said["out"]]


@contextmanager
def _on(day: str) -> Iterator[None]:
    """A day that is today for everything in it."""
    before = os.environ.get("EDI_TODAY")
    os.environ["EDI_TODAY"] = day
    try:
        yield
    finally:
        os.environ.pop("EDI_TODAY") if before is None else os.environ.update(EDI_TODAY=before)


def _clear(folder: Path) -> None:
    """Empty the folder of an earlier demo; Unknown when it holds anything else, for nothing of a user's is ever deleted."""
    if (folder / MARK).exists():
        shutil.rmtree(folder)
    elif folder.exists() and any(folder.iterdir()):
        raise Unknown(f"{folder} is not empty and was not made by a demo. Name another folder: `edi demo DIR`.")

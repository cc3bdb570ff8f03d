"""The whole loop on the shipped fixtures: encounters leave, remittances come back, every line is reconciled."""

import os
import shutil
from pathlib import Path
from typing import Any

from edi_engine.exchange import folders
from edi_engine.flows.house import Unknown, open_house
from edi_engine.flows.receive import receive
from edi_engine.flows.report import report
from edi_engine.flows.setup import init
from edi_engine.flows.submit import submit
from edi_engine.flows.worklist import worklist
from edi_engine.shipped import folder as shipped

DAY = "2026-06-30"
MARK = ".edi-demo"
REPORTS = (("remittance", "txt"), ("remittance", "html"), ("reconciliation", "txt"), ("reconciliation", "html"),
           ("worklist", "txt"), ("worklist", "html"))


def demo(folder: Path) -> dict[str, Any]:
    """Run the demo in a folder of its own, on a fixed day, so that every run prints the same; with the worklist it ends on."""
    _clear(folder)
    before = os.environ.get("EDI_TODAY")
    os.environ["EDI_TODAY"] = DAY
    try:
        return _run(folder)
    finally:
        os.environ.pop("EDI_TODAY") if before is None else os.environ.update(EDI_TODAY=before)


def _run(folder: Path) -> dict[str, Any]:
    fixtures = shipped("demo")
    init(folder)
    shutil.copyfile(fixtures / "edi.toml", folder / "edi.toml")
    (folder / MARK).touch(folders.PRIVATE_FILE)
    with open_house(folder, errand="demo") as house:
        house.audit()
        sent = submit(house, [fixtures / "encounters"])
        came = receive(house, [fixtures / "remittances"])
        waiting = worklist(house)
        written = []
        for name, form in REPORTS:
            target = house.at("reports") / f"{name}.{form}"
            folders.drop(target, (part.encode() for part in report(house, name, form)))
            written.append(str(target))
    return {"workspace": str(folder), "today": DAY, "submitted": sent["files"], "received": came["files"],
            "worklist": waiting["items"], "reports": written}


def _clear(folder: Path) -> None:
    """Empty the folder of an earlier demo; Unknown when it holds anything else, for nothing of a user's is ever deleted."""
    if (folder / MARK).exists():
        shutil.rmtree(folder)
    elif folder.exists() and any(folder.iterdir()):
        raise Unknown(f"{folder} is not empty and was not made by a demo. Name another folder: `edi demo DIR`.")

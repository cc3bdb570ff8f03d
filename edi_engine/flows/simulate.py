"""``edi simulate``: what payers answer to some 837P files, and what the books must say then; without a workspace."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from edi_engine import payer, x12
from edi_engine.exchange import folders
from edi_engine.flows import looking
from edi_engine.guides.families import family
from edi_engine.payer import Asked, Scenario
from edi_engine.problems import Problem, failures

TRUTH = "truth.json"
_OURS = re.compile(r"\d{4,}\.(ta1|999|277ca|835)\.x12")
UNREAD: dict[str, Any] = {"claims": 0, "verdict": "unreadable"}


def scenarios() -> dict[str, Any]:
    """The scenarios that ship, and everything that one may give a rate for."""
    return {"scenarios": [{"scenario": each.name, "about": each.about, "rates": dict(each.rates)}
                          for each in map(payer.load, payer.names())],
            "rates": [{"rate": name, "of": rate.of, "about": rate.about} for name, rate in payer.RATES.items()]}


def simulate(paths: Iterable[Path], scenario: Scenario, seed: str, folder: Path,
             caught: type[Exception] = Exception) -> dict[str, Any]:
    """Answer the files into a folder: ``0001.ta1.x12`` and so on as they would arrive, and ``truth.json``.

    The same files, scenario and seed give the same bytes. What an earlier simulation left in the folder makes way.
    """
    asked = Asked()
    document = looking.at_files(paths, lambda path: _read(asked, path), UNREAD, caught)
    document |= {"scenario": scenario.name, "seed": seed, "out": [], "truth": None, "problems": []}
    if asked.sets:
        arrivals, truth = payer.answers(asked, scenario, seed)
        try:
            document |= written(folder, arrivals, truth)
        except OSError as error:
            document |= {"problems": [failures.unwritable(error).as_json()]}
    return document


def _read(asked: Asked, path: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Take the claims of one file."""
    source = x12.Source(path)
    survey = x12.survey(source)
    kinds = dict.fromkeys(family(ts) for ts in survey)
    problems = x12.placed(source, survey.problems)
    if failures.nothing_read(problems):
        return UNREAD, problems
    if "837P" not in kinds:
        other = Problem("EXC-5", "simulate-other", what=", ".join(kinds) or "a file without transaction sets")
        return {"claims": 0, "verdict": "refused"}, [*problems, other]
    return {"claims": asked.add(source), "verdict": "answered"}, problems


def written(folder: Path, arrivals: Iterable[payer.Arrival], truth: dict[str, Any]) -> dict[str, Any]:
    """Write the answers and the truth into a folder; what an earlier simulation left there makes way."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / TRUTH).exists():
        for path in [*folder.iterdir()]:
            if _OURS.fullmatch(path.name):
                path.unlink()
        (folder / TRUTH).unlink()
    out = []
    every = list(arrivals)
    width = max(4, len(str(len(every))))
    for n, arrival in enumerate(every, 1):
        out.append(folder / f"{n:0{width}d}.{arrival.kind}.x12")
        folders.drop(out[-1], [arrival.data])
    folders.drop(folder / TRUTH, [json.dumps(truth, indent=1).encode() + b"\n"])
    return {"out": list(map(str, out)), "truth": str(folder / TRUTH)}

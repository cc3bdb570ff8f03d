"""``edi fixtures``: the sample files that ship, without a workspace."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from edi_engine import shipped, x12
from edi_engine.flows.house import Unknown
from edi_engine.guides.families import family
from edi_engine.problems import sentence

BROKEN = "broken"


def listed() -> dict[str, Any]:
    """Every sample with its size, the transaction sets in it, and the problem that it was broken for."""
    return {"samples": [_sample(name, path) for name, path in shipped.samples().items()]}


def copy(folder: Path, named: Iterable[str]) -> dict[str, Any]:
    """Copy samples, all when none is named, into a folder under their names.

    Unknown when a name means none, or a file of the same name and another content is there: then nothing is copied.
    """
    try:
        chosen = shipped.samples(tuple(named) or ("*",))
    except KeyError as unknown:
        raise Unknown(f"No sample is called {unknown.args[0]}; `edi fixtures` lists them all.") from None
    out = {folder / name: path for name, path in chosen.items()}
    for target, path in out.items():
        if target.exists() and not (target.is_file() and target.read_bytes() == path.read_bytes()):
            raise Unknown(f"{target} is there and is not the sample. Name another folder, or move it away.")
    for target, path in out.items():
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return {"samples": list(chosen), "out": list(map(str, out))}


def _sample(name: str, path: Path) -> dict[str, Any]:
    rule, kind, severity = _broken(name)
    return {"sample": name, "size": path.stat().st_size, "transactions": [family(ts) for ts in x12.survey(x12.Source(path))],
            "rule": rule, "kind": kind, "severity": severity}


def _broken(name: str) -> tuple[str, str, str] | tuple[None, None, None]:
    """The rule, kind and severity of ``broken/REM-3.off.x12`` or of a file in ``broken/REM-13.contractual``."""
    top, _, rest = name.partition("/")
    if top != BROKEN:
        return None, None, None
    rule, kind = rest.split("/")[0].split(".")[:2]
    return rule, kind, sentence(rule, kind)[0]

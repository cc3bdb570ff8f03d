"""``edi profile``: the profiles that there are, what one says, and whether its examples are as its rows say."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from edi_engine import profiles
from edi_engine.flows.house import Unknown
from edi_engine.profiles import Profile, examples


def listed(folder: Path) -> dict[str, Any]:
    """Every profile that edi.toml can name, those of the workspace before those that ship under the same name."""
    return _document(folder, None, tested=False)


def show(folder: Path, name: str) -> dict[str, Any]:
    """All that one profile says."""
    return _document(folder, name, tested=False)


def test(folder: Path, name: str | None) -> dict[str, Any]:
    """Run the examples of one profile, or of all; each that is not as its row says is a problem."""
    return _document(folder, name, tested=True)


def _document(folder: Path, name: str | None, tested: bool) -> dict[str, Any]:
    loaded = [_load(folder, each) for each in ([name] if name else profiles.names(folder))]
    problems = [problem for profile in loaded for problem in profile.problems]
    problems += [problem for profile in loaded if tested for problem in examples.failures(profile)]
    return {"profiles": [_said(profile) for profile in loaded], "problems": [problem.as_json() for problem in problems]}


def _load(folder: Path, name: str) -> Profile:
    profile = profiles.load(folder, name)
    if profile is None:
        raise Unknown(f"There is no profile {name}. `edi profile list` shows those that there are.")
    return profile


def _said(profile: Profile) -> dict[str, Any]:
    return {"name": profile.name, "title": profile.title, "about": profile.about, "file": profile.file,
            "envelope": [asdict(row) for row in profile.envelope], "rows": [asdict(row) for row in profile.rows],
            "severities": [asdict(row) for row in profile.severities], "examples": examples.count(profile)}

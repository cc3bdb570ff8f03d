"""What ships with the engine is found in the source tree and in an installed package."""

import pytest

from edi_engine import shipped


def test_the_source_tree_holds_what_ships():
    """Templates, demo fixtures and samples stand at the top of the source tree."""
    assert (shipped.folder("templates") / "page.html").is_file()
    assert (shipped.folder("demo") / "edi.toml").is_file()
    assert (shipped.folder("x12") / "quirks" / "plain.x12").is_file()


def test_an_installed_package_holds_what_ships(tmp_path, monkeypatch):
    """In a wheel they stand inside the package, and those win."""
    inside = tmp_path / "edi_engine" / "_shipped" / "templates"
    inside.mkdir(parents=True)
    monkeypatch.setattr(shipped, "__file__", str(tmp_path / "edi_engine" / "shipped.py"))
    assert shipped.folder("templates") == inside
    with pytest.raises(FileNotFoundError):
        shipped.folder("demo")


def test_samples_are_chosen_by_name_folder_or_pattern():
    """Each once, sorted; what names none is said, and no hidden file is a sample."""
    every = shipped.samples()
    assert list(every) == sorted(every) and all(path.is_file() for path in every.values())
    assert {name.split("/")[0] for name in every} == {"asked", "broken", "demo", "golden", "loops", "provider-level", "quirks", "rare", "secondary"}
    assert not [name for name in every if "/." in name]
    assert list(shipped.samples(["quirks/plain.x12"])) == ["quirks/plain.x12"]
    assert shipped.samples(["golden/835"]).keys() == {name for name in every if name.startswith("golden/835/")}
    assert {"broken/REM-3.off.x12", "broken/REM-13.contractual/1.x12"} <= shipped.samples(["broken/REM-*", "broken/REM-3.*"]).keys()
    with pytest.raises(KeyError, match="golden/83"):
        shipped.samples(["golden/835", "golden/83"])

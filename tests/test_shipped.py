"""What ships with the engine is found in the source tree and in an installed package."""

import pytest

from edi_engine import shipped


def test_the_source_tree_holds_what_ships():
    """Templates and demo fixtures stand at the top of the source tree."""
    assert (shipped.folder("templates") / "page.html").is_file()
    assert (shipped.folder("demo") / "edi.toml").is_file()


def test_an_installed_package_holds_what_ships(tmp_path, monkeypatch):
    """In a wheel they stand inside the package, and those win."""
    inside = tmp_path / "edi_engine" / "_shipped" / "templates"
    inside.mkdir(parents=True)
    monkeypatch.setattr(shipped, "__file__", str(tmp_path / "edi_engine" / "shipped.py"))
    assert shipped.folder("templates") == inside
    with pytest.raises(FileNotFoundError):
        shipped.folder("demo")

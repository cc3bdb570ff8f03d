"""What several tests look at and none changes."""

from pathlib import Path

import pytest

from edi_engine.flows import demo as errand


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that the demo leaves; what the payers said is in its folder answers."""
    folder = tmp_path_factory.mktemp("demo") / "workspace"
    errand.demo(folder)
    return folder

"""What ships with the engine beside its code: ``templates`` and the ``demo`` fixtures."""

from pathlib import Path

_SOURCE = {"templates": "templates", "demo": "fixtures/demo"}


def folder(name: str) -> Path:
    """The folder of that name: inside the package when it was installed from a wheel, else in the source tree.

    FileNotFoundError when neither is there: a broken installation.
    """
    package = Path(__file__).resolve().parent
    for place in (package / "_shipped" / name, package.parent / _SOURCE[name]):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"{name} is not part of this installation")

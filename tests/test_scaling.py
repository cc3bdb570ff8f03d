"""What a file costs does not depend on how much is in the books: counted in steps of SQLite's machine, not in time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from edi_engine.flows import imports, receive, setup
from edi_engine.flows.house import House, open_house
from edi_engine.testing import answered
from edi_engine.testing.files import claim_file
from tests import loops

NEW, FEW, MANY = 20, 100, 600


def claims(count: int, prefix: str, number: int) -> bytes:
    """An 837P with numbers of its own."""
    return claim_file([replace(claim, patient_control_number=f"{prefix}{n:07d}") for n, claim in enumerate(loops.plain_claims(count))],
                      loops.WHEN, number)


def files(folder: Path, sent: bytes) -> tuple[Path, Sequence[Path]]:
    """The claims, and everything that is answered to them."""
    folder.mkdir()
    (folder / "claims.837").write_bytes(sent)
    return folder / "claims.837", answered(sent, "everything").write(folder / "answers")


def books(folder: Path, size: int) -> Path:
    """Books in which so many claims are answered."""
    sent, answers = files(folder.with_suffix(".files"), claims(size, "OLD", 1))
    setup.init(folder)
    with open_house(folder) as house:
        imports.imports(house, [sent])
        receive.receive(house, answers)
    return folder


def steps(house: House, errand: Callable[[], object]) -> int:
    """How many hundreds of instructions SQLite's machine runs."""
    ticks = 0

    def tick() -> None:
        nonlocal ticks
        ticks += 1

    house.db.set_progress_handler(tick, 100)
    errand()
    house.db.set_progress_handler(None, 100)
    return ticks


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, int]]:
    """The steps of importing claims, and of receiving what is answered to them, into few claims and into many."""
    folder = tmp_path_factory.mktemp("scaling")
    sent, answers = files(folder / "new", claims(NEW, "FRESH", 90_001))
    paid = [path for path in answers if ".835." in path.name]
    taken = [path for path in answers if path not in paid]
    found = []
    for size in (FEW, MANY):
        with open_house(books(folder / str(size), size)) as house:
            errands = {"import": partial(imports.imports, house, [sent]), "remittances": partial(receive.receive, house, paid),
                       "acknowledgments": partial(receive.receive, house, taken)}
            found.append({name: steps(house, errand) for name, errand in errands.items()})
    return found


@pytest.mark.parametrize("errand", ["import", "remittances", "acknowledgments"])
def test_a_file_costs_the_same_in_large_books(counted: list[dict[str, int]], errand: str) -> None:
    few, many = (each[errand] for each in counted)
    assert many < 1.3 * few, (few, many)

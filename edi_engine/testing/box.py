"""The payer in a box, asked from a test: what comes back for some claims, and what is true then."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edi_engine.testing.segments import Given

if TYPE_CHECKING:
    from edi_engine.payer import Arrival, Scenario


@dataclass(frozen=True, slots=True)
class Answers:
    """What payers answered, in the order of its arrival, and what the books must say: ``truth`` is that of ``edi simulate``."""

    arrivals: "tuple[Arrival, ...]"        # each with when, kind (ta1, 999, 277ca, 835) and data
    truth: dict[str, Any]

    def of(self, kind: str) -> list[bytes]:
        """The files of one kind."""
        return [arrival.data for arrival in self.arrivals if arrival.kind == kind]

    def write(self, folder: Path) -> list[Path]:
        """Write ``0001.ta1.x12`` and so on, and ``truth.json``, into a folder; the paths of the answers."""
        from edi_engine.flows import simulate

        return list(map(Path, simulate.written(folder, self.arrivals, self.truth)["out"]))


def answered(sent: Given | Iterable[Given], scenario: "str | Path | Scenario" = "ordinary", seed: int | str = 1) -> Answers:
    """What payers answer to 837P files; a path is a file, text and bytes are what stands in one.

    A scenario is one that ships, a TOML file, or a ``Scenario``. The same files, scenario and seed give the same answers.
    ValueError when nothing that was sent asks for anything; ``edi_engine.payer.Refused`` for a scenario that says why.
    """
    from edi_engine import payer, x12

    asked = payer.Asked()
    for given in [sent] if isinstance(sent, bytes | str | Path) else sent:
        asked.add(x12.Source(given.encode() if isinstance(given, str) else given))
    if not asked.sets:
        raise ValueError("Nothing that was sent is an 837P: give bytes, text, or the path of a file as pathlib.Path.")
    behaving = scenario if isinstance(scenario, payer.Scenario) else payer.load(str(scenario))
    arrivals, truth = payer.answers(asked, behaving, str(seed))
    return Answers(tuple(arrivals), truth)

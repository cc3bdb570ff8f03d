"""The examples of a profile's rows, run: each accepted one passes in silence, of each refused one the row speaks.

An example is a segment or a few, with * : ~ between; that of a severity changes the segments of a sample claim.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from edi_engine import edits
from edi_engine.guides import x222a1
from edi_engine.guides.origins import Origin
from edi_engine.guides.table import COMPONENT, ELEMENT
from edi_engine.problems import Problem
from edi_engine.profiles import demands, keys, places
from edi_engine.profiles.nouns import Demand, Profile, Setting, Severity
from edi_engine.x12.delimiters import NEUTRAL

DAY = date(2026, 2, 1)
SAMPLE = (
    "ST*837*0001", "BHT*0019*00*1*20260201*1200*CH", "HL*1**20*1", "PRV*BI*PXC*207Q00000X",
    "NM1*85*2*SAMPLE CLINIC*****XX*1999999984", "N3*1 ELM ST", "N4*CINCINNATI*OH*452200001",
    "REF*EI*123456789", "PER*IC*BILLING*TE*5135550140", "HL*2*1*22*0",
    "SBR*P*18*******CI", "NM1*IL*1*TESTER*ANNA****MI*M1", "N3*1 ELM ST", "N4*CINCINNATI*OH*45220", "DMG*D8*19800203*F",
    "NM1*PR*2*SAMPLE PLAN*****PI*SAMPLE", "CLM*E1*125***11:B:1*Y*A*Y*Y", "HI*ABK:E119", "LX*1", "SV1*HC:99213*125*UN*1***1",
    "DTP*472*D8*20260105", "REF*6R*E1L1")
_TOLD_BY_TAG = frozenset({"CLM", "SV1", "LX", "SBR", "HL", "PAT", "CUR", "N3", "N4", "DMG", "BHT"})


def failures(profile: Profile) -> Iterator[Problem]:
    """Every example that is not as its row says; of a profile with faults, which cannot be used, none is run."""
    if profile.problems:
        return
    for kind, rows in (("envelope", profile.envelope), ("rows", profile.rows), ("severities", profile.severities)):
        for number, row in enumerate(rows):
            passes = _PASSES[type(row)]
            for name, expected in (("accept", True), ("refuse", False)):
                for position, example in enumerate(getattr(row, name)):
                    if passes(row, example) is not expected:
                        where = f"{profile.file}, {kind}[{number}].{name}[{position}]"
                        yield Problem("EXC-5", "profile-example", where=where, profile=profile.name,
                                      does="speak of" if expected else "pass", should="accepted" if expected else "refused")


def count(profile: Profile) -> int:
    """How many examples the profile has."""
    rows: tuple[Any, ...] = (*profile.envelope, *profile.rows, *profile.severities)
    return sum(len(row.accept) + len(row.refuse) for row in rows)


def _demand(row: Demand, example: str) -> bool:
    spot = places.spot(row.path)
    if spot is None:
        return False
    segments = [Origin(text, spot.loop, places.row_of(spot)) for text in _neutral(example.split("~"))]
    return not demands.look(row, spot, segments, {"": segments})[1]


def _severity(row: Severity, example: str) -> bool:
    sample = list(SAMPLE)
    at = sample.index(next(segment for segment in sample if segment.startswith("CLM")))
    for segment in filter(None, example.split("~")):
        told = segment.split("*")[:1 if segment.split("*")[0] in _TOLD_BY_TAG else 2]
        same = next((n for n, other in enumerate(sample) if other.split("*")[:len(told)] == told), None)
        at = at + 1 if same is None else same
        sample[at:at + (same is not None)] = [segment]
    nouns = x222a1.nouns(_slices(list(_neutral(sample))), NEUTRAL)
    claim = next(noun for noun in nouns if type(noun).__name__ == "Claim")
    return not any(found.rule == row.rule and row.kind in ("", found.kind)
                   for found in edits.of_claim(claim, edits.Context(day=DAY)))  # type: ignore[arg-type]


_PASSES: dict[type[Any], Callable[[Any, str], bool]] = {Setting: keys.fits, Demand: _demand, Severity: _severity}


def _slices(segments: list[str]) -> Iterator[tuple[int, list[str]]]:
    """As a file's are cut: at HL and CLM."""
    starts = [n for n, text in enumerate(segments) if n == 0 or text.split(ELEMENT)[0] in ("HL", "CLM")]
    for start, stop in zip(starts, [*starts[1:], len(segments)], strict=True):
        yield start + 1, segments[start:stop]


def _neutral(segments: Any) -> Iterator[str]:
    return (text.strip().replace("*", ELEMENT).replace(":", COMPONENT) for text in segments if text.strip())

"""What 277CA and 277 share: their hierarchy as a stream of nouns, and back."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from edi_engine import x12
from edi_engine.billing.status import (
    ClaimAcknowledgment,
    InformationReceiver,
    InformationSource,
    StatusHead,
    StatusPatient,
    StatusProvider,
)
from edi_engine.guides.table import Loop, compiled
from edi_engine.problems import Problem

Noun = StatusHead | InformationSource | InformationReceiver | StatusProvider | StatusPatient | ClaimAcknowledgment
Loops = tuple[Loop[Any], ...]              # in the order of these nouns

Above = tuple[InformationSource | None, InformationReceiver | None, StatusProvider | None, StatusPatient | None,
              StatusPatient | None]        # of a claim: source, receiver, provider, subscriber, patient

OPENERS = frozenset({"HL", "TRN"})
PATIENTS = frozenset({"PT", "22", "23"})
LEVELS = PATIENTS | {"20", "21", "19"}
"""HL03: the levels that are nouns, and those below which a TRN opens a claim."""


def nouns(loops: Loops, slices: Iterable[tuple[int, list[str]]], delimiters: x12.Delimiters) -> Iterator[Noun]:
    """The nouns of the slices of one set in their order; a claim refers to the objects of the levels above it.

    Constant memory. Nothing is lost: what the rows do not know is ``kept``, a level that is none of ours by the noun before it.
    """
    head, speaking, told, providing, ill, claim = (compiled(loop).reader(delimiters) for loop in loops)
    readers = {"": head, "20": speaking, "21": told, "19": providing, **dict.fromkeys(PATIENTS, ill)}
    above: Above = None, None, None, None, None
    for kind, at, segments in _pieces(slices, delimiters.element):
        if kind == "TRN":
            yield claim(segments, at, *above)
        else:
            noun = readers[kind](segments, at)
            above = _below(above, kind, noun)
            yield noun


def _below(above: Above, kind: str, noun: Any) -> Above:
    """The levels above the claims that follow the noun; an insured stands above every dependent up to the next level."""
    source, receiver, provider, subscriber, patient = above
    if kind in ("22", "PT"):
        return source, receiver, provider, None, noun
    if kind == "23":
        return source, receiver, provider, patient if patient and patient.kind == "22" else subscriber, noun
    return {"": above, "20": (noun, None, None, None, None), "21": (source, noun, None, None, None),
            "19": (source, receiver, noun, None, None)}[kind]


def segments(loops: Loops, nouns: Iterable[Noun]) -> Iterator[str]:
    """The nouns as neutral segments without ST and SE, in the order given, each level with the number that it carries."""
    codecs: dict[type[Any], Callable[[Any], list[str]]] = {loop.noun: compiled(loop).write for loop in loops}
    for noun in nouns:
        found = codecs[type(noun)](noun)
        yield from found[1:] if isinstance(noun, StatusHead) else found


def problems(loops: Loops, noun: Noun) -> Iterator[Problem]:
    """What could not be read of one noun, in the order of the file; a claim does not speak for the levels above it."""
    loop = next(loop for loop in loops if loop.noun is type(noun))
    yield from sorted(compiled(loop).problems(noun), key=lambda problem: problem.at or 0)


def _pieces(slices: Iterable[tuple[int, list[str]]], separator: str) -> Iterator[tuple[str, int, list[str]]]:
    """(kind, index of its first segment, segments) of every piece that is one noun: "" the head, an HL03, or TRN of a claim.

    ST says nothing that the noun must hold (its number is the envelope's), SE is the writer's.
    """
    held: tuple[str, int, list[str]] | None = None
    level = ""
    for at, found in slices:
        if held is None:
            held = "", at, [f"ST{separator}277", *found[1:]]
            continue
        kind = _kind(found[0], separator, level)
        if kind:
            level = level if kind == "TRN" else kind
            yield held
            held = kind, at, found
        else:
            held[2].extend(found)
    if held:
        if held[2][-1].partition(separator)[0] == "SE":
            del held[2][-1]
        yield held


def _kind(opening: str, separator: str, level: str) -> str:
    """Which noun a slice opens; "" when it belongs to the one before."""
    elements = opening.split(separator, 4)
    if elements[0] == "TRN":
        return "TRN" if level in PATIENTS else ""
    kind = elements[3].rstrip(" ") if len(elements) > 3 else ""
    return kind if kind in LEVELS else ""
